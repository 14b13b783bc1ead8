"""Drafts to events: provinces for their points, places for their names, claims for their voices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from gazetteer import Gazetteer, Provinces, Resolution
from geo.model.claim import Claim
from geo.model.event import Event, event_id
from geo.model.place import Kind, Location
from geo.model.timespan import Timespan
from geo.read.tables.countries import country_code
from geo.read.tables.draft import BadRow, Draft, Reject, Voice

Numbered = tuple[int, Draft, dict[str, str]]
_IN_A_PROVINCE = (Kind.SITE, Kind.CITY, Kind.ADMIN2, Kind.ADMIN1)


class Builder:
    """Makes events of drafts, many at a time.

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

    def build(self, drafts: Sequence[Numbered], rejects: list[Reject]) -> Iterator[Event]:
        """Yield the events of drafts; what is refused is added to the rejects."""
        countries = [country_code(draft.country) for _, draft, _ in drafts]
        placed = self._placed([draft for _, draft, _ in drafts], countries)
        for (row, draft, cells), where in zip(drafts, placed, strict=True):
            try:
                yield self._event(draft, where)
            except (BadRow, ValueError) as fault:
                rejects.append(Reject(row, str(fault), cells))

    def _placed(self, drafts: Sequence[Draft], countries: Sequence[str]) -> list[Location | None]:
        found: list[Location | None] = [None] * len(drafts)
        points = [i for i, draft in enumerate(drafts) if draft.lon is not None]
        for i, home in zip(points, self._homes(drafts, countries, points), strict=True):
            found[i] = self._at_point(drafts[i], countries[i], home)
        names = [i for i, draft in enumerate(drafts) if draft.lon is None and _name(draft)]
        if names:
            for i, answer in zip(names, self._resolved(drafts, countries, names), strict=True):
                found[i] = _at_place(answer)
        return found

    def _homes(
        self, drafts: Sequence[Draft], countries: Sequence[str], which: Sequence[int]
    ) -> list[int]:
        if not which:
            return []
        lon = [drafts[i].lon or 0.0 for i in which]
        lat = [drafts[i].lat or 0.0 for i in which]
        return [int(row) for row in self.provinces.assign(lon, lat, [countries[i] for i in which])]

    def _at_point(self, draft: Draft, country: str, home: int) -> Location:
        inside = home >= 0 and draft.kind in _IN_A_PROVINCE
        iso = self.provinces.iso[home] if inside else ""
        admin1 = self.provinces.name[home] if inside else ""
        if home >= 0 and draft.kind not in (Kind.WATER, Kind.CONTINENT):
            country = country or self.provinces.country[home]
        name = draft.place or draft.admin1 or draft.country
        if draft.kind is Kind.ADMIN1:
            name = draft.admin1 or admin1 or name
        elif draft.kind is Kind.COUNTRY:
            name = draft.country or name
        lon, lat = draft.lon or 0.0, draft.lat or 0.0
        return Location(
            place_id=_place_id(draft, name, country, iso),
            name=name,
            kind=draft.kind,
            lon=lon,
            lat=lat,
            country=country,
            admin1=admin1,
            admin1_iso=iso,
            radius_km=draft.radius_km,
        )

    def _resolved(
        self, drafts: Sequence[Draft], countries: Sequence[str], which: Sequence[int]
    ) -> list[Resolution]:
        asked = [
            (_name(drafts[i]), countries[i] or None, self._province_of(drafts[i])) for i in which
        ]
        unique = list(dict.fromkeys(asked))
        answers = self.gazetteer.resolve_many(
            [name for name, _, _ in unique],
            [country for _, country, _ in unique],
            [admin1 for _, _, admin1 in unique],
        )
        by_question = dict(zip(unique, answers, strict=True))
        return [by_question[question] for question in asked]

    def _province_of(self, draft: Draft) -> str | None:
        """Return the province to look in, None where the gazetteer does not know the name."""
        if not draft.admin1 or draft.admin1 == _name(draft):
            return None
        try:
            self.gazetteer.check(country_code(draft.country) or None, draft.admin1)
        except ValueError:
            return None
        return draft.admin1

    def _event(self, draft: Draft, where: Location | None) -> Event:
        when = None
        if draft.first is not None:
            last = draft.last or draft.first
            when = Timespan(draft.first, last, draft.precision, words=draft.date_words)
        return Event(
            id=event_id(f"{self.report_id}:{draft.key}"),
            title=draft.title,
            type=draft.type,
            claims=tuple(self._claim(draft, voice, where, when) for voice in draft.voices),
            location=where,
            timespan=when,
            actors=draft.actors,
            low=draft.low,
            best=draft.best,
            high=draft.high,
        )

    def _claim(
        self, draft: Draft, voice: Voice, where: Location | None, when: Timespan | None
    ) -> Claim:
        return Claim(
            report_id=self.report_id,
            # Where a table does not say when it was reported: no earlier than when it was over.
            known=voice.known or (when.last if when else self.published),
            words=draft.words,
            toponym=draft.place,
            location=where,
            timespan=when,
            modality=draft.modality,
            origin=voice.origin,
            low=draft.low,
            best=draft.best,
            high=draft.high,
        )


def _name(draft: Draft) -> str:
    return draft.place or draft.admin1 or draft.country


def _place_id(draft: Draft, name: str, country: str, iso: str) -> str:
    if draft.kind.is_point:
        return f"at:{draft.lon:.5f},{draft.lat:.5f}"
    if draft.kind is Kind.ADMIN1 and iso:
        return f"iso:{iso}"
    if draft.kind is Kind.COUNTRY and country:
        return f"iso:{country}"
    return f"{draft.kind}:{country}:{name.casefold()}"


def _at_place(answer: Resolution) -> Location | None:
    place = answer.place
    if place is None:
        return None
    return Location(
        place_id=place.id,
        name=place.name,
        kind=Kind(place.kind),
        lon=place.lon,
        lat=place.lat,
        country=place.country,
        admin1=place.admin1,
        admin1_iso=place.admin1_iso,
        confidence=round(min(max(answer.confidence, 0.0), 1.0), 3),
    )
