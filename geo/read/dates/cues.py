"""Which way a sentence looks: back to what happened, or ahead to what is planned."""

from __future__ import annotations

import re

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import DelayedPattern, Patterns
from geo.read.dates.grammar import RuleMatch

_TENSES = Patterns(ENGLISH, "tense")
_AHEAD, _BACK = DelayedPattern(_TENSES, "ahead"), DelayedPattern(_TENSES, "back")
# Verbs that only say that somebody said so.
_HEARSAY = DelayedPattern(_TENSES, "hearsay")
# What was done on the very day.
_DONE = DelayedPattern(_TENSES, "done")
# "By Friday" is a deadline; "destroyed by a bomb on Friday" and "taken by Friday" are not.
_DEADLINE = re.compile(r"\b(?:by|before) (?:the )?\Z")
# "The funeral is Saturday", "the hearing is at 9 a.m. on Monday".
_IS = re.compile(r"\b(?:is|are)(?: out| back| home)?(?: at [\d:]+ [ap]\.?m\.?)?(?: on)? \Z")
_FOR_DAY = re.compile(r"(?<!\bhad been set)(?<!\bhad been planned)(?<!scheduled) for \Z")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"“A-Z])|(?<=[a-z]{3})[.!?]\s+\Z|; |\n")
# "On Friday the council will meet": words that open a clause, and what may follow its date.
_OPENING = re.compile(r"(?:(?:and|but|then|later|in|on|from|early|late) ?){0,2}\Z", re.IGNORECASE)
_WILL = DelayedPattern(_TENSES, "will")
# "The vote planned for Sunday will go ahead", but not "the man held on Sunday will go free".
_PARTICIPLE = DelayedPattern(_TENSES, "participle")
_CLAUSE_START = re.compile(r"[,;] (?:and|but|while) |; ")
_CLAUSE_END = re.compile(r"[.;!?]\s|\n")
# A verb that stands right before the date counts less than one that governs it.
_REACH = 70
_BACK_HANDICAP = 12


def _sentence_left(match: RuleMatch) -> str:
    left = match.left(_REACH)
    ends = [found.end() for found in _SENTENCE_END.finditer(left)]
    return left[ends[-1] :] if ends else left


def _last_end(pattern: DelayedPattern, text: str) -> int:
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _goes_on_ahead(match: RuleMatch) -> bool:
    """Say whether the first verb after an expression speaks of the future."""
    right = _CLAUSE_END.split(match.right()[:_REACH], maxsplit=1)[0]
    will, back = _WILL.search(right), _BACK.search(right)
    return will is not None and (back is None or will.start() < back.start())


def look(match: RuleMatch) -> int:
    """Return 1 where the words around an expression look ahead, -1 back, 0 where neither.

    That somebody said so counts for neither.
    """
    if looks_ahead(match):
        return 1
    verbs = (found[0] for found in _BACK.finditer(_sentence_left(match)))
    return -1 if any(not _HEARSAY.fullmatch(verb) for verb in verbs) else 0


def _is_arranged(match: RuleMatch, left: str) -> bool:
    """Say whether something is "for Friday"; "for Friday's attack" does not count."""
    named = match.get("any_weekday") and match.kind_after() != "possessive"
    return bool(named and _FOR_DAY.search(left))


def looks_ahead(match: RuleMatch) -> bool:
    """Say whether the words around an expression speak of the future."""
    left = _sentence_left(match)
    deadline = bool(_DEADLINE.search(left))
    if _DONE.search(left) or (_BACK.match(match.right().lstrip(" ")) and not deadline):
        return False
    if _IS.search(left) or _is_arranged(match, left):
        return True
    if _WILL.match(match.right().lstrip()) and not _PARTICIPLE.search(left):
        return True
    ahead, back = _last_end(_AHEAD, left), _last_end(_BACK, left)
    if _OPENING.match(_CLAUSE_START.split(left)[-1].lstrip()) and _goes_on_ahead(match):
        return True
    if ahead < 0:
        return back < 0 and (deadline or _goes_on_ahead(match))
    return ahead >= back - _BACK_HANDICAP
