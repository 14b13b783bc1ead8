"""Borders as arcs: each piece of border once, however many provinces share it.

The scheme is TopoJSON's (Bostock 2012): rings are cut where three borders meet, a shared piece
is stored once, and a ring is a list of pieces, negative ones (~index) walked backwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import shapely

Ints = npt.NDArray[np.int64]
Geometries = npt.NDArray[np.object_]


class Border(IntEnum):
    """What a piece of border divides; a seam is the map's own edge and is never drawn."""

    COAST = 0
    COUNTRY = 1
    PROVINCE = 2
    SEAM = 3


@dataclass
class Arcs:
    """Pieces of border and the rings that they make up.

    Attributes
    ----------
    lines : list of (n, 2) integer arrays
        Grid coordinates of each piece, first and last vertex included.
    kinds : list of int
        The `Border` of each piece.
    rings : list of list of list of int
        Per province, its rings, each a list of pieces in walking order.
    """

    lines: list[Ints] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    rings: list[list[list[int]]] = field(default_factory=list)

    def first(self, provinces: int) -> Arcs:
        """Return the first provinces alone, with the pieces that they use."""
        rings = self.rings[:provinces]
        used = sorted({max(arc, ~arc) for walks in rings for walk in walks for arc in walk})
        number = {arc: k for k, arc in enumerate(used)}
        number |= {~arc: ~k for arc, k in number.items()}
        return Arcs(
            [self.lines[arc] for arc in used],
            [self.kinds[arc] for arc in used],
            [[[number[arc] for arc in walk] for walk in walks] for walks in rings],
        )


def cut(shapes: Geometries, countries: Sequence[str], scale: int, smallest: int = 0) -> Arcs:
    """Cut polygons into arcs on a grid of 1/scale degrees.

    Parameters
    ----------
    shapes : array of shapely MultiPolygon
        One per province, in degrees; neighbours share their vertices.
    countries : sequence of str
        The country of each, to tell country borders from province borders.
    scale : int
        Grid lines per degree.
    smallest : int
        Rings that span fewer grid cells than this both ways are left out, but for the largest
        of each province.
    """
    rings, owners = _rings(shapes, scale, smallest)
    ids, corner = _vertices(rings, scale)
    arcs = Arcs(rings=[[] for _ in shapes])
    known: dict[tuple[int, int], int] = {}
    users: list[set[int]] = []
    for ring, ring_ids, owner in zip(rings, ids, owners, strict=True):
        walk = []
        for start, end, backwards in _pieces(ring_ids, corner):
            piece = np.arange(start, end + 1) % len(ring)
            if backwards:
                piece = piece[::-1]
            key = (int(ring_ids[piece[0]]), int(ring_ids[piece[1]]))
            if key not in known:
                known[key] = len(arcs.lines)
                arcs.lines.append(ring[piece])
                users.append(set())
            users[known[key]].add(owner)
            walk.append(~known[key] if backwards else known[key])
        arcs.rings[owner].append(walk)
    edge = 180 * scale, 90 * scale
    arcs.kinds = [
        int(_kind(line, used, countries, edge))
        for line, used in zip(arcs.lines, users, strict=True)
    ]
    return arcs


def _kind(line: Ints, users: set[int], countries: Sequence[str], edge: tuple[int, int]) -> Border:
    if any(bool(np.all(np.abs(line[:, axis]) == edge[axis])) for axis in (0, 1)):
        return Border.SEAM
    if len(users) == 1:
        return Border.COAST
    return Border.PROVINCE if len({countries[user] for user in users}) == 1 else Border.COUNTRY


def _rings(shapes: Geometries, scale: int, smallest: int) -> tuple[list[Ints], list[int]]:
    """Return every ring on the grid, without its closing vertex, and its province."""
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    found, ring_part = shapely.get_rings(parts, return_index=True)
    largest: dict[int, tuple[int, Ints]] = {}
    kept: list[tuple[int, Ints]] = []
    for ring, owner in zip(_on_grid(found, scale), part_owner[ring_part].tolist(), strict=True):
        if len(ring) < 3:
            continue
        if _span(ring) >= smallest:
            kept.append((owner, ring))
        if owner not in largest or _span(ring) > _span(largest[owner][1]):
            largest[owner] = (owner, ring)
    whole = {owner for owner, _ in kept}
    kept += [pair for owner, pair in largest.items() if owner not in whole]
    return [ring for _, ring in kept], [owner for owner, _ in kept]


def _on_grid(rings: Geometries, scale: int) -> list[Ints]:
    """Return rings on the grid without repeated vertices, the closing one included."""
    coords, index = shapely.get_coordinates(rings, return_index=True)
    points = np.rint(coords * scale).astype(np.int64)
    again = (index[1:] == index[:-1]) & np.all(points[1:] == points[:-1], axis=1)
    keep = np.append(~again, True)
    points, index = points[keep], index[keep]
    ends = np.cumsum(np.bincount(index, minlength=len(rings)))[:-1]
    return [ring[:-1] for ring in np.split(points, ends)]


def _span(ring: Ints) -> int:
    return int(np.ptp(ring, axis=0).max())


def _vertices(rings: Sequence[Ints], scale: int) -> tuple[list[Ints], npt.NDArray[np.bool_]]:
    """Return vertex numbers per ring, and which vertices are corners where arcs end.

    A vertex is inside an arc when exactly two distinct edges touch it. The edges of the map are
    corners as well, so that they can be told apart from coast.
    """
    points = np.concatenate(rings) if rings else np.zeros((0, 2), np.int64)
    width = 400 * scale
    keys, ids = np.unique(points[:, 0] + width * points[:, 1], return_inverse=True)
    ends = np.cumsum([len(ring) for ring in rings])[:-1]
    per_ring = np.split(ids, ends) if rings else []
    following = [np.roll(ring, -1) for ring in per_ring]
    pairs = np.stack([ids, np.concatenate(following) if rings else ids])
    edges = np.unique(np.sort(pairs, axis=0), axis=1)
    degree = np.bincount(edges.ravel(), minlength=len(keys))
    lat = np.rint(keys / width)
    lon = keys - width * lat
    corner = (degree != 2) | (np.abs(lon) == 180 * scale) | (np.abs(lat) == 90 * scale)
    return per_ring, corner


def _pieces(ids: Ints, corner: npt.NDArray[np.bool_]) -> list[tuple[int, int, bool]]:
    """Return (first, last, backwards) positions of a ring's pieces, in walking order.

    A piece is stored from the smaller of its two directions, which is the same for both of its
    owners.
    """
    cuts = np.flatnonzero(corner[ids])
    if not len(cuts):
        cuts = np.array([int(np.argmin(ids))])
    ends = np.append(cuts[1:], cuts[0] + len(ids))
    pieces = []
    for start, end in zip(cuts.tolist(), ends.tolist(), strict=True):
        last, before = ids[end % len(ids)], ids[(end - 1) % len(ids)]
        ahead = (ids[start], ids[(start + 1) % len(ids)])
        pieces.append((start, end, (last, before) < ahead))
    return pieces
