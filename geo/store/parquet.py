"""A Parquet file of events, opened read-only as a table of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.model.report import Report
from geo.store.delta import CannotOpen
from geo.store.ids import id_numbers
from geo.store.rows import RowsTable, sorted_columns
from geo.store.schema import EVENT, REQUIRED

REPORTS_KEY = b"dateline.reports"
ROW_GROUP = 131_072


def open_parquet(path: Path) -> RowsTable:
    """Return the events of a Parquet file; a second call costs nothing while it is unchanged.

    Raises
    ------
    CannotOpen
        When the file is missing, is no Parquet or lacks a column, or a row is no event.
    """
    try:
        state = path.stat()
    except OSError as fault:
        raise CannotOpen(f"{path} cannot be read: {fault.strerror}") from fault
    return _open(path, state.st_mtime_ns, state.st_size)


def write_parquet(rows: pa.Table, reports: Iterable[Report], path: Path) -> None:
    """Write rows of `schema.EVENT` and the reports they tell of as a file for `open_parquet`."""
    listed = [{**asdict(report), "published": str(report.published)} for report in reports]
    metadata = {REPORTS_KEY: json.dumps(listed, ensure_ascii=False).encode()}
    pq.write_table(
        rows.replace_schema_metadata(metadata), path, compression="zstd", row_group_size=ROW_GROUP
    )


@lru_cache(maxsize=2)
def _open(path: Path, _modified: int, _size: int) -> RowsTable:
    try:
        rows = pq.read_table(path)
    except (pa.ArrowException, OSError) as fault:
        raise CannotOpen(f"{path} is no Parquet file that can be read: {fault}") from fault
    try:
        rows, listed = fitted(rows), _reports(rows)
        check(rows)
    except ValueError as fault:
        raise CannotOpen(f"{path} is no file of events: {fault}") from fault
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()[:16]
    reports = with_stand_ins(rows, listed)
    return RowsTable(rows, sorted_columns(rows, reports), reports, digest)


def fitted(rows: pa.Table) -> pa.Table:
    """Return rows with exactly the columns and types of `schema.EVENT`, empty where not given.

    Raises
    ------
    ValueError
        Naming the columns that are missing, or the one that has another type.
    """
    missing = [name for name in REQUIRED if name not in rows.column_names]
    if missing:
        raise ValueError(f"it has no column {', '.join(missing)}")
    columns = []
    for field in EVENT:
        if field.name not in rows.column_names:
            columns.append(pa.nulls(len(rows), field.type))
            continue
        try:
            columns.append(rows[field.name].cast(field.type))
        except pa.ArrowException as fault:
            raise ValueError(f"the column {field.name} has another type: {fault}") from fault
    return pa.table(columns, schema=EVENT)


def check(rows: pa.Table) -> None:
    """Look through all rows at once for what no event can have.

    Raises
    ------
    ValueError
        With the first row that has a bad or repeated id, coordinate or date.
    """
    ids = id_numbers(rows["id"])
    order = np.argsort(ids, kind="stable")
    again = np.flatnonzero(ids[order][1:] == ids[order][:-1])
    if len(again):
        raise ValueError(f"row {order[again[0] + 1] + 1}: its id is also that of another row")
    where, when = rows["location"], rows["timespan"]
    for name, limit in (("lon", 180), ("lat", 90)):
        # Not greater is not the same as less or equal: a NaN is refused too.
        inside = pc.less_equal(pc.abs(pc.struct_field(where, name)), limit)
        _refuse(pc.invert(inside), f"its {name} is not within {limit} degrees")
    first, last = pc.struct_field(when, "first"), pc.struct_field(when, "last")
    _refuse(pc.less(last, first), "its last day lies before its first")


def _refuse(wrong: pa.ChunkedArray, reason: str) -> None:
    row = pc.index(wrong, True).as_py()
    if row >= 0:
        raise ValueError(f"row {row + 1}: {reason}")


def _reports(rows: pa.Table) -> list[Report]:
    listed = json.loads((rows.schema.metadata or {}).get(REPORTS_KEY, b"[]"))
    try:
        return [
            Report(**{**row, "published": date.fromisoformat(row["published"])}) for row in listed
        ]
    except (TypeError, KeyError, AttributeError) as fault:
        raise ValueError(f"its list of reports cannot be read ({fault})") from fault


def with_stand_ins(rows: pa.Table, listed: Iterable[Report]) -> Mapping[str, Report]:
    """Return the reports by id, with one that says only its id for each that is not listed."""
    reports = {report.id: report for report in listed}
    claims = pc.list_flatten(rows["claims"])
    for name in pc.unique(pc.struct_field(claims, "report_id")).to_pylist():
        if name not in reports:
            reports[name] = Report(name, name or "", name or "", date.min)
    return reports
