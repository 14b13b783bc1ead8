"""The places of a name as columns, with all that holds of them in any document."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.index.places_index import Floats
from gazetteer.index.segment import Ints
from gazetteer.place import FeatureKind

# Most names have few places; of those with many ("San Jose") the largest are kept.
MOST_PLACES = 40
GROUND_KINDS = (FeatureKind.CITY, FeatureKind.ADMIN2, FeatureKind.SITE)
# Whether a kind of place is a spot on the ground, and whether it holds others, by its number.
GROUND = np.array([kind in GROUND_KINDS for kind in FeatureKind])
_CONTAINERS = frozenset({int(FeatureKind.COUNTRY), int(FeatureKind.ADMIN1)})
_ANCHOR = np.array([kind in (*GROUND_KINDS, FeatureKind.ADMIN1) for kind in FeatureKind])
_CITY, _ADMIN1, _COUNTRY = int(FeatureKind.CITY), int(FeatureKind.ADMIN1), int(FeatureKind.COUNTRY)
# Belief in a place before the document is read, in powers of e: tens of people, and its kind.
_PRIOR_PEOPLE = 1.3
_PRIOR_KIND = {
    FeatureKind.COUNTRY: 3.0,
    FeatureKind.CONTINENT: 3.0,
    FeatureKind.REGION: 3.0,
    FeatureKind.ADMIN1: 1.5,
    FeatureKind.ADMIN2: 0.3,
}
_PRIOR_BY_KIND = np.array([_PRIOR_KIND.get(kind, 0.0) for kind in FeatureKind])
_PRIOR_PRIMARY = 1.0

Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
Area = tuple[int, int]


class NameForm(IntEnum):
    """How the words of a span lead to a place."""

    PRIMARY = 0
    ALTERNATE = 1
    CODE = 2
    DEMONYM = 3
    ABBREVIATION = 4
    TRIMMED = 5
    ALIKE = 6


# What a document's arithmetic needs of each place, side by side so that names are put together
# in one step: belief before the document, the same summed over the place's country and province,
# whether it is on the ground, the numbers of its country and province, a unit vector, and whether
# it is a province.
SHEET = (
    *("belief", "in_country", "in_admin", "ground", "country", "admin", "x", "y", "z"),
    "province",
)
COLUMN = {name: number for number, name in enumerate(SHEET)}


@dataclass(slots=True, eq=False)
class Named:
    """The places of one name, the most populous first, as columns of equal length.

    Attributes
    ----------
    row, how, kind, country, admin, lon, lat, people, capital, known : array
        Rows of the index, and what stands there; `people` is the population, or a stand-in for
        areas without one; `known` tells by how many names the world calls a place, 0 to 1.
    sheet : array of shape (places, len(SHEET))
        What a document's arithmetic needs.
    log_people : float
        The largest number of people, 0 to 1.
    kinds, hows, countries
        What is among the places; `countries` are the numbers of countries.
    inside, holds : frozenset of (country, admin)
        The areas that the places lie in, and those that they are; an admin of -1 stands for any.
    around : frozenset of int
        The countries that the places lie in or are.
    best, anchored
        The likeliest place before a document is read, and whether it is a spot or a province.
    scores : array or None
        What a reader's weights make of each place before a document is read.
    merits : (float, float)
        What its two looks make of the name.
    """

    row: Ints
    how: Bytes
    kind: Bytes
    country: Ints
    admin: Ints
    lon: Floats
    lat: Floats
    people: Floats
    capital: Bools
    known: Floats
    sheet: Floats
    log_people: float
    kinds: frozenset[int]
    hows: frozenset[int]
    countries: tuple[int, ...]
    inside: frozenset[Area]
    holds: frozenset[Area]
    around: frozenset[int]
    best: int
    anchored: bool
    has_capital: bool
    scores: Floats | None = None
    merits: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class CandidateColumns:
    """The places of several names, one name after the other; `starts` says where each begins."""

    row: Ints
    how: Bytes
    kind: Bytes
    country: Ints
    admin: Ints
    lon: Floats
    lat: Floats
    people: Floats
    capital: Bools
    known: Floats
    starts: Ints
    counts: Ints


def columns_of(names: Sequence[Named]) -> CandidateColumns:
    """Put the columns of names one after the other."""
    counts = np.array([named.row.size for named in names], np.intp)
    fields = ("row", "how", "kind", "country", "admin", "lon", "lat", "people", "capital", "known")
    columns = {name: np.concatenate([getattr(each, name) for each in names]) for name in fields}
    return CandidateColumns(**columns, starts=np.cumsum(counts) - counts, counts=counts)


def ordered(owner: Ints, row: Ints, people: Floats) -> Ints:
    """Return which places to keep: of each name each once, the most populous first, not too many.

    Parameters
    ----------
    owner, row, people : array
        Of each place the number of its name (ascending), its row, its population.
    """
    by_row = np.lexsort((np.arange(row.size), row, owner))
    same = (np.diff(owner[by_row], prepend=-1) == 0) & (np.diff(row[by_row], prepend=-1) == 0)
    kept = by_row[~same]
    kept = kept[np.lexsort((row[kept], -people[kept], owner[kept]))]
    first = np.searchsorted(owner[kept], owner[kept])
    return np.asarray(kept[np.arange(kept.size) - first < MOST_PLACES])


def named_of(columns: CandidateColumns) -> list[Named]:
    """Cut the columns of several names into one record a name."""
    sheet = _sheet(columns)
    best = _likeliest(sheet[:, 0], columns)
    anchored = _ANCHOR[columns.kind[best]].tolist()
    largest = columns.people[columns.starts].tolist()
    capital = np.logical_or.reduceat(columns.capital, columns.starts).tolist()
    table: tuple[npt.NDArray[Any], ...] = (
        *(columns.row, columns.how, columns.kind, columns.country, columns.admin),
        *(columns.lon, columns.lat, columns.people, columns.capital, columns.known, sheet),
    )
    areas = [columns.kind.tolist(), columns.country.tolist(), columns.admin.tolist()]
    hows = columns.how.tolist()
    best = (best - columns.starts).tolist()
    out = []
    for number, (start, end) in enumerate(pairwise([*columns.starts.tolist(), columns.row.size])):
        kinds, countries, admins = (each[start:end] for each in areas)
        record: tuple[Any, ...] = (
            *(each[start:end] for each in table),
            math.log10(largest[number] + 1) / 8,
            frozenset(kinds),
            frozenset(hows[start:end]),
            *_areas(kinds, countries, admins),
            frozenset(countries),
            best[number],
            anchored[number],
            capital[number],
        )
        out.append(Named(*record))
    return out


def _areas(
    kinds: Sequence[int], countries: Sequence[int], admins: Sequence[int]
) -> tuple[tuple[int, ...], frozenset[Area], frozenset[Area]]:
    """Return the countries among places, the areas that they lie in and those that they are."""
    places = list(zip(kinds, countries, admins, strict=True))
    inside = [(country, admin) for _, country, admin in places]
    inside += [(country, -1) for kind, country, _ in places if kind != _COUNTRY]
    holds = [
        (country, admin if kind == _ADMIN1 else -1)
        for kind, country, admin in places
        if kind in _CONTAINERS
    ]
    named = tuple([country for kind, country, _ in places if kind == _COUNTRY])
    return named, frozenset(inside), frozenset(holds)


def _sheet(columns: CandidateColumns) -> Floats:
    """Fill in the sheet of several names at once."""
    owner = np.repeat(np.arange(columns.starts.size), columns.counts)
    belief = prior(columns)
    x, y = np.radians(columns.lon), np.radians(columns.lat)
    flat = np.cos(y)
    return np.stack(
        [
            belief,
            _summed(owner, columns.country, belief),
            _summed(owner, columns.admin, belief),
            GROUND[columns.kind],
            columns.country,
            columns.admin,
            flat * np.cos(x),
            flat * np.sin(x),
            np.sin(y),
            columns.kind == _ADMIN1,
        ],
        axis=1,
    )


def _summed(owner: Ints, area: Ints, belief: Floats) -> Floats:
    """Return for each place the belief in all places of its name in its area."""
    _, cell = np.unique(owner * (int(area.max()) + 1) + area, return_inverse=True)
    return np.asarray(np.bincount(cell, belief)[cell])


def _likeliest(belief: Floats, columns: CandidateColumns) -> Ints:
    owner = np.repeat(np.arange(columns.starts.size), columns.counts)
    order = np.lexsort((-belief, owner))
    return np.asarray(order[columns.starts])


def prior(columns: CandidateColumns) -> Floats:
    """Return the belief in each place before anything is known of the document."""
    scores = _PRIOR_PEOPLE * np.log10(columns.people + 10) + _PRIOR_BY_KIND[columns.kind]
    scores += _PRIOR_PRIMARY * (columns.how == NameForm.PRIMARY)
    return softmax(scores, columns.starts, columns.counts)


def softmax(scores: Floats, starts: Ints, counts: Ints) -> Floats:
    """Share out 1 among the scores of each group.

    Parameters
    ----------
    scores : array of float
        One score a row.
    starts : array of int
        First row of each group.
    counts : array of int
        Rows of each group.
    """
    top = np.maximum.reduceat(scores, starts)
    share = np.exp(scores - np.repeat(top, counts))
    return np.asarray(share / np.repeat(np.add.reduceat(share, starts), counts))


def place_features(columns: CandidateColumns) -> dict[str, Floats]:
    """Return what speaks for each place in any document, one column a feature."""
    size = np.log10(columns.people + 1) / 8
    place = np.arange(columns.row.size) - np.repeat(columns.starts, columns.counts)
    out = {"people": size, "people of a town": np.where(columns.kind == _CITY, size, 0.0)}
    out["largest"] = (place == 0).astype(float)
    out["size rank"] = 1 / (place + 1)
    out["capital"] = columns.capital.astype(float)
    out["known"] = columns.known
    out["known, a town"] = np.where(columns.kind == _CITY, columns.known, 0.0)
    out |= _same_name(columns)
    out |= {f"kind {kind.word}": (columns.kind == kind).astype(float) for kind in FeatureKind}
    return out | {f"how {how.name.lower()}": (columns.how == how).astype(float) for how in NameForm}


def _same_name(columns: CandidateColumns) -> dict[str, Floats]:
    """Look for a town that a province is named for, and a province named for a town."""
    size = columns.row.size
    town, province = np.zeros(size), np.zeros(size)
    area = columns.kind == _ADMIN1
    owner = np.repeat(np.arange(columns.starts.size), columns.counts)
    for outer in np.flatnonzero(area).tolist():
        start = int(columns.starts[owner[outer]])
        rows = np.arange(start, start + int(columns.counts[owner[outer]]))
        inside = rows[(columns.kind[rows] == _CITY) & (columns.admin[rows] == columns.admin[outer])]
        if inside.size:
            best = int(inside[columns.people[inside].argmax()])
            town[outer] = province[best] = np.log10(columns.people[best] + 1) / 8
    return {"has a town of its name": town, "province of its name": province}
