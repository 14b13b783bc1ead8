"""A file of events into the event table: what it is, what its rows say, what is refused."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from uuid import uuid4

import pyarrow as pa

from gazetteer import Gazetteer
from geo.model.event import Event
from geo.model.report import Report
from geo.read.tables.dateline import DATELINE
from geo.read.tables.draft import Reject
from geo.read.tables.files import CannotImport, Row, open_sheet
from geo.read.tables.gdelt import GDELT
from geo.read.tables.plain import SAMPLE, complaint, guess_mapping, is_month_first_in
from geo.read.tables.presets import ACLED, UCDP, Preset, edition_in
from geo.read.tables.reader import PRESETS, RowReader, repeated
from geo.store.revisions import EventStore
from geo.store.schema import event_of

PLAIN = "plain"
FORMATS = ("auto", *PRESETS, PLAIN)
BATCH = 20_000
WRITTEN_AT_ONCE = 60_000
AHEAD = 4
Prepared = tuple[pa.Table, list[int], list[Reject]]


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
    rejects : list[Reject]
        Refused rows, complete once all rows were read.
    """

    name: str
    header: tuple[str, ...]
    mapping: dict[str, str]
    missing: tuple[str, ...]
    report: Report
    rejects: list[Reject]
    _rows: Iterator[Row]
    _columns: tuple[tuple[str, str], ...]
    _gazetteer: Gazetteer | None = None
    _seen: dict[str, int] = field(default_factory=dict)

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
        for rows, (table, numbers, rejects) in self._read(executor, reader, chunks):
            self.rejects += rejects
            fresh = self._fresh(table["id"].to_pylist(), numbers, rows)
            yield table if all(fresh) else table.filter(pa.array(fresh, pa.bool_()))

    def _read(
        self, executor: Executor | None, reader: RowReader, chunks: Iterable[list[Row]]
    ) -> Iterator[tuple[list[Row], Prepared]]:
        if executor is not None:
            return _in_order(executor, reader, chunks)
        return ((rows, reader.prepared(rows, self._gazetteer)) for rows in chunks)

    def wanted(self, rows: pa.Table, store: EventStore) -> pa.Table:
        """Return the rows that may be written to a store.

        Our own export says less of an event than the table it came from, so what is there stays.
        """
        return store.without_known(rows) if self.name == DATELINE.name else rows

    def _open(self, size: int) -> tuple[RowReader, Iterator[list[Row]]]:
        rows = iter(self._rows)
        plain = self.name not in PRESETS
        sample = list(islice(rows, SAMPLE if plain else 1))
        month_first = plain and is_month_first_in(self.mapping, [cells for _, cells in sample])
        columns = tuple(self.mapping.items()) if plain else self._columns
        reader = RowReader(self.name, columns, month_first, self.report.id, self.report.published)
        return reader, _chunks(chain(sample, rows), size)

    def _fresh(self, ids: Sequence[str], numbers: Sequence[int], rows: Sequence[Row]) -> list[bool]:
        """Say which events are the first of their id in the file; the others are refused."""
        earlier = [self._seen.setdefault(each, n) for each, n in zip(ids, numbers, strict=True)]
        again = {n: old for n, old in zip(numbers, earlier, strict=True) if n != old}
        self.rejects += [repeated(n, again[n], cells) for n, cells in rows if n in again]
        return [number not in again for number in numbers]


def _chunks(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    rows = iter(rows)
    while some := list(islice(rows, size)):
        yield some


def _in_order(
    executor: Executor, reader: RowReader, chunks: Iterable[list[Row]]
) -> Iterator[tuple[list[Row], Prepared]]:
    """Yield each chunk with what became of it, a few being read ahead.

    A chunk is a pure function of its rows, so a cluster may run it again where a worker died.
    """
    waiting: deque[tuple[list[Row], Future[Prepared]]] = deque()
    for rows in chunks:
        waiting.append((rows, executor.submit(reader.prepared, reader.needed(rows))))
        if len(waiting) > AHEAD:
            yield _answered(*waiting.popleft())
    for each in waiting:
        yield _answered(*each)


def _answered(rows: list[Row], answer: Future[Prepared]) -> tuple[list[Row], Prepared]:
    """Return rows with what became of them, the refused ones with all their cells."""
    table, numbers, rejects = answer.result()
    if rejects:
        whole = dict(rows)
        rejects = [Reject(each.row, each.reason, whole[each.row]) for each in rejects]
    return rows, (table, numbers, rejects)


def open_table_file(
    path: Path,
    form: str = "auto",
    mapping: Mapping[str, str] | None = None,
    source: str = "",
    gazetteer: Gazetteer | None = None,
) -> TableFile:
    """Open a file of events, without reading its rows yet.

    Parameters
    ----------
    path : Path
        CSV, XLSX, GeoJSON, KML, GeoPackage or GeoParquet.
    form : str
        One of `FORMATS`; "auto" tells by the columns.
    mapping : Mapping[str, str], optional
        For plain tables: columns that differ from what their names suggest, by field; an empty
        one leaves the field out.
    source : str
        Who publishes a plain table; its file name when empty.

    Raises
    ------
    CannotImport
        When the file is not a table, or its columns do not suffice; the sentence says why.
    """
    sheet = open_sheet(path)
    preset = _preset_for(form, sheet.header, sheet.kind)
    report = _report(preset, path, source)
    columns: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    folded = {name.casefold(): name for name in sheet.header}
    if preset:
        missing = tuple(name for name in preset.columns if name not in folded)
    else:
        guessed = guess_mapping(sheet.header) | dict(mapping or {})
        columns = {name: column for name, column in guessed.items() if column}
        _check_mapping(columns, sheet.header, path.name)
    return TableFile(
        name=preset.name if preset else PLAIN,
        header=sheet.header,
        mapping=columns,
        missing=missing,
        report=report,
        rejects=sheet.rejects,
        _rows=sheet.rows,
        _columns=_columns_of(preset, folded),
        _gazetteer=gazetteer,
    )


def _columns_of(preset: Preset | None, folded: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the columns a preset reads that are there: its name for each, and the file's."""
    names = preset.columns + preset.older if preset else ()
    return tuple((name, folded[name]) for name in names if name in folded)


def _preset_for(form: str, header: Sequence[str], kind: str) -> Preset | None:
    if form not in FORMATS:
        raise CannotImport(f"there is no format {form!r}; it is one of {', '.join(FORMATS)}")
    if form != "auto":
        return PRESETS.get(form)
    if kind == "GDELT":
        return GDELT
    folded = {name.casefold() for name in header}
    fits = (preset for preset in (DATELINE, UCDP, ACLED) if folded.issuperset(preset.signature))
    return next(fits, None)


def _check_mapping(columns: Mapping[str, str], header: Sequence[str], name: str) -> None:
    for field_name, column in columns.items():
        if column not in header:
            raise CannotImport(f"{name} has no column {column!r} for {field_name}")
    lacking = complaint(columns)
    if lacking:
        raise CannotImport(f"{name}: {lacking}; its columns are {', '.join(header)}")


def _report(preset: Preset | None, path: Path, source: str) -> Report:
    published = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    if preset is None:
        slug = re.sub(r"[^a-z0-9]+", "-", (source or path.stem).casefold()).strip("-")
        return Report(f"table-{slug}", path.name, source or path.stem, published)
    edition = edition_in(path.name) if preset is UCDP else ""
    if edition:
        published = date(2000 + int(edition[:2]), 6, 1)
    title = " ".join(part for part in (preset.title, edition) if part)
    return Report(
        preset.name, title, preset.publisher, published, url=preset.url, licence=preset.licence
    )


@dataclass(slots=True)
class Outcome:
    """What an import did: events added, revised or there already, and the rows refused.

    `change` is what an undo takes, empty where nothing was written.
    """

    added: int = 0
    revised: int = 0
    same: int = 0
    revision: int | None = None
    change: str = ""
    rejects: list[Reject] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def import_file(
    file: TableFile,
    store: EventStore,
    who: str,
    why: str = "",
    executor: Executor | None = None,
    told: Callable[[Outcome], object] = lambda done: None,
) -> Outcome:
    """Write the events of an opened file to a store; the same file again adds nothing.

    An event is told by its id in its source, so a newer edition revises what it has changed.

    Parameters
    ----------
    who, why : str
        For the history.
    executor : concurrent.futures.Executor, optional
        Reads the rows in other processes: a process pool, or a cluster's. Only this process
        writes, so a worker that dies loses and doubles nothing.
    told : callable
        Hears how far it is after every batch.
    """
    done = Outcome(notes=file.notes)
    why, change = why or f"import of {file.report.title}", uuid4().hex
    for every in file.prepared(executor):
        rows = file.wanted(every, store)
        done.same += len(every) - len(rows)
        written = store.put_rows(rows, who, why, [file.report], change=change)
        done.added += written.added
        done.revised += written.revised
        done.same += written.same
        done.revision = written.revision
        if written.added or written.revised:
            done.change = change
        told(done)
    done.rejects = sorted(file.rejects, key=lambda reject: reject.row)
    return done


def _together(batches: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Yield rows of several batches at once: each time they are written, all ids are looked up."""
    waiting: list[pa.Table] = []
    for rows in batches:
        waiting.append(rows)
        if sum(map(len, waiting)) >= WRITTEN_AT_ONCE:
            yield pa.concat_tables(waiting)
            waiting.clear()
    if waiting:
        yield pa.concat_tables(waiting)


def write_rejects(rejects: Sequence[Reject], path: Path) -> None:
    """Write the refused rows as CSV, each with its number in the file and the reason."""
    names = list(dict.fromkeys(name for reject in rejects for name in reject.cells))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["row", "reason", *names])
        for reject in rejects:
            cells = [_harmless(reject.cells.get(name, "")) for name in names]
            writer.writerow([reject.row, reject.reason, *cells])


def _harmless(cell: str) -> str:
    """Return a cell that a spreadsheet will not run as a formula."""
    risky = cell[:1] in "=@\t\r" or (cell[:1] in "+-" and not _is_number(cell))
    return f"'{cell}" if cell and risky else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
