"""From a draft's item to what the event table keeps: the event, and the report it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from geo.model.claim import Claim
from geo.model.event import Event, Verdict
from geo.model.place import Location
from geo.model.report import Report
from geo.model.timespan import Timespan
from geo.read.claims import ExtractedClaim
from geo.read.coreference.proposal import Proposal, decided, proposal_of
from geo.read.documents import Document
from geo.review.draft import Draft, Item

_ANY_DAY = date(1, 1, 1)
# What `Item.corrected` calls claims that a person put together or took apart.
CLAIMS = "claims"


def event_of(item: Item) -> Event:
    """Return an item as an accepted event.

    Raises
    ------
    ValueError
        When the publication day of one of its reports is not known.
    """
    event = decided(item.proposal, Verdict.ACCEPTED).event()
    return replace(event, claims=claims_of(item))


def claims_of(item: Item) -> tuple[Claim, ...]:
    """Return an item's claims; what a person corrected is corrected in those that said so.

    A claim whose report has no day yet counts as known from the first day there is.
    """
    return tuple(found.claim(found.published or _ANY_DAY) for found in _corrected_claims(item))


def _corrected_claims(item: Item) -> Iterator[ExtractedClaim]:
    if not {"location", "timespan"} & set(item.corrected):
        yield from item.proposal.claims
        return
    read, wanted = proposal_of(item.proposal.claims), item.proposal
    for claim in item.proposal.claims:
        if "location" in item.corrected and _same_place(claim.location, read.location):
            claim = replace(claim, location=wanted.location)
        if "timespan" in item.corrected and _same_days(claim.timespan, read.timespan):
            claim = replace(claim, timespan=wanted.timespan)
        yield claim


def _same_place(one: Location | None, other: Location | None) -> bool:
    return bool(one and other and one.place_id == other.place_id)


def _same_days(one: Timespan | None, other: Timespan | None) -> bool:
    return bool(one and other and (one.first, one.last) == (other.first, other.last))


def certainty(item: Item) -> float:
    """Return how sure the event is, 0 to 1; a place that a person chose is sure."""
    return replace(item.proposal, claims=tuple(_corrected_claims(item))).certainty


def certain_items(draft: Draft, threshold: float) -> list[Item]:
    """Return the open items that can be accepted and are at least so certain.

    Parameters
    ----------
    draft : Draft
        The draft under review.
    threshold : float
        The least certainty, 0 to 1.
    """
    return [item for item in draft.open if not item.lacks_day and certainty(item) >= threshold]


def report_of(document: Document) -> Report:
    """Return a text as the report that claims name.

    Raises
    ------
    ValueError
        When its publication day is not known.
    """
    if document.published.day is None:
        raise ValueError(f"the publication day of {document.name} is not known yet")
    return Report(
        id=document.id,
        title=document.title or document.name,
        publisher=publisher_of(document),
        published=document.published.day,
        author=document.author,
        language=document.language,
        url=document.url,
    )


def publisher_of(document: Document) -> str:
    """Return who published a text: as described, else the host of its address, else the file."""
    host = urlsplit(document.url).hostname if "://" in document.url else None
    return document.publisher or (host or "").removeprefix("www.") or document.name


def changes_of(item: Item) -> dict[str, Any]:
    """Return the fields that a person corrected, with their values."""
    names = (name for name in item.corrected if name != CLAIMS)
    return {name: getattr(item.proposal, name) for name in names}


def rebuild_item(item: Item, claims: Iterable[ExtractedClaim], changes: Mapping[str, Any]) -> Item:
    """Return an item as its claims read, with some fields as a person wants them.

    A field that is wanted as it is read is no correction; a title that names the place follows
    the place.

    Parameters
    ----------
    item : Item
        The proposed event.
    claims : iterable of ExtractedClaim
        The claims that the event then consists of.
    changes : mapping of str to object
        Fields of the proposal, such as "title" or "location", with their wanted values.
    """
    read = proposal_of(list(claims), item.proposal.reasons)
    real = {name: value for name, value in changes.items() if value != getattr(read, name)}
    if "location" in real:
        read = _titled(read, real["location"])
        if real.get("title") == read.title:
            del real["title"]
    proposal = replace(read, verdict=item.proposal.verdict, **real)
    by_hand = (CLAIMS,) if CLAIMS in item.corrected else ()
    return replace(item, proposal=proposal, corrected=(*real, *by_hand))


def _titled(proposal: Proposal, location: Location | None) -> Proposal:
    """Return a proposal whose title names another place, where the reader made the title."""
    labels = sorted({claim.label for claim in proposal.claims}, key=len, reverse=True)
    made = re.compile(rf"({'|'.join(map(re.escape, labels))})(?:, place not told| (?:in|near) .+)")
    match = made.fullmatch(proposal.title)
    if match is None:
        return proposal
    if location is None:
        return replace(proposal, title=f"{match[1]}, place not told")
    where = "near" if location.radius_km else "in"
    return replace(proposal, title=f"{match[1]} {where} {location.name}")


def combine_items(items: Sequence[Item], whole: Proposal) -> Item:
    """Return several items as one, keeping what was corrected in them; the first goes first.

    Parameters
    ----------
    items : sequence of Item
        The proposed events.
    whole : Proposal
        The proposal that their claims make together.
    """
    changes: dict[str, Any] = {}
    for item in items:
        changes = changes_of(item) | changes
    return rebuild_item(Item(whole, (CLAIMS,)), whole.claims, changes)
