"""A histogram of events over time, as a strip under the printed map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from matplotlib.collections import PolyCollection

from geo.draw.print.canvas import Box, Canvas
from geo.draw.print.symbols import TYPE_COLORS
from geo.model.timespan import day_number, day_of
from geo.store.columns.event_columns import EventColumns

Days = npt.NDArray[np.int64]
STEPS = ((0, 1), (0, 7), (1, 0), (3, 0), (12, 0), (60, 0), (120, 0), (600, 0), (1200, 0))
MOST_BINS = 96
TICK_ROOM = 52.0
BULK = 0.9
AXIS = 12.0
WORDS = 10.0
FIRST_DAY, LAST_DAY = day_number(date.min), day_number(date.max)


@dataclass(frozen=True, slots=True)
class Strip:
    """The days a strip covers, and how many events begin before or end after them."""

    first: int
    last: int
    earlier: int = 0
    later: int = 0


def strip_of(
    columns: EventColumns, rows: npt.NDArray[np.intp], window: tuple[int | None, int | None]
) -> Strip:
    """Return the days to show: the window with what lies around it, or the bulk of all events.

    Parameters
    ----------
    columns : EventColumns
        The columns of all events.
    rows : array of int
        Rows of the columns.
    window : tuple of int or None
        First and last day as day numbers; None where it is open.
    """
    first, last = columns.first[rows].astype(np.int64), columns.last[rows].astype(np.int64)
    if not len(rows):
        middle = next((day for day in window if day is not None), 0)
        return Strip(*(day if day is not None else middle for day in window))
    whole = Strip(int(first.min()), int(last.max()))
    early = int(np.quantile(first, 1 - BULK, method="lower"))
    late = int(np.quantile(last, BULK, method="higher"))
    if late - early >= (whole.last - whole.first) / 2:
        early, late = whole.first, whole.last
    early = min([early, *(day for day in window if day is not None)])
    late = max([late, *(day for day in window if day is not None)])
    return Strip(early, late, int((last < early).sum()), int((first > late).sum()))


def edges_of(first: int, last: int, most: int = MOST_BINS) -> Days:
    """Return the first days of equal calendar steps that cover two days, and the day after.

    Parameters
    ----------
    first : int
        The first day, as a day number.
    last : int
        The last day, as a day number.
    most : int
        The greatest number of steps.
    """
    for months, days in STEPS:
        edges = np.array(list(_steps(first, last, months, days, most + 2)))
        if len(edges) <= most + 1:
            return edges
    return np.array([first, last + 1])


def month_edges(first: int, last: int, months: int, most: int) -> Days:
    """Return the first days of periods of so many months that cover two days, and the day after.

    There are at most `most` periods and one more day; more than that says that they are too many.

    Parameters
    ----------
    first : int
        The first day, as a day number.
    last : int
        The last day, as a day number.
    months : int
        The length of a period, in months.
    most : int
        The greatest number of periods.
    """
    return np.array(list(_steps(first, last, months, 0, most)))


def histogram(
    columns: EventColumns, rows: npt.NDArray[np.intp], edges: Days
) -> npt.NDArray[np.float64]:
    """Return events per type and step; a long one counts in shares of its days.

    Shape (types, len(edges) - 1).

    Parameters
    ----------
    columns : EventColumns
        The columns of all events.
    rows : array of int
        Rows of the columns.
    edges : array of int
        First day of each step and the day after the last, as day numbers, ascending.
    """
    first, last = columns.first[rows].astype(np.int64), columns.last[rows].astype(np.int64)
    weight = 1.0 / (last - first + 1)
    span = int(edges[-1] - edges[0])
    counts = np.zeros((len(TYPE_COLORS), len(edges) - 1))
    start = np.clip(first - edges[0], 0, span)
    stop = np.clip(last + 1 - edges[0], 0, span)
    for code in np.unique(columns.type[rows]):
        mine = columns.type[rows] == code
        change = np.bincount(start[mine], weight[mine], span + 1)
        change -= np.bincount(stop[mine], weight[mine], span + 1)
        total = np.concatenate([[0.0], np.cumsum(np.cumsum(change))])
        counts[code] = np.diff(total[edges - edges[0]])
    return counts


def draw_timeline(
    canvas: Canvas,
    box: Box,
    columns: EventColumns,
    shown: npt.NDArray[np.intp],
    others: npt.NDArray[np.intp],
    window: tuple[int | None, int | None],
) -> None:
    """Draw what is shown in the types' colours, and what lies outside the window in grey.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    box : Box
        Its place on the sheet, in points.
    columns : EventColumns
        The columns of all events.
    shown : array of int
        Rows of the events on the map.
    others : array of int
        Rows that only the window leaves out.
    window : tuple of int or None
        First and last day as day numbers; None where it is open.
    """
    every = np.concatenate([shown, others])
    strip = strip_of(columns, every, window)
    edges = edges_of(strip.first, strip.last)
    plot = Box(box.left, box.bottom + AXIS, box.width, box.height - AXIS)
    across = _Across(edges, plot)
    bars = [*histogram(columns, shown, edges), histogram(columns, others, edges).sum(axis=0)]
    top = max(float(np.sum(bars, axis=0).max()), 1e-9)
    canvas.rectangle(Box(plot.left, plot.bottom - 0.4, plot.width, 0.7), "label", zorder=9)
    _draw_window(canvas, across, window)
    _draw_ticks(canvas, across)
    _draw_bars(canvas, across, np.array(bars) * (plot.height - WORDS) / top)
    _draw_captions(canvas, plot, strip, edges, top)


@dataclass(frozen=True, slots=True)
class _Across:
    """Where a day falls in a strip."""

    edges: Days
    plot: Box

    def x(self, day: int) -> float:
        """Return where a day begins, in points, kept inside the strip."""
        share = (day - self.edges[0]) / (self.edges[-1] - self.edges[0])
        return float(self.plot.left + self.plot.width * min(max(share, 0.0), 1.0))


def _draw_bars(canvas: Canvas, across: _Across, heights: npt.NDArray[np.float64]) -> None:
    """Draw stacked bars; `heights` in points, shape (types and the rest, steps)."""
    palette = np.array([*TYPE_COLORS, canvas.palette["province"]])
    x = np.array([across.x(int(edge)) for edge in across.edges])
    gap = np.where(np.diff(x) > 3, 0.4, 0.0)
    code, step = np.nonzero(heights)
    top = across.plot.bottom + np.cumsum(heights, axis=0)[code, step]
    bottom = top - heights[code, step]
    left, right = (x[:-1] + gap)[step], (x[1:] - gap)[step]
    corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
    bars = np.stack([np.stack(corner, axis=1) for corner in corners], axis=1)
    canvas.add(PolyCollection(list(bars), facecolors=palette[code], linewidths=0, zorder=9))


def _draw_window(canvas: Canvas, across: _Across, window: tuple[int | None, int | None]) -> None:
    first, last = window
    if first is None and last is None:
        return
    left = across.plot.left if first is None else across.x(first)
    right = across.plot.right if last is None else across.x(last + 1)
    shade = Box(left, across.plot.bottom, right - left, across.plot.height - WORDS + 2)
    canvas.rectangle(shade, "land", zorder=8.5)
    for day, x in ((first, left), (last, right)):
        if day is not None:
            edge = Box(x - 0.5, shade.bottom, 1.0, shade.height)
            canvas.rectangle(edge, "focus", zorder=9.5)


def _draw_ticks(canvas: Canvas, across: _Across) -> None:
    most = max(int(across.plot.width / TICK_ROOM), 2)
    first, last = int(across.edges[0]), int(across.edges[-1]) - 1
    ticks = edges_of(first, last, most)
    for day in ticks[:-1] if len(ticks) > 2 else ticks[:1]:
        if day < first:
            continue
        x = across.x(int(day))
        name = _tick_name(day_of(int(day)), ticks)
        if x + canvas.width_of(name, 6.5) > across.plot.right:
            break
        canvas.rectangle(Box(x - 0.25, across.plot.bottom - 3, 0.5, 3), "label", zorder=9)
        canvas.text(x + 1.5, across.plot.bottom - 8.6, name, 6.5, "label", zorder=9)


def _tick_name(day: date, ticks: Days) -> str:
    if np.diff(ticks).max() < 28:
        return f"{day.day} {day:%b %Y}" if len(ticks) < 9 else f"{day.day} {day:%b}"
    return f"{day:%b %Y}" if np.diff(ticks).max() < 300 else f"{day.year}"


def _draw_captions(canvas: Canvas, plot: Box, strip: Strip, edges: Days, top: float) -> None:
    words = f"Events per {_step_name(edges)}, at most {max(round(top), 1):,}"
    if strip.earlier:
        words = f"◂ {strip.earlier:,} earlier · {words}"
    canvas.text(plot.left, plot.top - 4, words, 6.5, "label", zorder=9)
    if strip.later:
        words = f"{strip.later:,} later ▸"
        canvas.text(plot.right, plot.top - 4, words, 6.5, "label", ha="right", zorder=9)


def _step_name(edges: Days) -> str:
    days = int(np.median(np.diff(edges)))
    names = ((1, "day"), (7, "week"), (31, "month"), (92, "quarter"), (366, "year"))
    return next((name for most, name in names if days <= most), f"{round(days / 365.25)} years")


def _steps(first: int, last: int, months: int, days: int, most: int) -> Iterator[int]:
    """Yield step starts from the one that holds the first day, and the one after the last day."""
    if months:
        start = day_of(first)
        month = start.year * 12 + start.month - 1
        month -= month % months
    for step in range(most + 1):
        if months:
            year, rest = divmod(month + step * months, 12)
            if year > 9999:
                break
            day = day_number(date(max(year, 1), rest + 1, 1))
        else:
            day = _week_start(first) + 7 * step if days == 7 else first + step
        yield day
        if day > last:
            break


def _week_start(day: int) -> int:
    return day - day_of(day).weekday()
