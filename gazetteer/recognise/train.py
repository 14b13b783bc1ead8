"""Training the weights on annotated corpora; numpy only, the same result every time."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.index import Floats, distance_km
from gazetteer.names import fold
from gazetteer.provinces import DATA
from gazetteer.recognise import rank
from gazetteer.recognise.features import Features, second_look, span_features
from gazetteer.recognise.model import Model, Weights
from gazetteer.recognise.names import How, Names
from gazetteer.recognise.outlet import Outlet, Pin, View, country_of, host_of
from gazetteer.recognise.reader import LEAST_CHANCE, area_of, document_support
from gazetteer.recognise.spans import Document, Span, candidate_spans, read_document

SEED = 20160316
FOLDS = 5
RIDGE = 3.0
NEWTON_STEPS = 12
RANK_RIDGE = 1e-3
RANK_STEPS = 400
RANK_RATE = 0.3
THRESHOLD = 0.4
# A place this close to the annotated point is the annotated one (the figure used in the field).
SAME_PLACE_KM = 161.0
# A word is plain if it is written small so often for each time it is a name's only word.
COMMON_COUNT = 3
# How often our own reports are counted, for they are few.
OWN_WEIGHT = 6
OUTLET_NEIGHBOURS, OUTLET_STRANGERS = 4, 4

Report = dict[str, Any]


@dataclass(slots=True)
class Sample:
    """An annotated document: its candidate spans and which of them are toponyms."""

    document: Document
    spans: list[Span]
    labels: list[bool]
    golden: list[Span]
    truths: list[npt.NDArray[np.bool_]]
    source: str
    pins: list[Pin] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus: its reports, and whether its annotators took demonyms and every toponym."""

    name: str
    reports: list[Report]
    demonyms: bool
    complete: bool


def read_corpus(path: Path, complete: bool = True) -> Corpus:
    """Read a corpus of one JSON report a line with text and toponyms."""
    reports = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    forms = {toponym.get("form") for report in reports for toponym in report["toponyms"]}
    return Corpus(path.stem, reports, "demonym" in forms, complete)


def own_reports() -> Corpus:
    """Return our own short reports, marked with [ ], with no coordinates."""
    text = (DATA / "recognise_reports.txt").read_text(encoding="utf-8")
    blocks = [block for block in text.split("\n\n") if not block.startswith("#")]
    return Corpus("our own", [_marked(block.strip()) for block in blocks], True, True)


def _marked(block: str) -> Report:
    toponyms: list[Report] = []
    text = ""
    for part in re.split(r"(\[[^\]]*\])", block):
        if part.startswith("["):
            toponyms.append({"start": len(text), "end": len(text) + len(part) - 2})
        text += part.strip("[]")
    return {"text": text, "toponyms": toponyms}


def common_words(texts: Iterable[str], names: Names) -> frozenset[str]:
    """Return the words that texts mostly write small and that are also names of places."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        for word in read_document(text).words:
            (large if word.capital else small)[word.lower] += 1
    often = [word for word, count in small.items() if count >= COMMON_COUNT and count > large[word]]
    found = names.find(word.capitalize() for word in often)
    return frozenset(word for word in often if found[word.capitalize()] and fold(word) == word)


def samples(corpus: Corpus, names: Names, common: frozenset[str]) -> list[Sample]:
    """Turn a corpus into training samples."""
    return [_sample(report, corpus, names, common) for report in corpus.reports]


def _sample(report: Report, corpus: Corpus, names: Names, common: frozenset[str]) -> Sample:
    document = read_document(report["text"])
    gold = {(t["start"], t["end"]): t for t in report["toponyms"]}
    spans = candidate_spans(document, names) if corpus.complete else []
    if not corpus.demonyms:
        spans = [span for span in spans if How.DEMONYM not in span.named.hows]
    span_features(document, spans, common)
    golden, truths = _golden(gold, document, names)
    if not corpus.complete:
        golden, truths = _each_name_once(golden, truths)
    labels = [(span.start, span.end) in gold for span in spans]
    sample = Sample(document, spans, labels, golden, truths, report.get("source") or "")
    sample.pins = _pins(golden, truths)
    return sample


def _golden(
    gold: dict[tuple[int, int], Report], document: Document, names: Names
) -> tuple[list[Span], list[npt.NDArray[np.bool_]]]:
    """Return the annotated spans whose place is a candidate, and which candidates are it."""
    found = names.find(document.text[start:end] for start, end in gold)
    spans, truths = [], []
    for (start, end), toponym in sorted(gold.items()):
        text = document.text[start:end]
        named = found[text]
        if named is not None:
            spans.append(Span(start, end, 0, 0, text, named))
            truths.append(_is_place(toponym, spans[-1], names))
    return spans, truths


def _each_name_once(
    spans: list[Span], truths: list[npt.NDArray[np.bool_]]
) -> tuple[list[Span], list[npt.NDArray[np.bool_]]]:
    once = {span.text: (span, truth) for span, truth in zip(spans, truths, strict=True)}
    return [span for span, _ in once.values()], [truth for _, truth in once.values()]


def _is_place(toponym: Report, span: Span, names: Names) -> npt.NDArray[np.bool_]:
    named = span.named
    if toponym.get("lat") is None:
        return np.zeros(named.row.size, bool)
    km = distance_km(named.lon, named.lat, toponym["lon"], toponym["lat"])
    right = np.asarray(km <= SAME_PLACE_KM)
    if toponym.get("area"):
        areas = [area_of(names.index.place(int(row))) for row in named.row]
        right |= np.array([area == toponym["area"] for area in areas])
    return right


def _pins(golden: Sequence[Span], truths: Sequence[npt.NDArray[np.bool_]]) -> list[Pin]:
    out: list[Pin] = []
    for span, truth in zip(golden, truths, strict=True):
        if truth.any():
            n, named = int(truth.argmax()), span.named
            where = float(named.lon[n]), float(named.lat[n])
            out.append(Pin(int(named.country[n]), int(named.admin[n]), *where))
    return out


def fit_logistic(rows: Sequence[Features], labels: Sequence[bool], ridge: float = RIDGE) -> Model:
    """Fit a logistic regression with a ridge penalty by Newton's method."""
    names = sorted({name for row in rows for name in row})
    column = {name: number for number, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, column[name]] = value
    wanted, weights = np.array(labels, float), np.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (chance - wanted) + ridge * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix
        weights -= np.linalg.solve(bend + ridge * np.eye(len(names)), slope)
    return Model(dict(zip(names, weights.tolist(), strict=True)))


def _rows(each: Sequence[Sample]) -> tuple[list[Features], list[bool]]:
    rows = [span.features for sample in each for span in sample.spans]
    return rows, [label for sample in each for label in sample.labels]


def fit_first(each: Sequence[Sample]) -> Model:
    """Fit the first look of the span filter."""
    return fit_logistic(*_rows(each))


def fit_second(each: Sequence[Sample], numbers: np.random.Generator) -> Model:
    """Fit the second look; first looks come from models that have not seen the document."""
    fold_of = numbers.integers(FOLDS, size=len(each))
    rows: list[Features] = []
    labels: list[bool] = []
    for number in range(FOLDS):
        first = fit_first([s for s, at in zip(each, fold_of, strict=True) if at != number])
        for sample, at in zip(each, fold_of, strict=True):
            if at == number:
                more = _second_rows(sample, first)
                rows += [features for features, _ in more]
                labels += [label for _, label in more]
    return fit_logistic(rows, labels)


def _second_rows(sample: Sample, first: Model) -> list[tuple[Features, bool]]:
    kept = []
    for span, label in zip(sample.spans, sample.labels, strict=True):
        chance = first.chance(span.features)
        if chance >= LEAST_CHANCE:
            copy = Span(span.start, span.end, span.first, span.stop, span.text, span.named)
            copy.features, copy.chance = dict(span.features), chance
            kept.append((copy, label))
    spans = [span for span, _ in kept]
    second_look(sample.document, spans, document_support(spans))
    return [(span.features, label) for span, label in kept]


def fit_rank(each: Sequence[Sample], names: Names, numbers: np.random.Generator) -> Model:
    """Fit the choice among places: a conditional logit by adaptive gradient steps."""
    outlets = simulated_outlets(each, names, numbers)
    groups = [
        group
        for sample, outlet in zip(each, outlets, strict=True)
        for group in _rank_groups(sample, outlet)
    ]
    columns = sorted(groups[0][0])
    matrix = np.concatenate([np.stack([f[c] for c in columns], axis=1) for f, _ in groups])
    truth = np.concatenate([truth for _, truth in groups]).astype(float)
    sizes = np.array([truth.size for _, truth in groups])
    weights = _ascend(matrix, truth, sizes)
    return Model(dict(zip(columns, weights.tolist(), strict=True)))


def _ascend(matrix: Floats, truth: Floats, sizes: npt.NDArray[np.intp]) -> Floats:
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    weights = np.zeros(matrix.shape[1])
    past = np.full(weights.size, 1e-8)

    def shares(values: Floats) -> Floats:
        return values / np.repeat(np.maximum(np.add.reduceat(values, starts), 1e-12), sizes)

    for _ in range(RANK_STEPS):
        scores = matrix @ weights
        chance = shares(np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)))
        slope = matrix.T @ (chance - shares(chance * truth)) / sizes.size + RANK_RIDGE * weights
        past += slope * slope
        weights -= RANK_RATE * slope / np.sqrt(past)
    return weights


def _rank_groups(
    sample: Sample, outlet: View | None
) -> list[tuple[dict[str, Floats], npt.NDArray[np.bool_]]]:
    """Return features and truth of each annotated mention that leaves a choice."""
    if not sample.golden:
        return []
    table = rank.table_of(sample.golden, [1.0] * len(sample.golden))
    rest = rank.support(sample.golden, table)
    text = sample.document.text
    features = rank.rank_features(text, sample.golden, table, rest, outlet) | rank.one_hot(table)
    out = []
    for number, truth in enumerate(sample.truths):
        if truth.any() and not truth.all():
            rows = slice(table.starts[number], table.starts[number] + table.counts[number])
            out.append(({name: values[rows] for name, values in features.items()}, truth))
    return out


def simulated_outlets(
    each: Sequence[Sample], names: Names, numbers: np.random.Generator
) -> list[View | None]:
    """Make up an outlet for two thirds of the documents.

    The corpora hold one report of each outlet, so what an outlet's other reports are worth has to
    be learnt from made-up ones: local outlets, with the reports closest to the document's own and
    as many strangers, and outlets of the whole world, with strangers alone.
    """
    usable = [n for n, sample in enumerate(each) if sample.pins]
    centre = {n: np.median([pin[2:] for pin in each[n].pins], axis=0) for n in usable}
    points = np.array([centre[n] for n in usable])
    out: list[View | None] = []
    for number, sample in enumerate(each):
        home = names.index.country_number.get(country_of(host_of(sample.source)), 0)
        outlet = Outlet(home)
        kind = numbers.integers(3) if number in centre else 0
        others = list(numbers.integers(len(usable), size=OUTLET_STRANGERS * kind * kind))
        if kind == 1:
            far = np.abs(points - centre[number]).sum(axis=1)
            others += list(np.argsort(far)[1 : 1 + OUTLET_NEIGHBOURS])
        for other in others:
            if usable[other] != number:
                outlet.add(each[usable[other]].pins)
        out.append(outlet.view() if kind or sample.source else None)
    return out


def train(corpora: Sequence[Corpus], names: Names, say: Callable[[str], None]) -> Weights:
    """Train all weights on some corpora."""
    numbers = np.random.default_rng(SEED)
    common = common_words((r["text"] for c in corpora for r in c.reports), names)
    say(f"{len(common)} plain words that are also names")
    by_corpus = {corpus.name: samples(corpus, names, common) for corpus in corpora}
    complete = [s for c in corpora if c.complete for s in by_corpus[c.name]]
    complete += OWN_WEIGHT * samples(own_reports(), names, common)
    say(f"{sum(len(s.spans) for s in complete)} candidate spans in {len(complete)} reports")
    first, second = fit_first(complete), fit_second(complete, numbers)
    every = [sample for each in by_corpus.values() for sample in each]
    chosen = fit_rank(every, names, numbers)
    return Weights(first, second, chosen, common, THRESHOLD)
