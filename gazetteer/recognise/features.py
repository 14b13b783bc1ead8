"""What speaks for and against a span being a toponym."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from gazetteer.place import FeatureKind
from gazetteer.recognise.candidate_columns import Named, NameForm
from gazetteer.recognise.document import TokenizedText
from gazetteer.recognise.model import Features
from gazetteer.recognise.span_context import joints, left_features, right_features
from gazetteer.recognise.spans import LONGEST_NAME_WORDS, Span
from gazetteer.recognise.word_lists import words

# A place of 100,000 people, on the scale of Named.log_people.
_LARGE = 5 / 8
_COUNTRY = int(FeatureKind.COUNTRY)
_KIND_NAMES = {int(kind): f"kind {kind.word}" for kind in FeatureKind}
_HOW_NAMES = {int(how): f"how {how.name.lower()}" for how in NameForm}
_WORDS_NAMES = {n: f"words {min(n, 4)}" for n in range(1, LONGEST_NAME_WORDS + 1)}
_BEFORE_CONTAINER, _AFTER_CONTENT = frozenset([", ", " ("]), ", "


def name_traits(named: Named) -> Features:
    """Return what speaks for and against a name wherever it stands."""
    out: Features = {"bias": 1.0}
    out |= {_KIND_NAMES[kind]: 1.0 for kind in named.kinds}
    out |= {_HOW_NAMES[how]: 1.0 for how in named.hows}
    if named.has_capital:
        out["capital"] = 1.0
    out["people"], out["people squared"] = named.log_people, named.log_people**2
    return out


def span_features(document: TokenizedText, spans: Sequence[Span], common: frozenset[str]) -> None:
    """Fill in the features of every span, but for those of its name (`name_traits`).

    Parameters
    ----------
    document : TokenizedText
        The text that the spans are in.
    spans : sequence of Span
        All candidates, in reading order.
    common : frozenset of str
        Words that are names in the gazetteer but are mostly written small.
    """
    repeats = Counter([span.text for span in spans])
    nested = _nested(spans)
    for span, features in zip(spans, nested, strict=True):
        span.features = features
        features["repeats"] = min(repeats[span.text] - 1, 5) / 5
        _name_features(features, span, document, common)
        left_features(features, span, document)
        right_features(features, span, document)
        span.joined = joints(document.text, span)
    _list_features(spans, document.text)


def _nested(spans: Sequence[Span]) -> list[Features]:
    """Say of each span whether it lies in another one, and whether another one lies in it."""
    out: list[Features] = [{} for _ in spans]
    for number, outer in enumerate(spans):
        for other in range(number + 1, len(spans)):
            inner = spans[other]
            if inner.first >= outer.stop:
                break
            if inner.stop <= outer.stop:
                out[other]["in another"] = out[number]["around another"] = 1.0
            else:
                out[other]["across another"] = out[number]["across another"] = 1.0
    return out


def _name_features(
    out: Features, span: Span, document: TokenizedText, common: frozenset[str]
) -> None:
    count = span.stop - span.first
    out[_WORDS_NAMES[count]] = 1.0
    text, lists = span.text, words()
    if count > 1:
        last = document.lowers[span.stop - 1]
        if last in lists.areas:
            out["ends in area word"] = 1.0
        if last in lists.land:
            out["ends in land word"] = 1.0
        if last in lists.sites:
            out["ends in site word"] = 1.0
    else:
        _word_features(out, span, document, common)
    if text.isupper() and not document.shouting:
        out["capitals"] = 1.0
    if len(text) <= 4 and span.named.log_people < _LARGE:
        out["short"] = 1.0


def _word_features(
    out: Features, span: Span, document: TokenizedText, common: frozenset[str]
) -> None:
    """Tell whether a single word is also a plain word, or somebody's name."""
    word, lists = document.lowers[span.first], words()
    if word in common:
        out["common word"] = 1.0
    if word in document.small:
        out["written small here"] = 1.0
    known = _COUNTRY in span.named.kinds or span.named.has_capital
    if word in lists.given:
        out["given name of a country" if known else "given name"] = 1.0
    if word in lists.surnames:
        out["surname"] = 1.0
    if word in document.surnames:
        out["surname here, of a country" if known else "surname here"] = 1.0
    if word in document.in_names:
        out["in longer names"] = document.in_names[word] / max(1, document.counts[word])
    if word in lists.organisations or word in lists.sites or word in lists.titles:
        out["kind of thing"] = 1.0


def _list_features(spans: Sequence[Span], text: str) -> None:
    """Look for the province or country after a comma, and for a place it may hold before one."""
    begins: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        begins[span.start].append(span)
    for span in spans:
        gap = text[span.end : span.end + 2]
        if gap not in _BEFORE_CONTAINER:
            continue
        for other in begins.get(span.end + 2, ()):
            if not other.named.holds.isdisjoint(span.named.inside):
                span.features["before its container"] = 1.0
                if gap == _AFTER_CONTENT:
                    other.features["after its content"] = 1.0
