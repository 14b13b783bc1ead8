"""Small files of a table put together, in a thread that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from deltalake.exceptions import DeltaError

from geo.store.errors import CannotOpen


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
