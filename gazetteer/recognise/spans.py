"""Spans of a text that may be toponyms: runs of words that the gazetteer knows as a name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from gazetteer.names import fold
from gazetteer.place import Kind
from gazetteer.recognise.names import How, Named, Names
from gazetteer.recognise.words import ARTICLES, JOINERS, words

LONGEST_NAME_WORDS = 5
_WORD = re.compile(
    r"""
      [a-z][^\W\d_]*(?:['’ʻ`][^\W\d_]{2,})*
    | (?:[^\W\d_]\.\ ?){2,}
    | [^\W\d_]+(?:['’ʻ`][^\W\d_]{2,})*\.?
    | \d+
    """,
    re.VERBOSE,
)
_BREAK = re.compile(r"[\n;:!?\"”“()\[\]|/•]|,|\.\ [^\W\d_]{4}", re.VERBOSE)
_INITIALS = re.compile(r"(?:[A-Z]\.\ ?)+\Z")
_CONTRACTION = re.compile(r"(?:I|We|You|They|He|She|It|There)['’]\w")
# A named tuple made without its keyword handling, for there are many words.
new_word = tuple.__new__
_IN_CAPITAL = re.compile(r"[dDlL]['’][^\W\d_]")
_LETTER_NAMES = 2
# Where names are romanised in many ways, and how many such countries of a text are searched.
_ARAB = frozenset("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE".split())  # noqa: SIM905
_MOST_COUNTRIES, _SHORTEST_ALIKE = 2, 5
# Two letters that stand for a place also without a comma in front, as postal codes do not.
_FREE_CODES = frozenset({"US", "UK", "EU", "LA", "DC", "BC"})


class Word(NamedTuple):
    """A word of the text: its place, its letters in lower case, and whether it has a capital."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool


@dataclass(slots=True)
class Span:
    """A candidate: characters, words (by number, end exclusive) and the places of its name."""

    start: int
    end: int
    first: int
    stop: int
    text: str
    named: Named
    features: dict[str, float] = field(default_factory=dict)
    chance: float = 0.0


@dataclass(slots=True)
class Document:
    """A text, its words, and what its words tell about each other."""

    text: str
    words: list[Word]
    small: set[str]
    surnames: set[str]
    in_names: Counter[str]
    counts: Counter[str]
    shouting: bool


def read_document(text: str) -> Document:
    """Split a text into words and note which are written small, and which follow a given name."""
    items: list[Word] = []
    small: set[str] = set()
    large: list[int] = []
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        if word[0].islower():
            small.add(word)
            items.append(new_word(Word, (start, found.end(), word, word, False)))
            continue
        word = word.rstrip()
        capital = word[0].isupper()
        if capital:
            large.append(len(items))
        lower = word.rstrip(".").lower()
        items.append(new_word(Word, (start, start + len(word), word, lower, capital)))
    shouted = sum([items[n].text.isupper() for n in large])
    pairs = [(items[n - 1], items[n]) for n in large if n and items[n - 1].capital]
    pairs = [(before, item) for before, item in pairs if text[before.end : item.start] == " "]
    return Document(
        text=text,
        words=items,
        small=small,
        surnames=_surnames(pairs),
        in_names=Counter([item.lower for _, item in pairs]),
        counts=Counter([items[n].lower for n in large]),
        shouting=2 * shouted > len(items),
    )


def _surnames(pairs: list[tuple[Word, Word]]) -> set[str]:
    """Return the words that follow a given name or a title."""
    lists = words()
    lead = lists.given | lists.titles
    return {item.lower for before, item in pairs if before.lower in lead}


def candidate_spans(document: Document, names: Names) -> list[Span]:
    """Return every span whose text is a name in the gazetteer, in reading order."""
    never = words().no_places
    openings = [
        number
        for number, word in enumerate(document.words)
        if (word.capital and word.lower not in never)
        or (word.lower in ARTICLES and _is_article(document, number))
    ]
    proposed = [span for first in openings for span in _from(document, first)]
    found = names.find(text for *_, text in proposed)
    out = []
    for first, stop, start, text in proposed:
        named = found[text]
        if named and _may_be_name(text, named) and _is_free(document.text, start, text):
            out.append(Span(start, start + len(text), first, stop, text, named))
    out += _spelled_otherwise(proposed, found, out, names)
    return sorted(out, key=lambda span: (span.first, -span.stop))


def _spelled_otherwise(
    proposed: list[tuple[int, int, int, str]],
    found: dict[str, Named | None],
    spans: list[Span],
    names: Names,
) -> list[Span]:
    """Find names in other romanisations, in the Arab countries that the text speaks of."""
    countries = _told_of(spans, names)
    taken = {number for span in spans for number in range(span.first, span.stop)}
    free = [row for row in proposed if found[row[3]] is None and len(row[3]) >= _SHORTEST_ALIKE]
    free = [row for row in free if row[1] - row[0] > 1 or row[0] not in taken]
    out = []
    for country in countries if free else ():
        alike = names.find_alike((row[3] for row in free), country)
        for first, stop, start, text in free:
            if text in alike and not text.endswith("."):
                out.append(Span(start, start + len(text), first, stop, text, alike[text]))
    return out


def _told_of(spans: list[Span], names: Names) -> list[int]:
    """Return the Arab countries named most often, as the index numbers them."""
    count: Counter[int] = Counter()
    for span in spans:
        count.update(span.named.countries)
    arab = [n for n, _ in count.most_common() if names.index.countries[n] in _ARAB]
    return arab[:_MOST_COUNTRIES]


def _from(document: Document, first: int) -> list[tuple[int, int, int, str]]:
    """Propose the spans that start at a word."""
    items, text = document.words, document.text
    opening = items[first]
    out = []
    for stop in range(first + 1, min(first + LONGEST_NAME_WORDS, len(items)) + 1):
        last = items[stop - 1]
        if stop > first + 1 and _BREAK.search(text, items[stop - 2].end, last.start + 4):
            if _BREAK.search(text[items[stop - 2].end : last.start]):
                break
            if items[stop - 2].text.endswith(".") and len(items[stop - 2].text) > 3:
                break
        if not (last.capital or _IN_CAPITAL.match(last.text)):
            if stop > first + 1 and not _joins(text, last):
                break
            continue
        whole = text[opening.start : last.end]
        out.append((first, stop, opening.start, whole))
        if whole.endswith(".") and not _INITIALS.search(whole):
            out.append((first, stop, opening.start, whole[:-1]))
    return out


def _joins(text: str, item: Word) -> bool:
    possessive = item.lower == "s" and text[item.start - 1 : item.start] in ("'", "’")
    return possessive or item.lower in JOINERS


def _is_article(document: Document, first: int) -> bool:
    item = document.words[first]
    return document.text[item.end : item.end + 1] in ("-", "‑")


def _is_free(whole: str, start: int, text: str) -> bool:
    if whole[start + len(text) : start + len(text) + 1] == "$":
        return False
    if len(text) != _LETTER_NAMES or text in _FREE_CODES or not text.isupper():
        return True
    return whole[max(0, start - 2) : start] == ", "


def _may_be_name(text: str, named: Named) -> bool:
    """Leave out what is a name by accident: a full stop taken along, a lone letter or two."""
    if _CONTRACTION.match(text):
        return False
    if text[:4].lower() == "the " and How.PRIMARY not in named.hows:
        return False
    if text.endswith(".") and not _INITIALS.search(text) and How.ABBREVIATION not in named.hows:
        return False
    if len(text) > 2 * _LETTER_NAMES or len(fold(text)) > _LETTER_NAMES:
        return True
    known = Kind.COUNTRY in named.kinds or How.ABBREVIATION in named.hows
    return known and text.replace(".", "").isupper()
