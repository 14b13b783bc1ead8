"""What a View shows: rows, counts by facet, and what is left out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.model.facets import FACETS, Facet, SqlSource
from geo.model.timespan import day_number
from geo.model.view import View
from geo.store.columns.event_columns import NO_DAY, EventColumns, Ragged, is_one_of
from geo.store.columns.text_index import ranges

Mask = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.unsignedinteger[Any]]


_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Missing:
    """How many events the map does not show, by reason; each event counts once."""

    undated: int = 0
    unplaced: int = 0
    outside: int = 0
    filtered: int = 0

    @property
    def total(self) -> int:
        """How many events are not shown."""
        return self.undated + self.unplaced + self.outside + self.filtered


@dataclass(frozen=True)
class Selection:
    """What a View shows of a table.

    Attributes
    ----------
    rows : int array
        Rows on the map, in order of first day.
    undated, unplaced : int array
        Rows that pass the filters but lack a date or a place.
    facets : dict[str, dict[str, int]]
        Events on the map per value, by a facet's key, each facet's own filter left out.
    missing : Missing
        How many are not on the map, and why.
    """

    rows: npt.NDArray[np.intp]
    undated: npt.NDArray[np.intp]
    unplaced: npt.NDArray[np.intp]
    missing: Missing
    count_facets: Callable[[], dict[str, dict[str, int]]] = field(repr=False, compare=False)

    @cached_property
    def facets(self) -> dict[str, dict[str, int]]:
        """Counted when first asked for, which is after the map has its rows."""
        return self.count_facets()


def select(columns: EventColumns, view: View) -> Selection:
    """Return what a View shows of the columns, with counts for every facet.

    Parameters
    ----------
    columns : EventColumns
        One row per event.
    view : View
        The filters, the window and the day up to which claims count.
    """
    size = len(columns)
    status = status_at(columns, view.as_of)
    masks = {facet.key: _facet_mask(columns, view, facet, status) for facet in FACETS}
    words = query_mask(columns, view) if view.query.split() else None
    rest = _all((certainty_mask(columns, view), words, as_of_mask(columns, view)))
    passing = _all((rest, *masks.values()))
    undated, unplaced = columns.first == NO_DAY, np.isnan(columns.lon)
    located = ~(undated | unplaced)
    timely = window_mask(columns, view)
    there = located if timely is None else located & timely
    shown = _both(passing, there)
    without_date = np.flatnonzero(_both(passing, undated))
    without_place = np.flatnonzero(_both(passing, unplaced & ~undated))
    rows = np.flatnonzero(shown)
    passed = size if passing is None else int(np.count_nonzero(passing))
    missing = Missing(
        undated=len(without_date),
        unplaced=len(without_place),
        outside=passed - len(rows) - len(without_date) - len(without_place),
        filtered=size - passed,
    )

    def facets() -> dict[str, dict[str, int]]:
        found = {}
        for facet in FACETS:
            own = shown
            if masks[facet.key] is not None:
                others = (mask for key, mask in masks.items() if key != facet.key)
                own = _both(_all((rest, *others)), there)
            found[facet.key] = _count(columns, facet, own, status)
        return found

    return Selection(rows, without_date, without_place, missing, facets)


def _all(masks: Iterable[Mask | None]) -> Mask | None:
    """Return which rows pass all masks; None, of a mask or of the answer, is every row."""
    total: Mask | None = None
    for mask in masks:
        if mask is not None:
            total = mask.copy() if total is None else np.logical_and(total, mask, out=total)
    return total


def _both(mask: Mask | None, other: Mask) -> Mask:
    return other if mask is None else mask & other


def window_mask(columns: EventColumns, view: View) -> Mask | None:
    """Return which rows may be, or surely are, in the View's window; undated ones are not.

    None, here and below, is every row.

    Parameters
    ----------
    columns : EventColumns
        One row per event.
    view : View
        Whose `first`, `last` and `containment` decide.
    """
    if view.first is None and view.last is None:
        return None
    early, late = columns.first, columns.last
    if view.containment:
        early, late = late, early
    inside: Mask = np.asarray(columns.first != NO_DAY)
    if view.last is not None:
        inside &= early <= day_number(view.last)
    if view.first is not None:
        inside &= late >= day_number(view.first)
    return inside


def as_of_mask(columns: EventColumns, view: View) -> Mask | None:
    """Return which rows were public by the View's "known by" day.

    Parameters
    ----------
    columns : EventColumns
        One row per event.
    view : View
        Whose `as_of` day decides.
    """
    if view.as_of is None:
        return None
    return np.asarray(columns.known <= day_number(view.as_of))


def certainty_mask(columns: EventColumns, view: View) -> Mask | None:
    """Return which rows are at least as certain as the View asks for.

    Parameters
    ----------
    columns : EventColumns
        One row per event.
    view : View
        Whose `certainty` decides.
    """
    if round(100 * view.certainty) <= 0:
        return None
    return np.asarray(columns.certainty >= round(100 * view.certainty))


def query_mask(columns: EventColumns, view: View) -> Mask:
    """Return which rows have all the View's words somewhere in their texts.

    Parameters
    ----------
    columns : EventColumns
        One row per event.
    view : View
        Whose `query` decides.
    """
    masks = (columns.text.having(word) for word in view.query.casefold().split())
    found = _all(masks)
    return np.ones(len(columns), np.bool_) if found is None else found


def status_at(columns: EventColumns, day: date | None) -> npt.NDArray[np.uint8]:
    """Return each row's status as it follows from the claims public by a day.

    Parameters
    ----------
    columns : EventColumns
        One row per event.
    day : date, optional
        None counts all claims.
    """
    if day is None:
        return np.asarray(columns.status)
    many = columns.change.many
    starts = columns.change.offsets[many].astype(np.int64)
    counts = columns.change.offsets[many + 1] - starts
    public = columns.change.values[ranges(starts, counts)] <= day_number(day)
    running = np.concatenate(([0], np.cumsum(public)))
    ends = np.cumsum(counts)
    until = running[ends] - running[ends - counts]
    status = columns.status.copy()
    status[many] = columns.change_status[starts + np.maximum(until, 1) - 1]
    return status


def _facet_mask(columns: EventColumns, view: View, facet: Facet, status: Codes) -> Mask | None:
    """Return which rows pass one facet's filter."""
    wanted: Sequence[str] = getattr(view, facet.attribute)
    if not wanted:
        return None
    names = facet_names(columns, facet)
    codes = [index for index, name in enumerate(names) if name in wanted]
    values = _values(columns, facet, status)
    if isinstance(values, Ragged):
        return np.asarray(values.has_any(codes))
    return np.asarray(is_one_of(values, codes))


def _values(columns: EventColumns, facet: Facet, status: Codes) -> Codes | Ragged:
    """Return the numbers of a facet's values: one for each row, or a list for each."""
    if facet.source is SqlSource.STATUS:
        return status
    values: Codes | Ragged = getattr(columns, facet.key)
    return values


def facet_names(columns: EventColumns, facet: Facet) -> list[str]:
    """Return the values of a facet in the order of their codes.

    Parameters
    ----------
    columns : EventColumns
        Whose vocabulary has them.
    facet : Facet
        A row of `FACETS`.
    """
    entries: list[Any] = getattr(columns.vocabulary, facet.key)
    return [entry[facet.code] for entry in entries] if facet.code else entries


def _count(columns: EventColumns, facet: Facet, mask: Mask, status: Codes) -> dict[str, int]:
    """Return events per value, the most frequent first."""
    names = facet_names(columns, facet)
    values = _values(columns, facet, status)
    if isinstance(values, Ragged):
        counts = _tally(values.values, mask[values.rows], len(names))
    else:
        counts = _tally(values, mask, len(names))
    order = sorted(range(len(names)), key=lambda index: (-counts[index], names[index]))
    return {names[index]: int(counts[index]) for index in order}


def _tally(codes: Codes, mask: Mask, size: int) -> npt.NDArray[np.int64]:
    """Return how often each code below a size is under the mask.

    What is under the mask, or what is not, is counted: whichever is less.
    """
    if np.count_nonzero(mask) * 2 <= len(mask):
        return _counted(codes[mask], size)
    return _counted(codes, size) - _counted(codes[~mask], size)


def _counted(codes: Codes, size: int) -> npt.NDArray[np.int64]:
    total = np.zeros(size, np.int64)
    # A piece at a time stays in the processor's cache; counting makes 64-bit numbers of them.
    for start in range(0, len(codes), _PIECE):
        total += np.bincount(codes[start : start + _PIECE], minlength=size)[:size]
    return total
