"""A .zip that holds one table, as GDELT's days are published: read without being unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from geo.ingest.formats.csv_file import Headerless, open_csv
from geo.ingest.formats.sheet import CannotImport, InputSheet, Rejection, Row

MOST_BYTES = 4_000_000_000
# Text of a table shrinks to a tenth or so; what shrinks to a thousandth is made to fill a disk.
MOST_SHRUNK = 200
ENDINGS = (".csv", ".tsv", ".txt")
_ENCRYPTED = 1


def open_zip(path: Path, headerless: Headerless) -> InputSheet:
    """Open the one CSV in a .zip.

    Nothing is written to the disk, and the name inside is only shown, never used as a path.

    Parameters
    ----------
    path : Path
        The archive.
    headerless : mapping
        As `open_csv` takes it.

    Raises
    ------
    CannotImport
        When it holds anything else, is damaged, encrypted, or too large.
    """
    try:
        with ZipFile(path) as archive:
            member = _only(path, archive)
        sheet = open_csv(path.name, partial(_opened, path, member.filename), headerless)
    except (BadZipFile, NotImplementedError, EOFError, ZlibError) as error:
        raise CannotImport(f"{path.name} is no .zip that can be read ({error})") from error
    return replace(sheet, rows=_until_damaged(sheet))


def _only(path: Path, archive: ZipFile) -> ZipInfo:
    members = [each for each in archive.infolist() if not each.is_dir()]
    if len(members) != 1:
        raise CannotImport(
            f"{path.name} holds {len(members)} files; it may hold one CSV: unpack it and import "
            "them one by one"
        )
    member = members[0]
    if PurePosixPath(member.filename).suffix.casefold() not in ENDINGS:
        raise CannotImport(f"{path.name} holds {member.filename!r}, which is no CSV")
    if member.flag_bits & _ENCRYPTED:
        raise CannotImport(f"{path.name} is encrypted; unpack it first")
    if member.file_size > MOST_BYTES:
        raise CannotImport(
            f"{path.name} holds {member.file_size / 1e9:.1f} GB, above the {MOST_BYTES / 1e9:.0f} "
            "GB that are read from a .zip: unpack it and import the CSV"
        )
    if member.file_size > MOST_SHRUNK * max(member.compress_size, 1):
        raise CannotImport(
            f"{path.name} holds {member.file_size / 1e6:.0f} MB in "
            f"{member.compress_size / 1e6:.2f}, which no table does: unpack it and look at it"
        )
    return member


def _opened(path: Path, name: str) -> IO[bytes]:
    with ZipFile(path) as archive:
        return archive.open(name)  # stays open until it is closed itself


def _until_damaged(sheet: InputSheet) -> Iterator[Row]:
    """Yield the rows that can be read; where no more can be, the next one is refused."""
    number = 0
    try:
        for number, line in sheet.rows:
            yield number, line
    except (BadZipFile, EOFError, ZlibError) as error:
        reason = f"the file is damaged from here on ({error}); get it anew and import it again"
        sheet.rejects.append(Rejection(number + 1, reason, {}))
