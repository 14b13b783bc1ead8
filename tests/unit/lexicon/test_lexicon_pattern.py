"""Lists of words become patterns that match each of them and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basics.vocabulary import Vocabulary, VocabularyError
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import DelayedPattern, Patterns, one_of

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


@pytest.mark.parametrize("file", ["tense", "date_context", "furniture"])
def test_every_pattern_of_the_files_compiles(file):
    patterns = Patterns(ENGLISH, file)
    for name in ENGLISH.mapping(f"{file}.patterns"):
        assert patterns.compile(name)


def test_a_delayed_pattern_is_read_when_it_is_used(patterns):
    assert DelayedPattern(patterns, "none")
    plan = DelayedPattern(patterns, "plan")
    assert plan.search("they will on friday") and plan.fullmatch("meet on friday")
    assert not plan.match("they will") and list(plan.finditer("")) == []
