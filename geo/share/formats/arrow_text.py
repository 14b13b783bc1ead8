"""Texts of many rows made at once, of columns and of what stands between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

# So many rows of text fit into a processor's cache; larger parts take up to twice as long.
AT_ONCE = 16_384
# Where fewer of the first numbers are different, each different one is written out once.
_LOOKED_AT, _FEW = 256, 128

Piece: TypeAlias = Any  # a str, or a pyarrow.Array of texts
Bytes = npt.NDArray[np.uint8]
Offsets = npt.NDArray[np.int32]


def parts(table: pa.Table) -> Iterator[pa.Table]:
    """Yield a table some rows at a time; a table of no rows yields nothing."""
    for start in range(0, len(table), AT_ONCE):
        yield table.slice(start, AT_ONCE)


def stitched(pieces: Iterable[Piece], missing: str = "") -> pa.Array:
    """Return one text a row: the pieces one after the other.

    Parameters
    ----------
    pieces : iterable of str or pyarrow.Array
        A text that is the same in each row, or a column of texts.
    missing : str
        What stands for null.
    """
    together: list[Piece] = []
    for piece in pieces:
        # Each piece costs, so neighbours that are the same in each row are made one.
        if isinstance(piece, str) and together and isinstance(together[-1], str):
            together[-1] += piece
        else:
            together.append(piece)
    join: Any = pc.binary_join_element_wise
    return join(*together, "", null_handling="replace", null_replacement=missing)


def number_texts(values: pa.Array) -> pa.Array:
    """Return numbers or days as texts."""
    if len(pc.unique(values.slice(0, _LOOKED_AT))) > _FEW:
        return values.cast(pa.string())
    codes = values.dictionary_encode()
    return codes.dictionary.cast(pa.string()).take(codes.indices)


def letters(texts: pa.Array) -> tuple[Bytes, Offsets]:
    """Return the bytes of all texts one after the other, and where each begins and the last ends.

    Nothing is copied.
    """
    _, offsets, data = texts.buffers()
    where = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    if data is None or not len(texts):
        return np.zeros(0, np.uint8), np.zeros(1, np.int32)
    return np.frombuffer(data, np.uint8)[where[0] : where[-1]], where - where[0]


def has_any(data: Bytes, signs: bytes, below: int = 0) -> bool:
    """Say whether bytes include one of some signs, or one below a number.

    Parameters
    ----------
    data : array of uint8
        The bytes of the texts.
    signs : bytes
        The bytes to look for.
    below : int
        A byte's number; 0 looks for none below it.
    """
    if below and len(data) and int(data.min()) < below:
        return True
    return any(bool((data == sign).any()) for sign in signs)
