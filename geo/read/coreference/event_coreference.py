"""Puts claims of the same event together, with a reason for each: docs/decisions/0073."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from geo.model.claim import Modality
from geo.model.family import Family
from geo.model.place import PlaceKind
from geo.model.timespan import Timespan
from geo.read.claims import ExtractedClaim
from geo.read.claims.actors.actors import groups_in
from geo.read.claims.places.containment import contains, size
from geo.read.claims.times.event_time import NOW
from geo.read.coreference.claim_groups import (
    ALIKE,
    DEADLY,
    SAME_NEWS_DAYS,
    VAGUE_DAYS,
    VIOLENT,
    Group,
    Groups,
)
from geo.read.coreference.proposal import Proposal, proposal_of

# A claim without a place is put with one whose days are much the same.
_LEAST_SHARE = 0.3
_NEAR_CHARACTERS = 1500
# So near, claims without a name or a day may be of one event.
_CLOSE = 0.5
# Of a large group the claims that came last are compared.
_LOOKED_AT = 8
# Counts that differ by more than this are of two events.
_MOST_RATIO = 3.0
# One report that gives a day here and weeks there tells of two events.
_FEW_DAYS, _MANY_DAYS = 2, 21
_ANOTHER = re.compile(r"\W*(?:and |in )?(?:another|a (?:second|third|separate)|separately)\b", re.I)
# What days that are not told count for, where days that agree count 1.
_UNDATED = 0.1


@dataclass(frozen=True, slots=True)
class _Match:
    """How well a claim fits a group, and what speaks for it."""

    score: float
    kind: str
    place: str
    time: Timespan | None
    who: str

    @property
    def reason(self) -> str:
        days = f"days that overlap ({self.time.humanize()})" if self.time else "one gives no day"
        who = f", both with {self.who}" if self.who else ""
        return f"{self.kind}, {self.place}, {days}{who}."


def fuse(claims: Iterable[ExtractedClaim]) -> list[Proposal]:
    """Return proposed events: each claim in exactly one, those of one event together."""
    groups = Groups()
    for claim in sorted(claims, key=_clearest_first):
        match, group = _best_group(claim, groups.near(claim))
        if match and group:
            groups.join(group, claim, match.reason)
        else:
            groups.add(claim)
    proposals = [proposal_of(group.members, group.reasons) for group in groups.all]
    return sorted(proposals, key=_in_order)


def _in_order(proposal: Proposal) -> tuple[str, str, int]:
    day = proposal.timespan.first.isoformat() if proposal.timespan else "9999"
    return day, proposal.claims[0].document, proposal.claims[0].start


def _clearest_first(claim: ExtractedClaim) -> tuple[bool, int, bool, int, str, int]:
    """Sort claims so that those with a close place and a day of their own found the groups."""
    return (
        claim.modality is Modality.DENIED,
        size(claim.location) if claim.location else 9,
        claim.date is None,
        claim.timespan.days if claim.timespan else 99_999,
        claim.document,
        claim.start,
    )


def _best_group(
    claim: ExtractedClaim, groups: Iterable[Group]
) -> tuple[_Match | None, Group | None]:
    best, found = None, None
    for group in groups:
        match = _match(claim, group)
        if match and (best is None or match.score > best.score):
            best, found = match, group
    return best, found


def _match(claim: ExtractedClaim, group: Group) -> _Match | None:
    """Return how well a claim fits the claim that founded a group, None where it does not.

    Without a place it is compared with what its own report tells of the group's event.
    """
    first = group.members[0] if claim.location else _of_document(group, claim.document)
    kind = _same_kind(claim, first)
    place = kind and _same_place(claim, first, group)
    time = place and _same_time(claim, first)
    if not (kind and place and time) or _contradicts(claim, group) or _told_apart(claim, first):
        return None
    shared = set(claim.actors) & set(first.actors)
    if not shared and _other_people(claim, first):
        return None
    near = max(_nearness(claim, each) for each in group.members[-_LOOKED_AT:])
    if not (claim.location or (claim.timespan and first.timespan) or shared or near > _CLOSE):
        return None
    score = kind[0] + place[0] + time[0] + 0.5 * len(shared) + near
    return _Match(score, kind[1], place[1], time[1], min(shared, default=""))


def _of_document(group: Group, document: str) -> ExtractedClaim:
    own = (each for each in group.members[: -_LOOKED_AT - 1 : -1] if each.document == document)
    return next(own, group.members[0])


def _nearness(one: ExtractedClaim, other: ExtractedClaim) -> float:
    """Return how close two claims stand in one document, 0 to 1."""
    if one.document != other.document:
        return 0.0
    return max(0.0, 1.0 - abs(one.start - other.start) / _NEAR_CHARACTERS)


def _same_kind(one: ExtractedClaim, other: ExtractedClaim) -> tuple[float, str] | None:
    if one.family == other.family:
        return 1.0, f"Both tell of the same kind of happening ({one.label.lower()})"
    pair = {one.family, other.family}
    if any(pair <= alike for alike in ALIKE):
        return 0.6, f"Kinds that go together ({one.label.lower()}, {other.label.lower()})"
    if Family.KILLING in pair and pair <= DEADLY and _follows(one, other):
        return 0.5, "Deaths told right after what caused them"
    if Modality.DENIED in (one.modality, other.modality) and pair <= VIOLENT:
        return 0.4, "One denies what the other says"
    return None


def _follows(one: ExtractedClaim, other: ExtractedClaim) -> bool:
    """Say whether deaths take their place from the sentences of the other claim."""
    deaths = one if one.family is Family.KILLING else other
    return one.document == other.document and deaths.place is None


def _same_place(
    one: ExtractedClaim, other: ExtractedClaim, group: Group
) -> tuple[float, str] | None:
    here, there = one.location, other.location
    if here is None or there is None:
        if one.document != other.document or here is there:
            return None
        return 0.2, "one gives no place"
    if here.place_id == there.place_id:
        return 1.0, f"the same place ({here.name})"
    inner, outer = sorted((here, there), key=size)
    if not contains(outer, inner) or (
        outer.kind is PlaceKind.REGION
        and one.document != other.document
        and not _same_news(one, other)
    ):
        return None
    if outer.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) and not _surely_same(one, group):
        return None
    return 0.5, f"{inner.name} lies in {outer.name}"


def _surely_same(one: ExtractedClaim, group: Group) -> bool:
    """Say whether a country, too wide to tell events apart by, is made up for."""
    other = group.members[0]
    if one.best and one.best == other.best:
        return True
    if not (one.family.traits.personal or other.family.traits.personal):
        return False
    if not all(map(people_of, (one, other))) and _nearness(one, other) > _CLOSE:
        return True
    return any(set(one.actors) & set(each.actors) for each in group.members[-_LOOKED_AT:])


def _same_time(one: ExtractedClaim, other: ExtractedClaim) -> tuple[float, Timespan | None] | None:
    """Return how far the days agree, and the closer ones; None where they cannot be the same."""
    here, there = one.timespan, other.timespan
    if here is None or there is None:
        return (_UNDATED, None) if _may_be_undated(one, other) else None
    if not here.overlaps(there.first, there.last):
        return None
    vague = max(here.days, there.days) > VAGUE_DAYS and here.days != there.days
    if vague and one.document != other.document:
        return None
    unplaced = one.location is None or other.location is None
    if unplaced and _share(here, there) < _LEAST_SHARE:
        return None
    return _share(here, there), min(here, there, key=lambda span: span.days)


def _share(here: Timespan, there: Timespan) -> float:
    """Return the days two spans share, as a share of the days of both."""
    both = (min(here.last, there.last) - max(here.first, there.first)).days + 1
    return both / (here.days + there.days - both)


def _may_be_undated(one: ExtractedClaim, other: ExtractedClaim) -> bool:
    if one.document == other.document:
        return True
    return _same_news(one, other) and not set(one.actors).isdisjoint(other.actors)


def _same_news(one: ExtractedClaim, other: ExtractedClaim) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs((one.published - other.published).days) <= SAME_NEWS_DAYS


def _contradicts(claim: ExtractedClaim, group: Group) -> bool:
    """Say whether counts of people killed are too far apart for one event."""
    mine = claim.best or claim.low
    if not mine:
        return False
    return any(
        mine != theirs
        and (
            max(mine, theirs) > _MOST_RATIO * min(mine, theirs)
            or (document == claim.document and closed and claim.high)
        )
        for document, theirs, closed in group.counts
    )


def _told_apart(one: ExtractedClaim, other: ExtractedClaim) -> bool:
    """Say whether one report tells two claims apart: "another", a day and a month, near and in."""
    if one.document != other.document or one.start == other.start:
        return False
    later = max(one, other, key=lambda each: each.start)
    if _ANOTHER.match(later.words):
        return True
    if one.family != other.family and _goes_on(one) != _goes_on(other):
        return True
    if not (one.date and other.date and one.timespan and other.timespan):
        return False
    if one.location and other.location and one.place and other.place:
        near = bool(one.location.radius_km) != bool(other.location.radius_km)
        if near and one.timespan != other.timespan:
            return True
    shorter, longer = sorted((one.timespan.days, other.timespan.days))
    return shorter <= _FEW_DAYS and longer >= _MANY_DAYS


def _goes_on(claim: ExtractedClaim) -> bool:
    """Say whether a claim tells of what is going on ("talks are under way")."""
    return claim.family is Family.MEETING and any(each.endswith(NOW) for each in claim.how)


def people_of(claim: ExtractedClaim) -> set[str]:
    """Return the people that a claim names, without groups and forces."""
    return set(claim.actors).difference(groups_in(claim.words))


def _other_people(one: ExtractedClaim, other: ExtractedClaim) -> bool:
    """Say whether two claims about people name different ones."""
    if Family.APPEARANCE not in (one.family, other.family):
        return False
    return bool(people_of(one)) and bool(people_of(other))
