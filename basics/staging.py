"""Put a folder in place whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Self

PREFIX = ".staging-"
ATTEMPTS = 3


class Staging:
    """A folder that appears under its final name complete, or never.

    A process killed at any moment leaves at most a folder beginning with `.staging-`, which the
    next builder removes once its owner is gone.
    """

    def __init__(self, target: Path) -> None:
        self.target = target

    def __enter__(self) -> Self:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(self.target.parent)
        prefix = f"{PREFIX}{os.getpid()}-"
        self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self.target.parent))
        return self

    def commit(self) -> None:
        """Put the folder in place; a folder that is already there is replaced."""
        old = self.folder.with_name(self.folder.name + "-old")
        _sync(self.folder)
        for attempt in range(ATTEMPTS):
            try:
                self.folder.rename(self.target)
                break
            except OSError:
                if attempt == ATTEMPTS - 1 or not self.target.exists():
                    raise
                self.target.rename(old)
        shutil.rmtree(old, ignore_errors=True)

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def remove_abandoned(parent: Path) -> None:
    """Remove the staging folders of builders that no longer run."""
    for path in parent.glob(f"{PREFIX}*"):
        if not _runs(int(path.name.split("-")[1])):
            shutil.rmtree(path, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
