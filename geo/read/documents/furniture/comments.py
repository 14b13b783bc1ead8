"""Where the readers begin to speak."""

from __future__ import annotations

import re

from geo.read.documents.blocks import Block
from geo.read.documents.document import Reason
from geo.read.documents.furniture.page import PageBlocks, is_prose
from geo.read.documents.furniture.vocabulary import FURNITURE

_SURE = FURNITURE.compile("comments_sure", re.IGNORECASE)
_MAYBE = FURNITURE.compile("comments_maybe", re.IGNORECASE)
_SPEAKER = FURNITURE.compile("speaker", re.IGNORECASE)
# "RickT: My nephew ...", right under the heading of the comments.
_HANDLE = re.compile(r"[A-Za-z][\w.-]{1,30}: (?=\S)")
_PAGE_PUBLISHED = re.compile(r"(?:first |originally )?published\b", re.IGNORECASE)


def mark_comments(page: PageBlocks) -> None:
    """Mark everything from the first comment on, but for lines that are the page's own."""
    for at in range(_comments_start(page), len(page.blocks)):
        if not _is_of_the_page(page.blocks[at], page.lines[at]):
            page.blocks[at] = page.blocks[at].with_reason(Reason.COMMENT)


def _is_of_the_page(block: Block, line: str) -> bool:
    """Say whether a line among comments is the page's own; readers' posts bear dates too."""
    if block.reason is Reason.PUBLISHED:
        return bool(_PAGE_PUBLISHED.match(line))
    return block.reason in (Reason.PLEA, Reason.TAGS, Reason.CREDIT)


def _comments_start(page: PageBlocks) -> int:
    """Return the first block of the readers' comments, the number of blocks if there are none."""
    prose = 0
    for at, line in enumerate(page.lines):
        if prose and _begins_comments(page, at, line):
            return at
        prose += page.is_prose(at) and page.blocks[at].reason in (None, Reason.PULL_QUOTE)
    return len(page.blocks)


def _begins_comments(page: PageBlocks, at: int, line: str) -> bool:
    if _SURE.fullmatch(line):
        return True
    rest = page.lines[at + 1 :]
    if _MAYBE.fullmatch(line):
        return _are_comments(rest) or not any(map(is_prose, rest))
    if _SPEAKER.fullmatch(line):
        return sum(bool(_SPEAKER.fullmatch(other)) for other in rest) >= 1
    return False


def _are_comments(rest: list[str]) -> bool:
    marks = (_SURE, _SPEAKER)
    if any(_HANDLE.match(line) for line in rest[:1]):
        return True
    return any(mark.fullmatch(line) for line in rest for mark in marks)
