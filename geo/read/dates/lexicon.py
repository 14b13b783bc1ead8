"""The words that dates are made of, each with its kind and its number: see `dates.toml`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from basics.english import MONTHS, NUMBERS, POWERS, WEEKDAYS
from basics.vocabulary import Vocabulary, VocabularyError, check_entries
from geo.lexicon import ENGLISH
from geo.read.dates.kinds import HOLIDAY_KINDS, SPOKEN

Entry = tuple[str, int]
Row = tuple[str, Entry]

# Months and weekdays that have a full stop where they are cut short.
STOPPED = ENGLISH.ordered("dates.stopped")
UNITS = ENGLISH.ordered("dates.units")
SEASONS = ("SP", "SU", "FA", "WI")
PARTS = ("MO", "AF", "EV", "NI", "DT")
# How many letters months and weekdays are cut to.
_SHORT = 3


def rows_of(vocabulary: Vocabulary, name: str, kinds: Collection[str]) -> dict[str, Entry]:
    """Return the words of a table of kinds, each with its kind and its number.

    Parameters
    ----------
    vocabulary : Vocabulary
        Where the table is.
    name : str
        The table, such as "dates.words"; a row of it is `kind.word = number`, or a list of
        numbers below 100, which become one: [12, 24] is 1224.
    kinds : collection of str
        The kinds that a word may have.

    Raises
    ------
    VocabularyError
        When a kind is not one of them, a number is none, a word is none or stands there twice.
    """
    found = list(_rows(vocabulary.mapping(name), name, kinds))
    check_entries([word for word, _ in found], f"{vocabulary.folder}: {name}")
    return dict(found)


def _rows(table: Mapping[str, Any], name: str, kinds: Collection[str]) -> Iterator[Row]:
    for kind, words in table.items():
        if kind not in kinds or not isinstance(words, dict):
            raise VocabularyError(f"{name}.{kind}: there is no such kind of words")
        for word, number in words.items():
            yield word, (kind, _number(number, f"{name}.{kind}.{word}"))


def _number(value: Any, where: str) -> int:
    parts = value if isinstance(value, list) and value else [value]
    number = 0
    for part in parts:
        if type(part) is not int or (len(parts) > 1 and not 0 < part < 100):
            raise VocabularyError(f"{where}: {value!r} is no number")
        number = 100 * number + part
    return number


def _lower_case() -> dict[str, Entry]:
    counts = {**NUMBERS, "hundred": POWERS["hundred"]}
    numbers: dict[str, Entry] = {word: ("numword", number) for word, number in counts.items()}
    return _disjoint(numbers, rows_of(ENGLISH, "dates.words", SPOKEN))


def _calendar_names() -> Iterator[Row]:
    shy = ENGLISH.words("dates.shy_months")
    for number, month in enumerate(MONTHS, 1):
        yield month[:_SHORT], ("shy_month", number)
        yield month, ("shy_month" if month in shy else "month", number)
    for number, day in enumerate(WEEKDAYS, 1):
        yield from (
            (day, ("weekday", number)),
            (f"{day}s", ("weekdays", number)),
            (day[:_SHORT], ("shy_weekday", number)),
        )


def _disjoint(*tables: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return several tables as one; no word may have two meanings."""
    check_entries([word for table in tables for word in table], "dates.toml, with the calendar")
    return {word: entry for table in tables for word, entry in table.items()}


def _surfaces() -> dict[str, Entry]:
    """Return each word in the ways it is written."""
    names = _disjoint(dict(_calendar_names()), rows_of(ENGLISH, "dates.names", SPOKEN))
    return _disjoint(
        _written(_lower_case(), (str, str.capitalize, str.upper)),
        _written(names, (str.capitalize, str.upper)),
        rows_of(ENGLISH, "dates.capitals", SPOKEN),
    )


def _written(table: Mapping[str, Entry], ways: Iterable[Any]) -> dict[str, Entry]:
    return {way(word): entry for word, entry in table.items() for way in ways}


WORDS: dict[str, Entry] = _surfaces()
HOLIDAYS: dict[str, Entry] = rows_of(ENGLISH, "holidays", HOLIDAY_KINDS)
