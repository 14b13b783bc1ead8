"""Parts of a View for a series of maps: by month, quarter, year or province."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from geo.draw.print.series import Panel
from geo.draw.print.timeline import month_edges
from geo.model.timespan import day_number, day_of, span_words
from geo.model.view import View
from geo.share.pictures.footer import CannotDraw
from geo.store.columns.event_columns import EventColumns

MOST_PANELS = 24
MOST_PERIODS = 2400
Rows = npt.NDArray[np.intp]


class By(StrEnum):
    """What tells the maps of a series apart."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    PROVINCE = "province"


_MONTHS = {By.MONTH: 1, By.QUARTER: 3, By.YEAR: 12}


class TooMany(CannotDraw):
    """A series would have more maps than a sheet holds; the message says what to do."""


def panels_of(columns: EventColumns, rows: Rows, view: View, by: By) -> list[Panel]:
    """Return the parts of a View that have events.

    An event that may have happened in several periods is in each of them.

    Parameters
    ----------
    columns : EventColumns
        The columns of all events.
    rows : array of int
        Rows of the events that the View shows.
    view : View
        The View: its filters, its window and its day of publication.
    by : By
        What each part is: a month, a quarter, a year or a province.

    Raises
    ------
    TooMany
        When there are more than a sheet holds.
    """
    found = (
        _by_province(columns, rows) if by is By.PROVINCE else _by_period(columns, rows, view, by)
    )
    if len(found) > MOST_PANELS:
        raise TooMany(
            f"a map for each {by} makes {len(found)}, and a sheet holds {MOST_PANELS}: "
            "choose longer steps or a shorter window"
        )
    return found


def windows(columns: EventColumns, rows: Rows, view: View, by: By) -> list[tuple[date, date]]:
    """Return the first and last day of every period that the View's events touch.

    Parameters
    ----------
    columns : EventColumns
        The columns of all events.
    rows : array of int
        Rows of the events that the View shows.
    view : View
        The View: its filters, its window and its day of publication.
    by : By
        What each part is: a month, a quarter, a year or a province.

    Raises
    ------
    TooMany
        When the events lie too far apart to count their periods.
    """
    first, last = int(columns.first[rows].min()), int(columns.last[rows].max())
    if view.first is not None:
        first = max(first, day_number(view.first))
    if view.last is not None:
        last = min(last, day_number(view.last))
    edges = month_edges(first, max(first, last), _MONTHS[by], MOST_PERIODS)
    if len(edges) > MOST_PERIODS:
        raise TooMany(f"the events span more than {MOST_PERIODS:,} times a {by}: narrow the window")
    return [(day_of(int(a)), day_of(int(b) - 1)) for a, b in pairwise(edges)]


def _by_period(columns: EventColumns, rows: Rows, view: View, by: By) -> list[Panel]:
    panels = []
    for start, end in windows(columns, rows, view, by):
        early, late = (
            columns.first[rows] <= day_number(end),
            columns.last[rows] >= day_number(start),
        )
        if (early & late).any():
            panels.append(Panel(_period_label(start, end, by), rows[early & late]))
    return panels


def _period_label(start: date, end: date, by: By) -> str:
    if by is By.QUARTER:
        return f"{start:%b} to {end:%b %Y}"
    return span_words(start, end)


def _by_province(columns: EventColumns, rows: Rows) -> list[Panel]:
    names = columns.vocabulary.province
    code = columns.province[rows]
    counts = np.bincount(code[code < len(names)], minlength=len(names))
    order = [index for index in np.argsort(-counts, kind="stable") if counts[index]]
    return [
        Panel(names[index]["name"], rows[code == index], names[index]["iso"]) for index in order
    ]
