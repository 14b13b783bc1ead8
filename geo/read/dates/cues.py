"""Which way a sentence looks: back to what happened, or ahead to what is planned."""

from __future__ import annotations

import re

from geo.read.dates.grammar import Match

_AHEAD = re.compile(
    r"\b(?:will|shall|must|should|would|expected|scheduled|until|till|upcoming|due|payable|plan(?:s|ned|ning)?"
    r"|deadline|effective|starting|vow(?:s|ed)|hope(?:s|d)?|slated|set to"
    r"|(?:is|are|was|were|be) (?:also )?to)\b|['’]ll\b"
)
# "By Friday" is a deadline; "destroyed by a bomb on Friday" and "taken by Friday" are not.
_DEADLINE = re.compile(r"\bby (?:the )?\Z")
_BACK = re.compile(
    r"\b(?:said|told|was|were|had|has|have|killed|since|met|from|began|took|fell|rose|\w{3,}ed)\b"
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"“A-Z])|\n")
# A verb that stands right before the date counts less than one that governs it: "said on Friday".
_REACH = 70
_BACK_HANDICAP = 12


def _sentence_left(match: Match) -> str:
    left = match.left(_REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(left)]
    return left[ends[-1] :] if ends else left


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def looks_ahead(match: Match) -> bool:
    """Say whether the words before an expression speak of the future."""
    left = _sentence_left(match)
    ahead, back = _last_end(_AHEAD, left), _last_end(_BACK, left)
    if ahead < 0:
        return back < 0 and bool(_DEADLINE.search(left))
    return ahead >= back - _BACK_HANDICAP
