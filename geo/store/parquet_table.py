"""A Parquet file of events, opened read-only as a table of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from hashlib import file_digest, sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from basics.home import data_home
from geo.model.report import Report
from geo.store.columns.rows import RowsTable
from geo.store.columns.snapshot_cache import (
    WORTH_KEEPING,
    Snapshot,
    SnapshotCache,
    in_memory,
    index_words,
)
from geo.store.ids import id_numbers
from geo.store.log.delta import CannotOpen
from geo.store.log.duckdb_reads import stream_parquet
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
    except OSError as error:
        raise CannotOpen(f"{path} cannot be read: {error.strerror}") from error
    return _open(path, state.st_mtime_ns, state.st_size)


def write_parquet(rows: pa.Table, reports: Iterable[Report], path: Path) -> None:
    """Write rows of `schema.EVENT` and the reports they tell of as a file for `open_parquet`.

    Parameters
    ----------
    rows : pyarrow.Table
        Of `schema.EVENT`.
    reports : iterable of Report
        Kept in the metadata of the file.
    path : Path
        Where the file goes.
    """
    listed = [{**asdict(report), "published": str(report.published)} for report in reports]
    metadata = {REPORTS_KEY: json.dumps(listed, ensure_ascii=False).encode()}
    pq.write_table(
        rows.replace_schema_metadata(metadata), path, compression="zstd", row_group_size=ROW_GROUP
    )


@lru_cache(maxsize=2)
def _open(path: Path, modified: int, size: int) -> RowsTable:
    try:
        file = pq.ParquetFile(path)
        listed = _reports(file.schema_arrow.metadata)
        ready, digest = _ready(path, file, listed, f"{modified}-{size}")
    except ValueError as error:
        if isinstance(error, pa.ArrowException):
            raise CannotOpen(f"{path} is no Parquet file that can be read: {error}") from error
        raise CannotOpen(f"{path} is no file of events: {error}") from error
    except (pa.ArrowException, OSError) as error:
        raise CannotOpen(f"{path} is no Parquet file that can be read: {error}") from error
    reports = with_stand_ins(ready.reports, listed)
    return RowsTable(ready.rows, ready.columns, reports, digest, folder=ready.folder)


def _ready(
    path: Path, file: pq.ParquetFile, listed: Iterable[Report], name: str
) -> tuple[Snapshot, str]:
    """Return the file's events made ready, and its digest; a large file's are kept."""
    publishers = {report.id: report.publisher for report in listed}
    batches = _checked(path, file)
    if file.metadata.num_rows < WORTH_KEEPING:
        return in_memory(batches, publishers), _digest(path)
    key = sha256(str(path.resolve()).encode()).hexdigest()[:16]
    shelf = SnapshotCache(data_home() / "prepared" / key)
    kept = shelf.find(name)
    if kept is None:
        kept = shelf.make(name, batches, publishers, {}, {"digest": _digest(path)})
        index_words(kept)
    return kept, str(kept.facts["digest"])


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:16]


def _checked(path: Path, file: pq.ParquetFile) -> Iterator[pa.Table]:
    """Yield the rows of a file, some ten thousand at a time, once they are what they must be."""
    ids, start = [], 0
    fitted(file.schema_arrow.empty_table())
    for batch in stream_parquet(path):
        rows = fitted(batch)
        ids.append(check(rows, start))
        start += len(rows)
        yield rows
    _refuse_repeated(np.concatenate(ids) if ids else np.zeros(0, np.uint64))
    if not start:
        yield EVENT.empty_table()


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
        except pa.ArrowException as error:
            raise ValueError(f"the column {field.name} has another type: {error}") from error
    return pa.table(columns, schema=EVENT)


def check(rows: pa.Table, before: int = 0) -> npt.NDArray[np.uint64]:
    """Look through rows for what no event can have; returns the numbers of their ids.

    Parameters
    ----------
    rows : pyarrow.Table
        Of `schema.EVENT`.
    before : int
        How many rows of the file came before these.

    Raises
    ------
    ValueError
        With the first row that has a bad id, coordinate or date.
    """
    ids = id_numbers(rows["id"], before)
    where, when = rows["location"], rows["timespan"]
    for name, limit in (("lon", 180), ("lat", 90)):
        # Not greater is not the same as less or equal: a NaN is refused too.
        inside = pc.less_equal(pc.abs(pc.struct_field(where, name)), limit)
        _refuse(pc.invert(inside), f"its {name} is not within {limit} degrees", before)
    first, last = pc.struct_field(when, "first"), pc.struct_field(when, "last")
    _refuse(pc.less(last, first), "its last day lies before its first", before)
    return ids


def _refuse(wrong: pa.ChunkedArray, reason: str, before: int) -> None:
    row = pc.index(wrong, True).as_py()
    if row >= 0:
        raise ValueError(f"row {before + row + 1}: {reason}")


def _refuse_repeated(ids: npt.NDArray[np.uint64]) -> None:
    order = np.argsort(ids, kind="stable")
    again = np.flatnonzero(ids[order][1:] == ids[order][:-1])
    if len(again):
        raise ValueError(f"row {order[again[0] + 1] + 1}: its id is also that of another row")


def _reports(metadata: Mapping[bytes, bytes] | None) -> list[Report]:
    listed = json.loads((metadata or {}).get(REPORTS_KEY, b"[]"))
    try:
        return [
            Report(**{**row, "published": date.fromisoformat(row["published"])}) for row in listed
        ]
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"its list of reports cannot be read ({error})") from error


def with_stand_ins(names: Iterable[str], listed: Iterable[Report]) -> Mapping[str, Report]:
    """Return the reports by id, with one that says only its id for each that is not listed.

    Parameters
    ----------
    names : iterable of str
        The ids that claims name.
    listed : iterable of Report
        Those that are known.
    """
    reports = {report.id: report for report in listed}
    for name in names:
        if name not in reports:
            reports[name] = Report(name, name or "", name or "", date.min)
    return reports
