"""Whatever the text, the reading is a list of sound expressions."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.read.dates import read_dates
from geo.read.dates.grammar import RULES, starts_of
from geo.read.dates.kinds import LETTERS, SETS
from geo.read.dates.lexicon import WORDS
from geo.read.dates.tokens import tokenise

_FIGURES = ["0", "7", "31", "45", "480", "999999999", "1812", "2017-02-30", "31.12.99", "10:61"]
_PIECES = st.sampled_from(
    [*sorted(WORDS), *_FIGURES, "’s", ",", "-", "\n\n", "9,999 years ago", "é"]
)
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map(" ".join))
_DAYS = st.one_of(st.none(), st.dates())
_MODES = st.sampled_from([None, True, False])


@settings(max_examples=400, deadline=None)
@given(_TEXTS, _DAYS, _MODES)
def test_any_text_gives_sound_expressions(text, published, narrative):
    end = 0
    for found in read_dates(text, published, narrative=narrative):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert found.type in {"DATE", "TIME", "DURATION", "SET"} and found.value
        assert found.first is None or found.last is None or found.first <= found.last
        found.timespan()
        end = found.end


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_tokens_lie_in_order(text):
    items = tokenise(text).items
    assert all(a.end <= b.start for a, b in pairwise(items))


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)))
def test_a_written_day_is_read_back(day):
    words = f"It happened on {day.day} {day:%B} {day.year}."
    [found] = read_dates(words, date(2017, 3, 31))
    assert (found.first, found.last, found.value) == (day, day, day.isoformat())


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_a_rule_that_is_passed_over_would_find_nothing(text):
    letters = tokenise(text).letters
    for rule in RULES:
        if any(need.isdisjoint(letters) for need in rule.needs):
            assert not rule.pattern.search(letters)


_ANYWHERE = [re.compile(rule.pattern.pattern.split("])", 1)[1]) for rule in RULES]


@settings(max_examples=100, deadline=None)
@given(_TEXTS)
def test_a_rule_begins_nowhere_else(text):
    letters = tokenise(text).letters
    for rule, anywhere in zip(RULES, _ANYWHERE, strict=True):
        found = [match.span() for match in anywhere.finditer(letters)]
        assert [match.span() for match in rule.pattern.finditer(letters)] == found


def test_what_a_pattern_begins_with():
    starts, may_be_empty = starts_of("(the | a)* (comma? day of)")
    kinds = ("the", "a", "comma", *SETS["day"])
    assert (starts, may_be_empty) == ({LETTERS[kind] for kind in kinds}, False)
    assert starts_of("the? (of | a)*")[1] and starts_of("the | a?")[1]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("10.30 am", ["clock", "half_day"]),
        ("10.30 km", ["number", "filler"]),
        ("1,250 on 3/4/2015", ["number", "on", "slash"]),
        ("the 80s’ end", ["the", "decade", "possessive", "bound"]),
        ("'80s Jan. 3rd", ["decade", "month", "ordinal"]),
        (
            "Sunday’s “x” — 2015-02-03",
            ["weekday", "possessive", "mark", "filler", "mark", "dash", "iso"],
        ),
        ("500 B. C. E. 10pm", ["number", "bc", "int12", "half_day"]),
    ],
)
def test_kinds_of_tokens(text, kinds):
    assert [token.kind for token in tokenise(text).items] == kinds
