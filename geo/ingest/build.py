"""Drafts to rows: provinces for their points, places for their names, claims for their voices."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

import pyarrow as pa

from gazetteer import Gazetteer, Provinces, Resolution
from geo.gazetteer_adapter import place_fields
from geo.ingest.assemble import Place, assembled
from geo.ingest.interning import Different
from geo.ingest.mapping.countries import country_code
from geo.ingest.mapping.draft import RowDraft, RowPlace
from geo.model.place import PlaceKind

Numbered = tuple[int, RowDraft]
RowRejection = tuple[int, str]  # the row, and why
_IN_A_PROVINCE = frozenset({PlaceKind.SITE, PlaceKind.CITY, PlaceKind.ADMIN2, PlaceKind.ADMIN1})
_NO_COUNTRY = frozenset({PlaceKind.WATER, PlaceKind.CONTINENT})
_POINTS = frozenset(kind for kind in PlaceKind if kind.is_point)


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
        self, drafts: Sequence[Numbered], rejected: list[RowRejection]
    ) -> tuple[pa.Table, list[int]]:
        """Return the events of drafts as rows of `prepared.PREPARED`, and each one's row number.

        What is refused is added to the list, with the reason.

        Parameters
        ----------
        drafts : sequence of (int, RowDraft)
            Each with the number of its row.
        rejected : list of (int, str)
            What is refused is added to it: the row, and why.
        """
        good = []
        for row, draft in drafts:
            first, last = draft.when[:2]
            if first and last and last < first:
                rejected.append((row, f"the last day {last} lies before the first day {first}"))
            else:
                good.append((row, draft))
        made = [draft for _, draft in good]
        wheres = Different(draft.where for draft in made)
        places = self._placed(wheres.values)
        rows = assembled(made, wheres, places, self.report_id, self.published)
        return rows, [row for row, _ in good]

    def _placed(self, wheres: Sequence[RowPlace]) -> list[Place | None]:
        countries = [country_code(where.country) for where in wheres]
        found: list[Place | None] = [None] * len(wheres)
        points = [i for i, where in enumerate(wheres) if where.lon is not None]
        for i, home in zip(points, self._homes(wheres, countries, points), strict=True):
            found[i] = self._at_point(wheres[i], countries[i], home)
        names = [i for i, where in enumerate(wheres) if where.lon is None and _name(where)]
        if names:
            for i, place in zip(names, self._resolved(wheres, countries, names), strict=True):
                found[i] = place
        return found

    def _homes(
        self, wheres: Sequence[RowPlace], countries: Sequence[str], which: Sequence[int]
    ) -> list[int]:
        if not which:
            return []
        lon = [wheres[i].lon or 0.0 for i in which]
        lat = [wheres[i].lat or 0.0 for i in which]
        rows: list[int] = self.provinces.assign(lon, lat, [countries[i] for i in which]).tolist()
        return rows

    def _at_point(self, where: RowPlace, country: str, home: int) -> Place:
        if where.place_id:
            return _as_it_was(where, country)
        kind = where.kind
        inside = home >= 0 and kind in _IN_A_PROVINCE
        iso = self.provinces.iso[home] if inside else ""
        admin1 = self.provinces.name[home] if inside else ""
        if home >= 0 and not country and kind not in _NO_COUNTRY:
            country = self.provinces.country[home]
        name = where.place or where.admin1 or where.country
        if kind is PlaceKind.ADMIN1:
            name = where.admin1 or admin1 or name
        elif kind is PlaceKind.COUNTRY:
            name = where.country or name
        return {
            "place_id": _place_id(where, name, country, iso),
            "name": name,
            "kind": kind,
            "lon": where.lon or 0.0,
            "lat": where.lat or 0.0,
            "country": country,
            "admin1": admin1,
            "admin1_iso": iso,
            "radius_km": where.radius_km,
            "confidence": 1.0,
        }

    def _resolved(
        self, wheres: Sequence[RowPlace], countries: Sequence[str], which: Sequence[int]
    ) -> list[Place | None]:
        asked = [
            (_name(wheres[i]), countries[i] or None, self._province_of(wheres[i], countries[i]))
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

    def _province_of(self, where: RowPlace, country: str) -> str | None:
        """Return the province to look in, None where the gazetteer does not know the name."""
        if not where.admin1 or where.admin1 == _name(where):
            return None
        key = country, where.admin1
        if key not in self._provinces_known:
            self._provinces_known[key] = self._is_province(*key)
        return where.admin1 if self._provinces_known[key] else None

    @cached_property
    def _provinces_known(self) -> dict[tuple[str, str], bool]:
        return {}

    def _is_province(self, country: str, name: str) -> bool:
        try:
            self.gazetteer.check(country or None, name)
        except ValueError:
            return False
        return True


def _name(where: RowPlace) -> str:
    return where.place or where.admin1 or where.country


def _as_it_was(where: RowPlace, country: str) -> Place:
    """Return the place of a row that Dateline exported."""
    return {
        "place_id": where.place_id,
        "name": where.place,
        "kind": where.kind,
        "lon": where.lon,
        "lat": where.lat,
        "country": country,
        "admin1": where.admin1,
        "admin1_iso": where.admin1_iso,
        "radius_km": where.radius_km,
        "confidence": where.confidence,
    }


def _place_id(where: RowPlace, name: str, country: str, iso: str) -> str:
    if where.kind in _POINTS:
        return f"at:{where.lon:.5f},{where.lat:.5f}"
    if where.kind is PlaceKind.ADMIN1 and iso:
        return f"iso:{iso}"
    if where.kind is PlaceKind.COUNTRY and country:
        return f"iso:{country}"
    return f"{where.kind}:{country}:{name.casefold()}"


def _at_place(answer: Resolution) -> Place | None:
    if answer.place is None:
        return None
    sure = round(min(max(answer.confidence, 0.0), 1.0), 3)
    return place_fields(answer.place) | {"radius_km": 0.0, "confidence": sure}
