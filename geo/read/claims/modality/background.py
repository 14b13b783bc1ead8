"""What a sentence tells only in passing: of long ago, or in a relative clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.model.family import Family
from geo.read.claims.assembly.event_arguments import Pair
from geo.read.claims.triggers.event_context import BACKGROUND
from geo.read.claims.triggers.tokens import Parsed

_RELATIVE = re.compile(r"\b(?:which|who|whose|where)\b[^,;]*$")
_THAT = re.compile(r"\b(?:that|which)\s+(?:\w+\s+)?$")
_REACH = 60


def background_clauses(parsed: Parsed) -> set[int] | None:
    """Return the clauses that tell of what has long been so; None where all of them do."""
    text = parsed.sentence.text
    found = [each.start() for each in BACKGROUND.finditer(text)]
    if all(_RELATIVE.search(text, 0, start) for start in found):
        return {parsed.clause(start) for start in found}
    return None


def counting_triggers(parsed: Parsed, pairs: Sequence[Pair]) -> set[int] | None:
    """Return where the words stand whose people killed a sentence counts; None for any word.

    "Marched against the bombing that killed 21" counts those of the bombing alone.

    Parameters
    ----------
    parsed : Parsed
        The sentence, parsed.
    pairs : sequence of Pair
        The triggers of the sentence, each with its place.
    """
    killing = next(
        (trigger for trigger in parsed.triggers if trigger.entry.family is Family.KILLING), None
    )
    if killing is None:
        return None
    before = [trigger for trigger in parsed.triggers if trigger.end < killing.start]
    left = parsed.sentence.text[max(0, killing.start - _REACH) : killing.start]
    if before and _THAT.search(left):
        return {killing.start, before[-1].start}
    if any(pair.trigger.start == killing.start for pair in pairs):
        clause = parsed.clause(killing.start)
        return {
            trigger.start for trigger in parsed.triggers if parsed.clause(trigger.start) == clause
        }
    return None
