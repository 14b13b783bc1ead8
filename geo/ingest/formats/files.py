"""Files of rows: each kind opened as a header and rows of text, read one after the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from geo.ingest.formats.csv_file import Headerless, open_csv
from geo.ingest.formats.sheet import CannotImport, InputSheet, sheet_of
from geo.ingest.formats.zipped import open_zip

MOST_SHEET_BYTES = 200_000_000
GEO = (".gpkg", ".kml", ".parquet", ".geoparquet")


def open_sheet(path: Path, headerless: Headerless) -> InputSheet:
    """Open a file by its ending: CSV, a zipped CSV, XLSX, GeoJSON, KML, GeoPackage, GeoParquet.

    Parameters
    ----------
    path : Path
        The file.
    headerless : mapping
        As `open_csv` takes it.

    Raises
    ------
    CannotImport
        When it is missing, empty, too large or not what its ending says.
    """
    ending = path.suffix.casefold()
    try:
        if path.stat().st_size == 0:
            raise CannotImport(f"{path.name} is empty")
        if ending in (".xlsx", ".geojson", ".json", *GEO):
            _limit(path)
        if ending == ".xlsx":
            return _open_xlsx(path)
        if ending in (".geojson", ".json"):
            return sheet_of(enumerate(_geojson_rows(path), 1), "GeoJSON")
        if ending in GEO:
            return sheet_of(enumerate(_geo_rows(path), 1), ending[1:])
        if ending == ".zip":
            return open_zip(path, headerless)
        return open_csv(path.name, lambda: path.open("rb"), headerless)
    except OSError as error:
        raise CannotImport(f"{path.name} cannot be read: {error.strerror or error}") from error


def _limit(path: Path) -> None:
    size = path.stat().st_size
    if size > MOST_SHEET_BYTES:
        raise CannotImport(
            f"{path.name} has {size / 1e6:.0f} MB; a file of its kind is read as a whole, so at "
            f"most {MOST_SHEET_BYTES / 1e6:.0f} MB: save it as CSV, which may have any size"
        )


def _open_xlsx(path: Path) -> InputSheet:
    import zipfile
    import zlib

    # A workbook is a zip of XML: each layer has faults of its own, and XML's are SyntaxErrors.
    faults = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, OSError)
    try:
        _check_markup(path)
        names, listed = _first_sheet(path)
    except CannotImport:
        raise
    except (*faults, SyntaxError, EOFError, AttributeError, TypeError, IndexError) as fault:
        raise CannotImport(f"{path.name} is no XLSX workbook that can be read") from fault
    rows = ((number, row) for number, row in enumerate(listed, 2) if any(row.values()))
    header = tuple(dict.fromkeys(names))
    return InputSheet(
        header, ((number, list(map(row.get, header))) for number, row in rows), [], "XLSX"
    )


def _check_markup(path: Path) -> None:
    import zipfile

    from basics.markup import declaring

    with zipfile.ZipFile(path) as archive:
        found = declaring(archive)
    if found:
        raise CannotImport(
            f"{path.name} declares a document type (in {found}), which no workbook needs: save it "
            "anew as XLSX or CSV"
        )


def _first_sheet(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    from openpyxl import load_workbook

    with closing(load_workbook(path, read_only=True, data_only=True)) as book:
        lines = book.worksheets[0].iter_rows(values_only=True)
        names = [_text(value) for value in next(lines, ())]
        listed = [
            dict(zip(names, (_text(value) for value in line), strict=False)) for line in lines
        ]
    return names, listed


def _text(value: Any) -> str:
    """Return a cell as text: days in ISO 8601, whole numbers without a point."""
    if hasattr(value, "tolist"):
        value = value.tolist()  # numpy's, of which a list has no single truth
    if value is None or value != value:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return "; ".join(_text(part) for part in value)
    return str(value).strip()


def _geojson_rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        features = data["features"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotImport(f"{path.name} is no GeoJSON feature collection") from error
    for feature in features:
        feature = feature if isinstance(feature, dict) else {}
        cells = {name: _text(value) for name, value in (feature.get("properties") or {}).items()}
        yield _with_id(cells, feature) | _point_cells(feature.get("geometry"))


def _with_id(cells: dict[str, str], feature: dict[str, Any]) -> dict[str, str]:
    return {"id": _text(feature["id"]), **cells} if feature.get("id") is not None else cells


def _point_cells(geometry: Any) -> dict[str, str]:
    if not geometry:
        return {}
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        point = shape(geometry).representative_point()
        return {} if point.is_empty else {"lon": repr(point.x), "lat": repr(point.y)}
    except (ShapelyError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return {"lon": "?", "lat": "?"}


def _geo_rows(path: Path) -> Iterator[dict[str, str]]:
    from gazetteer.sources.reading import SourceError
    from gazetteer.sources.vector_file import read_vector

    try:
        frame = read_vector(path, GEO)
    except SourceError as fault:
        raise CannotImport(str(fault)) from fault
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        frame = frame.to_crs(4326)
    points = frame.geometry.representative_point()
    plain = frame.drop(columns=frame.geometry.name).to_dict("records")
    for cells, point in zip(plain, points, strict=True):
        row = {str(name): _text(value) for name, value in cells.items()}
        if point is not None and not point.is_empty:
            row |= {"lon": repr(point.x), "lat": repr(point.y)}
        yield row
