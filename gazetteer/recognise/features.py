"""What speaks for and against a span being a toponym."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from gazetteer.place import Kind
from gazetteer.recognise.document import Document, Word
from gazetteer.recognise.model import Model
from gazetteer.recognise.named import How, Named
from gazetteer.recognise.spans import LONGEST_NAME_WORDS, Span
from gazetteer.recognise.words import words

Features = dict[str, float]
_SENTENCE_END = re.compile(r"[.!?\"”:]\s*\Z|\n\s*\Z|\A\s*\Z")
# "KYIV, Ukraine, March 3 (AP) —": what may stand between a dateline's town and its text.
_DATELINE = re.compile(
    r"(?:, [A-Z][A-Za-z. ]{2,25})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?,?"
    r"(?: ?(?:—|–|--|-|:) ?[A-Z]?| ?\([A-Z][\w/ .]{1,30}\)[ :,]|, [A-Z][a-z]{2,8}\.? \d{1,2} \()"
)
_TEXT_BEGINS = re.compile(r" [A-Z][a-z]+ [a-z]|\) ?(?:—|–|--|-) ")
_AGENCY_OR_DASH = re.compile(r"(?:, [A-Z][\w. ]{2,25})? ?(?:\([A-Z][\w/ ]+\) ?)?(?:—|–|--|-) ")
# "Turkey-backed", "Boston-based", "Australia-wide".
_HYPHENATED = re.compile(
    r"-(?:[a-z]{2,10}ed|[a-z]{2,9}ing|born|bound|led|held|wide|run|made|style)\b"
)
# A place of 100,000 people, on the scale of Named.log_people.
_LARGE = 5 / 8
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_STOPS = (".", ",", ";", ")", "\n")
_COUNTRY = int(Kind.COUNTRY)
_KIND_NAMES = {int(kind): f"kind {kind.word}" for kind in Kind}
_HOW_NAMES = {int(how): f"how {how.name.lower()}" for how in How}
_AFTER_NAMES = {word: f"after {word}" for word in words().prepositions}
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


def span_features(document: Document, spans: Sequence[Span], common: frozenset[str]) -> None:
    """Fill in the features of every span, but for those of its name (`name_traits`).

    Parameters
    ----------
    document : Document
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
        _left_features(features, span, document)
        _right_features(features, span, document)
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


def _name_features(out: Features, span: Span, document: Document, common: frozenset[str]) -> None:
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


def _word_features(out: Features, span: Span, document: Document, common: frozenset[str]) -> None:
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


def _left_features(out: Features, span: Span, document: Document) -> None:
    text, start = document.text, span.start
    if _SENTENCE_END.search(text[max(0, start - 6) : start]):
        out["opens sentence"] = 1.0
    if text.startswith(", ", start - 2) and start > 1:
        out["after comma"] = 1.0
    if start and text[start - 1] in "-–":
        out["after hyphen"] = 1.0
    if span.first:
        end = document.end(span.first - 1)
        if end >= start or text[end:start].isspace():
            _word_before(out, document.word(span.first - 1), document, span)


def _word_before(out: Features, before: Word, document: Document, span: Span) -> None:
    lists, lower = words(), before.lower
    if lower in lists.prepositions:
        out["after preposition"] = 1.0
        out[_AFTER_NAMES[lower]] = 1.0
    if lower == "the":
        out["after the"] = 1.0
    if lower == "of":
        _before_of(out, document, span)
    if lower in lists.conquests:
        out["after attack or capture"] = 1.0
    if lower in lists.titles:
        out["after title"] = 1.0
    if before.capital:
        if lower in lists.given:
            out["after given name"] = 1.0
        if not before.text.endswith("."):
            out["after capital"] = 1.0
    if lower in lists.settlements or lower in lists.areas:
        out["after area word"] = 1.0


def _before_of(out: Features, document: Document, span: Span) -> None:
    """Look at the X of "X of Y": "University of Utah", "city of Hama"."""
    if span.first < 2:
        return
    lists, owner = words(), document.word(span.first - 2)
    if owner.lower in lists.settlements or owner.lower in lists.areas:
        out["after city of"] = 1.0
    elif owner.capital and (owner.lower in lists.sites or owner.lower in lists.organisations):
        out["after university of"] = 1.0
    elif owner.capital:
        out["after Capital of"] = 1.0


def _right_features(out: Features, span: Span, document: Document) -> None:
    text, end = document.text, span.end
    before = len(out)
    if text.startswith(("'s", "’s"), end):
        out["possessive"] = 1.0
    elif text.startswith("-", end):
        out["before hyphen"] = 1.0
        if _HYPHENATED.match(text, end):
            out["before hyphen and participle"] = 1.0
    elif text.startswith(".", end - 1):
        out["before stop"] = 1.0
    elif span.stop < len(document.starts):
        start = document.starts[span.stop]
        if start > end and text[end:start].isspace():
            _word_after(out, document.word(span.stop), span)
    if text.startswith(", ", end) and text[end + 2 : end + 3] in _CAPITALS:
        out["before comma and capital"] = 1.0
    if len(out) == before and text.startswith(_STOPS, end):
        out["before stop"] = 1.0
    if span.first <= 1 and _AGENCY_OR_DASH.match(text, end):
        out["dateline"] = 1.0
    elif "capitals" in out and _is_dateline(text, span, "opens sentence" in out):
        out["dateline in capitals"] = 1.0


def _is_dateline(text: str, span: Span, opens: bool) -> bool:
    """Say whether a name in capitals is where a report was written: "KYIV, March 3 (AP) —"."""
    if text[span.start - 1 : span.start] in ("", "\n") and _TEXT_BEGINS.match(text, span.end):
        return True
    return opens and _DATELINE.match(text, span.end) is not None


def _word_after(out: Features, after: Word, span: Span) -> None:
    lists, lower = words(), after.lower
    if after.capital:
        out["before capital"] = 1.0
        if lower in lists.organisations:
            out["before organisation word"] = 1.0
        if lower in lists.sites:
            out["before site word"] = 1.0
        if lower in lists.land:
            out["before land word"] = 1.0
    if lower in lists.areas or lower in lists.settlements:
        out["before area word"] = 1.0
    if lower in lists.people:
        out["before people"] = 1.0
    if lower in lists.diseases:
        out["before disease"] = 1.0
    if lower in lists.speech:
        out["before speech"] = 1.0
        if span.stop - span.first == 1 and _COUNTRY not in span.named.kinds:
            out["town speaks"] = 1.0


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


def second_look(spans: Sequence[Span], support: Sequence[Features]) -> None:
    """Add what the first look at the whole document tells about each span.

    `support` holds for each span how the rest of the document speaks for its places.
    """
    chances: dict[str, list[float]] = defaultdict(list)
    for span in spans:
        chances[span.text].append(span.chance)
    same = {text: (sum(each) / len(each), max(each)) for text, each in chances.items()}
    for span, rest in zip(spans, support, strict=True):
        span.features |= rest
        span.features["first look"] = Model.logit(span.chance)
        span.features["same name, mean"], span.features["same name, best"] = same[span.text]
