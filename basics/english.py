"""The words every English text is read with: numbers, months and weekdays."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from basics.vocabulary import Vocabulary

ENGLISH = Vocabulary(Path(__file__).parent / "lexicon" / "en")

MONTHS = ENGLISH.ordered("calendar.months")
WEEKDAYS = ENGLISH.ordered("calendar.weekdays")


def _numbers() -> dict[str, int]:
    ones = {word: number for number, word in enumerate(ENGLISH.ordered("numbers.ones"))}
    tens = {word: 10 * number for number, word in enumerate(ENGLISH.ordered("numbers.tens"), 2)}
    return ones | tens


# "zero" to "nineteen" and "twenty" to "ninety" with their numbers.
NUMBERS: Mapping[str, int] = MappingProxyType(_numbers())
# "hundred" to "billion".
POWERS: Mapping[str, int] = MappingProxyType(dict(ENGLISH.mapping("numbers.powers")))
