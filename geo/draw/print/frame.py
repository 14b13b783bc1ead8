"""Which part of the world a printed map shows, and where a position falls on the sheet.

The projection is equirectangular with the middle parallel true to scale: straight borders,
and one scale bar holds for a map of a country.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

import numpy as np
import numpy.typing as npt

from basics.geodesy import KM_PER_DEGREE
from geo.draw.print.canvas import Box
from geo.model.view import Viewport

SCREEN_WIDTH = 1100  # pixels of the map on a common screen; a View's zoom is meant for it
TILE = 256
SMALLEST_KM = 60.0
MARGIN = 0.14
CORE_SHARE = 0.8
CORE_GAIN = 1.9

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world on a part of the sheet; degrees on the one, points on the other."""

    west: float
    south: float
    east: float
    north: float
    box: Box

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north."""
        return self.west, self.south, self.east, self.north

    @property
    def points_per_degree(self) -> float:
        """How many points a degree of latitude takes."""
        return self.box.height / (self.north - self.south)

    @property
    def points_per_km(self) -> float:
        """How many points a kilometre takes on the middle parallel."""
        return self.points_per_degree / KM_PER_DEGREE

    def x(self, lon: npt.ArrayLike) -> Floats:
        """Return where longitudes fall, in points."""
        share = (np.asarray(lon, float) - self.west) / (self.east - self.west)
        return np.asarray(self.box.left + share * self.box.width)

    def y(self, lat: npt.ArrayLike) -> Floats:
        """Return where latitudes fall, in points."""
        share = (np.asarray(lat, float) - self.south) / (self.north - self.south)
        return np.asarray(self.box.bottom + share * self.box.height)

    def holds(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Return which positions lie inside.

        Parameters
        ----------
        lon : array_like of float
            Degrees east, any shape.
        lat : array_like of float
            Degrees north, of the same shape.
        """
        lon, lat = np.asarray(lon, float), np.asarray(lat, float)
        across = (lon >= self.west) & (lon <= self.east)
        return np.asarray(across & (lat >= self.south) & (lat <= self.north))


def frame_at(at: Viewport, box: Box) -> Frame:
    """Return the frame that shows what a screen shows at a centre and zoom.

    Parameters
    ----------
    at : Viewport
        Centre in degrees, and zoom as web maps count it.
    box : Box
        Its place on the sheet, in points.
    """
    shrink = _shrink(at.lat)
    width = SCREEN_WIDTH / TILE / 2**at.zoom * 360
    return _fitted(at.lon, at.lat, min(width, 360.0), 0, box, shrink)


def frame_of(bounds: Floats, box: Box, margin: float = MARGIN) -> Frame:
    """Return the frame that holds all bounds with a margin; the world where there are none.

    Parameters
    ----------
    bounds : array of float, shape (n, 4)
        West, south, east, north of each thing to show; a point has no width and height.
    box : Box
        Where on the sheet.
    margin : float
        Added on every side, as a share of the width and height.
    """
    if not len(bounds):
        return _fitted(0, 10, 360, 140, box, 1.0)
    west, south = bounds[:, :2].min(axis=0)
    east, north = bounds[:, 2:].max(axis=0)
    middle = (south + north) / 2
    shrink = _shrink(middle)
    least = SMALLEST_KM / KM_PER_DEGREE
    width = max((east - west) * (1 + 2 * margin), least / shrink)
    height = max((north - south) * (1 + 2 * margin), least)
    return _fitted((west + east) / 2, middle, width, height, box, shrink)


def frame_of_most(bounds: Floats, box: Box) -> Frame:
    """Return the frame of everything, or of the bulk where a few things lie far away.

    The few are left to the inset when the four fifths nearest to the middle need about half
    the width and height or less.

    Parameters
    ----------
    bounds : array of float, shape (n, 4)
        West, south, east and north of each thing to show, in degrees.
    box : Box
        Its place on the sheet, in points.
    """
    whole = frame_of(bounds, box)
    if len(bounds) < 5:
        return whole
    lon, lat = (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
    middle = float(np.median(lat))
    far = np.hypot((lon - np.median(lon)) * _shrink(middle), lat - middle)
    near = far <= np.quantile(far, CORE_SHARE, method="higher")
    core = frame_of(bounds[near], box)
    gain = (whole.north - whole.south) / (core.north - core.south)
    return core if gain >= CORE_GAIN else whole


def _shrink(lat: float) -> float:
    return max(cos(radians(min(abs(lat), 80.0))), 0.2)


def _fitted(lon: float, lat: float, width: float, height: float, box: Box, shrink: float) -> Frame:
    """Return the smallest frame of the box's proportions that holds a width and a height."""
    high = max(height, width * shrink * box.height / box.width)
    wide = high / shrink * box.width / box.height
    return Frame(lon - wide / 2, lat - high / 2, lon + wide / 2, lat + high / 2, box)
