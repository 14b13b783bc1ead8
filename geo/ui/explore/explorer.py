"""The map, its timeline and the list beside it, and what a reader does there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from hashlib import sha256
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from geo.draw.style import style
from geo.draw.web import columns_file
from geo.draw.web.columns_file import pack_columns
from geo.model.facets import FACETS, Facet, read_text
from geo.model.timespan import day_of
from geo.model.view import View, Viewport
from geo.share.card import card_data
from geo.share.labels import chosen_labels
from geo.share.link import vocabulary
from geo.store.query.select import Selection, query_mask
from geo.store.table import EventTable
from geo.ui.component import CHANGING, explorer
from geo.ui.explore.history.card import commit_history, history_data, say_gone
from geo.ui.explore.history.correction import draw_correction
from geo.ui.explore.payload import Bbox, list_data, view_data
from geo.ui.reports.links import text_address
from geo.ui.server import app_routes as server
from geo.ui.state import change_view

_BBOX = "bbox"


def draw_explorer(
    table: EventTable, view: View, selection: Selection, *, filters: bool = True
) -> None:
    """Draw the component and let what is committed there change the View.

    Parameters
    ----------
    table : EventTable
        Has the events.
    view : View
        What is asked for.
    selection : Selection
        What it shows of the table.
    filters : bool
        Whether the row of filters is above the map.
    """
    say_gone()
    bbox: Bbox | None = st.session_state.get(_BBOX)
    row = table.row_of(view.event) if view.event else None
    explorer(
        {
            "urls": _data_urls(table, view),
            "style": style(),
            "view": view_data(view),
            "labels": chosen_labels(view, table, apart=True) if filters else None,
            "list": list_data(table, selection, view, bbox),
            "card": None if row is None else _card(table, row, view),
        },
        key="explorer",
        on_commit=lambda what, value: commit(table, what, value),
    )
    draw_correction(table)


def _card(table: EventTable, row: int, view: View) -> dict[str, Any]:
    event = table.event(row)
    card = card_data(event, table.reports, view)
    for claim in card["claims"]:
        claim["text"] = text_address(claim["report"]["id"], claim["start"], event.id)
    return {**card, "history": history_data(table, event.id)}


def _data_urls(table: EventTable, view: View) -> dict[str, str]:
    """Return the addresses of the column file and, where words are searched, of their matches."""
    words = None
    if view.query:
        matching = query_mask(table.columns, view)[: table.columns.drawn]
        words = server.publish_words(np.packbits(matching, bitorder="little").tobytes())
    sha = _published_columns(table.fingerprint, table)
    server.expect(view.revision, sha)
    return server.urls(sha, words)


_sha_of: dict[str, str] = {}


@cache
def _packed_name() -> str:
    """Return the name a column file is kept under: another way of packing is another name."""
    packing = Path(columns_file.__file__).read_bytes()
    return f"columns-{sha256(packing).hexdigest()[:12]}.dtl"


def _published_columns(fingerprint: str, table: EventTable) -> str:
    """Return the hash of the table's column file, packed once for all visits."""
    sha = _sha_of.get(fingerprint)
    if sha is None or not server.is_published(sha):
        data = table.kept(_packed_name(), lambda: pack_columns(table.columns))
        sha = _sha_of[fingerprint] = server.publish(data)
    return sha


def commit(table: EventTable, what: str, value: Any) -> None:
    """Apply one thing a reader did on the map, the timeline or the list to the View.

    The value comes from a browser, so anything may be in it: what cannot be read is left out.

    Parameters
    ----------
    table : EventTable
        The events.
    what : str
        What changed, such as "window" or "viewport".
    value : object
        Its new value, as JSON has it.
    """
    try:
        if what in CHANGING:
            commit_history(what, value)
        else:
            change_view(**_COMMITS[what](table, value))
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return


def _window(table: EventTable, value: Any) -> dict[str, Any]:
    if value is None:
        return {"first": None, "last": None}
    first, last = date.fromisoformat(value["first"]), date.fromisoformat(value["last"])
    if last < first:
        raise ValueError("the window ends before it begins")
    # The whole extent is no limit: a link to it also shows what is imported later.
    whole = (first, last) == extent(table)
    return {"first": None, "last": None} if whole else {"first": first, "last": last}


def extent(table: EventTable) -> tuple[date, date] | None:
    """Return the first and the last day of all events; None where there are none."""
    columns = table.columns
    if not columns.drawn:
        return None
    first, last = columns.first[0], columns.last[: columns.drawn].max()
    return day_of(int(first)), day_of(int(last))


def _known(table: EventTable, value: Any) -> dict[str, Any]:
    return {"as_of": date.fromisoformat(value) if value else None}


def _sure(table: EventTable, value: Any) -> dict[str, Any]:
    return {"containment": bool(value)}


def _event(table: EventTable, value: Any) -> dict[str, Any]:
    if value is None:
        return {"event": ""}
    if not isinstance(value, str) or table.row_of(value) is None:
        raise ValueError("no event has this id")
    return {"event": value}


def _facet(facet: Facet, table: EventTable, value: Any) -> dict[str, Any]:
    if not isinstance(value, list):
        raise TypeError("the values of a filter come as a list")
    existing = vocabulary(table).get(facet.attribute)
    values = tuple(dict.fromkeys(facet.read(each) for each in value))
    if existing is not None and not all(each in existing for each in values):
        raise ValueError(facet.unknown)
    return {facet.attribute: values}


def _certainty(table: EventTable, value: Any) -> dict[str, Any]:
    if not 0 <= value <= 100:
        raise ValueError("certainty is 0 to 100")
    return {"certainty": round(value) / 100}


def _query(table: EventTable, value: Any) -> dict[str, Any]:
    return {"query": read_text(value) if value.strip() else ""}


def _viewport(table: EventTable, value: Any) -> dict[str, Any]:
    lat, lon, zoom = _numbers(value["at"], 3)
    bbox = _numbers(value["bbox"], 4)
    st.session_state[_BBOX] = bbox
    return {"viewport": Viewport(round(lat, 4), round((lon + 180) % 360 - 180, 4), zoom)}


def _numbers(values: Any, count: int) -> tuple[float, ...]:
    found = tuple(float(value) for value in values)
    if len(found) != count or not all(isfinite(value) for value in found):
        raise ValueError(f"not {count} numbers: {values}")
    return found


_COMMITS: dict[str, Callable[[EventTable, Any], dict[str, Any]]] = {
    "window": _window,
    "known": _known,
    "sure": _sure,
    "event": _event,
    "certainty": _certainty,
    "q": _query,
    "viewport": _viewport,
    **{facet.key: partial(_facet, facet) for facet in FACETS},
}
