"""A toponym goes in, ranked places come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from gazetteer.folders import source_folders
from gazetteer.index.build import ensure_base
from gazetteer.index.places_index import Index
from gazetteer.index.segment import Ints, Segment
from gazetteer.place import Candidate, FeatureKind, Place, Resolution
from gazetteer.provinces import Provinces
from gazetteer.resolve import rank
from gazetteer.resolve.answers import ROUND, Answers, Ranked, answer
from gazetteer.resolve.bounds import Bounds, LimitFinder
from gazetteer.resolve.candidates import gather
from gazetteer.resolve.query import Asked, Query, ask, read_many, read_query
from gazetteer.resolve.surroundings import Surroundings, context_of, surroundings

MAX_NAME = 300
BATCH = 1 << 15

Points = Sequence[tuple[float, float]]
Question = tuple[str, str | None, str | None]


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
        return Index([Segment(f) for f in self._folders], lambda: self.provinces)

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
    ) -> Answers:
        """Resolve many names at once.

        The answers are a sequence of Resolution, made when looked at, with their confidence as
        an array.

        Parameters
        ----------
        names : sequence of str
            The toponyms as written, in any script.
        countries : sequence of str or None, optional
            ISO 3166-1 alpha-2 for each name, or None.
        admin1s : sequence of str or None, optional
            The province for each name: ISO 3166-2, GeoNames or a name, or None.

        Raises
        ------
        ValueError
            When a country or a province is not known.
        """
        none = [None] * len(names)
        return self._resolve(names, countries or none, admin1s or none, {})

    def check(self, country: str | None = None, admin1: str | None = None) -> None:
        """Raise ValueError, with a sentence, unless the country and the province are known.

        Parameters
        ----------
        country : str, optional
            ISO 3166-1 alpha-2.
        admin1 : str, optional
            The province: ISO 3166-2 (`SY-HM`), GeoNames (`SY.10`) or a name.

        Raises
        ------
        ValueError
            When the country or the province is not known.
        """
        self._limits.find(country, admin1)

    @cached_property
    def _limits(self) -> LimitFinder:
        return LimitFinder(self.index, self._province_by_name)

    def _around(self, near: Points, prior: Mapping[str, float] | None) -> dict[int, Surroundings]:
        """Surroundings of a single query."""
        return {0: surroundings(self.index, near, prior or {})} if near or prior else {}

    def _contexts(self, asked: Asked, bounds: Bounds) -> dict[int, Surroundings]:
        """Surroundings that toponyms such as "A (B)" and "A, B" name themselves."""
        if not asked.contexts:
            return {}
        names = list(asked.contexts.values())
        countries = [self.index.countries[bounds.country[i]] or None for i in asked.contexts]
        found = self.resolve_many(names, countries)
        out = {}
        for i, meant in zip(asked.contexts, found, strict=True):
            if meant.place is not None:
                rows = self.provinces.members(meant.place.admin1_iso)
                out[i] = context_of(self.index, meant.place, rows)
        return out

    def _resolve(
        self,
        names: Sequence[str],
        countries: Sequence[str | None],
        admin1s: Sequence[str | None],
        around: Mapping[int, Surroundings],
    ) -> Answers:
        if len(names) != len(countries) or len(names) != len(admin1s):
            raise ValueError("names, countries and admin1s must be as many")
        distinct, which = _distinct(list(zip(names, countries, admin1s, strict=True)))
        parts = []
        for start in range(0, len(distinct), BATCH):
            name, country, admin1 = zip(*distinct[start : start + BATCH], strict=True)
            ranked = self._rank(name, country, admin1, around)
            parts.append(answer(self.index, len(name), ranked))
        return Answers(self.index, names, parts, which)

    def _rank(
        self,
        names: Sequence[str],
        countries: Sequence[str | None],
        admin1s: Sequence[str | None],
        around: Mapping[int, Surroundings],
    ) -> Ranked:
        asked = read_many([n if len(n) <= MAX_NAME else n[:MAX_NAME] for n in names])
        bounds = self._limits.bounds(countries, admin1s)
        found = gather(self.index, asked, bounds)
        terms = rank.features(self.index, found, {**self._contexts(asked, bounds), **around})
        scores = rank.score(terms)
        order = rank.in_order(self.index, found, scores)
        found, scores = found.keep(order), scores[order]
        by = rank.groups(found, scores)
        belief = rank.beliefs(scores, by)
        terms = {name: values[order] for name, values in terms.items()}
        return Ranked(found, terms, belief, by, bounds.in_province)

    def _province_by_name(self, name: str, country: str | None) -> Place | None:
        read = read_query(name[:MAX_NAME])
        query = Query(read.readings, frozenset({FeatureKind.ADMIN1}), strict=True)
        bounds = Bounds([self._limits.find(country, None)], np.zeros(1, np.intp))
        found = gather(self.index, ask([query]), bounds)
        found = found.keep(self.index.column("kind", found.row) == FeatureKind.ADMIN1)
        if not found.row.size:
            return None
        scores = rank.score(rank.features(self.index, found))
        return self.index.place(int(found.row[scores.argmax()]))

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

        `reasons` maps the terms of `gazetteer.resolve.rank`
        to what each adds to the score, in powers of ten of population; terms of zero are left out.

        Parameters
        ----------
        name : str
            The toponym as written, in any script.
        country : str, optional
            ISO 3166-1 alpha-2; only places there are considered.
        admin1 : str, optional
            The province: ISO 3166-2 (`SY-HM`), GeoNames (`SY.10`) or a name.
        near : sequence of (float, float), optional
            Points as longitude and latitude in degrees that the place is probably near.
        prior : mapping of str to float, optional
            How likely each country is, 0 to 1.
        limit : int, optional
            The most candidates to return.

        Raises
        ------
        ValueError
            When the country or the province is not known.
        """
        ranked = self._rank([name], [country], [admin1], self._around(near, prior))
        out = []
        for i in np.argsort(-ranked.belief, kind="stable")[:limit].tolist():
            reasons = {k: round(float(v[i]), 2) for k, v in ranked.terms.items()}
            place = self.index.place(int(ranked.found.row[i]))
            belief = round(float(ranked.belief[i]), ROUND)
            out.append(Candidate(place, belief, {k: v for k, v in reasons.items() if v}))
        return out

    def near(self, lon: float, lat: float, count: int = 5) -> list[tuple[Place, float]]:
        """Return the nearest settlements of a point with distances in kilometres.

        Parameters
        ----------
        lon : float
            Longitude in degrees.
        lat : float
            Latitude in degrees.
        count : int, optional
            The most places to return.
        """
        return [(self.index.place(row), km) for row, km in self.index.nearest(lon, lat, count)]


def _distinct(asked: list[Question]) -> tuple[list[Question], Ints]:
    """Return the different questions in their order, and the number of each one asked."""
    distinct = list(dict.fromkeys(asked))
    if len(distinct) == len(asked):
        return distinct, np.arange(len(asked))
    number = dict(zip(distinct, range(len(distinct)), strict=True))
    return distinct, np.fromiter(map(number.__getitem__, asked), np.intp, len(asked))
