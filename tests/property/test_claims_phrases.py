"""A pattern that is tried only where its telling letters stand finds all that it finds alone."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.read.claims import actors, anaphora, apart, modality, typing, words
from geo.read.claims.phrases import Phrases

MODULES = (actors, anaphora, apart, modality, typing, words)
ALL = {
    f"{module.__name__}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, Phrases)
} | {name: value for name, value in actors._PLAIN if isinstance(value, Phrases)}

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


@pytest.mark.parametrize("form", actors._GROUPS.values(), ids=actors._GROUPS)
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_all_groups_may_match(form, data):
    name = data.draw(st.from_regex(LOOKS.sub("", form), fullmatch=True))
    texts = [f"He saw {name}{after}" for after in (".", " fighters.", " jihadists.")]
    plain = [[found.span() for found in actors._GROUP.pattern.finditer(text)] for text in texts]
    assert any(plain)
    assert [[found.span() for found in actors._GROUP.finditer(text)] for text in texts] == plain


def test_odd_letters_of_i_and_s_are_tried():
    phrases = Phrases(r"\b(?:insist|sits)\b", "insist sits", re.IGNORECASE)
    for text in ("he inſıſts, no, ınsist", "SİTS", "İNSIST"):
        plain = phrases.pattern.search(text)
        assert plain and phrases.search(text).span() == plain.span()
    assert phrases.search("nothing of the kind") is None
    assert [each[0] for each in phrases.finditer("Sits, sits")] == ["Sits", "sits"]
