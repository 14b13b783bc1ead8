"""A View as one printed sheet: map, timeline, legend, sources and what is left out."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.draw.print.base import bounds_of, draw_base, draw_scale_bar
from geo.draw.print.canvas import Canvas
from geo.draw.print.captions import draw_footer, draw_heading, write_beyond
from geo.draw.print.clusters import clusters
from geo.draw.print.frame import Frame, frame_at, frame_of_most
from geo.draw.print.inset import draw_edge, draw_inset
from geo.draw.print.layout import arrange
from geo.draw.print.legend import Legend, heights
from geo.draw.print.marks import Mark, Marks, outside
from geo.draw.print.names import NameLabels
from geo.draw.print.sheet import Paper, Sheet, Theme
from geo.draw.print.symbols import Scale, draw_areas, draw_rings, draw_spots
from geo.draw.print.timeline import draw_timeline


def draw(
    sheet: Sheet,
    theme: Theme = Theme.LIGHT,
    paper: Paper = Paper.SCREEN,
    whole: Sheet | None = None,
) -> Canvas:
    """Draw a sheet.

    Parameters
    ----------
    sheet : Sheet
        What to draw.
    theme, paper : Theme, Paper
        How.
    whole : Sheet, optional
        For one frame of a film: all that the film shows, which fixes everything but the events.
    """
    canvas = Canvas(*paper.points, theme.palette)
    fixed = whole or sheet
    marks, every = Marks(sheet.columns, sheet.shown), Marks(sheet.columns, fixed.shown)
    scale = Scale([len(mark.rows) for mark in every.provinces], canvas.palette["area"])
    top, bottom = draw_heading(canvas, sheet, bool(whole)), draw_footer(canvas, fixed)
    needed = heights(fixed, every, scale)
    layout = arrange(canvas.box, bottom, top, needed)
    bounds = bounds_of_events(fixed)
    at = sheet.view.viewport
    frame = frame_at(at, layout.map) if at else frame_of_most(bounds, layout.map)
    spots = clusters(sheet.columns, marks.spots, frame)
    _draw_map(canvas, frame, marks, spots, sheet, scale)
    write_beyond(canvas, frame.box, outside(marks, frame))
    draw_timeline(canvas, layout.strip, sheet.columns, sheet.shown, sheet.others, sheet.window)
    legend = Legend(canvas, layout.legend, needed)
    legend.types(sheet.columns.type[fixed.shown])
    legend.statuses(fixed.status[fixed.shown])
    legend.places(every, clusters(sheet.columns, every.spots, frame), scale)
    draw_inset(canvas, legend.rest(), frame, bounds)
    return canvas


def _draw_map(
    canvas: Canvas, frame: Frame, marks: Marks, spots: list[Mark], sheet: Sheet, scale: Scale
) -> None:
    """Draw the map with its events, names and scale bar."""
    draw_base(canvas, frame)
    draw_areas(canvas, frame, marks, scale)
    draw_rings(canvas, frame, marks.rings, sheet.columns)
    bar = draw_scale_bar(canvas, frame)
    names = NameLabels(canvas, frame, marks, sheet.name_of)
    names.keep_free(spots, [bar])
    names.soft()
    names.areas()
    names.spots(spots)
    names.soft_names()
    names.rest()
    draw_spots(canvas, frame, spots, sheet.columns, sheet.status)
    draw_edge(canvas, frame.box)


def bounds_of_events(sheet: Sheet) -> npt.NDArray[np.float64]:
    """Return west, south, east, north of each event; provinces are whole, countries are not."""
    columns, rows = sheet.columns, sheet.shown
    lon, lat = columns.lon[rows].astype(float), columns.lat[rows].astype(float)
    bounds = np.stack([lon, lat, lon, lat], axis=1)
    for mark in Marks(columns, rows).provinces:
        found = bounds_of(mark.key)
        if found is not None:
            bounds[np.isin(rows, mark.rows)] = found
    return bounds
