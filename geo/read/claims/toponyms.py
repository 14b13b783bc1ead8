"""The toponyms of a text with the places they mean: the one door to the gazetteer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, compress

from gazetteer import Gazetteer, Place, Resolution
from gazetteer.names import fold
from gazetteer.recognise import Reader
from gazetteer.recognise import Toponym as Found
from gazetteer.recognise.words import ARAB_COUNTRIES
from geo.model.place import Kind, Location
from geo.read.claims.listed import listed
from geo.read.located import location_of as location_of

_REMEMBERED = 20_000
_DIGITS = 3
_WORD = r"[A-ZÀ-Þ][\w-]*"
_NAME = re.compile(
    rf"\b(?:in|near|at|outside|around|to|into|from|of|through|towards?|captured|seized|entered|took"
    rf"|retook|recaptured|bombed|shelled|left|reached|struck|hit|attacked) "
    rf"((?:[Aa]l[ -])?{_WORD}(?: (?:al-|ez-|el-|al |de |la )?{_WORD}){{0,2}})"
)
_LISTED = re.compile(
    rf",? and ((?:[Aa]l[ -])?{_WORD}(?: (?:al-|ez-|el-)?{_WORD}){{0,2}})(?!\w| [A-Z])"
)
_NO_PLACES = listed(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Christmas Easter Ramadan"
)
# A name that the reader passed over counts where one place of the text's countries has it.
_COUNTRIES = 2
_LEAST_CONFIDENCE, _DOUBT = 0.6, 0.8
_OPENING = re.compile(r"\w+")
_WORDS = re.compile(r"(\w+)")
_CAPITALISED = re.compile(r"([A-Z](?<!\w.)\w*+)")
_IN_WORD = re.compile(r"[\w-]")
_ACRONYM, _LONGEST = 5, 80
_SHORT = 3
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]*[ -]$")
# A place in a country the text names is taken with this share of the belief in the likeliest.
_LEAST_SHARE = 0.2
# "The Syrian town of Madaya".
_TOWN_OF = re.compile(
    r"(?:['’]s)?(?: [\w-]+){0,2} (?:town|city|village|port|suburb|district|province|region) of "
)
_SHORTEST_LIKE = 7
_LEAST_ALONE, _LEAST_PEOPLE = 0.85, 20_000
# Where a name may be looked for beside the countries of its text.
_ALONE: tuple[tuple[str, ...], ...] = ((), ("",))
_SURELY = re.compile(
    r"(?:in|near|outside|captured|seized|entered|retook|recaptured|bombed|shelled) "
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place as written; offsets in the text, end exclusive.

    `demonym` marks names of a people ("Syrian"), which say who rather than where; `others` are
    the next likeliest places, for a person to choose from.
    """

    start: int
    end: int
    text: str
    location: Location
    demonym: bool = False
    others: tuple[Location, ...] = ()


def _toponym(found: Found) -> Toponym:
    """Return what the reader of places found, as sure as it is of the province."""
    others = tuple(location_of(place, chance) for place, chance in found.alternatives)
    province = found.place.admin1_iso
    same = sum(other.confidence for other in others if province and other.admin1_iso == province)
    location = location_of(found.place, min(1.0, found.score + same))
    return Toponym(found.start, found.end, found.text, location, _is_demonym(found), others)


def _is_demonym(found: Found) -> bool:
    return found.form == "demonym"


def _toponyms(found: Sequence[Found]) -> list[Toponym]:
    """Return what the reader of places found; equal mentions share their places."""
    known: dict[tuple[int, float, int], Toponym] = {}
    out = []
    for each in found:
        key = id(each.place), each.score, id(each.alternatives)
        first = known.get(key)
        if first is not None and (first.text, first.demonym) == (each.text, _is_demonym(each)):
            at, end = each.start, each.end
            out.append(Toponym(at, end, each.text, first.location, first.demonym, first.others))
        else:
            known[key] = first = _toponym(each)
            out.append(first)
    return out


def _coherent(text: str, found: list[Toponym]) -> list[Toponym]:
    """Prefer, where a name leaves doubt, its place in a country that the text names itself."""
    named = {
        each.location.country
        for each in found
        if each.demonym or each.location.kind is Kind.COUNTRY
    }
    out = [each if each.demonym else _at_home(each, named, _LEAST_SHARE) for each in found]
    for at in range(1, len(found)):
        owner, start = found[at - 1], found[at].start
        if owner.location.kind is Kind.COUNTRY and _TOWN_OF.fullmatch(text[owner.end : start]):
            out[at] = _at_home(found[at], {owner.location.country}, 0.0)
    return out


def _at_home(toponym: Toponym, named: set[str], least: float) -> Toponym:
    """Return a toponym at its likeliest place in some countries, if that is likely enough."""
    here = toponym.location
    if here.kind is Kind.COUNTRY or not here.country or here.country in named:
        return toponym
    near = [other for other in toponym.others if other.country in named]
    if not near or near[0].confidence < least * here.confidence:
        return toponym
    others = (here, *(other for other in toponym.others if other is not near[0]))
    return replace(toponym, location=near[0], others=others)


def _listed(text: str, found: list[Toponym]) -> Iterator[re.Match[str]]:
    """Yield names that stand in a list with one that was read as a toponym."""
    for each in found:
        name = None if each.demonym else _LISTED.match(text, each.end)
        if name:
            yield name


def _again(text: str, found: list[Toponym], taken: bytearray) -> Iterator[Toponym]:
    """Yield the other places where a name stands that was read as a toponym once."""
    known = {each.text: each for each in found if not each.demonym and len(each.text) > _SHORT}
    # Looked up by its first word, so that a text is gone through once for all names.
    opens: dict[str, list[str]] = defaultdict(list)
    for name in known:
        if opening := _OPENING.match(name):
            opens[opening[0]].append(name)
    for start, word in _words_among(text, opens) if opens else ():
        for name in opens[word]:
            end = start + len(name)
            if (
                text.startswith(name, start)
                and not taken[start]
                and _stands_alone(text, start, end)
            ):
                yield _once_more(known[name], start, end)


def _words_among(text: str, wanted: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the words of a text that are among some, each with its offset."""
    # Splitting, adding up and choosing run in C; most names begin with a capital.
    capitals = all("A" <= word[0] <= "Z" for word in wanted)
    parts = (_CAPITALISED if capitals else _WORDS).split(text)
    starts, words = list(accumulate(map(len, parts)))[0:-1:2], parts[1::2]
    return compress(zip(starts, words, strict=True), map(wanted.__contains__, words))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether characters are a name of their own, and no part of a longer one."""
    if text[start - 1 : start] == "-" or _IN_WORD.match(text, end):
        return False
    return text[start:end].isupper() or not _in_longer_name(text, start, end)


def _once_more(first: Toponym, start: int, end: int) -> Toponym:
    confidence = round(first.location.confidence * _DOUBT, _DIGITS)
    location = replace(first.location, confidence=confidence)
    return replace(first, start=start, end=end, location=location)


def _taken(text: str, found: list[Toponym]) -> bytearray:
    """Return for each character of a text whether a toponym has it."""
    taken = bytearray(len(text))
    _take(taken, found)
    return taken


def _take(taken: bytearray, found: list[Toponym]) -> None:
    for each in found:
        taken[each.start : each.end] = b"\x01" * (each.end - each.start)


def _in_longer_name(text: str, start: int, end: int) -> bool:
    """Say whether a name is part of a longer one, as of an organisation or a person."""
    before, after = text[max(0, start - 30) : start], text[end : end + 2]
    return bool(_CAPITAL_BEFORE.search(before)) or (after[:1] == " " and after[1:].isupper())


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
    return location_of(found.place, found.confidence * _DOUBT)


class Places:
    """A gazetteer that reads toponyms, and remembers the names it was asked for.

    Parameters
    ----------
    gazetteer : Gazetteer, optional
        An open gazetteer; by default the user's own.
    reader : Reader, optional
        A reader of toponyms with other weights than those that come with the project.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, reader: Reader | None = None) -> None:
        self.gazetteer = gazetteer or Gazetteer()
        self._reader = reader or Reader(self.gazetteer.index)
        self._province = lru_cache(_REMEMBERED)(self._find_province)
        self._named: dict[tuple[str, str], Location | None] = {}

    def prepare(self, texts: Sequence[str]) -> None:
        """Look the names of some texts up together, which takes less time than one by one."""
        self._reader.prepare(texts)

    def toponyms(self, text: str, source: str = "") -> list[Toponym]:
        """Return the toponyms of a text in order, without overlaps.

        Parameters
        ----------
        text : str
            Running text.
        source : str, optional
            The address or name of the outlet; what its other reports tell of counts.
        """
        found = _coherent(text, _toponyms(self._reader.parse(text, source)))
        taken = _taken(text, found)
        again = list(_again(text, found, taken))
        found += again
        _take(taken, again)
        return sorted([*found, *self._passed_over(text, found, taken)], key=lambda each: each.start)

    def _passed_over(self, text: str, found: list[Toponym], taken: bytearray) -> Iterator[Toponym]:
        """Yield names after a word of place that mean one place of the text's countries."""
        counts = Counter(each.location.country for each in found if each.location.country)
        countries = [code for code, _ in counts.most_common(_COUNTRIES)]
        names = [
            name
            for name in (*_NAME.finditer(text), *_listed(text, found))
            if _may_be_place(name[1]) and taken.find(1, *name.span(1)) < 0
        ]
        asked = [
            [(name[1], country) for country in (*countries, *_ALONE[bool(_SURELY.match(name[0]))])]
            for name in names
        ]
        self._look_up([pair for pairs in asked for pair in pairs])
        for name, pairs in zip(names, asked, strict=True):
            location = next(filter(None, map(self._named.__getitem__, pairs)), None)
            if location:
                yield Toponym(*name.span(1), name[1], location)

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
        """Return the province of a name in the country of a place, as sure as the place."""
        found = self._province(name, location.country)
        if found is None:
            return None
        return location_of(found, location.confidence)

    def _find_province(self, name: str, country: str) -> Place | None:
        found = self.gazetteer.resolve(f"{name} province", country or None).place
        return found if found and found.kind == Kind.ADMIN1 else None
