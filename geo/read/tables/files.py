"""Files of rows: each kind opened as a header and rows of text, read one after the other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from geo.read.tables.draft import Reject
from geo.read.tables.encodings import encoding_of
from geo.read.tables.gdelt import HEADER, WIDTH

PEEK = 1 << 16
MOST_SHEET_BYTES = 200_000_000
DELIMITERS = ",;\t|"
LONGEST_CELL = 1 << 20
GEO = (".gpkg", ".kml", ".parquet", ".geoparquet")

Row = tuple[int, dict[str, str]]


class CannotImport(ValueError):
    """The file cannot be imported at all; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's header and rows: (row number as a person counts, cells by column name).

    Rows that do not fit the header are added to `rejects` while the rows are read.
    """

    header: tuple[str, ...]
    rows: Iterator[Row]
    rejects: list[Reject]
    kind: str


def open_sheet(path: Path) -> Sheet:
    """Open a file by its ending: CSV, XLSX, GeoJSON, KML, GeoPackage or GeoParquet.

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
            return _sheet_of(_geojson_rows(path), "GeoJSON")
        if ending in GEO:
            return _sheet_of(_geo_rows(path), ending[1:])
        return _open_csv(path)
    except OSError as fault:
        raise CannotImport(f"{path.name} cannot be read: {fault.strerror or fault}") from fault


def _limit(path: Path) -> None:
    size = path.stat().st_size
    if size > MOST_SHEET_BYTES:
        raise CannotImport(
            f"{path.name} has {size / 1e6:.0f} MB; a file of its kind is read as a whole, so at "
            f"most {MOST_SHEET_BYTES / 1e6:.0f} MB: save it as CSV, which may have any size"
        )


def _open_csv(path: Path) -> Sheet:
    with path.open("rb") as file:
        peek = file.read(PEEK)
    encoding = encoding_of(peek)
    text = peek.decode(encoding, "replace")
    if "\0" in text:
        raise CannotImport(f"{path.name} is no text; a table is CSV, XLSX, GeoJSON, KML, GPKG")
    delimiter = delimiter_of(text)
    if delimiter == "\t" and text.split("\n", 1)[0].count("\t") == WIDTH - 1:
        return _csv_sheet(path, encoding, delimiter, HEADER, "GDELT")
    return _csv_sheet(path, encoding, delimiter, None, "CSV")


def delimiter_of(text: str) -> str:
    """Return what parts the columns: the delimiter that cuts the most rows like the first."""
    lines = list(_logical(text))[:20]
    if not lines:
        return ","

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            return (0, 0)
        width = len(rows[0])
        return (sum(len(row) == width for row in rows) if width > 1 else 0, width)

    return max(DELIMITERS, key=agreement)


def _logical(text: str) -> Iterator[str]:
    whole = text[: text.rfind("\n") + 1] or text
    yield from io.StringIO(whole)


def _csv_sheet(
    path: Path, encoding: str, delimiter: str, header: list[str] | None, kind: str
) -> Sheet:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        names = header or next(csv.reader(file, delimiter=delimiter), [])
    names = [name.strip() for name in names]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise CannotImport(f"{path.name} has two columns called {twice!r}; rename one")
    if len(names) == 1:
        raise CannotImport(
            f"{path.name} has a single column, {names[0][:40]!r}: columns are parted by a comma, "
            "semicolon, tab or |"
        )
    rejects: list[Reject] = []
    rows = _csv_rows(path, encoding, delimiter, names, header is None, rejects)
    return Sheet(tuple(names), rows, rejects, kind)


def _csv_rows(
    path: Path,
    encoding: str,
    delimiter: str,
    names: list[str],
    skip: bool,
    rejects: list[Reject],
) -> Iterator[Row]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=delimiter)
        if skip:
            next(reader, None)
        start = 2 if skip else 1
        for number, cells in enumerate(_lines(reader, rejects, start), start):
            if not any(cells):
                continue
            row = dict(zip(names, cells, strict=False))
            if len(cells) != len(names):
                reason = f"it has {len(cells)} cells where the header has {len(names)}"
                rejects.append(Reject(number, reason, row))
            else:
                yield number, row


def _lines(reader: Any, rejects: list[Reject], start: int) -> Iterator[list[str]]:
    number = start
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            rejects.append(Reject(number, f"it cannot be read ({fault})", {}))
            yield []
        number += 1


def _sheet_of(rows: Iterable[dict[str, str]], kind: str) -> Sheet:
    listed = list(rows)
    header = tuple(dict.fromkeys(name for row in listed for name in row))
    return Sheet(header, iter(enumerate(listed, 1)), [], kind)


def _open_xlsx(path: Path) -> Sheet:
    import zipfile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as fault:
        raise CannotImport(f"{path.name} is no XLSX workbook that can be read") from fault
    with closing(book):
        lines = book.worksheets[0].iter_rows(values_only=True)
        names = [_text(value) for value in next(lines, ())]
        listed = [
            dict(zip(names, (_text(value) for value in line), strict=False)) for line in lines
        ]
    rows = ((number, row) for number, row in enumerate(listed, 2) if any(row.values()))
    return Sheet(tuple(name for name in names if name), rows, [], "XLSX")


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
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise CannotImport(f"{path.name} is no GeoJSON feature collection") from fault
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
    import geopandas

    try:
        if path.suffix.casefold() in (".parquet", ".geoparquet"):
            frame = geopandas.read_parquet(path)
        else:
            frame = geopandas.read_file(path)
    except Exception as fault:  # GDAL and Arrow have many kinds of their own
        raise CannotImport(f"{path.name} is no {path.suffix[1:]} that can be read") from fault
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        frame = frame.to_crs(4326)
    points = frame.geometry.representative_point()
    plain = frame.drop(columns=frame.geometry.name).to_dict("records")
    for cells, point in zip(plain, points, strict=True):
        row = {str(name): _text(value) for name, value in cells.items()}
        if point is not None and not point.is_empty:
            row |= {"lon": repr(point.x), "lat": repr(point.y)}
        yield row
