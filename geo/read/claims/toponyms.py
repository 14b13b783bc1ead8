"""The toponyms of a text with the places they mean: the one door to the gazetteer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from gazetteer import Gazetteer, Place
from gazetteer.recognise import Reader
from geo.model.place import Kind, Location
from geo.read.claims.listed import listed

_REMEMBERED = 20_000
_DIGITS = 3
_WORD = r"[A-ZÀ-Þ][\w-]*"
_NAME = re.compile(
    rf"\b(?:in|near|at|outside|around|to|into|from|of|through|towards?|captured|seized|entered|took"
    rf"|retook|recaptured|bombed|shelled|left|reached|struck|hit|attacked) "
    rf"((?:[Aa]l[ -])?{_WORD}(?: (?:al-|ez-|el-|al |de |la )?{_WORD}){{0,2}})"
)
_NO_PLACES = listed(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Christmas Easter Ramadan"
)
# A name that the reader passed over counts where one place of the text's countries has it.
_COUNTRIES = 2
_LEAST_CONFIDENCE, _DOUBT = 0.6, 0.8
_ACRONYM = 5
_LEAST_ALONE, _LEAST_PEOPLE = 0.85, 20_000
_SURELY = re.compile(
    r"(?:in|near|outside|captured|seized|entered|retook|recaptured|bombed|shelled) "
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as written; offsets in the text, end exclusive.

    `demonym` marks names of a people ("Syrian"), which say who rather than where; `others` are
    the next likeliest places, for a person to choose from.
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
        confidence=round(confidence, _DIGITS),
    )


class Places:
    """A gazetteer that reads toponyms, and remembers the names it was asked for.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        An open gazetteer; by default the user's own.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer()
        self._reader = Reader(self.gazetteer.index)
        self._province = lru_cache(_REMEMBERED)(self._find_province)
        self._named = lru_cache(_REMEMBERED)(self._find_named)

    def toponyms(self, text: str, source: str = "") -> list[Toponym]:
        """Return the toponyms of a text in order, without overlaps.

        Parameters
        ----------
        text : str
            Running text.
        source : str, optional
            The address or name of the outlet; what its other reports tell of counts.
        """
        found = [
            Toponym(
                each.start,
                each.end,
                each.text,
                location_of(each.place, each.score),
                each.form == "demonym",
                tuple(location_of(place, chance) for place, chance in each.alternatives),
            )
            for each in self._reader.parse(text, source)
        ]
        return sorted([*found, *self._passed_over(text, found)], key=lambda each: each.start)

    def _passed_over(self, text: str, found: list[Toponym]) -> Iterator[Toponym]:
        """Yield names after a word of place that mean one place of the text's countries."""
        counts = Counter(each.location.country for each in found if each.location.country)
        countries = [code for code, _ in counts.most_common(_COUNTRIES)]
        taken = {at for each in found for at in range(each.start, each.end)}
        for name in _NAME.finditer(text):
            start, end = name.span(1)
            if name[1] in _NO_PLACES or (name[1].isupper() and len(name[1]) <= _ACRONYM):
                continue
            if not taken.isdisjoint(range(start, end)):
                continue
            asked = [*countries, ""] if _SURELY.match(name[0]) else countries
            places = (self._named(name[1], country) for country in asked)
            location = next(filter(None, places), None)
            if location:
                yield Toponym(start, end, name[1], location)

    def _find_named(self, name: str, country: str) -> Location | None:
        found = self.gazetteer.resolve(name, country or None)
        if found.place is None or found.confidence < _LEAST_CONFIDENCE:
            return None
        # Without a country to look in, only a town that the whole world knows by the name.
        if not country and (
            found.confidence < _LEAST_ALONE or found.place.population < _LEAST_PEOPLE
        ):
            return None
        return location_of(found.place, found.confidence * _DOUBT)

    def province(self, location: Location, name: str) -> Location | None:
        """Return the province of a name in the country of a place, as sure as the place."""
        found = self._province(name, location.country)
        if found is None:
            return None
        return location_of(found, location.confidence)

    def _find_province(self, name: str, country: str) -> Place | None:
        found = self.gazetteer.resolve(f"{name} province", country or None).place
        return found if found and found.kind == Kind.ADMIN1 else None
