"""Distances on the Earth, taken as a sphere of its mean radius."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

# Mean radius of the Earth in kilometres (Moritz 2000, Geodetic Reference System 1980).
EARTH_KM = 6371.0088
# Kilometres in a degree of latitude: pi / 180 of the radius.
KM_PER_DEGREE = 111.195


def distance_km(
    lon: npt.ArrayLike, lat: npt.ArrayLike, other_lon: Any, other_lat: Any
) -> npt.NDArray[np.float64]:
    """Return great-circle distances by the haversine formula (Sinnott 1984).

    Parameters
    ----------
    lon, lat, other_lon, other_lat : array_like
        Points in degrees; their shapes are broadcast against each other.

    Returns
    -------
    ndarray of float64
        Kilometres, in the broadcast shape.
    """
    x1, y1, x2, y2 = map(np.radians, (lon, lat, other_lon, other_lat))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    km: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return km
