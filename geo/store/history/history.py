"""What happened to an event, and to the whole table: who, when, what, why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from geo.model.timespan import span_words
from geo.store.history.revert import UNDO_OF
from geo.store.history.revisions import EventStore
from geo.store.log.revision_reads import changes_rows, sizes_rows
from geo.store.schema import EVENT

LONGEST = 60
_BOUNDS = {"best": "", "low": " at least", "high": " at most"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change, of one event or of many at once.

    `id` is what an undo takes; `note` is what the table's column `why`
    holds; `what` says what changed, in words; `revision` is the event's own
    count, 0 for a founding event, and None for a change of the table.
    """

    id: str
    when: datetime | None
    author: str
    note: str
    action: str
    what: tuple[str, ...]
    events: int = 1
    revision: int | None = None

    @property
    def undoes(self) -> str:
        """The id of the change that this one takes back; empty where it is no undo."""
        return self._parts()[0]

    @property
    def reason(self) -> str:
        """Why, without the id that the reason of an undo begins with."""
        return self._parts()[1]

    def _parts(self) -> tuple[str, str]:
        if self.action != "undo" or not self.note.startswith(UNDO_OF):
            return "", self.note
        change, _, reason = self.note.removeprefix(UNDO_OF).partition(": ")
        return change, reason


def history(store: EventStore, event_id: str) -> list[Change]:
    """Return the changes of an event, the oldest first; empty where there is no such event.

    Parameters
    ----------
    store : EventStore
        The event table.
    event_id : str
        12 letters and digits.
    """
    rows = store.history(event_id)
    befores: list[Mapping[str, Any] | None] = [None, *rows[:-1]]
    return [
        Change(
            row["change"],
            row["recorded_at"],
            row["who"],
            row["why"],
            row["action"],
            differences(before, row),
            revision=row["revision"],
        )
        for before, row in zip(befores, rows, strict=True)
    ]


def changes(store: EventStore, most: int = 50) -> list[Change]:
    """Return the newest changes of the table, the newest first.

    Parameters
    ----------
    store : EventStore
        The event table.
    most : int
        How many changes.
    """
    files = store.events.files()
    rows = changes_rows(store.events, files, most) if files and files.all else []
    return [
        Change(
            row["change"],
            row["recorded_at"],
            row["who"],
            row["why"],
            row["action"],
            (row["title"],) if row["events"] == 1 else (),
            row["events"],
        )
        for row in rows
    ]


def change_sizes(store: EventStore, changes: Sequence[str]) -> dict[str, int]:
    """Return how many events each of some changes touched, by the change's id.

    Parameters
    ----------
    store : EventStore
        The event table.
    changes : sequence of str
        Ids of changes.
    """
    files = store.events.files()
    rows = sizes_rows(store.events, files, changes) if files and files.all else []
    return {row["change"]: row["events"] for row in rows}


def taken_back(listed: Sequence[Change]) -> dict[str, str]:
    """Return which changes are taken back at present, each with the undo that did it.

    An undo of one event alone does not take back a change of many.

    Parameters
    ----------
    listed : sequence of Change
        The newest first.
    """
    events = {change.id: change.events for change in listed}
    found: dict[str, str] = {}
    for change in listed:
        whole = change.events >= events.get(change.undoes, 1)
        if change.undoes and whole and change.id not in found:
            found.setdefault(change.undoes, change.id)
    return found


def differences(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a revision changed, one short sentence for each column.

    Parameters
    ----------
    before : mapping or None
        A row of `schema.REVISION`; None where there was no event.
    after : mapping
        The row that follows.
    """
    if before is None:
        return (f"“{_short(after['title'])}” is added",)
    said = [
        f"{_label(name)}: {_say(name, before[name])} → {_say(name, after[name])}"
        for name in EVENT.names
        if before[name] != after[name]
    ]
    if before["removed"] != after["removed"]:
        said.append("removed" if after["removed"] else "brought back")
    return tuple(said)


def _say(name: str, value: Any) -> str:
    if value is None or value == [] or value == "":
        return "nothing"
    if name == "location":
        where = f"{value['name']} ({value['kind']})"
        return f"{where} at {value['lat']:.4f}, {value['lon']:.4f}"
    if name == "timespan":
        return span_words(value["first"], value["last"])
    if name == "claims":
        return _say_claims(value)
    if isinstance(value, list):
        return _short(", ".join(str(part) for part in value))
    return _short(str(value))


def _say_claims(claims: Sequence[Mapping[str, Any]]) -> str:
    reports = sorted({claim["report_id"] for claim in claims})
    return _short(f"{len(claims)} by {', '.join(reports)}")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _label(column: str) -> str:
    return f"killed{_BOUNDS[column]}" if column in _BOUNDS else column
