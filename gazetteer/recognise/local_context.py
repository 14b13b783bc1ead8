"""What stands beside a mention: its province or country, a word for the kind of place it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from gazetteer.index.places_index import Floats
from gazetteer.lexicon import ENGLISH
from gazetteer.place import FeatureKind
from gazetteer.recognise.candidate_columns import GROUND, Bools, Named
from gazetteer.recognise.spans import Span

_COUNTRY, _ADMIN1, _CITY = int(FeatureKind.COUNTRY), int(FeatureKind.ADMIN1), int(FeatureKind.CITY)
# "The Pacific" and "the Gulf" are no towns.
_NATURE = frozenset([int(FeatureKind.WATER), int(FeatureKind.REGION)])
_KIND_WORDS = {
    word: kind
    for kind in FeatureKind
    if kind.word in ENGLISH.mapping("recognition.kinds")
    for word in ENGLISH.ordered(f"recognition.kinds.{kind.word}")
}
_KIND_AFTER = re.compile(r"(?:['’]s)?(?: (?:(?:north|south)[- ])?[a-z]+ern)? ([A-Za-z]+)")
_JOINTS = frozenset(" '’")
_KIND_BEFORE = re.compile(r"([A-Za-z]+) of \Z")
_TO_CONTAINER = frozenset([" ", ", ", " in ", ", in ", " ("])
_LONGEST_GAP = max(map(len, _TO_CONTAINER))
_LONGEST_JOINT = 6
_LOOK_BACK = 20
_THE, _OF = "the ", "of "
INSIDE, OUTSIDE, HOLDS = "in its container", "not in the next", "holds the one before"
ASKED, RULED = "kind asked for", "kind not asked for"
INSIDE_ELSEWHERE, OUTSIDE_ELSEWHERE = "in its container elsewhere", "not in it elsewhere"
INSIDE_OF = {OUTSIDE: INSIDE, OUTSIDE_ELSEWHERE: INSIDE_ELSEWHERE}
PROVINCES, COUNTRIES = "listed with provinces", "listed with countries"
KIND_ASKED = (
    *(INSIDE, OUTSIDE, HOLDS, ASKED, RULED),
    *(INSIDE_ELSEWHERE, OUTSIDE_ELSEWHERE, PROVINCES, COUNTRIES),
)
_IN_LIST = frozenset([", ", " and ", ", and ", " or ", ", or ", " & "])
_SHORTEST_LIST = 3

# Features of the places of one mention.
LocalContext = dict[str, Floats]


def local_contexts(text: str, spans: Sequence[Span]) -> list[LocalContext | None]:
    """Return what stands beside each mention of a text, None where nothing tells of its place.

    Parameters
    ----------
    text : str
        The text of the document.
    spans : sequence of Span
        Spans of one document, in reading order.
    """
    out: list[LocalContext | None] = [_asked_kind(text, span) for span in spans]
    for number in range(len(spans) - 1):
        one, other = spans[number], spans[number + 1]
        if other.start - one.end > _LONGEST_GAP or not other.named.holds:
            continue
        if text[one.end : other.start] in _TO_CONTAINER:
            within = _within(one.named, other.named)
            inside = within.any(axis=1)
            outside = ~inside & GROUND[one.named.kind]
            mine = {INSIDE: inside.astype(float), OUTSIDE: outside.astype(float)}
            out[number] = (out[number] or {}) | mine
            out[number + 1] = (out[number + 1] or {}) | {HOLDS: within.any(axis=0).astype(float)}
    _one_sense(spans, out)
    for listed in _lists(text, spans):
        _like_the_others(spans, listed, out)
    return out


def _one_sense(spans: Sequence[Span], out: list[LocalContext | None]) -> None:
    """Let what is told of a name once ("Springfield, Ohio") hold wherever the text names it."""
    told: dict[int, LocalContext] = {}
    for span, found in zip(spans, out, strict=True):
        if found and INSIDE in found and found[INSIDE].any():
            told.setdefault(id(span.named), found)
    for number, span in enumerate(spans) if told else ():
        first, found = told.get(id(span.named)), out[number]
        if first is not None and not (found and INSIDE in found):
            mine = {INSIDE_ELSEWHERE: first[INSIDE], OUTSIDE_ELSEWHERE: first[OUTSIDE]}
            out[number] = (found or {}) | mine


def _lists(text: str, spans: Sequence[Span]) -> Iterator[range]:
    """Yield the numbers of mentions that stand in one list: "Idaho, Utah and Nevada"."""
    first = 0
    for number in range(1, len(spans) + 1):
        if number < len(spans):
            gap = spans[number].start - spans[number - 1].end
            if (
                gap <= _LONGEST_JOINT
                and text[spans[number - 1].end : spans[number].start] in _IN_LIST
            ):
                continue
        if number - first >= _SHORTEST_LIST:
            yield range(first, number)
        first = number


def _only_provinces(named: Named) -> set[int]:
    """Return the countries that have a province of a name, and no town in it of that name."""
    kinds = zip(named.kind.tolist(), named.country.tolist(), named.admin.tolist(), strict=True)
    places = list(kinds)
    towns = {(country, admin) for kind, country, admin in places if kind == _CITY}
    areas = {(country, admin) for kind, country, admin in places if kind == _ADMIN1}
    return {country for country, _ in areas - towns}


def _like_the_others(spans: Sequence[Span], listed: range, out: list[LocalContext | None]) -> None:
    """Say how many others of a list are a province of the same country, or may be a country."""
    sure = {number: _only_provinces(spans[number].named) for number in listed}
    provinces = Counter(country for each in sure.values() for country in each)
    countries = sum(bool(spans[number].named.countries) for number in listed)
    others = len(listed) - 1
    for number in listed:
        named = spans[number].named
        province = named.kind == _ADMIN1
        alike = [
            provinces[country] - (country in sure[number]) for country in named.country.tolist()
        ]
        mine = {
            PROVINCES: np.where(province, alike, 0) / others,
            COUNTRIES: np.where(named.kind == _COUNTRY, (countries - 1) / others, 0.0),
        }
        out[number] = (out[number] or {}) | mine


def _within(inner: Named, outer: Named) -> Bools:
    """Whether each inner place lies in each outer one, a country or a province."""
    country = inner.country[:, None] == outer.country[None, :]
    admin = inner.admin[:, None] == outer.admin[None, :]
    kind, mine = outer.kind[None, :], inner.kind[:, None]
    in_country = country & (kind == _COUNTRY) & (mine != _COUNTRY)
    in_province = country & admin & (kind == _ADMIN1)
    return np.asarray(in_country | (in_province & GROUND[mine]))


def _asked_kind(text: str, span: Span) -> LocalContext | None:
    """Look at "Idlib province", "Hama's northern countryside" and "the city of Idlib"."""
    named = span.named
    if named.row.size == 1:
        return None
    before = text[max(0, span.start - len(_THE)) : span.start]
    if before == _THE and not _NATURE.isdisjoint(named.kinds):
        return _ruled(np.isin(named.kind, list(_NATURE)))
    is_dateline = "dateline in capitals" in span.features
    asked = _CITY if is_dateline else _kind_beside(text, span)
    # A word for a kind that no place of the name has ("Sahel region") tells nothing.
    if asked is None or asked not in named.kinds:
        return None
    return _ruled(named.kind == asked)


def _ruled(right: Bools) -> LocalContext:
    return {ASKED: right.astype(float), RULED: (~right).astype(float)}


def _kind_beside(text: str, span: Span) -> int | None:
    if " " in span.text:
        last = _KIND_WORDS.get(span.text.rsplit(" ", 1)[-1].lower())
        if last is not None:
            return last
    # After most names no word follows that a pattern could find.
    after = text[span.end : span.end + 1] in _JOINTS and _KIND_AFTER.match(text, span.end)
    if after and (kind := _KIND_WORDS.get(after[1].lower())) is not None:
        return kind
    if text[max(0, span.start - len(_OF)) : span.start] != _OF:
        return None
    before = _KIND_BEFORE.search(text, max(0, span.start - _LOOK_BACK), span.start)
    return _KIND_WORDS.get(before[1].lower()) if before else None
