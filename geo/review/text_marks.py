"""The places and dates of a text, for the reader to see what was read and what was passed over."""

from __future__ import annotations

from typing import Any

from geo.model.timespan import span_words
from geo.read.claims import Places
from geo.read.dates import read_dates
from geo.read.documents import Document

PLACE, DATE = "place", "date"


def marks_of(document: Document, places: Places) -> list[dict[str, Any]]:
    """Return every place and date of a text: offsets, kind, what it was taken for, and where.

    A people's name ("Syrian") says who rather than where, and is left out.

    Parameters
    ----------
    document : Document
        The report.
    places : Places
        What the report's place names stand for.
    """
    dates = read_dates(document.text, document.published.day)
    marks: list[dict[str, Any]] = [
        {"start": each.start, "end": each.end, "kind": DATE, "means": _days(each.first, each.last)}
        for each in dates
        if each.type in ("DATE", "TIME")
    ]
    occupied = {at for mark in marks for at in range(mark["start"], mark["end"])}
    for each in places.toponyms(document.text, document.url):
        if not each.demonym and occupied.isdisjoint(range(each.start, each.end)):
            where = each.location
            mark = {"start": each.start, "end": each.end, "kind": PLACE}
            marks.append(mark | {"means": where.label, "lon": where.lon, "lat": where.lat})
    return sorted(marks, key=lambda mark: int(mark["start"]))


def _days(first: Any, last: Any) -> str:
    return span_words(first, last) if first and last else "no certain day"
