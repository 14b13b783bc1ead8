"""The same synthetic events for every contender."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

DAY_MS = 86_400_000


@dataclass(frozen=True)
class Events:
    """Point events: degrees, and first and last day since 1970-01-01."""

    lon: npt.NDArray[np.float32]
    lat: npt.NDArray[np.float32]
    first: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]

    @property
    def extent(self) -> tuple[int, int]:
        """First and last day of all events."""
        return int(self.first.min()), int(self.last.max())

    def within(self, first: int, last: int) -> npt.NDArray[np.bool_]:
        """Which events overlap a window of days."""
        return (self.first <= last) & (self.last >= first)


def make(size: int, folder: Path) -> Path:
    """Return a Parquet file of synthetic events, made where it is missing."""
    path = folder / f"events-{size}.parquet"
    if not path.exists():
        command = [sys.executable, "-m", "bench.synthetic", str(size), "-o", str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path


def read(path: Path) -> Events:
    """Read the placed and dated events of a Parquet file."""
    table = pq.read_table(path, columns=["location", "timespan"])
    place, when = (table[name].combine_chunks() for name in ("location", "timespan"))
    columns = [_numbers(place.field(name)) for name in ("lon", "lat")]
    columns += [_numbers(when.field(name).cast("int32")) for name in ("first", "last")]
    keep = ~np.any(np.isnan(columns), axis=0)
    lon, lat, first, last = (column[keep] for column in columns)
    days = (first.astype(np.int32), last.astype(np.int32))
    return Events(lon.astype(np.float32), lat.astype(np.float32), *days)


def _numbers(array: Any) -> npt.NDArray[np.float64]:
    return array.cast("float64").to_numpy(zero_copy_only=False)
