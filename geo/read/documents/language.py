"""Which language a text is in: by its script, then by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from geo.lexicon import ENGLISH
from geo.read.documents.blocks import tokens_in

# Letters of the scripts that one language is mostly written in.
_SCRIPTS = tuple(
    (code, re.compile(letters))
    for code, letters in (
        ("ar", r"[\u0600-\u06ff\u0750-\u077f]"),
        ("he", r"[\u0590-\u05ff]"),
        ("ru", r"[\u0400-\u04ff]"),
        ("el", r"[\u0370-\u03ff]"),
        ("zh", r"[\u4e00-\u9fff]"),
        ("ja", r"[\u3040-\u30ff]"),
        ("ko", r"[\uac00-\ud7af]"),
        ("hi", r"[\u0900-\u097f]"),
    )
)
_PERSIAN = re.compile("[پچژگ]")
_CYRILLIC_UKRAINIAN = re.compile("[іїєґ]")
# English names by ISO 639-1 codes.
NAMES: Mapping[str, str] = ENGLISH.mapping("languages.names")
# The commonest words of each language in Latin letters.
_SETS = {
    code: ENGLISH.words(f"languages.common.{code}") for code in ENGLISH.mapping("languages.common")
}
_KNOWN = frozenset().union(*_SETS.values())
_SAMPLE = 6_000
# Any letter of a script of its own; punctuation is not among them.
_FOREIGN = re.compile("[\u0370-\u1fff\u2c00-\ud7ff]")
_FEW_FOREIGN = 9
_WORD = re.compile(r"[^\W\d_]+")
# With fewer of these words than this a text is taken for English.
_FEWEST_WORDS = 4


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language most of a text is in."""
    sample = text[:_SAMPLE]
    # What other scripts there are is seldom much; counting letters is what costs.
    foreign = _FOREIGN.findall(sample)
    if len(foreign) > _FEW_FOREIGN:
        letters = sum(map(str.isalpha, sample))
        for code, script in _SCRIPTS:
            if 2 * len(script.findall(sample)) > letters:
                return _sister(code, sample)
    return _by_words(sample)


def _sister(code: str, sample: str) -> str:
    if code == "ar" and len(_PERSIAN.findall(sample)) * 50 > len(sample):
        return "fa"
    if code == "ru" and len(_CYRILLIC_UKRAINIAN.findall(sample)) * 100 > len(sample):
        return "uk"
    return code


def _by_words(sample: str) -> str:
    seen = Counter(filter(_KNOWN.__contains__, tokens_in(sample.lower(), _WORD)))
    words = seen.keys()
    counts = {code: sum([seen[word] for word in known & words]) for code, known in _SETS.items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] >= _FEWEST_WORDS else "en"
