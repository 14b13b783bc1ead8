"""A file of events into the event table: what it is, what its rows say, what is refused."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path

from gazetteer import Gazetteer
from geo.model.event import Event
from geo.model.report import Report
from geo.read.tables.build import Builder, Numbered
from geo.read.tables.draft import BadRow, Draft, Reject
from geo.read.tables.files import CannotImport, Row, open_sheet
from geo.read.tables.gdelt import GDELT
from geo.read.tables.plain import SAMPLE, complaint, drafter, guess_mapping
from geo.read.tables.presets import ACLED, UCDP, Preset, edition_in
from geo.store.revisions import EventStore

PRESETS = {preset.name: preset for preset in (UCDP, ACLED, GDELT)}
PLAIN = "plain"
FORMATS = ("auto", *PRESETS, PLAIN)
BATCH = 20_000


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
    _preset: Preset | None
    _builder: Builder
    _columns: tuple[tuple[str, str], ...] = ()
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
        rows = iter(self._rows)
        sample = list(islice(rows, SAMPLE if self._preset is None else 1))
        draft = (
            self._preset.draft
            if self._preset
            else drafter(self.mapping, [cells for _, cells in sample])
        )
        everything = chain(sample, rows)
        while some := list(islice(everything, size)):
            drafts = list(self._drafts(some, draft))
            yield list(self._builder.build(drafts, self.rejects))

    def _drafts(
        self, rows: Iterable[Row], draft: Callable[[Mapping[str, str]], Draft]
    ) -> Iterator[Numbered]:
        for number, cells in rows:
            try:
                made = self._checked(number, draft(self._read_cells(cells)))
            except BadRow as fault:
                self.rejects.append(Reject(number, str(fault), cells))
                continue
            yield number, made, cells

    def _read_cells(self, cells: dict[str, str]) -> dict[str, str]:
        """Return the cells that a preset reads, under the names it knows."""
        if self._preset is None:
            return cells
        return {name: cells.get(column, "").strip() for name, column in self._columns}

    def _checked(self, number: int, made: Draft) -> Draft:
        earlier = self._seen.setdefault(made.key, number)
        if earlier != number:
            raise BadRow(f"it is the same event as row {earlier} (id {made.key})")
        return made


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
        For plain tables: columns that differ from what their names suggest, by field.
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
        columns = guess_mapping(sheet.header) | dict(mapping or {})
        _check_mapping(columns, sheet.header, path.name)
    return TableFile(
        name=preset.name if preset else PLAIN,
        header=sheet.header,
        mapping=columns,
        missing=missing,
        report=report,
        rejects=sheet.rejects,
        _rows=sheet.rows,
        _preset=preset,
        _builder=Builder(report.id, report.published, gazetteer),
        _columns=_columns_of(preset, folded),
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
    fits = (preset for preset in (UCDP, ACLED) if folded.issuperset(preset.signature))
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
    """What an import did: events added, revised or there already, and the rows refused."""

    added: int = 0
    revised: int = 0
    same: int = 0
    revision: int | None = None
    changes: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def import_file(file: TableFile, store: EventStore, who: str, why: str = "") -> Outcome:
    """Write the events of an opened file to a store; the same file again adds nothing.

    An event is told by its id in its source, so a newer edition revises what it has changed.
    """
    done = Outcome(notes=file.notes)
    for events in file.batches():
        written = store.put(events, who, why or f"import of {file.report.title}", [file.report])
        done.added += written.added
        done.revised += written.revised
        done.same += written.same
        done.revision = written.revision
        if written.added or written.revised:
            done.changes.append(written.change)
    done.rejects = sorted(file.rejects, key=lambda reject: reject.row)
    return done


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
