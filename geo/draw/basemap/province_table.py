"""The province table, opened once for everything that draws."""

from __future__ import annotations

from functools import cache

from gazetteer.provinces import Provinces


@cache
def provinces() -> Provinces:
    """Return the province table."""
    return Provinces.open()
