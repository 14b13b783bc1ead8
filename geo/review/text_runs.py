"""A report's text as runs to show: what was left out, and which words stand behind which event.

Runs are cut here, by characters, since a browser counts them otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geo.model.event import Event
from geo.read.claims import ExtractedClaim
from geo.read.documents import Document
from geo.review.draft import Item
from geo.review.text_marks import DATE, PLACE

SENTENCE, TRIGGER = "sentence", "told"
_RANK = {PLACE: 0, DATE: 1, TRIGGER: 2, SENTENCE: 3}
# A longer text would stall a browser; its events still show their sentences.
MOST_CHARACTERS = 300_000
MOST_LEFT_OUT = 4_000
_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class TextMark:
    """A stretch of the clean text: what it is, what it means, and whose event it belongs to."""

    start: int
    end: int
    kind: str
    owner: str = ""
    means: str = ""
    lon: float | None = None
    lat: float | None = None


def marks_of_items(items: Iterable[Item], document: str) -> list[TextMark]:
    """Return the marks of the events that a document is said to tell of.

    Parameters
    ----------
    items : iterable of Item
        Proposed events; claims of other reports are left out.
    document : str
        The id of the report.
    """
    return [
        mark
        for item in items
        for claim in item.proposal.claims
        if claim.document == document
        for mark in _marks_of_claim(claim, item.id)
    ]


def _marks_of_claim(claim: ExtractedClaim, owner: str) -> Iterator[TextMark]:
    yield TextMark(claim.start, claim.end, SENTENCE, owner)
    yield TextMark(*claim.trigger, TRIGGER, owner)
    if claim.place:
        yield TextMark(*claim.place, PLACE, owner)
    if claim.date:
        yield TextMark(*claim.date, DATE, owner)


def marks_of_events(events: Iterable[Event], document: Document) -> list[TextMark]:
    """Return the marks of events of the table: their sentences, and in them place and date.

    Parameters
    ----------
    events : iterable of Event
        Events of the table; claims of other reports are left out.
    document : Document
        The report's text.
    """
    marks: list[TextMark] = []
    for event in events:
        for claim in event.claims:
            if claim.report_id != document.id or claim.start is None or claim.end is None:
                continue
            marks.append(TextMark(claim.start, claim.end, SENTENCE, event.id))
            written = claim.timespan.words if claim.timespan else ""
            for words, kind in ((claim.toponym, PLACE), (written, DATE)):
                at = document.text.find(words, claim.start, claim.end) if words else -1
                if at >= 0:
                    marks.append(TextMark(at, at + len(words), kind, event.id))
    return marks


def blocks_of(
    document: Document, marks: Iterable[TextMark], others: Iterable[dict[str, Any]] = ()
) -> list[dict[str, Any]]:
    """Return a text as JSON blocks, in the order of the original.

    Parameters
    ----------
    document : Document
        The report.
    marks : iterable of TextMark
        Of events, offsets in the clean text.
    others : iterable of dict
        Further places and dates, as `text_marks.marks_of` gives them.

    Returns
    -------
    list of dict
        {"runs": [...]} for a paragraph, each run with its text `t` and, where it is marked, kind
        `k`, owners `o`, meaning `m` and point `p` (lon, lat), and `x` where the owners are only
        those of its sentence; {"left": text, "reason": reason} for what was left out.
    """
    everything = sorted([*marks, *(TextMark(**other) for other in others)], key=_start)
    placed = [(at, block) for at, block in _left_out(document)]
    for found in _PARAGRAPH.finditer(document.text[:MOST_CHARACTERS]):
        start, end = found.span()
        # No sentence, place or date goes over a paragraph's end.
        low = bisect_left(everything, start, key=_start)
        inside = everything[low : bisect_left(everything, end, key=_start)]
        block = {"runs": list(_runs(document.text, start, end, inside))}
        placed.append((document.original_offset(start), block))
    return [block for _, block in sorted(placed, key=lambda each: each[0])]


def _left_out(document: Document) -> Iterator[tuple[int, dict[str, Any]]]:
    for part in document.removed:
        words = " ".join(document.original[part.start : part.end].split())
        if any(char.isalnum() for char in words):
            yield part.start, {"left": words[:MOST_LEFT_OUT], "reason": part.reason.value}


def _start(mark: TextMark) -> int:
    return mark.start


def _runs(text: str, start: int, end: int, marks: Sequence[TextMark]) -> Iterator[dict[str, Any]]:
    edges = sorted({start, end, *(at for m in marks for at in (m.start, min(end, m.end)))})
    over: list[list[TextMark]] = [[] for _ in edges]
    for mark in marks:
        for at in range(bisect_left(edges, mark.start), bisect_left(edges, min(end, mark.end))):
            over[at].append(mark)
    for at, (left, right) in enumerate(pairwise(edges)):
        yield _run(text[left:right], over[at])


def _run(words: str, over: Sequence[TextMark]) -> dict[str, Any]:
    if not over:
        return {"t": words}
    kind = min((mark.kind for mark in over), key=_RANK.__getitem__)
    same = [mark for mark in over if mark.kind == kind]
    owned = [mark.owner for mark in same if mark.owner]
    owners = owned or [mark.owner for mark in over if mark.owner]
    run: dict[str, Any] = {"t": words, "k": kind, "o": list(dict.fromkeys(owners))}
    if not owned:
        run["x"] = True
    meant = next((mark for mark in same if mark.means), None)
    if meant:
        run["m"] = meant.means
        if meant.lon is not None:
            run["p"] = [meant.lon, meant.lat]
    return run
