"""What is taken away before data leaves: exact places, single events, sources, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, radians

import numpy as np

from basics.geodesy import KM_PER_DEGREE
from geo.draw.basemap.province_table import provinces
from geo.model.claim import Claim
from geo.model.event import Event
from geo.model.place import Location, PlaceKind
from geo.share.formats.event_rows import events_of
from geo.store.table import EventTable, MemoryTable

LEAST_KM, MOST_KM = 1.0, 500.0
PRECISE = frozenset({PlaceKind.SITE, PlaceKind.CITY, PlaceKind.ADMIN2})
_END = re.compile(r"[.!?…؟][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_])")
_SHORT_FORM = re.compile(
    r"(?:^|[\s.(])(?:[A-Z]|Gen|Maj|Col|Lt|Brig|Capt|Sgt|Dr|Mr|Mrs|Ms|St|No|vs)\.\s*$"
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is to be taken away.

    Attributes
    ----------
    grid_km : float
        Places known more closely than this move to the middle of a grid cell of so many
        kilometres; 0 leaves them.
    to_province : bool
        Places known more closely become their province.
    events : frozenset[str]
        Ids of events that are withheld.
    sources : frozenset[str]
        Publishers whose claims are withheld, and the events that only they tell of.
    quotes : bool
        Whether the words of claims may leave.

    Raises
    ------
    ValueError
        When the grid is too fine or too coarse, or both a grid and provinces are asked for.
    """

    grid_km: float = 0.0
    to_province: bool = False
    events: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    quotes: bool = True

    def __post_init__(self) -> None:
        if self.grid_km and not LEAST_KM <= self.grid_km <= MOST_KM:
            raise ValueError(f"a grid has {LEAST_KM:g} to {MOST_KM:g} kilometres")
        if self.grid_km and self.to_province:
            raise ValueError("places go to a grid or to their province, not to both")

    def sentences(self) -> list[str]:
        """Return what was done, for whoever receives the data."""
        return list(self._said())

    def _said(self) -> Iterator[str]:
        if self.grid_km:
            grid = f"a grid of {self.grid_km:g} km"
            yield f"Places are coarsened to {grid}; words may still name them"
        if self.to_province:
            yield "Places are coarsened to their province; words may still name them"
        if self.events:
            yield f"Withheld by the sender: {len(self.events)} named event(s)"
        if self.sources:
            yield f"Withheld by the sender: {len(self.sources)} source(s)"
        if not self.quotes:
            yield "Quotes are withheld"


class ProtectedTable(MemoryTable):
    """A table from which something was taken away; `protection` says what."""

    def __init__(self, table: EventTable, rules: Rules) -> None:
        whole = events_of(table, np.arange(len(table.columns)))
        events = (_protected(event, table, rules) for event in whole)
        super().__init__((event for event in events if event is not None), table.reports)
        self.revision = table.revision
        self.protection = rules.sentences()


def protect(table: EventTable, rules: Rules) -> EventTable:
    """Return a table with the rules applied; the very table where there is nothing to do.

    Parameters
    ----------
    table : EventTable
        The event table.
    rules : Rules
        What is to be taken away.
    """
    return table if rules == Rules() else ProtectedTable(table, rules)


def protection_of(table: EventTable) -> list[str]:
    """Return what was taken away from a table, as sentences; empty for nothing."""
    return table.protection if isinstance(table, ProtectedTable) else []


def shareable(claim: Claim) -> Claim:
    """Return a claim whose quote is one sentence; words that are not a quote stay as they are."""
    if claim.start is None:
        return claim
    words = sentence_of(claim.words, claim.toponym)
    return claim if words == claim.words else replace(claim, words=words)


def sentence_of(text: str, about: str = "") -> str:
    """Return the sentence of a text that has a word in it; the first one where none has.

    Parameters
    ----------
    text : str
        One sentence or several.
    about : str
        The word that the sentence must have, such as a toponym; empty for the first sentence.
    """
    sentences = list(_sentences(text.strip()))
    return next((each for each in sentences if about and about in each), sentences[0])


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        if not _SHORT_FORM.search(text[start : end.end()]):
            yield text[start : end.end()].rstrip()
            start = end.end()
    yield text[start:]


def _protected(event: Event, table: EventTable, rules: Rules) -> Event | None:
    claims = tuple(
        _protected_claim(claim, rules)
        for claim in event.claims
        if table.reports[claim.report_id].publisher not in rules.sources
    )
    if event.id in rules.events or (event.claims and not claims):
        return None
    return replace(event, claims=claims, location=_coarse(event.location, rules))


def _protected_claim(claim: Claim, rules: Rules) -> Claim:
    changed = replace(claim, location=_coarse(claim.location, rules))
    if rules.grid_km or rules.to_province:
        changed = replace(changed, toponym="")
    return changed if rules.quotes else replace(changed, words="", start=None, end=None)


def _coarse(where: Location | None, rules: Rules) -> Location | None:
    if where is None or where.kind not in PRECISE:
        return where
    if rules.to_province:
        return _province(where)
    if rules.grid_km > where.radius_km:
        return _cell(where, rules.grid_km)
    return where


def _province(where: Location) -> Location | None:
    """Return the province of a place; None where it has none, since no area hides it."""
    rows = provinces().members(where.admin1_iso) if where.admin1_iso else []
    if not rows:
        return None
    return replace(
        where,
        place_id=f"iso:{where.admin1_iso}",
        name=where.admin1,
        kind=PlaceKind.ADMIN1,
        lon=round(float(provinces().label_lon[rows[0]]), 4),
        lat=round(float(provinces().label_lat[rows[0]]), 4),
        radius_km=0.0,
    )


def _cell(where: Location, km: float) -> Location:
    """Return the cell of a grid that a place lies in, as a region around the cell's middle."""
    step = km / KM_PER_DEGREE
    row = int(where.lat // step)
    lat = min(max((row + 0.5) * step, -90.0), 90.0)
    across = min(step / max(cos(radians(lat)), 0.01), 360.0)
    column = int((where.lon + 180) // across)
    lon = min(max((column + 0.5) * across - 180, -180.0), 180.0)
    return replace(
        where,
        place_id=f"grid:{km:g}:{row}:{column}",
        name=f"{where.admin1 or where.country or 'Sea'} ({km:g} km cell)",
        kind=PlaceKind.REGION,
        lon=round(lon, 4),
        lat=round(lat, 4),
        radius_km=0.0,
    )
