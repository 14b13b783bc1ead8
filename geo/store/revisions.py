"""The event table people change: every change is an appended revision, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc

from geo.model.event import Event, Verdict
from geo.model.report import Report
from geo.store.delta import DeltaLog, Files
from geo.store.prepared import prepared
from geo.store.reading import (
    all_rows,
    heads_of_ids,
    histories_rows,
    history_rows,
    query,
    rows_of_change,
)
from geo.store.schema import EVENT, REPORT, REVISION, digest_of, event_of, row_of
from geo.store.undoing import UNDO_OF, Row, without

IMPORT = "import"
_NO_HEAD = {"edited": False, "revision": 0}
REPORT_FIELDS = tuple(Report.__dataclass_fields__)


class NoSuchEvent(LookupError):
    """The table has no such event or change; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a change did: its id, the table's version, and how many events it touched.

    `same` events were already there word for word; `kept` names what an undo could not restore
    because it was changed again later.
    """

    change: str
    revision: int | None
    added: int = 0
    revised: int = 0
    same: int = 0
    kept: tuple[str, ...] = ()


class EventStore:
    """The revisions of events and the reports they come from, in a folder or object store.

    Parameters
    ----------
    uri : str
        A folder, or an address such as `s3://bucket/folder`.
    founding : mapping of id to Event
        Events that are there from the start; editing one makes its first revision.
    options : dict[str, str], optional
        Of the object store.
    """

    def __init__(
        self,
        uri: str,
        founding: Mapping[str, Event] | None = None,
        options: dict[str, str] | None = None,
    ) -> None:
        self.uri = uri.rstrip("/")
        self.founding = dict(founding or {})
        self.events = DeltaLog(f"{self.uri}/events", REVISION, "later", options)
        self.reports = DeltaLog(f"{self.uri}/reports", REPORT, None, options)

    def put(
        self,
        events: Iterable[Event],
        who: str,
        why: str,
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
        who, why : str
            Kept with every revision.
        reports : iterable of Report
            The reports that the claims name.
        batch : str, optional
            A batch of this name is written once, however often it is put.
        action : str
            What the history calls it.
        """
        return self.put_rows(prepared(events), who, why, reports, batch, action)

    def put_rows(
        self,
        rows: pa.Table,
        who: str,
        why: str,
        reports: Iterable[Report] = (),
        batch: str | None = None,
        action: str = IMPORT,
        change: str | None = None,
    ) -> Written:
        """Do as `put` does, with events that were made ready as rows of `prepared.PREPARED`.

        Rows put under the same `change` are one change, which one undo takes back.
        """
        change = change or uuid4().hex
        self.put_reports(reports, who)
        ids, digests = rows["id"].to_pylist(), rows["digest"].to_pylist()
        heads = self._heads(ids)
        fresh = _fresh(ids, digests, heads, action)
        if not fresh:
            return Written(change, self.events.latest(), same=len(ids))
        kept = rows.take(pa.array(fresh))
        imported = None
        if action == IMPORT:
            said = dict(zip(ids, digests, strict=True))
            kept = self._over_the_edits(kept, heads)
            imported = pa.array([said[event_id] for event_id in kept["id"].to_pylist()])
        before = [heads.get(event_id, _NO_HEAD)["revision"] for event_id in kept["id"].to_pylist()]
        stamp = _stamp(change, who, why, action)
        version = self._append(_stamped(kept, before, imported, stamp), stamp, batch)
        if version is None:
            return Written(stamp["change"], self.events.latest(), same=len(ids))
        added = sum(ids[index] not in heads for index in fresh)
        same = len(ids) - len(fresh)
        return Written(stamp["change"], version, added, len(fresh) - added, same)

    def foresee(self, rows: pa.Table) -> Written:
        """Return what an import of rows of `prepared.PREPARED` would do; nothing is written."""
        ids, digests = rows["id"].to_pylist(), rows["digest"].to_pylist()
        heads = self._heads(ids)
        fresh = _fresh(ids, digests, heads, IMPORT)
        added = sum(ids[index] not in heads for index in fresh)
        return Written("", None, added, len(fresh) - added, len(ids) - len(fresh))

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

    def edit(self, event: Event, who: str, why: str) -> Written:
        """Replace what is known of an event by a corrected one with the same id."""
        if event.id not in self._heads([event.id]):
            raise NoSuchEvent(f"there is no event {event.id!r}")
        return self.put([event], who, why, action="edit")

    def accept(self, event_id: str, who: str, why: str = "") -> Written:
        """Record that a person found the event right."""
        return self._judge(event_id, Verdict.ACCEPTED, who, why)

    def reject(self, event_id: str, who: str, why: str = "") -> Written:
        """Record that a person found the event wrong; it is shown no longer."""
        return self._judge(event_id, Verdict.REJECTED, who, why)

    def merge(self, keep: Event, other_id: str, who: str, why: str = "") -> Written:
        """Record that two events are one: the first as given, the other shown no longer.

        It is one change, so that one undo parts them again.
        """
        heads = [self.head(keep.id), self.head(other_id)]
        rows = prepared([keep, event_of(heads[1])])
        stamp = _stamp(uuid4().hex, who, why, "merge")
        before = [head["revision"] for head in heads]
        version = self._append(_stamped(rows, before, None, stamp, [False, True]), stamp)
        return Written(stamp["change"], version, revised=2)

    def undo(self, change: str, who: str, why: str = "", only: str = "") -> Written:
        """Take back a change by a new change, leaving alone what was changed again since.

        Parameters
        ----------
        change, who, why : str
            The change to take back, and what the history says of it.
        only : str, optional
            The id of the one event to put back, where the change touched others too.

        Raises
        ------
        NoSuchEvent
            When there is no such change.
        """
        files = self.events.files()
        touched = rows_of_change(self.events, files, change) if files else []
        touched = [row for row in touched if not only or row["id"] == only]
        if not touched or files is None:
            raise NoSuchEvent(f"there is no change {change!r}")
        reason = UNDO_OF + change + (f": {why}" if why else "")
        stamp = _stamp(uuid4().hex, who, reason, "undo")
        restored: list[Row] = []
        kept: list[str] = []
        before: list[int] = []
        pasts = self._histories(files, [row["id"] for row in touched])
        for after in touched:
            past = pasts[after["id"]]
            row, left = without(past, after)
            kept += [f"{after['id']} {name}" for name in left]
            before.append(past[-1]["revision"])
            restored.append(row)
        rows = prepared(event_of(row) for row in restored)
        removed = [bool(row["removed"]) for row in restored]
        version = self._append(_stamped(rows, before, None, stamp, removed), stamp)
        return Written(stamp["change"], version, revised=len(rows), kept=tuple(kept))

    def history(self, event_id: str) -> list[Row]:
        """Return every revision of an event as rows of `schema.REVISION`, the oldest first."""
        files = self.events.files()
        rows = history_rows(self.events, files, event_id) if files and files.all else []
        founding = self.founding.get(event_id)
        if founding:
            rows.insert(0, _founding_row(founding))
        return rows

    def _histories(self, files: Files, ids: Sequence[str]) -> dict[str, list[Row]]:
        """Return what `history` does for many events at once."""
        found: dict[str, list[Row]] = {
            event_id: [_founding_row(self.founding[event_id])] if event_id in self.founding else []
            for event_id in ids
        }
        for row in histories_rows(self.events, files, ids):
            found[row["id"]].append(row)
        return found

    def all_rows(self) -> list[Row]:
        """Return every revision of every event, in no order."""
        files = self.events.files()
        return all_rows(self.events, files) if files and files.all else []

    def head(self, event_id: str) -> Row:
        """Return the newest revision of an event.

        Raises
        ------
        NoSuchEvent
            When there is no such event.
        """
        past = self.history(event_id)
        if not past:
            raise NoSuchEvent(f"there is no event {event_id!r}")
        return past[-1]

    def put_reports(self, reports: Iterable[Report], who: str, original: str = "") -> None:
        """Add reports, or revise those that are there; the same report again adds nothing."""
        known = self.known_reports()
        fresh = [report for report in reports if known.get(report.id) != report]
        if fresh:
            at = {"recorded_at": datetime.now(UTC), "who": who, "original": original}
            rows = [{**asdict(report), **at} for report in fresh]
            self.reports.append(pa.Table.from_pylist(rows, REPORT), {})

    def known_reports(self) -> dict[str, Report]:
        """Return the reports by id, each as last written."""
        files = self.reports.files()
        if files is None or not files.all:
            return {}
        rows = query(self.reports, files.all, "select * from {rows} order by recorded_at")
        kept = rows.select(list(REPORT_FIELDS)).to_pylist()
        return {row["id"]: Report(**row) for row in kept}

    def _judge(self, event_id: str, verdict: Verdict, who: str, why: str) -> Written:
        event = event_of(self.head(event_id))
        action = "accept" if verdict is Verdict.ACCEPTED else "reject"
        return self.put([replace(event, verdict=verdict)], who, why, action=action)

    def _over_the_edits(self, rows: pa.Table, heads: Mapping[str, Row]) -> pa.Table:
        """Return imported rows with the corrections that people made to their events."""
        edited = [heads.get(event_id, _NO_HEAD)["edited"] for event_id in rows["id"].to_pylist()]
        if not any(edited):
            return rows
        mask = pa.array(edited)
        merged = [self._over_the_edit(row) for row in rows.filter(mask).to_pylist()]
        return pa.concat_tables(
            [rows.filter(pa.array([not each for each in edited])), prepared(merged)]
        )

    def _over_the_edit(self, row: Row) -> Event:
        """Return an imported event, each column people may have corrected as it is now.

        A column that says what an earlier import said is not news, so it stays.
        """
        past = self.history(row["id"])
        imports = [old for old in past if old["action"] == IMPORT]
        values = {
            name: past[-1][name] if any(old[name] == row[name] for old in imports) else row[name]
            for name in EVENT.names
        }
        return event_of(values)

    def _heads(self, ids: Sequence[str]) -> dict[str, Row]:
        """Return revision, digest and removed of the newest revision of each event."""
        wanted = set(ids)
        heads: dict[str, Row] = {
            event_id: _head_of(event)
            for event_id, event in self.founding.items()
            if event_id in wanted
        }
        files = self.events.files()
        if files is None or not files.all:
            return heads
        found = heads_of_ids(self.events, files.all, ids)
        heads.update((row["id"], row) for row in found)
        return heads

    def _append(self, rows: pa.Table, stamp: Row, batch: str | None = None) -> int | None:
        note = {"change": stamp["change"], "action": stamp["action"]}
        return self.events.append(rows, note, batch)


def _stamp(change: str, who: str, why: str, action: str) -> Row:
    return {
        "change": change,
        "recorded_at": datetime.now(UTC),
        "who": who,
        "why": why,
        "action": action,
    }


def _head_of(event: Event) -> Row:
    digest = digest_of(row_of(event))
    return {
        "revision": 0,
        "digest": digest,
        "removed": False,
        "action": "founding",
        "edited": False,
    }


def _fresh(
    ids: Sequence[str], digests: Sequence[int], heads: Mapping[str, Row], action: str
) -> list[int]:
    """Return where the events are that would change something."""
    return [
        index
        for index, (event_id, digest) in enumerate(zip(ids, digests, strict=True))
        if event_id not in heads or not _is_there(heads[event_id], digest, action)
    ]


def _is_there(head: Row, digest: int, action: str) -> bool:
    """Say whether a row would add nothing to the newest revision of its event."""
    if action == IMPORT and head.get("imported") == digest:
        # What was taken back may come again; what a person merged or edited stays so.
        return not (head["removed"] and head["action"] == "undo")
    return bool(head["digest"] == digest and not head["removed"])


def _founding_row(event: Event) -> Row:
    row = row_of(event) | _stamp("", "Dateline", "one of the founding events", "founding")
    return row | _head_of(event) | {"recorded_at": None}


def _stamped(
    rows: pa.Table,
    before: Sequence[int],
    imported: pa.Array | None,
    stamp: Row,
    removed: Sequence[bool] | None = None,
) -> pa.Table:
    """Return rows of `schema.REVISION` that follow the newest revisions."""
    size = len(rows)
    columns = {name: rows[name] for name in rows.column_names}
    columns |= {name: _same(stamp[name], size, REVISION.field(name).type) for name in stamp}
    columns["revision"] = pa.array([number + 1 for number in before], pa.int32())
    columns["later"] = pa.array([int(number > 0) for number in before], pa.int32())
    columns["removed"] = pa.array(removed or [False] * size)
    columns["imported"] = pa.nulls(size, pa.int64()) if imported is None else imported
    return pa.table([columns[name] for name in REVISION.names], schema=REVISION)


def _same(value: Any, size: int, kind: pa.DataType) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), size)
