"""A text cut into runs: nothing lost, everything in its place, whatever the characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from geo.read.documents import read_document
from geo.review.text_runs import TextMark, blocks_of

TEXT = """Fighting \N{FIRE} north of Hama

Published on 24 March 2017

Rebels took Souran on Tuesday, \N{FIRE}\N{FIRE} said the group. They left Hama.

Share this article
"""
KINDS = ("place", "date", "told", "sentence")


def runs_of(blocks: list[dict]) -> list[dict]:
    return [run for block in blocks for run in block.get("runs", [])]


def test_marks_are_cut_at_their_characters_and_left_out_lines_stand_where_they_were() -> None:
    document = read_document(TEXT.encode(), "a.txt")
    start = document.text.index("Rebels")
    place = document.text.index("Souran")
    day = document.text.index("Tuesday")
    hama = document.text.rindex("Hama")
    marks = [
        TextMark(start, document.text.index(" They"), "sentence", "e1"),
        TextMark(place, place + 6, "place", "e1"),
        TextMark(day, day + 7, "date", "e1"),
    ]
    other = {"start": hama, "end": hama + 4, "kind": "place", "means": "Hama, SY", "lon": 1.0}
    blocks = blocks_of(document, marks, [other | {"lat": 2.0}])
    assert [block.get("left", "text") for block in blocks] == [
        "text",
        "Published on 24 March 2017",
        "text",
        "Share this article",
    ]
    marked = {run["t"]: run for run in runs_of(blocks) if run.get("k") in ("place", "date")}
    assert marked["Souran"] == {"t": "Souran", "k": "place", "o": ["e1"]}
    assert marked["Tuesday"]["o"] == ["e1"]
    assert marked["Hama"]["m"] == "Hama, SY" and marked["Hama"]["p"] == [1.0, 2.0]
    assert marked["Hama"]["o"] == [] and marked["Hama"]["x"]


def test_a_place_in_an_events_sentence_that_is_not_the_events_says_so() -> None:
    document = read_document(TEXT.encode(), "a.txt")
    place = document.text.index("Souran")
    other = {"start": place, "end": place + 6, "kind": "place", "means": "Souran"}
    sentence = TextMark(document.text.index("Rebels"), place + 20, "sentence", "e1")
    found = next(r for r in runs_of(blocks_of(document, [sentence], [other])) if r["t"] == "Souran")
    assert found["o"] == ["e1"] and found["x"]


@given(
    some.lists(
        some.tuples(
            some.integers(0, 120), some.integers(1, 40), some.sampled_from(KINDS), some.text("ab")
        ),
        max_size=12,
    )
)
def test_no_character_is_lost_or_doubled(spans: list[tuple[int, int, str, str]]) -> None:
    document = read_document(TEXT.encode(), "a.txt")
    paragraphs = document.text.split("\n\n")
    marks = [
        TextMark(at, min(at + length, len(document.text)), kind, owner)
        for at, length, kind, owner in spans
        if at < len(document.text) and "\n" not in document.text[at : at + length]
    ]
    blocks = blocks_of(document, marks)
    texts = ["".join(run["t"] for run in block["runs"]) for block in blocks if "runs" in block]
    assert texts == paragraphs
