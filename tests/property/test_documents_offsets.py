"""Whatever comes in, the clean text's characters stand where the segments say."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.read.documents import Document, UnreadableDocument, read_document
from tests.unit.read.documents.documents_data import PAGE, PLAIN_PAGE, STORY

LINES = st.sampled_from(
    [*PLAIN_PAGE.splitlines(), *STORY, "# A *heading* of the day", "[a link](https://x.example)"]
)
PAGES = st.lists(LINES, min_size=3, max_size=40).map("\n".join)


def check(document):
    for offset, char in enumerate(document.text):
        there = document.original[document.original_offset(offset) :][:1]
        assert there == char or char.isspace()
    for removed in document.removed:
        assert 0 <= removed.start < removed.end <= len(document.original)
    covered = {at for r in document.removed for at in range(r.start, r.end)}
    kept = {at for s in document.segments for at in range(s.original, s.original + s.length)}
    assert not covered & kept
    assert Document.from_json(json.loads(json.dumps(document.as_json()))) == document


@settings(max_examples=60, deadline=None)
@given(PAGES, st.sampled_from(["a.txt", "a.md"]))
def test_text(page, name):
    try:
        check(read_document(page.encode(), name))
    except UnreadableDocument as refused:
        assert refused.sentence.startswith(name)


def test_page():
    check(read_document(PAGE.encode(), "a.html"))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["txt", "md", "html", "pdf", "docx", "eml"]))
def test_any_bytes_are_read_or_refused(data, form):
    try:
        check(read_document(data, f"a.{form}"))
    except UnreadableDocument as refused:
        assert refused.sentence
