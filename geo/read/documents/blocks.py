"""A text as blocks: lines, or paragraphs where lines are wrapped, each with its offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import filterfalse

from geo.read.documents.document import OffsetRun, Publication, Reason, Removed

Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or line of the original; offsets, end exclusive.

    `reason` says why it is no part of the report, None where it is one. `parts` are the
    stretches of it that are text, where markup stands between them; empty means all of it.
    """

    start: int
    end: int
    reason: Reason | None = None
    parts: tuple[Part, ...] = ()

    def with_reason(self, reason: Reason | None) -> Block:
        """Return the block with another reason."""
        return Block(self.start, self.end, reason, self.parts)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file's fields say of the report; `days` is evidence of its publication day."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    language: str = ""
    url: str = ""
    days: tuple[Publication, ...] = ()


@dataclass(frozen=True, slots=True)
class Raw:
    """What a format's reader hands on: all text, its blocks in order, and the fields."""

    text: str
    blocks: list[Block]
    facts: Facts = field(default_factory=Facts)


_BLANK = re.compile(r"\s")
_LINE = re.compile(r"\S[^\n]*")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_SLUG = re.compile(r"\s*[a-z0-9]+(?:-[a-z0-9]+){1,6}(?=[A-Z][a-z])")
_ENDS = (".", "!", "?", "…", ":", ";", '"', "”", "'", "’", ")")
# Lines of hand-wrapped text: this long, and mostly broken in mid-sentence.
_WRAPPED_FROM, _WRAPPED_TO = 45, 100
_BROKEN_SHARE = 0.6


def text_blocks(text: str) -> list[Block]:
    """Return the blocks of a plain text, one a line, or one a paragraph where it is wrapped."""
    pattern = _PARAGRAPH if is_wrapped(text) else _LINE
    return list(_trimmed(text, pattern))


def is_wrapped(text: str) -> bool:
    """Say whether a text's lines are broken by width, not by paragraph."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    long = [line for line in lines if len(line) >= _WRAPPED_FROM]
    if len(long) < 3 or max(map(len, long)) > _WRAPPED_TO:
        return False
    broken = sum(not line.endswith(_ENDS) for line in long)
    return broken >= _BROKEN_SHARE * len(long)


def _trimmed(text: str, pattern: re.Pattern[str]) -> Iterator[Block]:
    for found in pattern.finditer(text):
        start = found.start()
        yield from _without_slug(text, Block(start, start + len(found[0].rstrip())))


def _without_slug(text: str, block: Block) -> Iterator[Block]:
    """Cut an image's file name off the paragraph it was glued to ("map-of-fightingThe ...")."""
    slug = _SLUG.match(text, block.start, block.end)
    if slug and "-" in slug[0] and slug.end() < block.end:
        yield Block(block.start, slug.end(), Reason.CAPTION)
        yield Block(slug.end(), block.end)
    else:
        yield block


def line_of(text: str, block: Block) -> str:
    """Return a block's text on one line, without the markup between its parts.

    Parameters
    ----------
    text : str
        The whole text that the block is of.
    block : Block
        A stretch of it.
    """
    line = text[block.start : block.end]
    if block.parts:
        line = "".join([text[start:end] for start, end in block.parts])
    # What can be printed has no blanks but spaces, and most lines have one between two line.
    if line.isprintable() and "  " not in line and line == line.strip(" "):
        return line
    return " ".join(line.split())


def tokens_in(line: str, pattern: re.Pattern[str]) -> list[str]:
    """Return the tokens of a line, in any order.

    Parameters
    ----------
    line : str
        A line, or several.
    pattern : re.Pattern of str
        What a token is; letters alone have to be one to it.
    """
    # Most tokens stand between blanks, and splitting there takes a fifth of the time.
    parts = line.split()
    mixed = " ".join(filterfalse(str.isalpha, parts))
    return [*filter(str.isalpha, parts), *pattern.findall(mixed)]


def assemble(text: str, blocks: Iterable[Block]) -> tuple[str, tuple[OffsetRun, ...]]:
    """Return the clean text of the blocks that stay, and where its characters come from.

    Parameters
    ----------
    text : str
        The original text.
    blocks : iterable of Block
        Its blocks in order; those with a reason are left out.
    """
    pieces: list[str] = []
    segments: list[OffsetRun] = []
    length = 0
    for block in blocks:
        if block.reason is not None:
            continue
        if pieces:
            pieces.append("\n\n")
            length += 2
        for start, end in block.parts or ((block.start, block.end),):
            piece = text[start:end]
            # What can be printed has no blanks but spaces.
            pieces.append(piece if piece.isprintable() else _BLANK.sub(" ", piece))
            segments.append(OffsetRun(length, start, end - start))
            length += end - start
    return "".join(pieces), tuple(segments)


def removed_of(text: str, blocks: Iterable[Block]) -> tuple[Removed, ...]:
    """Return what was left out, neighbours with the same reason joined.

    Parameters
    ----------
    text : str
        The original text.
    blocks : iterable of Block
        Its blocks in order.
    """
    out: list[Removed] = []
    for block in blocks:
        if block.reason is None:
            continue
        last = out[-1] if out else None
        if last and last.reason is block.reason and not text[last.end : block.start].strip():
            out[-1] = Removed(last.start, block.end, last.reason)
        else:
            out.append(Removed(block.start, block.end, block.reason))
    return tuple(out)
