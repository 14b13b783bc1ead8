"""Event ids of many rows at once: texts to numbers and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.model.event import ID_LENGTH, id_number, id_text

Array = npt.NDArray[Any]
NO_DIGIT = 255
_LETTERS = np.frombuffer("".join(id_text(n)[-1] for n in range(32)).encode(), np.uint8)


def id_numbers(ids: pa.ChunkedArray, before: int = 0) -> Array:
    """Return the 60-bit numbers behind event ids, which come after some rows of a file.

    Parameters
    ----------
    ids : pyarrow.ChunkedArray
        Texts.
    before : int
        How many rows of the file come before, for the sentence of an error.

    Raises
    ------
    ValueError
        When a text is no event id; the sentence has the first one and its row.
    """
    parts = [_id_bytes(chunk) for chunk in ids.chunks if len(chunk)]
    good = [part for part in parts if part is not None and (part != NO_DIGIT).all()]
    if len(good) < len(parts) or not good:
        _complain_of_ids(ids.to_pylist(), before + 1)
        return np.zeros(0, np.uint64)
    digits = np.concatenate(good)
    numbers = np.zeros(len(digits), np.uint64)
    for place in range(ID_LENGTH):
        numbers = (numbers << np.uint64(5)) | digits[:, place]
    return numbers


def _id_bytes(chunk: pa.Array) -> Array | None:
    """Return the 12 base-32 digits of each id; None where one is not 12 bytes long."""
    if chunk.null_count or pc.any(pc.not_equal(pc.binary_length(chunk), ID_LENGTH)).as_py():
        return None
    offsets = np.frombuffer(chunk.buffers()[1], np.int32)[chunk.offset :]
    start, end = offsets[0], offsets[len(chunk)]
    letters = np.frombuffer(chunk.buffers()[2], np.uint8)[start:end]
    return _digits()[letters].reshape(-1, ID_LENGTH)


def _complain_of_ids(texts: Sequence[str | None], start: int) -> None:
    for row, text in enumerate(texts, start):
        try:
            id_number(text or "")
        except ValueError as error:
            raise ValueError(f"row {row}: {error}") from None


def _digits() -> Array:
    """Return the value of each letter's byte, NO_DIGIT for what is no letter of an id."""
    table = np.full(256, NO_DIGIT, np.uint8)
    table[_LETTERS] = np.arange(32)
    return table


def id_texts(numbers: Array) -> pa.Array:
    """Return the ids of 60-bit numbers (uint64) as Arrow strings."""
    shifts = np.arange(5 * (ID_LENGTH - 1), -1, -5, dtype=np.uint64)
    letters = _LETTERS[(numbers[:, None] >> shifts) & np.uint64(31)]
    offsets = np.arange(len(numbers) + 1, dtype=np.int32) * ID_LENGTH
    return pa.StringArray.from_buffers(
        len(numbers), pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(letters))
    )
