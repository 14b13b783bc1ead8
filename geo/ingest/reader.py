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
from geo.ingest.build import Builder, Numbered, RowRejection
from geo.ingest.formats.sheet import Line, Row, cells_of
from geo.ingest.mapping.draft import RowDraft, TableRowError
from geo.ingest.mapping.plain import drafter
from geo.ingest.presets.registry import PRESETS

Prepared = tuple[pa.Table, list[int], list[RowRejection]]


@dataclass(frozen=True, slots=True)
class RowReader:
    """How to read the rows of a file; small, so that it travels to other processes.

    Attributes
    ----------
    preset : str
        A name in `PRESETS`, else the file is plain.
    header : tuple[str, ...]
        The name of each cell: the preset's own, or the column of a plain file.
    mapping : tuple of (str, str)
        For plain tables: each field, and its column.
    month_first : bool
        For plain tables: how to read 3/4/2016.
    report_id, published : str, date
        The report that the claims name.
    """

    preset: str
    header: tuple[str, ...]
    mapping: tuple[tuple[str, str], ...]
    month_first: bool
    report_id: str
    published: date

    def prepared(self, rows: Sequence[Row], gazetteer: Gazetteer | None = None) -> Prepared:
        """Return the events of rows, ready to be written, each one's row, and the rows refused.

        Parameters
        ----------
        rows : sequence of (int, line)
            Each with its number in the file.
        gazetteer : Gazetteer, optional
            Looks up names without coordinates; opened when first needed.
        """
        with no_collector():
            return self._prepared(rows, gazetteer)

    def _prepared(self, rows: Sequence[Row], gazetteer: Gazetteer | None) -> Prepared:
        rejected: list[RowRejection] = []
        draft = self._draft()
        drafts: list[Numbered] = []
        for number, line in rows:
            try:
                drafts.append((number, draft(line)))
            except TableRowError as error:
                rejected.append((number, str(error)))
        builder = _builder(self.report_id, self.published) if gazetteer is None else None
        builder = builder or Builder(self.report_id, self.published, gazetteer)
        table, numbers = builder.build(_unlike(drafts, rejected), rejected)
        return table, numbers, rejected

    def _draft(self) -> Callable[[Line], RowDraft]:
        header = self.header
        if self.preset not in PRESETS:
            of_plain = drafter(dict(self.mapping), self.month_first)
            return lambda line: of_plain(cells_of(header, line))
        preset = PRESETS[self.preset]
        of_preset = preset.draft
        # Columns that the file lacks are as if they were empty.
        lacking = {name: "" for name in preset.columns if name not in header}
        strip = str.strip

        def draft(line: Line) -> RowDraft:
            values = map(strip, [cell or "" for cell in line])
            cells = dict(zip(header, values, strict=True))
            return of_preset(cells | lacking if lacking else cells)

        return draft


@contextmanager
def no_collector() -> Iterator[None]:
    """Keep the collector of cycles away from rows, which have none: a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _unlike(drafts: Sequence[Numbered], rejected: list[RowRejection]) -> list[Numbered]:
    """Return the drafts without those that repeat an earlier one's key."""
    first: dict[str, int] = {}
    kept = []
    for each in drafts:
        number = each[0]
        earlier = first.setdefault(each[1].key, number)
        if earlier == number:
            kept.append(each)
        else:
            rejected.append((number, repeated(earlier)))
    return kept


def repeated(earlier: int) -> str:
    """Return why a row is refused that is an earlier one's event."""
    return f"it is the same event as row {earlier}"


@cache
def _builder(report_id: str, published: date) -> Builder:
    """Keep the provinces and the gazetteer of a process open between batches."""
    return Builder(report_id, published)
