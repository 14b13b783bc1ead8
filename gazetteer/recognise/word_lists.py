"""Our own lists of words that tell a place from a person, an organisation or a plain word."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache

from gazetteer.provinces import DATA

# Words that may stand inside a name without a capital.
JOINERS = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "del",
        "el",
        "al",
        "and",
        "ez",
        "upon",
        "on",
        "du",
        "da",
        "do",
        "le",
        "les",
        "los",
        "las",
        "y",
        "e",
        "bin",
        "ul",
        "ud",
        "es",
        "as",
        "an",
        "in",
        "der",
        "den",
        "am",
        "sur",
        "sous",
        "ad",
        "au",
        "aux",
    ]
)
# Where names are romanised in many ways.
ARAB_COUNTRIES = frozenset(
    "AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE".split()  # noqa: SIM905
)
# Articles that open an Arabic name: "al-Bab".
ARTICLES = frozenset("al el as ar ad ash an at az deir".split())  # noqa: SIM905
DIRECTIONS = frozenset(
    [
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "greater",
        "downtown",
        "upper",
        "lower",
        "mid",
        "inner",
        "outer",
    ]
)


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of words in lower case."""

    prepositions: frozenset[str]
    titles: frozenset[str]
    areas: frozenset[str]
    settlements: frozenset[str]
    land: frozenset[str]
    sites: frozenset[str]
    organisations: frozenset[str]
    people: frozenset[str]
    diseases: frozenset[str]
    speech: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    no_places: frozenset[str]
    conquests: frozenset[str]
    parts: frozenset[str]


@cache
def words() -> Words:
    """Return the lists of words."""
    lists: dict[str, str] = json.loads((DATA / "recognise_words.json").read_text(encoding="utf-8"))
    return Words(*(frozenset(line.split()) for line in lists.values()))


def form_table(name: str) -> dict[str, list[str]]:
    """Return the targets of each demonym or abbreviation, as written.

    A target is a country code, a GeoNames admin1 code such as `US.TX`, or a name.
    """
    table: dict[str, list[str]] = {}
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split("|"):
                table.setdefault(word, []).append(row["target"])
    return table
