"""Lines are told apart by the same patterns, though most are not tried on most lines."""

import random
import re

import pytest

from geo.read.documents.patterns import _ROWS, _TELLING, LINES, line_reason

WORDS = (
    "share|tweet|premium|...|our|you|your|newsletter|donate|keep us|support our|/AFP|/ Reuters|©"
    "|(c)|copyright|All rights reserved|(file photo|[credit: A. B.]|cookies|accept|privacy policy"
    "|terms of use|Photo: a|Page 3 of 4|Update:|Read more:|Sources: |#tag|»|home|Tags: a, b"
    "|ſubscribe to our|free trİal|you|Homs|was shelled on Friday.|sıgn up for|Sign up for"
)


def plainly(words):
    return next((reason for reason, pattern in LINES if pattern.fullmatch(words)), None)


@pytest.mark.parametrize("seed", range(20))
def test_the_first_pattern_that_matches_tells(seed):
    choose = random.Random(seed)
    found = set()
    for _ in range(200):
        line = " ".join(choose.choices(WORDS.split("|"), k=choose.randint(1, 5)))
        assert line_reason(line) == plainly(line), line
        found.add(line_reason(line))
    assert len(found) > 5


def test_what_is_tried_in_lower_case_has_no_capitals():
    rows = [pattern.pattern for _, pattern, telling in _ROWS if not telling]
    assert not [row for row in rows if re.search(r"(?<!\\)[A-Z]", row)]


def test_telling_words_belong_to_a_pattern():
    assert sum(bool(telling) for _, _, telling in _ROWS) == len(_TELLING)
