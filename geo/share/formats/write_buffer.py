"""A file that is only written to, whose bytes are taken out as they come."""

from __future__ import annotations

import numpy as np
import pyarrow as pa


class Pipe:
    """What a writer takes for a file; `drain` hands on what it wrote, so nothing piles up."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, data: bytes | memoryview) -> int:
        """Keep a copy of the bytes and return how many they are."""
        part = bytes(data)
        self._parts.append(part)
        self._size += len(part)
        return len(part)

    def tell(self) -> int:
        """Return how many bytes were written in all."""
        return self._size

    def drain(self) -> bytes:
        """Return what was written since the last call."""
        parts, self._parts = self._parts, []
        return b"".join(parts)

    def readable(self) -> bool:
        """Say that it cannot be read."""
        return False

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def seekable(self) -> bool:
        """Say that what was written stands."""
        return False

    def flush(self) -> None:
        """Do nothing: what was written can be drained at once."""

    def close(self) -> None:
        """Do nothing: what was not drained yet still can be."""


def as_bytes(texts: pa.ChunkedArray | pa.Array) -> bytes:
    """Return texts without nulls one after the other, as they lie in memory, in UTF-8."""
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    return b"".join(_chunk_bytes(chunk) for chunk in chunks)


def _chunk_bytes(texts: pa.Array) -> bytes:
    _, offsets, data = texts.buffers()
    wide = pa.types.is_large_string(texts.type)
    where = np.frombuffer(offsets, np.int64 if wide else np.int32)
    first, last = where[texts.offset], where[texts.offset + len(texts)]
    return bytes(memoryview(data)[first:last]) if data else b""
