"""The open gazetteer index: one or more segments seen as one table of places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from basics.geodesy import distance_km
from gazetteer.index.segment import Hashes, Ints, Segment
from gazetteer.place import FeatureKind, Place
from gazetteer.provinces import Provinces

ROUND_DEG = 6

Floats = npt.NDArray[np.float64]


class Index:
    """Segments side by side; a place is known by its row over all of them.

    The table of provinces is opened when it is first needed, by `open_provinces`.
    """

    def __init__(
        self, segments: Sequence[Segment], open_provinces: Callable[[], Provinces]
    ) -> None:
        self.segments = list(segments)
        self._open_provinces = open_provinces
        self.starts = np.cumsum([0, *map(len, self.segments)])
        self.countries = _union([s.countries for s in self.segments])
        self.admins = _union([s.admins for s in self.segments])

    def __len__(self) -> int:
        return int(self.starts[-1])

    @cached_property
    def provinces(self) -> Provinces:
        """The table of provinces."""
        return self._open_provinces()

    def lookup(self, hashes: Hashes) -> tuple[Ints, Ints, npt.NDArray[np.uint8]]:
        """Every (index into `hashes`, place row, name flag) for names with these hashes."""
        parts = []
        for start, segment in zip(self.starts, self.segments, strict=False):
            keys = segment.find(hashes)
            hit = np.flatnonzero(keys >= 0)
            which, post = segment.posts(keys[hit])
            rows = segment.post_place[post].astype(np.intp) + start
            parts.append((hit[which], rows, segment.post_flag[post]))
        if len(parts) == 1:
            return parts[0]
        which, rows, flags = (np.concatenate(p) for p in zip(*parts, strict=True))
        return which, rows, flags

    def column(self, name: str, rows: Ints) -> npt.NDArray[Any]:
        """Values of a column for the given rows.

        Country and admin are numbers in `countries` and `admins`, over all segments.

        Parameters
        ----------
        name : str
            Name of the column.
        rows : numpy.ndarray of int
            Rows of places over all segments.
        """
        if len(self.segments) == 1:
            return np.asarray(getattr(self.segments[0], name)[rows])
        owner = self.owner(rows)
        out = np.zeros(rows.size, getattr(self.segments[0], name).dtype)
        for i, segment in enumerate(self.segments):
            mine = np.flatnonzero(owner == i)
            values = getattr(segment, name)[rows[mine] - self.starts[i]]
            renumber = self._renumber[i].get(name)
            out[mine] = values if renumber is None else renumber[values]
        return out

    @cached_property
    def numbered_segments(self) -> int:
        """How many segments hold places with a GeoNames id, so that one may be in several."""
        return sum(bool((s.number > 0).any()) for s in self.segments)

    @cached_property
    def province_labels(self) -> dict[str, str]:
        """ISO code of the provinces that sources call by names or P-codes of their own."""
        found = [s.meta.get("labels", {}) for s in self.segments]
        return {label.upper(): iso for labels in found for label, iso in labels.items()}

    def segments_of(self, source: str) -> list[int]:
        """Numbers of the segments of a source."""
        return [i for i, s in enumerate(self.segments) if s.meta["source"] == source]

    def owner(self, rows: Ints) -> Ints:
        """Return the number of the segment that each row belongs to."""
        if len(self.segments) == 1:
            return np.zeros(rows.size, np.intp)
        return np.searchsorted(self.starts, rows, "right") - 1

    def identity(self, rows: Ints) -> npt.NDArray[np.int64]:
        """Return numbers that are equal for the same place, also across segments."""
        number = self.column("number", rows).astype(np.int64)
        return np.where(number > 0, -number, rows)

    def alike(
        self, hashes: Hashes, most: int, inside: Callable[[Ints, Ints], npt.NDArray[np.bool_]]
    ) -> Iterator[tuple[int, int, int, str]]:
        """Places under each consonant key: (index into `hashes`, row, name flag, folded name).

        At most `most` names per key are looked at, and only rows for which `inside` holds.

        Parameters
        ----------
        hashes : numpy.ndarray of int
            Hash of each consonant key to look up.
        most : int
            The most names to look at for each key.
        inside : callable
            Takes indices into `hashes` and the rows found for them, of equal length, and says
            of each pair whether it is wanted.
        """
        for start, segment in zip(self.starts.tolist(), self.segments, strict=False):
            which, keys = segment.alike(hashes)
            rank = np.arange(which.size) - np.searchsorted(which, which)
            which, keys = which[rank < most], keys[rank < most]
            pair, post = segment.posts(keys)
            rows = segment.post_place[post].astype(np.intp) + start
            kept = np.flatnonzero(inside(which[pair], rows))
            names = {int(k): segment.key_string(int(k)) for k in np.unique(keys[pair[kept]])}
            for i in kept.tolist():
                key = int(keys[pair[i]])
                flag = int(segment.post_flag[post[i]])
                yield int(which[pair[i]]), int(rows[i]), flag, names[key]

    @cached_property
    def _renumber(self) -> list[dict[str, npt.NDArray[Any]]]:
        country = {c: i for i, c in enumerate(self.countries)}
        admin = {a: i for i, a in enumerate(self.admins)}
        return [
            {
                "country": np.array([country[c] for c in s.countries]),
                "admin": np.array([admin[a] for a in s.admins]),
            }
            for s in self.segments
        ]

    @cached_property
    def country_number(self) -> dict[str, int]:
        """Number of a country code in the country column."""
        return {c: i for i, c in enumerate(self.countries)}

    @cached_property
    def admin_number(self) -> dict[str, int]:
        """Number of a GeoNames admin1 code in the admin column."""
        return {a: i for i, a in enumerate(self.admins)}

    def place(self, row: int) -> Place:
        """Return the place at a row."""
        owner = int(np.searchsorted(self.starts, row, "right")) - 1
        segment, local = self.segments[owner], row - int(self.starts[owner])
        name, slug, pcode = segment.place_strings(local)
        kind = FeatureKind(int(segment.kind[local]))
        code = segment.admins[segment.admin[local]]
        admin1, iso = self._province(kind, code, int(segment.province[local]))
        return Place(
            id=f"dl:{slug}" if slug else f"gn:{segment.number[local]}",
            name=name,
            kind=kind.word,
            lon=round(float(segment.lon[local]), ROUND_DEG),
            lat=round(float(segment.lat[local]), ROUND_DEG),
            country=segment.countries[segment.country[local]],
            admin1=admin1,
            admin1_iso=iso,
            population=int(segment.population[local]),
            code=code,
            pcode=pcode,
            source=str(segment.meta["source"]),
        )

    def _province(self, kind: FeatureKind, code: str, row: int) -> tuple[str, str]:
        """English name and ISO code of a place's province."""
        if kind not in (FeatureKind.CITY, FeatureKind.ADMIN1, FeatureKind.ADMIN2, FeatureKind.SITE):
            return "", ""
        if row < 0 or (kind == FeatureKind.ADMIN1 and code):
            return self._unit_names.get(code, ("", ""))
        return self.provinces.name[row], self.provinces.iso[row]

    @cached_property
    def _unit_names(self) -> dict[str, tuple[str, str]]:
        """Name and ISO code of each GeoNames province."""
        units = [s.meta.get("units", {}) for s in self.segments]
        return {code: (name, iso) for unit in units for code, (name, iso) in unit.items()}

    def nearest(self, lon: float, lat: float, count: int) -> list[tuple[int, float]]:
        """Rows of the nearest places of a point, with distances in kilometres.

        Parameters
        ----------
        lon : float
            Longitude in degrees.
        lat : float
            Latitude in degrees.
        count : int
            The most places to return.
        """
        found: list[tuple[float, int]] = []
        for start, segment in zip(self.starts, self.segments, strict=False):
            points = np.flatnonzero(
                (segment.kind == FeatureKind.CITY) | (segment.kind == FeatureKind.SITE)
            )
            km = distance_km(segment.lon[points], segment.lat[points], lon, lat)
            best = np.argsort(km)[:count]
            found += [(float(km[i]), int(points[i] + start)) for i in best]
        return [(row, km) for km, row in sorted(found)[:count]]


def _union(lists: Sequence[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(item for one in lists for item in one))
