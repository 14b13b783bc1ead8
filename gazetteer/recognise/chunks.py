"""Very long texts are read in pieces, so that memory does not grow with them."""

from __future__ import annotations

from collections.abc import Iterator

# No report is so long; what is takes some hundred bytes of memory for each character of a piece.
LONGEST_PIECE = 250_000
# Where a text is cut, the best first.
_CUTS = ("\n\n", "\n", ". ", " ")


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces of `LONGEST_PIECE` characters at most, each with its offset.

    It is cut between paragraphs, else sentences, else words; a text not so long stays whole.
    """
    start = 0
    while len(text) - start > LONGEST_PIECE:
        end = _cut(text, start, start + LONGEST_PIECE)
        yield start, text[start:end]
        start = end
    yield start, text[start:] if start else text


def _cut(text: str, start: int, end: int) -> int:
    """Return where to end a piece: in its last half, or at its very end where it has no cut."""
    for cut in _CUTS:
        at = text.rfind(cut, start + (end - start) // 2, end)
        if at >= 0:
            return at + len(cut)
    return end
