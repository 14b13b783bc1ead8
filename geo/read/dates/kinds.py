"""Kinds of tokens: the letter of each, and names for several of one sort."""

from __future__ import annotations

from geo.read.dates.lexicon import WORDS

# In a rule's pattern each of these stands for any of the kinds behind it.
SETS: dict[str, tuple[str, ...]] = {
    "any_month": ("month", "shy_month"),
    "any_weekday": ("weekday", "shy_weekday"),
    "any_season": ("season", "shy_season"),
    "any_unit": ("unit", "units"),
    "day": ("int12", "int24", "int31", "ordinal"),
    "ordinals": ("ordinal", "ordword", "big_ordinal"),
    "digits": ("int12", "int24", "int31", "int99", "number"),
    "number_any": ("int12", "int24", "int31", "int99", "number", "numword"),
    "small": ("int12", "int24", "int31", "int99", "numword"),
    "hour": ("int12", "int24"),
    "edge": ("early", "bound"),
    "joint": ("dash", "to", "and"),
    "which": ("previous", "next", "this", "same"),
    "shift_word": ("ago", "earlier", "later", "before", "after"),
}
# Kinds that no single word of the lexicon has: figures, marks and what carries no meaning.
_FIGURES = ("year", "number", "int12", "int24", "int31", "int99", "ordinal", "big_ordinal")
_WRITTEN_OUT = ("iso", "slash", "clock", "holiday", "nth_holiday", "attacks_day")
_MARKS = ("comma", "dot", "dash", "money", "mark", "possessive", "break", "filler")
# Kinds that need a word of time beside them to mean one.
IDLE: tuple[str, ...] = (
    *_MARKS,
    *("int12", "int24", "int31", "int99", "number", "big_ordinal", "ordword", "numword", "few"),
    *("the", "of", "in", "on", "to", "and", "at", "about", "over", "more", "than", "least", "a"),
    *("before", "after", "earlier", "later", "next", "previous", "same", "this"),
    *("rest", "early", "bound", "every", "times", "these"),
)


def _letters() -> dict[str, str]:
    spoken = (kind for kind, _ in WORDS.values())
    kinds = dict.fromkeys((*_FIGURES, *_WRITTEN_OUT, *_MARKS, *spoken))
    return {kind: chr(0x100 + number) for number, kind in enumerate(kinds)}


# One letter for each kind, so that a text becomes a string and a rule a regular expression.
LETTERS: dict[str, str] = _letters()
