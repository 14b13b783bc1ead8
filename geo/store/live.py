"""An event store as the page sees it: columns in memory that follow the table as it grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import pyarrow as pa

from geo.model.report import Report
from geo.store.delta import Files
from geo.store.heads import Array, Heads, heads_of
from geo.store.ids import id_numbers, id_texts
from geo.store.parquet import with_stand_ins
from geo.store.reading import current_rows, event_columns, head_rows, rows_of_ids
from geo.store.revisions import EventStore
from geo.store.rows import RowsTable, changed, sorted_columns
from geo.store.schema import EVENT, REVISION, digest_of, row_of, table_of


@dataclass(frozen=True, slots=True)
class State:
    """One version of the store in memory."""

    files: Files
    heads: Heads
    table: RowsTable


class LiveStore:
    """The newest state of a store, brought up to date by reading only what was added."""

    def __init__(self, store: EventStore, reports: Mapping[str, Report] | None = None) -> None:
        self.store = store
        self._founding_reports = dict(reports or {})
        self._lock = Lock()
        self._state: State | None = None

    def table(self) -> RowsTable | None:
        """Return the newest state, None while nothing was ever written."""
        with self._lock:
            files = self.store.events.files()
            if files is None:
                return None
            if self._state is None:
                self._state = self._load(files)
            elif files.version != self._state.files.version:
                self._state = self._follow(self._state, files)
            return self._state.table

    def table_at(self, revision: int) -> RowsTable | None:
        """Return the state at a version, None while nothing was ever written.

        Raises
        ------
        CannotOpen
            When there is no such version.
        """
        if self._state is not None and self._state.files.version == revision:
            return self._state.table
        files = self.store.events.files(revision)
        return None if files is None else self._load(files).table

    def _load(self, files: Files) -> State:
        founding = table_of(self.store.founding.values())
        if files.all:
            rows = current_rows(self.store.events, files)
            heads = heads_of(rows)
            shown = _only(rows, heads.row[~heads.hidden])
            events = pa.concat_tables([founding, event_columns(shown)])
            touched = np.isin(id_numbers(founding["id"]), heads.id)
            stays = np.concatenate((~touched, np.ones(len(shown), np.bool_)))
            events = events.filter(pa.array(stays))
            heads = self._founding_heads().overlaid(heads)
        else:
            heads, events = self._founding_heads(), founding
        reports = self._reports(events)
        columns = sorted_columns(events, reports)
        table = RowsTable(events, columns, reports, heads.fingerprint(), files.version)
        return State(files, heads, table)

    def _follow(self, old: State, files: Files) -> State:
        added = _but(files.all, old.files.all)
        found = head_rows(self.store.events, added) if added else None
        fresh = heads_of(found).newer_than(old.heads) if found else old.heads.take(_NONE)
        heads = old.heads.overlaid(fresh)
        table = self._patched(old.table, fresh, files) if len(fresh) else old.table
        table = RowsTable(
            table.rows, table.columns, table.reports, heads.fingerprint(), files.version
        )
        return State(files, heads, table)

    def _patched(self, table: RowsTable, fresh: Heads, files: Files) -> RowsTable:
        shown = id_texts(fresh.id[~fresh.hidden]).to_pylist()
        rows = rows_of_ids(self.store.events, files.all, shown) if shown else EVENT.empty_table()
        return changed(table, event_columns(rows), fresh.id, self._reports(rows))

    def _founding_heads(self) -> Heads:
        rows = [row_of(event) for event in self.store.founding.values()]
        start = {"revision": 0, "recorded_at": None, "removed": False}
        marked = [row | start | {"digest": digest_of(row)} for row in rows]
        return heads_of(pa.Table.from_pylist(marked, REVISION))

    def _reports(self, rows: pa.Table) -> Mapping[str, Report]:
        listed = self._founding_reports | self.store.known_reports()
        return with_stand_ins(rows, listed.values())


_NONE = np.zeros(0, np.intp)


def _only(rows: pa.Table, which: Array) -> pa.Table:
    """Return some rows in the order they are in; most often it is all of them."""
    mask = np.zeros(len(rows), np.bool_)
    mask[which] = True
    return rows if mask.all() else rows.filter(pa.array(mask))


def _but(files: Sequence[str], without: Sequence[str]) -> tuple[str, ...]:
    gone = set(without)
    return tuple(file for file in files if file not in gone)
