"""When an event was: what its sentence says, else what the sentences around it say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geo.model.claim import Modality
from geo.model.timespan import Timespan
from geo.read.claims.assembly.event_arguments import Pair
from geo.read.claims.assembly.extracted_claim import ExtractedClaim
from geo.read.claims.modality.modality import Saying
from geo.read.claims.places.mention import Mention
from geo.read.claims.times.event_time import (
    LATELY,
    When,
    by_tense,
    in_the_past,
    inherited,
    read_when,
)
from geo.read.claims.times.relative_time import is_apart
from geo.read.claims.triggers.tokens import Parsed, TriggerMatch
from geo.read.dates import DateExpression

# How long ago at most something is news.
_RECENT_DAYS = 60
# What happened nowhere in particular so long ago is background.
_LONG_PAST_DAYS = 730
# Only so short a time is carried on to the next paragraph.
_FEW_DAYS = 7
_RELATIVE = re.compile(r"\b(?:where|which|who|that|whose|since)\b[^,;]*$")


class Calendar:
    """Remembers the days that a document has named so far.

    Parameters
    ----------
    published : date or None
        The day the report was published.
    """

    def __init__(self, published: date | None) -> None:
        self._published = published
        self._span: Timespan | None = None
        self._above: Sequence[ExtractedClaim] = ()

    def new_paragraph(self, above: Sequence[ExtractedClaim]) -> None:
        """Forget the day of the sentences before; what the last of them told is above now."""
        self._span, self._above = None, above

    def note(self, parsed: Parsed, dates: Sequence[DateExpression]) -> None:
        """Remember the day of a sentence's main clause.

        Parameters
        ----------
        parsed : Parsed
            The sentence, parsed.
        dates : sequence of DateExpression
            Its date expressions, with offsets in the document.
        """
        if dates and (span := self._main_span(parsed, dates)):
            self._span = span

    def when(
        self,
        parsed: Parsed,
        dates: Sequence[DateExpression],
        pair: Pair,
        occupied: set[int],
        said: Saying,
    ) -> When | None:
        """Return when an event was; None where nothing tells.

        Parameters
        ----------
        parsed : Parsed
            The sentence, parsed.
        dates : sequence of DateExpression
            Its date expressions, with offsets in the document.
        pair : Pair
            The trigger of the event and the mention of its place.
        occupied : set of int
            Clauses with a place of their own: their dates do not reach back to earlier clauses.
        said : Saying
            Whether the event is reported, planned or denied.
        """
        trigger, mention = pair.trigger, pair.mention
        place = mention.start if mention and not mention.inferred else None
        found = read_when(parsed, dates, trigger.start, self._published, occupied, place)
        found = found or by_tense(parsed, trigger.start, place, self._published)
        if said.modality is Modality.PLANNED:
            return found if found and found.how != LATELY else None
        if found or said.modality is Modality.DENIED:
            return in_the_past(found, self._published) if found else None
        before = None if is_apart(parsed.sentence.text) else self._span
        said_on = self._said_on(parsed, dates, trigger, occupied)
        # What goes on in the same place goes on from the sentence before.
        carried = inherited(parsed, before, self._published)
        first, second = (carried, said_on) if place is None else (said_on, carried)
        return first or second or self._as_above(mention)

    def is_long_past(self, when: When) -> bool:
        """Say whether a time is so long ago that what happened nowhere then is background."""
        day = self._published
        return day is not None and (day - when.timespan.last).days > _LONG_PAST_DAYS

    def _as_above(self, mention: Mention | None) -> When | None:
        """Return the day of what the paragraph before tells of the same place."""
        if mention is None:
            return None
        for claim in self._above:
            if not (claim.timespan and claim.date and claim.timespan.days <= _FEW_DAYS):
                continue
            if claim.location and claim.location.place_id == mention.location.place_id:
                how = f"“{claim.timespan.words}” in the paragraph before"
                return When(replace(claim.timespan, approx=True), how=how)
        return None

    def _said_on(
        self,
        parsed: Parsed,
        dates: Sequence[DateExpression],
        trigger: TriggerMatch,
        occupied: set[int],
    ) -> When | None:
        """Return the day somebody said so, which the event lies on or shortly before."""
        found = read_when(parsed, dates, trigger.start, self._published, occupied, spoken=True)
        if found is None:
            return None
        return replace(
            found, timespan=replace(found.timespan, approx=True), how="the day it was said"
        )

    def _main_span(self, parsed: Parsed, dates: Sequence[DateExpression]) -> Timespan | None:
        """Return the time of a sentence's main clause, for the sentences that follow."""
        main = [each for each in dates if not _in_relative_clause(parsed, each)]
        found = read_when(parsed, main, 0, self._published, set())
        return found.timespan if found else None

    def is_recent(self, dates: Sequence[DateExpression]) -> bool:
        """Say whether all the dates lie within two months of the day of the report."""
        spans = [span for each in dates if (span := each.timespan())]
        day = self._published
        return bool(day and spans) and all(
            abs((day - span.first).days) <= _RECENT_DAYS for span in spans if day
        )


def _in_relative_clause(parsed: Parsed, each: DateExpression) -> bool:
    left = parsed.sentence.text[: each.start - parsed.sentence.start]
    return bool(_RELATIVE.search(left))
