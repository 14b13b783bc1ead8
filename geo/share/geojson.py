"""What a View shows as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo.share.about import About
from geo.share.pipe import as_bytes

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
# What cannot be drawn has a null geometry. {start} and {end} go around every feature.
_FEATURES = """
    select '{start}' || to_json({{
        'type': 'Feature',
        'id': id,
        'geometry': case when drawn then {{'type': 'Point', 'coordinates': [lon, lat]}} end,
        'properties': struct_pack({properties})
    }}) || '{end}' as text
    from records
"""

Degrees = npt.NDArray[np.float64]


def collection(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield a FeatureCollection, some thousand features at a time.

    Its `bbox` follows the features, when there are positions. What the file is about is the
    foreign member "dateline", which RFC 7946 section 6.1 allows.
    """
    told = _ENCODER.encode(about.values())
    yield f'{{"type": "FeatureCollection",\n"dateline": {told},\n"features": ['.encode()
    lons, lats = [np.zeros(0)], [np.zeros(0)]
    for number, chunk in enumerate(records):
        text = _features(chunk, start=",\n")
        yield text if number else text[1:]
        drawn = chunk.filter(chunk["drawn"])
        lons.append(drawn["lon"].to_numpy())
        lats.append(drawn["lat"].to_numpy())
    box = bbox(np.concatenate(lons), np.concatenate(lats))
    yield (f'\n],\n"bbox": {box}}}\n' if box else "\n]}\n").encode()


def lines(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield one Feature a line, for programs that read line by line."""
    for chunk in records:
        yield _features(chunk, end="\n")


def bbox(lons: Degrees, lats: Degrees) -> list[float]:
    """Return west, south, east and north in degrees, the narrowest way round the globe.

    West is greater than east where that crosses the antimeridian (RFC 7946 section 5.2). Empty
    where there are no positions.
    """
    if not len(lons):
        return []
    ring = np.unique(lons)
    gaps = np.diff(ring)
    west, east = ring[0], ring[-1]
    if len(gaps) and gaps.max() > west + 360 - east:
        widest = int(gaps.argmax())
        west, east = ring[widest + 1], ring[widest]
    return [float(west), float(lats.min()), float(east), float(lats.max())]


def _features(records: pa.Table, start: str = "", end: str = "") -> bytes:
    names = [name for name in records.column_names if name not in ("id", "drawn")]
    properties = ", ".join(f'"{name}" := "{name}"' for name in names)
    text = _FEATURES.format(start=start, end=end, properties=properties)
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.register("records", records)
        made = connection.sql(text).to_arrow_table()["text"]
    return as_bytes(made)
