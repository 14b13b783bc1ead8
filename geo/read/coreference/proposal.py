"""A proposed event: claims put together for stated reasons, to be split or merged back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geo.model.claim import Modality
from geo.model.event import (
    Event,
    EventBase,
    Status,
    Type,
    Verdict,
    certainty_of,
    event_id,
    status_of,
)
from geo.model.place import Location, PlaceKind
from geo.model.timespan import Precision, Timespan
from geo.read.claims import ExtractedClaim
from geo.read.claims.assembly.extracted_claim import (
    location_from,
    location_json,
    timespan_from,
    timespan_json,
)
from geo.read.claims.places.containment import size

MOST_ACTORS = 8
# Capitals up to this length are an abbreviation.
_CODE = 4
_UNKNOWN_DAY = date.min


@dataclass(frozen=True, slots=True)
class Proposal(EventBase[ExtractedClaim]):
    """What the reader proposes as one event; a person may change any field.

    Its id is stable (the same claims give the same id), its claims stand in order of reading with
    their spans, and its verdict is what a person decided so far.

    Attributes
    ----------
    reasons : tuple[str, ...]
        Why the claims were taken for one event, a sentence each; empty for one claim.
    """

    reasons: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """The status that follows from the claims."""
        return status_of(each.claim(_UNKNOWN_DAY) for each in self.claims)

    @property
    def certainty(self) -> float:
        """How sure the event is, 0 to 1, over all claims.

        A person who accepts it takes the doubt away whether it is an event at all.
        """
        told = max([each.trigger_confidence for each in self.claims])
        return told * certainty_of(each.claim(_UNKNOWN_DAY) for each in self.claims)

    def event(self) -> Event:
        """Return the event as the model has it.

        Raises
        ------
        ValueError
            When the publication day of one of its documents is not known yet.
        """
        return Event(
            id=self.id,
            title=self.title,
            type=self.type,
            claims=tuple(each.claim() for each in self.claims),
            location=self.location,
            timespan=self.timespan,
            actors=self.actors,
            low=self.low,
            best=self.best,
            high=self.high,
            verdict=self.verdict,
        )

    def as_json(self) -> dict[str, Any]:
        """Return the proposal as values that JSON can hold, nothing left out."""
        return self._json_but_claims() | {"claims": [each.as_json() for each in self.claims]}

    def json_parts(self) -> Iterator[str]:
        """Yield `as_json` as text, claim by claim, but for the brace that closes it."""
        yield f'{json.dumps(self._json_but_claims(), ensure_ascii=False)[:-1]}, "claims": ['
        for number, claim in enumerate(self.claims):
            yield f"{', ' if number else ''}{json.dumps(claim.as_json(), ensure_ascii=False)}"
        yield "]"

    def _json_but_claims(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "type": self.type.value,
            "location": location_json(self.location),
            "timespan": timespan_json(self.timespan),
            "actors": list(self.actors),
            "low": self.low,
            "best": self.best,
            "high": self.high,
            "status": self.status.value,
            "certainty": round(self.certainty, 3),
            "verdict": self.verdict.value,
            "reasons": list(self.reasons),
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Proposal:
        """Return the proposal that `as_json` wrote."""
        return cls(
            id=row["id"],
            title=row["title"],
            type=Type(row["type"]),
            claims=tuple(ExtractedClaim.from_json(each) for each in row["claims"]),
            location=location_from(row["location"]),
            timespan=timespan_from(row["timespan"]),
            actors=tuple(row["actors"]),
            low=row["low"],
            best=row["best"],
            high=row["high"],
            reasons=tuple(row["reasons"]),
            verdict=Verdict(row["verdict"]),
        )


def proposal_of(claims: Sequence[ExtractedClaim], reasons: Iterable[str] = ()) -> Proposal:
    """Return claims as one proposed event: its closest place, the days that all allow.

    Parameters
    ----------
    claims : sequence of ExtractedClaim
        The claims, at least one.
    reasons : iterable of str, optional
        Why they are one event, as sentences.
    """
    chief = _chief(claims)
    location = _closest(claims)
    low, best, high = _figures(claims)
    actors = dict.fromkeys(actor for claim in claims for actor in claim.actors)
    return Proposal(
        id=_id(claims),
        title=_title(chief, location, claims),
        type=chief.type,
        claims=tuple(sorted(claims, key=lambda each: (each.document, each.start))),
        location=location,
        timespan=_days(claims),
        actors=tuple(actors)[:MOST_ACTORS],
        low=low,
        best=best,
        high=high,
        reasons=tuple(dict.fromkeys(reasons)),
    )


def split(proposal: Proposal) -> list[Proposal]:
    """Return a proposal for each claim of one, the way back from fusing."""
    return [proposal_of([claim]) for claim in proposal.claims]


def merge(proposals: Sequence[Proposal], reason: str = "Put together by a person.") -> Proposal:
    """Return several proposals as one, with the reasons of all.

    Parameters
    ----------
    proposals : sequence of Proposal
        The proposals, at least one.
    reason : str, optional
        Why they are one event, as a sentence.
    """
    claims = dict.fromkeys(claim for each in proposals for claim in each.claims)
    reasons = [reason for each in proposals for reason in each.reasons]
    return proposal_of(list(claims), [*reasons, reason])


def decided(proposal: Proposal, verdict: Verdict) -> Proposal:
    """Return the proposal with a person's verdict.

    Parameters
    ----------
    proposal : Proposal
        The proposal.
    verdict : Verdict
        What the person decided.
    """
    return replace(proposal, verdict=verdict)


def _id(claims: Sequence[ExtractedClaim]) -> str:
    keys = sorted(f"{c.document}:{c.start}:{c.trigger[0]}:{c.toponym}" for c in claims)
    return event_id("\n".join(keys))


def _chief(claims: Sequence[ExtractedClaim]) -> ExtractedClaim:
    """Return the claim that says most: placed and dated in its own words, not denied."""
    return max(
        claims,
        key=lambda each: (
            each.modality is not Modality.DENIED,
            each.place is not None,
            each.date is not None,
            each.best is not None,
            -each.start,
        ),
    )


def _closest(claims: Sequence[ExtractedClaim]) -> Location | None:
    placed = [each for each in claims if each.location]
    if not placed:
        return None
    best = min(
        placed,
        key=lambda each: (
            size(each.location) if each.location else 0,
            each.place is None,
            -(each.location.confidence if each.location else 0),
        ),
    )
    return best.location


def _days(claims: Sequence[ExtractedClaim]) -> Timespan | None:
    """Return the days that all dates allow; from the first to the last where they share none."""
    told = [each.timespan for each in claims if each.timespan and each.date]
    spans = told or [each.timespan for each in claims if each.timespan]
    if not spans:
        return None
    if len(set(spans)) == 1:
        return spans[0]
    first, last = max(span.first for span in spans), min(span.last for span in spans)
    if first > last:
        first, last = min(span.first for span in spans), max(span.last for span in spans)
    closest = min(spans, key=lambda span: span.days)
    words = "; ".join(dict.fromkeys(span.words for span in spans if span.words))
    if (closest.first, closest.last) == (first, last):
        return replace(closest, words=words)
    return Timespan(first, last, Precision.RANGE, any(s.approx for s in spans), words)


def _figures(
    claims: Sequence[ExtractedClaim],
) -> tuple[int | None, int | None, int | None]:
    counted = [each for each in claims if each.low is not None or each.high is not None]
    if not counted:
        return None, None, None
    lows = [each.low for each in counted if each.low is not None]
    highs = [each.high for each in counted if each.high is not None]
    bests = [each.best for each in counted if each.best is not None]
    # The latest report counts best; an open count ("at least") leaves the top open.
    is_open = len(highs) < len(counted)
    return (
        min(lows, default=None),
        bests[-1] if bests else None,
        None if is_open else max(highs, default=None),
    )


def _title(
    claim: ExtractedClaim, location: Location | None, claims: Sequence[ExtractedClaim]
) -> str:
    if location is None:
        return f"{claim.label}, place not told"
    name = _name_in_title(location, [claim, *claims])
    return f"{claim.label} {'near' if location.radius_km else 'in'} {name}"


def _name_in_title(location: Location, claims: Sequence[ExtractedClaim]) -> str:
    """Return a place's name as the reports write it, else its English name if it is a province.

    The gazetteer's names are romanised by the book ("Ḩamāh"), which few readers know.
    """
    for claim in claims if location.kind is not PlaceKind.REGION else ():
        named = claim.location
        if claim.place and named and named.place_id == location.place_id:
            written = " ".join(claim.toponym.split())
            return written.title() if written.isupper() and len(written) > _CODE else written
    return (location.kind is PlaceKind.ADMIN1 and location.admin1) or location.name
