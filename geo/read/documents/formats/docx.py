"""Word files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from docx import Document as open_docx
from docx.document import Document as Docx
from docx.table import Table

from basics.markup import declaring
from geo.read.documents.blocks import Block, Facts, Raw
from geo.read.documents.decode import tidy
from geo.read.documents.document import Evidence, Publication, Reason
from geo.read.documents.unreadable import UnreadableDocument

# Unpacked, a Word file larger than this, or this many times its size, is no report.
MOST_UNPACKED = 100_000_000
MOST_RATIO = 300
_BODY = "word/document.xml"


def read_docx(data: bytes, name: str) -> Raw:
    """Return a Word file's paragraphs and table cells as blocks, captions with their reason.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in an error.

    Raises
    ------
    UnreadableDocument
        When it is no Word file, broken, a bomb or empty.
    """
    _check_zip(data, name)
    _check_markup(data, name)
    try:
        file = open_docx(BytesIO(data))
        rows = list(_paragraphs(file))
        facts = _facts(file)
    # A broken or hostile file can make the parser fail in any way at all.
    except Exception as error:
        raise UnreadableDocument(name, "this Word file is broken and cannot be read") from error
    pieces: list[str] = []
    blocks: list[Block] = []
    length = 0
    for words, reason in rows:
        blocks.append(Block(length, length + len(words), reason))
        pieces.append(words)
        length += len(words) + 1
    return Raw("\n".join(pieces), blocks, facts)


def _check_zip(data: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableDocument(name, "this is not a Word file, or it is cut off") from error
    if not any(member.filename == _BODY for member in members):
        raise UnreadableDocument(name, "this is a zip archive and no Word file; unpack it first")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(len(data), 10_000):
        raise UnreadableDocument(name, "this Word file unpacks to far more than a report holds")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableDocument(
            name, "this Word file is locked with a password; save it without one"
        )


def _check_markup(data: bytes, name: str) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            found = declaring(archive)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, ValueError) as fault:
        raise UnreadableDocument(name, "this Word file is broken and cannot be read") from fault
    if found:
        raise UnreadableDocument(
            name, "this Word file declares a document type; save it anew with Word"
        )


def _paragraphs(file: Docx) -> Iterator[tuple[str, Reason | None]]:
    for item in file.iter_inner_content():
        if isinstance(item, Table):
            cells = (" | ".join(cell.text for cell in row.cells) for row in item.rows)
            yield from ((line, None) for line in map(_one_line, cells) if line)
            continue
        style = item.style.name if item.style and item.style.name else ""
        words = _one_line(item.text)
        if words:
            yield words, Reason.CAPTION if style == "Caption" else None


def _one_line(text: str) -> str:
    return " ".join(tidy(text).split())


def _facts(file: Docx) -> Facts:
    fields = file.core_properties
    created = fields.created
    days: tuple[Publication, ...] = ()
    if isinstance(created, datetime):
        days = (Publication(created.date(), 0.4, Evidence.FILE, f"made on {created:%Y-%m-%d}"),)
    return Facts(title=fields.title or "", author=fields.author or "", days=days)
