"""The toponyms of a text with the places they mean: the one door to the gazetteer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache

from basics.english import MONTHS, WEEKDAYS
from gazetteer import Gazetteer, Place, Resolution
from gazetteer.names import fold
from gazetteer.recognise import ToponymReader
from gazetteer.recognise.outlet import NOTHING_KNOWN, OutletKnowledge
from gazetteer.recognise.word_lists import ARAB_COUNTRIES
from geo.gazetteer_adapter import location_of
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.model.place import Location, PlaceKind
from geo.read.claims.places.repeat_mentions import DOUBT, occupied_by, occupy, repeat_mentions
from geo.read.claims.places.toponym import PlacedToponym, coherent, read_toponyms

_REMEMBERED = 20_000
_PATTERNS = Patterns(ENGLISH, "place_names")
_NAME = _PATTERNS.compile("name")
_LISTED = _PATTERNS.compile("in_list")
_NO_PLACES = {
    *ENGLISH.words("place_names.lists.feasts"),
    *map(str.capitalize, (*WEEKDAYS, *MONTHS)),
}
# A name that the reader passed over counts where one place of the text's countries has it.
_COUNTRIES = 2
_LEAST_CONFIDENCE = 0.6
_ACRONYM, _LONGEST = 5, 80
_SHORTEST_LIKE = 7
_LEAST_ALONE, _LEAST_PEOPLE = 0.85, 20_000
# Where a name may be looked for beside the countries of its text.
_ALONE: tuple[tuple[str, ...], ...] = ((), ("",))
_SURELY = _PATTERNS.compile("surely")


def _listed(text: str, found: list[PlacedToponym]) -> Iterator[re.Match[str]]:
    """Yield names that stand in a list with one that was read as a toponym."""
    for each in found:
        name = None if each.demonym else _LISTED.match(text, each.end)
        if name:
            yield name


def _may_be_place(name: str) -> bool:
    if len(name) > _LONGEST or name in _NO_PLACES:
        return False
    return not (name.isupper() and len(name) <= _ACRONYM)


def _is_like(name: str, place: Location) -> bool:
    """Say whether a name is enough like that of its place: short words are like too many.

    Romanised Arabic has as many spellings as writers; elsewhere "Ebola" is not Poole.
    """
    if place.country in ARAB_COUNTRIES:
        return True
    asked, known = fold(name), fold(place.name)
    return len(asked) >= _SHORTEST_LIKE and asked[:1] == known[:1]


def _sure(found: Resolution, country: str) -> Location | None:
    """Return the place of a name in a country, None where that is not sure enough."""
    if found.place is None or found.confidence < _LEAST_CONFIDENCE:
        return None
    # Without a country to look in, only a town that the whole world knows by the name.
    if not country and (found.confidence < _LEAST_ALONE or found.place.population < _LEAST_PEOPLE):
        return None
    return location_of(found.place, found.confidence * DOUBT)


class Places:
    """A gazetteer that reads toponyms, and remembers the names it was asked for.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        An open gazetteer; by default the user's own.
    reader : ToponymReader, optional
        A reader of toponyms with other weights than those that come with the project.
    """

    def __init__(
        self, gazetteer: Gazetteer | None = None, reader: ToponymReader | None = None
    ) -> None:
        self.gazetteer = gazetteer or Gazetteer()
        self._reader = reader or ToponymReader(self.gazetteer.index)
        self._province = lru_cache(_REMEMBERED)(self._find_province)
        self._named: dict[tuple[str, str], Location | None] = {}
        self._outlets = NOTHING_KNOWN

    def knowing(self, outlets: OutletKnowledge) -> Places:
        """Return this gazetteer with what is known of outlets; what it remembers is shared."""
        other = copy(self)
        other._outlets = outlets
        return other

    def survey_all(self, texts: Sequence[tuple[str, str]]) -> OutletKnowledge:
        """Return what texts, each given with its URL, tell of their outlets."""
        return self._reader.survey_all(texts)

    def prepare(self, texts: Sequence[str]) -> None:
        """Look the names of some texts up together, which takes less time than one by one."""
        self._reader.prepare(texts)

    def toponyms(self, text: str, source: str = "") -> list[PlacedToponym]:
        """Return the toponyms of a text in order, without overlaps.

        Parameters
        ----------
        text : str
            Running text.
        source : str, optional
            The address or name of the outlet; what is known of it counts (`knowing`).
        """
        found = coherent(text, read_toponyms(self._reader.parse(text, source, self._outlets)))
        occupied = occupied_by(text, found)
        again = list(repeat_mentions(text, found, occupied))
        found += again
        occupy(occupied, again)
        return sorted(
            [*found, *self._passed_over(text, found, occupied)], key=lambda each: each.start
        )

    def _passed_over(
        self, text: str, found: list[PlacedToponym], occupied: bytearray
    ) -> Iterator[PlacedToponym]:
        """Yield names after a word of place that mean one place of the text's countries."""
        counts = Counter(each.location.country for each in found if each.location.country)
        countries = [code for code, _ in counts.most_common(_COUNTRIES)]
        names = [
            name
            for name in (*_NAME.finditer(text), *_listed(text, found))
            if _may_be_place(name[1]) and occupied.find(1, *name.span(1)) < 0
        ]
        asked = [
            [(name[1], country) for country in (*countries, *_ALONE[bool(_SURELY.match(name[0]))])]
            for name in names
        ]
        self._look_up([pair for pairs in asked for pair in pairs])
        for name, pairs in zip(names, asked, strict=True):
            location = next(filter(None, map(self._named.__getitem__, pairs)), None)
            if location:
                yield PlacedToponym(*name.span(1), name[1], location)

    def _look_up(self, pairs: list[tuple[str, str]]) -> None:
        """Remember the places of names in countries, all of a text in one step."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._named]
        if len(self._named) + len(new) > _REMEMBERED:
            self._named.clear()
            new = list(dict.fromkeys(pairs))
        if new:
            countries = [country or None for _, country in new]
            answers = self.gazetteer.resolve_many([name for name, _ in new], countries)
            self._named |= {
                pair: self._called(pair[0], _sure(answer, pair[1]))
                for pair, answer in zip(new, answers, strict=True)
            }

    def _called(self, name: str, place: Location | None) -> Location | None:
        """Return a place if a name is one of its own, or at least like its own."""
        if place and (_is_like(name, place) or self._reader.means(name, place.place_id)):
            return place
        return None

    def province(self, location: Location, name: str) -> Location | None:
        """Return the province of a name in the country of a place, as sure as the place.

        Parameters
        ----------
        location : Location
            The place, for its country and confidence.
        name : str
            The province's name, without the word province.
        """
        found = self._province(name, location.country)
        if found is None:
            return None
        return location_of(found, location.confidence)

    def _find_province(self, name: str, country: str) -> Place | None:
        found = self.gazetteer.resolve(f"{name} province", country or None).place
        return found if found and found.kind == PlaceKind.ADMIN1 else None
