"""Our own lists of words that tell a place from a person, an organisation or a plain word."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache

from gazetteer.lexicon import ENGLISH
from gazetteer.provinces import DATA

# Words that may stand inside a name without a capital.
JOINERS = ENGLISH.words("recognition.joiners")
# Where names are romanised in many ways.
ARAB_COUNTRIES = ENGLISH.words("recognition.arab_countries")
# Articles that open an Arabic name: "al-Bab".
ARTICLES = ENGLISH.words("recognition.articles")
# "Northern Mali", "south-eastern Turkey".
DIRECTIONS = ENGLISH.words("recognition.directions")


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
