"""Columns changed in a few rows: what stays as it was is not even copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.store.columns.event_columns import CodeBook, EventColumns, Ragged
from geo.store.columns.merging import CODED, PLAIN, RAGGED, added, renumbered
from geo.store.columns.text_index import Texts

Array = npt.NDArray[Any]
# (0 for old and 1 for new, first row, row after the last)
Pieces = Sequence[tuple[int, int, int]]


def spliced(old: EventColumns, gone: Array, new: EventColumns) -> EventColumns:
    """Return columns without some rows and with those of others, each in its place.

    Parameters
    ----------
    old : EventColumns
        In table order.
    gone : int array
        Rows of the old columns, ascending.
    new : EventColumns
        In table order too; none of their ids stays in the old ones.
    """
    vocabulary = CodeBook(**{name: list(getattr(old.vocabulary, name)) for name in CODED})
    tables = [added(vocabulary, new.vocabulary)]
    places = _places_in(old, new)
    pieces = _pieces(len(old), gone, places)
    stay = len(gone) == len(new) and bool(((places == gone) | (places == gone + 1)).all())
    values: dict[str, Any] = {}
    for name in PLAIN:
        left, right = getattr(old, name), renumbered(name, [getattr(new, name)], tables)[0]
        same = stay and np.array_equal(left[gone], right, equal_nan=left.dtype.kind == "f")
        values[name] = left if same else _joined(left, right, pieces)
    for name in RAGGED:
        lists: Ragged = getattr(old, name)
        fresh: Ragged = getattr(new, name)
        fresh = Ragged(fresh.offsets, renumbered(name, [fresh.values], tables)[0])
        own = [(old.change_status, new.change_status)] if name == "change" else []
        if not (stay and all(_same_list(lists, fresh, own, *rows) for rows in enumerate(gone))):
            values[name] = _joined_lists(lists, fresh, pieces)
            for pair in own:
                values["change_status"] = _joined(*pair, _flat(lists, fresh, pieces))
    base = sum(index.size for index in old.text.indexes)
    where = new.text.where.astype(np.uint32) + np.uint32(base)
    indexes = old.text.indexes + new.text.indexes
    if stay:
        text = old.text.instead(indexes, gone, where)
    else:
        text = Texts(indexes, _joined(old.text.where, where, pieces))
    drawn = old.drawn - int(np.count_nonzero(gone < old.drawn)) + new.drawn
    return replace(old, drawn=drawn, text=text, vocabulary=vocabulary, **values)


def _same_list(
    left: Ragged, right: Ragged, also: Sequence[tuple[Array, Array]], new: int, old: int
) -> bool:
    mine = slice(*left.offsets[old : old + 2])
    theirs = slice(*right.offsets[new : new + 2])
    if also:
        pairs = [(left.values, right.values), *also]
        return all(np.array_equal(one[mine], other[theirs]) for one, other in pairs)
    # Actors and sources are the same in any order.
    return np.array_equal(np.sort(left.values[mine]), np.sort(right.values[theirs]))


def _joined(left: Array, right: Array, pieces: Pieces) -> Array:
    parts = [(left, right)[side][start:end] for side, start, end in pieces]
    return np.concatenate(parts) if parts else left[:0]


def _flat(left: Ragged, right: Ragged, pieces: Pieces) -> Pieces:
    """Return the pieces of the values that belong to pieces of the rows."""
    offsets = left.offsets, right.offsets
    return [
        (side, int(offsets[side][start]), int(offsets[side][end])) for side, start, end in pieces
    ]


def _joined_lists(left: Ragged, right: Ragged, pieces: Pieces) -> Ragged:
    total, parts = 0, [np.zeros(1, np.uint32)]
    for side, start, end in pieces:
        offsets = (left, right)[side].offsets[start : end + 1]
        # Where the difference is negative, unsigned numbers wrap and come out right.
        parts.append(offsets[1:] + np.uint32((total - int(offsets[0])) % (1 << 32)))
        total += int(offsets[-1]) - int(offsets[0])
    values = _joined(left.values, right.values, _flat(left, right, pieces))
    return Ragged(np.concatenate(parts), values)


def _pieces(size: int, gone: Array, places: Array) -> list[tuple[int, int, int]]:
    """Return what follows what: (0 for old and 1 for new, first row, row after the last)."""
    cuts = sorted(
        [(int(row), 1, 0) for row in gone] + [(int(p), 0, n) for n, p in enumerate(places)]
    )
    pieces, at = [], 0
    for place, is_gone, number in cuts:
        if place > at:
            pieces.append((0, at, place))
        at = place + is_gone
        if not is_gone:
            pieces.append((1, number, number + 1))
    if size > at:
        pieces.append((0, at, size))
    return pieces


def _places_in(old: EventColumns, new: EventColumns) -> Array:
    """Return, for each new row, the old row that it comes before."""
    places = np.empty(len(new), np.int64)
    for number in range(len(new)):
        base, end = (0, old.drawn) if number < new.drawn else (old.drawn, len(old))
        day = old.first[base:end]
        low = base + int(np.searchsorted(day, new.first[number], "left"))
        high = base + int(np.searchsorted(day, new.first[number], "right"))
        ids = old.id_hi[low:high].astype(np.uint64) << np.uint64(32) | old.id_lo[low:high]
        own = np.uint64(int(new.id_hi[number]) << 32 | int(new.id_lo[number]))
        places[number] = low + int(np.searchsorted(ids, own))
    return places
