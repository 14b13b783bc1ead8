"""A place on its way into the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntFlag

from gazetteer.place import FeatureKind


class NameFlag(IntFlag):
    """How a name belongs to its place; the index stores it with each name."""

    PRIMARY = 1
    BARE = 2
    CODE = 4
    HISTORIC = 8


@dataclass(slots=True)
class Entry:
    """What a source says about one place; `lon` and `lat` in degrees.

    `number` is the GeoNames id, or 0 with `slug` for places that GeoNames does not have.
    `admin1` is a GeoNames admin1 code such as `SY.10`.
    """

    name: str
    kind: FeatureKind
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    population: int = 0
    number: int = 0
    slug: str = ""
    names: Sequence[str] = ()
    codes: Sequence[str] = ()
    pcode: str = ""


Entries = Iterable[Entry]
