"""Whether a claim is precise enough to propose, and what of it was inferred."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geo.model.claim import Modality
from geo.model.place import Location, PlaceKind
from geo.read.claims.assembly.calibration import calibrated
from geo.read.claims.figures.figures import Figures
from geo.read.claims.modality.modality import Saying
from geo.read.claims.places.mention import Mention
from geo.read.claims.times.event_time import When
from geo.read.claims.triggers.tokens import TriggerMatch

_ABOUT_A_COUNTRY = (PlaceKind.COUNTRY, PlaceKind.CONTINENT)
# An inferred place is this much less sure.
_INFERRED = 0.8


def is_precise_enough(
    mention: Mention | None,
    when: When | None,
    said: Saying,
    figures: Figures,
    trigger: TriggerMatch,
    actors: tuple[str, ...],
) -> bool:
    """Say whether a claim is precise enough to propose: a place, or a day and somebody.

    Parameters
    ----------
    mention : Mention or None
        The place, None where there is none.
    when : When or None
        The days, None where there are none.
    said : Saying
        How it is said: asserted, planned, denied.
    figures : Figures
        People killed.
    trigger : TriggerMatch
        The trigger.
    actors : tuple of str
        Who took part.
    """
    explicit = when is not None and when.start is not None and not _is_now(when)
    if mention is None:
        is_told = bool(figures) or bool(actors)
        return explicit and is_told and said.modality is not Modality.PLANNED
    if mention.location.kind in _ABOUT_A_COUNTRY:
        return explicit or bool(figures) or said.modality is Modality.DENIED
    if said.modality is Modality.PLANNED:
        return when is not None
    return when is not None or not trigger.entry.weak


def _is_now(when: When) -> bool:
    return when.timespan.words.lower() in ("now", "currently", "today", "current")


def counts_deaths(trigger: TriggerMatch) -> bool:
    """Say whether people killed that a sentence counts can be those of an event."""
    return trigger.entry.family.traits.counted


def calibrated_location(mention: Mention | None) -> Location | None:
    """Return the place as sure as claims are of theirs, less where an earlier sentence named it."""
    if mention is None:
        return None
    known = _INFERRED if mention.inferred else 1.0
    confidence = calibrated(mention.location.confidence) * known
    return replace(mention.location, confidence=round(confidence, 3))


def inferences_of(mention: Mention | None, when: When | None) -> Iterator[str]:
    """Yield what was inferred rather than read, in words.

    Parameters
    ----------
    mention : Mention or None
        The claim's place.
    when : When or None
        The claim's days.
    """
    if mention and mention.inferred:
        yield f"place: “{mention.inferred}” in an earlier sentence"
    if when and when.how:
        yield f"date: {when.how}"
