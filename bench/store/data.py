"""The events of the store's benchmark: as the store takes them, and flat, as other tools do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.synthetic import synthetic
from geo.model.timespan import day_number
from geo.store.columns.from_arrow import derived_of, status_texts
from geo.store.ids import id_numbers
from geo.store.log.prepared import PREPARED

CHUNK = 1_000_000
# Seconds on the clock and of the processor that making the events took: no part of loading them.
making = [0.0, 0.0]
# What every contender is asked: two kinds of event in a year and a half.
FIRST, LAST = date(2015, 7, 1), date(2016, 12, 31)
SINCE, UNTIL = day_number(FIRST), day_number(LAST)
TYPES = ("battle", "strike")
PAGE = 200
COLUMNS = ("id", "title", "type", "first", "last", "lon", "lat", "province", "actor", "status")


def chunks(size: int) -> Iterator[pa.Table]:
    """Yield events as rows of `prepared.PREPARED`, at most a million at a time."""
    for number, start in enumerate(range(0, size, CHUNK)):
        before = time.perf_counter(), time.process_time()
        rows = _ready(synthetic(min(CHUNK, size - start), 1000 + number))
        making[0] += time.perf_counter() - before[0]
        making[1] += time.process_time() - before[1]
        yield rows


def _ready(rows: pa.Table) -> pa.Table:
    derived = derived_of(rows["claims"])
    columns = {name: rows[name] for name in rows.column_names}
    columns["digest"] = pa.array((id_numbers(rows["id"]) >> np.uint64(1)).astype(np.int64))
    columns["status"] = status_texts(derived.status)
    columns["certainty"] = pa.array(derived.certainty)
    columns["known"] = pa.array(derived.known, pa.int32()).cast(pa.date32())
    return pa.table([columns[name] for name in PREPARED.names], schema=PREPARED)


def flat(rows: pa.Table) -> pa.Table:
    """Return the columns that a flat table has: `COLUMNS`, days as numbers, the first actor."""
    place, when = rows["location"], rows["timespan"]
    return pa.table(
        {
            "id": rows["id"],
            "title": rows["title"],
            "type": rows["type"],
            "first": pc.struct_field(when, "first").cast(pa.int32()),
            "last": pc.struct_field(when, "last").cast(pa.int32()),
            "lon": pc.struct_field(place, "lon"),
            "lat": pc.struct_field(place, "lat"),
            "province": pc.struct_field(place, "admin1_iso"),
            "actor": _first_of_each(rows["actors"]),
            "status": rows["status"],
        }
    )


def _first_of_each(lists: pa.ChunkedArray) -> pa.Array:
    combined = lists.combine_chunks()
    empty = pc.equal(pc.list_value_length(combined), 0)
    starts = pc.if_else(empty, None, combined.offsets.slice(0, len(combined)))
    return combined.values.take(starts)


def month_of(days: Any) -> Any:
    """Return the months, since 1970, that day numbers are in."""
    return np.asarray(days).astype("datetime64[D]").astype("datetime64[M]").astype(int)
