"""An event store as the page sees it: columns in memory that follow the table as it grows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa

from geo.model.event import id_number
from geo.model.report import Report
from geo.store.columns.from_arrow import report_ids
from geo.store.columns.rows import RowsTable, changed
from geo.store.columns.snapshot_cache import (
    WORTH_KEEPING,
    Snapshot,
    SnapshotCache,
    in_memory,
    index_words,
)
from geo.store.history.revisions import EventStore
from geo.store.ids import id_numbers, id_texts
from geo.store.log.delta import Files
from geo.store.log.latest_revisions import Array, Heads, Layers, heads_from, heads_of
from geo.store.log.revision_reads import event_columns, head_batches, revision_batches, rows_of_ids
from geo.store.parquet_table import with_stand_ins
from geo.store.schema import EVENT, REVISION, digest_of, row_of, table_of

# So many changed events are read anew with all others rather than put in their place.
MOST_PATCHED = 50_000
MOST_PATCHED_SHARE = 0.2
SMALL = 1_000_000
_SHOWN = {"removed": False}

Reports = Mapping[str, Report]


@dataclass(frozen=True, slots=True)
class StoreState:
    """One version of the store in memory."""

    files: Files
    heads: Layers
    table: RowsTable


class LiveStore:
    """The newest state of a store, brought up to date by reading only what was added.

    Parameters
    ----------
    store : EventStore
        What changes.
    reports : mapping of id to Report, optional
        Those of its founding events.
    shelf : Path, optional
        Where large versions are kept made ready; by default `prepared` in the store's folder.
    """

    def __init__(
        self,
        store: EventStore,
        reports: Mapping[str, Report] | None = None,
        shelf: Path | None = None,
    ) -> None:
        self.store = store
        self._founding_reports = dict(reports or {})
        self._founding = heads_of([_founding_rows(store)])
        self._shelf = SnapshotCache(shelf or Path(store.uri) / "prepared")
        self._lock = Lock()
        self._state: StoreState | None = None
        store.recall = self._recall

    def _recall(self, event_id: str) -> dict[str, Any] | None:
        """Return what is newest of a shown event; None where the table has moved on since."""
        state = self._state
        if state is None or state.files.version != self.store.events.latest():
            return None
        found = state.heads.head(id_number(event_id))
        return None if found is None else {"revision": found[0], "digest": found[1], **_SHOWN}

    def table(self) -> RowsTable | None:
        """Return the newest state, None while nothing was ever written."""
        with self._lock:
            files = self.store.events.files()
            if files is None:
                return None
            if self._state is None or files.version != self._state.files.version:
                reports = self._founding_reports | self.store.known_reports()
                self._state = self._at(files, self._state, reports)
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
        if files is None:
            return None
        reports = self._founding_reports | self.store.reports_at(revision)
        return self._at(files, None, reports).table

    def _at(self, files: Files, known: StoreState | None, reports: Reports) -> StoreState:
        state = known or self._kept(files, reports)
        followed = state and self._follow(state, files, reports)
        return followed or self._load(files, reports)

    def _kept(self, files: Files, reports: Reports) -> StoreState | None:
        """Return the newest version that was kept and does not come after some files'."""
        mine = [name.rpartition("-") for name in self._shelf.versions()]
        versions = [int(number) for table, _, number in mine if table == files.table]
        earlier = [version for version in versions if version <= files.version]
        ready = self._shelf.find(_name(files.table, max(earlier))) if earlier else None
        if ready is None or not self._still_says(ready, reports):
            return None
        facts = ready.facts
        heads = Layers(heads_from(ready.arrays), heads_of([]), tuple(facts["mark"]))
        then = Files(max(earlier), tuple(facts["first"]), tuple(facts["later"]), files.table)
        return StoreState(then, heads, _table(ready, heads, then.version, reports))

    def _still_says(self, ready: Snapshot, reports: Reports) -> bool:
        """Say whether the reports and the founding events are still those it was made with."""
        known = {report.id: report.publisher for report in reports.values()}
        named = {name: known[name] for name in ready.reports if name in known}
        marked = list(self._founding.mark())
        return bool(ready.facts["publishers"] == named and ready.facts["founding"] == marked)

    def _load(self, files: Files, reports: Reports) -> StoreState:
        found = heads_of(head_batches(self.store.events, files.all)) if files.all else heads_of([])
        heads = self._founding.overlaid(found)
        layers = Layers(heads, heads_of([]), heads.mark())
        publishers = {report.id: report.publisher for report in reports.values()}
        batches = self._shown(files, found)
        if len(heads) < WORTH_KEEPING:
            ready = in_memory(batches, publishers)
        else:
            facts = {
                "mark": layers.mark,
                "founding": self._founding.mark(),
                "first": files.first,
                "later": files.later,
                "publishers": publishers,
            }
            name = _name(files.table, files.version)
            ready = self._shelf.make(name, batches, publishers, heads.arrays, facts)
            layers = Layers(heads_from(ready.arrays), layers.patch, layers.mark)
            index_words(ready)
        return StoreState(files, layers, _table(ready, layers, files.version, reports))

    def _shown(self, files: Files, heads: Heads) -> Iterator[pa.Table]:
        """Yield the rows of all events that are shown, in no order."""
        founding = table_of(self.store.founding.values())
        touched = heads.find(id_numbers(founding["id"]))[1] if len(founding) else np.zeros(0, "?")
        yield founding.filter(pa.array(~touched))
        left = ~heads.hidden
        for rows in revision_batches(self.store.events, files.all) if files.all else ():
            which = _newest(rows, heads, left)
            if len(which):
                whole = len(which) == len(rows)
                yield event_columns(rows if whole else rows.take(pa.array(which)))

    def _follow(self, old: StoreState, files: Files, reports: Reports) -> StoreState | None:
        """Return a later state, None where too much changed to put each event in its place."""
        gone = set(old.files.all)
        added = [file for file in files.all if file not in gone]
        log = self.store.events
        # What is small is read once and whole; else only numbers are, until the rows are needed.
        whole = list(revision_batches(log, added)) if 0 < log.size_of(added) < SMALL else []
        found = heads_of(whole or head_batches(log, added) if added else [])
        fresh = old.heads.newer(found)
        if len(fresh) > max(MOST_PATCHED, MOST_PATCHED_SHARE * len(old.heads.base)):
            return None
        table = self._patched(old.table, fresh, added, whole, reports)
        heads = old.heads.with_newer(fresh)
        shown = RowsTable(
            table.rows, table.columns, table.reports, heads.fingerprint(), files.version
        )
        return StoreState(files, heads, shown if files.version != old.table.revision else old.table)

    def _patched(
        self,
        table: RowsTable,
        fresh: Heads,
        added: Sequence[str],
        whole: Sequence[pa.Table],
        reports: Reports,
    ) -> RowsTable:
        left = ~fresh.hidden
        if not left.any():
            rows = EVENT.empty_table()
        elif whole:
            every = pa.concat_tables(whole)
            rows = every.take(pa.array(_newest(every, fresh, left)))
        else:
            shown = id_texts(fresh.id[left]).to_pylist()
            rows = rows_of_ids(self.store.events, added, shown)
        rows = event_columns(rows)
        named = with_stand_ins([*table.reports, *report_ids(rows)], reports.values())
        if not len(fresh):
            return RowsTable(table.rows, table.columns, named, table.fingerprint)
        return changed(table, rows, fresh.id, named)


def _table(ready: Snapshot, heads: Layers, version: int, reports: Reports) -> RowsTable:
    named = with_stand_ins(ready.reports, reports.values())
    return RowsTable(ready.rows, ready.columns, named, heads.fingerprint(), version, ready.folder)


def _name(table: str, version: int) -> str:
    return f"{table}-{version}"


def _founding_rows(store: EventStore) -> pa.Table:
    rows = [row_of(event) for event in store.founding.values()]
    start = {"revision": 0, "recorded_at": None, "removed": False}
    marked = [row | start | {"digest": digest_of(row)} for row in rows]
    return pa.Table.from_pylist(marked, REVISION)


def _newest(rows: pa.Table, heads: Heads, left: Array) -> Array:
    """Return which rows are the newest revision of a shown event, each event once."""
    ids = id_numbers(rows["id"])
    at, there = heads.find(ids)
    at = np.minimum(at, max(len(heads) - 1, 0))
    newest = there & left[at]
    newest &= heads.digest[at] == rows["digest"].to_numpy()
    newest &= heads.revision[at] == rows["revision"].to_numpy()
    newest &= heads.at[at] == rows["recorded_at"].cast(pa.int64()).to_numpy()
    which = np.flatnonzero(newest)
    # Two rows that are the same to the microsecond say the same: one of them will do.
    which = np.sort(which[np.unique(at[which], return_index=True)[1]])
    left[at[which]] = False
    return which
