"""Events as columns: numpy arrays sorted by first day, the form that is fast to filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.model.event import Status, Type
from geo.model.place import PlaceKind
from geo.store.columns.text_index import Texts

NO_DAY = np.int32(2**31 - 1)
NONE16 = 65535
NONE32 = 4294967295
ID_HALF = 30
MOST_LOOKED_UP = 2

Array = npt.NDArray[Any]


def is_one_of(codes: Array, wanted: Iterable[int]) -> Array:
    """Return which codes are wanted (bool array).

    Parameters
    ----------
    codes : unsigned int array
        Of 8, 16 or 32 bits.
    wanted : iterable of int
        The codes looked for.
    """
    if codes.dtype.itemsize > MOST_LOOKED_UP:
        return np.asarray(np.isin(codes, np.fromiter(wanted, codes.dtype)))
    table = np.zeros(np.iinfo(codes.dtype).max + 1, np.bool_)
    table[list(wanted)] = True
    return np.asarray(table[codes])


def code_type(count: int) -> type[np.unsignedinteger[Any]]:
    """Return the smallest type that numbers so many different values."""
    return np.uint16 if count <= NONE16 else np.uint32


@dataclass(frozen=True)
class Ragged:
    """A list of values per row: `values[offsets[i]:offsets[i + 1]]`."""

    offsets: Array
    values: Array

    def has_any(self, wanted: Iterable[int]) -> Array:
        """Return, per row, whether any of its values is wanted (bool array)."""
        mask = np.zeros(len(self.offsets) - 1, np.bool_)
        mask[self.rows[is_one_of(self.values, wanted)]] = True
        return mask

    @cached_property
    def rows(self) -> Array:
        """The row number of every value."""
        size = len(self.offsets) - 1
        return np.repeat(np.arange(size, dtype=np.uint32), np.diff(self.offsets))

    @cached_property
    def many(self) -> Array:
        """The rows that have more than one value."""
        return np.flatnonzero(np.diff(self.offsets.astype(np.int64)) > 1)


@dataclass(frozen=True, slots=True)
class CodeBook:
    """What the numbers in the columns stand for; each list is in column order."""

    province: list[dict[str, Any]] = field(default_factory=list)
    country: list[str] = field(default_factory=list)
    place: list[dict[str, Any]] = field(default_factory=list)
    actor: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    type: list[str] = field(default_factory=lambda: [str(value) for value in Type])
    status: list[str] = field(default_factory=lambda: [str(value) for value in Status])
    kind: list[str] = field(default_factory=lambda: [str(value) for value in PlaceKind])


@dataclass(frozen=True, slots=True)
class EventColumns:
    """One row per event; days since 1970-01-01 (int32), degrees (float32).

    Events with a place and a date come first (`drawn` of them), sorted by first day and id;
    the undated and unplaced follow: their first and last day are NO_DAY, their lon and lat
    NaN. `text` is what word filters search.
    """

    drawn: int
    lon: Array
    lat: Array
    first: Array
    last: Array
    type: Array
    province: Array
    country: Array
    kind: Array
    place: Array
    radius: Array
    status: Array
    certainty: Array
    known: Array
    id_hi: Array
    id_lo: Array
    actor: Ragged
    source: Ragged
    change: Ragged
    change_status: Array
    text: Texts
    vocabulary: CodeBook

    def __len__(self) -> int:
        return len(self.first)

    def without_texts(self) -> EventColumns:
        """Return the same columns, in which no words can be searched."""
        return replace(self, text=Texts([], np.zeros(0, np.uint32)))
