"""A smaller basemap for a file that travels: provinces where they matter, elsewhere countries.

It is made from the stored world file: the far countries lose the borders between their provinces,
their small islands and most of their detail.
"""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely

from geo.draw.basemap import files as basemap
from geo.draw.basemap.arcs import Arcs, Border, Ints

FAR_DETAIL = 0.2  # degrees
FAR_ISLAND = 0.8  # degrees across, below which an island of a far country is left out
NAMES = ("iso", "name", "name_ar", "country", "lon", "lat")

Header = dict[str, Any]


def part(near: Collection[str], around: tuple[float, float, float, float] | None = None) -> bytes:
    """Return a world file with the provinces of some countries and the outlines of the others.

    Parameters
    ----------
    near : collection of str
        ISO 3166-1 codes of the countries whose provinces are kept.
    around : tuple of float, optional
        West, south, east and north in degrees, within which every border keeps its detail.
    """
    header, world = _world()
    kept = [row for row, code in enumerate(header["country"]) if code in near]
    fixed = {max(arc, ~arc) for row in kept for ring in world.rings[row] for arc in ring}
    fixed |= _within(world.lines, around, header["scale"])
    lines = _thinned(world.lines, fixed, header["scale"])
    outlines = _outlines(header["country"], world, near)
    least = FAR_ISLAND * header["scale"]
    codes, rings = [], [world.rings[row] for row in kept]
    for code, walks in outlines.items():
        codes.append(code)
        rings.append(_without_islands(walks, world.lines, least, fixed))
    arcs = Arcs(lines, world.kinds, rings).first(len(rings))
    return basemap.pack(_names(header, kept, codes) | {"scale": header["scale"]}, arcs)


@cache
def _world() -> tuple[Header, Arcs]:
    data = basemap.file("world")
    if data is None:
        raise FileNotFoundError("the stored world basemap is missing")
    return unpack(data)


def unpack(data: bytes) -> tuple[Header, Arcs]:
    """Return the header and the arcs of a basemap file."""
    length = struct.unpack_from("<I", data, 4)[0]
    header = json.loads(data[8 : 8 + length])
    numbers = _Numbers(data[8 + length :])
    arcs = Arcs()
    head = np.zeros(2, np.int64)
    for _ in range(header["arcs"]):
        kind, count = numbers.take(2)
        steps = _unzigzag(numbers.take(2 * count)).reshape(-1, 2)
        line = head + np.cumsum(steps, axis=0)
        head = line[0]
        arcs.kinds.append(int(kind))
        arcs.lines.append(line)
    for _ in header["iso"]:
        rings = [numbers.take(int(numbers.take(1)[0])) for _ in range(int(numbers.take(1)[0]))]
        arcs.rings.append([_unzigzag(ring).tolist() for ring in rings])
    return header, arcs


@dataclass
class _Numbers:
    """Reads unsigned LEB128 numbers one after the other."""

    data: bytes

    def __post_init__(self) -> None:
        raw = np.frombuffer(self.data, np.uint8)
        last = np.flatnonzero(raw < 128)
        starts = np.concatenate([[0], last[:-1] + 1])
        shift = 7 * (np.arange(len(raw)) - np.repeat(starts, np.diff(starts, append=len(raw))))
        parts = (raw & 127).astype(np.int64) << shift
        self._values = np.add.reduceat(parts, starts) if len(raw) else parts
        self._next = 0

    def take(self, count: int) -> Ints:
        self._next += count
        return self._values[self._next - count : self._next]


def _unzigzag(values: Ints) -> Ints:
    return np.asarray((values >> 1) ^ -(values & 1))


def _within(
    lines: Sequence[Ints], around: tuple[float, float, float, float] | None, scale: int
) -> set[int]:
    """Return the lines that reach into a box of degrees."""
    if around is None:
        return set()
    west, south, east, north = (edge * scale for edge in around)
    low = np.array([line.min(axis=0) for line in lines])
    high = np.array([line.max(axis=0) for line in lines])
    across = (low[:, 0] <= east) & (high[:, 0] >= west)
    return set(np.flatnonzero(across & (low[:, 1] <= north) & (high[:, 1] >= south)).tolist())


def _thinned(lines: Sequence[Ints], fixed: Collection[int], scale: int) -> list[Ints]:
    """Return lines with less detail, but for the fixed ones; their ends stay where they are."""
    shapes = shapely.simplify([shapely.linestrings(line) for line in lines], FAR_DETAIL * scale)
    thin = [np.rint(shapely.get_coordinates(shape)).astype(np.int64) for shape in shapes]
    return [line if arc in fixed else thin[arc] for arc, line in enumerate(lines)]


def _outlines(
    countries: Sequence[str], world: Arcs, near: Collection[str]
) -> dict[str, list[list[int]]]:
    """Return the rings around each country that is not near, as walks along arcs."""
    loose: dict[str, set[int]] = defaultdict(set)
    for code, rings in zip(countries, world.rings, strict=True):
        if code not in near:
            arcs = {max(arc, ~arc) for ring in rings for arc in ring}
            loose[code] |= {arc for arc in arcs if world.kinds[arc] != Border.PROVINCE}
    return {code: _chained(sorted(arcs), world.lines) for code, arcs in sorted(loose.items())}


def _chained(arcs: Sequence[int], lines: Sequence[Ints]) -> list[list[int]]:
    """Return closed walks that use each arc once, in whichever direction fits."""
    leaving: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for arc in arcs:
        leaving[_start(arc, lines)].add(arc)
        leaving[_start(~arc, lines)].add(~arc)
    left = set(arcs)
    walks = []
    for arc in arcs:
        walk: list[int] = []
        while max(arc, ~arc) in left:
            left.remove(max(arc, ~arc))
            walk.append(arc)
            free = [way for way in leaving[_start(~arc, lines)] if max(way, ~way) in left]
            arc = min(free, default=~arc)
        if walk:
            walks.append(walk)
    return walks


def _start(arc: int, lines: Sequence[Ints]) -> tuple[int, ...]:
    line = lines[max(arc, ~arc)]
    return tuple(line[0 if arc >= 0 else -1].tolist())


def _without_islands(
    walks: list[list[int]], lines: Sequence[Ints], least: float, fixed: Collection[int]
) -> list[list[int]]:
    """Return the rings that are large enough or have a fixed piece, and the largest."""
    spans = [max(np.ptp(lines[max(arc, ~arc)], axis=0).max() for arc in walk) for walk in walks]
    most = max(spans, default=0)
    return [
        walk
        for walk, span in zip(walks, spans, strict=True)
        if span >= min(least, most) or max(walk[0], ~walk[0]) in fixed
    ]


def _names(header: Header, kept: Sequence[int], codes: Sequence[str]) -> Header:
    """Return the header's lists for the rows kept, then one row for each far country."""
    first = {code: header["country"].index(code) for code in codes}
    far = {"iso": codes, "name": [""] * len(codes), "name_ar": [""] * len(codes)}
    far |= {
        "country": codes,
        **{key: [header[key][first[c]] for c in codes] for key in ("lon", "lat")},
    }
    return {key: [*(header[key][row] for row in kept), *far[key]] for key in NAMES}
