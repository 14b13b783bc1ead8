"""Text to tokens, and tokens to a string of one letter each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, compress, repeat
from operator import is_not
from typing import NamedTuple

from geo.read.dates.figures import figure_or_mark
from geo.read.dates.kinds import IDLE, LETTERS
from geo.read.dates.lexicon import HOLIDAYS, STOPPED, WORDS, Entry

# Longest first: "Christmas Eve" before "Christmas". One set of first letters spares the others.
_HOLIDAYS = "|".join(
    re.escape(name).replace("'", "['’]") for name in sorted(HOLIDAYS, key=len, reverse=True)
)
_HOLIDAY_STARTS = "".join({name[0] for name in HOLIDAYS})
# One group, so that `split` returns what stands between the tokens and the tokens in turn.
_TOKEN = re.compile(
    r"""
    ((?!\ )(?:
      [a-z]{2,}+\b
    | {holidays}
    | (?:{stopped})\.
    | [ap]\.\ ?m\b\.? | B\.\ ?C\b\.?(?:\ ?E\.)? | A\.\ ?D\.
    | [^\W\d_][^\W_]*
    | \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-])
    | \d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.)(?:\d{4}|\d\d)(?![\w/-]|\.\d)
    | [012]?\d:[0-5]\d(?::[0-5]\d)?(?:hrs?)?(?=\b|[ap]\.?m\b|[AP]M\b)(?![:/]\d)
    | [01]?\d\.[0-5]\d(?=\ ?[ap]\.?m\b)
    | \d{1,3}(?:,\d{3})+ | \d+\.\d+ | \d{1,3}[ -]1/2\b(?!/)
    | \d+(?:st|nd|rd|th)\b
    | (?:['’]\d0|\d{1,3}0)(?:['’]?s)\b
    | \d+(?=[ap]\.?m\b|[AP]M\b|\b)
    | \d\w*
    | \n\s*\n
    | ['’]s?(?!\w)
    | [^\w\s]
    ))
    """.replace("{holidays}", rf"(?=[{_HOLIDAY_STARTS}])(?:{_HOLIDAYS})(?!\w)").replace(
        "{stopped}", "|".join(map(str.capitalize, STOPPED))
    ),
    re.VERBOSE,
)
# Rules never span so many idle tokens in a row.
_CONTEXT = 6
_IDLE = re.compile(f"[{''.join(LETTERS[kind] for kind in IDLE)}]{{{2 * _CONTEXT + 2},}}")
_FILLER: Entry = ("filler", 0)


def _written_otherwise() -> dict[str, Entry]:
    """Return what is more than a word: holidays, months and weekdays cut short, initials."""
    table: dict[str, Entry] = {}
    for name, entry in HOLIDAYS.items():
        table |= dict.fromkeys((name, name.replace("'", "’")), entry)
    for word, (kind, number) in WORDS.items():
        if word.istitle() and kind.removeprefix("shy_") in ("month", "weekday"):
            table[f"{word}."] = kind.removeprefix("shy_"), number
    blanks = [(blank, stop) for blank in ("", " ") for stop in ("", ".")]
    for blank, stop in blanks:
        table[f"a.{blank}m{stop}"], table[f"p.{blank}m{stop}"] = ("half_day", 0), ("half_day", 12)
        table[f"A.{blank}D."] = "ad", 0
        ends = (stop, f"{stop}E.", f"{stop} E.")
        table |= dict.fromkeys([f"B.{blank}C{end}" for end in ends], ("bc", 0))
    return table


# All tokens made of letters that have a meaning, and the commonest marks.
_MEANINGS: dict[str, Entry] = WORDS | _written_otherwise()
_MEANINGS |= {",": ("comma", 0), ".": ("dot", 0), "-": ("dash", 0), '"': ("mark", 0)}


class Token(NamedTuple):
    """A word, number or mark: its place in the text, what it is and its number."""

    start: int
    end: int
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as tokens; a run of words that have nothing to do with dates is one filler."""

    text: str
    items: list[Token]
    letters: str

    def word(self, token: Token) -> str:
        """Return a token's words in lower case."""
        return self.text[token.start : token.end].lower()


def _entries(text: str, words: list[str], starts: list[int]) -> list[Entry]:
    """Return the kind and the number of each token."""
    entries = list(map(_MEANINGS.get, words, repeat(_FILLER)))
    odd = [n for n, word in enumerate(words) if not word[0].isalpha() and word not in _MEANINGS]
    for number in odd:
        entries[number] = figure_or_mark(text, words[number], starts[number]) or _FILLER
    return entries


def _shown(entries: list[Entry]) -> list[int]:
    """Return the numbers of all tokens but, of words without a meaning in a row, the first."""
    fillers = [entry if entry is _FILLER else None for entry in entries]
    return list(compress(range(len(entries)), map(is_not, entries, chain((None,), fillers))))


def tokenise(text: str) -> Tokens:
    """Split a text into tokens; runs of words without a meaning for dates become one.

    What stands far from any word of time is left out; a break marks each gap.
    """
    # Splitting and looking up run in C; most tokens are never looked at one by one.
    parts = _TOKEN.split(text)
    words = parts[1::2]
    starts = list(accumulate(map(len, parts)))[0:-1:2]
    entries = _entries(text, words, starts)
    shown = _shown(entries)

    def tokens(first: int, last: int | None) -> Iterator[Token]:
        rows = [(starts[n], starts[n] + len(words[n]), *entries[n]) for n in shown[first:last]]
        return map(tuple.__new__, repeat(Token), rows)

    items: list[Token] = []
    done = 0
    for gap in _IDLE.finditer("".join([LETTERS[entries[n][0]] for n in shown])):
        first, last = gap.start() + _CONTEXT, gap.end() - _CONTEXT
        items += tokens(done, first)
        start, end = shown[first], shown[last - 1]
        items.append(Token(starts[start], starts[end] + len(words[end]), "break", 0))
        done = last
    items += tokens(done, None)
    return Tokens(text, items, "".join([LETTERS[item.kind] for item in items]))
