"""Which language a text is in: by its script, then by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from geo.read.documents.blocks import words_among

_SCRIPTS = (
    ("ar", "Arabic", r"[\u0600-\u06ff\u0750-\u077f]"),
    ("he", "Hebrew", r"[\u0590-\u05ff]"),
    ("ru", "Russian", r"[\u0400-\u04ff]"),
    ("el", "Greek", r"[\u0370-\u03ff]"),
    ("zh", "Chinese", r"[\u4e00-\u9fff]"),
    ("ja", "Japanese", r"[\u3040-\u30ff]"),
    ("ko", "Korean", r"[\uac00-\ud7af]"),
    ("hi", "Hindi", r"[\u0900-\u097f]"),
)
_PERSIAN = re.compile("[پچژگ]")
_CYRILLIC_UKRAINIAN = re.compile("[іїєґ]")
# The commonest words of each language that the others do not have.
_WORDS = {
    "en": "the of and to was were that with for by from has have said are which this on at",
    "fr": "le les des une dans et qui pour sur avec est aux cette ont été du par",
    "de": "der die das und den von mit ist im auf eine dem nicht wurde für bei sich",
    "es": "el los las una y que por con para del fue se su al más han como",
    "it": "il gli della che di per una sono con nel alla stato anche è dei dal",
    "pt": "o os uma não que do da em para com foi dos das ao mais pelo",
    "nl": "de het een van en dat niet voor met zijn op werd naar ook bij uit",
    "tr": "ve bir bu için ile olarak de da olan sonra kadar daha gibi çok",
}
NAMES = {code: name for code, name, _ in _SCRIPTS} | {
    "en": "English",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "tr": "Turkish",
    "fa": "Persian",
    "uk": "Ukrainian",
}
_SETS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_KNOWN = frozenset().union(*_SETS.values())
_SAMPLE = 6_000
# Any letter of a script of its own; punctuation is not among them.
_FOREIGN = re.compile("[\u0370-\u1fff\u2c00-\ud7ff]")
_FEW_FOREIGN = 9
_WORD = re.compile(r"[^\W\d_]+")
# Fewer known words than this tell nothing; a text so short is taken for English.
_FEWEST_WORDS = 4


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language most of a text is in."""
    sample = text[:_SAMPLE]
    # What other scripts there are is seldom much; counting letters is what costs.
    foreign = _FOREIGN.findall(sample)
    if len(foreign) > _FEW_FOREIGN:
        letters = sum(map(str.isalpha, sample))
        for code, _, pattern in _SCRIPTS:
            if 2 * len(re.findall(pattern, sample)) > letters:
                return _sister(code, sample)
    return _by_words(sample)


def _sister(code: str, sample: str) -> str:
    if code == "ar" and len(_PERSIAN.findall(sample)) * 50 > len(sample):
        return "fa"
    if code == "ru" and len(_CYRILLIC_UKRAINIAN.findall(sample)) * 100 > len(sample):
        return "uk"
    return code


def _by_words(sample: str) -> str:
    seen = Counter(filter(_KNOWN.__contains__, words_among(sample.lower(), _WORD)))
    words = seen.keys()
    counts = {code: sum([seen[word] for word in known & words]) for code, known in _SETS.items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best if counts[best] >= _FEWEST_WORDS else "en"
