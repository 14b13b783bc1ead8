"""Page furniture is marked, block by block, in plain text of any origin."""

from __future__ import annotations

from geo.read.documents.blocks import Block, line_of
from geo.read.documents.furniture.comments import mark_comments
from geo.read.documents.furniture.lines import mark_lines
from geo.read.documents.furniture.page import PageBlocks, is_prose
from geo.read.documents.furniture.repeats import mark_repeats
from geo.read.documents.furniture.surroundings import (
    mark_author_notes,
    mark_head,
    mark_tail,
    mark_teasers,
)

__all__ = ["is_prose", "mark_furniture"]


def mark_furniture(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks, those that are page furniture with the reason.

    Works on words alone: line patterns first, then readers' comments, what repeats, lists of
    teasers, and the menus at both ends. A block that already has a reason keeps it.

    Parameters
    ----------
    text : str
        The original text.
    blocks : list of Block
        Its blocks in order.
    """
    page = PageBlocks(list(blocks), [line_of(text, block) for block in blocks])
    mark_lines(page)
    mark_comments(page)
    mark_repeats(page)
    mark_teasers(page)
    mark_author_notes(page)
    mark_head(page)
    mark_tail(page)
    return page.blocks
