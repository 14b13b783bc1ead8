"""Streams of records on disk that a segment is written from."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

SPOOLS = 64
SPOOL_SHIFT = 58
FILE_BUFFER = 1 << 16
COLUMN_BUFFER = 1 << 16


class Column:
    """An array that grows on disk; `file` is `<name>.bin` in a segment."""

    def __init__(self, path: Path, dtype: str) -> None:
        self.path, self.dtype = path, dtype
        self._file = path.open("wb")
        self._waiting: list[float] = []
        self.size = 0

    def append(self, value: float) -> None:
        """Add one value."""
        self._waiting.append(value)
        self.size += 1
        if len(self._waiting) >= COLUMN_BUFFER:
            self._flush()

    def extend(self, values: npt.NDArray[Any]) -> None:
        """Add many values."""
        self._flush()
        self._file.write(np.ascontiguousarray(values, self.dtype).tobytes())
        self.size += values.size

    def _flush(self) -> None:
        self._file.write(np.array(self._waiting, self.dtype).tobytes())
        self._waiting.clear()

    def close(self) -> None:
        """Write what is left; closing twice does no harm."""
        if not self._file.closed:
            self._flush()
            self._file.close()

    def mapped(self) -> npt.NDArray[Any]:
        """Return the closed column as a memory map."""
        return np.memmap(self.path, self.dtype, mode="r") if self.size else np.empty(0, self.dtype)


class Spools:
    """Temporary files in a segment's folder, one per leading bits of a hash."""

    def __init__(self, folder: Path, name: str) -> None:
        self._paths = [folder / f"{name}.{i}.spool" for i in range(SPOOLS)]
        self._files: list[BinaryIO] = [p.open("wb", FILE_BUFFER) for p in self._paths]

    def __getitem__(self, number: int) -> BinaryIO:
        return self._files[number]

    def bytes(self, number: int) -> bytes:
        """Return all that was written to one spool, and close it."""
        self._files[number].close()
        return self._paths[number].read_bytes()

    def read(self, number: int, record: np.dtype[Any]) -> npt.NDArray[Any]:
        """Return one spool as an array of records, and close it.

        Parameters
        ----------
        number : int
            Number of the spool, from 0.
        record : numpy.dtype
            Data type of one record.
        """
        return np.frombuffer(self.bytes(number), record)

    def remove(self) -> None:
        """Close and remove all spools."""
        for file, path in zip(self._files, self._paths, strict=True):
            file.close()
            path.unlink(missing_ok=True)
