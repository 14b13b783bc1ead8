"""A file of events, opened: its rows as events or as rows of the event table."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer import Gazetteer
from geo.ingest.build import RowRejection
from geo.ingest.formats.sheet import Line, Rejection, Row, cells_of
from geo.ingest.mapping.plain import SAMPLE, is_month_first_in
from geo.ingest.presets.registry import PRESETS
from geo.ingest.reader import Prepared, RowReader, no_collector, repeated
from geo.model.event import Event
from geo.model.report import Report
from geo.store.history.revisions import EventStore
from geo.store.ids import id_numbers
from geo.store.schema import event_of

PLAIN = "plain"
BATCH = 10_000
AHEAD = 4


class Seen:
    """The events of a file so far and their rows, 16 bytes each: a file may have millions."""

    def __init__(self) -> None:
        self._ids = np.zeros(0, np.uint64)
        self._rows = np.zeros(0, np.int64)

    def add(self, ids: npt.NDArray[np.uint64], rows: npt.NDArray[np.int64]) -> dict[int, int]:
        """Add events, all different, and return the rows of those seen before: new row to old.

        Parameters
        ----------
        ids : uint64 array
            The numbers behind the ids, no two alike.
        rows : int64 array
            The row of each in the file.
        """
        order = np.argsort(ids)
        ids, rows = ids[order], rows[order]
        at = np.searchsorted(self._ids, ids)
        there = np.zeros(len(ids), np.bool_)
        if len(self._ids):
            there = self._ids[np.minimum(at, len(self._ids) - 1)] == ids
        again = dict(zip(rows[there].tolist(), self._rows[at[there]].tolist(), strict=True))
        self._ids = np.insert(self._ids, at[~there], ids[~there])
        self._rows = np.insert(self._rows, at[~there], rows[~there])
        return again


@dataclass(slots=True)
class TableFile:
    """A file of events, opened: the same for the preview and for the import.

    Attributes
    ----------
    name : str
        The preset that reads it, or "plain".
    header : tuple[str, ...]
        The columns of the file.
    mapping : dict[str, str]
        For plain tables: the column of each field.
    missing : tuple[str, ...]
        Columns the preset reads that the file lacks.
    report : Report
        The source that the events cite.
    rejects : list[Rejection]
        Refused rows, complete once all rows were read.
    """

    name: str
    header: tuple[str, ...]
    mapping: dict[str, str]
    missing: tuple[str, ...]
    report: Report
    rejects: list[Rejection]
    _rows: Iterator[Row]
    _columns: tuple[tuple[str, str], ...]
    _gazetteer: Gazetteer | None = None
    _seen: Seen = field(default_factory=Seen)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know before importing, in sentences."""
        if not self.missing:
            return ()
        names = ", ".join(self.missing)
        return (f"The file has no column {names}; what they would say is left empty.",)

    def batches(self, size: int = BATCH) -> Iterator[list[Event]]:
        """Yield the events, some thousand at a time, in the order of the rows."""
        for rows in self.prepared(size=size):
            yield [event_of(row) for row in rows.to_pylist()]

    def prepared(self, executor: Executor | None = None, size: int = BATCH) -> Iterator[pa.Table]:
        """Yield the events as rows of `prepared.PREPARED`, ready to be written.

        Parameters
        ----------
        executor : concurrent.futures.Executor, optional
            Reads the rows in its processes.
        size : int
            So many rows of the file at a time.
        """
        reader, chunks = self._open(size)
        for rows, (table, numbers, rejected) in self._read(executor, reader, chunks):
            self._reject(rows, rejected)
            again = self._seen.add(id_numbers(table["id"]), np.array(numbers, np.int64))
            self._reject(rows, [(number, repeated(again[number])) for number in sorted(again)])
            fresh = pa.array([number not in again for number in numbers], pa.bool_())
            yield table.filter(fresh) if again else table

    def _reject(self, rows: Sequence[Row], rejected: Sequence[RowRejection]) -> None:
        """Keep refused rows with all their cells."""
        lines = dict(rows) if rejected else {}
        self.rejects += [
            Rejection(number, reason, cells_of(self.header, lines[number]))
            for number, reason in rejected
        ]

    def _read(
        self, executor: Executor | None, reader: RowReader, chunks: Iterable[list[Row]]
    ) -> Iterator[tuple[list[Row], Prepared]]:
        cut = self._cut()
        if executor is not None:
            return _read_ahead(executor, reader, chunks, cut)
        return ((rows, reader.prepared(cut(rows), self._gazetteer)) for rows in chunks)

    def wanted(self, rows: pa.Table, store: EventStore) -> pa.Table:
        """Return the rows that may be written to a store.

        Our own export says less of an event than the table it came from, so what is there stays.

        Parameters
        ----------
        rows : pyarrow.Table
            Of `prepared.PREPARED`.
        store : EventStore
            Where they would go.
        """
        adds_only = self.name in PRESETS and PRESETS[self.name].adds_only
        return store.without_known(rows) if adds_only else rows

    def _open(self, size: int) -> tuple[RowReader, Iterator[list[Row]]]:
        rows = iter(self._rows)
        plain = self.name not in PRESETS
        sample = list(islice(rows, SAMPLE if plain else 1))
        month_first = plain and is_month_first_in(
            self.mapping, [cells_of(self.header, line) for _, line in sample]
        )
        header = self.header if plain else tuple(name for name, _ in self._columns)
        report = self.report
        mapping = tuple(self.mapping.items())
        reader = RowReader(self.name, header, mapping, month_first, report.id, report.published)
        return reader, _chunks(chain(sample, rows), size)

    def _cut(self) -> Callable[[list[Row]], list[Row]]:
        """Return what cuts rows to the cells that are read; plain ones are read whole."""
        if self.name not in PRESETS:
            return list
        where = {column: place for place, column in enumerate(self.header)}
        some = _picker([where[column] for _, column in self._columns])
        return lambda rows: [(number, some(line)) for number, line in rows]


def _picker(places: Sequence[int]) -> Callable[[Line], Line]:
    """Return what picks some cells of a line."""
    if len(places) > 1:
        return itemgetter(*places)  # which gives no sequence for a single one
    return lambda line: [line[place] for place in places]


def _chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    rows = iter(rows)
    while some := _next(rows, size):
        yield some


def _next(rows: Iterator[Row], size: int) -> list[Row]:
    with no_collector():
        return list(islice(rows, size))


def _read_ahead(
    executor: Executor,
    reader: RowReader,
    chunks: Iterable[list[Row]],
    cut: Callable[[list[Row]], list[Row]],
) -> Iterator[tuple[list[Row], Prepared]]:
    """Yield each chunk with what became of it, a few being read ahead.

    A chunk is a pure function of its rows, so a cluster may run it again where a worker died.
    """
    waiting: deque[tuple[list[Row], Future[Prepared]]] = deque()
    for rows in chunks:
        waiting.append((rows, executor.submit(reader.prepared, cut(rows))))
        if len(waiting) > AHEAD:
            first, answer = waiting.popleft()
            yield first, answer.result()
    for rows, answer in waiting:
        yield rows, answer.result()
