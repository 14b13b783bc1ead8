"""Plain text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.read.documents.blocks import Block, Facts, Part, Raw, text_blocks
from geo.read.documents.document import Evidence, Publication, Reason
from geo.read.documents.published import full_day

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z_-]+)\s*:\s*(.+)$", re.MULTILINE)
_FENCE = re.compile(r"^(?:```|~~~).*?(?:^(?:```|~~~)|\Z)", re.MULTILINE | re.DOTALL)
_LIST_MARK = re.compile(r"[ \t]*(?:[#>]+|[-*+•]|\d{1,3}[.)])[ \t]+")
# What of Markdown is not text: images, link targets, emphasis, code marks, comments.
_MARKUP = re.compile(
    r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)|<!--.{0,5000}?-->|\]\([^)\s]{0,2000}(?:\s\"[^\"]{0,300}\")?\)"
    r"|\[(?=[^\]\n]{0,300}\]\()"
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+|#+\s*$|</?[a-z][^>]*>",
    re.DOTALL,
)
_IMAGE_LINE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*")


def read_text(text: str) -> Raw:
    """Return a plain text as blocks."""
    return Raw(text, text_blocks(text))


def read_markdown(text: str) -> Raw:
    """Return a Markdown text as blocks, the marks left out; front matter gives the fields."""
    front = _FRONT_MATTER.match(text)
    facts = _front_facts(front[1]) if front else Facts()
    start = front.end() if front else 0
    hidden = [Block(0, start, Reason.MARKUP)] if front else []
    hidden += [Block(f.start(), f.end(), Reason.MARKUP) for f in _FENCE.finditer(text, start)]
    shown = text_blocks(_blanked(text, hidden))
    blocks = [*hidden, *(_plain(text, block) for block in shown)]
    return Raw(text, sorted(blocks, key=lambda block: block.start), facts)


def _blanked(text: str, hidden: list[Block]) -> str:
    """Return the text with empty lines for what is hidden, every offset as it was."""
    for block in hidden:
        text = f"{text[: block.start]}{chr(10) * (block.end - block.start)}{text[block.end :]}"
    return text


def _plain(text: str, block: Block) -> Block:
    if _IMAGE_LINE.fullmatch(text, block.start, block.end):
        return block.with_reason(Reason.CAPTION)
    mark = _LIST_MARK.match(text, block.start, block.end)
    start = mark.end() if mark else block.start
    parts = tuple(_between(text, start, block.end))
    return Block(block.start, block.end, block.reason, parts or ((start, start),))


def _between(text: str, start: int, end: int) -> Iterator[Part]:
    for found in _MARKUP.finditer(text, start, end):
        if found.start() > start:
            yield start, found.start()
        start = found.end()
    if start < end:
        yield start, end


def _front_facts(front: str) -> Facts:
    fields = {key.lower(): value.strip(" \"'") for key, value in _FIELD.findall(front)}
    days = []
    for key in ("date", "published", "pubdate", "datepublished"):
        day = full_day(fields.get(key, ""))
        if day:
            days.append(Publication(day, 0.95, Evidence.METADATA, f"{key}: {fields[key]}"[:120]))
    return Facts(
        title=fields.get("title", ""),
        publisher=fields.get("publisher", fields.get("source", "")),
        author=fields.get("author", ""),
        url=fields.get("url", fields.get("link", "")),
        days=tuple(days),
    )
