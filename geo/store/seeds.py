"""Reads the founding reports and events in `seeds/` into the model."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from geo.model.claim import Claim, Modality
from geo.model.event import Event, Type, event_id
from geo.model.place import Location, PlaceKind
from geo.model.report import Report
from geo.model.timespan import Precision, Timespan
from geo.program_files import program_file

SEEDS = program_file("seeds")


@cache
def seed_reports() -> dict[str, Report]:
    """Return the founding reports by id."""
    rows = tomllib.loads((SEEDS / "reports.toml").read_text(encoding="utf-8"))["report"]
    return {row["id"]: Report(**row) for row in rows}


@cache
def seed_events() -> tuple[Event, ...]:
    """Return the events of the founding reports, each with its claims.

    Raises
    ------
    ValueError
        When an event names an unknown report or place; the sentence names the event's key.
    """
    data = tomllib.loads((SEEDS / "events.toml").read_text(encoding="utf-8"))
    places = {key: _location(row) for key, row in data["place"].items()}
    return tuple(_event(row, places) for row in data["event"])


def _location(row: Mapping[str, Any]) -> Location:
    return Location(**{**row, "kind": PlaceKind(row["kind"])})


def _timespan(row: Mapping[str, Any] | None) -> Timespan | None:
    if row is None:
        return None
    first = row["first"]
    return Timespan(
        first,
        row.get("last", first),
        Precision(row.get("precision", "day")),
        row.get("approx", False),
        row.get("words", ""),
    )


def _event(row: Mapping[str, Any], places: Mapping[str, Location]) -> Event:
    try:
        claims = tuple(_claim(claim, places) for claim in row["claim"])
        place = row.get("place")
        return Event(
            id=event_id(row["key"]),
            title=row["title"],
            type=Type(row["type"]),
            claims=claims,
            location=places[place] if place else None,
            timespan=_timespan(row.get("when")),
            actors=tuple(row.get("actors", ())),
            low=row.get("low"),
            best=row.get("best"),
            high=row.get("high"),
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"seeds/events.toml, event {row.get('key')!r}: {error}") from error


def _claim(row: Mapping[str, Any], places: Mapping[str, Location]) -> Claim:
    report = seed_reports()[row["report"]]
    place = row.get("place")
    published: date = row.get("known", report.published)
    return Claim(
        report_id=report.id,
        published=published,
        words=row["words"],
        toponym=row.get("toponym", ""),
        location=places[place] if place else None,
        timespan=_timespan(row.get("when")),
        modality=Modality(row.get("modality", "reported")),
        origin=row.get("origin", ""),
        low=row.get("low"),
        best=row.get("best"),
        high=row.get("high"),
    )
