"""Toponyms that only have the name of a place elsewhere, as the words after them tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from basics.english import MONTHS, WEEKDAYS
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns, one_of
from geo.model.place import PlaceKind
from geo.read.claims.places.toponym import PlacedToponym

# "Jurf al Sakhar": what goes on is the name of another place.
_PATTERNS = Patterns(ENGLISH, "place_names")
_GOES_ON = _PATTERNS.compile("goes_on")
_NO_NAMES = [
    *ENGLISH.ordered("place_names.lists.no_names"),
    *map(str.capitalize, (*WEEKDAYS, *MONTHS)),
]
_NO_NAME = re.compile(rf"{one_of(_NO_NAMES)}\b")
# "LAGOS (Delta Dispatch) -": who reports, and not where.
_AGENCY = re.compile(r"\n[A-Z][^()\n]{1,80}\((?P<name>[A-Z][^()\n]{1,40})\) ?[-–—]")
# "Liancourt, in the department of Artibonite".
_LIES_IN = re.compile(r",? in (?:the )?(?:[a-z-]+ ){0,4}")
_LIES_RIGHT_IN = _PATTERNS.compile("lies_right_in")
_ARTICLE_FOLLOWS = _PATTERNS.compile("article_follows")
# A writer who explains what a place is, and not where, has said where.
_QUARTER = _PATTERNS.compile("quarter")
_VILLAGE = _PATTERNS.compile("village")
_LOOK = 20
_POSSESSIVE = re.compile(r"['’]s?\b")
_AREAS = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
_COUNTRIES = 2


def without_namesakes(text: str, toponyms: Sequence[PlacedToponym]) -> list[PlacedToponym]:
    """Return the toponyms of a text without those that mean another place of the name.

    An agency in a dateline is none. A town in a country that the text does not speak of is none
    of its places where its name goes on, or where the text says that it lies in another country.

    Parameters
    ----------
    text : str
        The document's text.
    toponyms : sequence of PlacedToponym
        All of it, in order.
    """
    # With a line end before it a line is found by its first character.
    spans = [found.span("name") for found in _AGENCY.finditer(f"\n{text}")]
    agencies = {at - 1 for span in spans for at in range(*span)}
    found = [each for each in toponyms if each.start not in agencies] if agencies else toponyms
    return list(_at_home(text, found, _countries(found)))


def _countries(toponyms: Sequence[PlacedToponym]) -> set[str]:
    """Return the countries that a text speaks of: named, and the two of most of its places."""
    counts = Counter(country for _, country in {(t.text, t.location.country) for t in toponyms})
    named = {
        t.location.country for t in toponyms if t.demonym or t.location.kind is PlaceKind.COUNTRY
    }
    return named | {country for country, count in counts.most_common(_COUNTRIES) if count > 1}


def _at_home(
    text: str, toponyms: Sequence[PlacedToponym], home: set[str]
) -> Iterator[PlacedToponym]:
    for at, each in enumerate(toponyms):
        if _is_of_longer(text, each, toponyms[at + 1 : at + 2]):
            continue
        within = _said_province(text, each, toponyms[at + 1 : at + 2])
        if within is not None:
            yield within
            continue
        here = each.location.country in home or not home
        if not here and text[each.start - 1 : each.start] == "-":
            continue
        if here or each.demonym or not each.location.kind.is_point:
            yield each
            continue
        outer = _said_to_hold(text, each, toponyms[at + 1 : at + 2])
        if outer is not None:
            inner = next((o for o in each.others if o.country == outer.location.country), None)
            if inner:
                yield replace(each, location=inner, others=(each.location,))
        elif not (_is_small(text, each) or _is_part(text, each, toponyms[at + 1 : at + 2])):
            yield each


def _said_to_hold(
    text: str, each: PlacedToponym, following: Sequence[PlacedToponym]
) -> PlacedToponym | None:
    """Return the area in another country that a text says a place lies in."""
    for area in following:
        if area.demonym or area.location.kind not in _AREAS:
            continue
        lies = _LIES_IN.fullmatch(text[each.end : area.start])
        if lies and area.location.country != each.location.country:
            return None if _POSSESSIVE.match(text, area.end) else area
    return None


def _said_province(
    text: str, each: PlacedToponym, following: Sequence[PlacedToponym]
) -> PlacedToponym | None:
    """Return a place as the one in the province that a text says it lies in ("X in Y Oblast").

    Where no place of the name is known there, it is somewhere in that province.
    """
    for area in following:
        there = area.location
        if area.demonym or there.kind is not PlaceKind.ADMIN1 or not each.location.kind.is_point:
            continue
        apart = not each.demonym and there.admin1_iso != each.location.admin1_iso
        if apart and there.admin1_iso and _LIES_RIGHT_IN.fullmatch(text[each.end : area.start]):
            inner = [one for one in each.others if one.admin1_iso == there.admin1_iso]
            return replace(each, location=(*inner, there)[0], others=(each.location,))
    return None


def _is_of_longer(text: str, each: PlacedToponym, following: Sequence[PlacedToponym]) -> bool:
    """Say whether a name goes on as those of people and villages do ("Qasim al Raymi")."""
    longer = _ARTICLE_FOLLOWS.match(text, each.end)
    if longer is None or each.demonym or each.location.kind is PlaceKind.COUNTRY:
        return False
    return not any(other.start <= longer.start("word") < other.end for other in following)


def _is_small(text: str, each: PlacedToponym) -> bool:
    """Say whether a text tells that a name is of a village or a quarter, which it would place."""
    before = text[max(0, each.start - _LOOK) : each.start]
    return bool(_QUARTER.match(text, each.end) or _VILLAGE.search(before))


def _is_part(text: str, each: PlacedToponym, following: Sequence[PlacedToponym]) -> bool:
    longer = _GOES_ON.match(text, each.end)
    if longer is None or _NO_NAME.match(longer["word"]):
        return False
    return not any(other.start == longer.start("word") for other in following)
