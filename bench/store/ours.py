"""The event table, asked through what the page uses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from bench.store.contender import Contender
from bench.store.data import FIRST, LAST, PAGE, TYPES, chunks, month_of
from bench.synthetic import reports
from geo.model.view import View
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.query.select import select


class Dateline(Contender):
    """Our event table: answers from columns in memory."""

    view = View(first=FIRST, last=LAST, types=TYPES)

    def load(self, size: int) -> None:
        """Write so many events to the disk."""
        store = EventStore(str(self.folder))
        for rows in chunks(size):
            store.put_rows(rows, "bench", "load", reports())

    def open(self) -> None:
        """Make ready to answer."""
        self.live = LiveStore(EventStore(str(self.folder)))
        self.table = self.live.table()

    def edit(self, number: int) -> None:
        """Correct the title of one event, so that it outlives a power cut."""
        event = self.table.event(number)
        self.live.store.edit(replace(event, title=f"{event.title}, corrected"), "bench", "")

    def show(self) -> None:
        """Make the answers see the last edit."""
        self.table = self.live.table()

    def answers(self) -> dict[str, Callable[[], Any]]:
        """Return what answers each of `QUESTIONS`."""

        def chosen() -> Any:
            return select(self.table.columns, self.view)

        def histogram() -> Any:
            rows, columns = chosen().rows, self.table.columns
            return np.bincount(month_of(columns.first[rows]) * 8 + columns.type[rows])

        return {
            "rows": lambda: self.table.events(chosen().rows[:PAGE]),
            "histogram": histogram,
            "provinces": lambda: chosen().facets["province"],
            "facets": lambda: chosen().facets,
            "missing": lambda: chosen().missing,
            "words": lambda: select(self.table.columns, View(query="market shelling")),
            "as known on": lambda: select(self.table.columns, View(as_of=FIRST)),
        }
