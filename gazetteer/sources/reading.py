"""Read files that nobody vouches for: text of any encoding, tables, and archives of them."""

from __future__ import annotations

import codecs
import csv
import gzip
import itertools
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

LONGEST_LINE = 1 << 20
LARGEST_MEMBER = 16 << 30
LARGEST_RATIO = 200
SMALL_MEMBER = 64 << 20
READABLE = (".txt", ".csv", ".tsv", ".json", ".geojson", ".jsonl")
MOST_UNREADABLE = 0.5
BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class SourceError(ValueError):
    """A file that is refused as a whole; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that is refused, and why."""

    row: int
    reason: str
    text: str


Row = tuple[int, dict[str, str]]


@contextmanager
def open_bytes(path: Path, inner: str | None = None) -> Iterator[IO[bytes]]:
    """Open a file, or the data file inside a zip or gzip, as bytes.

    Parameters
    ----------
    path : Path
        The file.
    inner : str, optional
        Name of the file inside a zip; the largest that is not a readme when None.

    Raises
    ------
    SourceError
        When there is no such file, or an archive is damaged, holds nothing readable, or
        unpacks to far more than any gazetteer does.
    """
    if not path.is_file():
        raise SourceError(f"{path}: no such file")
    try:
        with path.open("rb") as file:
            magic = file.read(4)
        if magic[:2] == b"PK":
            with zipfile.ZipFile(path) as archive, archive.open(_member(archive, inner)) as data:
                yield data
        elif magic[:2] == b"\x1f\x8b":
            with gzip.open(path) as data:
                yield cast("IO[bytes]", data)
        else:
            with path.open("rb") as data:
                yield data
    except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile) as fault:
        raise SourceError(
            f"{path}: the archive is damaged or cut short ({fault}); get it again"
        ) from None
    except (RuntimeError, NotImplementedError) as fault:
        raise SourceError(
            f"{path}: the archive cannot be opened ({fault}); unpack it first"
        ) from None


def check_archive(path: Path) -> None:
    """Refuse a zip that is damaged or unpacks to far more than its size; other files pass."""
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                _check_size(archive, member)
    except zipfile.BadZipFile as fault:
        raise SourceError(
            f"{path}: the archive is damaged or cut short ({fault}); get it again"
        ) from None


def _member(archive: zipfile.ZipFile, inner: str | None) -> zipfile.ZipInfo:
    """Choose the data file: the one named, or the largest that is not a readme."""
    found = [m for m in archive.infolist() if m.filename.lower().endswith(READABLE)]
    found = [m for m in found if "readme" not in m.filename.lower()]
    named = [m for m in found if inner and Path(m.filename).name == inner]
    if not found:
        raise SourceError(f"{archive.filename}: holds no {', '.join(READABLE)} file")
    member = max(named or found, key=lambda m: m.file_size)
    _check_size(archive, member)
    return member


def _check_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    ratio = member.file_size / max(member.compress_size, 1)
    bloated = member.file_size > SMALL_MEMBER and ratio > LARGEST_RATIO
    if bloated or member.file_size > LARGEST_MEMBER:
        raise SourceError(
            f"{archive.filename}: {member.filename} would unpack to {member.file_size:,} bytes, "
            f"{ratio:.0f} times its size; that is no gazetteer. Unpack it yourself if you trust it"
        )


def lines(data: IO[bytes]) -> Iterator[str]:
    """Decode a stream line by line; bytes that are not UTF-8 come through as lone surrogates."""
    first = data.readline(LONGEST_LINE)
    encoding = next((name for bom, name in BOMS.items() if first.startswith(bom)), "utf-8")
    if encoding != "utf-8":
        yield from (first + data.read(LARGEST_MEMBER >> 4)).decode("utf-16").splitlines(True)
        return
    chunks = itertools.chain([first], iter(lambda: data.readline(LONGEST_LINE), b""))
    for number, line in enumerate(chunks, 1):
        if len(line) >= LONGEST_LINE:
            raise SourceError(
                f"line {number}: longer than {LONGEST_LINE:,} bytes; is this a text file?"
            )
        text = line.decode("utf-8", "surrogateescape")
        yield text.removeprefix("\ufeff") if number == 1 else text


def is_unreadable(text: str) -> bool:
    """Whether a text holds bytes that were not UTF-8."""
    return any("\udc80" <= c <= "\udcff" for c in text) if not text.isascii() else False


def printable(text: str) -> str:
    """Return the text with undecodable bytes replaced, fit to be written as UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def table_rows(data: IO[bytes]) -> Iterator[Row | RejectedRow]:
    """Read a CSV or TSV with a header: (row number, cells by column) or a reject.

    The header is row 1. Raises SourceError when there is no header or most rows are not UTF-8.
    """
    text = lines(data)
    head = next(text, "")
    delimiter = max("\t;,|", key=head.count)
    if delimiter not in head or "\0" in head:
        raise SourceError("row 1: expected column names separated by commas, semicolons or tabs")
    columns = [c.strip() for c in next(csv.reader([head], delimiter=delimiter))]
    reader = csv.reader((line.replace("\0", "") for line in text), delimiter=delimiter)
    good = bad = 0
    try:
        for cells in reader:
            row = reader.line_num + 1
            if not any(cells):
                continue
            fault = _row_fault(cells, columns)
            good, bad = good + (not fault), bad + bool(fault)
            yield (
                RejectedRow(row, fault, delimiter.join(cells))
                if fault
                else (row, _cells(columns, cells))
            )
    except csv.Error as fault:
        raise SourceError(f"row {reader.line_num + 1}: {fault}; is a quote never closed?") from None
    if bad > MOST_UNREADABLE * (good + bad):
        raise SourceError(f"{bad} of {good + bad} rows cannot be read; save the file as UTF-8")


def _cells(columns: list[str], cells: list[str]) -> dict[str, str]:
    return {c: v.strip() for c, v in zip(columns, cells, strict=False)}


def _row_fault(cells: list[str], columns: list[str]) -> str:
    if any(map(is_unreadable, cells)):
        return "not UTF-8; save the file as UTF-8"
    if len(cells) > len(columns):
        return f"{len(cells)} cells but {len(columns)} columns"
    if any(c.count("\n") > 5 for c in cells):
        return "a quote is never closed, so later rows ran into this one"
    return ""
