"""A file of events before anything is written: its first rows, and what would become of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from geo.ingest.formats.files import open_sheet
from geo.ingest.formats.sheet import CannotImport, Rejection, cells_of
from geo.ingest.importing import Outcome
from geo.ingest.opening import open_table_file
from geo.ingest.presets.registry import HEADERLESS, PRESETS
from geo.ingest.table_file import PLAIN, TableFile
from geo.model.event import Event
from geo.store.history.revisions import EventStore

SHOWN = 8
LOOKED_AT = 200
STEP = 2_000


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The columns of a file, its first rows, and what it was taken for.

    Attributes
    ----------
    header : tuple[str, ...]
        The names of the columns.
    rows : tuple of (int, dict[str, str])
        Each with its number as a person counts, and its cells by column.
    format : str
        One of `opening.FORMATS` but "auto".
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]
    format: str


def first_rows(path: Path, most: int = SHOWN) -> FirstRows:
    """Return the first rows of a file as they are in it.

    Parameters
    ----------
    path : Path
        The file, of any kind that can be imported.
    most : int
        How many rows.

    Raises
    ------
    CannotImport
        When the file is not a table; the sentence says why.
    """
    sheet = open_sheet(path, HEADERLESS)
    try:
        taken_for = open_table_file(path).name
    except CannotImport:
        # A table, but its names do not say what is in its columns: that is for a person to say.
        taken_for = PLAIN
    rows = ((number, cells_of(sheet.header, line)) for number, line in islice(sheet.rows, most))
    return FirstRows(sheet.header, tuple(rows), taken_for)


def open_as(
    path: Path, form: str, mapping: Mapping[str, str], source: str, store: EventStore
) -> TableFile:
    """Open a file as `open_table_file` does, dated as when its table was first imported.

    Where a plain table does not say when its events became public, the day of the file stands
    for it. An upload has no day of its own: without this, the same file on another day would
    revise every such event.

    Parameters
    ----------
    path : Path
        The file.
    form : str
        One of `opening.FORMATS`.
    mapping : mapping of str to str
        The column of each field, for a plain table.
    source : str
        Who publishes a plain table.
    store : EventStore
        Knows the day of the first import.
    """
    file = open_table_file(path, form, mapping, source)
    known = store.known_reports().get(file.report.id) if file.name not in PRESETS else None
    if known is not None:
        file.report = replace(file.report, published=known.published)
    return file


def first_events(
    file: TableFile, most: int = SHOWN
) -> tuple[tuple[Event, ...], tuple[Rejection, ...]]:
    """Return events that the first rows of an opened file make, and the refusals among those.

    Parameters
    ----------
    file : TableFile
        Opened for this alone: its rows can be read once.
    most : int
        How many events.
    """
    events = next(file.batches(LOOKED_AT), [])
    return tuple(events[:most]), tuple(file.rejects)


def foresee(
    file: TableFile, store: EventStore, progress: Callable[[int], object] = lambda rows: None
) -> Outcome:
    """Return what importing an opened file would do; nothing is written.

    Parameters
    ----------
    file : TableFile
        Opened for this alone: its rows can be read once.
    store : EventStore
        Where the events would go.
    progress : callable
        Hears how many rows were read so far, every some thousand rows.
    """
    found = Outcome(notes=file.notes)
    for every in file.prepared(size=STEP):
        rows = file.wanted(every, store)
        found.same += len(every) - len(rows)
        written = store.foresee(rows)
        found.added += written.added
        found.revised += written.revised
        found.same += written.same
        progress(found.added + found.revised + found.same + len(file.rejects))
    found.rejects = sorted(file.rejects, key=lambda reject: reject.row)
    return found
