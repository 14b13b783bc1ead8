"""The one door to files of shapes: each is opened as what its ending says, or not at all.

GDAL and Arrow choose a reader by content and follow paths and addresses that they find in it.
Here the first bytes have to be what the ending says; GDAL has no other drivers, and sees a copy
with nothing beside it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from threading import Lock
from typing import Any

from basics.markup import Declares, root_of
from gazetteer.sources.reading import SourceError
from gazetteer.sources.vector_parts import (
    LAYER,
    check_geopackage,
    copy_geopackage,
    copy_shapefile,
    unpack,
)

DRIVERS = frozenset({"GPKG", "LIBKML", "KML", "ESRI Shapefile", "MEM"})
SETTINGS = {
    "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_LOAD_EXTENSIONS": None,
    "ALLOW_OGR_SQL_FUNCTIONS_FROM_TRIGGER_AND_VIEW": "NO",
    "LIBKML_RESOLVE_STYLE": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
}
LOOKS = {
    b"SQLite format 3\0": "an SQLite database",
    b"PAR1": "Parquet",
    b"PK\x03\x04": "a zip",
    b"\x1f\x8b": "a gzip",
    b"%PDF": "a PDF",
    b"\0\0\x27\x0a": "a shapefile",
    b"<OGRVRTDataSource": "a virtual layer, which reads other files",
    b"<": "XML of another kind",
    b"{": "JSON of another kind",
}
_lock = Lock()


def read_vector(path: Path, endings: Collection[str]) -> Any:
    """Read a file of shapes as what its ending says.

    Parameters
    ----------
    path : Path
        A file on this machine; never an address, and never a way of GDAL's to name one.
    endings : collection of str
        Those that may be read here, of `READERS`.

    Returns
    -------
    GeoDataFrame
        A row for each feature.

    Raises
    ------
    SourceError
        When the file is missing, of another ending, not what its ending says, or damaged.
    """
    ending = path.suffix.casefold()
    if not path.is_file():
        raise SourceError(f"{path}: no such file")
    if ending not in endings:
        raise SourceError(f"{path}: of files of shapes, {', '.join(sorted(endings))} can be read")
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        frame = READERS[ending](path, Path(folder), path.name)
    if not hasattr(frame, "geometry") or frame.active_geometry_name is None:
        raise SourceError(f"{path.name} holds no shapes")
    return frame


def _geopackage(path: Path, folder: Path, name: str) -> Any:
    _begins(path, name, "GeoPackage", b"SQLite format 3\0")
    copy = copy_geopackage(path, folder) if path.parent != folder else path
    check_geopackage(copy, name)
    return _by_gdal(copy, name, "GeoPackage")


def _shapefile(path: Path, folder: Path, name: str) -> Any:
    _begins(path, name, "shapefile", b"\0\0\x27\x0a")
    copy = copy_shapefile(path, folder) if path.parent != folder else path
    return _by_gdal(copy, name, "shapefile")


def _kml(path: Path, folder: Path, name: str) -> Any:
    data = path.read_bytes()
    copy = folder / f"{LAYER}.kml"
    copy.write_bytes(data)
    try:
        with copy.open("rb") as file:
            root = root_of(file)
    except Declares:
        raise SourceError(
            f"{name} declares a document type, which no KML needs; take it out"
        ) from None
    if root != "kml":
        raise _another(name, "KML", data[:4096])
    return _by_gdal(copy, name, "KML")


def _geojson(path: Path, folder: Path, name: str) -> Any:
    data = path.read_bytes()
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise _another(name, "GeoJSON", data[:4096]) from None
    kind = held.get("type") if isinstance(held, dict) else None
    features = [held] if kind == "Feature" else held.get("features") if kind else None
    if kind not in ("Feature", "FeatureCollection") or not isinstance(features, list):
        raise _another(name, "GeoJSON", data[:4096])
    return _frame([each for each in features if isinstance(each, dict)], _crs(held, name), name)


def _crs(held: dict[str, Any], name: str) -> str:
    """Return the reference system that old GeoJSON may name; an address of one is not asked."""
    crs = held.get("crs")
    if not crs:
        return "EPSG:4326"
    inside = crs.get("properties") if isinstance(crs, dict) else None
    named = inside.get("name") if isinstance(inside, dict) else None
    if not isinstance(named, str) or not named.startswith(("urn:ogc:def:crs:", "EPSG:", "OGC:")):
        raise SourceError(
            f"{name} says elsewhere what its coordinates are (crs), and no address is asked: "
            "save it with degrees (EPSG:4326)"
        )
    return named


def _frame(features: list[dict[str, Any]], crs: str, name: str) -> Any:
    import geopandas

    cells = [each.get("properties") for each in features]
    rows = [each if isinstance(each, dict) else {} for each in cells]
    shapes = [_shape(each.get("geometry")) for each in features]
    try:
        return geopandas.GeoDataFrame(rows, geometry=shapes, crs=crs)
    except ValueError:  # pyproj's own error is one
        raise SourceError(f"{name} has coordinates of an unknown kind ({crs})") from None


def _shape(geometry: Any) -> Any:
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        return shape(geometry) if geometry else None
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None


def _parquet(path: Path, folder: Path, name: str) -> Any:
    import geopandas

    _begins(path, name, "GeoParquet", b"PAR1")
    try:
        # An open file: as a name it could be taken for an address or a folder of files.
        with path.open("rb") as file:
            return geopandas.read_parquet(file)
    except Exception:  # Arrow has many kinds of its own
        raise SourceError(f"{name} is no GeoParquet that can be read; get it again") from None


def _zip(path: Path, folder: Path, name: str) -> Any:
    _begins(path, name, "zip", b"PK")
    inner = unpack(path, folder)
    return READERS[inner.suffix](inner, folder, name)


READERS: dict[str, Callable[[Path, Path, str], Any]] = {
    ".gpkg": _geopackage,
    ".shp": _shapefile,
    ".kml": _kml,
    ".geojson": _geojson,
    ".json": _geojson,
    ".parquet": _parquet,
    ".geoparquet": _parquet,
    ".zip": _zip,
}


def _begins(path: Path, name: str, kind: str, magic: bytes) -> None:
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.startswith(magic):
        raise _another(name, kind, head)


def _another(name: str, kind: str, head: bytes) -> SourceError:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"<OGRVRT" in text:
        text = b"<OGRVRTDataSource"
    look = next((words for magic, words in LOOKS.items() if text.startswith(magic)), "none")
    seen = f"it looks like {look}" if look != "none" else "it looks like nothing known here"
    return SourceError(
        f"{name} is no {kind} that can be read: {seen}; save it as {kind}, or give it the ending "
        "of what it is"
    )


def _by_gdal(path: Path, name: str, kind: str) -> Any:
    gdal = _gdal()
    try:
        return gdal.read_dataframe(path)
    except Exception:  # GDAL has many kinds of its own
        raise SourceError(f"{name} is no {kind} that can be read; get it again") from None


def _gdal() -> Any:
    """Return pyogrio with the drivers above and no others, for as long as the process lives."""
    import pyogrio
    from pyogrio.core import _register_drivers

    with _lock:
        others = set(pyogrio.list_drivers()) - DRIVERS
        if others:
            pyogrio.set_gdal_config_options(SETTINGS | {"OGR_SKIP": ",".join(sorted(others))})
            _register_drivers()
        left = set(pyogrio.list_drivers()) - DRIVERS
    if left:
        raise SourceError(
            f"GDAL keeps drivers that may read other files: {', '.join(sorted(left))}"
        )
    return pyogrio
