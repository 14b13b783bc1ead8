"""What is known beside a name: points nearby, likely countries, the context it names itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.index.places_index import Floats, Index
from gazetteer.place import Place

NOWHERE = np.empty((0, 2))


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


def surroundings(
    index: Index, near: Sequence[tuple[float, float]], countries: Mapping[str, float]
) -> Surroundings:
    """Gather what is known beside a name: points in degrees, and how likely each country is.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    near : sequence of (float, float)
        Points as longitude and latitude in degrees.
    countries : mapping of str to float
        How likely each country is, 0 to 1, by ISO 3166-1 alpha-2.
    """
    numbers = index.country_number
    likely = {numbers[c]: share for c, share in countries.items() if c in numbers}
    return Surroundings(np.array(near, float).reshape(-1, 2), likely)


def context_of(index: Index, place: Place, rows: Sequence[int]) -> Surroundings:
    """Turn the place that a toponym names as its context into surroundings.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    place : Place
        The place that the context names.
    rows : sequence of int
        Rows of the province table that make up the place, if it is a province.
    """
    if place.kind == "country":
        return Surroundings(NOWHERE, {}, countries=frozenset({index.country_number[place.country]}))
    if place.kind == "admin1":
        admins = frozenset({index.admin_number[place.code]} if place.code else ())
        return Surroundings(NOWHERE, {}, admins=admins, provinces=frozenset(rows))
    return Surroundings(np.array([[place.lon, place.lat]]), {})
