"""Title, author and publisher of a report, by its own lines."""

from __future__ import annotations

import re

from geo.read.documents.blocks import Block, line_of
from geo.read.documents.document import Reason
from geo.read.documents.furniture import is_prose

_BYLINE = re.compile(r"(?:by|written by|reported by|author:)\s+([^,|•·]{3,60})", re.I)
_AUTHOR_NAME = re.compile(
    r"((?:[A-Z][\w.'’-]+ ){1,3}[A-Z][\w.'’-]+) (?:is|was|has|covers|writes)\b"
)
_AT_OUTLET = re.compile(
    r"\b(?:to|for|of|at|with) ((?:[A-Z][\w.'’&-]*(?: |$)|(?:of|the|and) (?=[A-Z]))+)"
)


def title_of(text: str, blocks: list[Block]) -> str:
    """Return the first line that stays and is no running text; else the first words.

    Parameters
    ----------
    text : str
        The original text.
    blocks : list of Block
        Its blocks, with the reasons of those that are page furniture.
    """
    for block in blocks:
        if block.reason is None:
            line = line_of(text, block)
            return line if not is_prose(line) else f"{line[:80].rsplit(' ', 1)[0]} …"
    return ""


def author_of(text: str, blocks: list[Block]) -> str:
    """Return who a byline or a note on the author names, empty where there is none.

    Parameters
    ----------
    text : str
        The original text.
    blocks : list of Block
        Its blocks, with the reasons of those that are page furniture.
    """
    for block in blocks:
        if block.reason is Reason.BYLINE and (byline := _BYLINE.match(line_of(text, block))):
            return byline[1].strip()
        if block.reason is Reason.AUTHOR and (note := _AUTHOR_NAME.match(line_of(text, block))):
            return note[1]
    return ""


def publisher_of(text: str, blocks: list[Block]) -> str:
    """Return the outlet that a note on the author ends with, empty where there is none.

    Parameters
    ----------
    text : str
        The original text.
    blocks : list of Block
        Its blocks, with the reasons of those that are page furniture.
    """
    for block in blocks:
        if block.reason is Reason.AUTHOR:
            outlets = _AT_OUTLET.findall(line_of(text, block).rstrip("."))
            return outlets[-1].strip() if outlets else ""
    return ""
