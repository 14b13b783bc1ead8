"""A View as one printed sheet: map, timeline, legend, sources and what is left out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle

from geo.draw.printed_base import bounds_of, draw_base, draw_scale_bar
from geo.draw.printed_canvas import POINTS, Box, Canvas, no_glyph_warnings
from geo.draw.printed_clusters import clusters
from geo.draw.printed_frame import Frame, frame_at, frame_of, frame_of_most
from geo.draw.printed_legend import Legend
from geo.draw.printed_marks import Mark, Marks, outside
from geo.draw.printed_names import Names
from geo.draw.printed_symbols import Scale, draw_areas, draw_rings, draw_spots
from geo.draw.printed_timeline import draw_timeline
from geo.draw.style import DARK, LIGHT
from geo.model.timespan import day_number
from geo.model.view import View
from geo.store.columns import Columns

MARGIN = 20.0
SIDE = 178.0
GAP = 14.0
TIMELINE = 58.0
TITLE, SUBTITLE, SMALL = 16.0, 9.0, 6.6
SMALLEST_INSET = 60.0
WORLDWIDE = 100.0  # degrees of longitude, from which on an inset tells nothing more
ATTRIBUTION = "Provinces: Natural Earth, public domain"


class Theme(StrEnum):
    """Dark ink on light paper, or the other way round."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Sheet:
    """Everything a printed map says, as data and plain text.

    Attributes
    ----------
    columns : Columns
        All events.
    shown : int array
        The rows on the map.
    others : int array
        Rows that only the window leaves out; the timeline shows them in grey.
    status : uint8 array
        The status of every row, as known on the View's day.
    view : View
        Its window and viewport are drawn.
    title, left_out : str
        What is shown, and what is not.
    sources : list[str]
        Citations.
    notes : list[str]
        What else the reader must know, such as the data's hash; each a short sentence.
    name_of : Callable[[int], str]
        The name of the place of a row.
    """

    columns: Columns
    shown: npt.NDArray[np.intp]
    others: npt.NDArray[np.intp]
    status: npt.NDArray[np.uint8]
    view: View
    title: str
    left_out: str
    sources: list[str]
    notes: list[str]
    name_of: Callable[[int], str]


def draw(
    sheet: Sheet, theme: Theme = Theme.LIGHT, size: tuple[float, float] = (800, 500)
) -> Canvas:
    """Draw a sheet; `size` is its width and height in points."""
    palette = LIGHT if theme is Theme.LIGHT else DARK
    canvas = Canvas(*size, palette)
    marks = Marks(sheet.columns, sheet.shown)
    top = _draw_heading(canvas, sheet)
    bottom = _draw_footer(canvas, sheet)
    width = canvas.box.width - 2 * MARGIN - SIDE - GAP
    strip = Box(MARGIN, bottom + 6, width, TIMELINE)
    box = Box(MARGIN, strip.top + 8, width, top - strip.top - 8)
    bounds = _bounds(sheet)
    at = sheet.view.viewport
    frame = frame_at(at, box) if at else frame_of_most(bounds, box)
    side = Box(box.right + GAP, bottom + 6, SIDE, top - bottom - 6)
    spots = clusters(sheet.columns, marks.spots, frame)
    _draw_map(canvas, frame, marks, spots, sheet)
    _write_outside(canvas, frame, marks)
    window = _window(sheet.view)
    draw_timeline(canvas, strip, sheet.columns, sheet.shown, sheet.others, window)
    legend = Legend(canvas, Box(side.left, side.bottom, side.width, side.height + 7))
    if len(sheet.shown):
        _draw_legend(legend, marks, spots, sheet)
    inset = Box(side.left, side.bottom, side.width, min(legend.y - side.bottom - 10, SIDE * 0.75))
    if inset.height > SMALLEST_INSET and frame.east - frame.west < WORLDWIDE:
        _draw_inset(canvas, inset, frame, bounds)
    return canvas


def png(canvas: Canvas, scale: float = 2.0) -> bytes:
    """Return a sheet as PNG, `scale` pixels to the point."""
    out = io.BytesIO()
    with no_glyph_warnings():
        # Without a date or a version in it, the same sheet is the same file.
        metadata = {"Software": None}
        FigureCanvasAgg(canvas.figure)
        canvas.figure.savefig(out, format="png", dpi=POINTS * scale, metadata=metadata)
    return out.getvalue()


def _draw_heading(canvas: Canvas, sheet: Sheet) -> float:
    """Write what is shown and what is not; returns how high the rest may reach."""
    width, y = canvas.box.width - 2 * MARGIN, canvas.box.top - MARGIN
    for line in canvas.wrap(sheet.title, width, TITLE, "bold", most=2):
        y -= TITLE
        canvas.text(MARGIN, y + 2.5, line, TITLE, weight="bold")
        y -= 5
    for line in canvas.wrap(sheet.left_out, width, SUBTITLE, most=2):
        y -= SUBTITLE + 2
        canvas.text(MARGIN, y + 1.5, line, SUBTITLE, "label")
    return y - 8


def _draw_footer(canvas: Canvas, sheet: Sheet) -> float:
    """Write the sources and notes at the bottom; returns how low the rest may reach."""
    width = canvas.box.width - 2 * MARGIN
    notes = "   ·   ".join([*sheet.notes, ATTRIBUTION, "Dateline"])
    cited = canvas.wrap(_cited(canvas, sheet.sources, 4 * width), width, SMALL, most=5)
    lines = [*cited, *canvas.wrap(notes, width, SMALL, most=2)]
    y = MARGIN - 4
    for line in lines[::-1]:
        canvas.text(MARGIN, y, line, SMALL, "label")
        y += SMALL * 1.36
    return y


def _cited(canvas: Canvas, sources: list[str], room: float) -> str:
    """Return as many citations as a length of text holds, and how many more there are."""
    kept: list[str] = []
    for source in sources:
        room -= canvas.width_of(canvas.shorten(f"{source}; ", canvas.box.width, SMALL), SMALL)
        if kept and room < 0:
            break
        kept.append(source)
    more = len(sources) - len(kept)
    rest = f"; and {more:,} more in the data" if more else ""
    return f"Sources: {'; '.join(kept)}{rest}." if kept else ""


def _draw_map(canvas: Canvas, frame: Frame, marks: Marks, spots: list[Mark], sheet: Sheet) -> None:
    draw_base(canvas, frame)
    draw_areas(canvas, frame, marks, _scale(canvas, marks))
    draw_rings(canvas, frame, marks.rings, sheet.columns)
    bar = draw_scale_bar(canvas, frame)
    names = Names(canvas, frame, marks, sheet.name_of)
    names.keep_free(spots, [bar])
    names.soft()
    names.areas()
    names.spots(spots)
    names.soft_names()
    names.rest()
    draw_spots(canvas, frame, spots, sheet.columns, sheet.status)
    _frame_line(canvas, frame.box)


def _write_outside(canvas: Canvas, frame: Frame, marks: Marks) -> None:
    """Say on the map how many events lie beyond its edge; the inset shows them."""
    count = outside(marks, frame)
    if count:
        words = f"{count:,} more {'lies' if count == 1 else 'lie'} outside this map"
        width, box = canvas.width_of(words, SMALL), frame.box
        room = Box(box.right - width - 16, box.bottom + 5, width + 10, 13)
        canvas.pill(room, 3, facecolor=canvas.palette["halo"], edgecolor="none", zorder=9.5)
        canvas.text(room.left + 5, room.bottom + 4, words, SMALL, zorder=9.6)


def _frame_line(canvas: Canvas, box: Box) -> None:
    canvas.rectangle(box, "none", edgecolor=canvas.palette["coast"], linewidth=0.7, zorder=9.8)


def _draw_legend(legend: Legend, marks: Marks, spots: list[Mark], sheet: Sheet) -> None:
    legend.types(sheet.columns.type[sheet.shown])
    legend.statuses(sheet.status[sheet.shown])
    legend.places(marks, spots, _scale(legend.canvas, marks))


def _draw_inset(canvas: Canvas, box: Box, frame: Frame, bounds: npt.NDArray[np.float64]) -> None:
    """Draw where the map lies, with a point for what lies outside of it."""
    around = np.concatenate([bounds, [frame.bounds]])
    wide = frame_of(around, box)
    high = max(wide.north - wide.south, 3.2 * (frame.north - frame.south))
    middle = (wide.south + wide.north) / 2
    grown = np.array([[wide.west, middle - high / 2, wide.east, middle + high / 2]])
    inset = frame_of(grown, box, margin=0)
    draw_base(canvas, inset)
    x, y = inset.x([frame.west, frame.east]), inset.y([frame.south, frame.north])
    here = Rectangle((x[0], y[0]), x[1] - x[0], y[1] - y[0], zorder=9, linewidth=1.2)
    here.set(facecolor="none", edgecolor=canvas.palette["focus"])
    canvas.add(here, box)
    lon, lat = (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
    canvas.dots(
        inset.x(lon),
        inset.y(lat),
        box,
        s=7,
        color=canvas.palette["area"][-1],
        edgecolors=canvas.palette["paper"],
        linewidths=0.4,
        zorder=9,
    )
    _frame_line(canvas, box)


def _bounds(sheet: Sheet) -> npt.NDArray[np.float64]:
    """Return west, south, east, north of each event; provinces are whole, countries are not."""
    columns, rows = sheet.columns, sheet.shown
    lon, lat = columns.lon[rows].astype(float), columns.lat[rows].astype(float)
    bounds = np.stack([lon, lat, lon, lat], axis=1)
    place = {int(row): index for index, row in enumerate(rows)}
    for mark in Marks(columns, rows).provinces:
        found = bounds_of(mark.key)
        if found is not None:
            bounds[[place[int(row)] for row in mark.rows]] = found
    return bounds


def _scale(canvas: Canvas, marks: Marks) -> Scale:
    return Scale([len(mark.rows) for mark in marks.provinces], canvas.palette["area"])


def _window(view: View) -> tuple[int | None, int | None]:
    first = None if view.first is None else day_number(view.first)
    last = None if view.last is None else day_number(view.last)
    return first, last
