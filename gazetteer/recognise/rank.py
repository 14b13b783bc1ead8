"""Choosing among the places of each name in the light of the whole document.

All arrays have a row for every place that any mention of the document may mean; `mention` says
whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gazetteer.index import Floats
from gazetteer.place import Kind
from gazetteer.recognise.model import Model
from gazetteer.recognise.names import How
from gazetteer.recognise.outlet import View
from gazetteer.recognise.spans import Span
from gazetteer.segment import Ints

Bools = npt.NDArray[np.bool_]
_EARTH_KM = 6371.0088
# Distance at which two places of a document stop speaking for each other.
_NEAR_KM = 100.0
# Belief in a place before the document is read, in powers of e: tens of people, and its kind.
_PRIOR_PEOPLE = 1.3
_PRIOR_KIND = {
    Kind.COUNTRY: 3.0,
    Kind.CONTINENT: 3.0,
    Kind.REGION: 3.0,
    Kind.ADMIN1: 1.5,
    Kind.ADMIN2: 0.3,
}
_PRIOR_BY_KIND = np.array([_PRIOR_KIND.get(kind, 0.0) for kind in Kind])
_PRIOR_PRIMARY = 1.0
_SMALLEST_SHARE = 0.01
# What stands in for the share of a province where the place is itself an area.
_SHARE_OF_AREAS = 0.04
_GROUND_KINDS = (Kind.CITY, Kind.ADMIN2, Kind.SITE)
_GROUND = np.array([kind in _GROUND_KINDS for kind in Kind])
_ANCHOR = np.array([kind in (*_GROUND_KINDS, Kind.ADMIN1) for kind in Kind])
_CONTAINER = np.array([kind in (Kind.COUNTRY, Kind.ADMIN1) for kind in Kind])
_KIND_WORDS = {
    "county": Kind.ADMIN2, "parish": Kind.ADMIN2, "district": Kind.ADMIN2, "borough": Kind.ADMIN2,
    "province": Kind.ADMIN1, "governorate": Kind.ADMIN1, "state": Kind.ADMIN1,
    "countryside": Kind.ADMIN1, "prefecture": Kind.ADMIN1, "oblast": Kind.ADMIN1,
    "city": Kind.CITY, "town": Kind.CITY, "village": Kind.CITY, "suburb": Kind.CITY,
}  # fmt: skip
_KIND_AFTER = re.compile(r"(?:['’]s)?(?: [a-z]+ern)? ([A-Za-z]+)")
_KIND_BEFORE = re.compile(r"([A-Za-z]+) of \Z")
# The least that a kind of place the text asks for weighs against the others: "Idlib province" is
# never the town of Idlib.
_KIND_RULE = -6.0
_RULED = "kind not asked for"
_TO_CONTAINER = re.compile(r",? (?:in )?\Z| \(\Z")


@dataclass(slots=True)
class Table:
    """The places of all mentions, row by row."""

    mention: Ints
    kind: npt.NDArray[np.uint8]
    how: npt.NDArray[np.uint8]
    country: Ints
    admin: Ints
    lon: Floats
    lat: Floats
    people: Floats
    capital: Bools
    starts: Ints
    counts: Ints
    weight: Floats


def table_of(spans: Sequence[Span], weights: Sequence[float]) -> Table:
    """Put the places of all spans into one table; `weights` says how far each is a toponym."""
    counts = np.array([span.named.row.size for span in spans], np.intp)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.intp)

    def column(name: str) -> npt.NDArray[np.generic]:
        return np.concatenate([getattr(span.named, name) for span in spans])

    return Table(
        np.repeat(np.arange(counts.size), counts),
        *(column(name) for name in ("kind", "how", "country", "admin", "lon", "lat", "people", "capital")),  # type: ignore[arg-type]
        starts,
        counts,
        np.array(weights, float),
    )


def softmax(scores: Floats, table: Table) -> Floats:
    """Share out 1 among the places of each mention."""
    top = np.maximum.reduceat(scores, table.starts)
    share = np.exp(scores - np.repeat(top, table.counts))
    return np.asarray(share / np.repeat(np.add.reduceat(share, table.starts), table.counts))


def prior(table: Table) -> Floats:
    """Return the belief in each place before anything is known of the document."""
    scores = _PRIOR_PEOPLE * np.log10(table.people + 10) + _PRIOR_BY_KIND[table.kind]
    return softmax(scores + _PRIOR_PRIMARY * (table.how == How.PRIMARY), table)


@dataclass(frozen=True, slots=True)
class Support:
    """How the rest of the document speaks for each place: shares of names, and closeness."""

    country: Floats
    admin: Floats
    near: Floats
    nearest: Floats
    names: int


def support(spans: Sequence[Span], table: Table) -> Support:
    """Weigh each place by what the document's other names may mean."""
    numbers: dict[int, int] = {}
    name = np.array([numbers.setdefault(id(span.named), len(numbers)) for span in spans])
    first = np.diff(np.maximum.accumulate(name), prepend=-1) > 0
    counted = first[table.mention]
    belief = prior(table) * table.weight[table.mention]
    owner, names = name[table.mention], len(numbers)
    country = _share(owner, table.country, belief, counted, names)
    admin = _share(owner, table.admin, belief, counted, names)
    near, nearest = _closeness(owner, table, belief, counted)
    return Support(country, admin, near, nearest, names)


def _share(owner: Ints, area: Ints, belief: Floats, counted: Bools, names: int) -> Floats:
    """Return the mean belief of the other names in the area of each place."""
    areas, number = np.unique(area, return_inverse=True)
    cell = owner[counted] * areas.size + number[counted]
    mass = np.bincount(cell, belief[counted], names * areas.size).reshape(names, areas.size)
    others = mass.sum(axis=0)[number] - mass[owner, number]
    share = others / max(1, names - 1)
    return np.where(area > 0, share, 0.0)


def _closeness(owner: Ints, table: Table, belief: Floats, counted: Bools) -> tuple[Floats, Floats]:
    """Return the summed and the greatest belief of other names' likeliest places close by."""
    order = np.lexsort((-belief, owner))
    best = order[np.flatnonzero(np.diff(owner[order], prepend=-1))]
    best = best[_ANCHOR[table.kind[best]] & counted[best]]
    if not best.size:
        return np.zeros(owner.size), np.zeros(owner.size)
    km = distances(table.lon, table.lat, table.lon[best], table.lat[best])
    pull = np.exp(-km / _NEAR_KM) * belief[best]
    pull[owner[:, None] == owner[best][None, :]] = 0.0
    return np.minimum(3.0, pull.sum(axis=1)), pull.max(axis=1)


def distances(lon: Floats, lat: Floats, other_lon: Floats, other_lat: Floats) -> Floats:
    """Return the matrix of chords in kilometres, near enough to distances where it matters."""
    cosine = _unit(lon, lat) @ _unit(other_lon, other_lat).T
    return np.asarray(_EARTH_KM * np.sqrt(np.maximum(0.0, 2 - 2 * cosine)))


def _unit(lon: Floats, lat: Floats) -> Floats:
    x, y = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)], axis=1)


def rank_features(
    text: str, spans: Sequence[Span], table: Table, rest: Support, outlet: View | None
) -> dict[str, Floats]:
    """Return what speaks for each place, one column a feature."""
    size = np.log10(table.people + 1) / 8
    ground = _GROUND[table.kind]
    out = {"people": size, "people of a town": np.where(table.kind == Kind.CITY, size, 0)}
    place = np.arange(table.mention.size) - np.repeat(table.starts, table.counts)
    out["largest"] = (place == 0).astype(float)
    out["size rank"] = 1 / (place + 1)
    out["country share"] = rest.country
    out["country share, log"] = np.log(rest.country + _SMALLEST_SHARE)
    out["province share"] = rest.admin * ground
    out["province share, log"] = np.log(
        np.where(ground, rest.admin, _SHARE_OF_AREAS) + _SMALLEST_SHARE
    )
    out["capital"] = table.capital.astype(float)
    out |= _same_name(table)
    out["near"], out["nearest"] = rest.near * ground, rest.nearest * ground
    out |= _neighbours(text, spans, table, ground)
    out |= _asked_kind(text, spans, table)
    return out | _outlet_features(table, ground, outlet)


def _same_name(table: Table) -> dict[str, Floats]:
    """Look for a town that a province is named for, and a province named for a town."""
    size = table.mention.size
    town, province = np.zeros(size), np.zeros(size)
    area = table.kind == Kind.ADMIN1
    for start in table.starts[np.logical_or.reduceat(area, table.starts)].tolist():
        rows = np.arange(start, start + int(table.counts[table.mention[start]]))
        for outer in rows[area[rows]].tolist():
            inside = rows[
                (table.kind[rows] == Kind.CITY) & (table.admin[rows] == table.admin[outer])
            ]
            if inside.size:
                best = int(inside[table.people[inside].argmax()])
                share = table.people[best] / max(1.0, table.people[outer])
                town[outer] = province[best] = min(1.0, float(share))
    return {"has a town of its name": town, "province of its name": province}


def _neighbours(text: str, spans: Sequence[Span], table: Table, ground: Bools) -> dict[str, Floats]:
    """Look at "town, province" and "town, country"."""
    size = table.mention.size
    inside, outside, holds = np.zeros(size), np.zeros(size), np.zeros(size)
    for number in range(len(spans) - 1):
        if _TO_CONTAINER.fullmatch(text[spans[number].end : spans[number + 1].start]):
            mine, next_ = _rows(table, number), _rows(table, number + 1)
            within = _within(table, mine, next_)
            if _CONTAINER[table.kind[next_]].any():
                inside[mine] = within.any(axis=1)
                outside[mine] = ~within.any(axis=1) & ground[mine]
                holds[next_] = within.any(axis=0)
    return {"in its container": inside, "not in the next": outside, "holds the one before": holds}


def _rows(table: Table, mention: int) -> Ints:
    return np.arange(table.starts[mention], table.starts[mention] + table.counts[mention])


def _within(table: Table, inner: Ints, outer: Ints) -> Bools:
    """Whether each inner place lies in each outer one, a country or a province."""
    country = table.country[inner][:, None] == table.country[outer][None, :]
    admin = table.admin[inner][:, None] == table.admin[outer][None, :]
    kind = table.kind[outer][None, :]
    mine = table.kind[inner][:, None]
    in_country = country & (kind == Kind.COUNTRY) & (mine != Kind.COUNTRY)
    in_province = country & admin & (kind == Kind.ADMIN1)
    return in_country | in_province & _GROUND[mine]


def _asked_kind(text: str, spans: Sequence[Span], table: Table) -> dict[str, Floats]:
    """Look at "Idlib province", "Hama's northern countryside" and "the city of Idlib"."""
    asked = np.array([_kind_beside(text, span) for span in spans])
    wanted = asked[table.mention]
    right = table.kind == wanted
    # A word for a kind that no place of the name has ("Homs region") tells nothing.
    told = np.repeat(np.logical_or.reduceat(right, table.starts), table.counts)
    return {"kind asked for": right.astype(float), "kind not asked for": (told & ~right) * 1.0}


def _kind_beside(text: str, span: Span) -> int:
    after = _KIND_AFTER.match(text, span.end)
    before = _KIND_BEFORE.search(text, max(0, span.start - 20), span.start)
    last = span.text.rsplit(" ", 1)[-1].lower() if " " in span.text else ""
    found = (last, after[1].lower() if after else "", before[1].lower() if before else "")
    return next((int(_KIND_WORDS[word]) for word in found if word in _KIND_WORDS), -1)


def _outlet_features(table: Table, ground: Bools, outlet: View | None) -> dict[str, Floats]:
    names = ("outlet country", "outlet province", "outlet near", "outlet host country")
    if outlet is None:
        return {name: np.zeros(table.mention.size) for name in names}
    near = outlet.nearness(table.lon, table.lat) * ground
    country = outlet.country_share(table.country)
    province = outlet.admin_share(table.admin) * ground
    return dict(zip(names, (country, province, near, outlet.at_home(table.country)), strict=True))


def one_hot(table: Table) -> dict[str, Floats]:
    """Return a column for each kind of place and each way a name leads to it."""
    out = {f"kind {kind.word}": (table.kind == kind).astype(float) for kind in Kind}
    return out | {f"how {how.name.lower()}": (table.how == how).astype(float) for how in How}


def rank_scores(model: Model, features: dict[str, Floats], table: Table) -> Floats:
    """Return the score of each place; kinds and ways are looked up, not multiplied."""
    weight = model.weights.get
    kinds = np.array([weight(f"kind {kind.word}", 0.0) for kind in Kind])
    hows = np.array([weight(f"how {how.name.lower()}", 0.0) for how in How])
    total = np.asarray(kinds[table.kind] + hows[table.how], float)
    for name, values in features.items():
        if name in model.weights:
            total += model.weights[name] * values
    total += min(0.0, _KIND_RULE - weight(_RULED, 0.0)) * features[_RULED]
    return total
