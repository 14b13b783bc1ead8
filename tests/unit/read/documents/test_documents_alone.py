"""A document is read as if nothing had been read before it."""

from datetime import date
from itertools import permutations

from geo.read.dates import read_dates
from geo.read.documents import read_document
from tests.unit.read.documents.documents_data import STORY

TODAY = date(2020, 1, 1)
PAGE = "<html><body><nav>Home</nav><article>{}</article></body></html>"
FILES = {
    "story.txt": "\n\n".join(STORY),
    "stamped.txt": "\n\n".join(["Published on 13/10/2015", *STORY, "3/4/2015 was a Friday."]),
    "page.html": PAGE.format("".join(f"<p>{each}</p>" for each in STORY)),
}


def read(name):
    document = read_document(FILES[name].encode(), name, TODAY)
    day = document.published.day
    return document.as_json(), [each.as_json() for each in read_dates(document.text, day)]


def test_what_was_read_before_does_not_matter():
    alone = {name: read(name) for name in FILES}
    for names in permutations(FILES):
        assert {name: read(name) for name in names} == alone
