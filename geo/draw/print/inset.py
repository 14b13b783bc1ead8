"""The small map beside a printed map: where in the world it lies."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from matplotlib.patches import Rectangle

from geo.draw.print.base import draw_base
from geo.draw.print.canvas import Box, Canvas
from geo.draw.print.frame import Frame, frame_of

WORLDWIDE = 100.0  # degrees of longitude, from which on an inset tells nothing more
SMALLEST = 55.0
WIDER = 3.2


def draw_inset(canvas: Canvas, box: Box, frame: Frame, bounds: npt.NDArray[np.float64]) -> None:
    """Draw a map's frame in its surroundings, with a point for every event.

    Nothing is drawn where there is no room for it or the map shows the world already.

    Parameters
    ----------
    canvas : Canvas
    box : Box
        Where on the sheet.
    frame : Frame
        The map's own.
    bounds : array of float, shape (n, 4)
        West, south, east, north of each event.
    """
    if min(box.width, box.height) < SMALLEST or frame.east - frame.west > WORLDWIDE:
        return
    inset = _surroundings(box, frame, bounds)
    draw_base(canvas, inset)
    x, y = inset.x([frame.west, frame.east]), inset.y([frame.south, frame.north])
    here = Rectangle((x[0], y[0]), x[1] - x[0], y[1] - y[0], zorder=9, linewidth=1.2)
    here.set(facecolor="none", edgecolor=canvas.palette["focus"])
    canvas.add(here, box)
    centres = np.unique((bounds[:, :2] + bounds[:, 2:]) / 2, axis=0)
    edge = {"edgecolors": canvas.palette["paper"], "linewidths": 0.4}
    x, y = inset.x(centres[:, 0]), inset.y(centres[:, 1])
    canvas.dots(x, y, box, s=7, color=canvas.palette["area"][-1], zorder=9, **edge)
    draw_edge(canvas, box)


def draw_edge(canvas: Canvas, box: Box) -> None:
    """Draw the thin line around a map.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    box : Box
        The map's place on the sheet, in points.
    """
    canvas.rectangle(box, "none", edgecolor=canvas.palette["coast"], linewidth=0.7, zorder=9.8)


def _surroundings(box: Box, frame: Frame, bounds: npt.NDArray[np.float64]) -> Frame:
    wide = frame_of(np.concatenate([bounds, [frame.bounds]]), box)
    high = max(wide.north - wide.south, WIDER * (frame.north - frame.south))
    middle = (wide.south + wide.north) / 2
    grown = np.array([[wide.west, middle - high / 2, wide.east, middle + high / 2]])
    return frame_of(grown, box, margin=0)
