"""Where on a sheet the map, the timeline, the legend and the inset go."""

from __future__ import annotations

from dataclasses import dataclass

from geo.draw.print.canvas import Box
from geo.draw.print.captions import MARGIN

SIDE = 178.0
GAP = 14.0
TIMELINE = 58.0
INSET = 92.0
WIDE_FROM = 1.2


@dataclass(frozen=True, slots=True)
class Layout:
    """The places on a sheet.

    Attributes
    ----------
    map, strip : Box
        The map, and the timeline below it.
    legend : list[Box]
        One box for the whole legend, or one for each of its three parts.
    """

    map: Box
    strip: Box
    legend: list[Box]


def arrange(page: Box, bottom: float, top: float, legend_heights: list[float]) -> Layout:
    """Return where things go between the footer and the heading.

    On a wide sheet the legend stands beside the map, on a tall or square one below it.

    Parameters
    ----------
    page : Box
        The whole sheet.
    bottom, top : float
        Where the footer ends and the heading begins, in points.
    legend_heights : list of float
        How high the three parts of the legend are; the inset goes below the second.
    """
    width = page.width - 2 * MARGIN
    if page.width >= WIDE_FROM * page.height:
        inner = width - SIDE - GAP
        strip = Box(MARGIN, bottom + 6, inner, TIMELINE)
        side = Box(MARGIN + inner + GAP, bottom + 6, SIDE, top - bottom + 1)
        return Layout(Box(MARGIN, strip.top + 8, inner, top - strip.top - 8), strip, [side])
    each = (width - 2 * GAP) / 3
    legend_height = max(*legend_heights, legend_heights[1] + INSET)
    lefts = [MARGIN + part * (each + GAP) for part in range(3)]
    legend = [Box(left, bottom + 8, each, legend_height) for left in lefts]
    strip = Box(MARGIN, legend[0].top + 4, width, TIMELINE)
    return Layout(Box(MARGIN, strip.top + 8, width, top - strip.top - 8), strip, legend)
