"""Columns built of events, one at a time: for tables that are small or made up on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo.model.event import Event, Status, Type, id_number, status_of
from geo.model.place import PlaceKind
from geo.model.report import Report
from geo.model.timespan import day_number
from geo.store.columns.event_columns import (
    ID_HALF,
    NO_DAY,
    NONE16,
    NONE32,
    CodeBook,
    EventColumns,
    Ragged,
    code_type,
)
from geo.store.columns.text_index import Texts, WordIndex

Array = npt.NDArray[Any]


class _Codes:
    """Numbers for values in the order they are first seen, at most so many."""

    def __init__(self, most: int = NONE32) -> None:
        self.most = most
        self.numbers: dict[str, int] = {}
        self.items: list[Any] = []

    def number(self, key: str, item: Any) -> int:
        if key not in self.numbers:
            if len(self.items) == self.most:
                return self.most
            self.numbers[key] = len(self.items)
            self.items.append(item)
        return self.numbers[key]


def sort_key(event: Event) -> tuple[bool, int, str]:
    """Return the key that puts drawable events first, then by first day and id."""
    drawn = event.location is not None and event.timespan is not None
    first = day_number(event.timespan.first) if event.timespan else int(NO_DAY)
    return (not drawn, first, event.id)


def build_columns(events: Sequence[Event], reports: Mapping[str, Report]) -> EventColumns:
    """Return the columns of events that are already in `sort_key` order.

    An event's sources are the publishers of the reports that make its claims.

    Parameters
    ----------
    events : sequence of Event
        Sorted.
    reports : mapping of str to Report
        By id: every report that a claim names.
    """
    provinces, countries, places = _Codes(NONE16), _Codes(NONE16), _Codes()
    actors, sources = _Codes(), _Codes()
    halves = [divmod(id_number(event.id), 1 << ID_HALF) for event in events]
    changes = [_changes(event) for event in events]
    return EventColumns(
        drawn=sum(e.location is not None and e.timespan is not None for e in events),
        lon=_floats(events, lambda e: e.location.lon if e.location else np.nan),
        lat=_floats(events, lambda e: e.location.lat if e.location else np.nan),
        first=_days(events, lambda e: e.timespan.first if e.timespan else None),
        last=_days(events, lambda e: e.timespan.last if e.timespan else None),
        type=_small(list(Type).index(event.type) for event in events),
        province=np.array([_province(provinces, event) for event in events], np.uint16),
        country=np.array([_country(countries, event) for event in events], np.uint16),
        kind=_small(list(PlaceKind).index(e.location.kind) if e.location else 255 for e in events),
        place=np.array([_place(places, event) for event in events], np.uint32),
        radius=_floats(events, lambda e: e.location.radius_km if e.location else 0.0),
        status=_small(list(Status).index(event.status) for event in events),
        certainty=_small(round(100 * event.certainty) for event in events),
        known=_days(events, lambda e: e.published),
        id_hi=np.array([high for high, _ in halves], np.uint32),
        id_lo=np.array([low for _, low in halves], np.uint32),
        actor=_coded_lists([[actors.number(a, a) for a in e.actors] for e in events]),
        source=_coded_lists([_sources(sources, event, reports) for event in events]),
        change=_ragged([[day for day, _ in row] for row in changes], np.int32),
        change_status=_small(status for row in changes for _, status in row),
        text=_texts(events),
        vocabulary=CodeBook(
            provinces.items, countries.items, places.items, actors.items, sources.items
        ),
    )


def search_text(event: Event) -> str:
    """Return everything of an event that a reader may search for."""
    parts = [event.title, *event.actors]
    if event.location:
        parts += [event.location.name, event.location.admin1]
    for claim in event.claims:
        parts += [claim.words, claim.toponym]
    return "\n".join(parts)


def _texts(events: Sequence[Event]) -> Texts:
    every = np.arange(len(events), dtype=np.uint32)
    texts = pa.chunked_array([[search_text(event) for event in events]], pa.string())
    return Texts([WordIndex(len(events), lambda: [(texts.chunks, every)])], every)


def _floats(events: Sequence[Event], get: Callable[[Event], float]) -> Array:
    return np.array([get(event) for event in events], np.float32)


def _days(events: Sequence[Event], get: Callable[[Event], date | None]) -> Array:
    found = [get(event) for event in events]
    return np.array([day_number(day) if day else NO_DAY for day in found], np.int32)


def _small(values: Iterable[int]) -> Array:
    return np.fromiter(values, np.uint8)


def _coded_lists(rows: Sequence[Sequence[int]]) -> Ragged:
    most = max((code for row in rows for code in row), default=0)
    return _ragged(rows, code_type(most + 1))


def _ragged(rows: Sequence[Sequence[int]], dtype: Any) -> Ragged:
    offsets = np.concatenate(([0], np.cumsum([len(row) for row in rows]))).astype(np.uint32)
    return Ragged(offsets, np.array([value for row in rows for value in row], dtype))


def _province(codes: _Codes, event: Event) -> int:
    where = event.location
    if where is None or not where.admin1_iso:
        return NONE16
    row = {"iso": where.admin1_iso, "name": where.admin1, "country": where.country}
    return codes.number(where.admin1_iso, row)


def _country(codes: _Codes, event: Event) -> int:
    if event.location is None or not event.location.country:
        return NONE16
    return codes.number(event.location.country, event.location.country)


def _place(codes: _Codes, event: Event) -> int:
    where = event.location
    if where is None or where.kind.is_point:
        return NONE32
    row = {"name": where.name, "lon": where.lon, "lat": where.lat, "kind": str(where.kind)}
    return codes.number(where.place_id, row)


def _sources(codes: _Codes, event: Event, reports: Mapping[str, Report]) -> list[int]:
    publishers = dict.fromkeys(reports[claim.report_id].publisher for claim in event.claims)
    return [codes.number(publisher, publisher) for publisher in publishers]


def _changes(event: Event) -> list[tuple[int, int]]:
    """Return (day, status) for every day on which the status known by then changes."""
    rows: list[tuple[int, int]] = []
    for day in sorted({claim.published for claim in event.claims}):
        status = list(Status).index(status_of(event.published_by(day)))
        if not rows or rows[-1][1] != status:
            rows.append((day_number(day), status))
    return rows
