"""Kinds of tokens: the letter of each, and names for several of one sort."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from basics.vocabulary import VocabularyError
from geo.lexicon import ENGLISH

SPOKEN = ENGLISH.words("date_grammar.spoken")
HOLIDAY_KINDS = ENGLISH.words("date_grammar.holidays")
_WRITTEN = tuple(
    kind
    for name in ("figures", "written", "marks")
    for kind in ENGLISH.ordered(f"date_grammar.{name}")
)
# Kinds that need a word of time beside them to mean one.
IDLE: tuple[str, ...] = (
    *ENGLISH.ordered("date_grammar.marks"),
    *ENGLISH.ordered("date_grammar.idle"),
)


def _letters() -> dict[str, str]:
    kinds = dict.fromkeys((*_WRITTEN, *sorted(SPOKEN), *sorted(HOLIDAY_KINDS)))
    return {kind: chr(0x100 + number) for number, kind in enumerate(kinds)}


# One letter for each kind, so that a text becomes a string and a rule a regular expression.
LETTERS: dict[str, str] = _letters()


def _checked(sets: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return sets of kinds, each of which has to be one that a token can have."""
    for name, kinds in sets.items():
        if unknown := [kind for kind in kinds if kind not in LETTERS]:
            raise VocabularyError(f"date_grammar.toml: sets.{name}: there is no kind {unknown[0]}")
    return {name: tuple(kinds) for name, kinds in sets.items()}


# In a rule's pattern each of these stands for any of the kinds behind it.
SETS: dict[str, tuple[str, ...]] = _checked(ENGLISH.mapping("date_grammar.sets"))
