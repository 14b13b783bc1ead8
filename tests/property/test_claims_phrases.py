"""A pattern that is tried only where the words it needs begin finds all that it finds alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basics.phrases import Phrases
from geo.read.claims.actors import actors
from geo.read.claims.figures import figures
from geo.read.claims.modality import modality
from geo.read.claims.places import anaphora, roles
from geo.read.claims.places import implicit_place as somewhere
from geo.read.claims.times import event_time as when
from geo.read.claims.times import relative_time as apart
from geo.read.claims.triggers import event_context
from geo.read.claims.triggers import event_type as typing

MODULES = (actors, anaphora, apart, event_context, modality, roles, somewhere, typing, when)
ALL = {
    f"{module.__name__}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Phrases)
} | dict(actors._NAMED)
ALL |= {f"figures {number}": value for number, value in enumerate(figures._PATTERNS)}

# What only looks ahead or back gets in the way of making texts up.
LOOKS = re.compile(r"\(\?<?[=!](?:\[[^]]*\]|[^()\[\]])*\)")


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_all_that_matches_may_match(name, data):
    phrases = ALL[name]
    plain = re.compile(LOOKS.sub("", phrases.pattern.pattern), phrases.pattern.flags)
    found = phrases.pattern.search(data.draw(st.from_regex(plain)))
    assert found is None or phrases.search(found.string).span() == found.span()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["IRGC", "IS", "Hamas", "Syrian", "army", "fighters", "rebels", "Militants"]
        )
    )
)
def test_a_choice_finds_what_each_of_its_phrases_finds(some):
    text = " ".join(some)
    each = enumerate(phrases.pattern.finditer(text) for _, phrases in actors._NAMED)
    assert [(row, found.span()) for row, found in actors._CHOICE.finditer(text)] == [
        (row, found.span()) for row, matches in each for found in matches
    ]


def test_odd_letters_of_i_and_s_are_tried():
    phrases = Phrases(r"\b(?:insist|sits)\b", re.IGNORECASE)
    for text in ("he inſıſts, no, ınsist", "SİTS", "İNSIST"):
        plain = phrases.pattern.search(text)
        assert plain and phrases.search(text).span() == plain.span()
    assert phrases.search("nothing of the kind") is None
    assert [each.span() for each in phrases.finditer("Sits, sits")] == [(0, 4), (6, 10)]
