"""Score candidates and share the belief among them; all arrays, one row per candidate.

A candidate's score is a sum of the terms below, in powers of ten of population: what a term
costs is what a place with that many fewer people costs. Belief is a softmax of the scores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from gazetteer.entry import NameFlag
from gazetteer.index import Floats, Index, distance_km
from gazetteer.place import Kind, Place
from gazetteer.query import How
from gazetteer.segment import Ints

Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]

TERMS = {
    "alternate name": -0.4,
    "article differs": -0.3,
    "code": -2.5,
    "historic name": -0.7,
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
    How.AS_WRITTEN: 0.0,
    How.NO_ARTICLE: TERMS["article differs"],
    How.SPELLED_OUT: TERMS["spelled out"],
    How.PART: TERMS["part of the toponym"],
    How.OTHER_PART: TERMS["other part of the toponym"],
    How.NO_TYPE_WORD: TERMS["type word dropped"],
    How.NO_SITE_WORD: TERMS["site word dropped"],
    How.NO_DIRECTION: TERMS["direction dropped"],
}
KIND_TERM = {
    Kind.CITY: 0.0,
    Kind.ADMIN2: -1.7,
    Kind.ADMIN1: -1.0,
    Kind.COUNTRY: 1.5,
    Kind.REGION: 0.0,
    Kind.WATER: 0.0,
    Kind.SITE: -0.3,
    Kind.CONTINENT: 1.0,
}
KNOWN_AREA_POPULATION = 1e6
UNKNOWN_POPULATION = 300.0
SHARPNESS = 2.0
SAME_PLACE_KM = 15.0
CONTEXT_KM = 150.0
STANDS_OUT = 0.6
NOWHERE = np.empty((0, 2))


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

    def join(self, other: Candidates) -> Candidates:
        """Return both, one after the other."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return Candidates(*(np.concatenate(p) for p in pairs))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside a name.

    Points nearby in degrees, how likely each country is, and the numbers of countries, of
    admin1 codes and rows of provinces that the toponym itself names as its context.
    """

    points: Floats
    likely: dict[int, float]
    countries: frozenset[int] = frozenset()
    admins: frozenset[int] = frozenset()
    provinces: frozenset[int] = frozenset()


def features(
    index: Index, found: Candidates, around: Mapping[int, Surroundings] | None = None
) -> dict[str, Floats]:
    """Every term of the score for every candidate, by its name in the table above.

    `around` holds what is known beside some of the queries, by their number.
    """
    kind = index.column("kind", found.row)
    people = index.column("population", found.row).astype(float)
    people[people == 0] = UNKNOWN_POPULATION
    owner = index.owner(found.row)
    known = np.isin(kind, (Kind.REGION, Kind.WATER, Kind.CONTINENT)) & (owner == 0)
    people[known] = KNOWN_AREA_POPULATION
    differs = found.likeness < 1
    how = found.how.astype(np.intp)
    bared = ((found.flag & NameFlag.BARE) > 0) & (how != How.NO_ARTICLE)
    out = {
        "population": np.log10(people + 10),
        "kind": np.array([KIND_TERM[k] for k in Kind])[kind],
        "toponym as read": np.array([HOW_TERM[h] for h in How])[how],
        "alternate name": TERMS["alternate name"] * ((found.flag & NameFlag.PRIMARY) == 0),
        "article differs": TERMS["article differs"] * bared,
        "code": TERMS["code"] * ((found.flag & NameFlag.CODE) > 0),
        "historic name": TERMS["historic name"] * ((found.flag & NameFlag.HISTORIC) > 0),
        "kind not asked for": TERMS["kind not asked for"] * ~found.wanted,
        "spelling differs": TERMS["spelling differs"] * (1 - found.likeness)
        + TERMS["spelling differs at all"] * differs,
        "outside the province": TERMS["outside the province"] * ~found.inside,
        "own": TERMS["own"] * ((found.flag & NameFlag.OWN) > 0),
    }
    if around:
        out |= _surroundings(index, found, around)
    return {name: np.asarray(values, float) for name, values in out.items()}


def _surroundings(
    index: Index, found: Candidates, around: Mapping[int, Surroundings]
) -> dict[str, Floats]:
    prior, context = np.zeros(found.row.size), np.zeros(found.row.size)
    for query, known in around.items():
        here = np.flatnonzero(found.query == query)
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


def best_first(index: Index, found: Candidates, scores: Floats) -> Ints:
    """Return indices by query and falling score, each place once."""
    identity = index.identity(found.row)
    order = np.lexsort((-scores, identity, found.query))
    query, place = found.query[order], identity[order]
    first = np.ones(order.size, bool)
    first[1:] = (query[1:] != query[:-1]) | (place[1:] != place[:-1])
    order = order[first]
    return order[np.lexsort((-scores[order], found.query[order]))]


def beliefs(found: Candidates, scores: Floats) -> Floats:
    """Softmax of the scores within each query; `found` is sorted best first."""
    starts = first_of_each(found.query)
    counts = counts_of(starts, scores.size)
    weight = np.exp(SHARPNESS * (scores - np.repeat(scores[starts], counts)))
    total = np.add.reduceat(weight, starts) if starts.size else weight
    return np.asarray(weight / np.repeat(total, counts), float)


def agreement(index: Index, found: Candidates, belief: Floats) -> Floats:
    """For each query, the belief in its best place and in what is the same spot on the map.

    A province of the same name around a city does not speak against the city.
    """
    starts = first_of_each(found.query)
    counts = counts_of(starts, belief.size)

    def top(values: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
        return np.repeat(values[starts], counts)

    lon, lat = index.column("lon", found.row), index.column("lat", found.row)
    km = distance_km(lon, lat, top(lon), top(lat))
    kind, country = index.column("kind", found.row), index.column("country", found.row)
    admin = index.column("admin", found.row)
    units = (Kind.ADMIN1, Kind.ADMIN2)
    around = np.isin(kind, units) | np.isin(top(kind), units)
    same = (admin == top(admin)) & (admin > 0) & (country == top(country))
    agrees = (km <= SAME_PLACE_KM) | (around & same) | (found.row == top(found.row))
    return np.asarray(np.add.reduceat(np.where(agrees, belief, 0), starts), float)


def first_of_each(query: Ints) -> Ints:
    """Index of the first candidate of each query in a sorted array."""
    return np.flatnonzero(np.diff(query, prepend=-1))


def counts_of(starts: Ints, size: int) -> Ints:
    """How many candidates each query has."""
    return np.diff(np.append(starts, size))


def surroundings(
    index: Index, near: Sequence[tuple[float, float]], countries: Mapping[str, float]
) -> Surroundings:
    """Gather what is known beside a name: points in degrees, and how likely each country is."""
    numbers = index.country_number
    likely = {numbers[c]: share for c, share in countries.items() if c in numbers}
    return Surroundings(np.array(near, float).reshape(-1, 2), likely)


def context_of(index: Index, place: Place, rows: Sequence[int]) -> Surroundings:
    """Turn the place that a toponym names as its context into surroundings.

    `rows` are those of the province table that make up the place, if it is a province.
    """
    if place.kind == "country":
        return Surroundings(NOWHERE, {}, countries=frozenset({index.country_number[place.country]}))
    if place.kind == "admin1":
        admins = frozenset({index.admin_number[place.code]} if place.code else ())
        return Surroundings(NOWHERE, {}, admins=admins, provinces=frozenset(rows))
    return Surroundings(np.array([[place.lon, place.lat]]), {})
