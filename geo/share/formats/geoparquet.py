"""What a View shows as GeoParquet 1.1, with all claims."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from geo.share.formats.about import About
from geo.share.formats.geojson import bbox
from geo.share.formats.write_buffer import Pipe

POINT = 1  # the number of a point in well-known binary (OGC 06-103r4)
POINT_BYTES = 21
_LITTLE_ENDIAN = 1


def geoparquet(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield the records as they are, with a column of points in well-known binary.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.
    """
    pipe, writer = Pipe(), None
    lons, lats = [np.zeros(0)], [np.zeros(0)]
    for chunk in records:
        drawn = np.asarray(chunk["drawn"])
        table = chunk.drop_columns(["drawn"]).append_column("geometry", points(chunk, drawn))
        if writer is None:
            writer = pq.ParquetWriter(
                pa.PythonFile(pipe, mode="w"), table.schema, compression="zstd"
            )
        writer.write_table(table, row_group_size=len(table) or None)
        lons.append(np.asarray(chunk["lon"])[drawn])
        lats.append(np.asarray(chunk["lat"])[drawn])
        yield pipe.drain()
    if writer:
        box = bbox(np.concatenate(lons), np.concatenate(lats))
        writer.add_key_value_metadata(
            {"geo": json.dumps(_geo(box)), "dateline": json.dumps(about.values())}
        )
        writer.close()
    yield pipe.drain()


def points(records: pa.Table, drawn: npt.NDArray[np.bool_]) -> pa.Array:
    """Return lon and lat as points in well-known binary; null for what cannot be drawn.

    Parameters
    ----------
    records : pyarrow.Table
        Events with columns `lon` and `lat`, in degrees.
    drawn : array of bool
        Which of them have a place that can be drawn.
    """
    size = len(records)
    shape = np.zeros((size, POINT_BYTES), np.uint8)
    shape[:, 0], shape[:, 1] = _LITTLE_ENDIAN, POINT
    at = np.stack([np.asarray(records["lon"]), np.asarray(records["lat"])], axis=1)
    shape[:, 5:] = at.astype("<f8").view(np.uint8).reshape(size, 16)
    offsets = np.arange(size + 1, dtype=np.int32) * POINT_BYTES
    valid = np.packbits(drawn, bitorder="little")
    buffers = [pa.py_buffer(part) for part in (valid, offsets, np.ascontiguousarray(shape))]
    return pa.Array.from_buffers(pa.binary(), size, buffers)


def _geo(box: list[float]) -> dict[str, Any]:
    """Return the metadata that GeoParquet asks for; without a crs it is OGC:CRS84, lon and lat."""
    column = {"encoding": "WKB", "geometry_types": ["Point"]}
    return {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": column | ({"bbox": box} if box else {})},
    }
