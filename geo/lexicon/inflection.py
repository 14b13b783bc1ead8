"""The regular forms of English words, and the irregular ones from a table."""

from __future__ import annotations

import re

from geo.lexicon import ENGLISH

_HISSES = re.compile(r"(?:[sxz]|[cs]h)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
# One syllable with one vowel and one consonant after it: "stab", "plan", but not "raid" or "push".
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")
_SILENT_E = re.compile(r"(?<![eoy])e$")
_DOUBLING = ENGLISH.words("inflection.doubling")
_MAY_DOUBLE = ENGLISH.words("inflection.may_double")
_IRREGULAR = ENGLISH.mapping("inflection.irregular")


def forms_of(word: str) -> frozenset[str]:
    """Return all forms a word may have, as a noun and as a verb: "raid", "raids", "raided" ..."""
    return frozenset({word, _with_s(word), *_IRREGULAR.get(word, _verb_forms(word))})


def is_form(form: str, lemma: str) -> bool:
    """Say whether a word or phrase is a form of another one, word by word.

    Parameters
    ----------
    form : str
        As it stands in a text, in lower case: "opened fire".
    lemma : str
        As a dictionary lists it: "open fire".
    """
    parts, bases = form.split(" "), lemma.split(" ")
    return len(parts) == len(bases) and all(
        part in forms_of(base) for part, base in zip(parts, bases, strict=True)
    )


def _with_s(word: str) -> str:
    if _HISSES.search(word):
        return f"{word}es"
    return f"{word[:-1]}ies" if _CONSONANT_Y.search(word) else f"{word}s"


def _verb_forms(word: str) -> set[str]:
    """Return the regular past and the participles."""
    if _CONSONANT_Y.search(word):
        return {f"{word[:-1]}ied", f"{word}ing"}
    if word.endswith("e"):
        return {f"{word}d", f"{_SILENT_E.sub('', word)}ing"}
    return {f"{stem}{ending}" for stem in _stems(word) for ending in ("ed", "ing")}


def _stems(word: str) -> set[str]:
    """Return what -ed and -ing are added to."""
    doubled = f"{word}{word[-1]}"
    if word in _MAY_DOUBLE:
        return {word, doubled}
    return {doubled if word in _DOUBLING or _SHORT.fullmatch(word) else word}
