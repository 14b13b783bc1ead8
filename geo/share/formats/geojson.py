"""What a View shows as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo.share.formats.about import About
from geo.share.formats.arrow_text import parts, stitched
from geo.share.formats.json_text import NULL, json_object, json_value
from geo.share.formats.write_buffer import as_bytes

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
Degrees = npt.NDArray[np.float64]


def collection(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield a FeatureCollection, some thousand features at a time.

    Its `bbox` follows the features, when there are positions. What the file is about is the
    foreign member "dateline", which RFC 7946 section 6.1 allows.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.
    """
    member = _ENCODER.encode(about.values())
    yield f'{{"type": "FeatureCollection",\n"dateline": {member},\n"features": ['.encode()
    lons, lats = [np.zeros(0)], [np.zeros(0)]
    more = False
    for chunk in records:
        for text in _features(chunk, start=",\n"):
            yield text if more else text[1:]
            more = True
        drawn = chunk.select(["lon", "lat"]).filter(chunk["drawn"])
        lons.append(drawn["lon"].to_numpy())
        lats.append(drawn["lat"].to_numpy())
    box = bbox(np.concatenate(lons), np.concatenate(lats))
    yield (f'\n],\n"bbox": {box}}}\n' if box else "\n]}\n").encode()


def lines(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield one Feature a line, for programs that read line by line.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.
    """
    for chunk in records:
        yield from _features(chunk, end="\n")


def bbox(lons: Degrees, lats: Degrees) -> list[float]:
    """Return west, south, east and north in degrees, the narrowest way round the globe.

    West is greater than east where that crosses the antimeridian (RFC 7946 section 5.2). Empty
    where there are no positions.

    Parameters
    ----------
    lons : array of float
        Degrees east, shape (n,).
    lats : array of float
        Degrees north, shape (n,).
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


def _features(records: pa.Table, start: str = "", end: str = "") -> Iterator[bytes]:
    for part in parts(records):
        yield as_bytes(_texts(part, start, end))


def _texts(records: pa.Table, start: str, end: str) -> pa.Array:
    columns = {name: records[name].combine_chunks() for name in records.column_names}
    event_id, drawn = columns.pop("id"), columns.pop("drawn")
    at = {name: stitched(json_value(columns[name]), NULL) for name in ("lon", "lat")}
    properties = json_object(columns, at)
    point = pc.binary_join_element_wise(
        '{"type":"Point","coordinates":[', at["lon"], ",", at["lat"], "]}", ""
    )
    return stitched(
        [
            start + '{"type":"Feature","id":',
            *json_value(event_id),
            ',"geometry":',
            # What cannot be drawn has a null geometry.
            pc.if_else(drawn, point, NULL),
            ',"properties":',
            *properties,
            "}" + end,
        ],
        NULL,
    )
