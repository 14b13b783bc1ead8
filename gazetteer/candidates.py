"""Find the places that toponyms may stand for, within the limits asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gazetteer.index import Index
from gazetteer.likeness import likeness
from gazetteer.names import hash_texts
from gazetteer.place import Kind
from gazetteer.query import How, Query
from gazetteer.rank import Bools, Candidates
from gazetteer.segment import Ints
from gazetteer.skeleton import skeleton

BORDER_KM = 15.0
LIKE_IN_PROVINCE = 0.62
LIKE_IN_COUNTRY = 0.80
SHORTEST_SKELETON_IN_COUNTRY = 2
MOST_ALIKE = 400
ALMOST = 0.999
LAST_RESORTS = (How.NO_SITE_WORD, How.NO_DIRECTION, How.OTHER_PART)
TIERS = np.array([1 + LAST_RESORTS.index(h) if h in LAST_RESORTS else 0 for h in How], np.uint8)
ALIKE = np.dtype(
    [("query", np.intp), ("row", np.intp), ("flag", "u1"), ("how", "u1"), ("like", "f4")]
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a place must be: a country number, 0 for any, and the rows and codes of a province."""

    country: int = 0
    rows: tuple[int, ...] = ()
    admins: tuple[int, ...] = ()

    @property
    def in_province(self) -> bool:
        """Whether a province is asked for."""
        return bool(self.rows or self.admins)


def gather(index: Index, queries: Sequence[Query], limits: Sequence[Limits]) -> Candidates:
    """All candidates of all queries: those with the name, else those with one like it."""
    found = _within(index, _named(index, queries), limits)
    answered = np.zeros(len(queries), bool)
    answered[found.query[found.inside & (found.how < How.OTHER_PART)]] = True
    hard = [i for i, limit in enumerate(limits) if not answered[i] and limit.country]
    if hard:
        alike = _alike(index, queries, limits, hard)
        if alike.row.size:
            found = found.join(alike)
    return _mildest(found, len(queries))


def _mildest(found: Candidates, queries: int) -> Candidates:
    """Keep what was found by dropping words or by another part only where nothing else was."""
    tier = TIERS[found.how]
    least = np.full(queries, TIERS.max() + 1, np.uint8)
    np.minimum.at(least, found.query, tier)
    return found.keep(tier == least[found.query])


def _named(index: Index, queries: Sequence[Query]) -> Candidates:
    """Candidates that have the name, in any reading."""
    texts = [(i, how, text) for i, q in enumerate(queries) for text, how in q.readings]
    which, row, flag = index.lookup(hash_texts([text for _, _, text in texts]))
    query = np.array([i for i, _, _ in texts], np.intp)[which]
    how = np.array([how for _, how, _ in texts], np.uint8)[which]
    return _candidates(index, queries, query, row, flag, how, np.ones(row.size, np.float32))


def _candidates(
    index: Index, queries: Sequence[Query], query: Ints, row: Ints, flag: Any, how: Any, like: Any
) -> Candidates:
    """Put candidates together and drop those of a kind that a strict word rules out."""
    asked = np.array([_mask(q.kinds) for q in queries], np.int64)[query]
    strict = np.array([q.strict for q in queries], bool)[query]
    kind = index.column("kind", row).astype(np.int64)
    wanted = (asked >> kind) & 1 == 1
    # The full name of a region or country may contain a word like "state".
    wanted |= (how == How.AS_WRITTEN) & ~np.isin(kind, (Kind.CITY, Kind.SITE))
    inside = np.ones(row.size, bool)
    found = Candidates(query, row, flag, how, like, wanted, inside)
    return found.keep(wanted | ~strict)


def _mask(kinds: frozenset[Kind]) -> int:
    return sum(1 << k for k in kinds) if kinds else -1


def _within(index: Index, found: Candidates, limits: Sequence[Limits]) -> Candidates:
    """Drop candidates outside the country; note those just outside the province, drop the rest."""
    wanted = np.array([limit.country for limit in limits], np.int64)[found.query]
    country = index.column("country", found.row).astype(np.int64)
    found = found.keep((wanted == 0) | (country == wanted) | (country == 0))
    bound = np.array([limit.in_province for limit in limits], bool)[found.query]
    if not bound.any():
        return found
    found.inside = ~bound | _in_province(index, found, limits)
    near = np.flatnonzero(~found.inside)
    keep = found.inside.copy()
    keep[near] = _near_province(index, found.keep(near), limits)
    return found.keep(keep)


def _in_province(index: Index, found: Candidates, limits: Sequence[Limits]) -> Bools:
    inside = np.zeros(found.row.size, bool)
    province, admin = index.column("province", found.row), index.column("admin", found.row)
    unbound = index.column("country", found.row) == 0
    distinct = {limit: n for n, limit in enumerate(dict.fromkeys(limits))}
    number = np.array([distinct[limit] for limit in limits], np.intp)[found.query]
    order = np.argsort(number, kind="stable")
    edges = np.searchsorted(number[order], np.arange(len(distinct) + 1))
    for n, limit in enumerate(distinct):
        here = order[edges[n] : edges[n + 1]]
        if limit.in_province and here.size:
            rows, admins = np.array(limit.rows), np.array(limit.admins)
            inside[here] = np.isin(province[here], rows) | np.isin(admin[here], admins)
    return np.asarray(inside | unbound)


def _near_province(index: Index, found: Candidates, limits: Sequence[Limits]) -> Bools:
    """Whether places lie just outside the province asked for, if that is one polygon."""
    single = [limit.rows[0] if len(limit.rows) == 1 else -1 for limit in limits]
    rows = np.array(single, np.intp)[found.query]
    settled = np.isin(index.column("kind", found.row), (Kind.CITY, Kind.SITE))
    out = np.zeros(found.row.size, bool)
    some = np.flatnonzero((rows >= 0) & settled)
    if some.size:
        lon = index.column("lon", found.row[some])
        lat = index.column("lat", found.row[some])
        out[some] = index.provinces.within(lon, lat, rows[some], BORDER_KM)
    return out


def _alike(
    index: Index, queries: Sequence[Query], limits: Sequence[Limits], hard: Sequence[int]
) -> Candidates:
    """Candidates whose name shares the consonant key and is like the toponym."""
    asked = [(i, text, how, skeleton(text)) for i in hard for text, how in queries[i].readings]
    asked = list({(i, key): (i, text, how, key) for i, text, how, key in asked[::-1]}.values())
    asked = [a for a in asked if _long_enough(a[3], limits[a[0]])]
    hashes = hash_texts([f"{index.countries[limits[i].country]}:{key}" for i, _, _, key in asked])
    found: list[tuple[int, int, int, int, float]] = []
    for which, row, flag, name in index.alike(hashes, MOST_ALIKE, _inside(index, asked, limits)):
        i, text, how, _ = asked[which]
        like = likeness(text, name)
        if like >= (LIKE_IN_PROVINCE if limits[i].in_province else LIKE_IN_COUNTRY):
            found.append((i, row, flag, how, min(like, ALMOST)))
    table = np.array(found, ALIKE)
    whole = (table["query"], table["row"], table["flag"], table["how"], table["like"])
    return _candidates(index, queries, *whole)


def _long_enough(key: str, limit: Limits) -> bool:
    return len(key) >= (1 if limit.in_province else SHORTEST_SKELETON_IN_COUNTRY)


def _inside(
    index: Index, asked: Sequence[tuple[int, str, How, str]], limits: Sequence[Limits]
) -> Callable[[Ints, Ints], Bools]:
    """Return a function that keeps the (which, row) pairs inside the limits."""

    def inside(which: Ints, row: Ints) -> Bools:
        query = np.array([a[0] for a in asked], np.intp)[which]
        n = row.size
        zeros = np.zeros(n, np.uint8)
        every = np.ones(n, bool)
        pairs = Candidates(query, row, zeros, zeros, np.ones(n, np.float32), every, every)
        bound = np.array([limit.in_province for limit in limits], bool)[query]
        return ~bound | _in_province(index, pairs, limits)

    return inside
