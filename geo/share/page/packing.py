"""Columns of numbers and texts, packed so that gzip finds little left to do.

Written and read in one fixed order, by `events.py` here and `file/events.js` in the browser;
`file/rows.js` is the reader. Three forms, each for what events are like:

- numbers above their smallest one, in as few bytes as hold them, all first bytes before all second
  ones; as differences where that packs better;
- numbers that another column makes likely ("the place, given the province"): for each value of
  the other column the numbers it occurs with, the most frequent first, and per row only which;
- texts, each different one once, in the order in which they come up.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
PLAIN, DIFFERENCES = 0, 1
FOLD, FOLD_MODULUS = 31, 1_048_573


class RowWriter:
    """Takes columns one after the other."""

    def __init__(self) -> None:
        self._entries: list[tuple[int, int, int, int]] = []
        self._parts: list[bytes] = []
        self._texts: dict[str, int] = {}

    @property
    def texts(self) -> list[Any]:
        """Every different text or other JSON value, by its number."""
        return [json.loads(text) for text in self._texts]

    def numbers(self, values: NDArray[Any]) -> None:
        """Add a column of whole numbers, all within 2^52 of each other."""
        whole = np.asarray(values, np.int64)
        steps = np.diff(whole, prepend=0)
        forms = (_planes(whole, PLAIN), _planes(steps, DIFFERENCES))
        entry, data = min(forms, key=lambda form: len(zlib.compress(form[1], 1)))
        self._entries.append(entry)
        self._parts.append(data)

    def given(self, values: NDArray[Any], context: NDArray[Any]) -> None:
        """Add a column of whole numbers that another one, known by then, makes likely.

        Parameters
        ----------
        values : numpy.ndarray
            The column, one whole number per row.
        context : numpy.ndarray
            The column known by then, one whole number per row.
        """
        whole = np.asarray(values, np.int64)
        key, code = first_seen(context), first_seen(whole)
        size = int(code.max(initial=0)) + 1
        pairs, row, count = np.unique(key * size + code, return_inverse=True, return_counts=True)
        at, what = np.divmod(pairs, size)
        order = np.lexsort((what, -count, at))
        lengths = np.bincount(at, minlength=int(key.max(initial=-1)) + 1)
        starts = np.cumsum(lengths) - lengths
        rank = np.empty(len(pairs), np.int64)
        rank[order] = np.arange(len(pairs)) - starts[at[order]]
        listed = np.zeros(size, np.int64)
        listed[code] = whole
        for column in (lengths, listed[what[order]], rank[row]):
            self.numbers(column)

    def text(self, values: Iterable[Any], context: NDArray[Any] | None = None) -> Ints:
        """Add a column of texts or other JSON values and return their numbers.

        Parameters
        ----------
        values : iterable of object
            The column, one value per row.
        context : numpy.ndarray, optional
            A column known by then that makes this one likely, one whole number per row.
        """
        before = len(self._texts)
        said = (json.dumps(value, ensure_ascii=False) for value in values)
        numbers = (self._texts.setdefault(text, len(self._texts)) for text in said)
        codes = np.fromiter(numbers, np.int64)
        if context is None:
            self.numbers(_fresh(codes, before))
        else:
            self.given(codes, context)
        return codes

    def packed(self) -> bytes:
        """Return all columns: the length of a JSON table, the table, and the numbers."""
        table = json.dumps(self._entries, separators=(",", ":")).encode()
        return struct.pack("<I", len(table)) + table + b"".join(self._parts)


def first_seen(values: NDArray[Any]) -> Ints:
    """Return the number of each value, counted in the order in which they first occur."""
    _, at, row = np.unique(values, return_index=True, return_inverse=True)
    number = np.empty(len(at), np.int64)
    number[np.argsort(at)] = np.arange(len(at))
    return np.asarray(number[row], np.int64)


def folded(values: NDArray[Any], counts: NDArray[Any]) -> Ints:
    """Return a number for each row's list of values; a context, so two lists may share one.

    Parameters
    ----------
    values : numpy.ndarray
        The values of all lists, one list after another.
    counts : numpy.ndarray
        How many values each row's list has.
    """
    counts = np.asarray(counts, np.int64)
    rows = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(values)) - np.repeat(np.cumsum(counts) - counts, counts)
    powers = [pow(FOLD, at, FOLD_MODULUS) for at in range(int(counts.max(initial=0)))]
    weight = np.array([*powers, 0], np.int64)[place]
    total = np.zeros(len(counts), np.int64)
    np.add.at(total, rows, (np.asarray(values, np.int64) + 1) * weight)
    return total


def _fresh(codes: Ints, before: int) -> Ints:
    """Return 0 for the number that is next to come up, else the number and one."""
    newest = np.maximum.accumulate(np.concatenate(([before - 1], codes)))[:-1]
    return np.where(codes == newest + 1, 0, codes + 1)


def _planes(values: Ints, form: int) -> tuple[tuple[int, int, int, int], bytes]:
    low = int(values.min()) if len(values) else 0
    above = (values - low).astype("<u8")
    width = (int(above.max(initial=0)).bit_length() + 7) // 8
    planes = np.ascontiguousarray(above.view(np.uint8).reshape(-1, 8)[:, :width].T)
    return (len(values), width, low, form), planes.tobytes()
