"""A file of events into the event table; the refused rows back to who brought it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

import pyarrow as pa

from geo.ingest.formats.sheet import Rejection
from geo.ingest.table_file import TableFile
from geo.store.history.revisions import EventStore, Written

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
    rejects: list[Rejection] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    def add(self, written: Written) -> None:
        """Count what a batch did."""
        self.added += written.added
        self.revised += written.revised
        self.same += written.same
        self.revision = written.revision
        if written.added or written.revised:
            self.change = written.change


def import_file(
    file: TableFile,
    store: EventStore,
    author: str,
    reason: str = "",
    executor: Executor | None = None,
    progress: Callable[[Outcome], object] = lambda done: None,
) -> Outcome:
    """Write the events of an opened file to a store; the same file again adds nothing.

    An event is recognised by its id in its source, so a newer edition revises what it has changed.

    Parameters
    ----------
    file : TableFile
        From `open_table_file`; read once.
    store : EventStore
        Where the events go.
    author, reason : str
        For the history.
    executor : concurrent.futures.Executor, optional
        Reads the rows in other processes: a process pool, or a cluster's. Only this process
        writes, so a worker that dies loses and doubles nothing.
    progress : callable
        Hears how far it is after every batch.
    """
    done = Outcome(notes=file.notes)
    reason, change = reason or f"import of {file.report.title}", uuid4().hex
    # No event comes twice in a file, so what was written of it need not be looked into.
    own: set[str] = set()

    def write(every: pa.Table) -> Written:
        rows = file.wanted(every, store)
        reports = () if own else [file.report]
        written = store.put_rows(rows, author, reason, reports, change=change, unlike=own)
        if written.added or written.revised:
            own.update(store.events.added_by(written.revision or 0))
        return replace(written, same=written.same + len(every) - len(rows))

    with ThreadPoolExecutor(1, "dateline-import") as writer:
        for written in _one_behind(writer, write, _together(file.prepared(executor))):
            done.add(written)
            progress(done)
    done.rejects = sorted(file.rejects, key=lambda reject: reject.row)
    return done


def _one_behind(
    pool: Executor, write: Callable[[pa.Table], Written], batches: Iterable[pa.Table]
) -> Iterator[Written]:
    """Write each batch while the next one is read, and yield what was written."""
    waiting: Future[Written] | None = None
    for rows in batches:
        if waiting:
            yield waiting.result()
        waiting = pool.submit(write, rows)
    if waiting:
        yield waiting.result()


def _together(batches: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Yield rows of several batches at once, of which there are fewer files; the first goes alone.

    So a file of two batches is written while it is read, too.
    """
    waiting: list[pa.Table] = []
    most = 1
    for rows in batches:
        waiting.append(rows)
        if sum(map(len, waiting)) >= most:
            yield pa.concat_tables(waiting)
            waiting.clear()
            most = WRITTEN_AT_ONCE
    if waiting:
        yield pa.concat_tables(waiting)


def write_rejects(rejects: Sequence[Rejection], path: Path) -> None:
    """Write the refused rows as CSV, each with its number in the file and the reason.

    Parameters
    ----------
    rejects : sequence of Rejection
        Rows that were refused.
    path : Path
        Where the CSV goes; a file that is there is written over.
    """
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
