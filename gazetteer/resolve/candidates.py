"""Find the places that toponyms may stand for, within the limits asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from gazetteer.consonant_key import consonant_key
from gazetteer.index.places_index import Index
from gazetteer.index.segment import Ints
from gazetteer.names import hash_texts
from gazetteer.place import FeatureKind
from gazetteer.resolve.bounds import Bounds
from gazetteer.resolve.query import Asked, QueryForm
from gazetteer.resolve.rank import Bools, Candidates
from gazetteer.resolve.similarity import likeness

BORDER_KM = 15.0
LIKE_IN_PROVINCE = 0.68
LIKE_IN_COUNTRY = 0.85
SHORTEST_SKELETON_IN_COUNTRY = 2
MOST_ALIKE = 400
ALMOST = 0.999
# The order in which readings are tried, for names that are the same and for names that are alike.
_TIERS = {QueryForm.NO_SITE_WORD: 2, QueryForm.NO_DIRECTION: 3, QueryForm.OTHER_PART: 4}
TIERS = np.array([_TIERS.get(how, 0) for how in QueryForm], np.uint8)
TIERS_ALIKE = np.array([_TIERS.get(how, -2) + 3 for how in QueryForm], np.uint8)
ALIKE = np.dtype(
    [("query", np.intp), ("row", np.intp), ("flag", "u1"), ("how", "u1"), ("like", "f4")]
)


def gather(index: Index, asked: Asked, bounds: Bounds) -> Candidates:
    """All candidates of all queries: those with the name, else those with one like it.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    asked : Asked
        The queries, in all the forms in which they are looked up.
    bounds : Bounds
        The country and province that each query is limited to.
    """
    found = _within(index, _named(index, asked), bounds)
    answered = np.zeros(len(asked), bool)
    answered[found.query[found.inside & (found.how < QueryForm.OTHER_PART)]] = True
    hard = ~answered & (bounds.country > 0)
    if hard.any():
        alike = _alike(index, asked, bounds, hard)
        if alike.row.size:
            found = found.join(alike)
    return _mildest(found, len(asked))


def _mildest(found: Candidates, queries: int) -> Candidates:
    """Keep what was found by dropping words or by another part only where nothing else was."""
    tier = np.where(found.likeness < 1, TIERS_ALIKE[found.how], TIERS[found.how])
    least = np.full(queries, TIERS_ALIKE.max() + 1, np.uint8)
    np.minimum.at(least, found.query, tier)
    return found.keep(tier == least[found.query])


def _named(index: Index, asked: Asked) -> Candidates:
    """Candidates that have the name, in any reading."""
    which, row, flag = index.lookup(hash_texts(asked.texts))
    like = np.ones(row.size, np.float32)
    return _candidates(index, asked, asked.query[which], row, flag, asked.how[which], like)


def _candidates(
    index: Index, asked: Asked, query: Ints, row: Ints, flag: Any, how: Any, like: Any
) -> Candidates:
    """Put candidates together and drop those of a kind that a strict word rules out."""
    inside = np.ones(row.size, bool)
    found = Candidates(query, row, flag, how, like, inside.copy(), inside)
    if (asked.mask == -1).all():
        return found
    kind = index.column("kind", row).astype(np.int64)
    found.wanted = (asked.mask[query] >> kind) & 1 == 1
    # The full name of a region or country may contain a word like "state".
    found.wanted |= (how == QueryForm.AS_WRITTEN) & ~np.isin(
        kind, (FeatureKind.CITY, FeatureKind.SITE)
    )
    return found.keep(found.wanted | ~asked.strict[query])


def _within(index: Index, found: Candidates, bounds: Bounds) -> Candidates:
    """Drop candidates outside the country; note those just outside the province, drop the rest."""
    if not bounds.country.any():
        return found
    wanted = bounds.country[found.query]
    country = index.column("country", found.row)
    found = found.keep((wanted == 0) | (country == wanted) | (country == 0))
    if not bounds.in_province.any():
        return found
    found.inside = ~bounds.in_province[found.query] | _in_province(index, found, bounds)
    near = np.flatnonzero(~found.inside)
    keep = found.inside.copy()
    keep[near] = _near_province(index, found.keep(near), bounds)
    return found.keep(keep)


def _in_province(index: Index, found: Candidates, bounds: Bounds) -> Bools:
    inside = index.column("country", found.row) == 0
    province, admin = index.column("province", found.row), index.column("admin", found.row)
    number = bounds.which[found.query]
    order = np.argsort(number, kind="stable")
    edges = np.searchsorted(number[order], np.arange(len(bounds.limits) + 1))
    for n, limit in enumerate(bounds.limits):
        here = order[edges[n] : edges[n + 1]]
        if limit.in_province and here.size:
            rows, admins = np.array(limit.rows), np.array(limit.admins)
            inside[here] |= np.isin(province[here], rows) | np.isin(admin[here], admins)
    return np.asarray(inside)


def _near_province(index: Index, found: Candidates, bounds: Bounds) -> Bools:
    """Whether places lie just outside the province asked for, if that is one polygon."""
    rows = bounds.row[found.query]
    settled = np.isin(index.column("kind", found.row), (FeatureKind.CITY, FeatureKind.SITE))
    out = np.zeros(found.row.size, bool)
    some = np.flatnonzero((rows >= 0) & settled)
    if some.size:
        lon = index.column("lon", found.row[some])
        lat = index.column("lat", found.row[some])
        out[some] = index.provinces.within(lon, lat, rows[some], BORDER_KM)
    return out


def _alike(index: Index, asked: Asked, bounds: Bounds, hard: Bools) -> Candidates:
    """Candidates whose name shares the consonant key and is like the toponym."""
    keyed = _keys(asked, bounds, hard)
    countries = bounds.country.tolist()
    hashes = hash_texts([f"{index.countries[countries[i]]}:{key}" for i, _, _, key in keyed])
    query = np.array([i for i, _, _, _ in keyed], np.intp)
    found: list[tuple[int, int, int, int, float]] = []
    for which, row, flag, name in index.alike(hashes, MOST_ALIKE, _inside(index, query, bounds)):
        i, text, how, _ = keyed[which]
        like = likeness(text, name)
        if like >= (LIKE_IN_PROVINCE if bounds.in_province[i] else LIKE_IN_COUNTRY):
            found.append((i, row, flag, how, min(like, ALMOST)))
    table = np.array(found, ALIKE)
    whole = (table["query"], table["row"], table["flag"], table["how"], table["like"])
    return _candidates(index, asked, *whole)


def _keys(asked: Asked, bounds: Bounds, hard: Bools) -> list[tuple[int, str, int, str]]:
    """Distinct consonant keys of each hard query: (query, text, how, key)."""
    found: dict[tuple[int, str], tuple[int, str, int, str]] = {}
    for at in np.flatnonzero(hard[asked.query]).tolist():
        i, text = int(asked.query[at]), asked.texts[at]
        key = consonant_key(text)
        if len(key) >= (1 if bounds.in_province[i] else SHORTEST_SKELETON_IN_COUNTRY):
            found[i, key] = (i, text, int(asked.how[at]), key)
    return list(found.values())


def _inside(index: Index, query: Ints, bounds: Bounds) -> Callable[[Ints, Ints], Bools]:
    """Return a function that keeps the (which, row) pairs inside the limits."""

    def inside(which: Ints, row: Ints) -> Bools:
        zeros, every = np.zeros(row.size, np.uint8), np.ones(row.size, bool)
        like = np.ones(row.size, np.float32)
        pairs = Candidates(query[which], row, zeros, zeros, like, every, every)
        return ~bounds.in_province[pairs.query] | _in_province(index, pairs, bounds)

    return inside
