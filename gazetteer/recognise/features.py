"""What speaks for and against a span being a toponym."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from gazetteer.place import Kind
from gazetteer.recognise.model import Model
from gazetteer.recognise.names import How
from gazetteer.recognise.spans import Document, Span, Word
from gazetteer.recognise.words import words

Features = dict[str, float]
_SENTENCE_END = re.compile(r"[.!?\"”:]\s*\Z|\n\s*\Z|\A\s*\Z")
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{2,25})? ?(?:\([A-Z][\w/ ]+\) ?)?(?:—|–|--|-) ")
# A place of 100,000 people, on the scale of Named.log_people.
_LARGE = 5 / 8
_CONTAINERS = frozenset({Kind.COUNTRY, Kind.ADMIN1})
_KIND_NAMES = {kind: f"kind {kind.word}" for kind in Kind}
_HOW_NAMES = {how: f"how {how.name.lower()}" for how in How}


def span_features(document: Document, spans: Sequence[Span], common: frozenset[str]) -> None:
    """Fill in the features of every span.

    Parameters
    ----------
    document : Document
        The text that the spans are in.
    spans : sequence of Span
        All candidates, in reading order.
    common : frozenset of str
        Words that are names in the gazetteer but are mostly written small.
    """
    repeats = Counter(span.text for span in spans)
    nested = _nested(spans)
    for number, span in enumerate(spans):
        features = span.features = {"bias": 1.0}
        features |= _name_features(span, document, common)
        features |= _left_features(span, document)
        features |= _right_features(span, document)
        features["repeats"] = min(repeats[span.text] - 1, 5) / 5
        features |= nested[number]
        features |= _list_features(spans, number, document.text)


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


def _name_features(span: Span, document: Document, common: frozenset[str]) -> Features:
    named, text = span.named, span.text
    out: Features = {_KIND_NAMES[Kind(kind)]: 1.0 for kind in named.kinds}
    out |= {_HOW_NAMES[How(how)]: 1.0 for how in named.hows}
    if named.capital.any():
        out["capital"] = 1.0
    out["people"], out["people squared"] = named.log_people, named.log_people**2
    out[f"words {min(span.stop - span.first, 4)}"] = 1.0
    last = document.words[span.stop - 1].lower
    lists = words()
    for name, group in (("area", lists.areas), ("land", lists.land), ("site", lists.sites)):
        if last in group and span.stop - span.first > 1:
            out[f"ends in {name} word"] = 1.0
    if text.isupper() and not document.shouting:
        out["capitals"] = 1.0
    if len(text) <= 4 and named.log_people < _LARGE:
        out["short"] = 1.0
    if span.stop - span.first == 1:
        out |= _word_features(span, document, common)
    return out


def _word_features(span: Span, document: Document, common: frozenset[str]) -> Features:
    """Tell whether a single word is also a plain word, or somebody's name."""
    word = document.words[span.first].lower
    lists = words()
    out: Features = {}
    if word in common:
        out["common word"] = 1.0
    if word in document.small:
        out["written small here"] = 1.0
    known = Kind.COUNTRY in span.named.kinds or bool(span.named.capital.any())
    if word in lists.given:
        out["given name of a country" if known else "given name"] = 1.0
    if word in lists.surnames:
        out["surname"] = 1.0
    if word in document.surnames:
        out["surname here, of a country" if known else "surname here"] = 1.0
    out["in longer names"] = document.in_names[word] / max(1, document.counts[word])
    if word in lists.organisations or word in lists.sites or word in lists.titles:
        out["kind of thing"] = 1.0
    return out


def _left_features(span: Span, document: Document) -> Features:
    text, start = document.text, span.start
    before = document.words[span.first - 1] if span.first else None
    gap = text[before.end : start] if before else text[:start]
    out: Features = {}
    if _SENTENCE_END.search(text[max(0, start - 6) : start]):
        out["opens sentence"] = 1.0
    if text[max(0, start - 2) : start] == ", ":
        out["after comma"] = 1.0
    if text[start - 1 : start] in ("-", "–") and start:
        out["after hyphen"] = 1.0
    if before and not gap.strip():
        out |= _word_before(before, document, span)
    return out


def _word_before(before: Word, document: Document, span: Span) -> Features:
    lists = words()
    lower = before.lower
    out: Features = {}
    if lower in lists.prepositions:
        out["after preposition"] = 1.0
        out[f"after {lower}"] = 1.0
    if lower == "the":
        out["after the"] = 1.0
    if lower == "of":
        out |= _before_of(document, span)
    if lower in lists.titles:
        out["after title"] = 1.0
    if lower in lists.given and before.capital:
        out["after given name"] = 1.0
    if before.capital and not before.text.endswith("."):
        out["after capital"] = 1.0
    if lower in lists.settlements or lower in lists.areas:
        out["after area word"] = 1.0
    return out


def _before_of(document: Document, span: Span) -> Features:
    """Look at the X of "X of Y": "University of Utah", "city of Hama"."""
    if span.first < 2:
        return {}
    lists = words()
    owner = document.words[span.first - 2]
    if owner.lower in lists.settlements or owner.lower in lists.areas:
        return {"after city of": 1.0}
    if owner.capital and (owner.lower in lists.sites or owner.lower in lists.organisations):
        return {"after university of": 1.0}
    return {"after Capital of": 1.0} if owner.capital else {}


def _right_features(span: Span, document: Document) -> Features:
    text, end = document.text, span.end
    after = document.words[span.stop] if span.stop < len(document.words) else None
    out: Features = {}
    if text[end : end + 2] in ("'s", "’s"):
        out["possessive"] = 1.0
    elif text[end : end + 1] == "-":
        out["before hyphen"] = 1.0
    elif after and not text[end : after.start].strip() and after.start > end:
        out |= _word_after(after, span)
    if re.match(r", [A-Z]", text[end : end + 3]):
        out["before comma and capital"] = 1.0
    if text[end : end + 1] in (".", ",", ";", ")", "\n") and not out:
        out["before stop"] = 1.0
    if span.first <= 1 and _DATELINE.match(text, end):
        out["dateline"] = 1.0
    return out


def _word_after(after: Word, span: Span) -> Features:
    lists = words()
    lower = after.lower
    out: Features = {}
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
        if span.stop - span.first == 1 and Kind.COUNTRY not in span.named.kinds:
            out["town speaks"] = 1.0
    return out


def _list_features(spans: Sequence[Span], number: int, text: str) -> Features:
    """Look for the province or country after a comma, and for a place it may hold before one."""
    span = spans[number]
    out: Features = {}
    for other in spans[number + 1 : number + 6]:
        if text[span.end : other.start] in (", ", " (") and _holds(other, span):
            out["before its container"] = 1.0
    for other in spans[max(0, number - 5) : number]:
        if text[other.end : span.start] == ", " and _holds(span, other):
            out["after its content"] = 1.0
    return out


def _holds(outer: Span, inner: Span) -> bool:
    """Say whether a place of one name may lie in a country or province of the other."""
    if not outer.named.kinds & _CONTAINERS:
        return False
    holds = {
        (country, admin if kind == Kind.ADMIN1 else -1)
        for kind, country, admin in zip(*_areas(outer), strict=True)
        if kind in _CONTAINERS
    }
    kinds, countries, admins = _areas(inner)
    return any(
        (country, admin) in holds or ((country, -1) in holds and kind != Kind.COUNTRY)
        for kind, country, admin in zip(kinds, countries, admins, strict=True)
    )


def _areas(span: Span) -> tuple[list[int], list[int], list[int]]:
    named = span.named
    return named.kind.tolist(), named.country.tolist(), named.admin.tolist()


def second_look(document: Document, spans: Sequence[Span], support: Sequence[Features]) -> None:
    """Add what the first look at the whole document tells about each span.

    `support` holds for each span how the rest of the document speaks for its places.
    """
    chances: dict[str, list[float]] = defaultdict(list)
    for span in spans:
        chances[span.text].append(span.chance)
    for span, rest in zip(spans, support, strict=True):
        same = chances[span.text]
        span.features |= rest
        span.features["first look"] = Model.logit(span.chance)
        span.features["same name, mean"] = sum(same) / len(same)
        span.features["same name, best"] = max(same)
