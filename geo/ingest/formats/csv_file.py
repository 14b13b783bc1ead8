"""CSV of any size, in any of several encodings and delimiters, row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any

from geo.ingest.formats.encodings import encoding_of
from geo.ingest.formats.sheet import CannotImport, InputSheet, Rejection, Row, cells_of

PEEK = 1 << 16
DELIMITERS = ",;\t|"
LONGEST_CELL = 1 << 20

Opener = Callable[[], IO[bytes]]
# The tables that have no header, by the number of their columns: what each is called, its columns.
Headerless = Mapping[int, tuple[str, tuple[str, ...]]]


def open_csv(name: str, opened: Opener, headerless: Headerless) -> InputSheet:
    """Open rows of text.

    Parameters
    ----------
    name : str
        What sentences call it.
    opened : callable
        Opens its bytes, each time from the start.
    headerless : mapping of int to (str, tuple of str)
        Tables apart by tabs that are known by their number of columns alone: name and columns.

    Raises
    ------
    CannotImport
        When it is no table.
    """
    with opened() as file:
        peek = file.read(PEEK)
    encoding = encoding_of(peek)
    text = peek.decode(encoding, "replace")
    if "\0" in text:
        raise CannotImport(f"{name} is no text; a table is CSV, XLSX, GeoJSON, KML, GPKG")
    delimiter = delimiter_of(text)
    csv.field_size_limit(LONGEST_CELL)
    rejects: list[Rejection] = []
    width = text.split("\n", 1)[0].count("\t") + 1
    if delimiter == "\t" and width in headerless:
        kind, header = headerless[width]
        rows = _rows(opened, encoding, delimiter, header, rejects, 1)
        return InputSheet(header, rows, rejects, kind)
    names = _names(name, opened, encoding, delimiter)
    rows = _rows(opened, encoding, delimiter, names, rejects, 2)
    return InputSheet(tuple(names), rows, rejects, "CSV")


def delimiter_of(text: str) -> str:
    """Return what parts the columns: the delimiter that cuts the most rows like the first."""
    lines = list(_logical(text))[:20]
    if not lines:
        return ","

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            return (0, 0)
        width = len(rows[0])
        return (sum(len(row) == width for row in rows) if width > 1 else 0, width)

    return max(DELIMITERS, key=agreement)


def _logical(text: str) -> Iterator[str]:
    whole = text[: text.rfind("\n") + 1] or text
    yield from io.StringIO(whole)


def _names(name: str, opened: Opener, encoding: str, delimiter: str) -> list[str]:
    with _text(opened, encoding) as text:
        names = [each.strip() for each in next(csv.reader(text, delimiter=delimiter), [])]
    if len(set(names)) < len(names):
        twice = next(each for each in names if names.count(each) > 1)
        raise CannotImport(f"{name} has two columns called {twice!r}; rename one")
    if len(names) == 1:
        raise CannotImport(
            f"{name} has a single column, {names[0][:40]!r}: columns are parted by a comma, "
            "semicolon, tab or |"
        )
    return names


def _text(opened: Opener, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(opened(), encoding=encoding, errors="replace", newline="")


def _rows(
    opened: Opener,
    encoding: str,
    delimiter: str,
    names: Sequence[str],
    rejects: list[Rejection],
    start: int,
) -> Iterator[Row]:
    """Yield the rows from number `start` on, which are as wide as the header."""
    width = len(names)
    with _text(opened, encoding) as text:
        reader = csv.reader(text, delimiter=delimiter)
        for _ in range(start - 1):
            next(reader, None)
        for number, cells in enumerate(_lines(reader, rejects, start), start):
            if not any(cells):
                continue
            if len(cells) == width:
                yield number, cells
            else:
                reason = f"it has {len(cells)} cells where the header has {width}"
                rejects.append(Rejection(number, reason, cells_of(names, cells)))


def _lines(reader: Any, rejects: list[Rejection], start: int) -> Iterator[list[str]]:
    """Yield the cells of each row, none where it cannot be read."""
    number = start
    while True:
        try:
            for cells in reader:
                number += 1
                yield cells
            return
        except csv.Error as error:
            rejects.append(Rejection(number, f"it cannot be read ({error})", {}))
            number += 1
            yield []
