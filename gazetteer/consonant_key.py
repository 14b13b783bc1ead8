"""The consonant key: what romanisations of one Arabic name have in common.

Vowels, doubled consonants, articles and ta marbuta go; digraphs and letters that romanisations
confuse fall together; words that are translated as often as transcribed (north, upper, sheikh)
become their Arabic root. The key only proposes candidates (inside one country, and behind a
check of likeness); it never identifies a place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from unidecode import unidecode

from gazetteer.lexicon import ENGLISH
from gazetteer.names import ARTICLES

WORD_CACHE = 1 << 16
_ARABIC_WORDS = re.compile("[\u0621-\u064a\u067e-\u06d5]+")
_ARABIC = str.maketrans("بتثجحخدذرزسشصضطظغفقكلمنهويپچگڤ", "bttjhxddrzsSsdtdgfkklmnhwybSgf", "عةىا")
_DIGRAPHS = tuple(ENGLISH.mapping("spelling.digraphs").items())
_SINGLES = str.maketrans({"p": "b", "q": "k", "c": "k", "v": "f"})
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouwy]")
_LATIN = re.compile("[a-z]+")
_ASSIMILATED = re.compile(r"[ae]([dnrstzS])\1(?=[aeiou])")
_ROOTS: dict[str, str] = {
    word: root
    for root in ENGLISH.mapping("spelling.roots")
    for word in ENGLISH.ordered(f"spelling.roots.{root}")
}


def consonant_key(folded: str) -> str:
    """Return the consonant key of a folded name, empty for other scripts or when none is left."""
    if folded.isascii():
        words = _latin_words(folded)
    elif found := _ARABIC_WORDS.findall(folded):
        words = [_arabic(w) for w in found]
    elif "a" <= folded[:1] <= "ɏ":
        words = _latin_words(unidecode(folded).lower())
    else:
        return ""
    return _DOUBLED.sub(r"\1", "".join(words))


def _latin_words(text: str) -> list[str]:
    words = _LATIN.findall(text)
    return [_latin(w) for w in [*(w for w in words[:-1] if w not in ARTICLES), *words[-1:]]]


@lru_cache(WORD_CACHE)
def _latin(word: str) -> str:
    if word in _ROOTS:
        return _ROOTS[word]
    glued = word[:2] in ("al", "el") and word[2:3] not in tuple("aeiouy")
    if (len(word) > 5 and glued) or (len(word) > 6 and _ASSIMILATED.match(word)):
        word = word[2:]
    for pair, one in _DIGRAPHS:
        if pair in word:
            word = word.replace(pair, one)
    word = _DOUBLED.sub(r"\1", word.translate(_SINGLES))
    if len(word) > 3 and word[-1] == "h" and word[-2] in "aeiou":
        word = word[:-1]
    if len(word) > 4 and word[-1] == "t" and word[-2] in "ae":
        word = word[:-2]
    first = word[0] if word[0] in "wy" else ""
    return (first + _VOWELS.sub("", word[len(first) :])).replace("mb", "nb")


@lru_cache(WORD_CACHE)
def _arabic(word: str) -> str:
    if word in _ROOTS:
        return _ROOTS[word]
    if len(word) > 4 and word.startswith("ال"):
        word = word[2:]
    if len(word) > 2 and word[-1] in "هةح":
        word = word[:-1]
    letters = word.translate(_ARABIC)
    first = letters[:1] if letters[:1] in ("w", "y") else ""
    return (first + letters[len(first) :].replace("w", "").replace("y", "")).replace("mb", "nb")
