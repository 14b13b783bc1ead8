"""A file of events into the event table; the refused rows back to who brought it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pyarrow as pa

from geo.read.tables.draft import Reject
from geo.read.tables.table_file import TableFile
from geo.store.revisions import EventStore

WRITTEN_AT_ONCE = 60_000


@dataclass(slots=True)
class Outcome:
    """What an import did: events added, revised or there already, and the rows refused.

    `change` is what an undo takes, empty where nothing was written.
    """

    added: int = 0
    revised: int = 0
    same: int = 0
    revision: int | None = None
    change: str = ""
    rejects: list[Reject] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def import_file(
    file: TableFile,
    store: EventStore,
    who: str,
    why: str = "",
    executor: Executor | None = None,
    told: Callable[[Outcome], object] = lambda done: None,
) -> Outcome:
    """Write the events of an opened file to a store; the same file again adds nothing.

    An event is told by its id in its source, so a newer edition revises what it has changed.

    Parameters
    ----------
    who, why : str
        For the history.
    executor : concurrent.futures.Executor, optional
        Reads the rows in other processes: a process pool, or a cluster's. Only this process
        writes, so a worker that dies loses and doubles nothing.
    told : callable
        Hears how far it is after every batch.
    """
    done = Outcome(notes=file.notes)
    why, change = why or f"import of {file.report.title}", uuid4().hex
    for every in file.prepared(executor):
        rows = file.wanted(every, store)
        done.same += len(every) - len(rows)
        written = store.put_rows(rows, who, why, [file.report], change=change)
        done.added += written.added
        done.revised += written.revised
        done.same += written.same
        done.revision = written.revision
        if written.added or written.revised:
            done.change = change
        told(done)
    done.rejects = sorted(file.rejects, key=lambda reject: reject.row)
    return done


def _together(batches: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Yield rows of several batches at once: each time they are written, all ids are looked up."""
    waiting: list[pa.Table] = []
    for rows in batches:
        waiting.append(rows)
        if sum(map(len, waiting)) >= WRITTEN_AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting.clear()
    if waiting:
        yield pa.concat_tables(waiting)


def write_rejects(rejects: Sequence[Reject], path: Path) -> None:
    """Write the refused rows as CSV, each with its number in the file and the reason."""
    names = list(dict.fromkeys(name for reject in rejects for name in reject.cells))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "reason", *names])
        for reject in rejects:
            cells = [_harmless(reject.cells.get(name, "")) for name in names]
            writer.writerow([reject.row, reject.reason, *cells])


def _harmless(cell: str) -> str:
    """Return a cell that a spreadsheet will not run as a formula."""
    risky = cell[:1] in "=@\t\r" or (cell[:1] in "+-" and not _is_number(cell))
    return f"'{cell}" if cell and risky else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
