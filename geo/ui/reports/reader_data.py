"""What the reader component is sent of each event: words for people, ready to display."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from geo.model.claim import Claim
from geo.model.event import Event
from geo.review.accepted_event import certainty, claims_of
from geo.review.draft import Item, State

# A report's name as the page says it, by its id.
Names = Callable[[str], str]


def item_data(item: Item, number: int, document: str, names: Names) -> dict[str, Any]:
    """Return what the list says of a proposed event beside the text of one of its reports.

    Parameters
    ----------
    item : Item
        The proposed event.
    number : int
        Its number in the list, counted from 1.
    document : str
        The id of the report whose text is shown.
    names : collection of str, optional
        The label of a report, by its id.
    """
    proposal = item.proposal
    how = [line for claim in proposal.claims for line in claim.how]
    return {
        "id": item.id,
        "n": number,
        "state": item.state.value,
        "type": proposal.type.value,
        "title": proposal.title,
        **_where_and_when(proposal),
        "certainty": round(100 * certainty(item)),
        "status": proposal.status.value,
        "sentences": _sentences(claims_of(item), document, names),
        "how": list(dict.fromkeys(how)),
        "reasons": list(proposal.reasons),
        "corrected": bool(set(item.corrected) - {"claims"}),
        "waits": item.lacks_day and item.state is State.OPEN,
        "splits": len(proposal.claims) > 1,
        "event": item.event,
    }


def event_data(event: Event, number: int, document: str, names: Names) -> dict[str, Any]:
    """Return what the list says of an event of the table beside the text of a report.

    Parameters
    ----------
    event : Event
        The event.
    number : int
        Its number in the list, counted from 1.
    document : str
        The id of the report whose text is shown.
    names : collection of str, optional
        The label of a report, by its id.
    """
    return {
        "id": event.id,
        "n": number,
        "state": State.ACCEPTED.value,
        "type": event.type.value,
        "title": event.title,
        **_where_and_when(event),
        "certainty": round(100 * event.certainty),
        "status": event.status.value,
        "sentences": _sentences(event.claims, document, names),
        "event": event.id,
    }


def _where_and_when(event: Any) -> dict[str, Any]:
    where, span = event.location, event.timespan
    return {
        "when": span.humanize() if span else "no date",
        "place": where.label if where else "no place",
        "kind": where.kind.value if where else "",
        "lon": where.lon if where else None,
        "lat": where.lat if where else None,
        "actors": list(event.actors),
        "figures": _figures_label(event.low, event.best, event.high),
    }


def _figures_label(low: int | None, best: int | None, high: int | None) -> str:
    """Return how many were killed in words; empty where no figure is given."""
    if low is not None and high is not None and low != high:
        return f"{low:,} to {high:,} killed"
    if high is None and low is not None:
        return f"at least {low:,} killed"
    number = best if best is not None else high
    return "" if number is None else f"{number:,} killed"


def _sentences(claims: Iterable[Claim], document: str, names: Names) -> list[dict[str, Any]]:
    return [
        {
            "words": claim.words,
            "modality": claim.modality.value,
            "origin": claim.origin,
            "report": "" if claim.report_id == document else names(claim.report_id),
        }
        for claim in claims
    ]
