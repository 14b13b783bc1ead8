"""The data of exactly what a View shows, in one of several formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

import pyarrow as pa

from geo.model.view import View
from geo.share.formats import geojson
from geo.share.formats.about import About, about, cited_reports
from geo.share.formats.csv_table import table_by_claim, table_by_event
from geo.share.formats.export_table import records
from geo.share.formats.geoparquet import geoparquet
from geo.share.formats.gpkg import geopackage
from geo.share.formats.kml import kml
from geo.share.formats.tabular import COLUMNS_BY_CLAIM, COLUMNS_BY_EVENT
from geo.share.formats.ucdp import CLAIM_COLUMNS as UCDP_CLAIM_COLUMNS
from geo.share.formats.ucdp import ucdp
from geo.share.formats.xlsx import MOST_ROWS, workbook
from geo.share.formats.xlsx import CannotExport as CannotExport
from geo.share.link import data_view
from geo.store.query.select import Selection, select
from geo.store.table import EventTable

HASH_LENGTH = 12
GEOJSON, GEOJSONL = "geojson", "geojsonl"


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format that events are written in; all that the program knows of it.

    Attributes
    ----------
    label : str
        What people call it.
    endings : tuple of str
        The endings of its files' names; the first is the one that files are given.
    mime : str
        Its media type.
    write : callable
        Makes the bytes of a file from events with their claims, and what the file says of itself.
    claim_columns : frozenset of str, optional
        Which columns of the claims it writes; all by default.
    most_rows : int, optional
        The greatest number of events that it has room for; any by default.
    is_offered : bool
        Whether the Save menu of the map offers it.
    """

    label: str
    endings: tuple[str, ...]
    mime: str
    write: Callable[[Iterable[pa.Table], About], Iterator[bytes]]
    claim_columns: frozenset[str] | None = None
    most_rows: int | None = None
    is_offered: bool = True


# By the name that `--format` takes, in the order of the Save menu.
FORMATS = {
    GEOJSON: ExportFormat(
        label="GeoJSON",
        endings=(".geojson", ".json"),
        mime="application/geo+json",
        write=geojson.collection,
    ),
    GEOJSONL: ExportFormat(
        label="GeoJSON, one feature a line",
        endings=(".geojsonl", ".jsonl"),
        mime="application/geo+json-seq",
        write=geojson.lines,
        is_offered=False,
    ),
    "csv": ExportFormat(
        label="CSV",
        endings=(".csv",),
        mime="text/csv",
        write=table_by_event,
        claim_columns=COLUMNS_BY_EVENT,
    ),
    "csv-claims": ExportFormat(
        label="CSV, a row per claim",
        endings=(".claims.csv",),
        mime="text/csv",
        write=table_by_claim,
        claim_columns=COLUMNS_BY_CLAIM,
        is_offered=False,
    ),
    "xlsx": ExportFormat(
        label="Excel",
        endings=(".xlsx",),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=workbook,
        claim_columns=COLUMNS_BY_EVENT,
        most_rows=MOST_ROWS,
    ),
    "gpkg": ExportFormat(
        label="GeoPackage",
        endings=(".gpkg",),
        mime="application/geopackage+sqlite3",
        write=geopackage,
        claim_columns=COLUMNS_BY_EVENT,
    ),
    "geoparquet": ExportFormat(
        label="GeoParquet",
        endings=(".parquet", ".geoparquet"),
        mime="application/vnd.apache.parquet",
        write=geoparquet,
    ),
    "kml": ExportFormat(
        label="KML",
        endings=(".kml",),
        mime="application/vnd.google-earth.kml+xml",
        write=kml,
        claim_columns=COLUMNS_BY_EVENT,
    ),
    "ucdp": ExportFormat(
        label="CSV like UCDP",
        endings=(".ucdp.csv",),
        mime="text/csv",
        write=ucdp,
        claim_columns=UCDP_CLAIM_COLUMNS,
    ),
}


def export(
    table: EventTable, view: View, form: str = GEOJSON, everything: bool = False
) -> Iterator[bytes]:
    """Yield the bytes of an export, which are the same for the same table and View.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        Where its map is centred and which event is open do not change the data.
    form : str
        One of `FORMATS`.
    everything : bool
        Also events that pass the filters but lack a date or a place.

    Raises
    ------
    CannotExport
        When the format has no room for so much.
    """
    view = data_view(view)
    selection = select(table.columns, view)
    rows = records(table, view, selection, everything, FORMATS[form].claim_columns)
    return FORMATS[form].write(rows, about(table, view, selection, everything))


def format_of(name: str) -> str | None:
    """Return which of `FORMATS` the ending of a file's name asks for; the longest ending counts."""
    folded = name.casefold()
    endings = {end: form for form, row in FORMATS.items() for end in row.endings}
    fits = [end for end in endings if folded.endswith(end)]
    return endings[max(fits, key=len)] if fits else None


def data_hash(table: EventTable, view: View) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of a View's GeoJSON export.

    Whoever holds the data can check it: `python -m geo export --view LINK | sha256sum`.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    """
    digest = sha256()
    for part in export(table, view):
        digest.update(part)
    return digest.hexdigest()[:HASH_LENGTH]


def sources(table: EventTable, selection: Selection) -> list[str]:
    """Return the citations of the reports behind what is shown, the oldest first.

    Parameters
    ----------
    table : EventTable
        The event table.
    selection : Selection
        What the View shows.
    """
    return [report.citation for report in cited_reports(table, selection.rows)]
