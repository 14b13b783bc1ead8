"""An event table, opened: its columns, its reports and its events by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

from basics.hashes import canonical_bytes, content_hash
from geo.model.event import Event
from geo.model.report import Report
from geo.store.columns.event_columns import EventColumns
from geo.store.columns.from_events import build_columns, sort_key
from geo.store.seeds import seed_events, seed_reports


class EventTable(Protocol):
    """What the dashboard asks of any event table, at one moment of its life."""

    @property
    def columns(self) -> EventColumns:
        """The columns of all events."""

    @property
    def reports(self) -> Mapping[str, Report]:
        """The reports by id."""

    @property
    def revision(self) -> int | None:
        """The moment it shows; None for a table without a past."""

    @property
    def fingerprint(self) -> str:
        """A hash of the content; the same content has the same one."""

    def event(self, row: int) -> Event:
        """Return the event in a row of the columns."""

    def events(self, rows: npt.NDArray[np.integer]) -> list[Event]:
        """Return the events in some rows of the columns, in their order."""

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return what was made of the table before under a name, else make it.

        Parameters
        ----------
        name : str
            Of a file; another way of making it needs another name.
        make : callable
            Makes the bytes.
        """

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an event, None where there is no such event."""


class MemoryTable:
    """A table of events held in memory."""

    def __init__(self, events: Iterable[Event], reports: Mapping[str, Report]) -> None:
        self._events: Sequence[Event] = sorted(events, key=sort_key)
        self._rows = {event.id: row for row, event in enumerate(self._events)}
        self.reports = reports
        self.columns = build_columns(self._events, reports)
        self.revision: int | None = 0
        self.fingerprint = content_hash(canonical_bytes(self._events))

    def event(self, row: int) -> Event:
        """Return the event in a row of the columns."""
        return self._events[row]

    def events(self, rows: npt.NDArray[np.integer]) -> list[Event]:
        """Return the events in some rows of the columns, in their order."""
        return [self._events[int(row)] for row in rows]

    def kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Make something of the table; it is small, so it is not kept.

        Parameters
        ----------
        name : str
            Of a file; another way of making it needs another name.
        make : callable
            Makes the bytes.
        """
        return make()

    def row_of(self, event_id: str) -> int | None:
        """Return the row of an event, None where there is no such event."""
        return self._rows.get(event_id)


@cache
def seed_table() -> MemoryTable:
    """Return the founding reports' events as a table."""
    return MemoryTable(seed_events(), seed_reports())
