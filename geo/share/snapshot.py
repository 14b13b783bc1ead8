"""Pictures of a View that say what they show, what they leave out and where it is from."""

from __future__ import annotations

import numpy as np

from geo.draw.printed import Sheet, Theme, draw
from geo.draw.printed import png as png_bytes
from geo.model.view import View
from geo.share.export import data_hash, sources
from geo.share.heading import heading, not_shown
from geo.store.select import select, status_at
from geo.store.table import Table


class NothingToShow(Exception):
    """A View has no events to draw; the message says why and what to do."""


def png(table: Table, view: View, theme: Theme = Theme.LIGHT, scale: float = 2.0) -> bytes:
    """Return a View as a PNG picture; the same table and View give the same bytes.

    Parameters
    ----------
    table : Table
        The event table.
    view : View
        Its viewport is the map's extent; without one the map fits the events.
    theme : Theme
        Light or dark.
    scale : float
        Pixels to the point; 2 gives 1600 by 1000 pixels.

    Raises
    ------
    NothingToShow
        When the View shows no event.
    """
    return png_bytes(draw(sheet_of(table, view), theme), scale)


def sheet_of(table: Table, view: View) -> Sheet:
    """Return what a printed map of a View says."""
    columns = table.columns
    selection = select(columns, view)
    if not len(selection.rows):
        raise NothingToShow(heading(view, selection, table))
    unlimited = select(columns, view.but(first=None, last=None)).rows
    return Sheet(
        columns=columns,
        shown=selection.rows,
        others=np.setdiff1d(unlimited, selection.rows),
        status=status_at(columns, view.known),
        view=view,
        title=heading(view, selection, table),
        left_out=_sentence(not_shown(selection)),
        sources=sources(table, selection),
        notes=[f"Data {data_hash(table, view)}"],
        name_of=lambda row: _place_name(table, row),
    )


def _sentence(text: str) -> str:
    return f"{text}." if text else ""


def _place_name(table: Table, row: int) -> str:
    where = table.event(row).location
    return where.name if where else ""
