"""Score candidates and share the belief among them; all arrays, one row per candidate.

A candidate's score is a sum of the terms below, in powers of ten of population: a primary name
is worth what a place with ten times the people is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.entry import NameFlag
from gazetteer.index import Floats, Index, distance_km
from gazetteer.place import Kind
from gazetteer.segment import Ints

TERMS = {
    "alternate name": -0.4,
    "article differs": -0.3,
    "code": -3.0,
    "type word dropped": -2.5,
    "kind not asked for": -3.0,
}
KIND_TERM = {
    Kind.CITY: 0.0,
    Kind.ADMIN2: -1.7,
    Kind.ADMIN1: -1.0,
    Kind.COUNTRY: 1.5,
    Kind.REGION: 0.0,
    Kind.WATER: 0.0,
    Kind.SITE: 0.5,
    Kind.CONTINENT: 1.0,
}
AREA_POPULATION = 1e6
SHARPNESS = 2.0
SAME_PLACE_KM = 15.0
STANDS_OUT = 0.6

Bools = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Candidates:
    """Candidate rows of many queries, sorted by query."""

    query: Ints
    row: Ints
    flag: npt.NDArray[np.uint8]
    level: npt.NDArray[np.uint8]
    wanted: Bools

    def keep(self, mask: Bools | Ints) -> Candidates:
        """Return some of the candidates, or all in another order."""
        query, row, flag = self.query[mask], self.row[mask], self.flag[mask]
        return Candidates(query, row, flag, self.level[mask], self.wanted[mask])


def score(index: Index, found: Candidates) -> Floats:
    """Score every candidate."""
    kind = index.column("kind", found.row)
    people = index.column("population", found.row).astype(float)
    people[np.isin(kind, (Kind.REGION, Kind.WATER, Kind.CONTINENT))] = AREA_POPULATION
    total = np.log10(people + 10)
    total += np.array([KIND_TERM[k] for k in Kind])[kind]
    total += TERMS["alternate name"] * ((found.flag & NameFlag.PRIMARY) == 0)
    bared = ((found.flag & NameFlag.BARE) > 0) | (found.level % 2 == 1)
    total += TERMS["article differs"] * bared
    total += TERMS["code"] * ((found.flag & NameFlag.CODE) > 0)
    total += TERMS["type word dropped"] * (found.level >= 2)
    total += TERMS["kind not asked for"] * ~found.wanted
    return np.asarray(total, float)


def best_first(found: Candidates, scores: Floats) -> Ints:
    """Order by query and falling score, each place once, and return the indices."""
    order = np.lexsort((-scores, found.row, found.query))
    query, row = found.query[order], found.row[order]
    first = np.ones(order.size, bool)
    first[1:] = (query[1:] != query[:-1]) | (row[1:] != row[:-1])
    order = order[first]
    return order[np.lexsort((-scores[order], found.query[order]))]


def beliefs(found: Candidates, scores: Floats) -> Floats:
    """Softmax of the scores within each query; `found` is sorted best first."""
    starts = first_of_each(found.query)
    top = np.repeat(scores[starts], _counts(starts, scores.size))
    weight = np.exp(SHARPNESS * (scores - top))
    total = np.add.reduceat(weight, starts) if starts.size else weight
    return np.asarray(weight / np.repeat(total, _counts(starts, scores.size)), float)


def agreement(index: Index, found: Candidates, belief: Floats) -> Floats:
    """For each query, the belief in its best place and in what is the same spot on the map.

    A province of the same name around a city does not speak against the city.
    """
    starts = first_of_each(found.query)
    counts = _counts(starts, belief.size)
    top = np.repeat(found.row[starts], counts)
    lon, lat = index.column("lon", found.row), index.column("lat", found.row)
    km = distance_km(lon, lat, np.repeat(lon[starts], counts), np.repeat(lat[starts], counts))
    kind, country = index.column("kind", found.row), index.column("country", found.row)
    admin = index.column("admin", found.row)
    around = np.isin(kind, (Kind.ADMIN1, Kind.ADMIN2)) | np.isin(
        np.repeat(kind[starts], counts), (Kind.ADMIN1, Kind.ADMIN2)
    )
    same = (admin == np.repeat(admin[starts], counts)) & (admin > 0)
    same &= country == np.repeat(country[starts], counts)
    agrees = (km <= SAME_PLACE_KM) | (around & same) | (found.row == top)
    return np.asarray(np.add.reduceat(np.where(agrees, belief, 0), starts), float)


def first_of_each(query: Ints) -> Ints:
    """Index of the first candidate of each query in a sorted array."""
    return np.flatnonzero(np.diff(query, prepend=-1))


def _counts(starts: Ints, size: int) -> Ints:
    return np.diff(np.append(starts, size))
