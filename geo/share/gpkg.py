"""What a View shows as a GeoPackage: a layer of events, and tables of what it is about."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock

import numpy as np
import pyarrow as pa

from geo.share.about import About
from geo.share.flat import by_event
from geo.share.geoparquet import points

LAYER = "events"
# A GeoPackage says when each layer was last changed; the same View is the same file.
ALWAYS = "2000-01-01T00:00:00.000Z"
BLOCK = 1 << 20
_one_at_a_time = Lock()  # GDAL's settings are those of the whole process


def geopackage(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield a GeoPackage: `events` with their points and an index, `sources` and `about`."""
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
    write_arrow(
        events,
        path,
        driver="GPKG",
        layer=LAYER,
        geometry_name="geometry",
        geometry_type="Point",
        crs="EPSG:4326",
    )
    for name, table in (("sources", _sources(about)), ("about", _about(about))):
        write_arrow(table, path, driver="GPKG", layer=name, append=True)


def _layer(chunk: pa.Table) -> pa.Table:
    drawn = np.asarray(chunk["drawn"])
    return by_event(chunk).append_column("geometry", points(chunk, drawn))


def _chain(first: pa.Table, rest: Iterator[pa.Table]) -> Iterator[pa.Table]:
    yield first
    yield from rest


def _sources(about: About) -> pa.Table:
    names = ("id", "citation", "publisher", "url", "licence")
    return pa.table(
        {n: pa.array([getattr(r, n) for r in about.reports], pa.string()) for n in names}
    )


def _about(about: About) -> pa.Table:
    lines = about.lines()
    return pa.table(
        {
            "label": pa.array([label for label, _ in lines], pa.string()),
            "text": pa.array([text for _, text in lines], pa.string()),
        }
    )
