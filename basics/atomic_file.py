"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import uuid4


class CannotSave(Exception):
    """A file could not be written; the message says which, why and what to do."""


def save(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file that a person asked for.

    Parameters
    ----------
    path : Path
        The file; its folder must be there.
    parts : iterable of bytes
        The content, piece by piece.

    Raises
    ------
    CannotSave
        When the place cannot be written; nothing is left behind.
    """
    if path.is_dir():
        raise CannotSave(f"{path} is a folder: give the name of a file in it")
    if not path.parent.is_dir():
        raise CannotSave(f"{path} cannot be written: there is no folder {path.parent}")
    try:
        write_whole(path, parts)
    except OSError as error:
        raise CannotSave(f"{path} cannot be written: {error.strerror or error}") from error


def write_whole(path: Path, parts: Iterable[bytes], *, durable: bool = False) -> None:
    """Write a file beside its place and move it there once it is complete.

    Whoever reads it finds the old file or the new one, never a part.

    Parameters
    ----------
    path : Path
        The file; its folder must be there.
    parts : iterable of bytes
        The content, piece by piece.
    durable : bool
        Flush it to the disk first, so that it outlives a power cut.

    Raises
    ------
    OSError
        When it cannot be written; nothing is left behind.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_in_place(path: Path, write: Callable[[Path], object]) -> None:
    """Let something write a file under another name, then move it to its place.

    Parameters
    ----------
    path : Path
        The file; its folder must be there.
    write : callable
        Is given the other name and writes the whole file there.
    """
    made = path.with_name(f"{path.name}.{uuid4().hex}")
    try:
        write(made)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Flush one file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
