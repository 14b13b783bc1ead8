"""What a View shows as Arrow rows, the same columns for every export.

A column that has nothing to say is null. `docs/export.md` describes each one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.model.event import Status, Type, Verdict
from geo.model.timespan import Precision
from geo.model.view import View
from geo.share.formats.claim_table import ClaimRows, Makers, Names, blank, claim_rows, wanted
from geo.share.formats.edtf import edtf
from geo.share.formats.event_rows import event_rows
from geo.store.query.select import Selection
from geo.store.table import EventTable

DIGITS = 6  # of a degree: a tenth of a metre, as RFC 7946 advises
CHUNK = 131_072
PLACE = (
    "place",
    "place_kind",
    "lon",
    "lat",
    "radius_km",
    "province",
    "province_iso",
    "country",
    "place_id",
    "place_confidence",
)
WHEN = ("when", "first", "last", "precision", "date_words")

Array = npt.NDArray[Any]


def records(
    table: EventTable,
    view: View,
    selection: Selection,
    everything: bool = False,
    claim_columns: Names = None,
) -> Iterator[pa.Table]:
    """Yield what a View shows, in order of first day and id, `CHUNK` rows at a time.

    Where nothing is shown there still is one table, of no rows.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        Its "as known on" day leaves out the claims that were not yet public.
    selection : Selection
        What the View shows of the table.
    everything : bool
        Also what passes the filters but cannot be drawn; `drawn` is then False.
    claim_columns : collection of str, optional
        Which columns of the claims are wanted; all by default.
    """
    for drawn, rows in _parts(selection, everything):
        for start in range(0, max(len(rows), int(drawn)), CHUNK):
            events = event_rows(table, rows[start : start + CHUNK])
            claims = claim_rows(events["claims"], table.reports, view.as_of)
            yield _record_rows(events, claims, drawn, claim_columns)


def shown_rows(selection: Selection, everything: bool = False) -> Array:
    """Return the rows of a table's columns that `records` yields.

    Parameters
    ----------
    selection : Selection
        What the View shows of the table.
    everything : bool
        Whether events that pass the filters but lack a date or a place are meant as well.
    """
    return np.concatenate([rows for _, rows in _parts(selection, everything)])


def _record_rows(
    events: pa.Table, claims: ClaimRows, drawn: bool, claim_columns: Names = None
) -> pa.Table:
    """Return events of `schema.EVENT` with their claims, or some columns of them, as records."""
    columns = {name: events[name].combine_chunks() for name in events.column_names}
    derived = claims.derived
    return pa.table(
        {
            "id": columns["id"],
            "title": columns["title"].fill_null(""),
            "type": _known_or(columns["type"], list(Type), Type.OTHER),
            "status": pa.array(list(Status), pa.string()).take(pa.array(derived.status)),
            "verdict": columns["verdict"].fill_null(str(Verdict.OPEN)),
            "certainty": pa.array(derived.certainty.round(2)),
            **_when_columns(columns["timespan"]),
            **_place_columns(columns["location"]),
            "actors": columns["actors"],
            "killed_low": columns["low"],
            "killed_best": columns["best"],
            "killed_high": columns["high"],
            "claims": claims.lists(_place_columns, _when_columns, claim_columns),
            "drawn": pa.array(np.full(len(events), drawn)),
        }
    )


def _when_columns(spans: pa.StructArray, names: Names = None) -> dict[str, pa.Array]:
    """Return timespans in EDTF (ISO 8601-2), as their two days, and as written."""
    if names is not None and not set(names) & set(WHEN):
        return {}
    first = pc.struct_field(spans, "first")
    last = pc.coalesce(pc.struct_field(spans, "last"), first)
    given = first.is_valid()

    def precision() -> pa.Array:
        named = pc.struct_field(spans, "precision").fill_null(str(Precision.DAY))
        return pc.if_else(given, named, None)

    makers: Makers = {
        "when": lambda: edtf(first, last, pc.struct_field(spans, "approx").fill_null(False)),
        "first": lambda: first,
        "last": lambda: last,
        "precision": precision,
        "date_words": lambda: pc.if_else(given, blank(pc.struct_field(spans, "words")), None),
    }
    return wanted(makers, names)


def _place_columns(places: pa.StructArray, names: Names = None) -> dict[str, pa.Array]:
    """Return places with how closely they are known; all null where there is none."""
    if names is not None and not set(names) & set(PLACE):
        return {}
    lon, lat = pc.struct_field(places, "lon"), pc.struct_field(places, "lat")
    given = pc.and_(pc.is_finite(lon), pc.is_finite(lat)).fill_null(False)

    def column(name: str, missing: Any = None) -> pa.Array:
        values = pc.struct_field(places, name)
        values = blank(values) if missing is None else values.fill_null(missing)
        return pc.if_else(given, values, None)

    makers: Makers = {
        "place": partial(column, "name"),
        "place_kind": partial(column, "kind"),
        "lon": lambda: pc.if_else(given, pc.round(lon, DIGITS), None),
        "lat": lambda: pc.if_else(given, pc.round(lat, DIGITS), None),
        "radius_km": partial(column, "radius_km", 0.0),
        "province": partial(column, "admin1"),
        "province_iso": partial(column, "admin1_iso"),
        "country": partial(column, "country"),
        "place_id": partial(column, "place_id"),
        "place_confidence": lambda: pc.round(column("confidence", 1.0), 2),
    }
    return wanted(makers, names)


def _known_or(texts: pa.Array, values: list[Any], other: Any) -> pa.Array:
    """Return texts with a value for those that are none of the values."""
    names = pa.array([str(value) for value in values])
    return pc.if_else(pc.is_in(texts, names), texts, str(other))


def _parts(selection: Selection, everything: bool) -> list[tuple[bool, Array]]:
    parts = [(True, selection.rows)]
    if everything:
        parts.append((False, np.sort(np.concatenate([selection.undated, selection.unplaced]))))
    return parts
