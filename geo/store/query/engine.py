"""Where the SQL answers to a View are worked out: here, or on a cluster that speaks Spark Connect.

The same texts over the same Delta table: DuckDB in this process, or Sail, or Spark. What is sent
are the question, the names of publishers and, for the user's own table, the founding events; the
engine reads the table itself, so it must reach the same folder or bucket.
"""

from __future__ import annotations

import socket
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq

from geo.model.report import Report
from geo.store.history.revisions import EventStore
from geo.store.log.delta import CannotOpen, Files
from geo.store.log.prepared import prepared
from geo.store.query.answers import DuckdbAnswers
from geo.store.query.sql import DUCKDB, SPARK, TWICE, Dialect, SqlQuery
from geo.store.schema import REVISION
from geo.store.seeds import seed_reports

SCHEME = "sc"
PORT = 15002  # Spark Connect's own
PATIENCE_S = 10.0
Ask = Callable[[Dialect], SqlQuery]


class Engine(Protocol):
    """What answers questions about one version of the event table."""

    def ask(self, question: Ask) -> pa.Table:
        """Return the rows that answer a question of `geo.store.query.sql`."""


@contextmanager
def engine(store: EventStore, address: str = "", revision: int | None = None) -> Iterator[Engine]:
    """Open an engine over an event table and leave it when done.

    Parameters
    ----------
    store : EventStore
        The table.
    address : str
        Such as `sc://10.0.0.5:50051`; empty for DuckDB in this process.
    revision : int, optional
        The table's version; the latest when not given.

    Raises
    ------
    CannotOpen
        When the address is none, nobody answers there, or there is no such table or version.
    """
    files = store.events.files(revision)
    if files is None and not store.founding:
        raise CannotOpen(f"there is no event table at {store.uri}")
    founded = _founding_rows(store) if store.founding else None
    reports = (seed_reports() if store.founding else {}) | store.known_reports()
    if not address:
        yield _Here(DuckdbAnswers(store.events, files or Files(0, (), ()), reports, founded))
        return
    session = _session(address)
    try:
        yield _There(session, store.events.uri, files, reports, founded)
    finally:
        session.stop()


class _Here:
    """DuckDB in this process."""

    def __init__(self, answers: DuckdbAnswers) -> None:
        self._answers = answers

    def ask(self, question: Ask) -> pa.Table:
        return self._answers.ask(question(DUCKDB))


class _There:
    """A server that speaks Spark Connect, with the relations the texts name as its views."""

    def __init__(
        self,
        session: Any,
        uri: str,
        files: Files | None,
        reports: Mapping[str, Report],
        founding: pa.Table | None,
    ) -> None:
        self._session = session
        named = [{"id": each.id, "publisher": each.publisher} for each in reports.values()]
        with _quietly():
            self._name("reports", self._frame(pa.Table.from_pylist(named, _REPORTS)))
            self._name("revisions", self._revisions(uri, files, founding))
            self._name("twice", self._frame(session.sql(TWICE).toArrow()))

    def ask(self, question: Ask) -> pa.Table:
        query = question(SPARK)
        with _quietly():
            return self._session.sql(query.text, args=query.values).toArrow()

    def _revisions(self, uri: str, files: Files | None, founding: pa.Table | None) -> Any:
        founded = None if founding is None else self._frame(founding)
        if files is None:
            return founded
        reader = self._session.read.format("delta").option("versionAsOf", files.version)
        stored = reader.load(uri).select(*REVISION.names)
        return stored if founded is None else stored.unionAll(founded)

    def _frame(self, rows: pa.Table) -> Any:
        if len(rows):
            return self._session.createDataFrame(rows)
        # An empty table has no type that Spark could infer; all of ours that may be are of texts.
        texts = ", ".join(f"cast(null as string) as {name}" for name in rows.column_names)
        return self._session.sql(f"select {texts} where false")

    def _name(self, name: str, rows: Any) -> None:
        rows.createOrReplaceTempView(name)


_REPORTS = pa.schema([("id", pa.string()), ("publisher", pa.string())])


def _session(address: str) -> Any:
    parts = urlsplit(address)
    if parts.scheme != SCHEME or not parts.hostname:
        raise CannotOpen(f"{address} is no engine: write it like sc://host:{PORT}")
    try:
        with _quietly():
            from pyspark.sql import SparkSession
    except ImportError as error:
        raise CannotOpen(
            "an engine needs a package more: pip install -r requirements-cluster.txt"
        ) from error
    host, port = parts.hostname, parts.port or PORT
    try:
        socket.create_connection((host, port), PATIENCE_S).close()
    except OSError as error:
        raise CannotOpen(f"no engine answers at {address} within {PATIENCE_S:g} s") from error
    with _quietly():
        return SparkSession.builder.remote(f"{SCHEME}://{host}:{port}").create()


def _founding_rows(store: EventStore) -> pa.Table:
    """Return the founding events as rows of `schema.REVISION`."""
    rows = prepared(store.founding.values())
    given = {name: rows[name] for name in rows.column_names}
    size = len(rows)
    given["revision"] = given["later"] = pa.repeat(pa.scalar(0, pa.int32()), size)
    given["removed"] = pa.repeat(pa.scalar(False), size)
    columns = [given.get(field.name, pa.nulls(size, field.type)) for field in REVISION]
    return _hollow(pa.table(columns, schema=REVISION))


def _hollow(rows: pa.Table) -> pa.Table:
    """Return rows in which the fields of a struct that is null are null as well.

    Arrow may have anything there, which Sail does not look past; Parquet keeps none of it.
    """
    file = pa.BufferOutputStream()
    pq.write_table(rows, file)
    return pq.read_table(file.getvalue())


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep PySpark from warning of a pandas that is newer than it knows: none is used here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        yield
