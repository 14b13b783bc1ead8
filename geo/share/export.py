"""The data of exactly what a View shows, in one of several formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import pyarrow as pa

from geo.model.view import View
from geo.share.formats import geojson
from geo.share.formats.about import About, about, cited
from geo.share.formats.csv_table import table_by_claim, table_by_event
from geo.share.formats.export_table import records
from geo.share.formats.geoparquet import geoparquet
from geo.share.formats.gpkg import geopackage
from geo.share.formats.kml import kml
from geo.share.formats.tabular import TOLD_BY_CLAIM, TOLD_BY_EVENT
from geo.share.formats.ucdp import TOLD, ucdp
from geo.share.formats.xlsx import CannotExport as CannotExport
from geo.share.formats.xlsx import workbook
from geo.share.link import data_view
from geo.store.query.select import Selection, select
from geo.store.table import EventTable

HASH_LENGTH = 12


class Format(StrEnum):
    """What an export is written as."""

    GEOJSON = "geojson"
    GEOJSONL = "geojsonl"
    CSV = "csv"
    CSV_CLAIMS = "csv-claims"
    XLSX = "xlsx"
    GPKG = "gpkg"
    GEOPARQUET = "geoparquet"
    KML = "kml"
    UCDP = "ucdp"


@dataclass(frozen=True, slots=True)
class Kind:
    """What there is to know of a format: how it is called, its files' endings, how it is made.

    `told` are the columns of claims that it writes; None is all of them.
    """

    words: str
    endings: tuple[str, ...]
    mime: str
    write: Callable[[Iterable[pa.Table], About], Iterator[bytes]]
    told: frozenset[str] | None = None


KINDS = {
    Format.GEOJSON: Kind(
        "GeoJSON", (".geojson", ".json"), "application/geo+json", geojson.collection
    ),
    Format.GEOJSONL: Kind(
        "GeoJSON, one feature a line",
        (".geojsonl", ".jsonl"),
        "application/geo+json-seq",
        geojson.lines,
    ),
    Format.CSV: Kind("CSV", (".csv",), "text/csv", table_by_event, TOLD_BY_EVENT),
    Format.CSV_CLAIMS: Kind(
        "CSV, a row per claim", (".claims.csv",), "text/csv", table_by_claim, TOLD_BY_CLAIM
    ),
    Format.XLSX: Kind(
        "Excel",
        (".xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook,
        TOLD_BY_EVENT,
    ),
    Format.GPKG: Kind(
        "GeoPackage", (".gpkg",), "application/geopackage+sqlite3", geopackage, TOLD_BY_EVENT
    ),
    Format.GEOPARQUET: Kind(
        "GeoParquet", (".parquet", ".geoparquet"), "application/vnd.apache.parquet", geoparquet
    ),
    Format.KML: Kind("KML", (".kml",), "application/vnd.google-earth.kml+xml", kml, TOLD_BY_EVENT),
    Format.UCDP: Kind("CSV like UCDP", (".ucdp.csv",), "text/csv", ucdp, TOLD),
}


def export(
    table: EventTable, view: View, form: Format = Format.GEOJSON, everything: bool = False
) -> Iterator[bytes]:
    """Yield the bytes of an export, which are the same for the same table and View.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        Where its map is centred and which event is open do not change the data.
    form : Format
        `KINDS` says what each is.
    everything : bool
        Also events that pass the filters but lack a date or a place.

    Raises
    ------
    CannotExport
        When the format has no room for so much.
    """
    view = data_view(view)
    selection = select(table.columns, view)
    rows = records(table, view, selection, everything, KINDS[form].told)
    return KINDS[form].write(rows, about(table, view, selection, everything))


def format_of(name: str) -> Format | None:
    """Return the format that the ending of a file's name asks for; the longest ending counts."""
    folded = name.casefold()
    endings = {end: form for form, kind in KINDS.items() for end in kind.endings}
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
    return [report.citation for report in cited(table, selection.rows)]
