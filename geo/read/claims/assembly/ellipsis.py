"""Events told without their word: "Kunduz followed on Monday, Herat on Thursday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from basics.sentences import Sentence
from geo.read.claims.assembly.claim_filter import calibrated_location
from geo.read.claims.assembly.extracted_claim import ExtractedClaim
from geo.read.claims.places.mention import Mention, Role
from geo.read.claims.places.toponym import PlacedToponym
from geo.read.dates import DateExpression

_FOLLOWED = re.compile(r"\bfollowed\b")
_BETWEEN = re.compile(r"(?: followed)?(?: early| late)?(?: on| in)?(?: the)? ")


def elliptical_claims(
    sentence: Sentence,
    toponyms: Sequence[PlacedToponym],
    dates: Sequence[DateExpression],
    before: Sequence[ExtractedClaim],
) -> Iterator[ExtractedClaim]:
    """Yield what a sentence tells of further places, each with its day right after it.

    Parameters
    ----------
    sentence : Sentence
        One without a word of its own that tells of an event.
    toponyms, dates : sequences
        What it names, with offsets in the document.
    before : sequence of ExtractedClaim
        The claims of the sentence before.
    """
    if not before or not _FOLLOWED.search(sentence.text):
        return
    first = before[-1]
    for toponym in toponyms:
        date = next((each for each in dates if each.start >= toponym.end), None)
        at, end = toponym.start - sentence.start, toponym.end - sentence.start
        if date is None or toponym.demonym:
            continue
        if not _BETWEEN.fullmatch(sentence.text, end, date.start - sentence.start):
            continue
        mention = Mention(at, end, toponym.text, toponym.location, Role.HAPPENED, at)
        yield replace(
            first,
            start=sentence.start,
            end=sentence.end,
            words=sentence.text,
            trigger=(toponym.start, toponym.end),
            toponym=toponym.text,
            place=(toponym.start, toponym.end),
            location=calibrated_location(mention),
            date=(date.start, date.end),
            timespan=date.timespan(),
            low=None,
            best=None,
            high=None,
            how=("what happened: as in the sentence before",),
            others=toponym.others,
        )
