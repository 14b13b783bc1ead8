"""Choosing among the places of each name in the light of the whole document.

What a document tells of a name's places is the same for all mentions of the name, so it is worked
out once a name; only what stands beside a mention is added mention by mention.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from basics.geodesy import EARTH_KM
from gazetteer.index.places_index import Floats
from gazetteer.index.segment import Ints
from gazetteer.recognise.candidate_columns import CandidateColumns, place_features, softmax
from gazetteer.recognise.document_table import NameTable
from gazetteer.recognise.local_context import (
    INSIDE_OF,
    KIND_ASKED,
    OUTSIDE,
    OUTSIDE_ELSEWHERE,
    RULED,
    LocalContext,
)
from gazetteer.recognise.model import Model
from gazetteer.recognise.outlet import OutletProfile

# Distance at which two places of a document stop speaking for each other.
_NEAR_KM = 100.0
_SMALLEST_SHARE = 0.01
# Shares are taken as if so many more names were read, so that two or three prove little.
_DOUBT = 1.0
# What stands in for the share of a province where the place is itself an area.
_SHARE_OF_AREAS = 0.04
# The least that a kind of place the text asks for weighs against the others: "Idlib province" is
# never the town of Idlib.
_KIND_RULE = -6.0
# "Tripoli, Lebanon" is hardly ever the one in Libya.
_OUTSIDE_RULE = -3.0
# So many names at most, the likeliest, are looked at for closeness, and so many places at a time.
_MOST_ANCHORS, _BLOCK = 200, 8192
_UNIT = slice(6, 9)


@dataclass(frozen=True, slots=True)
class Support:
    """How the rest of the document speaks for each place: shares of names, and closeness."""

    country: Floats
    admin: Floats
    near: Floats
    nearest: Floats


def support(table: NameTable, weight: Floats) -> Support:
    """Weigh each place by what the document's other names may mean.

    `weight` says of each name how far it is a toponym, 0 to 1.

    Parameters
    ----------
    table : NameTable
        The names of one document, with the places of each.
    weight : array of float
        How far each name is a toponym, 0 to 1, one value a name.
    """
    mine = weight[table.owner]
    mass = table.column("belief") * mine
    country = _share(table, "country", mass, table.column("in_country") * mine)
    admin = _share(table, "admin", mass, table.column("in_admin") * mine)
    near, nearest = _closeness(table, weight)
    return Support(country, admin, near, nearest)


def _share(table: NameTable, area: str, mass: Floats, own: Floats) -> Floats:
    """Return the mean belief of the other names in the area of each place."""
    number = table.column(area).astype(np.intp)
    others = np.bincount(number, mass)[number] - own
    return np.where(number > 0, others / (len(table.names) - 1 + _DOUBT), 0.0)


def _closeness(table: NameTable, weight: Floats) -> tuple[Floats, Floats]:
    """Return the summed and the greatest belief of other names' likeliest places close by."""
    anchors = np.array([n for n, named in enumerate(table.names) if named.anchored], np.intp)
    near, nearest = np.zeros(table.owner.size), np.zeros(table.owner.size)
    if not anchors.size:
        return near, nearest
    best = table.starts[anchors] + np.array([table.names[n].best for n in anchors.tolist()])
    pull = table.column("belief")[best] * weight[anchors]
    if anchors.size > _MOST_ANCHORS:
        likeliest = np.argsort(-pull, kind="stable")[:_MOST_ANCHORS]
        anchors, best, pull = anchors[likeliest], best[likeliest], pull[likeliest]
    toward = table.sheet[best, _UNIT].T
    for start in range(0, table.owner.size, _BLOCK):
        rows = slice(start, start + _BLOCK)
        each = _pulls(table.sheet[rows, _UNIT] @ toward) * pull
        each[table.owner[rows, None] == anchors] = 0.0
        near[rows], nearest[rows] = each.sum(axis=1), each.max(axis=1)
    return np.minimum(3.0, near), nearest


def _pulls(cosine: Floats) -> Floats:
    """Return how far places speak for each other; chords are near enough to distances here."""
    km = EARTH_KM * np.sqrt(np.maximum(0.0, 2 - 2 * cosine))
    return np.asarray(np.exp(-km / _NEAR_KM))


def support_features(
    table: NameTable, rest: Support, outlet: OutletProfile | None
) -> dict[str, Floats]:
    """Return what the document and its outlet say for each place, one column a feature.

    Parameters
    ----------
    table : NameTable
        The names of one document, with the places of each.
    rest : Support
        What the other names of the document add, from `support`.
    outlet : OutletProfile or None
        What is known of the outlet; None for nothing.
    """
    ground = table.column("ground")
    province = table.column("province")
    admin = np.where(ground > 0, rest.admin, _SHARE_OF_AREAS)
    out = {
        "country share": rest.country,
        "country share, log": np.log(rest.country + _SMALLEST_SHARE),
        "province share": rest.admin * ground,
        "province share, log": np.log(admin + _SMALLEST_SHARE),
        "near": rest.near * ground,
        "nearest": rest.nearest * ground,
        "country share of a province": rest.country * province,
        "near a province": rest.near * province,
    }
    return out | (_outlet_features(table, ground, outlet) if outlet else {})


OUTLET_FEATURES = ("outlet country", "outlet province", "outlet near", "outlet host country")


def _outlet_features(table: NameTable, ground: Floats, outlet: OutletProfile) -> dict[str, Floats]:
    country, admin = (table.column(name).astype(np.intp) for name in ("country", "admin"))
    lon = np.concatenate([named.lon for named in table.names])
    lat = np.concatenate([named.lat for named in table.names])
    values = (
        outlet.country_share(country),
        outlet.admin_share(admin) * ground,
        outlet.nearness(lon, lat) * ground,
        outlet.at_home(country),
    )
    return dict(zip(OUTLET_FEATURES, values, strict=True))


def score(model: Model, features: dict[str, Floats], size: int) -> Floats:
    """Return the weighted sum of features for so many places.

    Parameters
    ----------
    model : Model
        The weights.
    features : dict
        Columns of features by name, one row a place.
    size : int
        How many places there are.
    """
    total = np.zeros(size)
    for name, values in features.items():
        weight = model.weights.get(name)
        if weight:
            total += weight * values
    return total


def place_scores(model: Model, columns: CandidateColumns) -> Floats:
    """Return what the weights make of places in any document.

    Parameters
    ----------
    model : Model
        The weights.
    columns : CandidateColumns
        The candidate places, one row each.
    """
    return score(model, place_features(columns), columns.row.size)


def beliefs(
    model: Model,
    table: NameTable,
    outlet: OutletProfile | None,
    contexts: Sequence[LocalContext | None],
) -> list[list[float]]:
    """Return of each mention the belief in each of its name's places; mentions may share a list.

    Parameters
    ----------
    model : Model
        The weights.
    table : NameTable
        The document's names.
    outlet : OutletProfile or None
        What is known of the outlet.
    contexts : sequence of LocalContext or None
        What stands beside each mention, None for nothing.
    """
    rest = support(table, np.ones(len(table.names)))
    scores = np.concatenate([_known(named.scores, named.row.size) for named in table.names])
    scores += score(model, support_features(table, rest, outlet), scores.size)
    # Each name has its places' scores, and so has each mention with something beside it.
    each = np.split(scores, table.starts[1:])
    which = list(table.number)
    for mention, found in enumerate(contexts):
        if found is not None:
            alone = each[which[mention]]
            which[mention] = len(each)
            each.append(alone + _beside_score(model, found, alone.size))
    shares = _softmax_each(each)
    return [shares[number] for number in which]


def _softmax_each(scores: Sequence[Floats]) -> list[list[float]]:
    """Share out 1 among the scores of each list."""
    counts = np.array([each.size for each in scores], np.intp)
    ends = np.cumsum(counts)
    flat = softmax(np.concatenate(scores), ends - counts, counts).tolist()
    return [flat[start:end] for start, end in pairwise([0, *ends.tolist()])]


def _known(scores: Floats | None, size: int) -> Floats:
    return np.zeros(size) if scores is None else scores


def _beside_score(model: Model, contexts: LocalContext, size: int) -> Floats:
    total = score(model, contexts, size)
    if RULED in contexts:
        total += min(0.0, _KIND_RULE - model.weights.get(RULED, 0.0)) * contexts[RULED]
    for name, least in ((OUTSIDE, _OUTSIDE_RULE), (OUTSIDE_ELSEWHERE, _OUTSIDE_RULE / 2)):
        if name in contexts and contexts[INSIDE_OF[name]].any():
            total += min(0.0, least - model.weights.get(name, 0.0)) * contexts[name]
    return total


def training_features(
    columns: CandidateColumns,
    table: NameTable,
    outlet: OutletProfile | None,
    contexts: Sequence[LocalContext | None],
) -> list[dict[str, Floats]]:
    """Return all features of each mention's places; `columns` are those of the table's names.

    Parameters
    ----------
    columns : CandidateColumns
        The candidate places, one row each.
    table : NameTable
        The names of one document, with the places of each.
    outlet : OutletProfile or None
        What is known of the outlet; None for nothing.
    contexts : sequence of LocalContext or None
        What stands beside each mention; None for nothing.
    """
    rest = support(table, np.ones(len(table.names)))
    whole = place_features(columns) | dict.fromkeys(OUTLET_FEATURES, np.zeros(columns.row.size))
    whole |= support_features(table, rest, outlet)
    out = []
    for number, found in zip(table.number, contexts, strict=True):
        rows = _rows(table, number)
        own = {name: values[rows] for name, values in whole.items()}
        own |= dict.fromkeys(KIND_ASKED, np.zeros(rows.size))
        out.append(own | (found or {}))
    return out


def _rows(table: NameTable, number: int) -> Ints:
    return np.arange(table.starts[number], table.starts[number] + table.counts[number])
