"""What stands beside a name: its province or country, a word for its kind, its namesakes."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from gazetteer.index import Floats
from gazetteer.place import Kind
from gazetteer.recognise.spans import Span
from gazetteer.recognise.table import GROUND, Bools, Table
from gazetteer.segment import Ints

_CONTAINER = np.array([kind in (Kind.COUNTRY, Kind.ADMIN1) for kind in Kind])
_KIND_WORDS = {
    "county": Kind.ADMIN2, "parish": Kind.ADMIN2, "district": Kind.ADMIN2, "borough": Kind.ADMIN2,
    "province": Kind.ADMIN1, "governorate": Kind.ADMIN1, "state": Kind.ADMIN1,
    "countryside": Kind.ADMIN1, "prefecture": Kind.ADMIN1, "oblast": Kind.ADMIN1,
    "city": Kind.CITY, "town": Kind.CITY, "village": Kind.CITY, "suburb": Kind.CITY,
}  # fmt: skip
_KIND_AFTER = re.compile(r"(?:['’]s)?(?: [a-z]+ern)? ([A-Za-z]+)")
_KIND_BEFORE = re.compile(r"([A-Za-z]+) of \Z")
_TO_CONTAINER = re.compile(r",? (?:in )?\Z| \(\Z")


def same_name(table: Table) -> dict[str, Floats]:
    """Look for a town that a province is named for, and a province named for a town."""
    size = table.mention.size
    town, province = np.zeros(size), np.zeros(size)
    area = table.kind == Kind.ADMIN1
    for start in table.starts[np.logical_or.reduceat(area, table.starts)].tolist():
        rows = np.arange(start, start + int(table.counts[table.mention[start]]))
        for outer in rows[area[rows]].tolist():
            inside = rows[
                (table.kind[rows] == Kind.CITY) & (table.admin[rows] == table.admin[outer])
            ]
            if inside.size:
                best = int(inside[table.people[inside].argmax()])
                town[outer] = province[best] = np.log10(table.people[best] + 1) / 8
    return {"has a town of its name": town, "province of its name": province}


def neighbours(text: str, spans: Sequence[Span], table: Table, ground: Bools) -> dict[str, Floats]:
    """Look at "town, province" and "town, country"."""
    size = table.mention.size
    inside, outside, holds = np.zeros(size), np.zeros(size), np.zeros(size)
    for number in range(len(spans) - 1):
        if _TO_CONTAINER.fullmatch(text[spans[number].end : spans[number + 1].start]):
            mine, next_ = _rows(table, number), _rows(table, number + 1)
            within = _within(table, mine, next_)
            if _CONTAINER[table.kind[next_]].any():
                inside[mine] = within.any(axis=1)
                outside[mine] = ~within.any(axis=1) & ground[mine]
                holds[next_] = within.any(axis=0)
    return {"in its container": inside, "not in the next": outside, "holds the one before": holds}


def _rows(table: Table, mention: int) -> Ints:
    return np.arange(table.starts[mention], table.starts[mention] + table.counts[mention])


def _within(table: Table, inner: Ints, outer: Ints) -> Bools:
    """Whether each inner place lies in each outer one, a country or a province."""
    country = table.country[inner][:, None] == table.country[outer][None, :]
    admin = table.admin[inner][:, None] == table.admin[outer][None, :]
    kind = table.kind[outer][None, :]
    mine = table.kind[inner][:, None]
    in_country = country & (kind == Kind.COUNTRY) & (mine != Kind.COUNTRY)
    in_province = country & admin & (kind == Kind.ADMIN1)
    return np.asarray(in_country | (in_province & GROUND[mine]))


def asked_kind(text: str, spans: Sequence[Span], table: Table) -> dict[str, Floats]:
    """Look at "Idlib province", "Hama's northern countryside" and "the city of Idlib"."""
    asked = np.array([_kind_beside(text, span) for span in spans])
    wanted = asked[table.mention]
    right = table.kind == wanted
    # A word for a kind that no place of the name has ("Homs region") tells nothing.
    told = np.repeat(np.logical_or.reduceat(right, table.starts), table.counts)
    return {"kind asked for": right.astype(float), "kind not asked for": (told & ~right) * 1.0}


def _kind_beside(text: str, span: Span) -> int:
    after = _KIND_AFTER.match(text, span.end)
    before = _KIND_BEFORE.search(text, max(0, span.start - 20), span.start)
    last = span.text.rsplit(" ", 1)[-1].lower() if " " in span.text else ""
    found = (last, after[1].lower() if after else "", before[1].lower() if before else "")
    return next((int(_KIND_WORDS[word]) for word in found if word in _KIND_WORDS), -1)
