"""The rows of a table, kept on disk so that memory holds only columns; one is read in a blink.

A Parquet file gives up one row only with the thousands around it: 200 rows from all over a table
of a million take half a second. An Arrow file, mapped into memory, takes 50 ms, and costs about
500 bytes of disk for each event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo.store.schema import EVENT

BATCH = 2048
TOGETHER = 32
MOST_CHUNKS = 64
MOST_MAPPED = 1000

Numbers = npt.NDArray[np.integer]


class RowPart(Protocol):
    """Some rows of `schema.EVENT`, found by their number."""

    def __len__(self) -> int: ...

    def take(self, numbers: Numbers, names: Sequence[str]) -> pa.Table:
        """Return some columns of some rows, in the order asked for.

        Parameters
        ----------
        numbers : int array
            Of the rows, in any order.
        names : sequence of str
            Columns of `schema.EVENT`.
        """


class MemoryRows:
    """Rows that are few enough to be held in memory."""

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __len__(self) -> int:
        return len(self.table)

    def take(self, numbers: Numbers, names: Sequence[str]) -> pa.Table:
        """Return some columns of some rows, in the order asked for.

        Parameters
        ----------
        numbers : int array
            Of the rows, in any order.
        names : sequence of str
            Columns of `schema.EVENT`.
        """
        return self.table.select(names).take(pa.array(numbers))


class FileRows:
    """Rows in an Arrow file that `RowFileWriter` wrote.

    Raises
    ------
    pyarrow.ArrowInvalid, OSError
        When the file is incomplete or cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = pa.ipc.open_file(pa.memory_map(str(path)))
        count = self._file.num_record_batches
        last = self._file.get_batch(count - 1).num_rows if count else 0
        self._size = (count - 1) * BATCH + last if count else 0

    def __len__(self) -> int:
        return self._size

    def take(self, numbers: Numbers, names: Sequence[str]) -> pa.Table:
        """Return some columns of some rows, in the order asked for.

        Parameters
        ----------
        numbers : int array
            Of the rows, in any order.
        names : sequence of str
            Columns of `schema.EVENT`.
        """
        if len(numbers) > MOST_MAPPED:
            with pa.OSFile(str(self._path)) as source:
                return self._taken(pa.ipc.open_file(source), numbers, names)
        return self._taken(self._file, numbers, names)

    def _taken(self, file: Any, numbers: Numbers, names: Sequence[str]) -> pa.Table:
        order = np.argsort(numbers, kind="stable")
        batch, inside = np.divmod(np.asarray(numbers, np.int64)[order], BATCH)
        parts = [EVENT.empty_table().select(names)]
        for some in np.split(np.arange(len(batch)), np.flatnonzero(np.diff(batch)) + 1):
            if len(some):
                rows = file.get_batch(int(batch[some[0]])).select(names)
                parts.append(pa.Table.from_batches([rows.take(pa.array(inside[some]))]))
        return _unsorted(pa.concat_tables(parts), order)

    def batches(self, first: int = 0, count: int | None = None) -> Iterator[pa.Table]:
        """Yield the rows of some batches of `BATCH`, all by default, some batches at a time.

        Parameters
        ----------
        first : int
            The number of the first batch.
        count : int, optional
            How many; all that follow when not given.
        """
        # Read rather than mapped: what passes by once need not stay in memory.
        with pa.OSFile(str(self._path)) as source:
            yield from self._passing(pa.ipc.open_file(source), first, count)

    def _passing(self, file: Any, first: int, count: int | None) -> Iterator[pa.Table]:
        end = file.num_record_batches
        end = end if count is None else min(end, first + count)
        for start in range(first, end, TOGETHER):
            stop = min(start + TOGETHER, end)
            some = [file.get_batch(number) for number in range(start, stop)]
            yield pa.Table.from_batches(some, EVENT)


class RowFileWriter:
    """Writes rows of any number at a time as batches of equal size."""

    def __init__(self, path: Path) -> None:
        self._writer = pa.ipc.new_file(str(path), EVENT)
        self._left = EVENT.empty_table()

    def write(self, rows: pa.Table) -> None:
        """Add rows."""
        rows = pa.concat_tables([self._left, rows])
        whole = len(rows) - len(rows) % BATCH
        self._put(rows.slice(0, whole))
        self._left = rows.slice(whole)

    def close(self) -> None:
        """Write what is left and close the file."""
        self._put(self._left)
        self._writer.close()

    def _put(self, rows: pa.Table) -> None:
        for start in range(0, len(rows), BATCH):
            part = rows.slice(start, BATCH).combine_chunks()
            self._writer.write_table(part, max_chunksize=BATCH)


class Rows:
    """Rows in several parts, numbered one part after the other.

    Parameters
    ----------
    parts : sequence of RowPart
        Where they are.
    names : sequence of str
        The columns that `take` returns.
    """

    def __init__(self, parts: Sequence[RowPart], names: Sequence[str] = EVENT.names) -> None:
        self.parts = tuple(parts)
        self.names = tuple(names)
        self._starts = np.cumsum([0, *(len(part) for part in self.parts)])

    def __len__(self) -> int:
        return int(self._starts[-1])

    def select(self, names: Sequence[str]) -> Rows:
        """Return the same rows with only some of their columns."""
        return Rows(self.parts, names)

    def take(self, numbers: Numbers | pa.Array) -> pa.Table:
        """Return some rows, in the order asked for."""
        wanted = np.asarray(numbers, np.int64)
        which = np.searchsorted(self._starts, wanted, side="right") - 1
        found, order = [EVENT.empty_table().select(self.names)], [np.zeros(0, np.int64)]
        for number in np.unique(which):
            mine = np.flatnonzero(which == number)
            inside = wanted[mine] - self._starts[number]
            found.append(self.parts[number].take(inside, self.names))
            order.append(mine)
        return _unsorted(pa.concat_tables(found), np.concatenate(order))

    def plus(self, rows: pa.Table) -> Rows:
        """Return these rows with some more at the end, held in memory."""
        *others, last = self.parts
        if not isinstance(last, MemoryRows):
            return Rows([*self.parts, MemoryRows(rows)])
        both = pa.concat_tables([last.table, rows])
        crowded = both["id"].num_chunks > MOST_CHUNKS
        return Rows([*others, MemoryRows(both.combine_chunks() if crowded else both)])


def _unsorted(rows: pa.Table, order: Numbers) -> pa.Table:
    """Return rows that were sorted as they were before; `order` is where each was."""
    if (np.diff(order) > 0).all():
        return rows
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    return rows.take(pa.array(back))
