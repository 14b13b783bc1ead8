"""Where places must be: a country, a province, as people write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gazetteer.index.places_index import Index
from gazetteer.index.segment import Ints
from gazetteer.place import Place

CACHE = 4096

FindProvince = Callable[[str, str | None], Place | None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a place must be: a country number, 0 for any, and the rows and codes of a province."""

    country: int = 0
    rows: tuple[int, ...] = ()
    admins: tuple[int, ...] = ()

    @property
    def in_province(self) -> bool:
        """Whether a province is asked for."""
        return bool(self.rows or self.admins)


class Bounds:
    """The limits of many queries: distinct ones, and which of them each query has."""

    def __init__(self, limits: Sequence[Limits], which: Ints) -> None:
        self.limits, self.which = limits, which
        self.country = self._spread([limit.country for limit in limits])
        self.in_province = self._spread([limit.in_province for limit in limits]).astype(bool)
        single = [limit.rows[0] if len(limit.rows) == 1 else -1 for limit in limits]
        self.row = self._spread(single)

    def _spread(self, values: Sequence[int]) -> npt.NDArray[np.int64]:
        return np.array(values, np.int64)[self.which]


class LimitFinder:
    """Turns country codes and provinces as written into limits, remembering the last answers.

    `find_province` resolves the name of a province within a country.
    """

    def __init__(self, index: Index, find_province: FindProvince) -> None:
        self._index = index
        self._find_province = find_province
        self._cached = lru_cache(CACHE)(self._find)

    def bounds(self, countries: Sequence[str | None], admin1s: Sequence[str | None]) -> Bounds:
        """Return the limits of many queries.

        Parameters
        ----------
        countries : sequence of str or None
            ISO 3166-1 alpha-2 of each query, or None.
        admin1s : sequence of str or None
            Province of each query, as a code or a name, or None.

        Raises
        ------
        ValueError
            When a country or a province is not known.
        """
        if not any(countries) and not any(admin1s):
            return Bounds([Limits()], np.zeros(len(countries), np.intp))
        pairs = list(zip(countries, admin1s, strict=True))
        number = {pair: i for i, pair in enumerate(dict.fromkeys(pairs))}
        limits = [self.find(country, admin1) for country, admin1 in number]
        return Bounds(limits, np.array([number[p] for p in pairs], np.intp))

    def find(self, country: str | None, admin1: str | None) -> Limits:
        """Return the limits of one query.

        Parameters
        ----------
        country : str or None
            ISO 3166-1 alpha-2, or None for any.
        admin1 : str or None
            The province, as a code or a name, or None for any.

        Raises
        ------
        ValueError
            When the country or the province is not known.
        """
        return self._cached(country or "", (admin1 or "").strip())

    def _find(self, country: str, admin1: str) -> Limits:
        number = self._country_number(country) if country else 0
        if not admin1:
            return Limits(number)
        rows, admins = self._province(admin1, country or None)
        if not number:
            codes = {self._index.provinces.country[r] for r in rows}
            codes |= {self._index.admins[a][:2] for a in admins}
            number = self._index.country_number[codes.pop()] if len(codes) == 1 else 0
        return Limits(number, rows, admins)

    def _country_number(self, country: str) -> int:
        try:
            return self._index.country_number[country.upper()]
        except KeyError:
            raise ValueError(f"{country!r} is not a country code (ISO 3166-1, as in SY)") from None

    def _province(
        self, admin1: str, country: str | None
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Rows of the province table, and numbers in the admin column, that a text means."""
        provinces, numbers, code = self._index.provinces, self._index.admin_number, admin1.upper()
        rows = provinces.members(self._index.province_labels.get(code, code))
        rows = rows or [i for i, c in enumerate(provinces.code) if c == code]
        if not rows and code in numbers:
            return (), (numbers[code],)
        rows = rows or self._rows_by_name(admin1, country)
        codes = {provinces.code[r] for r in rows if not provinces.parent[r]}
        return tuple(rows), tuple(numbers[c] for c in codes if c and c in numbers)

    def _rows_by_name(self, name: str, country: str | None) -> list[int]:
        place = self._find_province(name, country)
        if place is None:
            where = f" in {country}" if country else ""
            raise ValueError(
                f"{name!r} is no province{where}; "
                "give ISO 3166-2 (SY-HM), GeoNames (SY.10) or a name"
            )
        provinces = self._index.provinces
        rows = provinces.members(place.admin1_iso)
        return rows or [i for i, code in enumerate(provinces.code) if code == place.code]
