"""Who reads the rows of a large file: this process, a pool of processes, or a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from geo.ingest.formats.sheet import CannotImport

PATIENCE_S = 10
LARGE_BYTES = 100_000_000


def workers_for(path: Path) -> int:
    """Return how many processes are worth starting for a file: each takes a second or two."""
    return (os.cpu_count() or 1) if path.stat().st_size > LARGE_BYTES else 1


@contextmanager
def executor_of(workers: int = 1, scheduler: str = "") -> Iterator[Executor | None]:
    """Open what reads the rows; None is this process.

    Parameters
    ----------
    workers : int
        Processes of a pool on this machine.
    scheduler : str
        The address of a Dask scheduler, such as `tcp://10.0.0.5:8786`; its workers must have the
        same Dateline installed.

    Raises
    ------
    CannotImport
        When the scheduler does not answer, or `requirements-cluster.txt` is not installed.
    """
    if scheduler:
        with _cluster(scheduler) as executor:
            yield executor
    elif workers > 1:
        # A fork would carry over the threads of the table's library.
        with ProcessPoolExecutor(workers, mp_context=get_context("forkserver")) as pool:
            yield pool
    else:
        yield None


@contextmanager
def _cluster(scheduler: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise CannotImport(
            "a cluster needs more packages: pip install -r requirements-cluster.txt"
        ) from error
    try:
        connect: Any = Client
        client = connect(scheduler, timeout=PATIENCE_S, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CannotImport(f"no Dask scheduler answers at {scheduler}") from error
    with client:
        yield client.get_executor()
