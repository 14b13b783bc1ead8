"""Read a toponym as written: its names, the kind of place its words ask for, its context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gazetteer.feature_terms import (
    ABBREVIATIONS,
    ANY,
    AREA,
    AREA_WORDS,
    COUNTRYSIDE,
    DIRECTIONS,
    DISTRICT,
    DISTRICT_WORDS,
    FOREIGN_ARTICLES,
    JOINERS,
    LOOSE_AREA_WORDS,
    LOOSE_FIRST,
    SETTLEMENT,
    SETTLEMENT_WORDS,
    SITE_WORDS,
)
from gazetteer.index.segment import Ints
from gazetteer.names import ARTICLES, bare, fold, fold_many
from gazetteer.place import FeatureKind

CACHE = 1 << 14


class QueryForm(IntEnum):
    """What had to be done to a toponym to get at the text that is looked up, mildest first."""

    AS_WRITTEN = 0
    NO_ARTICLE = 1
    SPELLED_OUT = 2
    PART = 3
    NO_TYPE_WORD = 4
    NO_SITE_WORD = 5
    NO_DIRECTION = 6
    OTHER_PART = 7


EMPTY, EMPTY_BYTES = np.empty(0, np.intp), np.empty(0, np.uint8)
_TYPED = (
    COUNTRYSIDE
    | {"republic"}
    | AREA_WORDS
    | DISTRICT_WORDS
    | SETTLEMENT_WORDS
    | SITE_WORDS
    | DIRECTIONS
)
_SPECIAL = _TYPED | ABBREVIATIONS.keys()
_BRACKETED = re.compile(r"^([^()]+)\(([^()]*)\)?\s*$")
_ODD = re.compile("[(,/]")

Reading = tuple[str, QueryForm]


@dataclass(frozen=True, slots=True)
class Query:
    """A toponym read: texts to look up with how they came about, kinds asked for, context."""

    readings: tuple[Reading, ...]
    kinds: frozenset[FeatureKind] = ANY
    strict: bool = False
    context: str = ""

    @property
    def mask(self) -> int:
        """The kinds asked for as bits, all of them when none is."""
        return sum(1 << k for k in self.kinds) if self.kinds else -1


@dataclass(slots=True)
class Asked:
    """Many toponyms read: all texts with the query they belong to, and each query's wishes."""

    texts: list[str]
    query: Ints
    how: npt.NDArray[np.uint8]
    mask: npt.NDArray[np.int64]
    strict: npt.NDArray[np.bool_]
    contexts: dict[int, str]

    def __len__(self) -> int:
        return self.mask.size


def ask(queries: Sequence[Query]) -> Asked:
    """Put queries together."""
    asked = Asked([], EMPTY, EMPTY_BYTES, np.full(len(queries), -1), np.zeros(0, bool), {})
    asked.strict = np.array([q.strict for q in queries], bool)
    query: list[int] = []
    how: list[int] = []
    for i, q in enumerate(queries):
        asked.texts += [text for text, _ in q.readings]
        query += [i] * len(q.readings)
        how += [h for _, h in q.readings]
        if q.kinds:
            asked.mask[i] = q.mask
        if q.context:
            asked.contexts[i] = q.context
    asked.query, asked.how = np.array(query, np.intp), np.array(how, np.uint8)
    return asked


def read_many(names: Sequence[str]) -> Asked:
    """Read many toponyms, quickly where they are plain names."""
    texts, query, how, odd = [], [], [], []
    for i, (name, text) in enumerate(zip(names, fold_many(names), strict=True)):
        words = text.split()
        if not _SPECIAL.isdisjoint(words) or "(" in name or "," in name or "/" in name:
            odd.append(i)
            continue
        texts.append(text)
        query.append(i)
        how.append(0)
        if not ARTICLES.isdisjoint(words) or "ال" in text:
            short = bare(text)
            if short != text:
                texts.append(short)
                query.append(i)
                how.append(int(QueryForm.NO_ARTICLE))
    special = ask([read_query(names[i]) for i in odd])
    place = np.array(odd, np.intp)
    mask, strict = np.full(len(names), -1), np.zeros(len(names), bool)
    mask[place], strict[place] = special.mask, special.strict
    return Asked(
        texts=texts + special.texts,
        query=np.concatenate([np.array(query, np.intp), place[special.query]]),
        how=np.concatenate([np.array(how, np.uint8), special.how]),
        mask=mask,
        strict=strict,
        contexts={odd[i]: context for i, context in special.contexts.items()},
    )


@lru_cache(CACHE)
def read_query(name: str) -> Query:
    """Read a toponym."""
    if not _ODD.search(name):
        return _read_plain(name)
    whole = fold(name)
    if bracketed := _BRACKETED.match(name):
        main, other = bracketed.groups()
        return _combine(whole, _read_plain(main), [other], other.strip())
    if "/" in name:
        main, *others = [p for p in name.split("/") if p.strip()] or [name]
        return _combine(whole, _read_plain(main), others, "", QueryForm.PART)
    main, *others = [p.strip() for p in name.split(",") if p.strip()] or [name]
    return _combine(whole, _read_plain(main), others[:1], ", ".join(others))


def _combine(
    whole: str,
    main: Query,
    others: list[str],
    context: str,
    least: QueryForm = QueryForm.OTHER_PART,
) -> Query:
    """Put a toponym of several parts together; the others count as `least` or worse."""
    readings = [(whole, QueryForm.AS_WRITTEN)]
    readings += [(text, max(how, QueryForm.PART)) for text, how in main.readings]
    for other in others if not main.strict else ():
        readings += [(text, max(how, least)) for text, how in _read_plain(other).readings]
    return Query(_distinct(readings), main.kinds, main.strict, context)


def _read_plain(name: str) -> Query:
    folded = fold(name)
    words = folded.split()
    readings = _with_bare(folded, QueryForm.AS_WRITTEN)
    if not ABBREVIATIONS.keys().isdisjoint(words):
        longer = " ".join(ABBREVIATIONS.get(w, w) for w in words)
        readings += _with_bare(longer, QueryForm.SPELLED_OUT)
    if _TYPED.isdisjoint(words):
        return Query(tuple(readings))
    kinds, strict = _asked(words)
    dropped = AREA_WORDS if strict and kinds == AREA else frozenset[str]()
    if dropped:
        readings += _without(words, dropped, QueryForm.NO_TYPE_WORD)
    typed = AREA_WORDS | DISTRICT_WORDS | SETTLEMENT_WORDS | COUNTRYSIDE | {"republic"}
    readings += _without(words, typed, QueryForm.NO_TYPE_WORD)
    readings += _without(words, typed | SITE_WORDS, QueryForm.NO_SITE_WORD)
    if not strict:
        readings += _without(words, _TYPED, QueryForm.NO_DIRECTION)
    return Query(_distinct(readings), kinds, strict)


def _asked(words: list[str]) -> tuple[frozenset[FeatureKind], bool]:
    """Return the kinds asked for, and whether no other will do.

    A word for an area outweighs one for a settlement, and is strict.
    """
    if words[0] in LOOSE_FIRST and not set(words[1:2]) & JOINERS:
        words = words[1:]
    if not AREA_WORDS.isdisjoint(words):
        return AREA, not (AREA_WORDS & set(words) <= LOOSE_AREA_WORDS)
    if "republic" in words:
        return AREA | {FeatureKind.COUNTRY}, True
    if not DISTRICT_WORDS.isdisjoint(words):
        return DISTRICT, True
    if not COUNTRYSIDE.isdisjoint(words):
        return AREA, False
    return (SETTLEMENT if not SETTLEMENT_WORDS.isdisjoint(words) else ANY), False


def _without(words: list[str], dropped: frozenset[str], how: QueryForm) -> list[Reading]:
    kept = [w for w in words if w not in dropped and not (dropped is _TYPED and w.isdigit())]
    if not kept or kept == words:
        return []
    trimmed = _trim(kept, JOINERS)
    readings = _with_bare(" ".join(trimmed), how) if trimmed else []
    shorter = _trim(trimmed, JOINERS | FOREIGN_ARTICLES)
    return readings + (_with_bare(" ".join(shorter), how) if shorter != trimmed and shorter else [])


def _trim(words: list[str], joiners: frozenset[str]) -> list[str]:
    """Drop joining words at both ends."""
    while words and words[0] in joiners:
        words = words[1:]
    while words and words[-1] in joiners:
        words = words[:-1]
    return words


def _with_bare(folded: str, how: QueryForm) -> list[Reading]:
    short = bare(folded)
    shorter = [] if short == folded else [(short, max(how, QueryForm.NO_ARTICLE))]
    return [(folded, how), *shorter]


def _distinct(readings: list[Reading]) -> tuple[Reading, ...]:
    found: dict[str, QueryForm] = {}
    for text, how in readings:
        if text:
            found.setdefault(text, how)
    return tuple(found.items())
