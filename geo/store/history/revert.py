"""One change taken out of the past of the events that it touched, column by column.

Where nothing came after the change an event is again as it was before, so its row is copied; that
is most of a large import, and takes a few microseconds. The others are worked out one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.store.log.delta import DeltaLog, Files
from geo.store.log.prepared import PREPARED, prepared
from geo.store.log.provenance import Row, stamped
from geo.store.log.revision_reads import revisions_of, summaries_of
from geo.store.schema import EVENT, REVISION, event_of

# What the reason of an undo begins with; the id of the change follows.
UNDO_OF = "undo of "
# Events whose past is in memory at once; fewer are not worth another question.
AT_ONCE = 1_000

Histories = Callable[[Files, Sequence[str]], Mapping[str, Sequence[Row]]]


@dataclass(slots=True)
class Some:
    """Events as they are without a change, ready to be written.

    Attributes
    ----------
    rows : pyarrow.Table
        Of `prepared.PREPARED`.
    before : list[int]
        The newest revision of each event, which the undo follows.
    removed : list[bool]
        Whether the event goes with the change.
    """

    rows: pa.Table
    before: list[int]
    removed: list[bool]


@dataclass(slots=True)
class Undone:
    """A change taken out.

    Attributes
    ----------
    worked_out : list of Some
        Events that needed a look at each column.
    copied : iterator of Some
        Events that are as they were before.
    kept : list[str]
        An event's id and a column that was changed again since, so that it stays.
    """

    worked_out: list[Some] = field(default_factory=list)
    copied: Iterator[Some] = field(default_factory=lambda: iter(()))
    kept: list[str] = field(default_factory=list)

    def stamped(self, said: Row) -> pa.RecordBatchReader:
        """Return the rows of `schema.REVISION` of all of them, made as they are read."""

        def batches() -> Iterator[pa.RecordBatch]:
            for parts in (self.worked_out, self.copied):
                for some in parts:
                    rows = stamped(some.rows, some.before, None, said, some.removed)
                    yield from rows.to_batches()

        return pa.RecordBatchReader.from_batches(REVISION, batches())


def undone(
    log: DeltaLog,
    files: Files,
    change: str,
    touched: Sequence[str],
    founding: Mapping[str, Any],
    histories: Histories,
) -> Undone:
    """Return the events that a change touched as they are without it.

    Parameters
    ----------
    log : DeltaLog
        The table of revisions.
    files : Files
        Its newest files.
    change : str
        The id of the change.
    touched : sequence of str
        Their ids.
    founding : mapping
        The events that are there from the start, by id.
    histories : callable
        Returns every revision of some events of the files, each event's oldest first.
    """
    taken, rest = Undone(), touched
    if len(touched) > AT_ONCE:
        summed = summaries_of(log, files, change)
        simple = _nothing_came_after(summed, founding)
        taken.copied = _copied(log, files, summed.filter(pa.array(simple)))
        rest = summed["id"].filter(pa.array(~simple)).to_pylist()
    # The past of many events at once would not fit into the memory of a laptop.
    for start in range(0, len(rest), AT_ONCE):
        pasts = list(histories(files, rest[start : start + AT_ONCE]).values())
        taken.worked_out.append(_worked_out(pasts, change, taken.kept))
    return taken


def _nothing_came_after(summed: pa.Table, founding: Mapping[str, Any]) -> Any:
    """Return which events are again as they were, of which each revision is there once."""
    columns = {name: summed[name].to_numpy() for name in ("first", "last", "rows", "times")}
    whole = columns["last"] - columns["first"] + 1 == columns["rows"]
    # What a founding event was before its first revision is in no file.
    start = pc.is_in(summed["id"], pa.array(list(founding), pa.string())).to_numpy()
    before = ~start | (columns["rows"] > 1)
    newest = np.asarray(summed["newest"].to_numpy(), np.bool_)
    return newest & whole & before & (columns["times"] == 1)


def _copied(log: DeltaLog, files: Files, summed: pa.Table) -> Iterator[Some]:
    last = summed["last"].to_numpy()
    added = summed["rows"].to_numpy() == 1
    revision = pa.array(np.where(added, last, last - 1), pa.int32())
    wanted = pa.table({"id": summed["id"], "revision": revision, "last": last, "added": added})
    for rows in revisions_of(log, files, wanted) if len(wanted) else ():
        removed = pc.or_(rows["added"], rows["removed"]).to_pylist()
        yield Some(rows.select(PREPARED.names).cast(PREPARED), rows["last"].to_pylist(), removed)


def _worked_out(pasts: Sequence[Sequence[Row]], change: str, kept: list[str]) -> Some:
    restored, removed = [], []
    for past in pasts:
        row, left = without(past, change)
        kept += [f"{row['id']} {name}" for name in left]
        removed.append(bool(row["removed"]))
        restored.append(event_of(row))
    return Some(prepared(restored), [past[-1]["revision"] for past in pasts], removed)


def without(past: Sequence[Row], change: str) -> tuple[Row, list[str]]:
    """Return the newest revision with one change taken out, and the columns that stay changed.

    Parameters
    ----------
    past : sequence of dict
        All revisions of one event, the oldest first.
    change : str
        The id of the change, which is one of them.
    """
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
