"""One change taken out of an event's past, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from geo.store.prepared import PREPARED, prepared
from geo.store.schema import EVENT, event_of

Row = dict[str, Any]
# What the reason of an undo begins with; the id of the change follows.
UNDO_OF = "undo of "
# Events whose past is in memory at once.
AT_ONCE = 10_000


@dataclass(slots=True)
class Undone:
    """Events as they are without a change, some thousand at a time, ready to be written.

    Attributes
    ----------
    parts : list of pyarrow.Table
        Rows of `prepared.PREPARED`.
    before : list[int]
        The newest revision of each event, which the undo follows.
    removed : list[bool]
        Whether the event goes with the change.
    kept : list[str]
        An event's id and a column that was changed again since, so that it stays.
    """

    parts: list[pa.Table] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    removed: list[bool] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def add(self, pasts: Iterable[Sequence[Row]], change: str) -> None:
        """Take a change out of the pasts of some events that it touched."""
        restored = []
        for past in pasts:
            row, left = without(past, change)
            self.kept += [f"{row['id']} {name}" for name in left]
            self.before.append(past[-1]["revision"])
            self.removed.append(bool(row["removed"]))
            restored.append(event_of(row))
        self.parts.append(prepared(restored))

    @property
    def rows(self) -> pa.Table:
        """All rows."""
        return pa.concat_tables(self.parts) if self.parts else PREPARED.empty_table()


def without(past: Sequence[Row], change: str) -> tuple[Row, list[str]]:
    """Return the newest revision with one change taken out, and the columns that stay changed."""
    at = next(i for i, row in enumerate(past) if row["change"] == change)
    after = past[at]
    names = [*EVENT.names, "removed"]
    before = past[at - 1] if at else {**after, "removed": True}
    now, left = dict(past[-1]), []
    for name in names:
        if before[name] == after[name]:
            continue
        if now[name] == after[name]:
            now[name] = before[name]
        else:
            left.append(name)
    return {name: now[name] for name in names}, left
