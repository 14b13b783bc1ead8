"""Events appended to the table: new ones, revisions of those that are there, nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc

from geo.model.event import Event
from geo.model.report import Report
from geo.store.history.past import REPORTS_NOTE, Past
from geo.store.history.past import NoSuchEvent as NoSuchEvent
from geo.store.log.prepared import prepared
from geo.store.log.provenance import (
    IMPORT,
    NO_HEAD,
    Row,
    fresh,
    head_of,
    laid_over,
    stamp,
    stamped,
)
from geo.store.log.provenance import Written as Written
from geo.store.log.reports import put_reports
from geo.store.log.revision_reads import heads_of_ids


class AppendingStore(Past):
    """Writes what `EventStore` decides to write.

    Attributes
    ----------
    recall : callable, optional
        Returns what is newest of a shown event where someone has it in memory, else None.
    """

    recall: Callable[[str], Row | None] | None = None

    def put(
        self,
        events: Iterable[Event],
        author: str,
        reason: str,
        reports: Iterable[Report] = (),
        batch: str | None = None,
        action: str = IMPORT,
    ) -> Written:
        """Add events, or revise those already there; the same event again adds nothing.

        An import leaves alone what a person decided or corrected since the last import, unless
        the new edition changes the very same column.

        Parameters
        ----------
        events : iterable of Event
            Their ids decide whether they are new.
        author, reason : str
            Kept with every revision.
        reports : iterable of Report
            The reports that the claims name.
        batch : str, optional
            A batch of this name is written once, however often it is put.
        action : str
            What the history calls it.
        """
        return self.put_rows(prepared(events), author, reason, reports, batch, action)

    def put_rows(
        self,
        rows: pa.Table,
        author: str,
        reason: str,
        reports: Iterable[Report] = (),
        batch: str | None = None,
        action: str = IMPORT,
        change: str | None = None,
        unlike: Collection[str] = (),
    ) -> Written:
        """Do as `put` does, with events that were made ready as rows of `prepared.PREPARED`.

        Rows put under the same `change` are one change, which one undo takes back. Files of the
        table that have none of the events for sure (`unlike`) are not looked into.

        Parameters
        ----------
        rows : pyarrow.Table
            Of `prepared.PREPARED`.
        author : str
            Who makes the change.
        reason : str
            Why, in the words of the author.
        reports : iterable of Report
            The reports that the claims name.
        batch : str, optional
            A batch of this name is written once.
        action : str
            What the history calls it.
        change : str, optional
            The id of a change that goes on; a new one when not given.
        unlike : collection of str
            Files that surely have none of the events.
        """
        put_reports(self.reports, reports, author)
        heads = self._heads(rows["id"].to_pylist(), unlike)
        return self._put(rows, heads, author, reason, action, batch, change)

    def _put(
        self,
        rows: pa.Table,
        heads: Mapping[str, Row],
        author: str,
        reason: str,
        action: str,
        batch: str | None = None,
        change: str | None = None,
    ) -> Written:
        ids, digests = rows["id"].to_pylist(), rows["digest"].to_pylist()
        new = fresh(rows, heads, action)
        said = stamp(change or uuid4().hex, author, reason, action)
        if not new:
            return Written(said["change"], self.events.latest(), same=len(ids))
        kept = rows if len(new) == len(ids) else rows.take(pa.array(new))
        imported = None
        if action == IMPORT:
            file, kept = kept, self._over_the_edits(kept, heads)
            imported = file["digest"]
            if kept is not file:
                digest = dict(zip(ids, digests, strict=True))
                imported = pa.array([digest[event_id] for event_id in kept["id"].to_pylist()])
        before = [heads.get(event_id, NO_HEAD)["revision"] for event_id in kept["id"].to_pylist()]
        version = self._append(stamped(kept, before, imported, said), said, batch)
        if version is None:
            return Written(said["change"], self.events.latest(), same=len(ids))
        added = sum(ids[index] not in heads for index in new)
        same = len(ids) - len(new)
        return Written(said["change"], version, added, len(new) - added, same)

    def foresee(self, rows: pa.Table) -> Written:
        """Return what an import of rows of `prepared.PREPARED` would do; nothing is written."""
        ids = rows["id"].to_pylist()
        heads = self._heads(ids)
        new = fresh(rows, heads, IMPORT)
        added = sum(ids[index] not in heads for index in new)
        return Written("", None, added, len(new) - added, len(ids) - len(new))

    def without_known(self, rows: pa.Table) -> pa.Table:
        """Return rows of `prepared.PREPARED` without those whose events are already there.

        What was taken back may come again.
        """
        heads = self._heads(rows["id"].to_pylist())
        there = [
            event_id
            for event_id, head in heads.items()
            if not (head["removed"] and head.get("action") == "undo")
        ]
        return rows.filter(pc.invert(pc.is_in(rows["id"], pa.array(there, pa.string()))))

    def _over_the_edits(self, rows: pa.Table, heads: Mapping[str, Row]) -> pa.Table:
        """Return imported rows with the corrections that people made to their events."""
        edited = [heads.get(event_id, NO_HEAD)["edited"] for event_id in rows["id"].to_pylist()]
        if not any(edited):
            return rows
        ids = rows["id"].filter(pa.array(edited)).to_pylist()
        files = self.events.files()
        return laid_over(rows, edited, self._histories(files, ids) if files else {})

    def _heads(self, ids: Sequence[str], unlike: Collection[str] = ()) -> dict[str, Row]:
        """Return revision, digest and removed of the newest revision of each event."""
        wanted = set(ids)
        heads: dict[str, Row] = {
            event_id: head_of(event)
            for event_id, event in self.founding.items()
            if event_id in wanted
        }
        files = self.events.files()
        some = [file for file in files.all if file not in unlike] if files else []
        if not some:
            return heads
        found = heads_of_ids(self.events, some, ids)
        heads.update((row["id"], row) for row in found)
        return heads

    def _append(
        self, rows: pa.Table | pa.RecordBatchReader, stamp: Row, batch: str | None = None
    ) -> int | None:
        note = {"change": stamp["change"], "action": stamp["action"]}
        return self.events.append(rows, note | self._cited(), batch)

    def _cited(self) -> Row:
        """Return what a version's note says of the reports that it cites."""
        version = self.reports.latest()
        return {} if version is None else {REPORTS_NOTE: str(version)}
