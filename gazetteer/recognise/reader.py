"""Toponyms in running text: a text goes in, spans with their places come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from gazetteer.index.places_index import Index
from gazetteer.place import FeatureKind, Place
from gazetteer.recognise import rank
from gazetteer.recognise.candidate_columns import CandidateColumns, Named
from gazetteer.recognise.chunks import LONGEST_PIECE, pieces_of
from gazetteer.recognise.document import TokenizedText, tokenize
from gazetteer.recognise.document_table import table_of
from gazetteer.recognise.features import name_traits, span_features
from gazetteer.recognise.local_context import local_contexts
from gazetteer.recognise.model import Weights, shipped_weights
from gazetteer.recognise.name_lookup import NameLookup
from gazetteer.recognise.outlet import (
    NOTHING_KNOWN,
    OutletKnowledge,
    OutletProfile,
    Pin,
    ReportKey,
    country_of,
    host_of,
    report_key,
    worth_surveying,
)
from gazetteer.recognise.rescoring import SURE, rescore_spans, score_spans
from gazetteer.recognise.spans import Proposed, Span, candidate_spans, proposed_spans
from gazetteer.recognise.toponym import RecognisedToponym, area_of, form_of

BATCH = 1000
# Names are looked up for so many texts at a time.
_TOGETHER = 64
# So many texts that were surveyed are kept as they read until they are read for good.
_MOST_KEPT = 256
# Spans less likely than this at first look take no part in the reading of the document.
LEAST_CHANCE = 0.03
ALTERNATIVES = 3
ROUND = 3
PLACE_CACHE = 20_000
_CONTINENT = int(FeatureKind.CONTINENT)


Opened = tuple[TokenizedText, list[Proposed]]
Alternatives = tuple[tuple[Place, float], ...]


class Chosen(NamedTuple):
    """The likeliest place of a mention, how it is named and believed in, and the next likeliest."""

    place: Place
    form: str
    area: str
    belief: float
    others: list[tuple[Place, float]]


@dataclass(slots=True)
class TextReading:
    """A document on its way: its spans, and the places chosen for those kept."""

    document: TokenizedText
    spans: list[Span]
    beliefs: list[list[float]] = field(default_factory=list)


class ToponymReader:
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
        self.names = NameLookup(index, self._judge)
        self._surveyed: dict[tuple[str, str], TextReading] = {}
        self._prepared: dict[str, Opened] = {}
        self._place = lru_cache(PLACE_CACHE)(index.place)

    def _judge(self, columns: CandidateColumns, named: Sequence[Named]) -> None:
        """Note what the weights make of new names, before any document."""
        scores = np.split(rank.place_scores(self.weights.rank, columns), columns.starts[1:])
        first, second = self.weights.first, self.weights.second
        for one, score in zip(named, scores, strict=True):
            traits = name_traits(one)
            one.scores, one.merits = score, (first.score(traits), second.score(traits))

    def parse(
        self, text: str, source: str = "", outlets: OutletKnowledge = NOTHING_KNOWN
    ) -> list[RecognisedToponym]:
        """Return the toponyms of one text, in reading order.

        Parameters
        ----------
        text : str
            Running text; a very long one is read in pieces.
        source : str, optional
            A URL or the outlet's name. Its host's country counts where a name has many places.
        outlets : OutletKnowledge, optional
            What other reports tell of their outlets, as `survey` returns it; nothing else that
            was read before counts.
        """
        profile = self._profile(text, source, outlets)
        out: list[RecognisedToponym] = []
        for start, reading in self._readings(text, source, profile):
            found = self._toponyms(reading)
            out += [each.moved(start) for each in found] if start else found
        return out

    def parse_many(
        self, texts: Sequence[tuple[str, str]], outlets: OutletKnowledge | None = None
    ) -> list[list[RecognisedToponym]]:
        """Return the toponyms of texts, in the order of the texts.

        Parameters
        ----------
        texts : sequence of (str, str)
            Texts, each with its source: a URL or an outlet's name, empty for none.
        outlets : OutletKnowledge, optional
            What is known of the outlets. By default the texts are surveyed first, so that those
            of one outlet speak for each other, in whatever order they are.
        """
        if outlets is None:
            outlets = self.survey(texts)
        out = []
        for start in range(0, len(texts), _TOGETHER):
            some = texts[start : start + _TOGETHER]
            self.prepare([text for text, _ in some])
            out += [self.parse(text, source, outlets) for text, source in some]
        return out

    def survey(self, texts: Iterable[tuple[str, str]]) -> OutletKnowledge:
        """Return what texts tell of their outlets, each read without knowing of any other.

        Parameters
        ----------
        texts : iterable of (str, str)
            Texts with their sources. Of an outlet with one text nothing is to be learnt, and of
            one with many some are read.
        """
        by_key = {report_key(*each): each for each in texts if each[1]}
        return self.survey_all([by_key[key] for key in sorted(worth_surveying(by_key))])

    def survey_all(self, texts: Sequence[tuple[str, str]]) -> OutletKnowledge:
        """Return what texts tell of their outlets, when `worth_surveying` chose them already.

        Parameters
        ----------
        texts : sequence of (str, str)
            Texts with their sources, none of them empty.
        """
        self._surveyed.clear()
        pins: dict[ReportKey, list[Pin]] = {}
        for start in range(0, len(texts), _TOGETHER):
            some = texts[start : start + _TOGETHER]
            self.prepare([text for text, _ in some])
            for text, source in some:
                pins[report_key(text, source)] = self._survey_one(text, source)
        return OutletKnowledge.of(pins)

    def _survey_one(self, text: str, source: str) -> list[Pin]:
        """Return the pins of a text, and keep how it reads: it will be asked for again."""
        profile = self._profile(text, source, NOTHING_KNOWN)
        pins: list[Pin] = []
        for _, reading in self._readings(text, source, profile):
            pins += self._pins(reading)
            if len(text) <= LONGEST_PIECE and len(self._surveyed) < _MOST_KEPT:
                self._surveyed[text, source] = reading
        return pins

    def _profile(self, text: str, source: str, outlets: OutletKnowledge) -> OutletProfile | None:
        if not source:
            return None
        key = report_key(text, source) if outlets.outlets else ReportKey(host_of(source), "")
        home = self.index.country_number.get(country_of(key.host), 0)
        return outlets.profile(key, home)

    def _readings(
        self, text: str, source: str, profile: OutletProfile | None
    ) -> Iterator[tuple[int, TextReading]]:
        """Yield a text's pieces, mostly one, as they read; each with its offset."""
        if kept := self._surveyed.pop((text, source), None):
            self._choose(kept, profile)
            yield 0, kept
        elif len(text) <= LONGEST_PIECE:
            yield 0, self._read(*self._opened(text), profile)
        else:
            for start, piece in pieces_of(text):
                yield start, self._read(*self._opened(piece), profile)

    def means(self, name: str, place_id: str) -> bool:
        """Say whether a name, just so, is one of a place's.

        Parameters
        ----------
        name : str
            A name, as it is written.
        place_id : str
            The id of a place.
        """
        named = self.names.find([name])[name]
        return named is not None and any(self._place(row).id == place_id for row in named.row)

    def prepare(self, texts: Sequence[str]) -> None:
        """Look the names of some texts up together, before each is parsed; the last ones count."""
        texts = [text for text in texts if len(text) <= LONGEST_PIECE]
        self._prepared = dict(zip(texts, self._open(texts), strict=True))

    def _open(self, texts: Sequence[str]) -> list[Opened]:
        documents = [tokenize(text) for text in texts]
        proposed = [proposed_spans(document) for document in documents]
        self.names.find([row[3] for rows in proposed for row in rows])
        return list(zip(documents, proposed, strict=True))

    def _opened(self, text: str) -> Opened:
        """Return a text as a document with the spans proposed and their names looked up."""
        return self._prepared.get(text) or self._open([text])[0]

    def _read(
        self, document: TokenizedText, proposed: list[Proposed], outlet: OutletProfile | None
    ) -> TextReading:
        """Judge the spans of a document and choose their places."""
        spans = candidate_spans(document, self.names, proposed)
        span_features(document, spans, self.weights.common)
        score_spans(self.weights.first, spans)
        spans = [span for span in spans if span.chance >= LEAST_CHANCE]
        rescore_spans(self.weights.second, spans)
        reading = TextReading(document, without_overlaps(spans, self.weights.threshold))
        self._choose(reading, outlet)
        return reading

    def _choose(self, reading: TextReading, outlet: OutletProfile | None) -> None:
        spans = reading.spans
        if spans:
            around = local_contexts(reading.document.text, spans)
            table = table_of(spans)
            reading.beliefs = rank.beliefs(self.weights.rank, table, outlet, around)

    def _pins(self, reading: TextReading) -> list[Pin]:
        """Return the places on the ground that a reading is sure of, for its outlet."""
        out: list[Pin] = []
        for span, beliefs in zip(reading.spans, reading.beliefs, strict=True):
            named, belief = span.named, max(beliefs)
            best = beliefs.index(belief)
            if belief * span.chance >= SURE and named.kind[best] != _CONTINENT:
                where = float(named.lon[best]), float(named.lat[best])
                out.append(Pin(int(named.country[best]), int(named.admin[best]), *where))
        return out

    def _toponyms(self, reading: TextReading) -> list[RecognisedToponym]:
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
            out.append(
                RecognisedToponym(span.start, span.end, text, place, form, area, score, more)
            )
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
    """Keep the likeliest of spans that share characters, and none under the threshold.

    Parameters
    ----------
    spans : sequence of Span
        Spans of one document, in reading order.
    threshold : float
        The least probability at which a span is kept.
    """
    kept: list[Span] = []
    taken = bytearray(max((span.end for span in spans), default=0))
    for span in sorted(spans, key=lambda span: -span.chance):
        if span.chance < threshold:
            break
        if taken.find(1, span.start, span.end) < 0:
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
