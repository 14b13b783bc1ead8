"""The gold sets of dates: marked texts, and how a reading of them is scored."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.read.dates import DateExpression, read_dates
from geo.read.dates.intervals import days_of

FOLDER = Path(__file__).parent
# A set for each rule and trap, and one of news as it comes.
SETS = {"rules": "dates_gold.txt", "news": "dates_news.txt"}
LOOKS_FROM = date(2013, 3, 6)
_HEAD = re.compile(r"# (news|narrative)(?: (\d{4}-\d\d-\d\d))?$")
_MARKED = re.compile(r"\[([^\]=]+)=(?:(TIME|DURATION|SET):)?([^\]]+)\]")


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    text: str
    published: date | None
    marks: list[Mark]


def _document(head: str, marked: str) -> Document:
    day = _HEAD.match(head)[2]
    marks, text, done = [], "", 0
    for found in _MARKED.finditer(marked):
        text += marked[done : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[1]), found[2] or "DATE", found[3]))
        text, done = text + found[1], found.end()
    published = date.fromisoformat(day) if day else None
    return Document(text + marked[done:], published, marks)


def documents(name: str) -> list[Document]:
    blocks = (FOLDER / SETS[name]).read_text(encoding="utf-8").split("\n\n")[1:]
    return [_document(*block.split("\n", 1)) for block in blocks]


def _f1(hits: int, found: int, wanted: int) -> float:
    return 200 * hits / (found + wanted)


def _overlapping(mark: Mark, read: list[DateExpression]) -> DateExpression | None:
    return next((row for row in read if row.start < mark.end and mark.start < row.end), None)


def scores(rows: list[Document]) -> dict[str, float]:
    """Strict F1, value F1 and the share of dates whose days are exact, in per cent."""
    strict = valued = found = wanted = exact = dated = 0
    for row in rows:
        read = read_dates(row.text, row.published)
        spans = {(item.start, item.end) for item in read}
        found, wanted = found + len(read), wanted + len(row.marks)
        for mark in row.marks:
            strict += (mark.start, mark.end) in spans
            hit = _overlapping(mark, read)
            valued += hit is not None and (hit.type, hit.value) == (mark.type, mark.value)
            days = days_of(mark.value, row.published)
            if mark.type == "DATE" and days[2]:
                dated += 1
                exact += hit is not None and (hit.first, hit.last) == days[:2]
    return {
        "strict_f1": _f1(strict, found, wanted),
        "value_f1": _f1(valued, found, wanted),
        "day_exact": 100 * exact / dated,
    }


def looks() -> tuple[float, list[str]]:
    """How many of the sentences look the right way, in per cent, and those that do not."""
    lines = (FOLDER / "dates_looks.txt").read_text(encoding="utf-8").split("\n\n")[1].splitlines()
    wrong = [line for line in lines if not _looks_right(*line.split(" ", 1))]
    return 100 - 100 * len(wrong) / len(lines), wrong


def _looks_right(wanted: str, sentence: str) -> bool:
    read = read_dates(f"So it is. {sentence}", LOOKS_FROM, narrative=False)
    if wanted not in ("ahead", "back"):
        return any(row.value == wanted for row in read)
    last = [row.first for row in read if row.first and "day" in row.text][-1]
    return (last > LOOKS_FROM) == (wanted == "ahead")


def misses(rows: list[Document]) -> list[str]:
    """What was read otherwise than marked, for a person to look at."""
    out = []
    for row in rows:
        read = read_dates(row.text, row.published)
        for mark in row.marks:
            hit = _overlapping(mark, read)
            if hit is None or (hit.start, hit.end, hit.value) != (mark.start, mark.end, mark.value):
                seen = f"{hit.text}={hit.value}" if hit else "nothing"
                out.append(f"{row.text[mark.start : mark.end]}={mark.value} read as {seen}")
        for hit in read:
            if not any(hit.start < mark.end and mark.start < hit.end for mark in row.marks):
                out.append(f"{hit.text}={hit.value} is not marked")
    return out
