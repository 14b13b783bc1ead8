"""Events sorted by how they are drawn: dots, rings, areas and soft markers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from geo.draw.print.frame import Frame
from geo.model.place import PlaceKind
from geo.store.columns.event_columns import NONE16, NONE32, EventColumns

Rows = npt.NDArray[np.intp]
_KINDS = list(PlaceKind)


@dataclass(frozen=True, slots=True)
class Mark:
    """Events that share one symbol.

    Attributes
    ----------
    lon, lat : float
        Degrees.
    rows : int array
        Rows of the columns, one or more.
    radius_km : float
        For "near X", how far that reaches; else 0.
    key : str
        ISO code of a province or country; empty for others.
    row : int
        The row whose place lends the name; -1 for the first one.
    """

    lon: float
    lat: float
    rows: Rows
    radius_km: float = 0.0
    key: str = ""
    row: int = -1


@dataclass(frozen=True)
class Marks:
    """What a map draws of some rows, each row in exactly one of the five."""

    columns: EventColumns
    rows: Rows

    @cached_property
    def _sort(self) -> npt.NDArray[np.int8]:
        """0 spot, 1 ring, 2 province, 3 country, 4 soft; per row."""
        columns, rows = self.columns, self.rows
        kind, radius = columns.kind[rows], columns.radius[rows]
        point = np.isin(kind, [_KINDS.index(each) for each in _KINDS if each.is_point])
        province = (kind == _KINDS.index(PlaceKind.ADMIN1)) & (columns.province[rows] != NONE16)
        country = (kind == _KINDS.index(PlaceKind.COUNTRY)) & (columns.country[rows] != NONE16)
        sorts = [point & (radius == 0), point, province, country]
        return np.select(sorts, [0, 1, 2, 3], 4).astype(np.int8)

    @cached_property
    def spots(self) -> Rows:
        """Rows of events at an exact place; `clusters` gathers them into marks."""
        return np.asarray(self.rows[self._sort == 0])

    @cached_property
    def rings(self) -> list[Mark]:
        """Events within some kilometres of a place."""
        return self._at_points(self.rows[self._sort == 1])

    @cached_property
    def provinces(self) -> list[Mark]:
        """Events known to a province; `key` is its ISO 3166-2 code."""
        names = [row["iso"] for row in self.columns.vocabulary.province]
        return self._keyed(self.rows[self._sort == 2], self.columns.province, names)

    @cached_property
    def countries(self) -> list[Mark]:
        """Events known to a country; `key` is its ISO 3166-1 code."""
        names = self.columns.vocabulary.country
        return self._keyed(self.rows[self._sort == 3], self.columns.country, names)

    @cached_property
    def soft(self) -> list[Mark]:
        """Events known to a region, a sea or a district, whose bounds we do not have."""
        rows = self.rows[self._sort == 4]
        place = self.columns.place[rows]
        return self._at_points(rows[place == NONE32]) + [
            self._mark(rows[place == code]) for code in np.unique(place[place != NONE32])
        ]

    def _keyed(self, rows: Rows, codes: npt.NDArray[np.uint16], names: list[str]) -> list[Mark]:
        own = codes[rows]
        return [replace(self._mark(rows[own == code]), key=names[code]) for code in np.unique(own)]

    def _mark(self, rows: Rows) -> Mark:
        first = rows[0]
        lon, lat = float(self.columns.lon[first]), float(self.columns.lat[first])
        return Mark(lon, lat, rows, float(self.columns.radius[first]))

    def _at_points(self, rows: Rows) -> list[Mark]:
        columns = self.columns
        if not len(rows):
            return []
        places = np.stack([columns.lon[rows], columns.lat[rows], columns.radius[rows]], axis=1)
        group = np.unique(places, axis=0, return_inverse=True)[1]
        return sorted(
            map(self._mark, split_by_group(rows, group)), key=lambda mark: -len(mark.rows)
        )


def split_by_group(rows: Rows, group: npt.NDArray[np.intp]) -> list[Rows]:
    """Return the rows of each group, in the order of the group numbers.

    Parameters
    ----------
    rows : array of int
        Rows of the columns, shape (n,).
    group : array of int
        The number of the group of each row, from 0 without gaps, shape (n,).
    """
    order = np.argsort(group, kind="stable")
    return np.split(rows[order], np.flatnonzero(np.diff(group[order])) + 1)


def outside(marks: Marks, frame: Frame) -> int:
    """Return how many events lie beyond a frame; an area counts where its label stands.

    Parameters
    ----------
    marks : Marks
        What the map draws of the events.
    frame : Frame
        The map: its degrees, and its box on the sheet in points.
    """
    lon, lat = marks.columns.lon[marks.rows], marks.columns.lat[marks.rows]
    return int((~frame.holds(lon, lat)).sum())
