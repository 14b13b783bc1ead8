"""A toponym goes in, ranked places come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from gazetteer import rank
from gazetteer.build import ensure_base
from gazetteer.index import Floats, Index
from gazetteer.names import hash_texts
from gazetteer.place import Candidate, Kind, Place, Resolution
from gazetteer.provinces import Provinces
from gazetteer.query import Query, read_query
from gazetteer.segment import Ints, Segment

ALTERNATIVES = 5
MAX_NAME = 300
ROUND = 3
PROVINCE_CACHE = 4096

ProvinceKeys = tuple[list[int], list[int]]


class Gazetteer:
    """The places of the world by name.

    Opening builds the index on first use (about half a minute) and takes milliseconds after
    that.

    Parameters
    ----------
    folder : Path, optional
        An index to open instead of the one in the user's data directory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or ensure_base()

    @cached_property
    def provinces(self) -> Provinces:
        """The table of provinces."""
        return Provinces.open()

    @cached_property
    def index(self) -> Index:
        """The open index."""
        return Index([Segment(self._folder)], self.provinces)

    def resolve(
        self, name: str, country: str | None = None, admin1: str | None = None
    ) -> Resolution:
        """Choose the place that a name stands for.

        Parameters
        ----------
        name : str
            The toponym as written, in any script.
        country : str, optional
            ISO 3166-1 alpha-2; only places there are considered.
        admin1 : str, optional
            The province: ISO 3166-2 (`SY-HM`), GeoNames (`SY.10`) or a name.

        Returns
        -------
        Resolution
            With status resolved, ambiguous (the best guess with its alternatives) or unknown.

        Raises
        ------
        ValueError
            When the country or province is not one we know.
        """
        return self.resolve_many([name], [country], [admin1])[0]

    def resolve_many(
        self,
        names: Sequence[str],
        countries: Sequence[str | None] | None = None,
        admin1s: Sequence[str | None] | None = None,
    ) -> list[Resolution]:
        """Resolve many names at once; arguments and errors as for `resolve`, one value each."""
        queries = [read_query(n[:MAX_NAME]) for n in names]
        found = self._candidates(queries)
        if countries is not None:
            found = found.keep(self._in_country(found, countries))
        if admin1s is not None:
            found = found.keep(self._in_province(found, countries, admin1s))
        scores = rank.score(self.index, found)
        order = rank.best_first(found, scores)
        found, scores = found.keep(order), scores[order]
        belief = rank.beliefs(found, scores)
        starts = rank.first_of_each(found.query)
        sure = rank.agreement(self.index, found, belief) if starts.size else belief
        out = [Resolution(n, "unknown", None, 0.0) for n in names]
        ends = np.append(starts, found.row.size)[1:]
        for start, end, share in zip(starts, ends, sure, strict=True):
            query = int(found.query[start])
            places = found.row[start : min(end, start + 1 + ALTERNATIVES)]
            out[query] = self._resolution(names[query], places, belief[start:end], float(share))
        return out

    def check(self, country: str | None = None, admin1: str | None = None) -> None:
        """Raise ValueError, with a sentence, unless the country and the province are known."""
        self._country_number(country)
        if admin1:
            self.province_of(admin1, country)

    def _candidates(self, queries: Sequence[Query]) -> rank.Candidates:
        """Look up every reading of every query."""
        texts = [(i, level, t) for i, q in enumerate(queries) for level, t in _levels(q)]
        which, row, flag = self.index.lookup(hash_texts(t for _, _, t in texts))
        query = np.array([i for i, _, _ in texts], np.intp)[which]
        level = np.array([level for _, level, _ in texts], np.uint8)[which]
        asked = np.array([_mask(q.kinds) for q in queries], np.int64)[query]
        kind = self.index.column("kind", row)
        wanted = (asked >> kind.astype(np.int64)) & 1 == 1
        found = rank.Candidates(query, row, flag, level, wanted)
        return found.keep(wanted | (level < 2) & (kind != Kind.CITY) | (level >= 2) & _soft(asked))

    def _in_country(self, found: rank.Candidates, countries: Sequence[str | None]) -> rank.Bools:
        numbers = np.array([self._country_number(c) for c in countries], np.int64)
        wanted = numbers[found.query]
        country = self.index.column("country", found.row).astype(np.int64)
        return np.asarray((wanted == 0) | (country == wanted) | (country == 0))

    def _country_number(self, country: str | None) -> int:
        if not country:
            return 0
        try:
            return self.index.country_number[country.upper()]
        except KeyError:
            raise ValueError(f"{country!r} is not a country code (ISO 3166-1, as in SY)") from None

    def _in_province(
        self,
        found: rank.Candidates,
        countries: Sequence[str | None] | None,
        admin1s: Sequence[str | None],
    ) -> rank.Bools:
        keys = [(a, countries[i] if countries else None) for i, a in enumerate(admin1s)]
        numbers = {key: n for n, key in enumerate(dict.fromkeys(keys))}
        wanted = np.array([numbers[k] for k in keys], np.intp)[found.query]
        keep = np.ones(found.row.size, bool)
        province = self.index.column("province", found.row)
        admin = self.index.column("admin", found.row)
        placeless = self.index.column("country", found.row) == 0
        for (admin1, country), number in numbers.items():
            if admin1:
                rows, codes = self.province_of(admin1, country)
                here = np.flatnonzero(wanted == number)
                inside = np.isin(province[here], rows) | np.isin(admin[here], codes)
                keep[here] = inside | placeless[here]
        return keep

    @cached_property
    def province_of(self) -> Callable[[str, str | None], ProvinceKeys]:
        """`_find_province`, remembering the last answers."""
        return lru_cache(PROVINCE_CACHE)(self._find_province)

    def _find_province(self, admin1: str, country: str | None) -> ProvinceKeys:
        """Rows of the province table, and numbers in the admin column, that a text means.

        Raises
        ------
        ValueError
            When no province has that code or name.
        """
        text = admin1.strip()
        rows = self.provinces.members(text.upper())
        if not rows:
            rows = [i for i, code in enumerate(self.provinces.code) if code == text.upper()]
        if not rows and text.upper() in self.index.admin_number:
            return [], [self.index.admin_number[text.upper()]]
        if not rows:
            rows = self._province_rows_by_name(text, country)
        codes = {self.provinces.code[r] for r in rows if not self.provinces.parent[r]}
        numbers = self.index.admin_number
        return rows, [numbers[c] for c in codes if c and c in numbers]

    def _province_rows_by_name(self, name: str, country: str | None) -> list[int]:
        place = self._province_by_name(name, country)
        if place is None:
            where = f" in {country}" if country else ""
            raise ValueError(
                f"{name!r} is no province{where}; "
                "give ISO 3166-2 (SY-HM), GeoNames (SY.10) or a name"
            )
        rows = self.provinces.members(place.admin1_iso)
        return rows or [i for i, code in enumerate(self.provinces.code) if code == place.code]

    def _province_by_name(self, name: str, country: str | None) -> Place | None:
        queries = [Query(q.texts, q.core, frozenset({Kind.ADMIN1})) for q in (read_query(name),)]
        found = self._candidates(queries)
        found = found.keep(found.wanted & self._in_country(found, [country]))
        if not found.row.size:
            return None
        return self.index.place(int(found.row[rank.score(self.index, found).argmax()]))

    def _resolution(self, name: str, rows: Ints, belief: Floats, share: float) -> Resolution:
        places = [self.index.place(int(r)) for r in rows]
        others = tuple(
            Candidate(p, round(float(b), ROUND))
            for p, b in zip(places[1:], belief[1:], strict=False)
        )
        status = "resolved" if share >= rank.STANDS_OUT else "ambiguous"
        return Resolution(name, status, places[0], round(share, ROUND), others)

    def near(self, lon: float, lat: float, count: int = 5) -> list[tuple[Place, float]]:
        """Return the nearest settlements of a point with distances in kilometres."""
        return [(self.index.place(row), km) for row, km in self.index.nearest(lon, lat, count)]


def _levels(query: Query) -> list[tuple[int, str]]:
    """Texts to look up with their level: bit 0 without articles, bit 1 without type words."""
    full = list(enumerate(query.texts))
    return full + [(2 + i, t) for i, t in enumerate(query.core)]


def _mask(kinds: frozenset[Kind]) -> int:
    return sum(1 << k for k in kinds) if kinds else -1


def _soft(asked: Ints) -> rank.Bools:
    """Whether the kind asked for may be overruled: a settlement word may, a province word not."""
    return np.asarray((asked >> Kind.CITY) & 1 == 1)
