"""Read a toponym as written: its name, and the kind of place its words ask for."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.names import bare, fold
from gazetteer.place import Kind

AREA = frozenset({Kind.ADMIN1, Kind.ADMIN2, Kind.REGION})
DISTRICT = frozenset({Kind.ADMIN1, Kind.ADMIN2})
SETTLEMENT = frozenset({Kind.CITY, Kind.SITE})
ANY: frozenset[Kind] = frozenset()

TYPE_WORDS: dict[str, frozenset[Kind]] = {}
for _kinds, _words in (
    (
        AREA,
        "province governorate governate muhafazat muhafaza muhafazah mohafazat mohafaza mohafazah "
        "oblast state region prefecture wilaya wilayat wilayah voivodeship voivodship wojewodztwo "
        "canton kanton department departement departamento emirate krai kray territory "
        "provincia provincie provinz estado region regione bundesland vilayet il ostan changwat "
        "countryside rural rif province's governorate's محافظه ولايه اقليم ريف",
    ),
    (
        DISTRICT,
        "district county subdistrict nahiya nahia nahiyah qada qadaa raion rayon okrug powiat "
        "arrondissement commune parish division borough mintaqat manatiq منطقه ناحيه قضاء",
    ),
    (SETTLEMENT, "city town village hamlet municipality madinat qaryat قريه مدينه بلده"),
):
    TYPE_WORDS |= dict.fromkeys(_words.split(), _kinds)
JOINERS = frozenset(["of", "the", "de", "du", "la", "le", "di", "da", "des", "del", "e"])


@dataclass(frozen=True, slots=True)
class Query:
    """One reading of a toponym: texts to look up, best first, and the kinds asked for."""

    texts: tuple[str, ...]
    core: tuple[str, ...] = ()
    kinds: frozenset[Kind] = ANY


def read_query(name: str) -> Query:
    """Read a toponym."""
    folded = fold(name)
    texts = _with_bare(folded)
    words = folded.split()
    if TYPE_WORDS.keys().isdisjoint(words):
        return Query(texts)
    kinds = _asked(words)
    strict = _core([w for w in words if TYPE_WORDS.get(w) != kinds])
    loose = _core([w for w in words if w not in TYPE_WORDS])
    return Query(texts, tuple(dict.fromkeys((*strict, *loose))), kinds)


def _asked(words: list[str]) -> frozenset[Kind]:
    """Return the kinds asked for; a word for an area outweighs one for a settlement."""
    asked = [TYPE_WORDS[w] for w in words if w in TYPE_WORDS]
    return next((kinds for kinds in asked if kinds != SETTLEMENT), asked[0])


def _core(words: list[str]) -> tuple[str, ...]:
    while words and words[0] in JOINERS:
        words = words[1:]
    while words and words[-1] in JOINERS:
        words = words[:-1]
    return _with_bare(" ".join(words)) if words else ()


def _with_bare(folded: str) -> tuple[str, ...]:
    short = bare(folded)
    return (folded,) if short == folded else (folded, short)
