"""Which events have a word in their texts: an index of tokens for tables of any size.

A word without spaces occurs in a text exactly when it occurs in one of the text's tokens, so the
search runs over the few hundred thousand different tokens instead of over every text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from basics.atomic_file import put_in_place
from geo.store.arrays import BadArrays, read_arrays, write_arrays

Array = npt.NDArray[Any]
Texted = tuple[Any, Array]
Index = tuple[str, Array, Array, Array]
Mask = npt.NDArray[np.bool_]
_GAP = "\n"
_NOTHING = np.zeros(0, np.uint32)
# Rows that are kept apart before their numbers are written among all others.
MOST_APART = 4096


class Texts:
    """The searchable texts of a table's rows.

    Parameters
    ----------
    indexes : sequence of WordIndex
        The texts of everything that was ever loaded, one segment after the other.
    where : int array
        For each row of the table, its number in the segments taken together.
    rows, numbers : int array, optional
        A few rows, ascending, that have another number than `where` says.
    """

    def __init__(
        self,
        indexes: Sequence[WordIndex],
        where: Array,
        rows: Array = _NOTHING,
        numbers: Array = _NOTHING,
    ) -> None:
        self.indexes = tuple(indexes)
        self._base = where
        self._rows = rows
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._base)

    @cached_property
    def where(self) -> Array:
        """For each row of the table, its number in the segments taken together."""
        return self._patched(self._base, self._numbers)

    def at(self, rows: Array) -> Array:
        """Return the numbers of some rows, as `where` has them."""
        wanted = np.asarray(rows, np.int64)
        at = np.searchsorted(self._rows, wanted)
        there = np.append(self._rows, -1)[at] == wanted
        return np.where(there, np.append(self._numbers, 0)[at], self._base[wanted])

    def instead(self, indexes: Sequence[WordIndex], rows: Array, numbers: Array) -> Texts:
        """Return texts in which some rows, ascending, have other numbers; nothing is copied.

        Parameters
        ----------
        indexes : sequence of WordIndex
            All segments, new ones included.
        rows : int array
            The rows, ascending.
        numbers : int array
            The new number of each.
        """
        stay = ~np.isin(self._rows, rows)
        every = np.concatenate((self._rows[stay], rows))
        values = np.concatenate((self._numbers[stay], numbers)).astype(np.uint32)
        order = np.argsort(every)
        found = Texts(indexes, self._base, every[order], values[order])
        return found if len(every) < MOST_APART else Texts(indexes, found.where)

    def having(self, word: str) -> Mask:
        """Return which rows have a casefolded word, without spaces, in their texts."""
        every = np.concatenate([index.having(word) for index in self.indexes])
        return self._patched(every[self._base], every[self._numbers])

    def _patched(self, values: Array, instead: Array) -> Array:
        if len(self._rows):
            values = values.copy()
            values[self._rows] = instead
        return values


class WordIndex:
    """The tokens of a fixed number of events, indexed when first asked for.

    Parameters
    ----------
    size : int
        How many events there are.
    parts : callable
        Returns (texts, owners): Arrow strings, and the number of the event each belongs to.
    path : Path, optional
        Where the index is kept, so that the next process need not make it again.
    """

    def __init__(
        self, size: int, parts: Callable[[], Iterable[Texted]], path: Path | None = None
    ) -> None:
        self.size = size
        self._parts = parts
        self._path = path
        self._lock = Lock()

    def having(self, word: str) -> Mask:
        """Return which events have a casefolded word, without spaces, in their texts."""
        joined, starts, offsets, owners = self.prepare()
        mask = np.zeros(self.size, np.bool_)
        for token in _tokens_with(word, joined, starts):
            mask[owners[offsets[token] : offsets[token + 1]]] = True
        return mask

    def prepare(self) -> Index:
        """Make the index if nobody did so yet."""
        with self._lock:
            return self._index

    @cached_property
    def _index(self) -> tuple[str, Array, Array, Array]:
        """All tokens as one text, where each starts, and the events that have each (CSR)."""
        found = self._path and _read(self._path)
        if found:
            return found
        made = _indexed(self._parts())
        if self._path:
            _write(self._path, made)
        return made


def _indexed(parts: Iterable[Texted]) -> Index:
    numbers: dict[str, int] = {}
    found = [np.zeros(0, np.uint64)]
    for texts, owners in parts:
        codes, rows = _tokenise(texts, owners, numbers)
        found.append(codes.astype(np.uint64) << np.uint64(32) | rows)
    pairs = np.sort(np.concatenate(found))
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]
    counts = np.bincount((pairs >> np.uint64(32)).astype(np.int64), minlength=len(numbers))
    lengths = [len(token) + len(_GAP) for token in numbers]
    starts = np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
    offsets = np.concatenate(([0], np.cumsum(counts)))
    return _GAP.join(numbers), starts, offsets, pairs.astype(np.uint32)


def _read(path: Path) -> Index | None:
    try:
        arrays, _ = read_arrays(path)
        joined = arrays["tokens"].tobytes().decode()
        return joined, arrays["starts"], arrays["offsets"], arrays["owners"]
    except (OSError, BadArrays, KeyError, UnicodeDecodeError):
        return None


def _write(path: Path, index: Index) -> None:
    """Keep an index; a folder that cannot be written to only costs the next process time."""
    joined, starts, offsets, owners = index
    tokens = np.frombuffer(joined.encode("utf-8", "replace"), np.uint8)
    named = {"tokens": tokens, "starts": starts, "offsets": offsets, "owners": owners}
    with suppress(OSError):
        put_in_place(path, lambda made: write_arrays(made, named.items(), {}))


def _tokens_with(word: str, joined: str, starts: Array) -> Iterable[int]:
    at = joined.find(word)
    while at >= 0:
        token = int(np.searchsorted(starts, at, side="right")) - 1
        yield token
        at = joined.find(word, int(starts[token + 1]))


def _tokenise(texts: Any, owners: Array, numbers: dict[str, int]) -> tuple[Array, Array]:
    """Return the token number and the owner of every token; adds new tokens to the numbers."""
    encoded = pc.dictionary_encode(pa.chunked_array(texts, pa.string()))
    codes, rows, start = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)], 0
    for chunk in encoded.chunks:
        own = owners[start : start + len(chunk)]
        start += len(chunk)
        given = np.asarray(chunk.is_valid())
        which = chunk.indices.drop_null().to_numpy()
        offsets, tokens = _split(chunk.dictionary, numbers)
        counts = np.diff(offsets)[which]
        codes.append(tokens[ranges(offsets[which], counts)])
        rows.append(np.repeat(own[given], counts).astype(np.uint32))
    return np.concatenate(codes), np.concatenate(rows)


def _split(texts: Any, numbers: dict[str, int]) -> tuple[Array, Array]:
    """Return the token numbers of each text: where its tokens start, and the tokens."""
    lists = pc.utf8_split_whitespace(texts)
    encoded = lists.flatten().dictionary_encode()
    folded = (token.casefold() for token in encoded.dictionary.to_pylist())
    number_of = np.array([numbers.setdefault(token, len(numbers)) for token in folded], np.uint32)
    offsets = lists.offsets.to_numpy().astype(np.int64)
    return offsets - offsets[0], number_of[encoded.indices.to_numpy()]


def ranges(starts: Array, counts: Array) -> Array:
    """Return `starts[i], starts[i] + 1, ...`, `counts[i]` of them, one range after the other.

    Parameters
    ----------
    starts : int array
        Where each range starts.
    counts : int array
        How long each is; 0 is allowed.
    """
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    before = starts.astype(np.int64) - (ends - counts)
    return np.asarray(np.arange(total) + np.repeat(before, counts))
