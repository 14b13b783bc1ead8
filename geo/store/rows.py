"""A table over Arrow rows: columns in memory, an event built only when one is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo.model.event import Event, id_number
from geo.model.report import Report
from geo.store.columns import ID_HALF, Columns
from geo.store.loading import columns_of
from geo.store.merging import in_order, join, take
from geo.store.schema import event_of

Array = npt.NDArray[Any]


class RowsTable:
    """A table at one moment of its life.

    Parameters
    ----------
    rows : pyarrow.Table
        Rows of `schema.EVENT`, also those that are no longer current.
    columns : Columns
        In table order; `columns.text.where` is each row's number in `rows`.
    reports : Mapping[str, Report]
        The reports by id.
    fingerprint : str
        A hash of the content.
    revision : int | None
        The moment, for a table that keeps its past.
    """

    def __init__(
        self,
        rows: pa.Table,
        columns: Columns,
        reports: Mapping[str, Report],
        fingerprint: str,
        revision: int | None = None,
    ) -> None:
        self.rows = rows
        self.columns = columns
        self.reports = reports
        self.fingerprint = fingerprint
        self.revision = revision

    def event(self, row: int) -> Event:
        """Return the event in a row of the columns."""
        return event_of(self.rows.slice(int(self.columns.text.where[row]), 1).to_pylist()[0])

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an event, None where there is no such event."""
        try:
            high, low = divmod(id_number(event_id), 1 << ID_HALF)
        except ValueError:
            return None
        found = np.flatnonzero((self.columns.id_lo == low) & (self.columns.id_hi == high))
        return int(found[0]) if len(found) else None


def sorted_columns(rows: pa.Table, reports: Mapping[str, Report]) -> Columns:
    """Return the columns of rows of `schema.EVENT`, put in table order."""
    publishers = {report.id: report.publisher for report in reports.values()}
    columns = columns_of(rows, publishers)
    return take(columns, in_order(columns))


def changed(
    table: RowsTable, rows: pa.Table, touched: Array, reports: Mapping[str, Report]
) -> RowsTable:
    """Return the table with rows added, and every event that was touched gone from its old place.

    Parameters
    ----------
    rows : pyarrow.Table
        Of `schema.EVENT`: what is shown of the events touched.
    touched : uint64 array
        Numbers of the ids of all events that were added, revised or hidden.
    reports : Mapping[str, Report]
        All reports by id.
    """
    old = table.columns
    stays = np.flatnonzero(~np.isin(ids_of(old), touched))
    both = join(take(old, stays), sorted_columns(rows, reports))
    stored = pa.concat_tables([table.rows, rows])
    columns = take(both, in_order(both))
    return RowsTable(stored, columns, reports, table.fingerprint, table.revision)


def ids_of(columns: Columns) -> Array:
    """Return the 60-bit numbers of the rows' ids (uint64)."""
    high = columns.id_hi.astype(np.uint64) << np.uint64(ID_HALF)
    return np.asarray(high | columns.id_lo)
