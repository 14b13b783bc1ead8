"""Toponyms in running text: a text goes in, spans with their places come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from gazetteer.index.places_index import Index
from gazetteer.place import Kind, Place
from gazetteer.recognise import rank
from gazetteer.recognise.candidate_columns import Columns, Named
from gazetteer.recognise.chunks import LONGEST_PIECE, pieces_of
from gazetteer.recognise.document import Document, read_document
from gazetteer.recognise.document_table import table_of
from gazetteer.recognise.features import name_traits, span_features
from gazetteer.recognise.local_context import beside
from gazetteer.recognise.model import Weights, shipped_weights
from gazetteer.recognise.name_lookup import Names
from gazetteer.recognise.outlet import Outlet, Pin, View, country_of, host_of
from gazetteer.recognise.rescoring import SURE, first_look, second_look
from gazetteer.recognise.spans import Proposed, Span, candidate_spans, proposed_spans
from gazetteer.recognise.toponym import Toponym, area_of, form_of

BATCH = 1000
# Names are looked up for so many texts at a time.
_TOGETHER = 64
# Spans less likely than this at first look take no part in the reading of the document.
LEAST_CHANCE = 0.03
ALTERNATIVES = 3
ROUND = 3
PLACE_CACHE = 20_000
_CONTINENT = int(Kind.CONTINENT)


Opened = tuple[Document, list[Proposed]]
Alternatives = tuple[tuple[Place, float], ...]


class Chosen(NamedTuple):
    """The likeliest place of a mention, how it is named and believed in, and the next likeliest."""

    place: Place
    form: str
    area: str
    belief: float
    others: list[tuple[Place, float]]


@dataclass(slots=True)
class Reading:
    """A document on its way: its spans, and the places chosen for those kept."""

    document: Document
    spans: list[Span]
    beliefs: list[list[float]] = field(default_factory=list)


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
        self.weights = weights or shipped_weights()
        self.names = Names(index, self._judge)
        self._outlets: dict[str, Outlet] = {}
        self._prepared: dict[str, Opened] = {}
        self._place = lru_cache(PLACE_CACHE)(index.place)

    def _judge(self, columns: Columns, named: Sequence[Named]) -> None:
        """Note what the weights make of new names, before any document."""
        scores = np.split(rank.place_scores(self.weights.rank, columns), columns.starts[1:])
        first, second = self.weights.first, self.weights.second
        for one, score in zip(named, scores, strict=True):
            traits = name_traits(one)
            one.scores, one.merits = score, (first.score(traits), second.score(traits))

    def parse(self, text: str, source: str = "") -> list[Toponym]:
        """Return the toponyms of one text, in reading order."""
        return self.parse_many([(text, source)])[0]

    def parse_many(self, texts: Sequence[tuple[str, str]]) -> list[list[Toponym]]:
        """Return the toponyms of texts, each given with its source (a URL or an outlet's name).

        Texts of the same outlet speak for each other: what an outlet's other reports tell of
        counts where a name has many places. A very long text is read in pieces.
        """
        if all(len(text) <= LONGEST_PIECE for text, _ in texts):
            return self._parse_many(texts)
        return [self._parse_long(text, source) for text, source in texts]

    def _parse_long(self, text: str, source: str) -> list[Toponym]:
        return [
            replace(each, start=each.start + start, end=each.end + start)
            for start, piece in pieces_of(text)
            for each in self._parse_many([(piece, source)])[0]
        ]

    def _parse_many(self, texts: Sequence[tuple[str, str]]) -> list[list[Toponym]]:
        """Return the toponyms of texts, none of them very long."""
        outlets = [self._outlet(source) for _, source in texts]
        views = {id(outlet): outlet.view() for outlet in outlets if outlet}
        first = [
            self._read(document, proposed, views.get(id(outlet)))
            for (document, proposed), outlet in zip(self._opened(texts), outlets, strict=True)
        ]
        pins = [
            self._pins(reading) if outlet else []
            for reading, outlet in zip(first, outlets, strict=True)
        ]
        for outlet, own in zip(outlets, pins, strict=True):
            if outlet:
                outlet.add(own)
        views = {id(outlet): outlet.view() for outlet in outlets if outlet}
        for reading, outlet, own in zip(first, outlets, pins, strict=True):
            if outlet and outlet.pins.total() > len(own):
                self._choose(reading, views[id(outlet)].without(own))
        return [self._toponyms(reading) for reading in first]

    def _outlet(self, source: str) -> Outlet | None:
        if not source:
            return None
        host = host_of(source)
        if host not in self._outlets:
            home = self.index.country_number.get(country_of(host), 0)
            self._outlets[host] = Outlet(home)
        return self._outlets[host]

    def means(self, name: str, place_id: str) -> bool:
        """Say whether a name, just so, is one of a place's."""
        named = self.names.find([name])[name]
        return named is not None and any(self._place(row).id == place_id for row in named.row)

    def prepare(self, texts: Sequence[str]) -> None:
        """Look the names of some texts up together, before each is parsed; the last ones count."""
        texts = [text for text in texts if len(text) <= LONGEST_PIECE]
        self._prepared = dict(zip(texts, self._open(texts), strict=True))

    def _open(self, texts: Sequence[str]) -> list[Opened]:
        documents = [read_document(text) for text in texts]
        proposed = [proposed_spans(document) for document in documents]
        self.names.find([row[3] for rows in proposed for row in rows])
        return list(zip(documents, proposed, strict=True))

    def _opened(self, texts: Sequence[tuple[str, str]]) -> Iterator[Opened]:
        """Yield texts as documents with the spans proposed, names looked up for many at a time."""
        for start in range(0, len(texts), _TOGETHER):
            some = [text for text, _ in texts[start : start + _TOGETHER]]
            new = [text for text in some if text not in self._prepared]
            opened = self._prepared | dict(zip(new, self._open(new), strict=True))
            yield from (opened[text] for text in some)

    def _read(self, document: Document, proposed: list[Proposed], outlet: View | None) -> Reading:
        """Judge the spans of a document and choose their places."""
        spans = candidate_spans(document, self.names, proposed)
        span_features(document, spans, self.weights.common)
        first_look(self.weights.first, spans)
        spans = [span for span in spans if span.chance >= LEAST_CHANCE]
        second_look(self.weights.second, spans)
        reading = Reading(document, without_overlaps(spans, self.weights.threshold))
        self._choose(reading, outlet)
        return reading

    def _choose(self, reading: Reading, outlet: View | None) -> None:
        spans = reading.spans
        if spans:
            around = beside(reading.document.text, spans)
            table = table_of(spans)
            reading.beliefs = rank.beliefs(self.weights.rank, table, outlet, around)

    def _pins(self, reading: Reading) -> list[Pin]:
        """Return the places on the ground that a reading is sure of, for its outlet."""
        out: list[Pin] = []
        for span, beliefs in zip(reading.spans, reading.beliefs, strict=True):
            named, belief = span.named, max(beliefs)
            best = beliefs.index(belief)
            if belief * span.chance >= SURE and named.kind[best] != _CONTINENT:
                where = float(named.lon[best]), float(named.lat[best])
                out.append(Pin(int(named.country[best]), int(named.admin[best]), *where))
        return out

    def _toponyms(self, reading: Reading) -> list[Toponym]:
        """Write out the spans of a document; equal mentions share their places, often many."""
        chosen: dict[tuple[str, int], Chosen] = {}
        shared: dict[tuple[str, int, float], Alternatives] = {}
        out = []
        for span, beliefs in zip(reading.spans, reading.beliefs, strict=True):
            text, chance = span.text, span.chance
            key = text, id(beliefs)
            if key not in chosen:
                chosen[key] = self._chosen(span, beliefs)
            place, form, area, belief, others = chosen[key]
            more = shared.get((*key, chance))
            if more is None:
                more = tuple([(other, round(chance * each, ROUND)) for other, each in others])
                shared[*key, chance] = more
            score = round(chance * belief, ROUND)
            out.append(Toponym(span.start, span.end, text, place, form, area, score, more))
        return out

    def _chosen(self, span: Span, beliefs: list[float]) -> Chosen:
        """Return the likeliest places of a mention."""
        named = span.named
        best, *others = sorted(range(len(beliefs)), key=beliefs.__getitem__, reverse=True)
        place = self._place(int(named.row[best]))
        return Chosen(
            place,
            form_of(span, int(named.how[best])),
            area_of(place),
            beliefs[best],
            [(self._place(int(named.row[n])), beliefs[n]) for n in others[:ALTERNATIVES]],
        )


def without_overlaps(spans: Sequence[Span], threshold: float) -> list[Span]:
    """Keep the likeliest of spans that share characters, and none under the threshold."""
    kept: list[Span] = []
    taken = bytearray(max((span.end for span in spans), default=0))
    for span in sorted(spans, key=lambda span: -span.chance):
        if span.chance < threshold:
            break
        if taken.find(1, span.start, span.end) < 0:
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
