"""What every match of a pattern contains, read off the pattern."""

import re

import pytest

from basics.beginnings import beginnings_of
from basics.phrases import Choice, Phrases


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        (r"\b(?:rebels?|insurgents?)\b", "rebe insu"),
        (r"\b[Pp]olice\b", "poli"),
        (r"\bair ?strikes?\b", "air airs"),
        (r"\bof the bombing\b", "bomb"),
        (r"\b(?:is|are) (?:being|under ?way)\b", "bein unde"),
        (r"\b(?P<noun>M23|IS(?= (?:fighters|militants)))\b", "m figh mili"),
        (r"\b(?:the )?siege of\b", "sieg"),
        (r"^dead$", "dead"),
        (r"\w+ (?:killed|dead)\b", "kill dead"),
        (r"(?<![\w-])HTS(?![\w-])", "hts"),
        (r"\b(?:[0-9]{1,3} ){2,3}wounded", "woun"),
        (r"\bsee(?:n|s)?\b", "see seen sees"),
    ],
)
def test_the_rarest_words_that_a_match_has_are_found(pattern, beginnings):
    assert beginnings_of(pattern, re.IGNORECASE) == set(beginnings.split())


@pytest.mark.parametrize(
    "pattern",
    [r"\w+", r"kill", r"\bre\w+", r"\b(?:dead|\d+)\b", r"\b(?:raid)?", r".dead\b", r"\b[^x]ead\b"],
)
def test_a_pattern_that_begins_no_word_of_its_own_is_always_tried(pattern):
    assert beginnings_of(pattern) is None
    phrases = Phrases(pattern)
    assert phrases.may_match("anything") and Choice([phrases]).likely("anything") == [0]
