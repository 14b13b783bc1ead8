"""The places a sentence names, with their roles and as close as its words place them."""

from __future__ import annotations

from dataclasses import replace

from geo.model.place import Location, PlaceKind
from geo.read.claims.places import spatial_lexicon as words
from geo.read.claims.places.containment import REGION_CONFIDENCE, contains, region_of, size
from geo.read.claims.places.mention import Mention, Role
from geo.read.claims.places.roles import role_of, word_at
from geo.read.claims.places.toponym import PlacedToponym
from geo.read.claims.places.toponyms import Places
from geo.read.claims.triggers.tokens import Parsed

NEAR_KM, SUBURB_KM = 30.0, 20.0
_NEAR_BY = 60


def read_mentions(parsed: Parsed, toponyms: list[PlacedToponym], places: Places) -> list[Mention]:
    """Return the places of a sentence with their roles, in order.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    toponyms : list[PlacedToponym]
        Its toponyms, with offsets in the document.
    places : Places
        For the province behind a name.
    """
    shift = parsed.sentence.start
    out: list[Mention] = []
    for toponym in toponyms:
        if toponym.demonym:
            continue
        start, end = toponym.start - shift, toponym.end - shift
        role, governor = role_of(parsed, start, end, toponym.location, out)
        mention = Mention(
            start,
            end,
            toponym.text,
            toponym.location,
            role,
            governor,
            others=toponym.others,
        )
        out.append(_widened(parsed, mention, places))
    return _without_containers(parsed, out)


def _widened(parsed: Parsed, mention: Mention, places: Places) -> Mention:
    """Take the words around a name into account: provinces, compass points, "near"."""
    text = parsed.sentence.text
    right = word_at(text, mention.end)
    left = _modifiers_left(parsed, mention.start)
    location = mention.location
    if (
        right in words.PROVINCE_BEHIND
        or left & words.PROVINCE_BEFORE
        or (
            location.kind is PlaceKind.CITY
            and (right == "countryside" or "countryside" in left or "rural" in left)
        )
    ):
        location = _province(location, mention.text, places)
    elif location.kind is PlaceKind.COUNTRY and (compass := left & words.COMPASS):
        location = region_of(location, sorted(compass))
    if location is not mention.location:
        mention = mention._replace(location=location)
    return _ringed(mention, left, right, text)


def _province(location: Location, name: str, places: Places) -> Location:
    if location.kind is PlaceKind.ADMIN1:
        return location
    return places.province(location, name) or location


def _ringed(mention: Mention, left: set[str], right: str, text: str) -> Mention:
    """Give a place that is only the neighbourhood of the event its ring."""
    if not mention.location.kind.is_point:
        return mention
    governor = word_at(text, mention.governor) if mention.governor < mention.start else ""
    radius = NEAR_KM if governor in words.NEAR or "near" in left else 0.0
    if left & words.SUBURBS_BEFORE or right in words.SUBURBS_BEHIND:
        radius = SUBURB_KM
    if not radius:
        return mention
    confidence = round(mention.location.confidence * REGION_CONFIDENCE, 3)
    ringed = replace(mention.location, radius_km=radius, confidence=confidence)
    return mention._replace(location=ringed)


def _modifiers_left(parsed: Parsed, start: int) -> set[str]:
    found: set[str] = set()
    at = parsed.word_before(start)
    while at >= 0 and words.modifies(parsed.words[at]) and len(found) < 8:
        if parsed.words[at] == "and":
            break
        found.add(parsed.words[at])
        at -= 1
    return found


def _without_containers(parsed: Parsed, mentions: list[Mention]) -> list[Mention]:
    """Mark the larger of two neighbours, where one lies in the other, as its container."""
    out = list(mentions)
    for at, mention in enumerate(mentions):
        for other in mentions:
            if (
                other is mention
                or not _happens(other)
                or size(other.location) >= size(mention.location)
            ):
                continue
            if contains(mention.location, other.location) and _same_event(parsed, mention, other):
                out[at] = mention._replace(role=Role.CONTAINER)
    return out


def _same_event(parsed: Parsed, one: Mention, other: Mention) -> bool:
    """Say whether two places belong to one event: near, and no word that tells between."""
    first, last = sorted((one, other), key=lambda each: each.start)
    if any(first.end <= trigger.start < last.start for trigger in parsed.triggers):
        return False
    near = last.start - first.end < _NEAR_BY
    return near or parsed.clause(first.start) == parsed.clause(last.start)


def _happens(mention: Mention) -> bool:
    return mention.role in (Role.HAPPENED, Role.TARGET, Role.ORIGIN)
