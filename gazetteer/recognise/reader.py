"""Toponyms in running text: a text goes in, spans with their places come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np

from gazetteer.index import Index
from gazetteer.place import Kind
from gazetteer.recognise import rank
from gazetteer.recognise.features import Features, second_look, span_features
from gazetteer.recognise.model import Weights, shipped_weights
from gazetteer.recognise.names import Names
from gazetteer.recognise.outlet import Outlet, Pin, View, country_of, host_of
from gazetteer.recognise.spans import Document, Span, candidate_spans, read_document
from gazetteer.recognise.table import softmax, table_of
from gazetteer.recognise.toponym import Toponym, area_of, form_of

BATCH = 1000
# Spans less likely than this at first look take no part in the reading of the document.
LEAST_CHANCE = 0.03
ALTERNATIVES = 3
ROUND = 3
PLACE_CACHE = 20_000
# An outlet's other reports count from this belief in a pin.
SURE_PIN = 0.5


@dataclass(slots=True)
class Reading:
    """A document on its way: its spans, and the places chosen for those kept."""

    document: Document
    spans: list[Span]
    chosen: list[int]
    belief: list[float]
    beliefs: list[list[float]]


class Reader:
    """Finds and resolves the toponyms of texts.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    weights : Weights, optional
        Trained weights; by default those that come with the project.
    """

    def __init__(self, index: Index, weights: Weights | None = None) -> None:
        self.index = index
        self.names = Names(index)
        self.weights = weights or shipped_weights()
        self._outlets: dict[str, Outlet] = {}
        self._place = lru_cache(PLACE_CACHE)(index.place)

    def parse(self, text: str, source: str = "") -> list[Toponym]:
        """Return the toponyms of one text, in reading order."""
        return self.parse_many([(text, source)])[0]

    def parse_many(self, texts: Sequence[tuple[str, str]]) -> list[list[Toponym]]:
        """Return the toponyms of texts, each given with its source (a URL or an outlet's name).

        Texts of the same outlet speak for each other: what an outlet's other reports tell of
        counts where a name has many places.
        """
        outlets = [self._outlet(source) for _, source in texts]
        views = {id(outlet): outlet.view() for outlet in outlets if outlet}
        first = [
            self.read(text, views.get(id(outlet)))
            for (text, _), outlet in zip(texts, outlets, strict=True)
        ]
        pins = [self._pins(reading) for reading in first]
        for outlet, own in zip(outlets, pins, strict=True):
            if outlet:
                outlet.add(own)
        views = {id(outlet): outlet.view() for outlet in outlets if outlet}
        for reading, outlet, own in zip(first, outlets, pins, strict=True):
            if outlet and outlet.pins.total() > len(own):
                self._choose(reading, views[id(outlet)].without(own))
        return [self._toponyms(reading) for reading in first]

    def parse_stream(self, texts: Iterable[tuple[str, str]]) -> Iterator[list[Toponym]]:
        """Yield the toponyms of any number of texts, some at a time."""
        waiting = iter(texts)
        while batch := list(islice(waiting, BATCH)):
            yield from self.parse_many(batch)

    def _outlet(self, source: str) -> Outlet | None:
        if not source:
            return None
        host = host_of(source)
        if host not in self._outlets:
            home = self.index.country_number.get(country_of(host), 0)
            self._outlets[host] = Outlet(home)
        return self._outlets[host]

    def read(self, text: str, outlet: View | None = None) -> Reading:
        """Find the spans of a text and choose their places."""
        document = read_document(text)
        spans = candidate_spans(document, self.names)
        span_features(document, spans, self.weights.common)
        for span in spans:
            span.chance = self.weights.first.chance(span.features)
        spans = [span for span in spans if span.chance >= LEAST_CHANCE]
        second_look(document, spans, document_support(spans))
        for span in spans:
            span.chance = self.weights.second.chance(span.features)
        reading = Reading(document, without_overlaps(spans, self.weights.threshold), [], [], [])
        self._choose(reading, outlet)
        return reading

    def _choose(self, reading: Reading, outlet: View | None) -> None:
        spans = reading.spans
        if not spans:
            return
        table = table_of(spans, [1.0] * len(spans))
        rest = rank.support(spans, table)
        features = rank.rank_features(reading.document.text, spans, table, rest, outlet)
        scores = rank.rank_scores(self.weights.rank, features, table)
        belief = softmax(scores, table)
        each = np.split(belief, table.starts[1:])
        reading.chosen = [int(one.argmax()) for one in each]
        reading.beliefs = [one.tolist() for one in each]
        reading.belief = [float(one.max()) for one in each]

    def _pins(self, reading: Reading) -> list[Pin]:
        """Return the places on the ground that a reading is sure of, for its outlet."""
        out: list[Pin] = []
        for span, best, belief in zip(reading.spans, reading.chosen, reading.belief, strict=True):
            named = span.named
            if belief * span.chance >= SURE_PIN and named.kind[best] != Kind.CONTINENT:
                where = float(named.lon[best]), float(named.lat[best])
                out.append(Pin(int(named.country[best]), int(named.admin[best]), *where))
        return out

    def _toponyms(self, reading: Reading) -> list[Toponym]:
        rows = zip(reading.spans, reading.chosen, reading.beliefs, strict=True)
        return [self._toponym(span, best, beliefs) for span, best, beliefs in rows]

    def _toponym(self, span: Span, best: int, beliefs: list[float]) -> Toponym:
        named = span.named
        place = self._place(int(named.row[best]))
        order = sorted(range(len(beliefs)), key=lambda i: -beliefs[i])[1 : 1 + ALTERNATIVES]
        return Toponym(
            start=span.start,
            end=span.end,
            text=span.text,
            place=place,
            form=form_of(span, int(named.how[best])),
            area=area_of(place),
            score=round(span.chance * beliefs[best], ROUND),
            alternatives=tuple(
                (self._place(int(named.row[i])), round(span.chance * beliefs[i], ROUND))
                for i in order
            ),
        )


def document_support(spans: Sequence[Span]) -> list[Features]:
    """Return for each span how the rest of the document speaks for the best of its places."""
    if not spans:
        return []
    table = table_of(spans, [span.chance for span in spans])
    rest = rank.support(spans, table)
    country = np.maximum.reduceat(rest.country, table.starts)
    admin = np.maximum.reduceat(rest.admin, table.starts)
    near = np.maximum.reduceat(rest.nearest, table.starts)
    named = np.maximum.reduceat(np.isin(table.country, _named_countries(spans)) * 1.0, table.starts)
    names = ("country told of", "province told of", "near what is told of", "country named")
    columns = (column.tolist() for column in (country, admin, near, named))
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _named_countries(spans: Sequence[Span]) -> list[int]:
    """Return the numbers of the countries that a document surely names."""
    found: set[int] = set()
    for span in spans:
        if span.chance >= SURE_PIN:
            found.update(span.named.countries)
    return sorted(found)


def without_overlaps(spans: Sequence[Span], threshold: float) -> list[Span]:
    """Keep the likeliest of spans that share characters, and none under the threshold."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: -span.chance):
        if span.chance < threshold:
            break
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
