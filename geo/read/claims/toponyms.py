"""The toponyms of a text with the places they mean: the one door to the gazetteer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gazetteer import Gazetteer, Place
from geo.model.place import Kind, Location
from geo.read.claims.listed import listed

_WORD = r"[A-ZÀ-Þ][\w’'-]*"
_LINK = r"(?:(?:al|el|ash|as|at|an|ad|ar|az|de|da|do|del|la|le|of|the|sur|upon|bin|ibn)[ -])"
_NAME = re.compile(rf"(?:\b[Aa]l[ -])?{_WORD}(?:[ ](?:{_LINK}){{0,2}}{_WORD})*")
_POSSESSIVE = re.compile(r"['’]s?$")
_NOT_NAMES = listed(
    "the a an this that these those he she it they we you i in on at by for from of to "
    "and but or as if so after before while when where who which what how why with "
    "without no not new old its their his her our my more most many some all both another "
    "other each last next first second monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november "
    "december president general major minister photo photos update iranian russian "
    "meanwhile then since following backed"
)
_CONFIDENT = 0.5


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as written; offsets in the text, end exclusive.

    `demonym` marks names of a people ("Syrian"), which say who rather than where.
    """

    start: int
    end: int
    text: str
    location: Location
    demonym: bool = False
    others: tuple[Location, ...] = ()


def location_of(place: Place, confidence: float = 1.0) -> Location:
    """Return a gazetteer place as an event uses it."""
    return Location(
        place_id=place.id,
        name=place.name,
        kind=Kind(place.kind),
        lon=place.lon,
        lat=place.lat,
        country=place.country,
        admin1=place.admin1,
        admin1_iso=place.admin1_iso,
        confidence=round(confidence, 3),
    )


class Places:
    """A gazetteer that remembers what it was asked."""

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or Gazetteer()
        self.resolve = lru_cache(50_000)(self._resolve)

    def _resolve(self, name: str, country: str = "") -> Location | None:
        found = self._gazetteer.resolve(name, country or None)
        if found.place is None:
            return None
        return location_of(found.place, found.confidence)

    def province(self, location: Location, name: str) -> Location | None:
        """Return the province of a name in the country of a place."""
        found = self.resolve(f"{name} province", location.country)
        return found if found and found.kind is Kind.ADMIN1 else None

    def toponyms(self, text: str, source: str = "") -> list[Toponym]:
        """Return the toponyms of a text in order, without overlaps."""
        found = [each for name in _NAME.finditer(text) for each in self._read(name)]
        countries = Counter(
            each.location.country for each in found if each.location.confidence >= _CONFIDENT
        )
        return list(_settled(found, [code for code, _ in countries.most_common(3) if code], self))

    def _read(self, found: re.Match[str]) -> Iterator[Toponym]:
        name = _POSSESSIVE.sub("", found[0])
        if name.lower() in _NOT_NAMES or len(name) < 3:
            return
        location = self.resolve(name)
        if location:
            yield Toponym(found.start(), found.start() + len(name), name, location)


def _settled(
    found: Sequence[Toponym], countries: Sequence[str], places: Places
) -> Iterator[Toponym]:
    """Choose again, in the countries the text is about, where a name alone leaves doubt."""
    for each in found:
        if each.location.confidence >= _CONFIDENT:
            yield each
            continue
        near = (places.resolve(each.text, country) for country in countries)
        best = next((one for one in near if one and one.confidence >= _CONFIDENT), None)
        if best:
            yield replace(each, location=best)
