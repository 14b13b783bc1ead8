"""Rows of a file into events: the part of an import that any process can do."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache

import pyarrow as pa

from gazetteer import Gazetteer
from geo.read.tables.acled import ACLED
from geo.read.tables.build import Builder, Numbered
from geo.read.tables.dateline import DATELINE
from geo.read.tables.draft import BadRow, Draft, Reject
from geo.read.tables.files import Row
from geo.read.tables.gdelt import GDELT
from geo.read.tables.plain import drafter
from geo.read.tables.presets import UCDP, Cells

PRESETS = {preset.name: preset for preset in (DATELINE, UCDP, ACLED, GDELT)}


@dataclass(frozen=True, slots=True)
class RowReader:
    """How to read the rows of a file; small, so that it travels to other processes.

    Attributes
    ----------
    preset : str
        A name in `PRESETS`, else the file is plain.
    columns : tuple of (str, str)
        The preset's, or the plain table's, name for each column that is read, and the file's.
    month_first : bool
        For plain tables: how to read 3/4/2016.
    report_id, published : str, date
        The report that the claims name.
    """

    preset: str
    columns: tuple[tuple[str, str], ...]
    month_first: bool
    report_id: str
    published: date

    def prepared(
        self, rows: Sequence[Row], gazetteer: Gazetteer | None = None
    ) -> tuple[pa.Table, list[int], list[Reject]]:
        """Return the events of rows, ready to be written, each one's row, and the rows refused."""
        with _no_collector():
            return self._prepared(rows, gazetteer)

    def _prepared(
        self, rows: Sequence[Row], gazetteer: Gazetteer | None
    ) -> tuple[pa.Table, list[int], list[Reject]]:
        rejects: list[Reject] = []
        draft = self._draft()
        drafts: list[Numbered] = []
        for number, cells in rows:
            try:
                drafts.append((number, draft(cells), cells))
            except BadRow as fault:
                rejects.append(Reject(number, str(fault), cells))
        builder = _builder(self.report_id, self.published) if gazetteer is None else None
        builder = builder or Builder(self.report_id, self.published, gazetteer)
        table, numbers = builder.build(_unlike(drafts, rejects), rejects)
        return table, numbers, rejects

    def _draft(self) -> Callable[[Cells], Draft]:
        if self.preset not in PRESETS:
            return drafter(dict(self.columns), self.month_first)
        make = PRESETS[self.preset].draft

        def draft(cells: Cells) -> Draft:
            return make({name: cells.get(column, "").strip() for name, column in self.columns})

        return draft

    def needed(self, rows: Sequence[Row]) -> list[Row]:
        """Return rows with only the cells that are read: less to send to another process."""
        if self.preset not in PRESETS:
            return list(rows)
        columns = [column for _, column in self.columns]
        return [
            (number, {column: cells.get(column, "") for column in columns})
            for number, cells in rows
        ]


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the collector of cycles away from drafts, which have none: a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unlike(drafts: Sequence[Numbered], rejects: list[Reject]) -> list[Numbered]:
    """Return the drafts without those that repeat an earlier one's key."""
    first: dict[str, int] = {}
    kept = []
    for number, draft, cells in drafts:
        earlier = first.setdefault(draft.key, number)
        if earlier == number:
            kept.append((number, draft, cells))
        else:
            rejects.append(repeated(number, earlier, cells))
    return kept


def repeated(number: int, earlier: int, cells: dict[str, str]) -> Reject:
    """Return the refusal of a row that is an earlier one's event."""
    return Reject(number, f"it is the same event as row {earlier}", cells)


@cache
def _builder(report_id: str, published: date) -> Builder:
    """Keep the provinces and the gazetteer of a process open between batches."""
    return Builder(report_id, published)
