"""The words that tell of an event, from `en/triggers.csv`, checked row by row.

A row has a lemma as a dictionary lists it, its family, whether it is strong (tells of an event by
itself) or weak (only with a place that it governs), and all forms that tell of one, parted by "|".
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from basics.vocabulary import VocabularyError
from geo.lexicon import ENGLISH
from geo.lexicon.inflection import is_form
from geo.model.family import Family

COLUMNS = ["lemma", "family", "strength", "forms"]
_STRENGTHS = ("strong", "weak")
# What `geo.read.claims.triggers.tokens` takes for one word, in lower case.
_TOKEN = re.compile(r"[a-z]\w*(?:-[a-z]\w*)*")
_MOST_TOKENS = 2


class Trigger(NamedTuple):
    """What a word tells: the family of events, and how far it can be trusted alone.

    A weak word tells of an event only with a place that it governs.
    """

    family: Family
    weak: bool = False


def read_triggers(path: Path) -> Mapping[str, Trigger]:
    """Return the triggers of a file, by their forms.

    Raises
    ------
    VocabularyError
        When a row has a family or strength that is not known, or a form that is listed before,
        is no form of the lemma, or can never be met in a text. The message names file and row.
    """
    table: dict[str, Trigger] = {}
    for where, row in _rows(path):
        trigger = _trigger(row, where)
        for form in row["forms"].split("|"):
            _check(form, row["lemma"], where)
            if form in table:
                family = table[form].family.value
                raise VocabularyError(f"{where}: {form!r} is listed before, as {family}")
            table[form] = trigger
    return MappingProxyType(table)


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows, each with what names it in a message: the file and the line."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != COLUMNS:
            raise VocabularyError(f"{path}: the columns are not {', '.join(COLUMNS)}")
        for row in reader:
            where = f"{path}, line {reader.line_num}"
            if None in row or None in row.values():
                raise VocabularyError(f"{where}: it has not {len(COLUMNS)} cells")
            yield where, row


def _trigger(row: Mapping[str, str], where: str) -> Trigger:
    if row["strength"] not in _STRENGTHS:
        raise VocabularyError(f"{where}: {row['strength']!r} is neither strong nor weak")
    try:
        return Trigger(Family(row["family"]), row["strength"] == "weak")
    except ValueError:
        raise VocabularyError(f"{where}: {row['family']!r} is no family of events") from None


def _check(form: str, lemma: str, where: str) -> None:
    tokens = form.split(" ")
    if not all(map(_TOKEN.fullmatch, tokens)) or len(tokens) > _MOST_TOKENS:
        raise VocabularyError(f"{where}: {form!r} is not one or two words in lower case")
    if not is_form(form, lemma):
        raise VocabularyError(f"{where}: {form!r} is no form of {lemma!r}")


TRIGGERS: Mapping[str, Trigger] = read_triggers(ENGLISH.folder / "triggers.csv")
# What a trigger may begin with.
FIRST_WORDS = frozenset(form.split(" ")[0] for form in TRIGGERS)
