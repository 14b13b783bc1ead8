"""Choosing among the places of each name in the light of the whole document.

All arrays have a row for every place that any mention of the document may mean; `mention` says
whose it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.index import Floats
from gazetteer.place import Kind
from gazetteer.recognise.beside import asked_kind, neighbours, same_name
from gazetteer.recognise.model import Model
from gazetteer.recognise.names import How
from gazetteer.recognise.outlet import View
from gazetteer.recognise.spans import Span
from gazetteer.recognise.table import GROUND, GROUND_KINDS, Bools, Table, softmax
from gazetteer.segment import Ints

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
_ANCHOR = np.array([kind in (*GROUND_KINDS, Kind.ADMIN1) for kind in Kind])
# The least that a kind of place the text asks for weighs against the others: "Idlib province" is
# never the town of Idlib.
_KIND_RULE = -6.0
_RULED = "kind not asked for"


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
    ground = GROUND[table.kind]
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
    out |= same_name(table)
    out["near"], out["nearest"] = rest.near * ground, rest.nearest * ground
    out |= neighbours(text, spans, table, ground)
    out |= asked_kind(text, spans, table)
    return out | _outlet_features(table, ground, outlet)


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
