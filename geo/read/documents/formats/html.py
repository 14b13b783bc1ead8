"""Web pages: all their text as blocks, and which of it is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree, html

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import one_of
from geo.read.documents.blocks import Block, Raw
from geo.read.documents.decode import decode
from geo.read.documents.document import Reason
from geo.read.documents.formats.html_fields import page_facts
from geo.read.documents.unreadable import UnreadableDocument

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_NOT_TEXT = ENGLISH.ordered("web_pages.elements.not_text")
_BLOCKS = ENGLISH.words("web_pages.elements.block")
_TAG_REASONS = {
    tag: Reason[reason.upper()] for tag, reason in ENGLISH.mapping("web_pages.reasons").items()
}
# Names that pages give to their parts, by class, id or role.
_NAMED_REASONS = tuple(
    (
        Reason[reason.upper()],
        re.compile(rf"(?:^|[\s_-]){one_of(names)}(?:$|[\s_-])", re.IGNORECASE),
    )
    for reason, names in ENGLISH.mapping("web_pages.parts").items()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Elements deeper than this are hostile or broken.
_DEEPEST = 200


def read_html(data: bytes | str, name: str) -> Raw:
    """Return a page as blocks: those of the article open, all others with a reason.

    trafilatura says what the article is; the page's own element names give the reasons.

    Parameters
    ----------
    data : bytes or str
        The page; as text where its encoding is known.
    name : str
        What to call it in an error.

    Raises
    ------
    UnreadableDocument
        When there is no text on the page.
    """
    text = data if isinstance(data, str) else decode(data, name, _declared(data))
    tree = _tree(text, name)
    facts = page_facts(tree)
    for element in tree.xpath(" | ".join(f"//{tag}" for tag in _NOT_TEXT)):
        element.drop_tree()
    page, blocks = _laid_out(tree)
    if not page.strip():
        raise UnreadableDocument(name, "there is no text on this page")
    return Raw(page, _outside(page, blocks, _article(text)), facts)


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", "ignore") if found else ""


def _tree(text: str, name: str) -> html.HtmlElement:
    # As bytes, because lxml refuses a str that declares an encoding of its own.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(name, "this page holds nothing that can be read") from error


def _laid_out(tree: html.HtmlElement) -> tuple[str, list[Block]]:
    """Return the page's text, a line a block, and the blocks."""
    pieces: list[str] = []
    blocks: list[Block] = []
    length = 0
    for words, reason in _runs(tree):
        blocks.append(Block(length, length + len(words), reason))
        pieces.append(words)
        length += len(words) + 1
    return "\n".join(pieces), blocks


def _runs(tree: html.HtmlElement) -> Iterator[tuple[str, Reason | None]]:
    """Yield the runs of text between block elements, each with its reason."""
    pending: list[str] = []
    reason: Reason | None = None
    for piece, why, breaks in _walk(tree, None, 0):
        if breaks or why is not reason:
            words = " ".join("".join(pending).split())
            if words:
                yield words, reason
            pending = []
        reason = why
        pending.append(piece)
    words = " ".join("".join(pending).split())
    if words:
        yield words, reason


def _walk(
    element: html.HtmlElement, reason: Reason | None, depth: int
) -> Iterator[tuple[str, Reason | None, bool]]:
    """Yield text in reading order with its reason, and whether a block starts or ends there."""
    if not isinstance(element.tag, str) or depth > _DEEPEST:
        return
    own = _reason(element) or reason
    is_block = element.tag in _BLOCKS
    yield element.text or "", own, is_block
    for child in element:
        yield from _walk(child, own, depth + 1)
        yield child.tail or "", own, isinstance(child.tag, str) and child.tag in _BLOCKS


def _reason(element: html.HtmlElement) -> Reason | None:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return Reason.HIDDEN
    if element.tag in ("body", "html", "main", "article"):
        return None
    names = " ".join(element.get(key, "") for key in ("class", "id", "role"))
    named = (reason for reason, pattern in _NAMED_REASONS if pattern.search(names))
    return next(named, None) or _TAG_REASONS.get(element.tag)


def _article(text: str) -> str:
    """Return trafilatura's extract of the article, its words only; empty where it finds none."""
    found = trafilatura.extract(
        text, include_comments=False, include_tables=True, with_metadata=False, fast=True
    )
    return _squeezed(found or "")


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _outside(page: str, blocks: list[Block], article: str) -> list[Block]:
    """Give a reason to the blocks that are not in the article."""
    if len(article) < 100:
        return blocks
    return [_judged(page, block, article) for block in blocks]


def _judged(page: str, block: Block, article: str) -> Block:
    if block.reason is not None:
        return block
    words = _squeezed(page[block.start : block.end])
    return block if words and words in article else block.with_reason(Reason.OUTSIDE)
