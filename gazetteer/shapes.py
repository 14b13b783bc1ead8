"""The borders of provinces, as they are stored: differences on a grid of 0.0001 degrees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

SCALE = 10_000
RASTER_DEG = 0.1

Geometries = npt.NDArray[np.object_]


def read_shapes(path: Path) -> tuple[Geometries, npt.NDArray[np.int16]]:
    """Read the borders and the raster of sure cells.

    Parameters
    ----------
    path : Path
        `admin1.npz` as `scripts/build_admin1.py` writes it.

    Returns
    -------
    tuple
        One shapely MultiPolygon per province, in degrees, in the order of `admin1.csv`; and a
        (latitude, longitude) raster of `RASTER_DEG` cells from the south-west corner of the
        world, holding the only province in the whole cell, -1 for none, -2 for look closer;
        empty when the file has none.
    """
    with np.load(path) as stored:
        octets = np.stack([stored[f"steps_{byte}"] for byte in range(4)], axis=-1)
        steps = np.ascontiguousarray(octets).view(np.int32)[..., 0]
        offsets = tuple(_offsets(stored[name]) for name in ("rings", "polygons", "rows"))
        raster = stored["raster"] if "raster" in stored else np.empty((0, 0), np.int16)
    coords = np.ascontiguousarray(np.cumsum(steps, axis=1, dtype=np.int64).T / SCALE)
    kind: Any = shapely.GeometryType.MULTIPOLYGON
    return shapely.from_ragged_array(kind, coords, offsets), raster


def write_shapes(
    path: Path, shapes: Geometries, raster: npt.NDArray[np.int16] | None = None
) -> None:
    """Write MultiPolygons in degrees, rounded to the grid, and their raster if there is one.

    Parameters
    ----------
    path : Path
        The file to write.
    shapes : numpy.ndarray of MultiPolygon
        The MultiPolygons, in degrees.
    raster : numpy.ndarray of int16, optional
        Which shape each cell of the globe belongs to, lines from south to north.
    """
    _, coords, (rings, polygons, rows) = shapely.to_ragged_array(shapes)
    grid = np.round(coords * SCALE).astype(np.int32)
    steps = np.diff(grid, axis=0, prepend=np.zeros((1, 2), np.int32))
    octets = np.ascontiguousarray(steps.T).view(np.uint8).reshape(2, -1, 4)
    counts = {"rings": rings, "polygons": polygons, "rows": rows}
    arrays: dict[str, Any] = {k: np.diff(v).astype(np.int32) for k, v in counts.items()}
    arrays |= {f"steps_{byte}": octets[:, :, byte] for byte in range(4)}
    if raster is not None:
        arrays["raster"] = raster
    np.savez_compressed(path, **arrays)


def _offsets(counts: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
