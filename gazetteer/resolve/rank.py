"""Score candidates and share the belief among them; all arrays, one row per candidate.

A candidate's score is a sum of the terms below, in powers of ten of population: what a term
costs is what a place with that many fewer people costs. Belief is a softmax of the scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from basics.geodesy import distance_km
from gazetteer.index.entry import NameFlag
from gazetteer.index.places_index import Floats, Index
from gazetteer.index.segment import Ints
from gazetteer.place import FeatureKind
from gazetteer.resolve.query import QueryForm
from gazetteer.resolve.surroundings import Surroundings

Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

TERMS = {
    "alternate name": -0.4,
    "article differs": -0.3,
    "code": -2.5,
    "historic name": -0.7,
    "another city's own name": -0.6,
    "spelled out": -0.5,
    "part of the toponym": -0.2,
    "other part of the toponym": -5.0,
    "type word dropped": -2.5,
    "site word dropped": -3.0,
    "direction dropped": -3.5,
    "kind not asked for": -3.0,
    "spelling differs": -15.0,
    "spelling differs at all": -1.0,
    "outside the province": -2.0,
    "context": 3.0,
    "prior": 1.5,
    "own": 3.0,
}
HOW_TERM = {
    QueryForm.AS_WRITTEN: 0.0,
    QueryForm.NO_ARTICLE: TERMS["article differs"],
    QueryForm.SPELLED_OUT: TERMS["spelled out"],
    QueryForm.PART: TERMS["part of the toponym"],
    QueryForm.OTHER_PART: TERMS["other part of the toponym"],
    QueryForm.NO_TYPE_WORD: TERMS["type word dropped"],
    QueryForm.NO_SITE_WORD: TERMS["site word dropped"],
    QueryForm.NO_DIRECTION: TERMS["direction dropped"],
}
KIND_TERM = {
    FeatureKind.CITY: 0.0,
    FeatureKind.ADMIN2: -1.7,
    FeatureKind.ADMIN1: -1.0,
    FeatureKind.COUNTRY: 1.5,
    FeatureKind.REGION: 0.0,
    FeatureKind.WATER: 0.0,
    FeatureKind.SITE: -0.3,
    FeatureKind.CONTINENT: 1.0,
}
KNOWN_AREA_POPULATION = 1e6
UNKNOWN_POPULATION = 300.0
CITY_PEOPLE = 100_000
SHARPNESS = 2.0
SAME_PLACE_KM = 15.0
CONTEXT_KM = 150.0
STANDS_OUT = 0.6
OWN_SOURCE = "own-places"


@dataclass(slots=True)
class Candidates:
    """Candidate rows of many queries; arrays of equal length."""

    query: Ints
    row: Ints
    flag: Bytes
    how: Bytes
    likeness: npt.NDArray[np.float32]
    wanted: Bools
    inside: Bools

    def keep(self, mask: Bools | Ints) -> Candidates:
        """Return some of the candidates, or all in another order."""
        return Candidates(*(getattr(self, f.name)[mask] for f in fields(self)))

    @property
    def primary(self) -> Bools:
        """Whether each was found by its place's main name."""
        return (self.flag & NameFlag.PRIMARY) > 0

    def join(self, other: Candidates) -> Candidates:
        """Return both, one after the other."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Candidates(*(np.concatenate(p) for p in pairs))


def features(
    index: Index, found: Candidates, around: Mapping[int, Surroundings] | None = None
) -> dict[str, Floats]:
    """Every term of the score for every candidate, by its name in the table above.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    found : Candidates
        The candidates of all queries.
    around : mapping of int to Surroundings, optional
        What is known beside some of the queries, by their number.
    """
    kind = index.column("kind", found.row)
    people = index.column("population", found.row).astype(float)
    people[people == 0] = UNKNOWN_POPULATION
    owner = index.owner(found.row)
    known = np.isin(kind, (FeatureKind.REGION, FeatureKind.WATER, FeatureKind.CONTINENT)) & (
        owner == 0
    )
    people[known] = KNOWN_AREA_POPULATION
    differs = found.likeness < 1
    how = found.how.astype(np.intp)
    bared = ((found.flag & NameFlag.BARE) > 0) & (how != QueryForm.NO_ARTICLE)
    out = {
        "population": np.log10(people + 10),
        "kind": np.array([KIND_TERM[k] for k in FeatureKind])[kind],
        "toponym as read": np.array([HOW_TERM[h] for h in QueryForm])[how],
        "alternate name": TERMS["alternate name"] * ~found.primary,
        "article differs": TERMS["article differs"] * bared,
        "code": TERMS["code"] * ((found.flag & NameFlag.CODE) > 0),
        "historic name": TERMS["historic name"] * ((found.flag & NameFlag.HISTORIC) > 0),
        "another city's own name": TERMS["another city's own name"]
        * _of_another(found, (kind == FeatureKind.CITY) & (people >= CITY_PEOPLE)),
        "kind not asked for": TERMS["kind not asked for"] * ~found.wanted,
        "spelling differs": TERMS["spelling differs"] * (1 - found.likeness)
        + TERMS["spelling differs at all"] * differs,
        "outside the province": TERMS["outside the province"] * ~found.inside,
        "own": TERMS["own"] * np.isin(owner, index.segments_of(OWN_SOURCE)),
    }
    if around:
        out |= _surroundings(index, found, around)
    return {name: np.asarray(values, float) for name, values in out.items()}


def _of_another(found: Candidates, city: Bools) -> Bools:
    """Whether a place is also called by a name that is the main name of a city."""
    own = found.primary & city & (found.likeness == 1)
    taken = np.zeros(found.query.max(initial=-1) + 1, bool)
    taken[found.query[own]] = True
    return np.asarray(taken[found.query] & ~found.primary)


def _surroundings(
    index: Index, found: Candidates, around: Mapping[int, Surroundings]
) -> dict[str, Floats]:
    prior, context = np.zeros(found.row.size), np.zeros(found.row.size)
    order = np.argsort(found.query, kind="stable")
    queries = np.array(list(around))
    starts = np.searchsorted(found.query[order], queries)
    ends = np.searchsorted(found.query[order], queries, "right")
    for known, start, end in zip(around.values(), starts, ends, strict=True):
        here = order[start:end]
        rows = found.row[here]
        country = index.column("country", rows)
        prior[here] = [known.likely.get(c, 0.0) for c in country.tolist()]
        fits = np.isin(country, list(known.countries))
        fits |= np.isin(index.column("admin", rows), list(known.admins))
        fits |= np.isin(index.column("province", rows), list(known.provinces))
        context[here] = np.maximum(fits, _nearness(index, rows, known.points))
    return {"prior": TERMS["prior"] * prior, "context": TERMS["context"] * context}


def _nearness(index: Index, rows: Ints, points: Floats) -> Floats:
    """Nearness to the closest of some points, 1 at it and 1/e at CONTEXT_KM."""
    if not points.size:
        return np.zeros(rows.size)
    lon, lat = index.column("lon", rows), index.column("lat", rows)
    km = distance_km(lon[:, None], lat[:, None], points[None, :, 0], points[None, :, 1])
    return np.asarray(np.exp(-km.min(axis=1) / CONTEXT_KM), float)


def score(terms: dict[str, Floats]) -> Floats:
    """Sum the terms."""
    return np.asarray(np.sum(list(terms.values()), axis=0), float)


def in_order(index: Index, found: Candidates, scores: Floats) -> Ints:
    """Return indices that put candidates in the order of their queries, each place once.

    Where several readings or sources led to one place, the best of them stays.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    found : Candidates
        The candidates of all queries, in any order.
    scores : numpy.ndarray of float
        Score of each candidate.
    """
    query = found.query
    order = np.argsort(query, kind="stable")
    repeated = np.zeros(query.max(initial=-1) + 1, bool)
    repeated[query[(found.how > 0) | (found.likeness < 1)]] = True
    several = repeated[query] if index.numbered_segments < 2 else np.ones(query.size, bool)
    if not several.any():
        return order
    some = np.flatnonzero(several)
    identity = index.identity(found.row[some])
    by_place = np.lexsort((-scores[some], identity, query[some]))
    twin = np.zeros(some.size, bool)
    twin[1:] = (np.diff(query[some][by_place]) == 0) & (np.diff(identity[by_place]) == 0)
    dropped = np.zeros(query.size, bool)
    dropped[some[by_place[twin]]] = True
    return order[~dropped[order]]


@dataclass(frozen=True, slots=True)
class CandidateGroups:
    """Candidates by query, when sorted by it: where each starts, how many, and the best one."""

    start: Ints
    count: Ints
    best: Ints

    def spread(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Repeat a value of each group for all its candidates."""
        return np.repeat(values, self.count)


def groups(found: Candidates, scores: Floats) -> CandidateGroups:
    """Group candidates that are sorted by query.

    Parameters
    ----------
    found : Candidates
        The candidates of all queries, sorted by query.
    scores : numpy.ndarray of float
        Score of each candidate.
    """
    start = np.flatnonzero(np.diff(found.query, prepend=-1))
    count = np.diff(np.append(start, found.query.size))
    top = np.maximum.reduceat(scores, start) if start.size else scores
    best = np.flatnonzero(scores == np.repeat(top, count))
    return CandidateGroups(start, count, best[np.diff(found.query[best], prepend=-1) != 0])


def beliefs(scores: Floats, by: CandidateGroups) -> Floats:
    """Softmax of the scores within each query.

    Parameters
    ----------
    scores : numpy.ndarray of float
        Score of each candidate, in powers of ten of population.
    by : CandidateGroups
        Where the candidates of each query are, and the best of them.
    """
    weight = np.exp(SHARPNESS * (scores - by.spread(scores[by.best])))
    total = np.add.reduceat(weight, by.start) if by.start.size else weight
    return np.asarray(weight / by.spread(total), float)


def agreement(index: Index, found: Candidates, belief: Floats, by: CandidateGroups) -> Floats:
    """For each query, the belief in its best place and in what is the same spot on the map.

    A province of the same name around a city does not speak against the city.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    found : Candidates
        The candidates of all queries, sorted by query.
    belief : numpy.ndarray of float
        Belief in each candidate, 0 to 1.
    by : CandidateGroups
        Where the candidates of each query are, and the best of them.
    """
    if not by.start.size:
        return np.empty(0)
    alone = by.count == 1
    share = np.ones(by.start.size)
    some = np.flatnonzero(by.spread(~alone))
    top = by.spread(by.best)[some]
    agrees = _same_spot(index, found.row[some], found.row[top])
    total = np.bincount(found.query[some], np.where(agrees, belief[some], 0))
    share[~alone] = total[found.query[by.best[~alone]]]
    return share


def _same_spot(index: Index, row: Ints, top: Ints) -> Bools:
    km = distance_km(
        index.column("lon", row), index.column("lat", row),
        index.column("lon", top), index.column("lat", top),
    )  # fmt: skip
    units = (FeatureKind.ADMIN1, FeatureKind.ADMIN2)
    around = np.isin(index.column("kind", row), units) | np.isin(index.column("kind", top), units)
    admin = index.column("admin", row)
    same = (admin == index.column("admin", top)) & (admin > 0)
    same &= index.column("country", row) == index.column("country", top)
    return np.asarray((km <= SAME_PLACE_KM) | (around & same) | (row == top))
