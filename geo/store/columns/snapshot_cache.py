"""What was made ready of a table's version, kept on disk: the next opening maps it into memory.

Each version has a folder of its own with `columns.bin` (see `arrays`), `rows.arrow` (see `spool`)
and, once words were searched, the index of their tokens. All of it can be thrown away: it is
made again from the table.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Thread, main_thread
from typing import Any
from uuid import uuid4

import pyarrow as pa

from geo.store.arrays import Array, BadArrays, read_arrays, write_arrays
from geo.store.columns.event_columns import CodeBook, EventColumns
from geo.store.columns.from_arrow import columns_of, report_ids, texts_of
from geo.store.columns.merging import columns_from, gathered
from geo.store.columns.row_store import BATCH, FileRows, MemoryRows, RowFileWriter, Rows
from geo.store.columns.text_index import WordIndex
from geo.store.errors import CannotOpen, reason_of

FORMAT = 1
WORTH_KEEPING = 20_000
SEGMENT = 256 * BATCH
KEEP = 2
UNFINISHED_S = 86_400
GB_PER_MILLION = 0.7


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A version of a table, made ready.

    Attributes
    ----------
    columns : EventColumns
        In table order.
    rows : Rows
        What events are built of; `columns.text.where` has the number of each.
    reports : tuple[str, ...]
        The reports that claims name.
    arrays, facts : mappings
        What else was kept with it.
    folder : Path | None
        Where it is kept; None for a table in memory.
    """

    columns: EventColumns
    rows: Rows
    reports: tuple[str, ...]
    arrays: Mapping[str, Array]
    facts: Mapping[str, Any]
    folder: Path | None = None


class SnapshotCache:
    """The folder where the versions of one table are kept.

    Parameters
    ----------
    folder : Path
        Made when first needed; where that is not possible, a temporary one takes its place.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def versions(self) -> list[str]:
        """Return the names of the versions that are kept."""
        try:
            return [each.name for each in self._folder.iterdir() if "." not in each.name]
        except OSError:
            return []

    def find(self, name: str) -> Snapshot | None:
        """Return a version that was kept, None where there is none that can be read."""
        folder = self._folder / name
        try:
            arrays, facts = read_arrays(folder / "columns.bin")
            if facts["format"] != FORMAT:
                return None
            return _ready(folder, arrays, facts)
        except (OSError, BadArrays, KeyError, TypeError, pa.ArrowException):
            return None

    def make(
        self,
        name: str,
        batches: Iterable[pa.Table],
        publishers: Mapping[str, str],
        arrays: Mapping[str, Array],
        facts: Mapping[str, Any],
    ) -> Snapshot:
        """Keep a version and return it.

        Parameters
        ----------
        name : str
            Of the version, without a point in it.
        batches : iterable of pyarrow.Table
            All its rows of `schema.EVENT`, some ten thousand at a time.
        publishers : mapping
            The publisher of each report id; a report that is not known stands for itself.
        arrays, facts : mappings
            Whatever else is to be kept with it.

        Raises
        ------
        CannotOpen
            When there is no room for it.
        """
        made = self._begin(f"{name}.{uuid4().hex}")
        try:
            parts, reports = _written(made / "rows.arrow", batches, publishers)
            vocabulary = CodeBook()
            # Filled while the arrays are written, and written after them.
            said = {**facts, "format": FORMAT, "reports": reports, "vocabulary": vocabulary}
            own = ((f"kept.{key}", array) for key, array in arrays.items())
            every = chain(gathered(parts, vocabulary), own)
            write_arrays(made / "columns.bin", every, said)
            folder = _in_place_of(made.with_name(name), made)
            return _ready(folder, *read_arrays(folder / "columns.bin"))
        except OSError as error:
            shutil.rmtree(made, ignore_errors=True)
            raise CannotOpen(
                f"the events cannot be made ready in {self._folder}: {reason_of(error)}; "
                f"about {GB_PER_MILLION} GB are needed for a million events"
            ) from error
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
        finally:
            self._tidy(name)

    def _begin(self, name: str) -> Path:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            made = self._folder / name
            made.mkdir()
            return made
        except OSError:
            made = Path(tempfile.mkdtemp(prefix="dateline-"))
            atexit.register(shutil.rmtree, made, ignore_errors=True)
            self._folder = made
            (made / name).mkdir()
            return made / name

    def _tidy(self, newest: str) -> None:
        """Throw away all but the newest versions; who has an older one open keeps it."""
        with suppress(OSError):
            every = sorted(self._folder.iterdir(), key=lambda each: -each.stat().st_mtime)
            whole = [each for each in every if "." not in each.name and each.name != newest]
            late = time.time() - UNFINISHED_S
            unfinished = [e for e in every if "." in e.name and e.stat().st_mtime < late]
            for each in whole[KEEP - 1 :] + unfinished:
                shutil.rmtree(each, ignore_errors=True)


def _in_place_of(old: Path, made: Path) -> Path:
    """Put a folder in the place of one that cannot be used; returns where it is now."""
    gone = made.with_name(f"{made.name}.old")
    with suppress(OSError):
        old.rename(gone)
    with suppress(OSError):
        made.rename(old)
    shutil.rmtree(gone, ignore_errors=True)
    return made if made.exists() else old


def in_memory(batches: Iterable[pa.Table], publishers: Mapping[str, str]) -> Snapshot:
    """Make ready a table that is small enough to be held in memory.

    Parameters
    ----------
    batches : iterable of pyarrow.Table
        All its rows of `schema.EVENT`.
    publishers : mapping of str to str
        The publisher of each report id.
    """
    rows = pa.concat_tables(batches).combine_chunks()
    vocabulary = CodeBook()
    arrays = dict(gathered([columns_of(rows, publishers)], vocabulary))
    index = WordIndex(len(rows), partial(texts_of, rows))
    columns = columns_from(arrays, vocabulary, [index])
    return Snapshot(columns, Rows([MemoryRows(rows)]), tuple(report_ids(rows)), {}, {})


def _written(
    path: Path, batches: Iterable[pa.Table], publishers: Mapping[str, str]
) -> tuple[list[EventColumns], list[str]]:
    parts: list[EventColumns] = []
    reports: dict[str, None] = {}
    writer = RowFileWriter(path)
    for rows in batches:
        writer.write(rows)
        # A part's texts would keep its rows in memory; the file has them.
        parts.append(columns_of(rows, publishers).without_texts())
        reports |= dict.fromkeys(report_ids(rows))
    writer.close()
    return parts, list(reports)


def _ready(folder: Path, arrays: dict[str, Array], facts: Mapping[str, Any]) -> Snapshot:
    rows = FileRows(folder / "rows.arrow")
    texts = [
        WordIndex(
            min(SEGMENT, len(rows) - start),
            partial(_texts_of_segment, rows, start),
            folder / f"words-{start // SEGMENT}.bin",
        )
        for start in range(0, len(rows), SEGMENT)
    ]
    columns = columns_from(arrays, CodeBook(**facts["vocabulary"]), texts)
    own = {name[5:]: array for name, array in arrays.items() if name.startswith("kept.")}
    return Snapshot(columns, Rows([rows]), tuple(facts["reports"]), own, facts, folder)


def index_words(ready: Snapshot) -> None:
    """Index the words of a table before someone asks for them, in a thread of its own."""

    def run() -> None:
        for index in ready.columns.text.indexes:
            # A program that has ended is not kept waiting for what it no longer needs.
            if main_thread().is_alive():
                index.prepare()

    Thread(target=run, name="dateline-words").start()


def _texts_of_segment(rows: FileRows, start: int) -> Iterable[Any]:
    at = 0
    for batch in rows.batches(start // BATCH, SEGMENT // BATCH):
        for texts, owners in texts_of(batch):
            yield texts, owners + at
        at += len(batch)
