"""Groups of claims of one event, kept so that a claim is compared with few of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from geo.model.family import Family
from geo.model.timespan import Timespan
from geo.read.claims import ExtractedClaim

# Kinds of event that go together, whatever else.
ALIKE = (
    frozenset({Family.MEETING, Family.AGREEMENT, Family.STATEMENT}),
    frozenset({Family.KILLING, Family.ATTACK_ON_CIVILIANS}),
    frozenset({Family.OFFENSIVE, Family.CAPTURE}),
)
VIOLENT = frozenset(family for family in Family if family.traits.violent)
DEADLY = frozenset(family for family in Family if family.traits.deadly)
# Spans longer than this say too little to put reports together by.
VAGUE_DAYS = 200
# Undated claims of two reports are put together only when published this close.
SAME_NEWS_DAYS = 3
# A claim is compared with so many groups under one key at most, those found last.
_MOST = 300
# A group whose last members are of other documents is listed under a document once more.
_FEW = 8

Count = tuple[str, int, bool]
_Key = tuple[object, ...]
_NONE: dict[Family, list[Group]] = {}


@dataclass(slots=True)
class Group:
    """Claims put together: the founder first, and a reason for each of the others.

    `counts` holds the members' counts of people killed, each once: the document, the count, and
    whether it is a closed one.
    """

    number: int
    members: list[ExtractedClaim]
    reasons: list[str] = field(default_factory=list)
    counts: set[Count] = field(default_factory=set)

    def take(self, claim: ExtractedClaim, reason: str) -> None:
        """Add a claim.

        Parameters
        ----------
        claim : ExtractedClaim
            The claim to add.
        reason : str
            Why it belongs to the group, as a sentence.
        """
        self.members.append(claim)
        self.reasons.append(reason)
        self.counts |= count_of(claim)


def count_of(claim: ExtractedClaim) -> set[Count]:
    """Return a claim's count of people killed, empty where it gives none."""
    count = claim.best or claim.low
    return {(claim.document, count, bool(claim.high))} if count else set()


class Groups:
    """All groups so far, found again by what their founder has in common with a claim."""

    def __init__(self) -> None:
        self.all: list[Group] = []
        # Keys first: most that are wanted no group has, of any family.
        self._by_key: dict[_Key, dict[Family, list[Group]]] = {}

    def add(self, claim: ExtractedClaim) -> None:
        """Found a group."""
        group = Group(len(self.all), [claim], counts=count_of(claim))
        self.all.append(group)
        for key in (*_document_keys(claim), *_news_keys(claim)):
            self._list(key, claim.family, group)

    def _list(self, key: _Key, family: Family, group: Group) -> None:
        self._by_key.setdefault(key, {}).setdefault(family, []).append(group)

    def join(self, group: Group, claim: ExtractedClaim, reason: str) -> None:
        """Add a claim to a group, which claims of its document without a place may belong to.

        Parameters
        ----------
        group : Group
            The group.
        claim : ExtractedClaim
            The claim to add.
        reason : str
            Why it belongs to the group, as a sentence.
        """
        if all(each.document != claim.document for each in group.members[-_FEW:]):
            self._list(("document", claim.document), claim.family, group)
        group.take(claim, reason)

    def near(self, claim: ExtractedClaim) -> list[Group]:
        """Return the groups that a claim may belong to, in the order of their founding."""
        found: dict[int, Group] = {}
        together = _together(claim.family)
        for key in (*_documents_wanted(claim), *_news_wanted(claim)):
            for family, groups in self._by_key.get(key, _NONE).items():
                if family in together:
                    found |= {group.number: group for group in groups[-_MOST:]}
        return [found[number] for number in sorted(found)]


def _together(family: Family) -> set[Family]:
    """Return the kinds of event that may be told of together with one."""
    out = {family}.union(*(alike for alike in ALIKE if family in alike))
    if family in VIOLENT:
        out |= VIOLENT
    if family is Family.KILLING:
        out |= DEADLY
    return out | {Family.KILLING} if family in DEADLY else out


def _area(claim: ExtractedClaim) -> str:
    """Return what two claims must share to be of one place: the country, else the place."""
    return (claim.location.country or claim.location.place_id) if claim.location else ""


def _document_keys(claim: ExtractedClaim) -> Iterator[_Key]:
    yield ("document", claim.document, _area(claim))
    yield ("document", claim.document)


def _documents_wanted(claim: ExtractedClaim) -> Iterator[_Key]:
    """Within a document a claim without a place goes with any, and any with one without."""
    if claim.location is None:
        yield ("document", claim.document)
    else:
        yield ("document", claim.document, _area(claim))
        yield ("document", claim.document, "")


def _news_keys(claim: ExtractedClaim) -> Iterator[_Key]:
    """Yield what other reports' claims may find a group by."""
    area, span = _area(claim), claim.timespan
    if not area:
        return
    yield from ((area, *key) for key in _days(span))
    if claim.published:
        yield (area, "known" if span else "undated", claim.published.toordinal())


def _news_wanted(claim: ExtractedClaim) -> Iterator[_Key]:
    area = _area(claim)
    if not area:
        return
    yield from ((area, *key) for key in _days(claim.timespan))
    if claim.published:
        for day in _close_to(claim.published):
            yield (area, "undated", day)
            if claim.timespan is None:
                yield (area, "known", day)


def _close_to(day: date) -> range:
    """Return the ordinals of the days on which the same news is told."""
    return range(day.toordinal() - SAME_NEWS_DAYS, day.toordinal() + SAME_NEWS_DAYS + 1)


def _days(span: Timespan | None) -> Iterator[_Key]:
    """Yield the months of a span; one too vague for months goes with those of its length."""
    if span is None:
        return
    if span.days > VAGUE_DAYS:
        yield ("long", span.days)
        return
    first, last = (12 * day.year + day.month for day in (span.first, span.last))
    for month in range(first, last + 1):
        yield ("month", month)
