"""Training the weights on annotated corpora; numpy only, the same result every time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from gazetteer.index.places_index import Floats
from gazetteer.recognise import rank
from gazetteer.recognise.candidate_columns import columns_of
from gazetteer.recognise.document_table import table_of
from gazetteer.recognise.local_context import local_contexts
from gazetteer.recognise.model import Features, Model, Weights, chances
from gazetteer.recognise.name_lookup import NameLookup
from gazetteer.recognise.outlet import Outlet, OutletProfile, country_of, host_of
from gazetteer.recognise.reader import LEAST_CHANCE
from gazetteer.recognise.rescoring import document_features
from gazetteer.recognise.training.samples import (
    Corpus,
    Sample,
    common_words,
    own_places,
    own_reports,
    samples,
)

SEED = 20160316
FOLDS = 5
RIDGE = 3.0
NEWTON_STEPS = 12
RANK_RIDGE = 1e-4
RANK_STEPS = 400
RANK_RATE = 0.3
THRESHOLD = 0.37
# How often our own reports are counted, for they are few.
OWN_WEIGHT = 6
OWN_PLACES_WEIGHT = 7
# Articles on places picked for their ambiguous names; in news a name mostly means the best known.
PARTIAL_WEIGHT = 0.1
OUTLET_NEIGHBOURS, OUTLET_STRANGERS = 4, 4
_LEAST = 1e-12


def fit_logistic(rows: Sequence[Features], labels: Sequence[bool], ridge: float = RIDGE) -> Model:
    """Fit a logistic regression with a ridge penalty by Newton's method.

    Parameters
    ----------
    rows : sequence of Features
        Features of each sample.
    labels : sequence of bool
        Whether each sample is one.
    ridge : float
        Weight of the penalty on large weights.
    """
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
    """Fit the second look; first looks come from models that have not seen the document.

    Parameters
    ----------
    each : sequence of Sample
        The samples.
    numbers : np.random.Generator
        Makes the random choices; seeded, so that training repeats.
    """
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
    each = chances(np.array([first.score(span.features) for span in sample.spans])).tolist()
    rows = zip(sample.spans, sample.labels, each, strict=True)
    kept = [(replace(span, chance=c), label) for span, label, c in rows if c >= LEAST_CHANCE]
    if not kept:
        return []
    columns = document_features([span for span, _ in kept])
    told = zip(*(column.tolist() for column in columns.values()), strict=True)
    return [
        (span.features | dict(zip(columns, more, strict=True)), label)
        for (span, label), more in zip(kept, told, strict=True)
    ]


def fit_rank(each: Sequence[Sample], names: NameLookup, numbers: np.random.Generator) -> Model:
    """Fit the choice among places: a conditional logit by adaptive gradient steps.

    Parameters
    ----------
    each : sequence of Sample
        The samples.
    names : NameLookup
        Looks up which places a text may mean.
    numbers : np.random.Generator
        Makes the random choices; seeded, so that training repeats.
    """
    outlets = simulated_outlets(each, names, numbers)
    groups = [
        (*group, 1.0 if sample.complete else PARTIAL_WEIGHT)
        for sample, outlet in zip(each, outlets, strict=True)
        for group in _rank_groups(sample, outlet)
    ]
    columns = sorted(groups[0][0])
    matrix = np.concatenate([np.stack([f[c] for c in columns], axis=1) for f, *_ in groups])
    truth = np.concatenate([truth for _, truth, _ in groups]).astype(float)
    sizes = np.array([truth.size for _, truth, _ in groups])
    weights = _ascend(matrix, truth, sizes, np.array([weight for *_, weight in groups]))
    return Model(dict(zip(columns, weights.tolist(), strict=True)))


def _ascend(matrix: Floats, truth: Floats, sizes: npt.NDArray[np.intp], counts: Floats) -> Floats:
    """Return the weights of the columns; `counts` says how much each group of rows counts."""
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    weights = np.zeros(matrix.shape[1])
    past = np.full(weights.size, 1e-8)
    share_of = np.repeat(counts / counts.sum(), sizes)

    def shares(values: Floats) -> Floats:
        total = np.maximum(np.add.reduceat(values, starts), _LEAST)
        return np.asarray(values / np.repeat(total, sizes), float)

    for _ in range(RANK_STEPS):
        scores = matrix @ weights
        chance = shares(np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)))
        slope = matrix.T @ ((chance - shares(chance * truth)) * share_of) + RANK_RIDGE * weights
        past += slope * slope
        weights -= RANK_RATE * slope / np.sqrt(past)
    return weights


def _rank_groups(
    sample: Sample, outlet: OutletProfile | None
) -> list[tuple[dict[str, Floats], npt.NDArray[np.bool_]]]:
    """Return features and truth of each annotated mention that leaves a choice."""
    if not sample.golden:
        return []
    table = table_of(sample.golden)
    around = local_contexts(sample.document.text, sample.golden)
    features = rank.training_features(columns_of(table.names), table, outlet, around)
    pairs = zip(features, sample.truths, strict=True)
    return [(each, truth) for each, truth in pairs if truth.any() and not truth.all()]


def simulated_outlets(
    each: Sequence[Sample], names: NameLookup, numbers: np.random.Generator
) -> list[OutletProfile | None]:
    """Make up an outlet for two thirds of the documents.

    The corpora hold one report of each outlet, so what an outlet's other reports are worth has to
    be learnt from made-up ones: local outlets, with the reports closest to the document's own and
    as many strangers, and outlets of the whole world, with strangers alone.

    Parameters
    ----------
    each : sequence of Sample
        The samples.
    names : NameLookup
        Looks up which places a text may mean.
    numbers : np.random.Generator
        Makes the random choices; seeded, so that training repeats.
    """
    usable = [n for n, sample in enumerate(each) if sample.pins]
    centre = {n: np.median([pin[2:] for pin in each[n].pins], axis=0) for n in usable}
    points = np.array([centre[n] for n in usable])
    out: list[OutletProfile | None] = []
    for number, sample in enumerate(each):
        home = names.index.country_number.get(country_of(host_of(sample.source)), 0)
        kind = numbers.integers(3) if number in centre else 0
        others = list(numbers.integers(len(usable), size=OUTLET_STRANGERS * kind * kind))
        if kind == 1:
            far = np.abs(points - centre[number]).sum(axis=1)
            others += list(np.argsort(far)[1 : 1 + OUTLET_NEIGHBOURS])
        reports = [tuple(each[usable[n]].pins) for n in others if usable[n] != number]
        outlet = Outlet({str(n): pins for n, pins in enumerate(reports)})
        out.append(outlet.profile(home) if kind or sample.source else None)
    return out


def train(corpora: Sequence[Corpus], names: NameLookup, say: Callable[[str], None]) -> Weights:
    """Train all weights on some corpora.

    Parameters
    ----------
    corpora : sequence of Corpus
        The annotated corpora.
    names : NameLookup
        Looks up which places a text may mean.
    say : callable
        Is told how far it is.
    """
    numbers = np.random.default_rng(SEED)
    common = common_words((r["text"] for c in corpora for r in c.reports), names)
    say(f"{len(common)} plain words that are also names")
    by_corpus = {corpus.name: samples(corpus, names, common) for corpus in corpora}
    complete = [s for c in corpora if c.complete for s in by_corpus[c.name]]
    complete += OWN_WEIGHT * samples(own_reports(), names, common)
    say(f"{sum(len(s.spans) for s in complete)} candidate spans in {len(complete)} reports")
    first, second = fit_first(complete), fit_second(complete, numbers)
    every = [sample for each in by_corpus.values() for sample in each]
    every += OWN_PLACES_WEIGHT * own_places(names)
    chosen = fit_rank(every, names, numbers)
    return Weights(first, second, chosen, common, THRESHOLD)
