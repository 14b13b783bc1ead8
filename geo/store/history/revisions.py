"""The event table people change: every change is an appended revision, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc

from geo.model.event import Event, Verdict
from geo.model.report import Report
from geo.store.history.past import REPORTS_NOTE, Past
from geo.store.history.past import NoSuchEvent as NoSuchEvent
from geo.store.history.revert import UNDO_OF, undone
from geo.store.log.duckdb_reads import heads_of_ids, ids_of_change
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
from geo.store.schema import REVISION, event_of


class EventStore(Past):
    """The revisions of events and the reports they come from, in a folder or object store.

    Parameters
    ----------
    uri : str
        A folder, or an address such as `s3://bucket/folder`.
    founding : mapping of id to Event
        Events that are there from the start; editing one makes its first revision.
    options : dict[str, str], optional
        Of the object store.

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

    def edit(self, event: Event, author: str, reason: str) -> Written:
        """Replace what is known of an event by a corrected one with the same id.

        Parameters
        ----------
        event : Event
            As it is to be.
        author : str
            Who makes the change.
        reason : str
            Why, in the words of the author.
        """
        known = self.recall(event.id) if self.recall else None
        heads = {event.id: known} if known else self._heads([event.id])
        if event.id not in heads:
            raise NoSuchEvent(f"there is no event {event.id!r}")
        return self._put(prepared([event]), heads, author, reason, "edit")

    def accept(self, event_id: str, author: str, reason: str = "") -> Written:
        """Record that a person found the event right.

        Parameters
        ----------
        event_id : str
            12 letters and digits.
        author : str
            Who makes the change.
        reason : str
            Why, in the words of the author.
        """
        return self._judge(event_id, Verdict.ACCEPTED, author, reason)

    def reject(self, event_id: str, author: str, reason: str = "") -> Written:
        """Record that a person found the event wrong; it is shown no longer.

        Parameters
        ----------
        event_id : str
            12 letters and digits.
        author : str
            Who makes the change.
        reason : str
            Why, in the words of the author.
        """
        return self._judge(event_id, Verdict.REJECTED, author, reason)

    def merge(self, keep: Event, other_id: str, author: str, reason: str = "") -> Written:
        """Record that two events are one: the first as given, the other shown no longer.

        It is one change, so that one undo parts them again.

        Parameters
        ----------
        keep : Event
            As it is to be, with the claims of both.
        other_id : str
            The id of the event that goes.
        author : str
            Who makes the change.
        reason : str
            Why, in the words of the author.
        """
        heads = [self.head(keep.id), self.head(other_id)]
        rows = prepared([keep, event_of(heads[1])])
        said = stamp(uuid4().hex, author, reason, "merge")
        before = [head["revision"] for head in heads]
        version = self._append(stamped(rows, before, None, said, [False, True]), said)
        return Written(said["change"], version, revised=2)

    def undo(self, change: str, author: str, reason: str = "", only: str = "") -> Written:
        """Take back a change by a new change, leaving alone what was changed again since.

        Parameters
        ----------
        change, author, reason : str
            The change to take back, and what the history says of it.
        only : str, optional
            The id of the one event to put back, where the change touched others too.

        Raises
        ------
        NoSuchEvent
            When there is no such change.
        """
        files = self.events.files()
        touched = ids_of_change(self.events, files, change) if files and files.all else []
        touched = [event_id for event_id in touched if not only or event_id == only]
        if not touched or files is None:
            raise NoSuchEvent(f"there is no change {change!r}")
        taken = undone(self.events, files, change, touched, self.founding, self._histories)
        said = stamp(
            uuid4().hex, author, UNDO_OF + change + (f": {reason}" if reason else ""), "undo"
        )
        version = self._append(taken.stamped(said), said)
        return Written(said["change"], version, revised=len(touched), kept=tuple(taken.kept))

    def put_reports(self, reports: Iterable[Report], author: str, original: str = "") -> None:
        """Add reports, or revise those that are there; the same report again adds nothing.

        `original` is the SHA-256 of the bytes that they were read from, see `originals`.

        Parameters
        ----------
        reports : iterable of Report
            New ones, or others of a known id.
        author : str
            Who brings them.
        original : str
            The SHA-256 of what they were read from, in hexadecimal digits.
        """
        if (
            put_reports(self.reports, reports, author, original)
            and self.events.latest() is not None
        ):
            # A version of its own, so that a link to the one before keeps its citations.
            self.events.append(REVISION.empty_table(), self._cited())

    def _judge(self, event_id: str, verdict: Verdict, author: str, reason: str) -> Written:
        head = self.head(event_id)
        rows = prepared([replace(event_of(head), verdict=verdict)])
        action = "accept" if verdict is Verdict.ACCEPTED else "reject"
        return self._put(rows, {event_id: head}, author, reason, action)

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
