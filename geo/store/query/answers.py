"""The SQL answers to a View, asked of DuckDB over the files of one version of the table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import duckdb
import pyarrow as pa

from geo.model.report import Report
from geo.store.log.delta import DeltaLog, Files
from geo.store.log.duckdb_reads import cursor_over
from geo.store.query.sql import TWICE, SqlQuery

_REPORTS = pa.schema([("id", pa.string()), ("publisher", pa.string())])


class DuckdbAnswers:
    """Runs the texts of `geo.store.query.sql` over the table, without holding it in memory.

    Parameters
    ----------
    log : DeltaLog
        The table of revisions.
    files : Files
        Its files at the version that is asked.
    reports : mapping of id to Report
        All reports that claims name; one that is missing stands for itself.
    founding : pyarrow.Table, optional
        Rows of `schema.REVISION` that are there from the start.
    """

    def __init__(
        self,
        log: DeltaLog,
        files: Files,
        reports: Mapping[str, Report],
        founding: pa.Table | None = None,
    ) -> None:
        self._log = log
        self._files = files
        self._founding = founding
        pairs = [{"id": each.id, "publisher": each.publisher} for each in reports.values()]
        self._reports = pa.Table.from_pylist(pairs, _REPORTS)

    def ask(self, query: SqlQuery) -> pa.Table:
        """Return the rows that answer a query in the dialect of DuckDB."""
        with self._cursor() as cursor:
            cursor.register("twice", self._twice)
            cursor.register("reports", self._reports)
            return cursor.sql(query.text, params=query.values).to_arrow_table()

    @cached_property
    def _twice(self) -> pa.Table:
        with self._cursor() as cursor:
            return cursor.sql(TWICE).to_arrow_table()

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return cursor_over(self._log, self._files, self._founding)
