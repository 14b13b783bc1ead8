"""How alike two spellings are, once the habits of romanisation are taken out."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein
from unidecode import unidecode

from gazetteer.consonant_key import consonant_key
from gazetteer.lexicon import ENGLISH
from gazetteer.names import ARTICLES

CACHE = 1 << 16
ACROSS_SCRIPTS = 0.9
LEAST_CONSONANTS = 3
_HABITS = [
    (re.compile(row["pattern"]), row["read"])
    for row in ENGLISH.rows("spelling.habits", ("pattern", "read"))
]


@lru_cache(CACHE)
def soften(folded: str) -> str:
    """Spell a folded name as a careless romanisation would: no articles, few vowels."""
    text = folded if folded.isascii() else unidecode(folded).lower()
    words = text.split()
    text = " ".join([*(w for w in words[:-1] if w not in ARTICLES), *words[-1:]])
    for pattern, new in _HABITS:
        text = pattern.sub(new, text)
    return text.replace(" ", "")


def likeness(asked: str, name: str) -> float:
    """Likeness of a toponym to a name, both folded, 0 to 1.

    The mean of Jaro-Winkler and normalised Levenshtein similarity of the softened spellings
    (rapidfuzz). A toponym in Arabic script, where vowels are not written, is compared with Latin
    names by the consonant key alone.

    Parameters
    ----------
    asked : str
        The toponym, folded.
    name : str
        The name of a place, folded.
    """
    if asked.isascii() != name.isascii():
        same = not asked.isascii() and consonant_key(asked) == consonant_key(name)
        return ACROSS_SCRIPTS if same and len(consonant_key(asked)) >= LEAST_CONSONANTS else 0.0
    a, b = soften(asked), soften(name)
    return (JaroWinkler.similarity(a, b) + Levenshtein.normalized_similarity(a, b)) / 2
