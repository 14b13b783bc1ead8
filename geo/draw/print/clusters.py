"""Joins events whose symbols would cover each other, so that each symbol can be read.

The fullest place takes in what its symbol would cover, and so on down, until nothing overlaps
(greedy, as in Leaflet.markercluster, but with the size of the symbol as the reach).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.draw.print.frame import Frame
from geo.draw.print.marks import Mark, Rows, split_by_group
from geo.store.columns.event_columns import EventColumns

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

DOT = 3.9
OVERLAP = 1.2
SNAP_POINTS = 5.0
SNAP_FROM = 3000


def radius(count: npt.ArrayLike) -> Floats:
    """Return the radius in points of the symbol for a number of events."""
    count = np.asarray(count, float)
    several = np.minimum(5.6 + 1.25 * np.log2(np.maximum(count, 1)), 15.0)
    return np.where(count == 1, DOT, several)


def clusters(columns: EventColumns, rows: Rows, frame: Frame) -> list[Mark]:
    """Return marks for events at exact places, none over another, the fullest first.

    A mark stands on the place of its that has the most events.

    Parameters
    ----------
    columns : EventColumns
        The columns of all events.
    rows : array of int
        Rows of events at an exact place.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    """
    if not len(rows):
        return []
    lon, lat = columns.lon[rows], columns.lat[rows]
    first, group = _places(lon, lat)
    points = np.stack([frame.x(lon[first]), frame.y(lat[first])], axis=1)
    head, group = _gathered(points, group)
    marks = []
    for place, mine in zip(head, split_by_group(rows, group), strict=True):
        at = first[place]
        marks.append(Mark(float(lon[at]), float(lat[at]), mine, row=int(rows[at])))
    return sorted(marks, key=lambda mark: -len(mark.rows))


def _places(lon: npt.NDArray[np.float32], lat: npt.NDArray[np.float32]) -> tuple[Ints, Ints]:
    """Return a row for each distinct place, and the place of each row."""
    keys = np.stack([lon, lat], axis=1).astype(np.float32).view(np.uint64).ravel()
    _, first, group = np.unique(keys, return_index=True, return_inverse=True)
    return first, group


def _gathered(points: Floats, group: Ints) -> tuple[Ints, Ints]:
    """Return the place that each cluster stands on, and the cluster of each row."""
    head = np.arange(len(points))
    if len(points) > SNAP_FROM:
        cell = np.rint(np.clip(points / SNAP_POINTS, -1e6, 1e6)).astype(np.int64)
        label = np.unique(cell[:, 0] * 4_000_000 + cell[:, 1], return_inverse=True)[1]
        head, group = _renamed(head, group, label)
    while True:
        label = _joined(points[head], np.bincount(group, minlength=len(head)))
        if label.max() + 1 == len(head):
            return head, group
        head, group = _renamed(head, group, label)


def _renamed(head: Ints, group: Ints, label: Ints) -> tuple[Ints, Ints]:
    """Return heads and groups after groups of one label became one; the fullest lends its head."""
    size = np.bincount(group, minlength=len(head))
    order = np.lexsort((np.arange(len(head)), -size, label))
    lead = order[np.flatnonzero(np.diff(label[order], prepend=-1))]
    return head[lead], label[group]


def _joined(points: Floats, size: Ints) -> Ints:
    """Return a label per group: those that the symbol of a fuller one would cover share it."""
    reach = radius(size)
    label = np.full(len(points), -1)
    for turn, index in enumerate(np.argsort(-size, kind="stable")):
        if label[index] >= 0:
            continue
        gap = np.hypot(*(points - points[index]).T) - reach - reach[index] + OVERLAP
        label[(gap < 0) & (label < 0)] = turn
        label[index] = turn
    return np.unique(label, return_inverse=True)[1]
