"""Borders of provinces as plain segments, each once, fast enough to make for every sheet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from geo.draw.basemap.arcs import Border, Geometries

Segments = npt.NDArray[np.float64]
Positions = npt.NDArray[np.float64]
_MOST_CELLS = 1 << 20


def borders(shapes: Geometries, countries: Sequence[str], cell: float) -> dict[Border, Segments]:
    """Return the coast, country and province borders of polygons that share their vertices.

    Parameters
    ----------
    shapes : array of shapely polygons
        In degrees.
    countries : sequence of str
        The country of each.
    cell : float
        Degrees; vertices are rounded to multiples of it, so detail below it goes.

    Returns
    -------
    dict of Border to array of float, shape (n, 2, 2)
        Segments as start and end, each longitude and latitude.
    """
    rings, owners = _rings(shapes)
    if not len(rings):
        return {kind: np.zeros((0, 2, 2)) for kind in Border}
    codes = np.unique(np.asarray(countries, dtype=str), return_inverse=True)[1]
    grid, ring = _on_grid(rings, max(cell, 360 / _MOST_CELLS))
    points, vertex = np.unique(grid[:, 0] * _MOST_CELLS * 2 + grid[:, 1], return_inverse=True)
    moved = ring[1:] == ring[:-1]
    start, end = vertex[:-1][moved], vertex[1:][moved]
    edge = np.minimum(start, end) * len(points) + np.maximum(start, end)
    kinds, edges = _kinds(edge, codes[owners[ring[1:][moved]]])
    place = np.zeros((len(points), 2))
    place[vertex] = grid * max(cell, 360 / _MOST_CELLS)
    ends = place[np.stack([edges // len(points), edges % len(points)], axis=1)]
    kinds[(np.abs(ends[:, :, 0]) >= 179.99).all(axis=1)] = Border.SEAM
    kinds[(np.abs(ends[:, :, 1]) >= 89.99).all(axis=1)] = Border.SEAM
    return {kind: ends[kinds == kind] for kind in Border}


def _on_grid(rings: Geometries, cell: float) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.intp]]:
    """Return rounded vertices and the ring of each; of equal ones in a row only the first."""
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    grid = np.rint(coords / cell).astype(np.int64)
    stays = np.ones(len(grid), np.bool_)
    stays[1:] = (grid[1:] != grid[:-1]).any(axis=1) | (ring[1:] != ring[:-1])
    return grid[stays], ring[stays]


def _rings(shapes: Geometries) -> tuple[Geometries, npt.NDArray[np.intp]]:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    return rings, owner[part]


def _kinds(
    edge: npt.NDArray[np.int64], country: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.int64]]:
    """Return what each distinct edge divides, and the edges."""
    order = np.argsort(edge, kind="stable")
    edge, country = edge[order], country[order]
    first = np.flatnonzero(np.diff(edge, prepend=-1))
    times = np.diff(first, append=len(edge))
    lowest = np.minimum.reduceat(country, first)
    highest = np.maximum.reduceat(country, first)
    inland = np.where(lowest == highest, Border.PROVINCE, Border.COUNTRY)
    return np.where(times == 1, Border.COAST, inland), edge[first]


def joined(segments: Segments) -> tuple[Positions, npt.NDArray[np.intp]]:
    """Return segments as few long lines: all positions, and the number of the line of each."""
    lines = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(segments)))
    coords, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    return coords, line
