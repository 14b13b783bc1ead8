"""Annotated corpora as training samples."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from basics.geodesy import distance_km
from gazetteer.names import fold
from gazetteer.place import FeatureKind
from gazetteer.provinces import DATA
from gazetteer.recognise.candidate_columns import Named, NameForm
from gazetteer.recognise.document import TokenizedText, tokenize
from gazetteer.recognise.features import name_traits, span_features
from gazetteer.recognise.name_lookup import NameLookup
from gazetteer.recognise.outlet import Pin
from gazetteer.recognise.spans import Span, candidate_spans
from gazetteer.recognise.toponym import area_of

# A place this close to the annotated point is the annotated one (the figure used in the field).
SAME_PLACE_KM = 161.0
# A word is plain when it is written small at least so often, and more often than not.
COMMON_COUNT = 3
_PLACED = re.compile(r"\[([^\]=]+)=([^\]]+)\]")

Report = dict[str, Any]


@dataclass(slots=True)
class Sample:
    """An annotated document: its candidate spans and which of them are toponyms."""

    document: TokenizedText
    spans: list[Span]
    labels: list[bool]
    golden: list[Span]
    truths: list[npt.NDArray[np.bool_]]
    source: str
    complete: bool
    pins: list[Pin] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus: its reports, and whether its annotators took demonyms and every toponym."""

    name: str
    reports: list[Report]
    demonyms: bool
    complete: bool


def read_corpus(path: Path, complete: bool = True) -> Corpus:
    """Read a corpus of one JSON report a line with text and toponyms.

    Parameters
    ----------
    path : Path
        The file.
    complete : bool
        Whether every toponym is annotated, so that what is not is none.
    """
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


def own_places(names: NameLookup) -> list[Sample]:
    """Return our own short reports with their places, for the choice among places alone."""
    text = (DATA / "recognise_places.txt").read_text(encoding="utf-8")
    blocks = [block.strip() for block in text.split("\n\n") if not block.startswith("#")]
    return [_placed(block, names) for block in blocks]


def _placed(block: str, names: NameLookup) -> Sample:
    parts = _PLACED.split(block)
    text, golden, truths = parts[0], [], []
    for name, mark, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        named = names.find([name])[name]
        if named is None:
            raise ValueError(f"no place is called {name}")
        golden.append(Span(len(text), len(text) + len(name), 0, 0, name, named))
        truths.append(_is_marked(named, mark, names))
        text += name + rest
    return Sample(tokenize(text), [], [], golden, truths, "", True)


def _is_marked(named: Named, mark: str, names: NameLookup) -> npt.NDArray[np.bool_]:
    """Return which place a mark such as "CH" or "CH area" means: the largest of its kind there."""
    code, _, area = mark.partition(" ")
    kinds = (FeatureKind.COUNTRY, FeatureKind.ADMIN1) if area else (FeatureKind.CITY,)
    there = (named.country == names.index.country_number[code]) & np.isin(named.kind, kinds)
    if not there.any():
        raise ValueError(f"{mark} has no such place")
    return np.asarray(np.arange(there.size) == int(there.argmax()))


def common_words(texts: Iterable[str], names: NameLookup) -> frozenset[str]:
    """Return the words that texts mostly write small and that are also names of places.

    Parameters
    ----------
    texts : iterable of str
        Running texts.
    names : NameLookup
        Looks up which places a text may mean.
    """
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        document = tokenize(text)
        for number, word in enumerate(document.lowers):
            (large if number in document.capitals else small)[word] += 1
    often = [word for word, count in small.items() if count >= COMMON_COUNT and count > large[word]]
    found = names.find(word.capitalize() for word in often)
    return frozenset(word for word in often if found[word.capitalize()] and fold(word) == word)


def samples(corpus: Corpus, names: NameLookup, common: frozenset[str]) -> list[Sample]:
    """Turn a corpus into training samples.

    Parameters
    ----------
    corpus : Corpus
        Annotated reports.
    names : NameLookup
        Looks up which places a text may mean.
    common : frozenset of str
        Words that are mostly no places.
    """
    return [_sample(report, corpus, names, common) for report in corpus.reports]


def _sample(report: Report, corpus: Corpus, names: NameLookup, common: frozenset[str]) -> Sample:
    document = tokenize(report["text"])
    gold = {(t["start"], t["end"]): t for t in report["toponyms"]}
    spans = candidate_spans(document, names) if corpus.complete else []
    if not corpus.demonyms:
        spans = [span for span in spans if NameForm.DEMONYM not in span.named.hows]
    span_features(document, spans, common)
    for span in spans:
        span.features |= name_traits(span.named)
    golden, truths = _golden(gold, document, names)
    if not corpus.complete:
        golden, truths = _each_name_once(golden, truths)
    labels = [(span.start, span.end) in gold for span in spans]
    sample = Sample(
        document, spans, labels, golden, truths, report.get("source") or "", corpus.complete
    )
    sample.pins = _pins(golden, truths)
    return sample


def _golden(
    gold: dict[tuple[int, int], Report], document: TokenizedText, names: NameLookup
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


def _is_place(toponym: Report, span: Span, names: NameLookup) -> npt.NDArray[np.bool_]:
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
