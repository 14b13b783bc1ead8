"""Drafts to rows: provinces for their points, places for their names, claims for their voices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import pyarrow as pa

from gazetteer import Gazetteer, Provinces, Resolution
from geo.model.place import Kind
from geo.read.located import place_fields
from geo.read.tables.assemble import Place, assembled
from geo.read.tables.countries import country_code
from geo.read.tables.draft import Draft, Reject

Numbered = tuple[int, Draft, dict[str, str]]
_IN_A_PROVINCE = frozenset({Kind.SITE, Kind.CITY, Kind.ADMIN2, Kind.ADMIN1})
_NO_COUNTRY = frozenset({Kind.WATER, Kind.CONTINENT})
_POINTS = frozenset(kind for kind in Kind if kind.is_point)


class Builder:
    """Makes rows of drafts, many at a time.

    Parameters
    ----------
    report_id : str
        The report that the claims name.
    published : date
        When it was published; the last resort for the day a claim became public.
    gazetteer : Gazetteer, optional
        Looks up names without coordinates; opened when the first such row comes.
    """

    def __init__(self, report_id: str, published: date, gazetteer: Gazetteer | None = None) -> None:
        self.report_id = report_id
        self.published = published
        self._gazetteer = gazetteer

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer that names are looked up in."""
        return self._gazetteer or Gazetteer()

    @cached_property
    def provinces(self) -> Provinces:
        """The provinces that points are found in."""
        return Provinces.open()

    def build(
        self, drafts: Sequence[Numbered], rejects: list[Reject]
    ) -> tuple[pa.Table, list[int]]:
        """Return the events of drafts as rows of `prepared.PREPARED`, and each one's row number.

        What is refused is added to the rejects.
        """
        good = []
        for row, draft, cells in drafts:
            if draft.first and draft.last and draft.last < draft.first:
                reason = f"the last day {draft.last} lies before the first day {draft.first}"
                rejects.append(Reject(row, reason, cells))
            else:
                good.append((row, draft))
        made = [draft for _, draft in good]
        places = self._placed(made, [country_code(draft.country) for draft in made])
        rows = assembled(made, places, self.report_id, self.published)
        return rows, [row for row, _ in good]

    def _placed(self, drafts: Sequence[Draft], countries: Sequence[str]) -> list[Place | None]:
        found: list[Place | None] = [None] * len(drafts)
        points = [i for i, draft in enumerate(drafts) if draft.lon is not None]
        for i, home in zip(points, self._homes(drafts, countries, points), strict=True):
            found[i] = self._at_point(drafts[i], countries[i], home)
        names = [i for i, draft in enumerate(drafts) if draft.lon is None and _name(draft)]
        if names:
            for i, place in zip(names, self._resolved(drafts, countries, names), strict=True):
                found[i] = place
        return found

    def _homes(
        self, drafts: Sequence[Draft], countries: Sequence[str], which: Sequence[int]
    ) -> list[int]:
        if not which:
            return []
        lon = [drafts[i].lon or 0.0 for i in which]
        lat = [drafts[i].lat or 0.0 for i in which]
        rows: list[int] = self.provinces.assign(lon, lat, [countries[i] for i in which]).tolist()
        return rows

    def _at_point(self, draft: Draft, country: str, home: int) -> Place:
        if draft.place_id:
            return _as_it_was(draft, country)
        kind = draft.kind
        inside = home >= 0 and kind in _IN_A_PROVINCE
        iso = self.provinces.iso[home] if inside else ""
        admin1 = self.provinces.name[home] if inside else ""
        if home >= 0 and not country and kind not in _NO_COUNTRY:
            country = self.provinces.country[home]
        name = draft.place or draft.admin1 or draft.country
        if kind is Kind.ADMIN1:
            name = draft.admin1 or admin1 or name
        elif kind is Kind.COUNTRY:
            name = draft.country or name
        return {
            "place_id": _place_id(draft, name, country, iso),
            "name": name,
            "kind": kind,
            "lon": draft.lon or 0.0,
            "lat": draft.lat or 0.0,
            "country": country,
            "admin1": admin1,
            "admin1_iso": iso,
            "radius_km": draft.radius_km,
            "confidence": 1.0,
        }

    def _resolved(
        self, drafts: Sequence[Draft], countries: Sequence[str], which: Sequence[int]
    ) -> list[Place | None]:
        asked = [
            (_name(drafts[i]), countries[i] or None, self._province_of(drafts[i], countries[i]))
            for i in which
        ]
        unique = list(dict.fromkeys(asked))
        answers = self.gazetteer.resolve_many(
            [name for name, _, _ in unique],
            [country for _, country, _ in unique],
            [admin1 for _, _, admin1 in unique],
        )
        by_question = dict(zip(unique, map(_at_place, answers), strict=True))
        return [by_question[question] for question in asked]

    def _province_of(self, draft: Draft, country: str) -> str | None:
        """Return the province to look in, None where the gazetteer does not know the name."""
        if not draft.admin1 or draft.admin1 == _name(draft):
            return None
        key = country, draft.admin1
        if key not in self._provinces_known:
            self._provinces_known[key] = self._is_province(*key)
        return draft.admin1 if self._provinces_known[key] else None

    @cached_property
    def _provinces_known(self) -> dict[tuple[str, str], bool]:
        return {}

    def _is_province(self, country: str, name: str) -> bool:
        try:
            self.gazetteer.check(country or None, name)
        except ValueError:
            return False
        return True


def _name(draft: Draft) -> str:
    return draft.place or draft.admin1 or draft.country


def _as_it_was(draft: Draft, country: str) -> Place:
    """Return the place of a row that Dateline exported."""
    return {
        "place_id": draft.place_id,
        "name": draft.place,
        "kind": draft.kind,
        "lon": draft.lon,
        "lat": draft.lat,
        "country": country,
        "admin1": draft.admin1,
        "admin1_iso": draft.admin1_iso,
        "radius_km": draft.radius_km,
        "confidence": draft.confidence,
    }


def _place_id(draft: Draft, name: str, country: str, iso: str) -> str:
    if draft.kind in _POINTS:
        return f"at:{draft.lon:.5f},{draft.lat:.5f}"
    if draft.kind is Kind.ADMIN1 and iso:
        return f"iso:{iso}"
    if draft.kind is Kind.COUNTRY and country:
        return f"iso:{country}"
    return f"{draft.kind}:{country}:{name.casefold()}"


def _at_place(answer: Resolution) -> Place | None:
    if answer.place is None:
        return None
    sure = round(min(max(answer.confidence, 0.0), 1.0), 3)
    return place_fields(answer.place) | {"radius_km": 0.0, "confidence": sure}
