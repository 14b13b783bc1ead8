"""Draws the events of a printed map: areas, rings, dots and counted symbols."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.collections import PathCollection
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from geo.draw.print.base import path_of, rows_of, visible
from geo.draw.print.canvas import Box, Canvas
from geo.draw.print.clusters import DOT, radius
from geo.draw.print.frame import Frame
from geo.draw.print.marks import Mark, Marks
from geo.draw.style import STATUSES, TYPES
from geo.model.event import Status, Type
from geo.store.columns.event_columns import EventColumns

TYPE_COLORS = [TYPES[kind]["color"] for kind in Type]
SHAPES = [STATUSES[status]["shape"] for status in Status]
_MARKERS = {"circle": "o", "square": "s", "triangle": "^", "cross": "X", "ring": "o"}
_AREAS = {"circle": 40.0, "square": 36.0, "triangle": 46.0, "cross": 46.0, "ring": 38.0}
MANY_DOTS = 500
SOFT_RADIUS = 11.0
HATCH_STEP = 5.0
SPECK_STEP = 0.6


class Scale:
    """Which step of the area ramp a number of events takes; later steps are wider."""

    def __init__(self, counts: Sequence[int], colors: Sequence[str]) -> None:
        most = max(counts, default=1)
        edges = {ceil((most + 1) ** (step / len(colors))) for step in range(len(colors))}
        self.edges = sorted(edges | {1})
        self.most = most
        shift = len(colors) - len(self.edges)
        self.colors = list(colors[shift:]) if shift < len(colors) - 1 else [colors[2]]

    def color(self, count: int) -> str:
        """Return the colour of a count."""
        return self.colors[int(np.searchsorted(self.edges, count, "right")) - 1]

    def steps(self) -> list[tuple[str, str]]:
        """Return each step as words and colour: ("3 to 5", "#aaa6d3")."""
        lasts = [edge - 1 for edge in self.edges[1:]] + [self.most]
        return [
            (str(first) if first >= last else f"{first:,} to {last:,}", color)
            for first, last, color in zip(self.edges, lasts, self.colors, strict=True)
        ]


def draw_areas(canvas: Canvas, frame: Frame, marks: Marks, scale: Scale) -> None:
    """Colour the provinces by their number of events, and hatch the countries.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    marks : Marks
        What the map draws of the events.
    scale : Scale
        Which colour a province has for its number of events.
    """
    palette = canvas.palette
    for mark in marks.countries:
        path = path_of(visible(rows_of(mark.key), frame), frame)
        if path is not None:
            patch = PathPatch(path, transform=canvas.axes.transData)
            _hatch(canvas, frame, patch, palette["area"][2])
    shapes = [path_of(visible(rows_of(mark.key), frame), frame) for mark in marks.provinces]
    colors = [scale.color(len(mark.rows)) for mark in marks.provinces]
    seen = [(path, color) for path, color in zip(shapes, colors, strict=True) if path is not None]
    if seen:
        paths, fills = zip(*seen, strict=True)
        areas = PathCollection(paths, facecolors=fills, edgecolors=palette["area"][-1])
        areas.set(linewidth=0.7, zorder=3.5)
        canvas.add(areas, frame.box)


def _hatch(canvas: Canvas, frame: Frame, patch: PathPatch, color: str) -> None:
    box = frame.box
    starts = np.arange(box.left - box.height, box.right, HATCH_STEP)
    ends = [((x, box.bottom), (x + box.height, box.top)) for x in starts]
    lines = Path(np.reshape(ends, (-1, 2)), [Path.MOVETO, Path.LINETO] * len(starts))
    stripes = PathPatch(lines, facecolor="none", edgecolor=color, linewidth=0.7, zorder=3)
    canvas.add(stripes)
    stripes.set_clip_path(patch)


def draw_rings(canvas: Canvas, frame: Frame, marks: Sequence[Mark], columns: EventColumns) -> None:
    """Draw "near X" as a dashed circle of the kilometres that it may reach.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    marks : sequence of Mark
        Events near a place, with the reach in kilometres.
    columns : EventColumns
        The columns of all events.
    """
    for mark in marks:
        reach = mark.radius_km * frame.points_per_km
        if not _touches(mark, frame, reach):
            continue
        color = TYPE_COLORS[_commonest(columns.type[mark.rows])]
        circle = Circle(
            (float(frame.x(mark.lon)), float(frame.y(mark.lat))),
            max(reach, DOT + 2),
            facecolor=f"{color}30",
            edgecolor=color,
            linestyle=(0, (3, 1.6)),
            linewidth=1.1,
            zorder=6,
        )
        canvas.add(circle, frame.box)


def draw_soft(canvas: Canvas, frame: Frame, mark: Mark) -> Box:
    """Draw a region or a sea as a dotted halo; returns the room it takes.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    mark : Mark
        The events that share the symbol.
    """
    x, y = float(frame.x(mark.lon)), float(frame.y(mark.lat))
    ink = canvas.palette["area"][-1]
    for size, alpha in ((SOFT_RADIUS, 0.16), (SOFT_RADIUS * 0.72, 0.22)):
        canvas.add(
            Circle((x, y), size, facecolor=ink, edgecolor="none", alpha=alpha, zorder=6), frame.box
        )
    edge = Circle((x, y), SOFT_RADIUS, facecolor="none", edgecolor=ink)
    edge.set(linestyle=(0, (0.6, 1.7)), linewidth=1.2, capstyle="round", zorder=6)
    canvas.add(edge, frame.box)
    return Box(x - SOFT_RADIUS, y - SOFT_RADIUS, 2 * SOFT_RADIUS, 2 * SOFT_RADIUS)


def badge_width(canvas: Canvas, count: int) -> float:
    """Return how wide the badge of a count is, in points.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    count : int
        The number of events.
    """
    return max(canvas.width_of(f"{count:,}", 7, "bold") + 7, 13.0)


def draw_badge(canvas: Canvas, x: float, y: float, mark: Mark, columns: EventColumns) -> None:
    """Draw the count of an area on a pill, with a strip of its types' colours below.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    x : float
        Middle of the symbol, in points from the left edge of the sheet.
    y : float
        Middle of the symbol, in points from the lower edge.
    mark : Mark
        The events that share the symbol.
    columns : EventColumns
        The columns of all events.
    """
    count, palette = len(mark.rows), canvas.palette
    width, height = badge_width(canvas, count), 12.0
    box = Box(x - width / 2, y - height / 2, width, height)
    edge = {"edgecolor": palette["outline"], "linewidth": 0.7}
    canvas.pill(box, 3.2, facecolor=palette["paper"], zorder=9, **edge)
    canvas.text(x, y - 1.1, f"{count:,}", 7, weight="bold", ha="center", zorder=9.2)
    left, inner = box.left + 2.2, width - 4.4
    for color, share in type_shares(columns.type[mark.rows]):
        canvas.rectangle(Box(left, box.bottom + 1.3, inner * share, 2.0), color, zorder=9.2)
        left += inner * share


def draw_spots(
    canvas: Canvas,
    frame: Frame,
    marks: Sequence[Mark],
    columns: EventColumns,
    status: npt.NDArray[np.uint8],
) -> None:
    """Draw one event as a dot in its status's shape, several at one place as a counted ring.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    marks : sequence of Mark
        Events at exact places, as `clusters` joined them.
    columns : EventColumns
        The columns of all events.
    status : array of uint8
        The code of the status of every event of the columns.
    """
    marks = [mark for mark in marks if _touches(mark, frame, spot_radius(mark))]
    single = [mark for mark in marks if len(mark.rows) == 1]
    _draw_places(canvas, frame, marks, columns)
    _draw_dots(canvas, frame, np.array([mark.rows[0] for mark in single], int), columns, status)
    _draw_donuts(canvas, frame, [mark for mark in marks if len(mark.rows) > 1], columns)


def _draw_places(
    canvas: Canvas, frame: Frame, marks: Sequence[Mark], columns: EventColumns
) -> None:
    """Draw a speck for every place that a counted ring stands for, so the pattern still shows."""
    none = np.zeros(0, np.intp)
    rows = np.concatenate([none, *(mark.rows for mark in marks if len(mark.rows) > 1)])
    at = np.stack([frame.x(columns.lon[rows]), frame.y(columns.lat[rows])], axis=1)
    # Specks closer than that lie on each other: one shows what all of them would.
    x, y = np.unique(np.rint(at / SPECK_STEP), axis=0).T * SPECK_STEP
    color = canvas.palette["outline"]
    canvas.dots(x, y, frame.box, s=1.6, color=color, alpha=0.6, linewidths=0, zorder=7.9)


def spot_radius(mark: Mark) -> float:
    """Return the radius of a spot's symbol in points."""
    return float(radius(len(mark.rows)))


def _draw_dots(
    canvas: Canvas,
    frame: Frame,
    rows: npt.NDArray[np.intp],
    columns: EventColumns,
    status: npt.NDArray[np.uint8],
) -> None:
    x, y = frame.x(columns.lon[rows]), frame.y(columns.lat[rows])
    colors = np.array(TYPE_COLORS)[columns.type[rows]]
    size = 1.0 if len(rows) < MANY_DOTS else 0.55
    for code, shape in enumerate(SHAPES):
        mine = status[rows] == code
        if mine.any():
            _draw_shape(canvas, x[mine], y[mine], colors[mine], shape, frame.box, size)


def draw_sample(canvas: Canvas, x: float, y: float, color: str, shape: str) -> None:
    """Draw one symbol outside the map, for a legend.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    x : float
        Middle of the symbol, in points from the left edge of the sheet.
    y : float
        Middle of the symbol, in points from the lower edge.
    color : str
        A colour as "#rrggbb".
    shape : str
        A shape of the style table, such as "circle" or "ring".
    """
    _draw_shape(canvas, np.array([x]), np.array([y]), np.array([color]), shape)


def _draw_shape(
    canvas: Canvas,
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    colors: npt.NDArray[np.str_],
    shape: str,
    clip: Box | None = None,
    size: float = 1.0,
) -> None:
    hollow = shape == "ring"
    canvas.dots(
        x,
        y,
        clip,
        s=_AREAS[shape] * size,
        marker=_MARKERS[shape],
        facecolors="none" if hollow else colors,
        edgecolors=colors if hollow else canvas.palette["outline"],
        linewidths=1.6 if hollow else 0.6,
        zorder=8 if clip else 9,
    )


def _draw_donuts(
    canvas: Canvas, frame: Frame, marks: Sequence[Mark], columns: EventColumns
) -> None:
    pieces: list[tuple[Path, str]] = []
    for mark in marks:
        x, y, size = float(frame.x(mark.lon)), float(frame.y(mark.lat)), spot_radius(mark)
        pieces += _donut(x, y, size, columns.type[mark.rows], canvas.palette)
        words = f"{len(mark.rows):,}"
        room = min(7.0, 1.75 * (size - 2.2) / (0.62 * len(words)))
        middle = {"ha": "center", "va": "center_baseline", "weight": "bold"}
        canvas.text(x, y, words, room, "ink", frame.box, zorder=8.5, **middle)
    if pieces:
        paths, colors = zip(*pieces, strict=True)
        drawn = PathCollection(paths, facecolors=colors, linewidths=0, zorder=8.2)
        canvas.add(drawn, frame.box)


def _donut(
    x: float, y: float, size: float, types: npt.NDArray[np.uint8], palette: dict[str, str]
) -> list[tuple[Path, str]]:
    """Return the filled paths of a ring that is divided by type."""
    pieces = [(_moved(Path.unit_circle(), x, y, size + 0.5), palette["outline"])]
    start = 90.0
    for color, share in type_shares(types):
        wedge = Path.unit_circle() if share == 1 else Path.wedge(start - 360 * share, start)
        pieces.append((_moved(wedge, x, y, size), color))
        start -= 360 * share
    return [*pieces, (_moved(Path.unit_circle(), x, y, size - 2.6), palette["paper"])]


def _moved(path: Path, x: float, y: float, size: float) -> Path:
    return Path(np.asarray(path.vertices, float) * size + (x, y), path.codes)


def type_shares(types: npt.NDArray[np.uint8]) -> list[tuple[str, float]]:
    """Return each type's colour and its share of the events, in the order of the types."""
    counts = np.bincount(types, minlength=len(TYPE_COLORS))
    return [(TYPE_COLORS[code], counts[code] / len(types)) for code in np.flatnonzero(counts)]


def _touches(mark: Mark, frame: Frame, reach: float) -> bool:
    """Say whether a symbol shows; far outside, matplotlib cannot even place a letter."""
    x, y = float(frame.x(mark.lon)), float(frame.y(mark.lat))
    return frame.box.overlaps(Box(x - reach, y - reach, 2 * reach, 2 * reach))


def _commonest(types: npt.NDArray[np.uint8]) -> int:
    return int(np.argmax(np.bincount(types)))


def area_middle(code: str, frame: Frame) -> tuple[float, float] | None:
    """Return a point well inside the visible part of an area, in points; None if none is seen.

    Parameters
    ----------
    code : str
        ISO 3166-2 code of a province or ISO 3166-1 code of a country.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    """
    shapes = shapely.get_parts(visible(rows_of(code), frame))
    west, south, east, north = frame.bounds
    shapes = shapely.clip_by_rect(shapes, west, south, east, north)
    shapes = shapes[~shapely.is_empty(shapes)]
    if not len(shapes):
        return None
    point = shapely.centroid(shapely.geometrycollections(shapes))
    if not shapely.intersects(shapes, point).any():
        point = shapely.point_on_surface(shapes[np.argmax(shapely.area(shapes))])
    return float(frame.x(point.x)), float(frame.y(point.y))
