"""Linked Places Format in JSON, and plain GeoJSON points.

The format is that of https://github.com/LinkedPasts/linked-places-format, version 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely

from gazetteer.index.entry import Entry
from gazetteer.place import FeatureKind
from gazetteer.sources.checks import Checked, SeenIds, read_degrees
from gazetteer.sources.reading import RejectedRow, SourceError, open_bytes

LARGEST_JSON = 512 << 20
LONGEST_TEXT = 200
KINDS = {
    "P": FeatureKind.CITY,
    "A": FeatureKind.ADMIN2,
    "H": FeatureKind.WATER,
    "L": FeatureKind.REGION,
    "S": FeatureKind.SITE,
}

Json = dict[str, Any]


def read_lpf(path: Path, country: str = "") -> Iterator[Checked | RejectedRow]:
    """Read places from features; the row is the feature's number, from 1.

    Parameters
    ----------
    path : Path
        The Linked Places file.
    country : str, optional
        ISO 3166-1 alpha-2 for places that have none.

    Raises
    ------
    SourceError
        When the file as a whole cannot be read.
    """
    seen = SeenIds()
    for row, feature in enumerate(_features(path), 1):
        try:
            yield row, _entry(feature, seen, country)
        except (ValueError, TypeError, AttributeError, KeyError, IndexError) as fault:
            reason = str(fault) if isinstance(fault, ValueError) else "not a Linked Places feature"
            yield RejectedRow(row, reason, json.dumps(feature, ensure_ascii=False)[:LONGEST_TEXT])


def _features(path: Path) -> list[Json]:
    with open_bytes(path) as data:
        raw = data.read(LARGEST_JSON + 1)
    if len(raw) > LARGEST_JSON:
        raise SourceError(f"larger than {LARGEST_JSON >> 20} MB; split it, or use the TSV form")
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as fault:
        raise SourceError(f"not JSON: {fault}") from None
    features = found.get("features") if isinstance(found, dict) else found
    if not isinstance(features, list):
        raise SourceError('expected a FeatureCollection with a list of "features"')
    return features


def _entry(feature: Json, seen: SeenIds, country: str) -> Entry:
    properties = feature.get("properties") or {}
    names = [n["toponym"] for n in feature.get("names") or [] if n.get("toponym")]
    title = properties.get("title") or properties.get("name") or next(iter(names), "")
    if not isinstance(title, str) or not title:
        raise ValueError("no title and no names")
    lon, lat = _point(feature.get("geometry"))
    key = str(feature.get("@id") or feature.get("id") or "")
    if key and not seen.add(key):
        raise ValueError(f"id {key} was used by an earlier feature")
    codes = [*(properties.get("ccodes") or []), country]
    classes = properties.get("fclasses") or ["P"]
    return Entry(
        name=title,
        kind=KINDS.get(classes[0], FeatureKind.CITY),
        lon=lon,
        lat=lat,
        country=str(codes[0]).upper()[:2],
        slug=key.rstrip("/").rsplit("/", 1)[-1],
        names=[str(n) for n in names],
    )


def _point(geometry: Json | None) -> tuple[float, float]:
    """Return the point of a geometry: itself, or a point inside it."""
    if not geometry:
        raise ValueError("no geometry")
    try:
        shape = shapely.geometry.shape(geometry)
        point = shape if shape.geom_type == "Point" else shape.representative_point()
    except Exception as fault:
        raise ValueError(f"geometry cannot be read: {fault}") from None
    if point.is_empty:
        raise ValueError("empty geometry")
    return read_degrees(str(point.x), str(point.y))
