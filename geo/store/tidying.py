"""Small files of a table put together, in a thread that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, WriterProperties
from deltalake.exceptions import DeltaError

from geo.store.faults import CannotOpen

RETRIES = 1000
SMALL_BYTES = 8_000_000


class Tidying:
    """Runs one job at a time in a thread of its own.

    Parameters
    ----------
    job : callable
        Where it fails, another process may have done the same, or the folder be gone: the next
        change tries again.
    """

    def __init__(self, job: Callable[[], object]) -> None:
        self._job = job
        self._thread: Thread | None = None

    def start(self) -> None:
        """Start the job unless it runs already."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self.run, name="dateline-compact")
            self._thread.start()

    def run(self) -> None:
        """Do the job and say nothing where it fails."""
        with suppress(DeltaError, OSError, CannotOpen):
            self._job()

    def wait(self) -> None:
        """Wait until the job is done."""
        if self._thread:
            self._thread.join()


def small_files(table: DeltaTable) -> int:
    """Return how many files of a table are small."""
    actions: Any = pa.table(table.get_add_actions())
    return sum(size < SMALL_BYTES for size in actions["size_bytes"].to_pylist())


def put_together(table: DeltaTable, writer: WriterProperties) -> int:
    """Put the small files of a table together; returns how many went."""
    properties = CommitProperties(max_commit_retries=RETRIES)
    done = table.optimize.compact(commit_properties=properties, writer_properties=writer)
    return int(done["numFilesRemoved"])
