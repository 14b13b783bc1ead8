"""The legend of a printed map: what each colour, shape and area means, with counts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Wedge

from geo.draw.print.canvas import Box, Canvas
from geo.draw.print.marks import Mark, Marks
from geo.draw.print.sheet import Sheet
from geo.draw.print.symbols import SHAPES, TYPE_COLORS, Scale, draw_sample
from geo.draw.style import STATUSES, TYPES
from geo.model.event import Status, Type

ROW = 12.6
SMALLEST_ROW = 9.4
TITLE_HEIGHT = 20.0
RAMP = 20.0
MOST_REST = 0.75
SIZE = 7.6
SYMBOL = 8.0
TEXT = 21.0


def heights(sheet: Sheet, marks: Marks, scale: Scale) -> list[float]:
    """Return how high each of the legend's three parts is, in points.

    Parameters
    ----------
    sheet : Sheet
        What is printed.
    marks : Marks
        What the map draws of the events.
    scale : Scale
        Which colour a province has for its number of events.
    """
    types = len(np.unique(sheet.columns.type[sheet.shown]))
    statuses = len(np.unique(sheet.status[sheet.shown]))
    lists = (marks.spots, marks.spots, marks.rings, marks.soft, marks.countries, marks.provinces)
    ramp = RAMP * (bool(marks.provinces) and len(scale.steps()) > 1)
    places = sum(len(rows) > 0 for rows in lists)
    return [
        TITLE_HEIGHT + ROW * types,
        TITLE_HEIGHT + ROW * statuses,
        TITLE_HEIGHT + ROW * places + ramp,
    ]


class Legend:
    """Writes the legend's three parts, one below the other or side by side.

    Parameters
    ----------
    canvas : Canvas
    boxes : list of one or three Box
        Where; in one box that is too low for all three, rows move closer.
    needed : list of float
        How high the three parts are.
    """

    def __init__(self, canvas: Canvas, boxes: list[Box], needed: list[float]) -> None:
        self.canvas, self.boxes, self.box = canvas, boxes, boxes[0]
        self.y = self.box.top
        self.row = ROW
        if len(boxes) == 1:
            self.row = max(min(ROW, ROW * self.box.height / sum(needed)), SMALLEST_ROW)
        self._parts, self._lowest_middle = 0, self.box.top

    def rest(self) -> Box:
        """Return what is left below the part that leaves the most."""
        if len(self.boxes) == 1:
            height = min(self.y - self.box.bottom - 8, MOST_REST * self.box.width)
            return Box(self.box.left, self.box.bottom, self.box.width, height)
        box = self.boxes[1]
        return Box(box.left, box.bottom, box.width, self._lowest_middle - box.bottom - 8)

    def types(self, types: npt.NDArray[np.uint8]) -> None:
        """Explain the colours that occur, with their numbers of events."""
        counts = np.bincount(types, minlength=len(TYPE_COLORS))
        self._title("What happened")
        for code in np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]:
            box = Box(self.box.left + SYMBOL - 4, self.y - self.row + 3.2, 8, 8)
            self.canvas.pill(box, 2, facecolor=TYPE_COLORS[code], edgecolor="none", zorder=9)
            self._row(TYPES[list(Type)[code]]["label"], int(counts[code]))

    def statuses(self, status: npt.NDArray[np.uint8]) -> None:
        """Explain the shapes that occur, with their numbers of events."""
        counts = np.bincount(status, minlength=len(SHAPES))
        self._title("How it is supported")
        for code in np.flatnonzero(counts):
            at = self.box.left + SYMBOL, self.y - self.row + 7
            draw_sample(self.canvas, *at, self.canvas.palette["label"], SHAPES[code])
            self._row(STATUSES[list(Status)[code]]["label"], int(counts[code]))

    def places(self, marks: Marks, spots: list[Mark], scale: Scale) -> None:
        """Explain how closely events are placed; only what the map has.

        Parameters
        ----------
        marks : Marks
            What the map draws of the events.
        spots : list of Mark
            The symbols of events at exact places, as `clusters` joined them.
        scale : Scale
            Which colour a province has for its number of events.
        """
        self._title("How closely it is placed")
        single = sum(len(mark.rows) == 1 for mark in spots)
        if single:
            at = self.box.left + SYMBOL, self.y - self.row + 7
            draw_sample(self.canvas, *at, self.canvas.palette["label"], "circle")
            self._row("One event at a place", single)
        if len(spots) > single:
            self._donut()
            several = sum(len(mark.rows) for mark in spots if len(mark.rows) > 1)
            self._row("Several at or around a place", several)
        self._ring(_total(marks.rings))
        self._soft(_total(marks.soft))
        self._country(_total(marks.countries))
        self._provinces(_total(marks.provinces), scale)

    def _donut(self) -> None:
        x, y = self.box.left + SYMBOL, self.y - self.row + 7
        palette = self.canvas.palette
        self._add(Circle((x, y), 5.4, facecolor=palette["outline"], zorder=9))
        self._add(Wedge((x, y), 5, 0, 360, facecolor=palette["label"], zorder=9.1))
        self._add(Circle((x, y), 3.2, facecolor=palette["paper"], zorder=9.2))
        self.canvas.text(x, y - 1.9, "3", 5.2, weight="bold", ha="center", zorder=9.3)

    def _ring(self, count: int) -> None:
        if count:
            at = self.box.left + SYMBOL, self.y - self.row + 7
            ink = self.canvas.palette["label"]
            style = {"facecolor": f"{ink}30", "edgecolor": ink, "linestyle": (0, (3, 1.6))}
            self._add(Circle(at, 5, linewidth=1.1, zorder=9, **style))
            self._row("Near a place, within the circle", count)

    def _soft(self, count: int) -> None:
        if count:
            at, ink = (
                (self.box.left + SYMBOL, self.y - self.row + 7),
                self.canvas.palette["area"][-1],
            )
            self._add(Circle(at, 5, facecolor=ink, alpha=0.25, zorder=9))
            dots = Circle(at, 5, facecolor="none", edgecolor=ink, linewidth=1.2, zorder=9)
            dots.set(linestyle=(0, (0.6, 1.7)), capstyle="round")
            self._add(dots)
            self._row("A region or a sea", count)

    def _country(self, count: int) -> None:
        if count:
            box = Box(self.box.left + SYMBOL - 5.5, self.y - self.row + 3.2, 11, 8)
            color = self.canvas.palette["area"][2]
            self.canvas.rectangle(box, "land", edgecolor=color, linewidth=0.5, zorder=9)
            starts = [box.left - 5.5 + 4.6 * step for step in range(4)]
            lines = [((x, box.bottom), (x + 8, box.top)) for x in starts]
            stripes = LineCollection(lines, colors=color, linewidths=0.8, zorder=9.1)
            self.canvas.add(stripes, box)
            self._row("A country only", count)

    def _provinces(self, count: int, scale: Scale) -> None:
        if not count:
            return
        box = Box(self.box.left + SYMBOL - 5.5, self.y - self.row + 3.2, 11, 8)
        edge = {"edgecolor": self.canvas.palette["area"][-1], "linewidth": 0.6}
        self.canvas.rectangle(box, scale.colors[len(scale.colors) // 2], zorder=9, **edge)
        self._row("A province only", count)
        steps = scale.steps()
        if len(steps) > 1:
            self._ramp(steps)

    def _ramp(self, steps: list[tuple[str, str]]) -> None:
        width = min((self.box.width - TEXT) / len(steps), 34.0)
        for index, (words, color) in enumerate(steps):
            box = Box(self.box.left + TEXT + index * width, self.y - 8, width - 1, 6)
            self.canvas.rectangle(box, color, zorder=9)
            middle = box.left + box.width / 2
            self.canvas.text(middle, self.y - 15.5, words, 5.8, "label", ha="center")
        self.y -= RAMP

    def _title(self, words: str) -> None:
        if self._parts == 2:
            self._lowest_middle = self.y
        if self._parts and len(self.boxes) > 1:
            self.box = self.boxes[self._parts]
            self.y = self.box.top
        self._parts += 1
        self.y -= TITLE_HEIGHT - 13
        self.canvas.text(self.box.left, self.y - 8, words, 8.2, weight="bold")
        self.y -= 13

    def _row(self, words: str, count: int) -> None:
        number = f"{count:,}"
        room = self.box.width - TEXT - self.canvas.width_of(number, SIZE) - 4
        words = self.canvas.shorten(words, room, SIZE)
        self.canvas.text(self.box.left + TEXT, self.y - self.row + 4.2, words, SIZE)
        self.canvas.text(self.box.right, self.y - self.row + 4.2, number, SIZE, "label", ha="right")
        self.y -= self.row

    def _add(self, patch: Circle | Wedge) -> None:
        self.canvas.add(patch)


def _total(marks: list[Mark]) -> int:
    return sum(len(mark.rows) for mark in marks)
