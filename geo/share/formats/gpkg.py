"""What a View shows as a GeoPackage: one layer of events; what it is about is its metadata."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock

import numpy as np
import pyarrow as pa

from geo.share.formats.about import About
from geo.share.formats.geoparquet import points
from geo.share.formats.tabular import by_event

LAYER = "events"
# A GeoPackage says when each layer was last changed; the same View is the same file.
ALWAYS = "2000-01-01T00:00:00.000Z"
BLOCK = 1 << 20
_one_at_a_time = Lock()  # GDAL's settings are those of the whole process


def geopackage(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield a GeoPackage: the layer `events` with its points and an index on them.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dateline.gpkg"
        _write(path, records, about)
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                yield block


def _write(path: Path, records: Iterable[pa.Table], about: About) -> None:
    import pyogrio

    with _one_at_a_time:
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": ALWAYS})
        try:
            _write_layers(path, records, about)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _write_layers(path: Path, records: Iterable[pa.Table], about: About) -> None:
    from pyogrio import write_arrow

    layers = (_layer(chunk) for chunk in records)
    first = next(layers)
    batches = (batch for table in _chain(first, layers) for batch in table.to_batches())
    events = pa.RecordBatchReader.from_batches(first.schema, batches)
    # A second table would make every reader ask which one is meant.
    write_arrow(
        events,
        path,
        driver="GPKG",
        layer=LAYER,
        geometry_name="geometry",
        geometry_type="Point",
        crs="EPSG:4326",
        layer_options={"DESCRIPTION": about.heading},
        layer_metadata=_metadata(about),
    )


def _layer(chunk: pa.Table) -> pa.Table:
    drawn = np.asarray(chunk["drawn"])
    return by_event(chunk).append_column("geometry", points(chunk, drawn))


def _chain(first: pa.Table, rest: Iterator[pa.Table]) -> Iterator[pa.Table]:
    yield first
    yield from rest


def _metadata(about: About) -> dict[str, str]:
    """Return what the file is about by label; what there are several of, line by line."""
    labels = dict.fromkeys(label for label, _ in about.lines())
    return {
        label: "\n".join(text for each, text in about.lines() if each == label) for label in labels
    }
