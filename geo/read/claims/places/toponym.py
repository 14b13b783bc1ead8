"""A toponym as claims use it, and where a text itself settles which place is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetteer.recognise import RecognisedToponym as Found
from geo.gazetteer_adapter import location_of
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.model.place import Location, PlaceKind

# A place in a country the text names is taken with this share of the belief in the likeliest.
_LEAST_SHARE = 0.2
# "The Syrian town of Madaya".
_TOWN_OF = Patterns(ENGLISH, "place_names").compile("town_of")


@dataclass(frozen=True, slots=True)
class PlacedToponym:
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


def _toponym(found: Found) -> PlacedToponym:
    """Return what the reader of places found, as sure as it is of the province."""
    others = tuple(location_of(place, chance) for place, chance in found.alternatives)
    province = found.place.admin1_iso
    same = sum(other.confidence for other in others if province and other.admin1_iso == province)
    location = location_of(found.place, min(1.0, found.score + same))
    return PlacedToponym(found.start, found.end, found.text, location, _is_demonym(found), others)


def _is_demonym(found: Found) -> bool:
    return found.form == "demonym"


def read_toponyms(found: Sequence[Found]) -> list[PlacedToponym]:
    """Return what the reader of places found; equal mentions share their places."""
    known: dict[tuple[int, float, int], PlacedToponym] = {}
    out = []
    for each in found:
        key = id(each.place), each.score, id(each.alternatives)
        first = known.get(key)
        if first is not None and (first.text, first.demonym) == (each.text, _is_demonym(each)):
            at, end = each.start, each.end
            out.append(
                PlacedToponym(at, end, each.text, first.location, first.demonym, first.others)
            )
        else:
            known[key] = first = _toponym(each)
            out.append(first)
    return out


def coherent(text: str, found: list[PlacedToponym]) -> list[PlacedToponym]:
    """Prefer, where a name leaves doubt, its place in a country that the text names itself.

    Parameters
    ----------
    text : str
        Running text.
    found : list of PlacedToponym
        Its toponyms, in order.
    """
    named = {
        each.location.country
        for each in found
        if each.demonym or each.location.kind is PlaceKind.COUNTRY
    }
    out = [each if each.demonym else _at_home(each, named, _LEAST_SHARE) for each in found]
    for at in range(1, len(found)):
        owner, start = found[at - 1], found[at].start
        if owner.location.kind is PlaceKind.COUNTRY and _TOWN_OF.fullmatch(text[owner.end : start]):
            out[at] = _at_home(found[at], {owner.location.country}, 0.0)
    return out


def _at_home(toponym: PlacedToponym, named: set[str], least: float) -> PlacedToponym:
    """Return a toponym at its likeliest place in some countries, if that is likely enough."""
    here = toponym.location
    if here.kind is PlaceKind.COUNTRY or not here.country or here.country in named:
        return toponym
    near = [other for other in toponym.others if other.country in named]
    if not near or near[0].confidence < least * here.confidence:
        return toponym
    others = (here, *(other for other in toponym.others if other is not near[0]))
    return replace(toponym, location=near[0], others=others)
