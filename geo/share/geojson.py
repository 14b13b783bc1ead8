"""What a View shows as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from geo.share.record import Record

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def collection(records: Iterable[Record], about: Mapping[str, Any]) -> Iterator[str]:
    """Yield the text of a FeatureCollection, feature by feature.

    Its `bbox` follows the features, when all positions are known. `about` becomes the foreign
    member "dateline", which RFC 7946 section 6.1 allows.
    """
    lons: list[float] = []
    lats: list[float] = []
    yield f'{{"type": "FeatureCollection",\n"dateline": {_text(about)},\n"features": ['
    comma = ""
    for record in records:
        each = feature(record)
        if each["geometry"]:
            lon, lat = each["geometry"]["coordinates"]
            lons.append(lon)
            lats.append(lat)
        yield f"{comma}\n{_text(each)}"
        comma = ","
    yield f'\n],\n"bbox": {bbox(lons, lats)}}}\n' if lons else "\n]}\n"


def lines(records: Iterable[Record]) -> Iterator[str]:
    """Yield one Feature a line, for programs that read line by line."""
    for record in records:
        yield _text(feature(record)) + "\n"


def feature(record: Record) -> Record:
    """Return a record as a Feature; what cannot be drawn has a null geometry.

    An event known only to an area or a neighbourhood stands on that area's label point, and
    `place.kind` and `place.radius_km` say so.
    """
    place = record["place"]
    geometry = None
    if record["drawn"] and place:
        geometry = {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
    properties = {key: value for key, value in record.items() if key not in ("id", "drawn")}
    return {
        "type": "Feature",
        "id": record["id"],
        "geometry": geometry,
        "properties": properties,
    }


def bbox(lons: Iterable[float], lats: Iterable[float]) -> list[float]:
    """Return west, south, east and north in degrees, the narrowest way round the globe.

    West is greater than east where that crosses the antimeridian (RFC 7946 section 5.2).
    """
    ring = sorted(set(lons))
    gaps = [(east - west, west, east) for west, east in pairwise(ring)]
    widest, west, east = max(gaps, default=(0.0, ring[-1], ring[0]))
    if widest <= ring[0] + 360 - ring[-1]:
        west, east = ring[-1], ring[0]
    heights = sorted(set(lats))
    return [east, heights[0], west, heights[-1]]


def _text(value: Any) -> str:
    return _ENCODER.encode(value)
