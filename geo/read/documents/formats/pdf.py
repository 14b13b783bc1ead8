"""PDF files with text in them."""

from __future__ import annotations

import logging
import re
from collections import Counter
from datetime import datetime
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PdfReadError

from geo.read.documents.blocks import Block, Facts, Raw
from geo.read.documents.decode import tidy
from geo.read.documents.document import Evidence, Publication, Reason
from geo.read.documents.unreadable import UnreadableDocument

MOST_PAGES = 500
_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?…:][\"”’)]*$")
# A line this much shorter than the page's longest ends its paragraph, if a sentence ends there.
_SHORT_LINE = 0.8
_FEWEST_LETTERS_A_PAGE = 10
# A line on this share of the pages is their header or footer.
_REPEATED_SHARE = 0.5

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes, name: str) -> Raw:
    """Return a PDF's text as blocks, the headers and footers of its pages with their reason.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in an error.

    Raises
    ------
    UnreadableDocument
        When it is broken, locked, too long or has no text.
    """
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not _unlocked(reader):
            raise UnreadableDocument(
                name, "this PDF is locked with a password; save it without one"
            )
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableDocument(name, f"this PDF has more than {MOST_PAGES} pages; split it")
        pages = [tidy(page.extract_text() or "") for page in reader.pages]
        facts = _facts(reader)
    except UnreadableDocument:
        raise
    # A broken or hostile file can make the parser fail in any way at all.
    except Exception as error:
        raise UnreadableDocument(name, "this PDF is broken and cannot be read") from error
    if sum(map(_letters, pages)) < _FEWEST_LETTERS_A_PAGE * len(pages) or not pages:
        raise UnreadableDocument(
            name, "this PDF has pictures of pages but no text; run text recognition first"
        )
    return _laid_out(pages, facts)


def _unlocked(reader: PdfReader) -> bool:
    try:
        return bool(reader.decrypt(""))
    except (PdfReadError, ImportError, NotImplementedError):
        return False


def _letters(page: str) -> int:
    return sum(char.isalpha() for char in page)


def _laid_out(pages: list[str], facts: Facts) -> Raw:
    repeated = _repeated(pages)
    lines: list[tuple[str, bool]] = []
    for page in pages:
        rows = _HYPHEN.sub("", page).split("\n")
        lines += [(row.strip(), _shape(row) in repeated) for row in rows]
        lines.append(("", False))
    width = max((len(line) for line, _ in lines), default=0)
    return _joined(lines, width, facts)


def _repeated(pages: list[str]) -> set[str]:
    """Return the shapes of lines that most pages have: the same words, any numbers."""
    if len(pages) < 3:
        return set()
    counts = Counter(shape for page in pages for shape in set(map(_shape, page.split("\n"))))
    return {shape for shape, count in counts.items() if count > _REPEATED_SHARE * len(pages)}


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line.strip())


def _joined(lines: list[tuple[str, bool]], width: int, facts: Facts) -> Raw:
    """Join lines to paragraphs; a line break in one stays, as a character of its own."""
    pieces: list[str] = []
    blocks: list[Block] = []
    length = start = 0

    def close() -> None:
        if length > start:
            blocks.append(Block(start, length - 1))

    for line, is_page_line in lines:
        if is_page_line or not line:
            close()
        if is_page_line and line:
            blocks.append(Block(length, length + len(line), Reason.PAGE))
        pieces.append(line + "\n")
        length += len(line) + 1
        if is_page_line or not line:
            start = length
        elif _ends_paragraph(line, width):
            close()
            start = length
    close()
    return Raw("".join(pieces), blocks, facts)


def _ends_paragraph(line: str, width: int) -> bool:
    if len(line) >= _SHORT_LINE * width:
        return False
    return bool(_SENTENCE_END.search(line)) or len(line) < 0.5 * width


def _facts(reader: PdfReader) -> Facts:
    info = reader.metadata
    if info is None:
        return Facts()
    return Facts(
        title=_field(info.title), author=_field(info.author), days=_created(info.creation_date)
    )


def _field(value: object) -> str:
    return " ".join(str(value or "").split())[:300]


def _created(created: datetime | None) -> tuple[Publication, ...]:
    if created is None:
        return ()
    return (Publication(created.date(), 0.4, Evidence.FILE, f"made on {created:%Y-%m-%d}"),)
