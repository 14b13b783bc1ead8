"""Puts claims of the same happening together, with a reason for each: docs/decisions/0073."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.model.claim import Modality
from geo.model.place import Kind
from geo.model.timespan import Timespan
from geo.read.claims import FoundClaim
from geo.read.claims.extent import contains, size
from geo.read.fuse_proposal import Proposal, proposal_of

_ALIKE = (
    frozenset({"meeting", "agreement", "statement"}),
    frozenset({"killing", "attack on civilians"}),
    frozenset({"offensive", "capture"}),
)
_VIOLENT = frozenset({"offensive", "strike", "killing", "attack on civilians", "capture", "siege"})
_PERSONAL = frozenset({"appearance", "meeting"})
# A claim without a place is put with one whose days are much the same.
_LEAST_SHARE = 0.3
_NEAR_CHARACTERS = 1500
# Spans longer than this say too little to put reports together by.
_VAGUE_DAYS = 200
# Counts that differ by more than this are of two happenings.
_MOST_RATIO = 3.0
# Undated claims of two reports are put together only when published this close.
_SAME_NEWS_DAYS = 3


@dataclass(frozen=True, slots=True)
class _Match:
    score: float
    reason: str


def fuse(claims: Iterable[FoundClaim]) -> list[Proposal]:
    """Return proposed events: each claim in exactly one, those of one happening together."""
    groups: list[tuple[list[FoundClaim], list[str]]] = []
    for claim in sorted(claims, key=_clearest_first):
        best, group = _best_group(claim, groups)
        if group is None:
            groups.append(([claim], []))
        else:
            group[0].append(claim)
            group[1].append(best.reason)
    proposals = [proposal_of(members, reasons) for members, reasons in groups]
    return sorted(proposals, key=_in_order)


def _in_order(proposal: Proposal) -> tuple[str, str, int]:
    day = proposal.timespan.first.isoformat() if proposal.timespan else "9999"
    return day, proposal.claims[0].document, proposal.claims[0].start


def _clearest_first(claim: FoundClaim) -> tuple[bool, int, bool, int, str, int]:
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
    claim: FoundClaim, groups: list[tuple[list[FoundClaim], list[str]]]
) -> tuple[_Match, tuple[list[FoundClaim], list[str]] | None]:
    best, found = _Match(0.0, ""), None
    for group in groups:
        match = _match(claim, group[0])
        if match and match.score > best.score:
            best, found = match, group
    return best, found


def _match(claim: FoundClaim, members: Sequence[FoundClaim]) -> _Match | None:
    """Return how well a claim fits the claim that founded a group, None where it does not."""
    first = members[0]
    kind = _same_kind(claim, first)
    place = _same_place(claim, first)
    time = _same_time(claim, first)
    if not (kind and place and time) or _contradict(claim, members):
        return None
    shared = set(claim.actors) & set(first.actors)
    if not shared and _other_people(claim, first):
        return None
    who = f", both with {sorted(shared)[0]}" if shared else ""
    score = kind[0] + place[0] + time[0] + 0.5 * len(shared) + _nearness(claim, first)
    return _Match(score, f"{kind[1]}, {place[1]}, {time[1]}{who}.")


def _nearness(one: FoundClaim, other: FoundClaim) -> float:
    """Return how close two claims stand in one document, 0 to 1."""
    if one.document != other.document:
        return 0.0
    return max(0.0, 1.0 - abs(one.start - other.start) / _NEAR_CHARACTERS)


def _same_kind(one: FoundClaim, other: FoundClaim) -> tuple[float, str] | None:
    if one.family == other.family:
        return 1.0, f"Both tell of the same kind of happening ({one.label.lower()})"
    pair = {one.family, other.family}
    if any(pair <= alike for alike in _ALIKE):
        return 0.6, f"Kinds that go together ({one.label.lower()}, {other.label.lower()})"
    if (
        "killing" in pair
        and (pair - {"killing"}) & (_VIOLENT | {"disaster"})
        and _follows(one, other)
    ):
        return 0.5, "Deaths told right after what caused them"
    if Modality.DENIED in (one.modality, other.modality) and pair <= _VIOLENT:
        return 0.4, "One denies what the other says"
    return None


def _follows(one: FoundClaim, other: FoundClaim) -> bool:
    """Say whether one claim takes its place from the other's sentences."""
    return one.document == other.document and (one.place is None or other.place is None)


def _same_place(one: FoundClaim, other: FoundClaim) -> tuple[float, str] | None:
    here, there = one.location, other.location
    if here is None or there is None:
        if one.document != other.document or here is there:
            return None
        return 0.2, "one gives no place"
    if here.place_id == there.place_id:
        return 1.0, f"the same place ({here.name})"
    inner, outer = sorted((here, there), key=size)
    if not contains(outer, inner) or (
        outer.kind is Kind.REGION and one.document != other.document and not _same_news(one, other)
    ):
        return None
    if outer.kind in (Kind.COUNTRY, Kind.REGION) and not _surely_same(one, other):
        return None
    return 0.5, f"{inner.name} lies in {outer.name}"


def _surely_same(one: FoundClaim, other: FoundClaim) -> bool:
    """Say whether a country, too wide to tell happenings apart by, is made up for."""
    if one.best and one.best == other.best:
        return True
    return bool({one.family, other.family} & _PERSONAL and set(one.actors) & set(other.actors))


def _same_time(one: FoundClaim, other: FoundClaim) -> tuple[float, str] | None:
    here, there = one.timespan, other.timespan
    if here is None or there is None:
        return _undated(one, other)
    if not here.overlaps(there.first, there.last):
        return None
    vague = max(here.days, there.days) > _VAGUE_DAYS and here.days != there.days
    if vague and one.document != other.document:
        return None
    unplaced = one.location is None or other.location is None
    if unplaced and _share(here, there) < _LEAST_SHARE:
        return None
    return _share(here, there), f"days that overlap ({_narrower(here, there).words_for()})"


def _share(here: Timespan, there: Timespan) -> float:
    """Return the days two spans share, as a share of the days of both."""
    both = (min(here.last, there.last) - max(here.first, there.first)).days + 1
    return both / (here.days + there.days - both)


def _narrower(here: Timespan, there: Timespan) -> Timespan:
    return min(here, there, key=lambda span: span.days)


def _undated(one: FoundClaim, other: FoundClaim) -> tuple[float, str] | None:
    if one.document == other.document:
        return 0.1, "one gives no day"
    if _same_news(one, other) and set(one.actors) & set(other.actors):
        return 0.1, "one gives no day"
    return None


def _same_news(one: FoundClaim, other: FoundClaim) -> bool:
    if one.known is None or other.known is None:
        return False
    return abs((one.known - other.known).days) <= _SAME_NEWS_DAYS


def _contradict(claim: FoundClaim, members: Sequence[FoundClaim]) -> bool:
    """Say whether counts of people killed are too far apart for one happening."""
    for other in members:
        mine, theirs = claim.best or claim.low, other.best or other.low
        if not mine or not theirs or mine == theirs:
            continue
        if max(mine, theirs) > _MOST_RATIO * min(mine, theirs):
            return True
        if claim.document == other.document and claim.high and other.high:
            return True
    return False


def _other_people(one: FoundClaim, other: FoundClaim) -> bool:
    """Say whether two claims about people name different ones."""
    if "appearance" not in (one.family, other.family):
        return False
    return bool(one.actors) and bool(other.actors)
