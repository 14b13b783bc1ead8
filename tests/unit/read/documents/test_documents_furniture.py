"""Lines are told apart by the same patterns, though most are not tried on most lines."""

import random
import re

import pytest

from geo.read.documents.document import Reason
from geo.read.documents.furniture.lines import LINES, Lines

WORDS = (
    "share|tweet|premium|...|our|you|your|newsletter|donate|keep us|support our|/AFP|/ Reuters|©"
    "|(c)|copyright|All rights reserved|(file photo|[credit: A. B.]|cookies|accept|privacy policy"
    "|terms of use|Photo: a|Page 3 of 4|Update:|Read more:|Sources: |#tag|»|home|Tags: a, b"
    "|ſubscribe to our|free trİal|you|Homs|was shelled on Friday.|sıgn up for|Sign up for"
)


def plainly(words):
    return next((reason for reason, pattern, _ in LINES if pattern.fullmatch(words)), None)


@pytest.mark.parametrize("seed", range(20))
def test_the_first_pattern_that_matches_tells(seed):
    choose = random.Random(seed)
    found = set()
    for _ in range(200):
        line = " ".join(choose.choices(WORDS.split("|"), k=choose.randint(1, 5)))
        assert Lines(line).reason(line) == plainly(line), line
        found.add(Lines(line).reason(line))
    assert len(found) > 5


def test_what_is_tried_in_lower_case_has_no_capitals():
    rows = [pattern.pattern for _, pattern, needs in LINES if not needs]
    assert not [row for row in rows if re.search(r"(?<!\\)[A-Z]", row)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Share on Facebook", Reason.NAVIGATION),
        ("Home | World | Sport", Reason.NAVIGATION),
        ("World » Middle East » Syria", Reason.NAVIGATION),
        ("Filed under: Syria, Homs", Reason.TAGS),
        ("#Homs #Syria", Reason.TAGS),
        ("File photo: a street of Homs", Reason.CAPTION),
        ("A street of Homs (AP Photo/A. B.)", Reason.CAPTION),
        ("Don’t miss: the week in pictures", Reason.TEASER),
        ("Editors’ picks: the week in pictures", Reason.TEASER),
        ("Support our work with a donation", Reason.PLEA),
        ("Editor’s note: the toll was corrected", Reason.NOTE),
        ("Reporting by A. B. in Amman", Reason.CREDIT),
        ("Copyright 2016 The Paper", Reason.CREDIT),
        ("Page 3 of 4", Reason.PAGE),
        ("Four people were killed in Homs on Friday.", None),
    ],
)
def test_a_line_of_each_kind(line, reason):
    assert Lines(line).reason(line) is reason
