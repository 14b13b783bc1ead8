"""Texts made to be slow: four times the text is at most some five times the work.

Work is counted in calls, which depend on nothing but the text.
"""

import sys
from datetime import date

import pytest

from geo.read.claims import read_claims
from geo.read.coreference.event_coreference import fuse
from geo.read.dates import read_dates
from geo.read.documents import Document, read_document
from geo.read.pipeline import shared_places

DAY = date(2016, 5, 2)
SHORT, TIMES, MOST = 2_000, 4, 5.5

REPEATED = {
    "one name": "Homs ",
    "a list": "Homs, ",
    "many names": "Homs Hama Paris Springfield Georgia Al-Bab ",
    "sentences": "Rebels attacked Homs on Friday. ",
    "triggers": "killed attacked Homs shelled ",
    "figures": "1234567890 ",
    "one figure": "1",
    "dates": "on 5 May 2015 and ",
    "weekdays": "Friday ",
    "marks": "-.,;:!?()",
    "no blanks": "Aa",
    "initials": "U. S. ",
    "apostrophes": "a'b",
    "articles": "al-",
    "lines": "Homs said.\n",
}
LINES = {
    "paragraphs": "Shells fell on the town of number {} and killed people there, he said.\n\n",
    "comments": "Bob{} says: it was so.\n\n",
    "quotes": "It was a dark night in the town and nobody slept there, said man {}.\n\n",
    "openings": "N{0} was a night when a{0} b{0} c{0} d{0} e{0} f{0} g{0} h{0} were seen.\n\n",
}


def document(text):
    return Document("a", "a.txt", "", "txt", text, text, (), ()).published_on(DAY)


def calls(work):
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", REPEATED)
def test_work_grows_as_the_text_does(name):
    def work(characters):
        text = REPEATED[name] * (characters // len(REPEATED[name]))
        read_dates(text, DAY)
        fuse(read_claims(document(text), shared_places()))

    work(SHORT)
    assert calls(lambda: work(TIMES * SHORT)) < MOST * calls(lambda: work(SHORT))


@pytest.mark.parametrize("name", LINES)
def test_work_grows_as_the_lines_do(name):
    lead = "The council of the town said on Monday that it would meet again in a week or two.\n\n"

    def work(count):
        text = lead + "".join(LINES[name].format(n) for n in range(count))
        read_document(text.encode(), "a.txt")

    work(50)
    assert calls(lambda: work(400)) < MOST * calls(lambda: work(100))
