"""The Arrow schema of an event, and event to row and back without loss.

A Parquet file with the columns of `EVENT` can be opened as a table of its own; `docs/store.md`
describes each column. The event table adds who changed what, when and why: `REVISION`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import pyarrow as pa

from basics.hashes import canonical_bytes
from geo.model.claim import Claim, Modality
from geo.model.event import Event, Type, Verdict
from geo.model.place import Location, PlaceKind
from geo.model.timespan import Precision, Timespan

LOCATION = pa.struct(
    [
        ("place_id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("lon", pa.float64()),
        ("lat", pa.float64()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("admin1_iso", pa.string()),
        ("radius_km", pa.float64()),
        ("confidence", pa.float64()),
    ]
)
TIMESPAN = pa.struct(
    [
        ("first", pa.date32()),
        ("last", pa.date32()),
        ("precision", pa.string()),
        ("approx", pa.bool_()),
        ("words", pa.string()),
    ]
)
FIGURES = [("low", pa.int64()), ("best", pa.int64()), ("high", pa.int64())]
CLAIM = pa.struct(
    [
        ("report_id", pa.string()),
        ("known", pa.date32()),
        ("words", pa.string()),
        ("toponym", pa.string()),
        ("location", LOCATION),
        ("timespan", TIMESPAN),
        ("modality", pa.string()),
        ("origin", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        *FIGURES,
    ]
)
EVENT = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("type", pa.string()),
        ("location", LOCATION),
        ("timespan", TIMESPAN),
        ("actors", pa.list_(pa.string())),
        *FIGURES,
        ("verdict", pa.string()),
        ("claims", pa.list_(CLAIM)),
    ]
)
# A change of an event, as the event table keeps it. `later` is 1 where the table already had the
# event, and is what its files are divided by; `digest` is `digest_of` the event's columns, and
# `imported` that of what a file said, before people's corrections were kept.
REVISION = pa.schema(
    [
        *EVENT,
        ("revision", pa.int32()),
        ("later", pa.int32()),
        ("change", pa.string()),
        ("recorded_at", pa.timestamp("us", "UTC")),
        ("who", pa.string()),
        ("why", pa.string()),
        ("action", pa.string()),
        ("removed", pa.bool_()),
        ("digest", pa.int64()),
        ("imported", pa.int64()),
        ("status", pa.string()),
        ("certainty", pa.float64()),
        ("known", pa.date32()),
    ]
)
REPORT = pa.schema(
    [
        ("id", pa.string()),
        ("title", pa.string()),
        ("publisher", pa.string()),
        ("published", pa.date32()),
        ("author", pa.string()),
        ("language", pa.string()),
        ("url", pa.string()),
        ("digest", pa.string()),
        ("licence", pa.string()),
        ("original", pa.string()),
        ("recorded_at", pa.timestamp("us", "UTC")),
        ("who", pa.string()),
    ]
)
# What a file must have; the rest is filled in as "not given".
REQUIRED = ("id", "title", "type", "location", "timespan", "claims")

Plain = dict[int, dict[str, Any]]
_LOCATION_NAMES = tuple(field.name for field in LOCATION)
_TIMESPAN_NAMES = tuple(field.name for field in TIMESPAN)
_CLAIM_NAMES = tuple(field.name for field in CLAIM)
# The column is older than the name of the field.
_CLAIM_FIELDS = tuple("published" if name == "known" else name for name in _CLAIM_NAMES)


def row_of(event: Event) -> dict[str, Any]:
    """Return an event as plain values, one for each column of `EVENT`."""
    # Claims mostly share the event's place and date: each is written out once.
    known: Plain = {}
    return {
        "id": event.id,
        "title": event.title,
        "type": str(event.type),
        "location": _plain(event.location, _LOCATION_NAMES, known),
        "timespan": _plain(event.timespan, _TIMESPAN_NAMES, known),
        "actors": list(event.actors),
        "low": event.low,
        "best": event.best,
        "high": event.high,
        "verdict": str(event.verdict),
        "claims": [_claim_row(claim, known) for claim in event.claims],
    }


def event_of(row: Mapping[str, Any]) -> Event:
    """Return the event in a row of `EVENT`; further keys are left alone.

    Raises
    ------
    ValueError
        When a value is none that the model knows.
    """
    return Event(
        id=row["id"],
        title=row["title"] or "",
        type=Type(row["type"]),
        claims=tuple(_claim(claim) for claim in row["claims"] or ()),
        location=_location(row["location"]),
        timespan=_timespan(row["timespan"]),
        actors=tuple(row.get("actors") or ()),
        low=row.get("low"),
        best=row.get("best"),
        high=row.get("high"),
        verdict=Verdict(row.get("verdict") or Verdict.OPEN),
    )


def digest_of(row: Mapping[str, Any]) -> int:
    """Return the digest of a row's `EVENT` columns; the same event has the same."""
    return digest_of_bytes(canonical_bytes([row[name] for name in EVENT.names]))


def digest_of_bytes(data: bytes) -> int:
    """Return 62 bits of the SHA-256 of canonical bytes as a number below 0.

    The sign tells it from the digests of the first edition, see `geo.store.log.first_digests`.
    """
    return -1 - (int.from_bytes(sha256(data).digest()[:8], "big") >> 2)


def table_of(events: Iterable[Event]) -> pa.Table:
    """Return events as an Arrow table of `EVENT`."""
    return pa.Table.from_pylist([row_of(event) for event in events], EVENT)


def _plain(value: Any, names: Iterable[str], known: Plain) -> dict[str, Any] | None:
    if value is None:
        return None
    row = known.get(id(value))
    if row is None:
        row = known[id(value)] = {name: getattr(value, name) for name in names}
    return row


def _claim_row(claim: Claim, known: Plain) -> dict[str, Any]:
    values = [getattr(claim, field) for field in _CLAIM_FIELDS]
    row = dict(zip(_CLAIM_NAMES, values, strict=True))
    row["location"] = _plain(claim.location, _LOCATION_NAMES, known)
    row["timespan"] = _plain(claim.timespan, _TIMESPAN_NAMES, known)
    return row


def _given(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


def _location(row: Mapping[str, Any] | None) -> Location | None:
    if row is None or row["lon"] is None or row["lat"] is None:
        return None
    return Location(**_given({**row, "kind": PlaceKind(row["kind"])}))


def _timespan(row: Mapping[str, Any] | None) -> Timespan | None:
    if row is None or row["first"] is None:
        return None
    last = row["last"] or row["first"]
    precision = Precision(row["precision"] or Precision.DAY)
    return Timespan(**_given({**row, "last": last, "precision": precision}))


def _claim(row: Mapping[str, Any]) -> Claim:
    values = _given(row)
    values["published"] = values.pop("known")
    values["location"] = _location(row.get("location"))
    values["timespan"] = _timespan(row.get("timespan"))
    values["modality"] = Modality(row.get("modality") or Modality.REPORTED)
    return Claim(**{"words": "", **values})
