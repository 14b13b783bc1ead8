"""What stands on either side of a span, and what it says for and against a toponym there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from gazetteer.lexicon import ENGLISH
from gazetteer.place import FeatureKind
from gazetteer.recognise.candidate_columns import NameForm
from gazetteer.recognise.document import TokenizedText
from gazetteer.recognise.model import Features
from gazetteer.recognise.spans import Span
from gazetteer.recognise.word_lists import ARTICLES, words

_SENTENCE_END = re.compile(r"[.!?\"”:]\s*\Z|\n\s*\Z|\A\s*\Z")
# "KYIV, Ukraine, March 3 (AP) —": what may stand between a dateline's town and its text.
_DATELINE = re.compile(
    r"(?:, [A-Z][A-Za-z. ]{2,25})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?,?"
    r"(?: ?(?:—|–|--|-|:) ?[A-Z]?| ?\([A-Z][\w/ .]{1,30}\)[ :,]|, [A-Z][a-z]{2,8}\.? \d{1,2} \()"
)
_TEXT_BEGINS = re.compile(r" [A-Z][a-z]+ [a-z]|\) ?(?:—|–|--|-) ")
_AGENCY_OR_DASH = re.compile(r"(?:, [A-Z][\w. ]{2,25})? ?(?:\([A-Z][\w/ ]+\) ?)?(?:—|–|--|-) ")
# "Turkey-backed", "Boston-based", "Australia-wide".
_AFTER_HYPHEN = "|".join(ENGLISH.ordered("recognition.after_hyphen"))
_HYPHENATED = re.compile(rf"-(?:[a-z]{{2,10}}ed|[a-z]{{2,9}}ing|{_AFTER_HYPHEN})\b")
# The rest of a name in capitals: "Democratic Forces", "People's Liberation Front".
_NAME_GOES_ON = re.compile(r"(?: [A-Z][\w-]*(?:['’]s)?){2,5}")
# "Jurf al-Sakhar".
_ARTICLES_WITHIN = "|".join(ENGLISH.ordered("recognition.articles_within"))
_ARABIC_GOES_ON = re.compile(rf" (?:{_ARTICLES_WITHIN})-[A-Z]")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_STOPS = frozenset(".,;)\n")
_APOSTROPHES = frozenset("'’")
_COUNTRY = int(FeatureKind.COUNTRY)


def left_features(out: Features, span: Span, document: TokenizedText) -> None:
    """Add what stands before a span: the end of a sentence, a mark, a word.

    Parameters
    ----------
    out : Features
        The features of the span, added to in place.
    span : Span
        A span of the document.
    document : TokenizedText
        The document as words.
    """
    text, start = document.text, span.start
    # After a word and a space no sentence opens; most spans need no closer look.
    in_sentence = text[start - 1 : start] == " " and text[start - 2 : start - 1].isalnum()
    if not in_sentence and _SENTENCE_END.search(text[max(0, start - 6) : start]):
        out["opens sentence"] = 1.0
    if text.startswith(", ", start - 2) and start > 1:
        out["after comma"] = 1.0
    if start and text[start - 1] in "-–":
        out["after hyphen"] = 1.0
    if span.first:
        end = document.end(span.first - 1)
        if end >= start or text[end:start].isspace():
            _word_before(out, span.first - 1, document)


def joints(text: str, span: Span) -> tuple[int, int]:
    """Return where a neighbour in a list would end before a span, and where one would start after.

    The joints are ", ", " and " and both together; -1 stands for no joint.

    Parameters
    ----------
    text : str
        Running text, or one sentence of it.
    span : Span
        A span of the document.
    """
    start, end = span.start, span.end
    before = after = -1
    if text.startswith(", ", start - 2) and start > 1:
        before = start - 2
    elif text.startswith(" and ", start - 5) and start > 5:
        before = start - 6 if text[start - 6] == "," else start - 5
    if text.startswith(", ", end):
        after = end + 6 if text.startswith("and ", end + 2) else end + 2
    elif text.startswith(" and ", end):
        after = end + 5
    return before, after


def _word_before(out: Features, number: int, document: TokenizedText) -> None:
    lower = document.lowers[number]
    out |= _flags_before().get(lower, {})
    if lower == "of":
        _before_of(out, number - 1, document)
    if number in document.capitals:
        if lower in words().given:
            out["after given name"] = 1.0
        if not document.words[number].endswith("."):
            out["after capital"] = 1.0


def _before_of(out: Features, number: int, document: TokenizedText) -> None:
    """Look at the X of "X of Y": "University of Utah", "city of Hama", "border of Chad"."""
    if number < 0:
        return
    lists, owner, capital = words(), document.lowers[number], number in document.capitals
    if owner in lists.settlements or owner in lists.areas:
        out["after city of"] = 1.0
    elif capital and (owner in lists.sites or owner in lists.organisations):
        out["after university of"] = 1.0
    elif capital:
        out["after Capital of"] = 1.0
    elif owner in lists.parts:
        out["after border of"] = 1.0


def right_features(out: Features, span: Span, document: TokenizedText) -> None:
    """Add what stands after a span: a mark, a word, the rest of a dateline.

    Parameters
    ----------
    out : Features
        The features of the span, added to in place.
    span : Span
        A span of the document.
    document : TokenizedText
        The document as words.
    """
    text, end = document.text, span.end
    before, after = len(out), text[end : end + 1]
    if after in _APOSTROPHES and text.startswith("s", end + 1):
        out["possessive"] = 1.0
    elif after == "-":
        out["before hyphen"] = 1.0
        if _HYPHENATED.match(text, end):
            out["before hyphen and participle"] = 1.0
    elif text[end - 1] == ".":
        out["before stop"] = 1.0
    elif span.stop < len(document.starts) and text[end : document.starts[span.stop]].isspace():
        _word_after(out, document, span)
    if after == "," and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3] in _CAPITALS:
        out["before comma and capital"] = 1.0
    if len(out) == before and after in _STOPS:
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


def _word_after(out: Features, document: TokenizedText, span: Span) -> None:
    lower = document.lowers[span.stop]
    if span.stop in document.capitals:
        out["before capital"] = 1.0
        out |= _flags_before_capital().get(lower, {})
        _rest_of_name(out, document.text, span)
    elif lower in ARTICLES and _ARABIC_GOES_ON.match(document.text, span.end):
        out["before Arabic article"] = 1.0
    out |= _flags_after().get(lower, {})
    speaks = "before speech" in out and span.stop - span.first == 1
    if speaks and _COUNTRY not in span.named.kinds:
        out["town speaks"] = 1.0


def _rest_of_name(out: Features, text: str, span: Span) -> None:
    """Look for an organisation's name that a span begins: "Syrian Democratic Forces"."""
    rest = _NAME_GOES_ON.match(text, span.end)
    organisations = words().organisations
    long = rest and not organisations.isdisjoint(rest[0].lower().split()[1:])
    if long:
        out["begins an organisation's name"] = 1.0
    if (long or "before organisation word" in out) and NameForm.DEMONYM in span.named.hows:
        out["demonym of an organisation"] = 1.0


def _flags(lists: Mapping[str, Iterable[str]]) -> dict[str, Features]:
    """Turn the words of each flag around: the flags of each word."""
    out: dict[str, Features] = {}
    for flag, each in lists.items():
        for word in each:
            out.setdefault(word, {})[flag] = 1.0
    return out


@cache
def _flags_before() -> dict[str, Features]:
    """Return what a word says of the span after it."""
    lists = words()
    whole = {f"after {word}": [word] for word in lists.prepositions}
    return _flags(
        whole
        | {
            "after preposition": lists.prepositions,
            "after the": ["the"],
            "after attack or capture": lists.conquests,
            "after title": lists.titles,
            "after area word": lists.settlements | lists.areas,
        }
    )


@cache
def _flags_after() -> dict[str, Features]:
    """Return what a word says of the span before it."""
    lists = words()
    return _flags(
        {
            "before area word": lists.areas | lists.settlements,
            "before people": lists.people,
            "before disease": lists.diseases,
            "before speech": lists.speech,
        }
    )


@cache
def _flags_before_capital() -> dict[str, Features]:
    """Return what a word with a capital says of the span before it."""
    lists = words()
    return _flags(
        {
            "before organisation word": lists.organisations,
            "before site word": lists.sites,
            "before land word": lists.land,
        }
    )
