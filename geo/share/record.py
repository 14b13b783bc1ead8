"""An event as plain named values, for every export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np

from geo.model.claim import Claim
from geo.model.event import Event, certainty_of, status_of
from geo.model.place import Location
from geo.model.report import Report
from geo.model.timespan import Timespan
from geo.model.view import View
from geo.share.events import events_of
from geo.share.protect import shareable
from geo.store.select import Selection
from geo.store.table import Table

DIGITS = 6  # of a degree: a tenth of a metre, as RFC 7946 advises

Record = dict[str, Any]


def records(
    table: Table, view: View, selection: Selection, everything: bool = False
) -> Iterator[Record]:
    """Yield what a View shows, in order of first day and id.

    Parameters
    ----------
    table : Table
        The event table.
    view : View
        Its "as known on" day leaves out the claims that were not yet public.
    selection : Selection
        What the View shows of the table.
    everything : bool
        Also what passes the filters but cannot be drawn; `drawn` is then False.
    """
    for event in events_of(table, selection.rows):
        yield event_record(event, table.reports, view.known) | {"drawn": True}
    if everything:
        rest = np.sort(np.concatenate([selection.undated, selection.unplaced]))
        for event in events_of(table, rest):
            yield event_record(event, table.reports, view.known) | {"drawn": False}


def event_record(event: Event, reports: Mapping[str, Report], known: date | None) -> Record:
    """Return an event with the claims that were public by a day (None: all of them)."""
    claims = event.claims if known is None else event.known_by(known)
    return {
        "id": event.id,
        "title": event.title,
        "type": str(event.type),
        "status": str(status_of(claims)),
        "verdict": str(event.verdict),
        "certainty": round(certainty_of(claims), 2),
        **_when(event.timespan),
        "place": place_record(event.location),
        "actors": list(event.actors),
        "killed_low": event.low,
        "killed_best": event.best,
        "killed_high": event.high,
        "claims": [_claim(shareable(claim), reports[claim.report_id]) for claim in claims],
    }


def place_record(where: Location | None) -> Record | None:
    """Return a place with how closely it is known; None where there is none."""
    if where is None:
        return None
    return {
        "id": where.place_id,
        "name": where.name,
        "kind": str(where.kind),
        "lon": round(where.lon, DIGITS),
        "lat": round(where.lat, DIGITS),
        "country": where.country,
        "admin1": where.admin1,
        "admin1_iso": where.admin1_iso,
        "radius_km": where.radius_km,
        "confidence": round(where.confidence, 2),
    }


def _when(span: Timespan | None) -> Record:
    """Return a timespan in EDTF (ISO 8601-2) and as its two days."""
    if span is None:
        return {"when": None, "first": None, "last": None, "precision": None, "date_words": ""}
    return {
        "when": span.edtf(),
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "precision": str(span.precision),
        "date_words": span.words,
    }


def _claim(claim: Claim, report: Report) -> Record:
    return {
        "report": report.id,
        "citation": report.citation,
        "publisher": report.publisher,
        "url": report.url,
        "known": claim.known.isoformat(),
        "words": claim.words,
        "start": claim.start,
        "end": claim.end,
        "toponym": claim.toponym,
        "place": place_record(claim.location),
        **_when(claim.timespan),
        "modality": str(claim.modality),
        "origin": claim.origin,
        "killed_low": claim.low,
        "killed_best": claim.best,
        "killed_high": claim.high,
    }
