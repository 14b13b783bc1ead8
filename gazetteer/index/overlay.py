"""Boundaries that the user has added, put over the table of provinces."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely

from gazetteer.shapes import RASTER_DEG, Geometries, read_shapes

LOOK_CLOSER = -2

Row = dict[str, str]


@dataclass(slots=True)
class Drawn:
    """A file of polygons, the rows of the table they are for, and rows they leave empty."""

    path: Path
    rows: list[int] = field(default_factory=list)
    emptied: list[int] = field(default_factory=list)


def read_table(folder: Path) -> list[Row]:
    """Read the names of a folder of provinces."""
    with (folder / "admin1.csv").open(encoding="utf-8", newline="") as file:
        # DictReader takes three times as long, and this is most of the time to open the index.
        reader = csv.reader(file)
        head = next(reader)
        return [dict(zip(head, row, strict=True)) for row in reader]


def overlay(rows: list[Row], added: list[Row], drawn: list[Drawn], path: Path) -> list[Row]:
    """Put added boundaries over the table: known codes keep their row, new ones come last.

    Provinces of the same country that the file does not have lose their polygon.

    Parameters
    ----------
    rows : list of dict of str to str
        The table so far, in the order of its polygons.
    added : list of dict of str to str
        Rows of the added file, in the order of its polygons.
    drawn : list of Drawn
        The files that replace polygons so far; the added one is appended.
    path : Path
        The added file of polygons.
    """
    place = {row["iso"]: i for i, row in enumerate(rows)}
    rows = list(rows)
    over = Drawn(path)
    for row in added:
        if row["iso"] not in place:
            place[row["iso"]] = len(rows)
            rows.append(row)
        over.rows.append(place[row["iso"]])
    countries, kept = {row["country"] for row in added}, set(over.rows)
    over.emptied = [
        i for i, row in enumerate(rows) if row["country"] in countries and i not in kept
    ]
    drawn.append(over)
    return rows


def redraw(
    shapes: Geometries, raster: npt.NDArray[np.int16], drawn: Drawn
) -> tuple[Geometries, npt.NDArray[np.int16]]:
    """Replace polygons, and mark the cells where that may matter as to be looked at.

    Parameters
    ----------
    shapes : numpy.ndarray of MultiPolygon
        Polygon of each row of the table, in degrees.
    raster : numpy.ndarray of int16
        Province of each cell of the globe, lines from south to north; it is copied, not
        changed.
    drawn : Drawn
        The added file, the rows that it draws and the rows that it empties.
    """
    added, _ = read_shapes(drawn.path)
    out = np.full(max(len(shapes), *(r + 1 for r in drawn.rows)), shapely.MultiPolygon(), object)
    out[: len(shapes)] = shapes
    touched = [*out[drawn.rows], *out[drawn.emptied], *added]
    west, south, east, north = shapely.total_bounds(touched)
    out[drawn.emptied] = shapely.MultiPolygon()
    out[drawn.rows] = added
    raster = raster.copy()
    lines = slice(int((south + 90) / RASTER_DEG), int((north + 90) / RASTER_DEG) + 1)
    columns = slice(int((west + 180) / RASTER_DEG), int((east + 180) / RASTER_DEG) + 1)
    raster[lines, columns] = LOOK_CLOSER
    return out, raster
