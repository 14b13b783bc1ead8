"""A text as words, and what its words tell about each other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import not_
from typing import NamedTuple

from gazetteer.recognise.word_lists import words

# Letters of any script and their marks, as ranges: "[^\\W\\d_]" takes half as long again.
_LETTER = (
    "[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02c1\u0300-\u065f\u066e-\u06ef"
    "\u06fa-\u1fff\u2c00-\u2dff\u3005-\ud7ff\uf900-\uffdc]"
)
_WORD = re.compile(
    rf"""
    ( [a-z]{_LETTER}*(?:['’ʻ`]{_LETTER}{{2,}})*
    | (?:{_LETTER}\.\ ?){{2,}}
    | {_LETTER}+(?:['’ʻ`]{_LETTER}{{2,}})*\.?
    | \d+
    )
    """,
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word of a text: its place, its letters in lower case, and whether it has a capital."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool


@dataclass(slots=True)
class TokenizedText:
    """A text, its words as columns, and what its words tell about each other.

    Attributes
    ----------
    text : str
        The whole text.
    starts, words, lowers : list
        Of each word the offset, the letters, and the letters in lower case without a full stop.
    large : list of int
        Numbers of the words with a capital, in order; `capitals` is the same as a set.
    small : set of str
        All words as they are written somewhere: a word in lower case is in it if it is written
        small.
    surnames : set of str
        Words that follow a given name or a title.
    in_names, counts : Counter
        How often a word with a capital follows another one, and how often it stands at all.
    shouting : bool
        Whether most words are all capitals.
    """

    text: str
    starts: list[int]
    words: list[str]
    lowers: list[str]
    large: list[int]
    capitals: set[int]
    small: set[str]
    surnames: set[str]
    in_names: Counter[str]
    counts: Counter[str]
    shouting: bool

    def word(self, number: int) -> Word:
        """Return a word by its number."""
        start, text = self.starts[number], self.words[number]
        capital = number in self.capitals
        return Word(start, start + len(text), text, self.lowers[number], capital)

    def end(self, number: int) -> int:
        """Return the offset at which a word ends."""
        return self.starts[number] + len(self.words[number])


def tokenize(text: str) -> TokenizedText:
    """Split a text into words and note which are written small, and which follow a given name."""
    # Splitting and adding up run in C; a loop over matches takes four times as long.
    parts = _WORD.split(text)
    starts = list(accumulate(map(len, parts)))[0:-1:2]
    items = parts[1::2]
    small = set(items)
    # Most words are written small all through, and stay as they are.
    odd = list(compress(range(len(items)), map(not_, map(str.islower, items))))
    lowers, large = items.copy(), []
    for number in odd:
        word = items[number]
        if word[0].islower():
            continue
        items[number] = word = word.rstrip()
        lowers[number] = word.rstrip(".").lower()
        if word[0].isupper():
            large.append(number)
    shouted = sum([items[number].isupper() for number in large])
    document = TokenizedText(
        text=text,
        starts=starts,
        words=items,
        lowers=lowers,
        large=large,
        capitals=set(large),
        small=small,
        surnames=set(),
        in_names=Counter(),
        counts=Counter([lowers[number] for number in large]),
        shouting=2 * shouted > len(items),
    )
    _note_neighbours(document)
    return document


def _note_neighbours(document: TokenizedText) -> None:
    """Note which words follow another one with a capital, and which a given name or a title."""
    lists, lowers, text = words(), document.lowers, document.text
    pairs = [n for n in document.large if n - 1 in document.capitals]
    pairs = [n for n in pairs if text[document.end(n - 1) : document.starts[n]] == " "]
    document.in_names = Counter([lowers[n] for n in pairs])
    lead = lists.given | lists.titles
    document.surnames = {lowers[n] for n in pairs if lowers[n - 1] in lead}
    # "President Lena Duval": both words after the title are somebody's names.
    joined = set(pairs)
    document.surnames |= {
        lowers[n] for n in pairs if n - 1 in joined and lowers[n - 2] in lists.titles
    }
