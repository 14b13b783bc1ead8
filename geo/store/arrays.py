"""Named arrays in one file, opened memory-mapped: nothing is read before it is used.

Layout: the arrays one after the other, each at a multiple of 64 bytes; then what they are, as
JSON in UTF-8; then the length of that as u64, little-endian, and the magic `DTLARR1`.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"DTLARR1\0"
ALIGN = 64
_TAIL = struct.Struct("<Q8s")

Array = npt.NDArray[Any]


class BadArrays(ValueError):
    """The file is no complete file of arrays."""


def write_arrays(path: Path, arrays: Iterable[tuple[str, Array]], facts: dict[str, Any]) -> None:
    """Write arrays as they come, so that only one needs to be in memory, and then some facts.

    Facts are JSON or dataclasses; making the arrays may still add to them.

    Parameters
    ----------
    path : Path
        The file; one that is there is written over.
    arrays : iterable of (str, array)
        Of one dimension, each with a name of its own.
    facts : dict
        What else the file says, as JSON.
    """
    entries: dict[str, tuple[str, int, int]] = {}
    with path.open("wb") as file:
        for name, array in arrays:
            file.write(b"\0" * (-file.tell() % ALIGN))
            entries[name] = (array.dtype.str, file.tell(), len(array))
            np.ascontiguousarray(array).tofile(file)
        said = json.dumps({"arrays": entries, "facts": facts}, default=asdict).encode()
        file.write(said + _TAIL.pack(len(said), MAGIC))


def read_arrays(path: Path) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the arrays, read-only and mapped into memory, and the facts.

    Raises
    ------
    BadArrays
        When the file was cut off or is another one.
    OSError
        When it cannot be opened.
    """
    with path.open("rb") as file:
        try:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            length, magic = _TAIL.unpack(data[-_TAIL.size :])
            if magic != MAGIC:
                raise BadArrays(f"{path} is no file of arrays")
            said = json.loads(data[-_TAIL.size - length : -_TAIL.size])
            return {
                name: np.frombuffer(data, dtype, size, offset)
                for name, (dtype, offset, size) in said["arrays"].items()
            }, said["facts"]
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise BadArrays(f"{path} is no file of arrays: {error}") from error
