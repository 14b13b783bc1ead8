"""What a row of a gazetteer must be to go in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from gazetteer.index.entry import Entry
from gazetteer.names import hash_text
from gazetteer.provinces import Provinces
from gazetteer.sources.reading import RejectedRow

BATCH = 8192
LARGEST_NUMBER = 1 << 27

Checked = tuple[int, Entry]


class SeenIds:
    """Which ids were seen, in 16 MB for any number of GeoNames ids."""

    def __init__(self) -> None:
        self._bits = bytearray(LARGEST_NUMBER >> 3)
        self._others: set[int] = set()

    def add(self, key: str) -> bool:
        """Note an id and return whether it is new."""
        if key.isascii() and key.isdigit() and 0 < int(key) < LARGEST_NUMBER:
            at, bit = divmod(int(key), 8)
            if self._bits[at] & (1 << bit):
                return False
            self._bits[at] |= 1 << bit
            return True
        number = hash_text(key)
        if number in self._others:
            return False
        self._others.add(number)
        return True


def read_degrees(lon: str, lat: str) -> tuple[float, float]:
    """Read a pair of coordinates in degrees.

    Parameters
    ----------
    lon : str
        Longitude in degrees, as written, with a decimal point or comma.
    lat : str
        Latitude in degrees, as written, with a decimal point or comma.

    Raises
    ------
    ValueError
        When they are not numbers, are out of range, or are both 0.
    """
    try:
        x, y = (float(v.replace(",", ".")) for v in (lon, lat))
    except ValueError:
        raise ValueError(f"coordinates {lon!r}, {lat!r} are not numbers in degrees") from None
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError(f"coordinates {lon!r}, {lat!r} are not finite")
    if abs(y) > 90 and abs(y) <= 180 and abs(x) <= 90:
        raise ValueError(f"latitude {y:g} is out of range; are longitude and latitude swapped?")
    if abs(y) > 90 or abs(x) > 180:
        raise ValueError(f"coordinates {x:g}, {y:g} are out of range")
    if x == 0 and y == 0:
        raise ValueError("coordinates 0, 0 mean none")
    return x, y


def without_swapped(
    found: Iterable[Checked | RejectedRow], provinces: Provinces
) -> Iterator[Checked | RejectedRow]:
    """Turn entries whose point is in their country only with lon and lat swapped into rejects.

    Parameters
    ----------
    found : iterable of Checked or RejectedRow
        Entries with their row numbers, and rows already refused.
    provinces : Provinces
        The table of provinces.
    """
    batch: list[Checked | RejectedRow] = []
    for item in found:
        batch.append(item)
        if len(batch) >= BATCH:
            yield from _check_batch(batch, provinces)
            batch = []
    yield from _check_batch(batch, provinces)


def _check_batch(
    batch: list[Checked | RejectedRow], provinces: Provinces
) -> Iterator[Checked | RejectedRow]:
    entries = [item[1] for item in batch if isinstance(item, tuple) and item[1].country]
    country = [e.country for e in entries]
    lon, lat = [e.lon for e in entries], [e.lat for e in entries]
    lost = provinces.assign(lon, lat, country) < 0
    if lost.any():
        lost &= provinces.assign(lat, lon, country) >= 0
    swapped = {id(e) for e, bad in zip(entries, lost.tolist(), strict=True) if bad}
    for item in batch:
        if isinstance(item, tuple) and id(item[1]) in swapped:
            row, entry = item
            reason = f"not in {entry.country} unless longitude and latitude are swapped"
            yield RejectedRow(row, reason, f"{entry.name}, {entry.lon:g}, {entry.lat:g}")
        else:
            yield item
