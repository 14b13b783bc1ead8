"""An event as the list and the card beside the map show it: words for people, ready to display."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from geo.model.claim import Claim
from geo.model.event import Event
from geo.model.report import Report
from geo.model.timespan import Timespan
from geo.model.view import View


def row_data(event: Event, reports: Mapping[str, Report], view: View) -> dict[str, Any]:
    """Return what the list says of an event, as known on the View's day.

    Parameters
    ----------
    event : Event
        The event.
    reports : mapping of str to Report
        The reports that the event's claims name, by id.
    view : View
        Only its day of publication counts.
    """
    claims = event.published_by(view.as_of) if view.as_of else event.claims
    publishers = {reports[claim.report_id].publisher for claim in claims}
    return {
        "id": event.id,
        "title": event.title,
        "when": event.timespan.humanize() if event.timespan else "no date",
        "place": event.location.name if event.location else "no place",
        "province": event.location.admin1 if event.location else "",
        "kind": str(event.location.kind) if event.location else "",
        "type": str(event.type),
        "status": str(event.status_at(view.as_of)),
        "certainty": round(100 * event.certainty),
        "sources": len(publishers),
    }


def card_data(event: Event, reports: Mapping[str, Report], view: View) -> dict[str, Any]:
    """Return everything the card of one event says, each claim with its citation.

    Parameters
    ----------
    event : Event
        The event.
    reports : mapping of str to Report
        The reports that the event's claims name, by id.
    view : View
        Only its day of publication counts.
    """
    claims = event.published_by(view.as_of) if view.as_of else event.claims
    return {
        **row_data(event, reports, view),
        "edtf": event.timespan.edtf() if event.timespan else "",
        "country": event.location.country if event.location else "",
        "radius": event.location.radius_km if event.location else 0,
        "actors": list(event.actors),
        "figures": _figures(event, claims),
        "later": len(event.claims) - len(claims),
        "claims": [_claim(claim, reports[claim.report_id]) for claim in claims],
    }


def web_address(text: str) -> str:
    """Return an address if it is one of the web's, else nothing: no script hides in a link."""
    return text if urlsplit(text).scheme in ("http", "https") else ""


def _figures(event: Event, claims: Sequence[Claim]) -> str:
    """Return the people killed in words; while some claims are still to come, only theirs."""
    whole = len(claims) == len(event.claims)
    tellers: Sequence[Event | Claim] = (event,) if whole else claims
    given = [value for each in tellers for value in (each.low, each.best, each.high)]
    known = [value for value in given if value is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    return f"{low:,} killed" if low == high else f"{low:,} to {high:,} killed"


def _claim(claim: Claim, report: Report) -> dict[str, Any]:
    return {
        "words": claim.words,
        "toponym": claim.toponym,
        "place": claim.location.label if claim.location else "",
        "date_words": claim.timespan.words if claim.timespan else "",
        "when": _when(claim.timespan),
        "modality": str(claim.modality),
        "origin": claim.origin,
        "known": claim.published.isoformat(),
        "start": claim.start,
        "report": {
            "id": report.id,
            "title": report.title,
            "publisher": report.publisher,
            "author": report.author,
            "published": report.published.isoformat(),
            "url": web_address(report.url),
        },
    }


def _when(timespan: Timespan | None) -> str:
    return timespan.humanize() if timespan else ""
