"""One sheet with the same small map for each month, year or province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import numpy.typing as npt

from geo.draw.print.base import bounds_of, draw_base, draw_scale_bar
from geo.draw.print.canvas import Box, Canvas
from geo.draw.print.captions import draw_footer, draw_heading, write_beyond
from geo.draw.print.clusters import clusters
from geo.draw.print.frame import Frame, frame_at, frame_of, frame_of_most
from geo.draw.print.inset import draw_edge, draw_inset
from geo.draw.print.layout import arrange
from geo.draw.print.legend import Legend, heights
from geo.draw.print.marks import Marks, outside
from geo.draw.print.names import NameLabels
from geo.draw.print.sheet import Paper, Sheet, Theme
from geo.draw.print.sheet_figure import bounds_of_events
from geo.draw.print.symbols import Scale, draw_areas, draw_rings, draw_spots
from geo.draw.print.timeline import draw_timeline

GAP = 8.0
TITLE = 8.0
TITLE_HEIGHT = 13.0


@dataclass(frozen=True)
class Panel:
    """One small map: what it is called, the rows that it shows, and where it lies.

    `area` is an ISO code to fit the map to; empty for the extent that all maps share.
    """

    title: str
    rows: npt.NDArray[np.intp]
    area: str = ""


def draw_series(sheet: Sheet, panels: Sequence[Panel], theme: Theme, paper: Paper) -> Canvas:
    """Draw a sheet of small maps, of the same extent where they are not of areas of their own.

    Parameters
    ----------
    sheet : Sheet
        What all maps show together.
    panels : sequence of Panel
        The maps, in order from the upper left.
    theme : Theme
        Dark ink on light paper, or light ink on dark.
    paper : Paper
        The size of the sheet.
    """
    canvas = Canvas(*paper.points, theme.palette)
    whole = Marks(sheet.columns, sheet.shown)
    parts = [Marks(sheet.columns, panel.rows) for panel in panels]
    most = [len(mark.rows) for part in parts for mark in part.provinces]
    scale = Scale(most, canvas.palette["area"])
    top, bottom = draw_heading(canvas, sheet), draw_footer(canvas, sheet)
    needed = heights(sheet, whole, scale)
    layout = arrange(canvas.box, bottom, top, needed)
    boxes = _grid(layout.map, len(panels))
    bounds = bounds_of_events(sheet)
    frame = _frame(sheet, bounds, boxes[0])
    for panel, part, box in zip(panels, parts, boxes, strict=True):
        here = _own_frame(sheet, panel, box) or _moved(frame, box)
        _draw_panel(canvas, panel, part, here, sheet, scale)
        if panel.area or box is boxes[0]:
            draw_scale_bar(canvas, here)
    draw_timeline(canvas, layout.strip, sheet.columns, sheet.shown, sheet.others, sheet.window)
    legend = Legend(canvas, layout.legend, needed)
    legend.types(sheet.columns.type[sheet.shown])
    legend.statuses(sheet.status[sheet.shown])
    legend.places(whole, clusters(sheet.columns, whole.spots, frame), scale)
    draw_inset(canvas, legend.rest(), frame, bounds)
    return canvas


def _grid(box: Box, count: int) -> list[Box]:
    """Return equal boxes for small maps, each with room for a title above it.

    The number of columns is the one that makes the maps largest for their likely proportions.
    """
    columns = max(range(1, count + 1), key=lambda each: _map_size(box, count, each))
    rows = ceil(count / columns)
    width = (box.width - GAP * (columns - 1)) / columns
    height = (box.height - GAP * (rows - 1)) / rows - TITLE_HEIGHT
    return [
        Box(
            box.left + (index % columns) * (width + GAP),
            box.top - (index // columns + 1) * (height + TITLE_HEIGHT) - index // columns * GAP,
            width,
            height,
        )
        for index in range(count)
    ]


def _map_size(box: Box, count: int, columns: int) -> float:
    rows = ceil(count / columns)
    width = (box.width - GAP * (columns - 1)) / columns
    height = (box.height - GAP * (rows - 1)) / rows - TITLE_HEIGHT
    return min(width / 1.3, height)


def _frame(sheet: Sheet, bounds: npt.NDArray[np.float64], box: Box) -> Frame:
    at = sheet.view.viewport
    return frame_at(at, box) if at else frame_of_most(bounds, box)


def _own_frame(sheet: Sheet, panel: Panel, box: Box) -> Frame | None:
    """Return the frame of a panel's own area and events; None where it has no area."""
    found = bounds_of(panel.area) if panel.area else None
    if found is None:
        return None
    events = bounds_of_events(replace(sheet, shown=panel.rows))
    return frame_of(np.concatenate([[found], events]), box, margin=0.06)


def _moved(frame: Frame, box: Box) -> Frame:
    return Frame(frame.west, frame.south, frame.east, frame.north, box)


def _draw_panel(
    canvas: Canvas, panel: Panel, marks: Marks, frame: Frame, sheet: Sheet, scale: Scale
) -> None:
    box = frame.box
    number = f"{len(panel.rows):,}"
    room = box.width - canvas.width_of(number, TITLE) - 6
    title = canvas.shorten(panel.title, room, TITLE, "bold")
    canvas.text(box.left, box.top + 3.5, title, TITLE, weight="bold")
    canvas.text(box.right, box.top + 3.5, number, TITLE, "label", ha="right")
    draw_base(canvas, frame)
    draw_areas(canvas, frame, marks, scale)
    draw_rings(canvas, frame, marks.rings, sheet.columns)
    spots = clusters(sheet.columns, marks.spots, frame)
    names = NameLabels(canvas, frame, marks, sheet.name_of)
    names.keep_free(spots, [])
    names.soft()
    names.badges()
    draw_spots(canvas, frame, spots, sheet.columns, sheet.status)
    write_beyond(canvas, box, outside(marks, frame), "beyond")
    draw_edge(canvas, box)
