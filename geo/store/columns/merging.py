"""Columns put together from parts, in table order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.store.columns.event_columns import NO_DAY, CodeBook, EventColumns, Ragged, code_type
from geo.store.columns.text_index import Texts, ranges

Array = npt.NDArray[Any]
RAGGED = ("actor", "source", "change")
_APART = {"drawn", "text", "vocabulary", "change_status", *RAGGED}
# The column that holds numbers of each list of the vocabulary, and what tells its items apart.
CODED = {"province": "iso", "country": "", "place": "", "actor": "", "source": ""}
PLAIN = tuple(field.name for field in fields(EventColumns) if field.name not in _APART)
_ORDER = ("first", "lon", "id_hi", "id_lo")


def drawn_mask(first: Array, lon: Array) -> npt.NDArray[np.bool_]:
    """Return which rows have both a place and a date.

    Parameters
    ----------
    first : int32 array
        The first day of each row; NO_DAY where it is undated.
    lon : float32 array
        Degrees; NaN where it is unplaced.
    """
    return np.asarray((first != NO_DAY) & ~np.isnan(lon))


def table_order(first: Array, lon: Array, ids: Array) -> Array:
    """Return the rows in table order: drawable ones first, then by first day and id.

    Parameters
    ----------
    first : int32 array
        The first day of each row; NO_DAY where it is undated.
    lon : float32 array
        Degrees; NaN where it is unplaced.
    ids : uint64 array
        The number behind the id of each.
    """
    lead = first.astype(np.int64) + np.where(drawn_mask(first, lon), 0, 1 << 33)
    steps = np.diff(lead)
    if (steps > 0).all() or ((steps >= 0).all() and (ids[1:] > ids[:-1])[steps == 0].all()):
        return np.arange(len(first), dtype=np.uint32)
    return np.lexsort((ids, lead)).astype(np.uint32)


def gathered(parts: list[EventColumns], vocabulary: CodeBook) -> Iterator[tuple[str, Array]]:
    """Yield the arrays of columns made of parts, in table order, one at a time.

    The parts are taken apart on the way, so that the whole is not in memory twice.

    Parameters
    ----------
    parts : list of EventColumns
        In any order; empty afterwards.
    vocabulary : CodeBook
        Without provinces, countries, places, actors and sources; they are added to it.

    Yields
    ------
    name, array
        The names of `PLAIN`, `change_status`, `offsets` and `values` of each of `RAGGED`, as in
        `actor.offsets`, and `where`: for each row its number in the parts taken together.
    """
    tables = [added(vocabulary, part.vocabulary) for part in parts]
    values = {name: [getattr(part, name) for part in parts] for name in (*PLAIN, *RAGGED)}
    values["change_status"] = [part.change_status for part in parts]
    parts.clear()
    whole = {name: np.concatenate(values.pop(name)) for name in _ORDER}
    ids = whole["id_hi"].astype(np.uint64) << np.uint64(32) | whole["id_lo"]
    order = table_order(whole["first"], whole["lon"], ids)
    del ids
    yield "where", order
    for name in _ORDER:
        yield name, whole.pop(name)[order]
    for name in PLAIN:
        if name not in _ORDER:
            coded = renumbered(name, values.pop(name), tables)
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
    flat = renumbered(name, [each.values for each in lists], tables)
    yield f"{name}.values", np.concatenate(flat)[at]
    if name == "change":
        yield "change_status", np.concatenate(values.pop("change_status"))[at]


def columns_from(
    arrays: Mapping[str, Array], vocabulary: CodeBook, texts: Sequence[Any]
) -> EventColumns:
    """Return columns of the arrays that `gathered` yields and the indexes of their texts.

    Parameters
    ----------
    arrays : mapping of str to array
        By the names that `gathered` yields.
    vocabulary : CodeBook
        What the numbers in them stand for.
    texts : sequence of WordIndex
        In the order of the numbers in `where`.
    """
    values: dict[str, Any] = {name: arrays[name] for name in PLAIN}
    for name in RAGGED:
        values[name] = Ragged(arrays[f"{name}.offsets"], arrays[f"{name}.values"])
    return EventColumns(
        drawn=int(np.count_nonzero(drawn_mask(arrays["first"], arrays["lon"]))),
        text=Texts(texts, arrays["where"]),
        vocabulary=vocabulary,
        change_status=arrays["change_status"],
        **values,
    )


def _offsets(counts: Array) -> Array:
    offsets = np.zeros(len(counts) + 1, np.uint32)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def added(vocabulary: CodeBook, part: CodeBook) -> dict[str, Array]:
    """Add a part's values to a vocabulary; returns the new number of each of its numbers.

    Parameters
    ----------
    vocabulary : CodeBook
        Changed in place.
    part : CodeBook
        Whose values are added.
    """
    tables: dict[str, Array] = {}
    for name, key in CODED.items():
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


def renumbered(
    name: str, arrays: Sequence[Array], tables: Sequence[dict[str, Array]]
) -> list[Array]:
    """Return the numbers of parts as those of the vocabulary that they were added to.

    Parameters
    ----------
    name : str
        The column.
    arrays : sequence of array
        The column of each part.
    tables : sequence of dict
        What `added` returned for each part.
    """
    if name not in CODED:
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
