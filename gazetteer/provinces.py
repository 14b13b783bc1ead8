"""The provinces of the world: point to province, province to polygon.

The table is `data/admin1.csv` with `data/admin1.npz`, made by `scripts/build_admin1.py` from
Natural Earth (public domain). Codes are ISO 3166-2 where a polygon has one of its own and
`XX-~n` where it has none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt
import shapely

from basics.geodesy import KM_PER_DEGREE
from gazetteer.folders import boundary_folders
from gazetteer.index.overlay import Drawn, Row, overlay, read_table, redraw
from gazetteer.shapes import RASTER_DEG, Geometries, read_shapes

if TYPE_CHECKING:
    import geopandas

DATA = Path(__file__).parent / "data"
SNAP_KM = 20.0
BORDER_KM = 5.0

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]


class Provinces:
    """First-level subdivisions with their polygons; names open at once, polygons when needed.

    Attributes
    ----------
    iso : list of str
        ISO 3166-2 code, or `XX-~n` for a polygon without one. Unique.
    name, name_ar : list of str
        English and Arabic name; the Arabic one is empty for a few.
    country : list of str
        ISO 3166-1 alpha-2.
    code : list of str
        GeoNames admin1 code such as `SY.10`, or empty. Not unique: Natural Earth is finer than
        GeoNames in some countries.
    parent : list of str
        ISO 3166-2 code of the larger unit that GeoNames calls admin1, where there is one.
    names : list of list of str
        Other names.
    label_lon, label_lat : numpy.ndarray
        A point inside for a label, in degrees.
    """

    def __init__(self, table: Sequence[Row], drawn: Sequence[Drawn]) -> None:
        self._drawn = drawn
        self.iso = [r["iso"] for r in table]
        self.name = [r["name"] for r in table]
        self.name_ar = [r["name_ar"] for r in table]
        self.country = [r["country"] for r in table]
        self.code = [r["code"] for r in table]
        self.parent = [r["parent"] for r in table]
        self.kind = [r["kind"] for r in table]
        self.names = [r["names"].split("|") if r["names"] else [] for r in table]
        self.label_lon = np.array([float(r["label_lon"]) for r in table])
        self.label_lat = np.array([float(r["label_lat"]) for r in table])
        self._row = {iso: i for i, iso in enumerate(self.iso)}

    @classmethod
    def open(cls) -> Self:
        """Open the table that comes with Dateline, and the boundaries the user has added.

        The polygons are read when they are first needed.
        """
        added = boundary_folders()
        rows, drawn = read_table(DATA), [Drawn(DATA / "admin1.npz")]
        for folder in added:
            rows = overlay(rows, read_table(folder), drawn, folder / "admin1.npz")
        return cls(rows, drawn)

    def __len__(self) -> int:
        return len(self.iso)

    def __contains__(self, iso: object) -> bool:
        return iso in self._row

    def row(self, iso: str) -> int:
        """Return the row of a code; KeyError says which code is unknown."""
        try:
            return self._row[iso]
        except KeyError:
            raise KeyError(f"no province has the code {iso!r}") from None

    def members(self, iso: str) -> list[int]:
        """Rows that make up a code: the province itself, or the parts of a larger unit.

        `FR-IDF` has no polygon of its own; its departements have. Empty for an unknown code.
        """
        if iso in self._row:
            return [self._row[iso]]
        return [i for i, parent in enumerate(self.parent) if parent == iso]

    def polygon(self, iso: str) -> Any:
        """Return the shapely MultiPolygon of a code, in degrees; KeyError if unknown."""
        return self.geometries[self.row(iso)]

    def table(self) -> geopandas.GeoDataFrame:
        """Return all provinces as a geopandas GeoDataFrame in EPSG:4326, one row each."""
        import geopandas

        columns = {k: getattr(self, k) for k in ("iso", "name", "name_ar", "country", "code")}
        columns |= {"label_lon": self.label_lon, "label_lat": self.label_lat}
        return geopandas.GeoDataFrame(columns, geometry=self.geometries, crs="EPSG:4326")

    @property
    def geometries(self) -> Geometries:
        """All polygons, in row order."""
        return self._shapes[0]

    def assign(
        self,
        lon: npt.ArrayLike,
        lat: npt.ArrayLike,
        country: str | Sequence[str | None] | None = None,
    ) -> Rows:
        """Find the province of each point.

        With a country, only that country's provinces count, whichever side of the drawn border
        the point lies on, and a point outside all of them (a quay, an islet) takes the nearest
        within 20 km.

        Parameters
        ----------
        lon, lat : array_like of float, shape (n,)
            Degrees.
        country : str or sequence of n str, optional
            ISO 3166-1 alpha-2, one for all points or one each; None or "" leaves it open.

        Returns
        -------
        numpy.ndarray of int, shape (n,)
            Rows of this table, -1 where there is none.

        Raises
        ------
        ValueError
            When the shapes differ.
        """
        x, y = np.atleast_1d(np.asarray(lon, float)), np.atleast_1d(np.asarray(lat, float))
        on_earth = (np.abs(x) <= 180) & (np.abs(y) <= 90)
        wanted = self._wanted(country, x.size)
        if x.shape != y.shape or wanted.shape != x.shape:
            raise ValueError("lon, lat and country must have one value per point")
        found = np.where(
            on_earth, self._from_raster(np.where(on_earth, x, 0), np.where(on_earth, y, 0)), -1
        )
        sure = (found >= -1) & ((wanted == -1) | (self._countries[found] == wanted) & (found >= 0))
        rest = np.flatnonzero(~sure & on_earth)
        if rest.size:
            found[rest] = self._look_closer(x[rest], y[rest], wanted[rest])
        return found

    def within(self, lon: Floats, lat: Floats, rows: Rows, km: float = BORDER_KM) -> Bools:
        """Whether each point lies in the province with that row, or at most `km` outside it.

        Parameters
        ----------
        lon : numpy.ndarray of float
            Longitude of each point in degrees.
        lat : numpy.ndarray of float
            Latitude of each point in degrees.
        rows : numpy.ndarray of int
            Row of the province to compare each point with.
        km : float, optional
            How far outside a point may lie, in kilometres.
        """
        degrees = km / KM_PER_DEGREE / np.maximum(np.cos(np.radians(lat)), 0.01)
        return np.asarray(shapely.dwithin(self.geometries[rows], shapely.points(lon, lat), degrees))

    def _wanted(self, country: str | Sequence[str | None] | None, n: int) -> npt.NDArray[np.int16]:
        if country is None or isinstance(country, str):
            return np.full(n, self._country_id(country), np.int16)
        return np.fromiter((self._country_id(c) for c in country), np.int16, len(country))

    def _country_id(self, country: str | None) -> int:
        return self._country_ids.get(country, -3) if country else -1

    @cached_property
    def _country_ids(self) -> dict[str, int]:
        return {c: i for i, c in enumerate(dict.fromkeys(self.country))}

    @cached_property
    def _countries(self) -> npt.NDArray[np.int16]:
        return np.array([self._country_ids[c] for c in self.country], np.int16)

    @cached_property
    def _shapes(self) -> tuple[Geometries, npt.NDArray[np.int16]]:
        shapes, raster = read_shapes(self._drawn[0].path)
        for drawn in self._drawn[1:]:
            shapes, raster = redraw(shapes, raster, drawn)
        return shapes, raster

    @cached_property
    def _tree(self) -> Any:
        return shapely.STRtree(self.geometries)

    def _from_raster(self, lon: Floats, lat: Floats) -> Rows:
        raster = self._shapes[1]
        column = np.minimum((lon + 180) / RASTER_DEG, raster.shape[1] - 1).astype(np.intp)
        line = np.minimum((lat + 90) / RASTER_DEG, raster.shape[0] - 1).astype(np.intp)
        return np.asarray(raster[line, column], np.intp)

    def _look_closer(self, lon: Floats, lat: Floats, wanted: npt.NDArray[np.int16]) -> Rows:
        found = np.full(lon.size, -1, np.intp)
        point, row = self._tree.query(shapely.points(lon, lat))
        fits = (wanted[point] == -1) | (self._countries[row] == wanted[point])
        point, row = point[fits], row[fits]
        order = np.argsort(row, kind="stable")
        point, row = point[order], row[order]
        bounds = np.flatnonzero(np.diff(row, prepend=-1, append=len(self)))
        for start, end in itertools.pairwise(bounds):
            shape = self.geometries[row[start]]
            shapely.prepare(shape)
            here = point[start:end]
            found[here[shapely.intersects_xy(shape, lon[here], lat[here])]] = row[start]
        for country in np.unique(wanted[(found == -1) & (wanted >= 0)]):
            lost = np.flatnonzero((found == -1) & (wanted == country))
            found[lost] = self._nearest(lon[lost], lat[lost], country)
        return found

    def _nearest(self, lon: Floats, lat: Floats, country: int) -> Rows:
        rows = np.flatnonzero(self._countries == country)
        shapes, points = self.geometries[rows], shapely.points(lon, lat)
        degrees = SNAP_KM / KM_PER_DEGREE / np.maximum(np.cos(np.radians(lat)), 0.01)
        point, shape = _within(shapes, points, degrees)
        out = np.full(lon.size, -1, np.intp)
        out[point] = rows[shape]
        several = np.bincount(point, minlength=lon.size)[point] > 1
        point, shape = point[several], shape[several]
        farthest_first = np.argsort(-_line_km(shapely.shortest_line(points[point], shapes[shape])))
        out[point[farthest_first]] = rows[shape[farthest_first]]
        return out


def _within(shapes: Geometries, points: Geometries, degrees: Floats) -> tuple[Rows, Rows]:
    """Pairs of a point and a shape at most `degrees` apart, shape by shape, each prepared once."""
    x, y = shapely.get_x(points), shapely.get_y(points)
    boxes = shapely.box(x - degrees, y - degrees, x + degrees, y + degrees)
    point, shape = shapely.STRtree(shapes).query(boxes)
    order = np.argsort(shape, kind="stable")
    point, shape = point[order], shape[order]
    near = np.zeros(point.size, bool)
    bounds = np.flatnonzero(np.diff(shape, prepend=-1, append=len(shapes)))
    for start, end in itertools.pairwise(bounds):
        some = slice(start, end)
        shapely.prepare(shapes[shape[start]])
        here = point[some]
        near[some] = shapely.dwithin(shapes[shape[start]], points[here], degrees[here])
    return point[near], shape[near]


def _line_km(lines: Geometries) -> Floats:
    """Length of two-point lines on a plane with the middle's own scale of longitude."""
    ends = shapely.get_coordinates(lines).reshape(-1, 2, 2)
    shrink = np.cos(np.radians(ends[:, :, 1].mean(axis=1)))
    step = (ends[:, 1] - ends[:, 0]) * KM_PER_DEGREE
    km: Floats = np.hypot(step[:, 0] * shrink, step[:, 1])
    return km
