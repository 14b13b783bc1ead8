"""What a View shows as an XLSX workbook (ECMA-376), written as text, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.share.formats.about import About
from geo.share.formats.arrow_text import (
    Bytes,
    Offsets,
    Piece,
    has_any,
    letters,
    number_texts,
    parts,
    stitched,
)
from geo.share.formats.markup import escape, escaped, wrapped
from geo.share.formats.tabular import by_event, safe
from geo.share.formats.write_buffer import Pipe, as_bytes
from geo.share.formats.xlsx_parts import DAY_STYLE, HEAD_STYLE, MAIN, XML, package

MOST_ROWS = 1_048_575  # below the header
MOST_CHARACTERS = 32_767  # in a cell
MOST_SHEET_BYTES = (1 << 31) - 1  # above it a zip needs an extension that Excel warns of
FASTEST = 1
EXCEL_EPOCH = -25_569  # 1899-12-30 in days since 1970-01-01
FIRST_DAY = pa.scalar(61 + EXCEL_EPOCH, pa.int32())  # 1900-03-01: earlier ones Excel miscounts
# A text without a formula in a cell of type "str" is the shortest way to say it; where white
# space counts, it is an inline string, which may say so.
_TEXT, _TEXT_END = '<c t="str"><v>', "</v></c>"
_SPACED, _SPACED_END = '<c t="inlineStr"><is><t xml:space="preserve">', "</t></is></c>"
_EMPTY = "<c/>"
SHEETS = ("Events", "About")


class CannotExport(Exception):
    """What is shown does not fit into the format; the message says why and what to do."""


def workbook(records: Iterable[pa.Table], about: About) -> Iterator[bytes]:
    """Yield a workbook: a sheet of events, and one of what the file is about.

    Parameters
    ----------
    records : iterable of pyarrow.Table
        Events with their claims, some thousand at a time, as `export_table.records` yields
        them.
    about : About
        What the file says of itself.

    Raises
    ------
    CannotExport
        When there are more rows or characters than a sheet holds.
    """
    pipe = Pipe()
    # Entries opened by name all are of 1980-01-01: the same View is the same file.
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=FASTEST) as book:
        for name, text in package(SHEETS).items():
            with book.open(name, "w") as part:
                part.write(text.encode())
        yield from _written(book, pipe, "xl/worksheets/sheet1.xml", _events(records))
        yield from _written(book, pipe, "xl/worksheets/sheet2.xml", _about(about))
    yield pipe.drain()


def _written(book: ZipFile, pipe: Pipe, name: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    with book.open(name, "w") as sheet:
        for part in parts:
            size += len(part)
            if size > MOST_SHEET_BYTES:
                raise CannotExport("a sheet holds at most 2 GB; narrow the view or export as CSV")
            sheet.write(part)
            yield pipe.drain()


def _events(records: Iterable[pa.Table]) -> Iterator[bytes]:
    rows = 0
    for number, chunk in enumerate(records):
        table = safe(by_event(chunk))
        rows += len(table)
        if rows > MOST_ROWS:
            raise CannotExport(
                f"a sheet holds at most {MOST_ROWS:,} rows; narrow the view or export as CSV"
            )
        if not number:
            yield _sheet_head(table.column_names).encode()
        yield from _rows(table)
    yield b"</sheetData></worksheet>"


def _about(about: About) -> Iterator[bytes]:
    lines = about.lines()
    columns = {"": [label for label, _ in lines], " ": [text for _, text in lines]}
    table = pa.table({name: pa.array(texts, pa.string()) for name, texts in columns.items()})
    yield _sheet_head(None).encode()
    yield from _rows(safe(table))
    yield b"</sheetData></worksheet>"


def _sheet_head(names: list[str] | None) -> str:
    if names is None:
        widths = '<cols><col min="1" max="1" width="12"/><col min="2" max="2" width="120"/></cols>'
        return f'{XML}<worksheet xmlns="{MAIN}">{widths}<sheetData>'
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
    widths = f'<cols><col min="1" max="{len(names)}" width="14" customWidth="1"/></cols>'
    head = "".join(
        f'<c s="{HEAD_STYLE}" t="inlineStr"><is><t>{escape(name)}{_SPACED_END}' for name in names
    )
    return f'{XML}<worksheet xmlns="{MAIN}">{view}{widths}<sheetData><row>{head}</row>'


def _rows(table: pa.Table) -> Iterator[bytes]:
    for part in parts(table):
        cells = [_cells(part[name].combine_chunks()) for name in part.column_names]
        yield as_bytes(stitched(["<row>", *chain.from_iterable(cells), "</row>"]))


def _cells(values: pa.Array) -> list[Piece]:
    if values.null_count == len(values):
        return [_EMPTY]
    if pa.types.is_date32(values.type):
        return [_days(values)]
    if values.type != pa.string():
        return _between("<c><v>", number_texts(values), "</v></c>")
    data, where = letters(values)
    if int(np.diff(where).max()) > MOST_CHARACTERS:
        values = pc.utf8_slice_codeunits(values, 0, MOST_CHARACTERS)
    if _has_outer_space(data, where):
        return _between(_SPACED, escaped(values), _SPACED_END)
    return _between(_TEXT, escaped(values), _TEXT_END)


def _between(before: str, values: pa.Array, after: str) -> list[Piece]:
    if not values.null_count:
        return [before, values, after]
    return [wrapped(before, values, after, _EMPTY)]


def _has_outer_space(data: Bytes, where: Offsets) -> bool:
    """Say whether a text begins or ends with white space, or has a line's end inside."""
    if has_any(data, b"\n\r\t"):
        return True
    ends = where[1:][np.diff(where) > 0] - 1
    starts = where[:-1][np.diff(where) > 0]
    return has_any(data[starts], b" ") or has_any(data[ends], b" ")


def _days(days: pa.Array) -> pa.Array:
    """Return days as Excel counts them; those it miscounts as text."""
    numbers = days.cast(pa.int32())
    counted = number_texts(pc.subtract(numbers, EXCEL_EPOCH))
    counted = wrapped(f'<c s="{DAY_STYLE}"><v>', counted, "</v></c>", _EMPTY)
    early = pc.less(numbers, FIRST_DAY).fill_null(False)
    if not pc.any(early).as_py():
        return counted
    return pc.if_else(early, wrapped(_TEXT, number_texts(days), _TEXT_END, _EMPTY), counted)
