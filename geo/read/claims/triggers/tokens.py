"""A sentence as words: triggers, and the borders of its clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count
from typing import NamedTuple

from basics.sentences import Sentence
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.lexicon.triggers import FIRST_WORDS, TRIGGERS, Trigger

_PATTERNS_OF = Patterns(ENGLISH, "clauses")

# One group, so that `split` returns what stands between the words and the words in turn.
_WORD = re.compile(r"([^\W_]\w*+(?:[-‑][^\W_]\w*+)*+)")
# A mark or a blank first, as most characters are passed over by it, then what follows which.
_BORDER = _PATTERNS_OF.compile("border")
_NEW_CLAUSE = re.compile(
    r"(?:,| (?:and|but|or)) (?:then |also |later |another |more )?(?=([a-z]\w+))"
)
_AUXILIARY = ENGLISH.words("clauses.lists.auxiliary")
_SUBJECT_VERB = _PATTERNS_OF.compile("subject_verb")


class TriggerMatch(NamedTuple):
    """A trigger as it stands in a sentence; offsets in the sentence."""

    start: int
    end: int
    word: str
    entry: Trigger
    at: int


class Parsed(NamedTuple):
    """A sentence with its triggers and the offsets where its clauses begin.

    `words`, in lower case, `starts` and `ends` are columns, one row a word.
    """

    sentence: Sentence
    words: Sequence[str] = ()
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    triggers: tuple[TriggerMatch, ...] = ()
    clauses: tuple[int, ...] = ()

    def clause(self, offset: int) -> int:
        """Return the number of the clause that an offset of the sentence lies in."""
        return bisect_right(self.clauses, offset)

    def word_before(self, offset: int) -> int:
        """Return the index of the last word that ends at or before an offset, -1 if none."""
        return bisect_right(self.ends, offset) - 1


def parse(sentence: Sentence) -> Parsed:
    """Return a sentence's words, triggers and clauses; without a trigger it is left unread."""
    text = sentence.text
    parts = _WORD.split(text)
    words = list(map(str.lower, parts[1::2]))
    telling = list(compress(count(), map(FIRST_WORDS.__contains__, words)))
    # Most sentences tell of nothing, and are not taken apart.
    if not telling:
        return Parsed(sentence)
    ends = list(accumulate(map(len, parts)))
    parsed = Parsed(sentence, words, ends[0:-1:2], ends[1::2])
    triggers = tuple(_triggers(parsed, telling))
    return (
        parsed._replace(triggers=triggers, clauses=_clauses(text, triggers))
        if triggers
        else Parsed(sentence)
    )


def _triggers(parsed: Parsed, telling: list[int]) -> Iterator[TriggerMatch]:
    """Yield the triggers among some words of a sentence."""
    text, words = parsed.sentence.text, parsed.words
    for at in telling:
        start, end = parsed.starts[at], parsed.ends[at]
        pair = at + 1 < len(words) and TRIGGERS.get(f"{words[at]} {words[at + 1]}")
        entry = pair or TRIGGERS.get(words[at])
        # "Strike" in a name ("Strike Force") is no event; at the sentence's start it may be.
        if entry is None or (_is_capitalised(text[start:end]) and not _opens(text, start)):
            continue
        # "SAN DIEGO, MARCH 29" is a day.
        if text.startswith("MARCH", start) and text[end : end + 2].strip().isdigit():
            continue
        yield TriggerMatch(start, parsed.ends[at + 1] if pair else end, words[at], entry, at)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


def _opens(text: str, start: int) -> bool:
    """Say whether a word opens the sentence, a quote, or the text after a dateline."""
    left = text[max(0, start - 3) : start]
    return not left.strip() or left.rstrip()[-1] in '-–—“"‘:*•('


def _clauses(text: str, triggers: tuple[TriggerMatch, ...]) -> tuple[int, ...]:
    starts = {found.end() for found in _BORDER.finditer(text)}
    verbs = {trigger.start for trigger in triggers}
    for found in _NEW_CLAUSE.finditer(text):
        if found.end() in verbs or found[1] in _AUXILIARY:
            starts.add(found.end())
    starts |= {found.end() for found in _SUBJECT_VERB.finditer(text)}
    return tuple(sorted(starts))
