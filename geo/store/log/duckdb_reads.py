"""What DuckDB reads from a Delta table's list of Parquet files, with plain SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from geo.store.log.delta import DeltaLog, Files
from geo.store.schema import REVISION

STREAMED = 65_536
_NAMES = ", ".join(f'"{name}"' for name in REVISION.names if name != "later")
_MARKED = "select {names}, {mark} as later from {rows}"


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    connection.execute("set timezone = 'UTC'")
    return connection


def query(
    log: DeltaLog,
    files: Sequence[str],
    sql: str,
    parameters: Mapping[str, Any] | None = None,
    **tables: pa.Table,
) -> pa.Table:
    """Return the answer to a query over the rows of some files.

    One cursor per call, so that threads do not wait for each other.

    Parameters
    ----------
    log : DeltaLog
        Knows where copies of far files are.
    files : sequence of str
        Paths or addresses of the files to look into.
    sql : str
        `{rows}` stands for the rows of the files, `{names}` for the columns of a revision.
    parameters : Mapping[str, Any], optional
        The values of `$name` in the query.
    **tables : pyarrow.Table
        Further tables the query names.
    """
    with _connection().cursor() as cursor:
        for name, table in tables.items():
            cursor.register(name, table)
        text = sql.format(rows=_source(log, files), names=_NAMES)
        return cursor.sql(text, params=dict(parameters or {})).to_arrow_table()


def cursor_over(
    log: DeltaLog, files: Files, founding: pa.Table | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a cursor of its own that knows the table's rows as `revisions`.

    Parameters
    ----------
    log : DeltaLog
        The table.
    files : Files
        Of the version that is asked.
    founding : pyarrow.Table, optional
        Rows of `schema.REVISION` that are in no file.
    """
    cursor = _connection().cursor()
    parts = [
        _MARKED.format(names=_NAMES, mark=mark, rows=_source(log, some))
        for mark, some in ((0, files.first), (1, files.later))
        if some
    ]
    if founding is not None or not parts:
        cursor.register("founding", REVISION.empty_table() if founding is None else founding)
        parts.append(_MARKED.format(names=_NAMES, mark=0, rows="founding"))
    cursor.execute(f"create temp view revisions as {' union all '.join(parts)}")
    return cursor


def _source(log: DeltaLog, files: Sequence[str]) -> str:
    """Return how a query names the rows of some files."""
    return f"read_parquet({_listed(log.readable(files))}, hive_partitioning = false)"


def _listed(files: Sequence[str]) -> str:
    quoted = (file.replace("'", "''") for file in files)
    return "[" + ", ".join(f"'{file}'" for file in quoted) + "]"


def stream_parquet(path: Path) -> Iterator[pa.Table]:
    """Yield the rows of any Parquet file, in their order."""
    with _connection().cursor() as cursor:
        text = f"from read_parquet({_listed([str(path)])}, hive_partitioning = false)"
        for batch in cursor.sql(text).to_arrow_reader(STREAMED):
            yield pa.Table.from_batches([batch])


def stream(
    log: DeltaLog,
    files: Sequence[str],
    sql: str,
    parameters: Mapping[str, Any] | None = None,
    **tables: pa.Table,
) -> Iterator[pa.Table]:
    """Yield what `query` returns, some ten thousand rows at a time.

    Parameters
    ----------
    log : DeltaLog
        Knows where copies of far files are.
    files : sequence of str
        Paths or addresses of the files to look into.
    sql : str
        As `query` takes it.
    parameters : Mapping[str, Any], optional
        The values of `$name` in the query.
    **tables : pyarrow.Table
        Further tables the query names.
    """
    with _connection().cursor() as cursor:
        for name, table in tables.items():
            cursor.register(name, table)
        text = sql.format(rows=_source(log, files), names=_NAMES)
        for batch in cursor.sql(text, params=dict(parameters or {})).to_arrow_reader(STREAMED):
            yield pa.Table.from_batches([batch])
