"""Word lists written as words."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Return the words of a text, parted by spaces."""
    return frozenset(words.split())
