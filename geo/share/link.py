"""A View as the text of a link, and back."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from gazetteer.provinces import Provinces
from geo.model.address import FIELDS, LinkError, decode, encode
from geo.model.facets import FACETS
from geo.model.view import View
from geo.store.query.select import facet_names
from geo.store.table import EventTable


def write_link(view: View) -> str:
    """Return a View as the query part of a link, without the question mark."""
    return urlencode(encode(view), quote_via=quote, safe=",~")


def read_link(text: str, table: EventTable) -> tuple[View, tuple[LinkError, ...]]:
    """Return the View of a whole address or its query part, and what could not be read.

    Unlike the page, which shares its address with others, this takes any key that is not in
    the View's table for a mistake.

    Parameters
    ----------
    text : str
        A whole address, or its query part.
    table : EventTable
        The event table whose provinces, sources and events the link may name.
    """
    link = parse_qs(_query(text), keep_blank_values=True)
    view, errors = decode(link, vocabulary(table))
    keys = {field.key for field in FIELDS}
    reason = f"the keys are {' '.join(field.key for field in FIELDS)}"
    unknown = [LinkError(key[:80], link[key][0][:80], reason) for key in link if key not in keys]
    return view, (*errors, *unknown)


def revision_of(text: str) -> int | None:
    """Return the revision that a link asks for, before there is a table to read the rest with."""
    link = parse_qs(_query(text), keep_blank_values=True)
    return decode(link)[0].revision


def fixed(view: View, table: EventTable) -> View:
    """Return the View at the table's present revision: its link shows the same for ever.

    Parameters
    ----------
    view : View
        The View: its filters, its window and its day of publication.
    table : EventTable
        The event table.
    """
    return view.replace(revision=table.revision)


def data_view(view: View) -> View:
    """Return the View without what does not decide which events of a table are shown.

    The revision decides which table is opened, and the same data may stand in several.
    """
    return view.replace(viewport=None, event="", revision=None)


def vocabulary(table: EventTable) -> dict[str, Any]:
    """Return the values that a link may name, by the View's field name."""
    found: dict[str, Any] = {
        facet.attribute: set(facet_names(table.columns, facet)) for facet in FACETS if facet.unknown
    }
    # A province without events is a filter like any other.
    return found | {
        "provinces": world_provinces() | found["provinces"],
        "event": _EventIds(table),
    }


@cache
def world_provinces() -> frozenset[str]:
    """Return the codes of all provinces."""
    return frozenset(Provinces.open().iso)


def _query(text: str) -> str:
    return text.split("?", 1)[-1].split("#", 1)[0]


class _EventIds:
    """Says which event ids exist without listing them."""

    def __init__(self, table: EventTable) -> None:
        self._table = table

    def __contains__(self, event_id: object) -> bool:
        return isinstance(event_id, str) and self._table.row_of(event_id) is not None
