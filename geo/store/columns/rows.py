"""A table over rows on disk or in memory: columns for answers, an event built when asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from basics.atomic_file import put_in_place
from geo.model.event import Event, id_number
from geo.model.report import Report
from geo.store.columns.event_columns import ID_HALF, CodeBook, EventColumns
from geo.store.columns.from_arrow import columns_of, texts_of
from geo.store.columns.merging import columns_from, gathered
from geo.store.columns.row_store import Rows
from geo.store.columns.splicing import spliced
from geo.store.columns.text_index import WordIndex
from geo.store.schema import event_of

Array = npt.NDArray[Any]
PIECE = 1 << 17
FEW = 8
KNOWN_BITS = 18


class RowsTable:
    """A table at one moment of its life.

    Parameters
    ----------
    rows : Rows
        Rows of `schema.EVENT`, also those that are no longer current.
    columns : EventColumns
        In table order; `columns.text.where` is each row's number in `rows`.
    reports : Mapping[str, Report]
        The reports by id.
    fingerprint : str
        A hash of the content.
    revision : int | None
        The moment, for a table that keeps its past.
    folder : Path, optional
        Where this very state is kept on disk, and what is made of it may be too.
    """

    def __init__(
        self,
        rows: Rows,
        columns: EventColumns,
        reports: Mapping[str, Report],
        fingerprint: str,
        revision: int | None = None,
        folder: Path | None = None,
    ) -> None:
        self.rows = rows
        self.columns = columns
        self.reports = reports
        self.fingerprint = fingerprint
        self.revision = revision
        self._folder = folder

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what was made of this state before, else make it and keep it.

        Parameters
        ----------
        name : str
            Of a file; another way of making it needs another name.
        make : callable
            Makes it.
        """
        if self._folder is None:
            return make()
        path = self._folder / name
        with suppress(OSError):
            return path.read_bytes()
        data = make()
        with suppress(OSError):
            put_in_place(path, lambda made: made.write_bytes(data))
        return data

    def event(self, row: int) -> Event:
        """Return the event in a row of the columns."""
        return self.events(np.array([row]))[0]

    def events(self, rows: npt.NDArray[np.integer]) -> list[Event]:
        """Return the events in some rows of the columns, in their order."""
        return [event_of(row) for row in self.rows.take(self.columns.text.at(rows)).to_pylist()]

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an event, None where there is no such event."""
        try:
            high, low = divmod(id_number(event_id), 1 << ID_HALF)
        except ValueError:
            return None
        found = np.flatnonzero((self.columns.id_lo == low) & (self.columns.id_hi == high))
        return int(found[0]) if len(found) else None


def sorted_columns(rows: pa.Table, reports: Mapping[str, Report]) -> EventColumns:
    """Return the columns of rows of `schema.EVENT`, put in table order.

    Parameters
    ----------
    rows : pyarrow.Table
        In any order.
    reports : mapping of str to Report
        By id.
    """
    publishers = {report.id: report.publisher for report in reports.values()}
    vocabulary = CodeBook()
    arrays = dict(gathered([columns_of(rows, publishers)], vocabulary))
    index = WordIndex(len(rows), partial(texts_of, rows))
    return columns_from(arrays, vocabulary, [index])


def changed(
    table: RowsTable, rows: pa.Table, touched: Array, reports: Mapping[str, Report]
) -> RowsTable:
    """Return the table with rows added, and every event that was touched gone from its old place.

    Parameters
    ----------
    table : RowsTable
        Stays as it is.
    rows : pyarrow.Table
        Of `schema.EVENT`: what is shown of the events touched.
    touched : uint64 array
        Numbers of the ids of all events that were added, revised or hidden.
    reports : Mapping[str, Report]
        All reports by id.
    """
    gone = _rows_of(table.columns, touched)
    columns = spliced(table.columns, gone, sorted_columns(rows, reports))
    return RowsTable(table.rows.plus(rows), columns, reports, table.fingerprint, table.revision)


def _rows_of(columns: EventColumns, ids: Array) -> Array:
    """Return the rows of some events, ascending; those that have none are left out."""
    low = (ids & np.uint64((1 << ID_HALF) - 1)).astype(np.uint32)
    found = [np.zeros(0, np.int64)]
    # A piece at a time stays in the processor's cache.
    for start in range(0, len(columns), PIECE):
        maybe = np.flatnonzero(_may_be(columns.id_lo[start : start + PIECE], low)) + start
        found.append(maybe[np.isin(ids_of(columns, maybe), ids)] if len(maybe) else maybe)
    return np.concatenate(found)


def _may_be(numbers: Array, wanted: Array) -> Array:
    """Return which numbers may be wanted: all that are, and few others."""
    if len(wanted) <= FEW:
        return np.asarray(np.isin(numbers, wanted))
    known = np.zeros(1 << KNOWN_BITS, np.bool_)
    last_bits = np.uint32(len(known) - 1)
    known[wanted & last_bits] = True
    return np.asarray(known[numbers & last_bits])


def ids_of(columns: EventColumns, rows: Array | None = None) -> Array:
    """Return the 60-bit numbers of the rows' ids (uint64), all by default.

    Parameters
    ----------
    columns : EventColumns
        Of the whole table.
    rows : int array, optional
        The rows asked for.
    """
    high, low = columns.id_hi, columns.id_lo
    if rows is not None:
        high, low = high[rows], low[rows]
    return np.asarray(high.astype(np.uint64) << np.uint64(ID_HALF) | low)
