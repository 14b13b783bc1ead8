"""Spans of a text that may be toponyms: runs of words that the gazetteer knows as a name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from gazetteer.names import fold
from gazetteer.place import FeatureKind
from gazetteer.recognise.armed_groups import is_in_group
from gazetteer.recognise.candidate_columns import Named, NameForm
from gazetteer.recognise.document import TokenizedText
from gazetteer.recognise.name_lookup import NameLookup
from gazetteer.recognise.word_lists import ARAB_COUNTRIES, ARTICLES, JOINERS, words

LONGEST_NAME_WORDS = 5
_BREAK = re.compile(r"[\n,;:!?\"”“()\[\]|/•]")
_INITIALS = re.compile(r"(?<![A-Za-z])(?:[A-Z]\.\ ?)+\Z")
# A word that a full stop ends and that is too long for "St." or "Mt.".
_LONGEST_SHORTENED = 3
_CONTRACTION = re.compile(r"(?:I|We|You|They|He|She|It|There)['’]\w")
_IN_CAPITAL = re.compile(r"[dDlL]['’][^\W\d_]")
_LETTER_NAMES = 2
# Words that open a sentence and are also Arabic articles.
_SMALL_WORDS = ("An ", "As ", "At ")
_HYPHENS = ("-", "‑")
_RIVER = " river"
_APOSTROPHES = frozenset("'’")
# What may be a name and what may not is remembered for so many texts.
_REMEMBERED = 20_000
# First word, the word after the last, offset, text.
Proposed = tuple[int, int, int, str]
# How many countries of a text are searched for names that are romanised in many ways.
_MOST_COUNTRIES, _SHORTEST_ALIKE = 2, 5
# Two letters that stand for a place also without a comma in front, as postal codes do not.
_FREE_CODES = frozenset({"US", "UK", "EU", "LA", "DC", "BC"})


@dataclass(slots=True)
class Span:
    """A candidate: characters, words (by number, end exclusive) and the places of its name.

    `joined` are the end of what stands before it in a list and the start of what stands after
    it ("Homs, Hama and Idlib"), -1 for nothing.
    """

    start: int
    end: int
    first: int
    stop: int
    text: str
    named: Named
    joined: tuple[int, int] = (-1, -1)
    features: dict[str, float] = field(default_factory=dict)
    chance: float = 0.0


def proposed_spans(document: TokenizedText) -> list[Proposed]:
    """Return every run of words that may be a name, whether the gazetteer has it or not."""
    never, lowers, text = words().no_places, document.lowers, document.text
    openings = {number for number in document.large if lowers[number] not in never}
    openings |= {
        number
        for number, word in enumerate(lowers)
        if word in ARTICLES and text[document.end(number) : document.end(number) + 1] in _HYPHENS
    }
    starts, items, capitals = document.starts, document.words, document.capitals
    out: list[Proposed] = []
    for first in sorted(openings):
        word = items[first]
        # Most names are one word, and need no closer look.
        alone = first in capitals and first + 1 not in capitals and word[-1] != "."
        if alone and not _may_go_on(document, first + 1):
            out.append((first, first + 1, starts[first], word))
        else:
            out += _from(document, first)
    return out


def candidate_spans(
    document: TokenizedText, names: NameLookup, proposed: list[Proposed] | None = None
) -> list[Span]:
    """Return every span whose text is a name in the gazetteer, in reading order.

    Parameters
    ----------
    document : TokenizedText
        The document as words.
    names : NameLookup
        Looks up which places a text may mean.
    proposed : list of Proposed, optional
        Spans that were looked up already; None to look them up.
    """
    proposed = proposed_spans(document) if proposed is None else proposed
    found = names.find([row[3] for row in proposed])
    out = []
    for first, stop, start, text in proposed:
        named = found[text]
        if named and _may_be_name(text, named) and _is_free(document.text, start, text, named):
            out.append(Span(start, start + len(text), first, stop, text, named))
    out += _spelled_otherwise(proposed, found, out, names)
    _name_rivers(document.text, out, names)
    return sorted(out, key=lambda span: (span.first, -span.stop))


def _name_rivers(text: str, spans: list[Span], names: NameLookup) -> None:
    """Let "the Niger river" be the river, where the gazetteer has it."""
    for span in spans:
        if text.startswith(_RIVER, span.end):
            name = span.text + " River"
            span.named = names.find([name])[name] or span.named


def _spelled_otherwise(
    proposed: list[Proposed],
    found: dict[str, Named | None],
    spans: list[Span],
    names: NameLookup,
) -> list[Span]:
    """Find names in other romanisations, in the Arab countries that the text speaks of."""
    out: list[Span] = []
    countries = _told_of(spans, names)
    if not countries:
        return out
    free = [row for row in proposed if found[row[3]] is None and len(row[3]) >= _SHORTEST_ALIKE]
    taken = {number for span in spans for number in range(span.first, span.stop)}
    free = [row for row in free if row[0] not in taken or row[1] - row[0] > 1]
    texts = dict.fromkeys([row[3] for row in free])
    for country in countries:
        alike = names.find_alike(texts, country)
        for first, stop, start, text in free if alike else ():
            if text in alike and not text.endswith(".") and not text.startswith("In "):
                out.append(Span(start, start + len(text), first, stop, text, alike[text]))
    return out


def _told_of(spans: list[Span], names: NameLookup) -> list[int]:
    """Return the Arab countries named most often, as the index numbers them."""
    count: Counter[int] = Counter()
    for span in spans:
        count.update(span.named.countries)
    arab = [n for n, _ in count.most_common() if names.index.countries[n] in ARAB_COUNTRIES]
    return arab[:_MOST_COUNTRIES]


def _from(document: TokenizedText, first: int) -> list[Proposed]:
    """Propose the spans that start at a word."""
    starts, items, text = document.starts, document.words, document.text
    opening, out = starts[first], []
    end = opening
    for number in range(first, min(first + LONGEST_NAME_WORDS, len(items))):
        start, word = starts[number], items[number]
        if number > first and text[end:start] != " " and _BREAK.search(text, end, start):
            break
        end = start + len(word)
        if number not in document.capitals and not _IN_CAPITAL.match(word):
            if number > first and not _joins(document, number):
                break
            continue
        whole = text[opening:end]
        out.append((first, number + 1, opening, whole))
        if word.endswith(".") and not _INITIALS.search(whole):
            out.append((first, number + 1, opening, whole[:-1]))
            if len(word) > _LONGEST_SHORTENED + 1:
                break
    return out


def _may_go_on(document: TokenizedText, number: int) -> bool:
    """Say whether a name may go on with a word that has no capital."""
    if number == len(document.words):
        return False
    lower = document.lowers[number]
    return lower in JOINERS or lower == "s" or document.words[number][1:2] in _APOSTROPHES


def _joins(document: TokenizedText, number: int) -> bool:
    lower = document.lowers[number]
    if lower == "s" and document.text[document.starts[number] - 1] in "'’":
        return True
    return lower in JOINERS


def _is_country(named: Named) -> bool:
    return FeatureKind.COUNTRY in named.kinds


def _is_free(whole: str, start: int, text: str, named: Named) -> bool:
    """Leave out what stands where no name does: "$US40", "AK-47", the anti-Balaka, armed groups."""
    before = whole[start - 1 : start]
    if before == "-" and whole[max(0, start - 5) : start].lower() == "anti-":
        return _is_country(named)
    if before == "$" or whole.startswith("$", start + len(text)):
        return False
    if is_in_group(whole, start, start + len(text)):
        return False
    if text.endswith("."):
        return _after_comma(whole, start) or before == "(" or _INITIALS.search(text) is not None
    if len(text) != _LETTER_NAMES or text in _FREE_CODES or not text.isupper():
        return True
    return _after_comma(whole, start)


def _after_comma(whole: str, start: int) -> bool:
    return whole[max(0, start - 2) : start] == ", "


@lru_cache(_REMEMBERED)
def _may_be_name(text: str, named: Named) -> bool:
    """Leave out what is a name by accident: a full stop taken along, a lone letter or two."""
    if _CONTRACTION.match(text):
        return False
    if text[:4].lower() == "the " and NameForm.PRIMARY not in named.hows:
        return False
    if text.startswith(_SMALL_WORDS):
        return False
    shortened = NameForm.ABBREVIATION in named.hows
    if text.endswith(".") and not _INITIALS.search(text):
        return shortened
    if len(text) > 2 * _LETTER_NAMES or len(fold(text)) > _LETTER_NAMES:
        return True
    return (shortened or FeatureKind.COUNTRY in named.kinds) and text.replace(".", "").isupper()
