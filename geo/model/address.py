"""How a View is spelled in a link: `FIELDS` has one row per field, with its two conversions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from geo.model.event import id_number
from geo.model.facets import FACETS, one_of, read_text
from geo.model.view import View, Viewport

Vocabulary = Mapping[str, Collection[str]]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class LinkError:
    """One key of a link that could not be read, and why, in a sentence."""

    key: str
    value: str
    reason: str

    @property
    def sentence(self) -> str:
        """Return what was wrong, where, and what was done about it."""
        return f"“{self.key}={self.value}” in the link was left out: {self.reason}."


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table: a field of the View and how a link spells it."""

    attribute: str
    key: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    many: bool = False


def _read_day(text: str) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError("a day looks like 2017-03-31")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day") from None


def _read_certainty(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError("certainty is a number from 0 to 1")
    return value


def _read_revision(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise ValueError("a revision is a whole number")
    return int(text)


def _read_viewport(text: str) -> Viewport:
    try:
        lat, lon, zoom = (float(part) for part in text.split(","))
    except ValueError:
        lat = lon = zoom = float("nan")
    return Viewport(lat, lon, zoom)


def _read_event(text: str) -> str:
    try:
        id_number(text)
    except ValueError:
        raise ValueError("an event id has 12 letters and digits") from None
    return text


def _write_viewport(at: Viewport) -> str:
    return f"{at.lat:.4f},{at.lon:.4f},{at.zoom:g}"


_read_containment = one_of(("may", "sure"), "date rule")

FIELDS = (
    Field("first", "from", _read_day, date.isoformat),
    Field("last", "to", _read_day, date.isoformat),
    *(Field(facet.attribute, facet.key, facet.read, str, many=True) for facet in FACETS),
    Field("certainty", "certainty", _read_certainty, "{:g}".format),
    Field("query", "q", read_text, str),
    Field("as_of", "known", _read_day, date.isoformat),
    Field("revision", "rev", _read_revision, str),
    Field("viewport", "at", _read_viewport, _write_viewport),
    Field("event", "event", _read_event, str),
    Field("containment", "dates", lambda text: _read_containment(text) == "sure", lambda _: "sure"),
)
_DEFAULTS = {field.name: field.default for field in fields(View)}
_UNKNOWN = {facet.attribute: facet.unknown for facet in FACETS} | {
    "event": "no event has this id",
}


def encode(view: View) -> list[tuple[str, str]]:
    """Return a View as the key and value pairs of a link, in the table's order."""
    pairs: list[tuple[str, str]] = []
    for field in FIELDS:
        value = getattr(view, field.attribute)
        if value == _DEFAULTS[field.attribute]:
            continue
        values = value if field.many else (value,)
        pairs.extend((field.key, field.write(each)) for each in values)
    return pairs


def decode(
    link: Mapping[str, Sequence[str]], vocabulary: Vocabulary | None = None
) -> tuple[View, tuple[LinkError, ...]]:
    """Return the View a link asks for, and an error for every value that could not be read.

    Parameters
    ----------
    link : Mapping[str, Sequence[str]]
        The values of each key; keys that are not ours are left alone.
    vocabulary : Mapping[str, Collection[str]], optional
        The values that exist, by the View's field name ("provinces", "actors", ...).
    """
    values: dict[str, Any] = {}
    errors: list[LinkError] = []
    for field in FIELDS:
        existing = (vocabulary or {}).get(field.attribute)
        good = _read_values(field, link.get(field.key, ()), existing, errors)
        if good:
            values[field.attribute] = tuple(dict.fromkeys(good)) if field.many else good[-1]
    _drop_reversed(values, errors)
    return View(**values), tuple(errors)


def _read_values(
    field: Field, texts: Sequence[str], existing: Collection[str] | None, errors: list[LinkError]
) -> list[Any]:
    good = []
    for text in texts:
        try:
            value = field.read(text)
            if existing is not None and value not in existing:
                raise ValueError(_UNKNOWN.get(field.attribute, "it is not known"))
            good.append(value)
        except ValueError as error:
            errors.append(LinkError(field.key, text[:80], str(error)))
    return good


def _drop_reversed(values: dict[str, Any], errors: list[LinkError]) -> None:
    first, last = values.get("first"), values.get("last")
    if first and last and last < first:
        del values["first"], values["last"]
        errors.append(
            LinkError(
                "from", f"{first}&to={last}", "the window ends before it begins, so all is shown"
            )
        )
