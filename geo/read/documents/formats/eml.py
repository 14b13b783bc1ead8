"""E-mail messages."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from geo.read.documents.blocks import Block, Facts, Raw, line_of, text_blocks
from geo.read.documents.decode import decode, tidy
from geo.read.documents.document import Evidence, Publication, Reason
from geo.read.documents.formats.html import read_html
from geo.read.documents.unreadable import UnreadableDocument

_QUOTE = re.compile(r"\s*>")
_QUOTE_HEAD = re.compile(
    r"(?:on .{4,120} wrote:|-+ ?(?:original|forwarded) message ?-+|begin forwarded message:)", re.I
)
_SIGNATURE = re.compile(r"--|__+|(?:kind |best |warm )?regards,?|sent from my .{1,40}", re.I)


def read_eml(data: bytes, name: str) -> Raw:
    """Return the body of a message as blocks, quoted messages and the signature with a reason.

    Parameters
    ----------
    data : bytes
        The message.
    name : str
        What to call it in an error.

    Raises
    ------
    UnreadableDocument
        When it is no message or has no text.
    """
    try:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain", "html"))
    # The standard library's parser fails in many ways on broken headers and parts.
    except Exception as error:
        raise UnreadableDocument(name, "this message is broken and cannot be read") from error
    if not isinstance(body, EmailMessage):
        raise UnreadableDocument(name, "there is no text in this message")
    raw = (
        _html_body(body, name) if body.get_content_subtype() == "html" else _plain_body(body, name)
    )
    return Raw(raw.text, raw.blocks, _facts(message))


def _content(body: EmailMessage, name: str) -> str:
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return tidy(decode(data, name, body.get_content_charset("")))


def _html_body(body: EmailMessage, name: str) -> Raw:
    return read_html(_content(body, name), name)


def _plain_body(body: EmailMessage, name: str) -> Raw:
    text = _content(body, name)
    return Raw(text, _marked(text, _with_quotes_apart(text)))


def _with_quotes_apart(text: str) -> list[Block]:
    """Return the blocks; quoted lines are lines, so that an answer below them stays apart."""
    if any(_QUOTE.match(line) for line in text.split("\n")):
        lines = re.finditer(r"[^\n]*\S[^\n]*", text)
        return [Block(line.start(), line.end()) for line in lines]
    return text_blocks(text)


def _marked(text: str, blocks: list[Block]) -> list[Block]:
    out: list[Block] = []
    tail: Reason | None = None
    for block in blocks:
        words = line_of(text, block)
        if _QUOTE_HEAD.fullmatch(words):
            tail = Reason.QUOTED
        elif tail is None and _SIGNATURE.fullmatch(words):
            tail = Reason.SIGNATURE
        quoted = Reason.QUOTED if _QUOTE.match(words) else None
        out.append(block.with_reason(quoted or tail))
    return out


def _facts(message: EmailMessage) -> Facts:
    name, address = parseaddr(_header(message, "From"))
    return Facts(
        title=_header(message, "Subject"),
        author=name or address,
        publisher=address.partition("@")[2],
        days=_days(message),
    )


def _header(message: EmailMessage, key: str) -> str:
    try:
        return " ".join(str(message.get(key) or "").split())[:300]
    except (ValueError, IndexError, AttributeError):
        return ""


def _days(message: EmailMessage) -> tuple[Publication, ...]:
    try:
        sent = message.get("Date")
        day = sent.datetime.date() if sent and sent.datetime else None
    except (ValueError, IndexError, AttributeError, TypeError):
        day = None
    return (Publication(day, 0.95, Evidence.HEADER, f"Date: {sent}"[:120]),) if day else ()
