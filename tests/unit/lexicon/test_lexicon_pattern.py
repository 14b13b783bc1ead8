"""Lists of words become patterns that match each of them and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basics.vocabulary import Vocabulary, VocabularyError
from geo.lexicon.pattern import Patterns, one_of

_WORDS = st.lists(st.text("ab' -.]^", min_size=1, max_size=5), min_size=1, max_size=8)


@given(_WORDS, st.text("ab' -.]^", max_size=5))
def test_a_pattern_matches_its_words_alone(words, other):
    pattern = re.compile(one_of(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert bool(pattern.fullmatch(other)) == (other in words)


def test_the_longest_that_stands_there_is_taken():
    assert re.match(one_of(["log", "log in", "login"]), "log in now")[0] == "log in"


def test_an_apostrophe_matches_the_typographic_one():
    assert re.fullmatch(one_of(["editor's", "editors"]), "editor’s")


@pytest.fixture
def patterns(tmp_path):
    text = """
    lists = { verbs = ["meet", "meets"], days = ["friday"] }
    [patterns]
    plan = '(?:will|{verbs}) on {days}{1,2}'
    long = ['{days}', '-{verbs}']
    dead = '{nothing}'
    """
    (tmp_path / "plans.toml").write_text(text)
    return Patterns(Vocabulary(tmp_path), "plans")


def test_a_pattern_names_lists(patterns):
    assert patterns.compile("plan").fullmatch("meets on fridayy")
    assert patterns.compile("long", re.IGNORECASE).fullmatch("Friday-MEET")


@pytest.mark.parametrize("name", ["none", "dead"])
def test_what_is_not_there_is_named(patterns, name):
    with pytest.raises(VocabularyError, match=r"plans\.toml"):
        patterns.compile(name)
