"""Columns put together from parts, in table order, and changed in a few rows without a sort."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.store.columns import NO_DAY, Columns, Ragged, Vocabulary, code_type
from geo.store.words import Texts, ranges

Array = npt.NDArray[Any]
RAGGED = ("actor", "source", "change")
_APART = {"drawn", "text", "vocabulary", "change_status", *RAGGED}
# The column that holds numbers of each list of the vocabulary, and what tells its items apart.
_CODED = {"province": "iso", "country": "", "place": "", "actor": "", "source": ""}
PLAIN = tuple(field.name for field in fields(Columns) if field.name not in _APART)
_ORDER = ("first", "lon", "id_hi", "id_lo")


def drawn_mask(first: Array, lon: Array) -> npt.NDArray[np.bool_]:
    """Return which rows have both a place and a date."""
    return np.asarray((first != NO_DAY) & ~np.isnan(lon))


def in_order(first: Array, lon: Array, ids: Array) -> Array:
    """Return the rows in table order: drawable ones first, then by first day and id."""
    lead = first.astype(np.int64) + np.where(drawn_mask(first, lon), 0, 1 << 33)
    steps = np.diff(lead)
    if (steps > 0).all() or ((steps >= 0).all() and (ids[1:] > ids[:-1])[steps == 0].all()):
        return np.arange(len(first), dtype=np.uint32)
    return np.lexsort((ids, lead)).astype(np.uint32)


def gathered(parts: list[Columns], vocabulary: Vocabulary) -> Iterator[tuple[str, Array]]:
    """Yield the arrays of columns made of parts, in table order, one at a time.

    The parts are taken apart on the way, so that the whole is not in memory twice.

    Parameters
    ----------
    parts : list of Columns
        In any order; empty afterwards.
    vocabulary : Vocabulary
        Without provinces, countries, places, actors and sources; they are added to it.

    Yields
    ------
    name, array
        The names of `PLAIN`, `change_status`, `offsets` and `values` of each of `RAGGED`, as in
        `actor.offsets`, and `where`: for each row its number in the parts taken together.
    """
    tables = [_added(vocabulary, part.vocabulary) for part in parts]
    values = {name: [getattr(part, name) for part in parts] for name in (*PLAIN, *RAGGED)}
    values["change_status"] = [part.change_status for part in parts]
    parts.clear()
    whole = {name: np.concatenate(values.pop(name)) for name in _ORDER}
    ids = whole["id_hi"].astype(np.uint64) << np.uint64(32) | whole["id_lo"]
    order = in_order(whole["first"], whole["lon"], ids)
    del ids
    yield "where", order
    for name in _ORDER:
        yield name, whole.pop(name)[order]
    for name in PLAIN:
        if name not in _ORDER:
            coded = _renumbered(name, values.pop(name), tables)
            yield name, np.concatenate(coded)[order]
    for name in RAGGED:
        yield from _gathered_lists(name, values, tables, order)


def _gathered_lists(
    name: str, values: dict[str, list[Any]], tables: Sequence[dict[str, Array]], order: Array
) -> Iterator[tuple[str, Array]]:
    lists = values.pop(name)
    counts = np.concatenate([np.diff(each.offsets) for each in lists])
    starts = np.cumsum(counts, dtype=np.int64) - counts
    at = ranges(starts[order], counts[order])
    yield f"{name}.offsets", _offsets(counts[order])
    flat = _renumbered(name, [each.values for each in lists], tables)
    yield f"{name}.values", np.concatenate(flat)[at]
    if name == "change":
        yield "change_status", np.concatenate(values.pop("change_status"))[at]


def columns_from(
    arrays: Mapping[str, Array], vocabulary: Vocabulary, texts: Sequence[Any]
) -> Columns:
    """Return columns of the arrays that `gathered` yields and the indexes of their texts."""
    values: dict[str, Any] = {name: arrays[name] for name in PLAIN}
    for name in RAGGED:
        values[name] = Ragged(arrays[f"{name}.offsets"], arrays[f"{name}.values"])
    return Columns(
        drawn=int(np.count_nonzero(drawn_mask(arrays["first"], arrays["lon"]))),
        text=Texts(texts, arrays["where"]),
        vocabulary=vocabulary,
        change_status=arrays["change_status"],
        **values,
    )


def spliced(old: Columns, gone: Array, new: Columns) -> Columns:
    """Return columns without some rows and with those of others, each in its place.

    Parameters
    ----------
    old : Columns
        In table order.
    gone : int array
        Rows of the old columns, ascending.
    new : Columns
        In table order too; none of their ids stays in the old ones.
    """
    vocabulary = Vocabulary(**{name: list(getattr(old.vocabulary, name)) for name in _CODED})
    tables = [_added(vocabulary, new.vocabulary)]
    pieces = _pieces(len(old), gone, _places_in(old, new))

    def joined(left: Array, right: Array, cuts: Sequence[tuple[int, int, int]]) -> Array:
        parts = [(left, right)[side][start:end] for side, start, end in cuts]
        return np.concatenate(parts) if parts else left[:0]

    values: dict[str, Any] = {
        name: joined(getattr(old, name), _renumbered(name, [getattr(new, name)], tables)[0], pieces)
        for name in PLAIN
    }
    for name in RAGGED:
        pair = getattr(old, name), getattr(new, name)
        flat = [(side, *pair[side].offsets[[start, end]]) for side, start, end in pieces]
        counts = joined(np.diff(pair[0].offsets), np.diff(pair[1].offsets), pieces)
        right = _renumbered(name, [pair[1].values], tables)[0]
        values[name] = Ragged(_offsets(counts), joined(pair[0].values, right, flat))
        if name == "change":
            values["change_status"] = joined(old.change_status, new.change_status, flat)
    base = sum(index.size for index in old.text.indexes)
    where = joined(old.text.where, new.text.where.astype(np.uint32) + np.uint32(base), pieces)
    text = Texts(old.text.indexes + new.text.indexes, where)
    drawn = old.drawn - int(np.count_nonzero(gone < old.drawn)) + new.drawn
    return replace(old, drawn=drawn, text=text, vocabulary=vocabulary, **values)


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


def _places_in(old: Columns, new: Columns) -> Array:
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


def _offsets(counts: Array) -> Array:
    offsets = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def _added(vocabulary: Vocabulary, part: Vocabulary) -> dict[str, Array]:
    """Add a part's values to a vocabulary; returns the new number of each of its numbers."""
    tables: dict[str, Array] = {}
    for name, key in _CODED.items():
        items = getattr(vocabulary, name)
        numbers = {_key(item, key): number for number, item in enumerate(items)}
        table = []
        for item in getattr(part, name):
            number = numbers.setdefault(_key(item, key), len(items))
            if number == len(items):
                items.append(item)
            table.append(number)
        tables[name] = np.array(table, np.uint32)
    return tables


def _key(item: Any, key: str) -> Any:
    if isinstance(item, Mapping):
        return item[key] if key else tuple(item.values())
    return item


def _renumbered(
    name: str, arrays: Sequence[Array], tables: Sequence[dict[str, Array]]
) -> list[Array]:
    """Return the numbers of parts as those of the vocabulary that they were added to."""
    if name not in _CODED:
        return list(arrays)
    most = max((int(table[name].max(initial=0)) for table in tables), default=0)
    found = []
    for array, table in zip(arrays, tables, strict=True):
        if name in RAGGED:
            found.append(table[name].astype(code_type(most + 1))[array])
            continue
        none = np.iinfo(array.dtype).max
        numbers = np.append(np.minimum(table[name], none), none)
        found.append(numbers[np.minimum(array, len(table[name]))].astype(array.dtype))
    return found
