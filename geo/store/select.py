"""What a View shows: rows, counts by facet, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from geo.model.timespan import day_number
from geo.model.view import View
from geo.store.columns import NO_DAY, Columns, is_one_of

Mask = npt.NDArray[np.bool_]


class Facet(StrEnum):
    """A filter that offers its values with their counts."""

    PROVINCE = "province"
    TYPE = "type"
    ACTOR = "actor"
    SOURCE = "source"
    STATUS = "status"


_WANTED = {
    Facet.PROVINCE: "provinces",
    Facet.TYPE: "types",
    Facet.ACTOR: "actors",
    Facet.SOURCE: "sources",
    Facet.STATUS: "statuses",
}


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


@dataclass(frozen=True, slots=True)
class Selection:
    """What a View shows of a table.

    Attributes
    ----------
    rows : int array
        Rows on the map, in order of first day.
    undated, unplaced : int array
        Rows that pass the filters but lack a date or a place.
    facets : dict[Facet, dict[str, int]]
        Events on the map per value, each facet's own filter left out.
    missing : Missing
        How many are not on the map, and why.
    """

    rows: npt.NDArray[np.intp]
    undated: npt.NDArray[np.intp]
    unplaced: npt.NDArray[np.intp]
    facets: dict[Facet, dict[str, int]]
    missing: Missing


def select(columns: Columns, view: View) -> Selection:
    """Return what a View shows of the columns, with counts for every facet."""
    masks = {facet: facet_mask(columns, view, facet) for facet in Facet}
    rest = certainty_mask(columns, view) & words_mask(columns, view) & known_mask(columns, view)
    passing = rest & _all(masks.values(), len(columns))
    undated, unplaced = columns.first == NO_DAY, np.isnan(columns.lon)
    located = ~undated & ~unplaced
    timely = window_mask(columns, view)
    shown = passing & located & timely
    facets = {}
    for facet in Facet:
        others = _all((mask for key, mask in masks.items() if key is not facet), len(columns))
        facets[facet] = _count(columns, facet, others & rest & located & timely, view)
    missing = Missing(
        undated=int((passing & undated).sum()),
        unplaced=int((passing & unplaced & ~undated).sum()),
        outside=int((passing & located & ~timely).sum()),
        filtered=int((~passing).sum()),
    )
    return Selection(
        np.flatnonzero(shown),
        np.flatnonzero(passing & undated),
        np.flatnonzero(passing & unplaced & ~undated),
        facets,
        missing,
    )


def _all(masks: Iterable[Mask], size: int) -> Mask:
    total = np.ones(size, np.bool_)
    for mask in masks:
        total &= mask
    return total


def window_mask(columns: Columns, view: View) -> Mask:
    """Return which rows may be, or surely are, in the View's window; undated ones are not."""
    early, late = columns.first, columns.last
    if view.sure:
        early, late = late, early
    inside: Mask = np.asarray(columns.first != NO_DAY)
    if view.last is not None:
        inside &= early <= day_number(view.last)
    if view.first is not None:
        inside &= late >= day_number(view.first)
    return inside


def known_mask(columns: Columns, view: View) -> Mask:
    """Return which rows were public by the View's "known by" day."""
    if view.known is None:
        return np.ones(len(columns), np.bool_)
    return np.asarray(columns.known <= day_number(view.known))


def certainty_mask(columns: Columns, view: View) -> Mask:
    """Return which rows are at least as certain as the View asks for."""
    return np.asarray(columns.certainty >= round(100 * view.certainty))


def words_mask(columns: Columns, view: View) -> Mask:
    """Return which rows have all the View's words somewhere in their texts."""
    masks = (columns.text.having(word) for word in view.words.casefold().split())
    return _all(masks, len(columns))


def status_at(columns: Columns, day: date | None) -> npt.NDArray[np.uint8]:
    """Return each row's status as it follows from the claims public by a day."""
    if day is None:
        return np.asarray(columns.status)
    public = columns.change.values <= day_number(day)
    running = np.concatenate(([0], np.cumsum(public)))
    count = running[columns.change.offsets[1:]] - running[columns.change.offsets[:-1]]
    at = columns.change.offsets[:-1] + np.maximum(count, 1) - 1
    return np.asarray(columns.change_status[at], np.uint8)


def facet_mask(columns: Columns, view: View, facet: Facet) -> Mask:
    """Return which rows pass one facet's filter; all do where it is not set."""
    wanted: Sequence[str] = getattr(view, _WANTED[facet])
    if not wanted:
        return np.ones(len(columns), np.bool_)
    names = facet_names(columns, facet)
    codes = [index for index, name in enumerate(names) if name in wanted]
    if facet in (Facet.ACTOR, Facet.SOURCE):
        ragged = columns.actor if facet is Facet.ACTOR else columns.source
        return np.asarray(ragged.has_any(codes))
    return np.asarray(is_one_of(_facet_codes(columns, facet, view), codes))


def facet_names(columns: Columns, facet: Facet) -> list[str]:
    """Return the values of a facet in the order of their codes."""
    if facet is Facet.PROVINCE:
        return [row["iso"] for row in columns.vocabulary.province]
    names: list[str] = getattr(columns.vocabulary, facet)
    return names


def _facet_codes(columns: Columns, facet: Facet, view: View) -> npt.NDArray[np.integer]:
    if facet is Facet.STATUS:
        return status_at(columns, view.known)
    codes: npt.NDArray[np.integer] = getattr(columns, facet)
    return codes


def _count(columns: Columns, facet: Facet, mask: Mask, view: View) -> dict[str, int]:
    """Return events per value, the most frequent first."""
    names = facet_names(columns, facet)
    if facet in (Facet.ACTOR, Facet.SOURCE):
        ragged = columns.actor if facet is Facet.ACTOR else columns.source
        codes = ragged.values[mask[ragged.rows]]
    else:
        codes = _facet_codes(columns, facet, view)[mask]
        codes = codes[codes < len(names)]
    counts = np.bincount(codes, minlength=len(names))
    order = sorted(range(len(names)), key=lambda index: (-counts[index], names[index]))
    return {names[index]: int(counts[index]) for index in order}
