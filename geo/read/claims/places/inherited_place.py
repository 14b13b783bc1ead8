"""Where something happened whose sentence names no place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.model.family import Family
from geo.model.place import Location
from geo.read.claims.assembly.event_arguments import Pair
from geo.read.claims.assembly.extracted_claim import ExtractedClaim
from geo.read.claims.figures.figures import Figures
from geo.read.claims.places.anaphora import Thread
from geo.read.claims.places.implicit_place import implicit_place, inferred
from geo.read.claims.places.mention import Mention, Role
from geo.read.claims.triggers.tokens import Parsed, TriggerMatch
from geo.read.claims.triggers.trigger_filter import is_mark
from geo.read.dates import DateExpression

# "Talks are under way", "Fresh fighting": what opens a sentence goes on from the one before.
_OPENING = 12
_GOING_ON = ("", "fresh", "more", "further", "heavy", "new")
_TALKS = (Family.MEETING, Family.AGREEMENT)
_DEFINITE = re.compile(r"\b(?:the|that|this)\s+(?:\w+\s+)?$")


def inherited_place(
    parsed: Parsed,
    usable: list[TriggerMatch],
    figures: Figures,
    dates: Sequence[DateExpression],
    before: list[ExtractedClaim],
    thread: Thread,
    label: Location | None,
) -> list[Pair]:
    """Return the sentence's chief event with the place of the sentence before, or none.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    usable : list[TriggerMatch]
        Its words that tell of events.
    figures : Figures
        How many people it counts as killed.
    dates : Sequence[DateExpression]
        Its dates.
    before : list[ExtractedClaim]
        The claims of the sentence before.
    thread : Thread
        What earlier sentences named.
    label : Location or None
        What the paragraph stands under.
    """
    triggers = [
        trigger for trigger in usable if not trigger.entry.weak and not is_mark(parsed, trigger)
    ]
    for trigger in triggers:
        back = _refers_back(parsed, trigger, before)
        if back or (figures and trigger.entry.family is Family.KILLING and before):
            placed = _mentions_of(back or before)
            if trigger.entry.family is Family.KILLING:
                placed = thread.as_one(placed)
            clause = parsed.clause(trigger.start)
            chief = next(each for each in triggers if back or parsed.clause(each.start) == clause)
            return [Pair(chief, each) for each in placed]
    if not triggers or not (dates or label):
        return []
    return [Pair(triggers[0], implicit_place(parsed, label, thread))]


def place_of_report(pair: Pair, before: list[ExtractedClaim], thread: Thread) -> list[Pair]:
    """Return a recent event in the place that the paragraph, or the whole report, tells of.

    Parameters
    ----------
    pair : Pair
        An event without a place.
    before : list of ExtractedClaim
        The claims of the sentence before.
    thread : Thread
        What earlier sentences named.
    """
    if not pair.trigger.entry.family.traits.stays or pair.trigger.word.startswith("dea"):
        return [pair]
    told = _mentions_of(before[-1:])
    chief = thread.chief()
    if not told and chief:
        told = [inferred(chief)]
    return [Pair(pair.trigger, each) for each in told] or [pair]


def _refers_back(
    parsed: Parsed, trigger: TriggerMatch, before: list[ExtractedClaim]
) -> list[ExtractedClaim]:
    """Return the claims before that "the offensive" or "that attack" means."""
    left = parsed.sentence.text[max(0, trigger.start - 12) : trigger.start].lower()
    family = trigger.entry.family
    if trigger.start < _OPENING and left.strip(' “"') in _GOING_ON:
        return [claim for claim in before if {claim.family, family} <= {family, *_TALKS}]
    if not _DEFINITE.search(left):
        return []
    return [claim for claim in before if claim.family == family]


def _mentions_of(claims: list[ExtractedClaim]) -> list[Mention]:
    return [
        Mention(0, 0, claim.toponym, claim.location, Role.HAPPENED, 0, inferred=claim.toponym)
        for claim in claims
        if claim.location
    ]
