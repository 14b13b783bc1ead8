"""The second look at a document's spans: what the whole document tells about each of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gazetteer.index.places_index import Floats
from gazetteer.recognise import rank
from gazetteer.recognise.document_table import table_of
from gazetteer.recognise.model import Model, chances, logits
from gazetteer.recognise.spans import Span

# From this chance on a span counts as named.
SURE = 0.5


def score_spans(model: Model, spans: Sequence[Span]) -> None:
    """Judge each span alone.

    Parameters
    ----------
    model : Model
        The weights.
    spans : sequence of Span
        Spans of one document, in reading order.
    """
    scores = [model.score(span.features) + span.named.merits[0] for span in spans]
    _take(spans, chances(np.array(scores)))


def rescore_spans(model: Model, spans: Sequence[Span]) -> None:
    """Judge each span once more, in the light of all that the first look found likely.

    Parameters
    ----------
    model : Model
        The weights.
    spans : sequence of Span
        Spans of one document, in reading order.
    """
    if spans:
        scores = [model.score(span.features) + span.named.merits[1] for span in spans]
        more = rank.score(model, document_features(spans), len(spans))
        _take(spans, chances(np.array(scores) + more))


def _take(spans: Sequence[Span], each: Floats) -> None:
    for span, chance in zip(spans, each.tolist(), strict=True):
        span.chance = chance


def document_features(spans: Sequence[Span]) -> dict[str, Floats]:
    """Return what the document tells of each span, a column a feature.

    That is how the rest of the document speaks for the best of its places, its own chance at the
    first look, and that of the other mentions of its name; there must be one span at least.
    """
    chance = np.array([span.chance for span in spans])
    number: dict[str, int] = {}
    name = np.array([number.setdefault(span.text, len(number)) for span in spans], np.intp)
    best = np.zeros(len(number))
    np.maximum.at(best, name, chance)
    mean = np.bincount(name, chance) / np.bincount(name)
    same = {"same name, mean": mean[name], "same name, best": best[name]}
    return _support(spans, chance) | {"first look": logits(chance)} | same | _joined(spans)


def _joined(spans: Sequence[Span]) -> dict[str, Floats]:
    """Return how likely the neighbours of each span in a list are to be toponyms."""
    ends: dict[int, float] = {}
    starts: dict[int, float] = {}
    for span in spans:
        ends[span.end] = max(span.chance, ends.get(span.end, 0.0))
        starts[span.start] = max(span.chance, starts.get(span.start, 0.0))
    each = [span.joined for span in spans]
    rows = [(ends.get(before, 0.0), starts.get(after, 0.0)) for before, after in each]
    before, after = np.array(rows).T
    return {"joined to one before": before, "joined to one after": after}


def _support(spans: Sequence[Span], chance: Floats) -> dict[str, Floats]:
    """Say how the rest of the document speaks for the best of the places of each span."""
    table = table_of(spans)
    rest = rank.support(table, chance[table.first_mentions()])
    countries = _named_countries(spans)
    named = [not countries.isdisjoint(name.around) for name in table.names]
    columns = {
        "country told of": np.maximum.reduceat(rest.country, table.starts),
        "province told of": np.maximum.reduceat(rest.admin, table.starts),
        "near what is told of": np.maximum.reduceat(rest.nearest, table.starts),
        "country named": np.array(named, float),
    }
    return {feature: column[table.number] for feature, column in columns.items()}


def _named_countries(spans: Sequence[Span]) -> set[int]:
    """Return the numbers of the countries that a document surely names."""
    sure = [span.named.countries for span in spans if span.chance >= SURE]
    return {country for each in sure for country in each}
