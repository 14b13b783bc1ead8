"""Columns reordered, cut down and put together: how a change reaches columns already in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.store.columns import NO_DAY, Columns, Ragged, Vocabulary
from geo.store.words import Texts, ranges

Array = npt.NDArray[Any]
_RAGGED = ("actor", "source", "change")
_APART = {"drawn", "text", "vocabulary", "change_status"}
# The column that holds numbers of each list of the vocabulary, and what tells its items apart.
_CODED = {"province": "iso", "country": "", "place": "", "actor": "", "source": ""}


def drawn_mask(columns: Columns) -> npt.NDArray[np.bool_]:
    """Return which rows have both a place and a date."""
    return np.asarray((columns.first != NO_DAY) & ~np.isnan(columns.lon))


def in_order(columns: Columns) -> Array:
    """Return the rows in table order: drawable ones first, then by first day and id."""
    lead = columns.first.astype(np.int64) + np.where(drawn_mask(columns), 0, 1 << 33)
    ids = columns.id_hi.astype(np.uint64) << np.uint64(32) | columns.id_lo
    steps = np.diff(lead)
    if (steps > 0).all() or ((steps >= 0).all() and (ids[1:] > ids[:-1])[steps == 0].all()):
        return np.arange(len(columns))
    return np.lexsort((ids, lead))


def take(columns: Columns, rows: Array) -> Columns:
    """Return some rows of the columns, in the order given."""
    values: dict[str, Any] = {
        name: getattr(columns, name)[rows] for name in _plain_names() if name not in _RAGGED
    }
    for name in _RAGGED:
        values[name], at = _take_ragged(getattr(columns, name), rows)
    values["change_status"] = columns.change_status[at]
    part = replace(columns, **values)
    text = columns.text
    kept = Texts(text.indexes, text.where[rows])
    return replace(part, text=kept, drawn=int(np.count_nonzero(drawn_mask(part))))


def join(old: Columns, new: Columns) -> Columns:
    """Return the rows of both, the new ones with the old vocabulary's numbers."""
    vocabulary, tables = _join_vocabulary(old.vocabulary, new.vocabulary)
    values: dict[str, Any] = {}
    for name in _plain_names():
        left, right = getattr(old, name), getattr(new, name)
        if name in tables:
            right = _renumber(right, tables[name])
        values[name] = (
            _join_ragged(left, right) if name in _RAGGED else np.concatenate((left, right))
        )
    base = sum(index.size for index in old.text.indexes)
    text = Texts(
        old.text.indexes + new.text.indexes,
        np.concatenate((old.text.where, new.text.where + base)),
    )
    changes = np.concatenate((old.change_status, new.change_status))
    return Columns(
        drawn=old.drawn + new.drawn,
        text=text,
        vocabulary=vocabulary,
        change_status=changes,
        **values,
    )


def _plain_names() -> list[str]:
    return [field.name for field in fields(Columns) if field.name not in _APART]


def _take_ragged(ragged: Ragged, rows: Array) -> tuple[Ragged, Array]:
    starts = ragged.offsets[:-1].astype(np.int64)[rows]
    counts = ragged.offsets[1:].astype(np.int64)[rows] - starts
    at = ranges(starts, counts)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.uint32)
    return Ragged(offsets, ragged.values[at]), at


def _join_ragged(left: Ragged, right: Ragged) -> Ragged:
    offsets = np.concatenate((left.offsets, right.offsets[1:] + left.offsets[-1]))
    return Ragged(offsets.astype(np.uint32), np.concatenate((left.values, right.values)))


def _join_vocabulary(old: Vocabulary, new: Vocabulary) -> tuple[Vocabulary, dict[str, Array]]:
    lists: dict[str, list[Any]] = {}
    tables: dict[str, Array] = {}
    for name, key in _CODED.items():
        items = list(getattr(old, name))
        numbers = {_key(item, key): number for number, item in enumerate(items)}
        table = []
        for item in getattr(new, name):
            number = numbers.setdefault(_key(item, key), len(items))
            if number == len(items):
                items.append(item)
            table.append(number)
        lists[name], tables[name] = items, np.array(table, np.uint32)
    return replace(old, **lists), tables


def _key(item: Any, key: str) -> Any:
    if isinstance(item, Mapping):
        return item[key] if key else tuple(item.values())
    return item


def _renumber(codes: Array | Ragged, table: Array) -> Any:
    if isinstance(codes, Ragged):
        return Ragged(codes.offsets, _renumber(codes.values, table))
    none = np.iinfo(codes.dtype).max
    return np.append(table, none)[np.minimum(codes, len(table))].astype(codes.dtype)
