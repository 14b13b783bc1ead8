"""The event table people change: every change is an appended revision, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from geo.model.event import Event, Verdict
from geo.model.report import Report
from geo.store.history.appending import AppendingStore
from geo.store.history.past import NoSuchEvent as NoSuchEvent
from geo.store.history.revert import UNDO_OF, undone
from geo.store.log.prepared import prepared
from geo.store.log.provenance import Written as Written
from geo.store.log.provenance import (
    stamp,
    stamped,
)
from geo.store.log.reports import put_reports
from geo.store.log.revision_reads import ids_of_change
from geo.store.schema import REVISION, event_of


class EventStore(AppendingStore):
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
