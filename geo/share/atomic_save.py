"""Writes a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


class CannotSave(Exception):
    """A file could not be written; the message says which, why and what to do."""


def save(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file beside its final place and move it there when it is complete.

    Raises
    ------
    CannotSave
        When the place cannot be written; nothing is left behind.
    """
    folder = path.parent
    if path.is_dir():
        raise CannotSave(f"{path} is a folder: give the name of a file in it")
    if not folder.is_dir():
        raise CannotSave(f"{path} cannot be written: there is no folder {folder}")
    try:
        _write(path, folder, parts)
    except OSError as fault:
        raise CannotSave(f"{path} cannot be written: {fault.strerror or fault}") from fault


def _write(path: Path, folder: Path, parts: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
