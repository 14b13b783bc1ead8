"""Which country and province each place of a segment lies in.

A source's own word counts more than the drawn border: a GeoNames admin1 code, or the source's
own province, wins near a border; the polygon wins far from it and where the source is silent.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gazetteer.place import FeatureKind
from gazetteer.provinces import Provinces

# A point takes some hundred bytes while its polygons are looked up.
CHUNK = 250_000
LEAST_VOTES = 3
Rows = npt.NDArray[np.int32]
UNBOUND = (FeatureKind.REGION, FeatureKind.WATER, FeatureKind.CONTINENT)


@dataclass(slots=True)
class Located:
    """The country, admin and province columns, with what their numbers stand for.

    `labels` are the rows of the provinces that the source calls by names or codes of its own.
    """

    columns: dict[str, npt.NDArray[Any]]
    countries: list[str]
    admins: list[str]
    labels: dict[str, int]


def locate(
    columns: dict[str, npt.NDArray[Any]],
    countries: list[str],
    admins: list[str],
    provinces: Provinces,
) -> Located:
    """Fill in the columns that depend on where a place is.

    Parameters
    ----------
    columns : dict of str to numpy.ndarray
        The places by column name, one value per place; longitude and latitude in degrees.
    countries : list of str
        ISO 3166-1 alpha-2 of each number in the column `country`; the first stands for none.
    admins : list of str
        Code of each number in the column `admin`, as the source writes it.
    provinces : Provinces
        The table of provinces.
    """
    province = _drawn(columns, countries, provinces)
    own = _own_rows(columns["admin"], admins, province, provinces)
    claimed = own[columns["admin"]]
    differs = np.flatnonzero((claimed >= 0) & (claimed != province))
    for start in range(0, differs.size, CHUNK):
        part = differs[start : start + CHUNK]
        near = part[provinces.within(columns["lon"][part], columns["lat"][part], claimed[part])]
        province[near] = claimed[near]
    known = [*dict.fromkeys([*countries, *provinces.country])]
    number = {c: i for i, c in enumerate(known)}
    country = columns["country"].copy()
    bound = ~np.isin(columns["kind"], UNBOUND)
    silent = np.flatnonzero((country == 0) & (province >= 0) & bound)
    country[silent] = [number[provinces.country[r]] for r in province[silent].tolist()]
    admin, codes = _codes(columns["admin"], admins, province, provinces)
    found = {"province": province, "country": country, "admin": admin}
    labels = {a: int(row) for a, row in zip(admins, own, strict=True) if row >= 0 and "." not in a}
    return Located(found, known, codes, labels)


def _drawn(
    columns: dict[str, npt.NDArray[Any]], countries: list[str], provinces: Provinces
) -> Rows:
    """Province by polygon, within the source's country where it gives one."""
    parts = []
    for start in range(0, columns["lon"].size, CHUNK):
        part = slice(start, start + CHUNK)
        names = [countries[c] or None for c in columns["country"][part].tolist()]
        rows = provinces.assign(columns["lon"][part], columns["lat"][part], names)
        rows = np.where(np.isin(columns["kind"][part], UNBOUND), -1, rows)
        parts.append(rows.astype(np.int32))
    return np.concatenate(parts) if parts else np.empty(0, np.int32)


def _own_rows(
    admin: npt.NDArray[Any], admins: list[str], province: Rows, provinces: Provinces
) -> Rows:
    """Row of the province that each of the source's admin1 names means, by vote or by code."""
    units = {c: i for i, c in enumerate(provinces.code) if c and not provinces.parent[i]}
    rows = np.array([units.get(a, -1) for a in admins], np.int32)
    parts = set(provinces.code)
    for number, name in enumerate(admins):
        if name and rows[number] < 0 and name not in parts:
            votes = Counter(province[admin == number].tolist())
            votes.pop(-1, None)
            row, count = votes.most_common(1)[0] if votes else (-1, 0)
            if count >= LEAST_VOTES and 2 * count > votes.total():
                rows[number] = row
    return rows


def _codes(
    admin: npt.NDArray[Any], admins: list[str], province: Rows, provinces: Provinces
) -> tuple[npt.NDArray[Any], list[str]]:
    """GeoNames codes in place of a source's own names for provinces."""
    is_code = np.array([len(a) > 3 and a[2] == "." for a in admins], bool)
    codes = [a if c else "" for a, c in zip(admins, is_code, strict=True)]
    known = [*dict.fromkeys(["", *codes, *provinces.code])]
    number = {c: i for i, c in enumerate(known)}
    by_row = np.array([number[c] for c in provinces.code] + [0], np.uint32)
    by_name = np.array([number[c] for c in codes], np.uint32)
    return np.where(is_code[admin], by_name[admin], by_row[province]), known
