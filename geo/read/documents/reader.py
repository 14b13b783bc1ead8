"""Bytes to a document, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import islice
from pathlib import PurePath

from geo.read.documents.attribution import author_of, publisher_of, title_of
from geo.read.documents.blocks import Block, Raw, assemble, removed_of
from geo.read.documents.decode import decode
from geo.read.documents.document import Document, Evidence, Publication
from geo.read.documents.furniture import mark_furniture
from geo.read.documents.language import NAMES, language_of
from geo.read.documents.published import address_evidence, choose, text_evidence
from geo.read.documents.unreadable import UnreadableDocument

MOST_BYTES = 20_000_000
MOST_CHARACTERS = 3_000_000
PASTE = "pasted text"
_FEWEST_LETTERS = 20
_ID_LENGTH = 12
MARKDOWN_ENDINGS = (".md", ".markdown", ".mdown")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)", re.I | re.S
)
_EMAIL = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}", re.I)
_EMAIL_FIELDS = re.compile(
    rb"^(?:from|date|subject|message-id|received|mime-version):", re.I | re.M
)


def check_size(name: str, size: int) -> None:
    """Raise an error for a report that is too large to be read.

    Parameters
    ----------
    name : str
        What to call it in the error.
    size : int
        Its length in bytes.

    Raises
    ------
    UnreadableDocument
        When it has more than `MOST_BYTES`.
    """
    if size > MOST_BYTES:
        most = MOST_BYTES // 10**6
        raise UnreadableDocument(
            name, f"this file has {size / 1e6:.0f} MB, and a report at most {most} MB"
        )


def read_document(data: bytes, name: str = PASTE, today: date | None = None) -> Document:
    """Read one report.

    Parameters
    ----------
    data : bytes
        The file's bytes, or a pasted text in UTF-8.
    name : str
        The file's name; its ending decides only where the bytes do not.
    today : date, optional
        No later day is taken for the publication day; by default the present day.

    Returns
    -------
    Document
        Its text in English, with what was left out and the publication day where it is given.

    Raises
    ------
    UnreadableDocument
        When it cannot be read, with a sentence that says why.
    """
    name = PurePath(name.replace("\\", "/")).name[:200] or PASTE
    check_size(name, len(data))
    if not data.strip():
        raise UnreadableDocument(name, "this file is empty")
    form = format_of(data, name)
    raw = _READERS[form](data, name)
    if len(raw.text) > MOST_CHARACTERS:
        raise UnreadableDocument(
            name, f"this is longer than {MOST_CHARACTERS:,} characters; split it"
        )
    return _document(data, name, form, raw, today or datetime.now(UTC).date())


def read_paste(text: str, today: date | None = None) -> Document:
    """Read a pasted text.

    Parameters
    ----------
    text : str
        The text as it was pasted.
    today : date, optional
        No later day is taken for the publication day; by default the present day.

    Raises
    ------
    UnreadableDocument
        When it cannot be read, with a sentence that says why.
    """
    return read_document(text.encode("utf-8", "replace"), PASTE, today)


def format_of(data: bytes, name: str) -> str:
    """Return a file's format by what its bytes are, then by its name.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        Its name, for its ending.
    """
    lower = name.lower()
    if data.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if data[:2] == b"PK" or lower.endswith(".docx"):
        return "docx"
    if lower.endswith(".pdf"):
        return "pdf"
    if lower.endswith(".eml") or _is_email(data):
        return "eml"
    if lower.endswith(HTML_ENDINGS) or _HTML.match(data[:4096]):
        return "html"
    return "md" if lower.endswith(MARKDOWN_ENDINGS) else "txt"


def _is_email(data: bytes) -> bool:
    head = data[:8192].replace(b"\r\n", b"\n")
    fields = _EMAIL.match(head)
    return fields is not None and len(set(_EMAIL_FIELDS.findall(fields[0].lower()))) >= 3


def _text(data: bytes, name: str) -> Raw:
    from geo.read.documents.formats.text import read_text

    return read_text(decode(data, name))


def _markdown(data: bytes, name: str) -> Raw:
    from geo.read.documents.formats.text import read_markdown

    return read_markdown(decode(data, name))


# The parsers of rarer formats take long to import, and are so only when such a file comes.
def _html(data: bytes, name: str) -> Raw:
    from geo.read.documents.formats.html import read_html

    return read_html(data, name)


def _pdf(data: bytes, name: str) -> Raw:
    from geo.read.documents.formats.pdf import read_pdf

    return read_pdf(data, name)


def _docx(data: bytes, name: str) -> Raw:
    from geo.read.documents.formats.docx import read_docx

    return read_docx(data, name)


def _eml(data: bytes, name: str) -> Raw:
    from geo.read.documents.formats.eml import read_eml

    return read_eml(data, name)


_READERS: dict[str, Callable[[bytes, str], Raw]] = {
    "txt": _text,
    "md": _markdown,
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
    "eml": _eml,
}


def _document(data: bytes, name: str, form: str, raw: Raw, today: date) -> Document:
    blocks = mark_furniture(raw.text, raw.blocks)
    text, segments = assemble(raw.text, blocks)
    _check_text(text, name)
    digest = sha256(data).hexdigest()
    author = raw.facts.author or author_of(raw.text, blocks)
    return Document(
        id=digest[:_ID_LENGTH],
        name=name,
        sha256=digest,
        format=form,
        original=raw.text,
        text=text,
        segments=segments,
        removed=removed_of(raw.text, blocks),
        published=_published(raw, blocks, text, name, today),
        title=raw.facts.title or title_of(raw.text, blocks),
        publisher=raw.facts.publisher or publisher_of(raw.text, blocks),
        author=author,
        language="en",
        url=raw.facts.url,
    )


def _check_text(text: str, name: str) -> None:
    letters = islice(filter(str.isalpha, text[:2_000]), _FEWEST_LETTERS)
    if len(list(letters)) < _FEWEST_LETTERS:
        raise UnreadableDocument(
            name, "there is no report in it, only page furniture or too few words"
        )
    language = language_of(text)
    if language != "en":
        sentence = f"this is in {NAMES[language]}, and only English reports can be read so far"
        raise UnreadableDocument(name, sentence)


def _published(raw: Raw, blocks: list[Block], text: str, name: str, today: date) -> Publication:
    evidence = [*raw.facts.days, *text_evidence(raw.text, blocks)]
    evidence += address_evidence(name, Evidence.FILE)
    return choose(evidence, text, today)
