"""The blocks of one text while page furniture is marked in it, and their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geo.read.documents.blocks import Block, tokens_in
from geo.read.documents.document import Reason

WORD = re.compile(r"\w+")
_SENTENCE_ENDS, _CLOSING = (".", "!", "?", "…"), "'\"”’)]"
# A block of running text: this many characters, and it ends as a sentence does.
_PROSE = 60


@dataclass(slots=True)
class PageBlocks:
    """The blocks of one text while page furniture is marked in it."""

    blocks: list[Block]
    lines: list[str]
    _single: dict[int, list[str]] = field(default_factory=dict)

    def single(self, at: int) -> list[str]:
        """Return the tokens of a block, in any order."""
        found = self._single.get(at)
        if found is None:
            found = self._single[at] = tokens_in(self.lines[at], WORD)
        return found

    def is_open(self, at: int) -> bool:
        """Say whether a block has no reason yet to be left out."""
        return self.blocks[at].reason is None

    def mark(self, at: int, reason: Reason) -> None:
        """Give a block a reason to be left out, unless it has one.

        Parameters
        ----------
        at : int
            The number of the block.
        reason : Reason
            Why it is no part of the report.
        """
        if self.is_open(at):
            self.blocks[at] = self.blocks[at].with_reason(reason)

    def is_prose(self, at: int) -> bool:
        """Say whether a block is running text."""
        return is_prose(self.lines[at])


def is_prose(line: str) -> bool:
    """Say whether a block is running text, by its length and its end."""
    return len(line) >= _PROSE and ends_as_sentence(line)


def ends_as_sentence(line: str) -> bool:
    """Say whether a line ends with a full stop or the like, inside quotation marks or out."""
    return line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)
