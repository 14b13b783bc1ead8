"""The data of exactly what a View shows, as text in one of several formats."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Any

from geo.model.view import View
from geo.share import geojson
from geo.share.csv_table import table_by_claim, table_by_event
from geo.share.events import events_of
from geo.share.heading import heading, not_shown
from geo.share.link import data_view, write_link
from geo.share.protect import protection_of
from geo.share.record import records
from geo.store.select import Selection, select
from geo.store.table import Table

HASH_LENGTH = 12


class Format(StrEnum):
    """What an export is written as."""

    GEOJSON = "geojson"
    GEOJSONL = "geojsonl"
    CSV = "csv"
    CSV_CLAIMS = "csv-claims"


def export(
    table: Table, view: View, form: Format = Format.GEOJSON, everything: bool = False
) -> Iterator[str]:
    """Yield the text of an export, which is the same for the same table and View.

    Parameters
    ----------
    table : Table
        The event table.
    view : View
        Where its map is centred and which event is open do not change the data.
    form : Format
        GeoJSON with all claims, one Feature a line, or CSV with a row per event or claim.
    everything : bool
        Also events that pass the filters but lack a date or a place.
    """
    view = data_view(view)
    selection = select(table.columns, view)
    rows = records(table, view, selection, everything)
    if form is Format.GEOJSON:
        return geojson.collection(rows, _about(table, view, selection))
    return _WRITERS[form](rows)


def data_hash(table: Table, view: View) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of a View's GeoJSON export.

    Whoever holds the data can check it: `python -m geo export --view LINK | sha256sum`.
    """
    digest = sha256()
    for text in export(table, view):
        digest.update(encoded(text))
    return digest.hexdigest()[:HASH_LENGTH]


def encoded(text: str) -> bytes:
    """Return text as UTF-8; half a surrogate pair, which UTF-8 has no place for, becomes "?"."""
    return text.encode("utf-8", "replace")


def sources(table: Table, selection: Selection) -> list[str]:
    """Return the citations of the reports behind what is shown, the oldest first."""
    events = events_of(table, selection.rows)
    wanted = {claim.report_id for event in events for claim in event.claims}
    cited = sorted((table.reports[name] for name in wanted), key=lambda r: (r.published, r.id))
    return [report.citation for report in cited]


def _about(table: Table, view: View, selection: Selection) -> dict[str, Any]:
    return {
        "heading": heading(view, selection, table),
        "not_shown": not_shown(selection),
        "link": write_link(view),
        "sources": sources(table, selection),
        "protection": protection_of(table),
    }


_WRITERS = {
    Format.GEOJSONL: geojson.lines,
    Format.CSV: table_by_event,
    Format.CSV_CLAIMS: table_by_claim,
}
