"""A toponym goes in, ranked places come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from gazetteer import rank
from gazetteer.build import ensure_base, source_folders
from gazetteer.candidates import Limits, gather
from gazetteer.index import Floats, Index
from gazetteer.place import Candidate, Kind, Place, Resolution
from gazetteer.provinces import Provinces
from gazetteer.query import Query, read_query
from gazetteer.segment import Ints, Segment

ALTERNATIVES = 5
MAX_NAME = 300
ROUND = 3
PROVINCE_CACHE = 4096

ProvinceKeys = tuple[tuple[int, ...], tuple[int, ...]]
Points = Sequence[tuple[float, float]]


@dataclass(slots=True)
class Ranked:
    """Candidates of many queries, best first; spans are (start, end, agreement), one a query."""

    found: rank.Candidates
    terms: dict[str, Floats]
    belief: Floats
    spans: list[tuple[int, int, float]]


class Gazetteer:
    """The places of the world by name.

    Opening builds the index on first use (about half a minute) and takes milliseconds after
    that.

    Parameters
    ----------
    folders : sequence of Path, optional
        Segments to open instead of the base index and the sources the user has added.
    """

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self._folders = [ensure_base(), *source_folders()] if folders is None else list(folders)

    @cached_property
    def provinces(self) -> Provinces:
        """The table of provinces."""
        return Provinces.open()

    @cached_property
    def index(self) -> Index:
        """The open index."""
        return Index([Segment(f) for f in self._folders], self.provinces)

    def resolve(
        self,
        name: str,
        country: str | None = None,
        admin1: str | None = None,
        near: Points = (),
        prior: Mapping[str, float] | None = None,
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
        near : sequence of (lon, lat), optional
            Points in degrees that the place is probably near, such as the other places of the
            document.
        prior : mapping of str to float, optional
            How likely each country is, 0 to 1, for the outlet the name comes from.

        Returns
        -------
        Resolution
            With status resolved, ambiguous (the best guess with its alternatives) or unknown.

        Raises
        ------
        ValueError
            When the country or province is not one we know.
        """
        return self._resolve([name], [country], [admin1], self._around(near, prior))[0]

    def resolve_many(
        self,
        names: Sequence[str],
        countries: Sequence[str | None] | None = None,
        admin1s: Sequence[str | None] | None = None,
    ) -> list[Resolution]:
        """Resolve many names at once; arguments and errors as for `resolve`, one value each."""
        none = [None] * len(names)
        return self._resolve(names, countries or none, admin1s or none, {})

    def _around(
        self, near: Points, prior: Mapping[str, float] | None
    ) -> dict[int, rank.Surroundings]:
        """Surroundings of a single query."""
        return {0: rank.surroundings(self.index, near, prior or {})} if near or prior else {}

    def _contexts(
        self, queries: Sequence[Query], limits: Sequence[Limits]
    ) -> dict[int, rank.Surroundings]:
        """Surroundings that toponyms such as "A (B)" and "A, B" name themselves."""
        out = {}
        for i, query in enumerate(queries):
            if query.context:
                where = self.index.countries[limits[i].country] or None
                place = self.resolve(query.context, where).place
                if place is not None:
                    rows = self.provinces.members(place.admin1_iso)
                    out[i] = rank.context_of(self.index, place, rows)
        return out

    def _resolve(
        self,
        names: Sequence[str],
        countries: Sequence[str | None],
        admin1s: Sequence[str | None],
        around: Mapping[int, rank.Surroundings],
    ) -> list[Resolution]:
        ranked = self._rank(names, countries, admin1s, around)
        out = [Resolution(n, "unknown", None, 0.0) for n in names]
        for start, end, share in ranked.spans:
            query = int(ranked.found.query[start])
            rows = ranked.found.row[start : min(end, start + 1 + ALTERNATIVES)]
            belief = ranked.belief[start:end]
            out[query] = self._resolution(names[query], rows, belief, share)
        return out

    def _rank(
        self,
        names: Sequence[str],
        countries: Sequence[str | None],
        admin1s: Sequence[str | None],
        around: Mapping[int, rank.Surroundings],
    ) -> Ranked:
        queries = [read_query(n[:MAX_NAME]) for n in names]
        limits = [self._limits(c, a) for c, a in zip(countries, admin1s, strict=True)]
        found = gather(self.index, queries, limits)
        terms = rank.features(self.index, found, {**self._contexts(queries, limits), **around})
        scores = rank.score(terms)
        order = rank.best_first(self.index, found, scores)
        found, scores = found.keep(order), scores[order]
        belief = rank.beliefs(found, scores)
        starts = rank.first_of_each(found.query)
        sure = rank.agreement(self.index, found, belief) if starts.size else belief
        ends = np.append(starts, found.row.size)[1:]
        spans = list(zip(starts.tolist(), ends.tolist(), sure.tolist(), strict=True))
        return Ranked(found, {k: v[order] for k, v in terms.items()}, belief, spans)

    def check(self, country: str | None = None, admin1: str | None = None) -> None:
        """Raise ValueError, with a sentence, unless the country and the province are known."""
        self._limits(country, admin1)

    def _limits(self, country: str | None, admin1: str | None) -> Limits:
        if not country and not admin1:
            return Limits()
        return self._known_limits(country or "", (admin1 or "").strip())

    @cached_property
    def _known_limits(self) -> Callable[[str, str], Limits]:
        """`_find_limits`, remembering the last answers."""
        return lru_cache(PROVINCE_CACHE)(self._find_limits)

    def _find_limits(self, country: str, admin1: str) -> Limits:
        number = self._country_number(country) if country else 0
        if not admin1:
            return Limits(number)
        rows, admins = self.province_of(admin1, country or None)
        if not number:
            codes = {self.provinces.country[r] for r in rows}
            codes |= {self.index.admins[a][:2] for a in admins}
            number = self.index.country_number[codes.pop()] if len(codes) == 1 else 0
        return Limits(number, rows, admins)

    def _country_number(self, country: str) -> int:
        try:
            return self.index.country_number[country.upper()]
        except KeyError:
            raise ValueError(f"{country!r} is not a country code (ISO 3166-1, as in SY)") from None

    def province_of(self, admin1: str, country: str | None = None) -> ProvinceKeys:
        """Rows of the province table, and numbers in the admin column, that a text means.

        Raises
        ------
        ValueError
            When no province has that code or name.
        """
        code = admin1.upper()
        rows = self.provinces.members(code)
        if not rows:
            rows = [i for i, c in enumerate(self.provinces.code) if c == code]
        if not rows and code in self.index.admin_number:
            return (), (self.index.admin_number[code],)
        if not rows:
            rows = self._province_rows_by_name(admin1, country)
        codes = {self.provinces.code[r] for r in rows if not self.provinces.parent[r]}
        numbers = self.index.admin_number
        return tuple(rows), tuple(numbers[c] for c in codes if c and c in numbers)

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
        read = read_query(name[:MAX_NAME])
        query = Query(read.readings, frozenset({Kind.ADMIN1}), strict=True)
        found = gather(self.index, [query], [self._limits(country, None)])
        found = found.keep(self.index.column("kind", found.row) == Kind.ADMIN1)
        if not found.row.size:
            return None
        scores = rank.score(rank.features(self.index, found))
        return self.index.place(int(found.row[scores.argmax()]))

    def _resolution(self, name: str, rows: Ints, belief: Floats, share: float) -> Resolution:
        places = [self.index.place(int(r)) for r in rows]
        others = tuple(
            Candidate(place, round(float(b), ROUND))
            for place, b in zip(places[1:], belief[1:], strict=False)
        )
        status = "resolved" if share >= rank.STANDS_OUT else "ambiguous"
        return Resolution(name, status, places[0], round(share, ROUND), others)

    def candidates(
        self,
        name: str,
        country: str | None = None,
        admin1: str | None = None,
        near: Points = (),
        prior: Mapping[str, float] | None = None,
        limit: int = 20,
    ) -> list[Candidate]:
        """Return every place a name may stand for, best first, each with why it is there.

        Arguments and errors as for `resolve`. `reasons` maps the terms of `gazetteer.rank` to
        what each adds to the score, in powers of ten of population; terms of zero are left out.
        """
        ranked = self._rank([name], [country], [admin1], self._around(near, prior))
        out = []
        for i in range(min(limit, ranked.belief.size)):
            reasons = {k: round(float(v[i]), 2) for k, v in ranked.terms.items()}
            place = self.index.place(int(ranked.found.row[i]))
            belief = round(float(ranked.belief[i]), ROUND)
            out.append(Candidate(place, belief, {k: v for k, v in reasons.items() if v}))
        return out

    def near(self, lon: float, lat: float, count: int = 5) -> list[tuple[Place, float]]:
        """Return the nearest settlements of a point with distances in kilometres."""
        return [(self.index.place(row), km) for row, km in self.index.nearest(lon, lat, count)]
