"""Finds room for labels, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from geo.draw.print.canvas import Box


class Room:
    """The part of a map that is still free; a place once taken is not given again."""

    def __init__(self, inside: Box) -> None:
        self.inside = inside
        self._taken = np.zeros((64, 4))
        self._count = 0

    def take(self, box: Box) -> None:
        """Mark a rectangle as covered, whether or not it was free."""
        if self._count == len(self._taken):
            self._taken = np.concatenate([self._taken, np.zeros_like(self._taken)])
        self._taken[self._count] = box.left, box.bottom, box.right, box.top
        self._count += 1

    def free(self, box: Box) -> bool:
        """Say whether a rectangle lies inside and covers nothing."""
        left, bottom, right, top = self._taken[: self._count].T
        covers = (left < box.right) & (right > box.left) & (bottom < box.top) & (top > box.bottom)
        return self.inside.holds(box) and not bool(covers.any())

    def first_free(self, candidates: Iterable[Box]) -> Box | None:
        """Take and return the first candidate that is free; None when none is."""
        for box in candidates:
            if self.free(box):
                self.take(box)
                return box
        return None


def beside(x: float, y: float, gap: float, width: float, height: float) -> list[Box]:
    """Return where a label may stand beside a symbol, the best place first.

    The order (right of it, then above, then left) is Imhof's (1975) for towns.

    Parameters
    ----------
    x : float
        Middle of the symbol or area, in points from the left edge of the sheet.
    y : float
        Middle of the symbol or area, in points from the lower edge.
    gap : float
        Distance of the label from the symbol's middle, in points.
    width : float
        Width of the label, in points.
    height : float
        Height of the label, in points.
    """
    lower, middle, upper = y - gap - height, y - height / 2, y + gap
    left, centre, right = x - gap - width, x - width / 2, x + gap
    corners = ((right, middle), (right, upper - gap / 2), (right, lower + gap / 2))
    others = ((centre, upper), (left, middle), (centre, lower))
    last = ((left, upper - gap / 2), (left, lower + gap / 2))
    return [Box(across, up, width, height) for across, up in (*corners, *others, *last)]


def around(x: float, y: float, width: float, height: float, step: float = 5.0) -> list[Box]:
    """Return where the label of an area may stand: on a spot, then ever farther around it.

    Parameters
    ----------
    x : float
        Middle of the symbol or area, in points from the left edge of the sheet.
    y : float
        Middle of the symbol or area, in points from the lower edge.
    width : float
        Width of the label, in points.
    height : float
        Height of the label, in points.
    step : float
        How much farther away each ring of places lies, in points.
    """
    offsets = [(0.0, 0.0)]
    for ring in range(1, 7):
        turns = np.linspace(0, 2 * np.pi, 8 * ring, endpoint=False)
        far = step * ring
        offsets.extend((1.6 * far * np.cos(turn), far * np.sin(turn)) for turn in turns)
    return [Box(x + dx - width / 2, y + dy - height / 2, width, height) for dx, dy in offsets]
