"""What every file of rows is opened as: a header, and rows of text read one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# A row's number as a person counts, and a cell for each column of the header; None where the
# row has no such cell at all, as features of a GeoJSON may differ.
Line = Sequence[str | None]
Row = tuple[int, Line]


class CannotImport(ValueError):
    """The file cannot be imported at all; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A refused row: its number in the file, why, and what it held."""

    row: int
    reason: str
    cells: dict[str, str]

    @property
    def sentence(self) -> str:
        """Return where and why."""
        return f"Row {self.row}: {self.reason}."


@dataclass(frozen=True, slots=True)
class InputSheet:
    """A file's header and rows.

    Rows that do not fit the header are added to `rejects` while the rows are read.
    """

    header: tuple[str, ...]
    rows: Iterator[Row]
    rejects: list[Rejection]
    kind: str


def cells_of(header: Sequence[str], line: Line) -> dict[str, str]:
    """Return the cells that a row has by their columns.

    Parameters
    ----------
    header : sequence of str
        The columns.
    line : sequence of str or None
        A cell for each column; None where the row has no such cell.
    """
    pairs = zip(header, line, strict=False)
    return {name: cell for name, cell in pairs if cell is not None}


def sheet_of(rows: Iterable[tuple[int, dict[str, str]]], kind: str) -> InputSheet:
    """Return rows that are held in memory, whose cells may differ, as a sheet.

    Parameters
    ----------
    rows : iterable of (int, dict)
        The number of each row and its cells by column.
    kind : str
        What kind of file it is, for people.
    """
    listed = list(rows)
    header = tuple(dict.fromkeys(name for _, row in listed for name in row))
    lines = ((number, list(map(row.get, header))) for number, row in listed)
    return InputSheet(header, lines, [], kind)
