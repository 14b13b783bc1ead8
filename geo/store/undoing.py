"""One change taken out of an event's past, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geo.store.schema import EVENT

Row = dict[str, Any]
# What the reason of an undo begins with; the id of the change follows.
UNDO_OF = "undo of "


def without(past: Sequence[Row], after: Row) -> tuple[Row, list[str]]:
    """Return the newest revision with one change taken out, and the columns that stay changed."""
    at = next(i for i, row in enumerate(past) if row["change"] == after["change"])
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
