"""What a place is, and what comes back when a name is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class FeatureKind(IntEnum):
    """What a place is; the number is how the index stores it."""

    CITY = 0
    ADMIN2 = 1
    ADMIN1 = 2
    COUNTRY = 3
    REGION = 4
    WATER = 5
    SITE = 6
    CONTINENT = 7

    @property
    def word(self) -> str:
        """The kind as it is written in output."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry.

    `lon` and `lat` are degrees; for an area they are a point to put a label on, not the place.
    `country` is ISO 3166-1 alpha-2, `admin1` the province's English name, `admin1_iso` its
    ISO 3166-2 code (or `XX-~n`, see `gazetteer.provinces`), `code` the GeoNames admin1 code.
    """

    id: str
    name: str
    kind: str
    lon: float
    lat: float
    country: str
    admin1: str
    admin1_iso: str
    population: int = 0
    code: str = ""
    pcode: str = ""
    source: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the fields that go into machine-readable output."""
        keys = ("id", "name", "kind", "lon", "lat", "country", "admin1", "admin1_iso")
        return {k: getattr(self, k) for k in keys}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may stand for, with its share of the belief, 0 to 1."""

    place: Place
    confidence: float
    reasons: dict[str, float] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the place's fields and the confidence."""
        return self.place.as_dict() | {"confidence": self.confidence}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name was taken to mean.

    `status` is resolved, ambiguous or unknown; `precision` the kind the place is known to.
    """

    name: str
    status: str
    place: Place | None
    confidence: float
    alternatives: tuple[Candidate, ...] = ()

    @property
    def precision(self) -> str | None:
        """The kind of area or point the place is known to, None when unknown."""
        return self.place.kind if self.place else None

    def as_dict(self) -> dict[str, Any]:
        """Return the record that `python -m gazetteer resolve --jsonl` prints."""
        return {
            "name": self.name,
            "status": self.status,
            "place": self.place.as_dict() if self.place else None,
            "precision": self.precision,
            "confidence": self.confidence,
            "alternatives": [c.as_dict() for c in self.alternatives],
        }
