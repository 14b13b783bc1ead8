"""What each contender can do, and the five questions that it is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from bench.store.data import PAGE, SINCE, TYPES, UNTIL

_TYPED = f"type in {TYPES!r}"
_TIMELY = f"first <= {UNTIL} and last >= {SINCE}"
_PLACED = "lon is not null and first is not null"
_SHOWN = f"{_TYPED} and {_TIMELY} and {_PLACED}"
_MONTH = "cast(first / 30.436875 as integer)"
QUESTIONS = {
    "rows": f"select * from events where {_SHOWN} order by first, id limit {PAGE}",
    "histogram": f"select {_MONTH}, type, count(*) from events where {_SHOWN} group by 1, 2",
    "provinces": f"select province, count(*) from events where {_SHOWN} group by 1",
    "facets": " union all ".join(
        f"select '{facet}', {facet}, count(*) from events where {rule} group by 2"
        for facet, rule in (
            ("type", f"{_TIMELY} and {_PLACED}"),
            ("province", _SHOWN),
            ("actor", _SHOWN),
            ("status", _SHOWN),
        )
    ),
    "missing": f"select sum({_TYPED} and first is null), sum({_TYPED} and lon is null), "
    f"sum({_TYPED} and {_PLACED} and not ({_TIMELY})), sum(not ({_TYPED})) from events",
}


class Contender:
    """Events in a folder: loaded once, then opened, edited and asked.

    Parameters
    ----------
    folder : Path
        Empty when it is loaded, and the same when it is opened.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, size: int) -> None:
        """Write so many events to the disk."""
        raise NotImplementedError

    def open(self) -> None:
        """Make ready to answer."""

    def edit(self, number: int) -> None:
        """Correct the title of one event, so that it outlives a power cut."""
        raise NotImplementedError

    def show(self) -> None:
        """Make the answers see the last edit, where they do not by themselves."""

    def answers(self) -> dict[str, Callable[[], Any]]:
        """Return what answers each of `QUESTIONS`."""
        raise NotImplementedError


def framed(rows: pa.Table) -> Any:
    """Return flat rows as a GeoDataFrame."""
    import geopandas

    frame = rows.to_pandas()
    points = geopandas.points_from_xy(frame["lon"], frame["lat"])
    return geopandas.GeoDataFrame(frame, geometry=points, crs="EPSG:4326")
