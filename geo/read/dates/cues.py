"""Which way a sentence looks: back to what happened, or ahead to what is planned."""

from __future__ import annotations

import re

from geo.read.dates.grammar import Match

_AHEAD = re.compile(
    r"\b(?:will|shall|must|should|would|expected|scheduled|until|till|upcoming|due|payable|plan(?:s|ned|ning)?"
    r"|begins?|resumes?|convenes?|takes? (?:place|effect)|kicks? off|expires?"
    r"|go(?:es)? to the polls"
    r"|deadline|effective|starting|vow(?:s|ed)|hope(?:s|d)?|slated|set to"
    r"|(?:is|are|was|were|be) (?:also )?to)\b|['’]ll\b"
)
# "By Friday" is a deadline; "destroyed by a bomb on Friday" and "taken by Friday" are not.
_DEADLINE = re.compile(r"\bby (?:the )?\Z")
_BACK = re.compile(
    r"\b(?:said|told|was|were|had|has|have|killed|since|met|from|began|took|fell|rose|\w{3,}ed)\b"
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"“A-Z])|\n")
# "On Friday the council will meet": words that open a clause, and what may follow its date.
_OPENING = re.compile(r"(?:(?:and|but|then|later|in|on|from|early|late) ?){0,2}\Z", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|shall|must|(?:is|are) (?:expected|scheduled|due|set|to))\b|['’]ll\b")
_CLAUSE_START = re.compile(r"[,;] (?:and|but|while) |; ")
_CLAUSE_END = re.compile(r"[.;!?]\s|\n")
# A verb that stands right before the date counts less than one that governs it: "said on Friday".
_REACH = 70
_BACK_HANDICAP = 12


def _sentence_left(match: Match) -> str:
    left = match.left(_REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(left)]
    return left[ends[-1] :] if ends else left


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _goes_on_ahead(match: Match) -> bool:
    """Say whether the first verb after an expression speaks of the future."""
    right = _CLAUSE_END.split(match.right()[:_REACH], maxsplit=1)[0]
    will, back = _WILL.search(right), _BACK.search(right)
    return will is not None and (back is None or will.start() < back.start())


def looks_ahead(match: Match) -> bool:
    """Say whether the words around an expression speak of the future."""
    left = _sentence_left(match)
    ahead, back = _last_end(_AHEAD, left), _last_end(_BACK, left)
    if _OPENING.match(_CLAUSE_START.split(left)[-1].lstrip()) and _goes_on_ahead(match):
        return True
    if ahead < 0:
        return back < 0 and bool(_DEADLINE.search(left))
    return ahead >= back - _BACK_HANDICAP
