"""The basemap of a printed map: land, water and borders, from the province table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from geo.draw.basemap.arcs import Border, Geometries
from geo.draw.basemap.province_table import provinces
from geo.draw.print.borders import Positions, borders, joined
from geo.draw.print.canvas import Box, Canvas
from geo.draw.print.frame import Frame

DETAIL_POINTS = 0.35
FAR = 0.07  # points per kilometre, below which provinces are too small to draw
_WIDTHS = {Border.PROVINCE: 0.45, Border.COAST: 0.55, Border.COUNTRY: 0.95}
_COLORS = {Border.PROVINCE: "province", Border.COAST: "coast", Border.COUNTRY: "country"}


@cache
def _bounds() -> npt.NDArray[np.float64]:
    return np.asarray(shapely.bounds(provinces().geometries))


@cache
def _rows_by_country() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, country in enumerate(provinces().country):
        found.setdefault(country, []).append(row)
    return found


@lru_cache(maxsize=4)
def rows_in(frame: Frame) -> npt.NDArray[np.intp]:
    """Return the rows of the provinces that a frame may show, in ascending order."""
    west, south, east, north = frame.bounds
    bounds = _bounds()
    across = (bounds[:, 0] < east) & (bounds[:, 2] > west)
    return np.flatnonzero(across & (bounds[:, 1] < north) & (bounds[:, 3] > south))


def rows_of(code: str) -> list[int]:
    """Return the rows of a province (ISO 3166-2) or of a whole country (ISO 3166-1)."""
    if "-" in code:
        return provinces().members(code)
    return _rows_by_country().get(code, [])


def bounds_of(code: str) -> npt.NDArray[np.float64] | None:
    """Return west, south, east and north of a province or country; None where it is unknown."""
    rows = rows_of(code)
    if not rows:
        return None
    found = _bounds()[rows]
    return np.concatenate([found[:, :2].min(axis=0), found[:, 2:].max(axis=0)])


def visible(rows: Iterable[int], frame: Frame) -> Geometries:
    """Return province shapes cut to the frame, as detailed as it can show; some may be empty.

    Parameters
    ----------
    rows : iterable of int
        Rows of the province table.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    """
    wanted = np.fromiter(rows, np.intp)
    return _cut_to(frame)[np.searchsorted(rows_in(frame), wanted[np.isin(wanted, rows_in(frame))])]


@lru_cache(maxsize=4)
def _cut_to(frame: Frame) -> Geometries:
    """Return the shapes of all provinces that a frame may show, cut and thinned once."""
    detail = DETAIL_POINTS / frame.points_per_degree
    pad = 4 * detail
    west, south, east, north = frame.bounds
    shapes = provinces().geometries[rows_in(frame)]
    thinned = shapely.simplify(shapes, detail, preserve_topology=False)
    cut = shapely.clip_by_rect(thinned, west - pad, south - pad, east + pad, north + pad)
    return np.asarray(cut)


def path_of(shapes: Geometries, frame: Frame) -> Path | None:
    """Return polygons as one path on the sheet; None where there are none.

    Parameters
    ----------
    shapes : array of shapely polygons
        In degrees.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    """
    rings = shapely.get_rings(shapely.get_parts(shapes))
    if not len(rings):
        return None
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    path = _path(coords, ring, frame)
    codes = np.asarray(path.codes)
    codes[np.flatnonzero(np.diff(ring, append=len(rings)))] = Path.CLOSEPOLY
    return Path(path.vertices, codes)


def _path(coords: Positions, line: npt.NDArray[np.intp], frame: Frame) -> Path:
    """Return lines as one path on the sheet; `line` numbers the line of each position."""
    codes = np.full(len(coords), Path.LINETO, Path.code_type)
    codes[np.flatnonzero(np.diff(line, prepend=-1))] = Path.MOVETO
    return Path(np.stack([frame.x(coords[:, 0]), frame.y(coords[:, 1])], axis=1), codes)


def draw_base(canvas: Canvas, frame: Frame) -> None:
    """Draw water, land and every border of a frame.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    """
    canvas.rectangle(frame.box, "water", zorder=1)
    rows = rows_in(frame)
    land = path_of(visible(rows, frame), frame)
    if land is not None:
        color = canvas.palette["land"]
        # The edge hides the slivers that thinning each polygon by itself leaves between them.
        patch = PathPatch(land, facecolor=color, edgecolor=color, linewidth=0.6, zorder=2)
        canvas.add(patch, frame.box)
    far = frame.points_per_km < FAR
    for kind, path in _border_paths(frame).items():
        width = _WIDTHS[kind] * (0.6 if far else 1)
        color = canvas.palette[_COLORS[kind]]
        drawn = PathPatch(path, facecolor="none", edgecolor=color, zorder=4)
        drawn.set(linewidth=width, capstyle="round", joinstyle="round")
        canvas.add(drawn, frame.box)


@lru_cache(maxsize=4)
def _border_paths(frame: Frame) -> dict[Border, Path]:
    """Return the borders of a frame, kept since all frames of a film show the same.

    Each kind is one path of many lines: an artist for each would take most of a sheet's time.
    """
    rows = rows_in(frame)
    countries = [provinces().country[row] for row in rows]
    cell = DETAIL_POINTS / frame.points_per_degree
    found = borders(provinces().geometries[rows], countries, cell)
    near = frame.points_per_km >= FAR
    kinds = [kind for kind in _COLORS if near or kind is not Border.PROVINCE]
    return {kind: _path(*joined(_near(found[kind], frame)), frame) for kind in kinds}


def _near(segments: npt.NDArray[np.float64], frame: Frame) -> npt.NDArray[np.float64]:
    pad = 8 / frame.points_per_degree
    west, south, east, north = frame.bounds
    low, high = segments.min(axis=1, initial=1e9), segments.max(axis=1, initial=-1e9)
    across = (low[:, 0] < east + pad) & (high[:, 0] > west - pad)
    up = (low[:, 1] < north + pad) & (high[:, 1] > south - pad)
    return np.asarray(segments[across & up])


def draw_scale_bar(canvas: Canvas, frame: Frame) -> Box:
    """Draw a scale bar in the lower left corner; returns the room it takes.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    """
    km = _round_km(frame.box.width / 5 / frame.points_per_km)
    width, left, bottom = km * frame.points_per_km, frame.box.left + 10, frame.box.bottom + 9
    room = Box(left - 5, bottom - 5, width + 10, 20)
    halo = {"facecolor": canvas.palette["halo"], "edgecolor": "none", "alpha": 0.75}
    canvas.pill(room, 3, zorder=9, **halo)
    for half, color in ((0, "ink"), (1, "paper")):
        bar = Box(left + half * width / 2, bottom, width / 2, 2.6)
        edge = canvas.palette["ink"]
        canvas.rectangle(bar, color, edgecolor=edge, linewidth=0.5, zorder=9.1)
    middle = left + width / 2
    canvas.text(middle, bottom + 5.5, _distance(km), 6.5, ha="center", zorder=9.1)
    return room


def _distance(km: float) -> str:
    return f"{km:,.0f} km" if km >= 1 else f"{1000 * km:.0f} m"


def _round_km(most: float) -> float:
    power: float = 10.0 ** np.floor(np.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most)
