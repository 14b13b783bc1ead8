"""Pictures of a View that say what they show, what they leave out and where it is from."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geo.draw.print.output import DRAWING, encode
from geo.draw.print.series import draw_series
from geo.draw.print.sheet import Paper, Sheet, Theme
from geo.draw.print.sheet_figure import draw
from geo.model.view import View
from geo.share.export import sources
from geo.share.heading import counted, heading, not_shown
from geo.share.link import fixed
from geo.share.pictures.footer import NothingToShow, link_of, notes
from geo.share.pictures.periods import By, panels_of
from geo.store.query.select import select, status_at
from geo.store.table import EventTable


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is to look.

    Attributes
    ----------
    theme : Theme
        Light or dark.
    paper : Paper
        Size and proportions.
    scale : float
        Pixels to the point, for PNG; 2 gives 1600 by 1000 pixels on Paper.SCREEN.
    address : str
        Where the dashboard is served; the link and its QR code begin with it. Empty for none.
    """

    theme: Theme = Theme.LIGHT
    paper: Paper = Paper.SCREEN
    scale: float = 2.0
    address: str = ""


def png(table: EventTable, view: View, theme: Theme = Theme.LIGHT) -> bytes:
    """Return a View as a PNG picture of 1600 by 1000 pixels; see `picture`.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    theme : Theme
        Dark ink on light paper, or light ink on dark.
    """
    return picture(table, view, "png", Look(theme))


def picture(table: EventTable, view: View, form: str, look: Look | None = None) -> bytes:
    """Return a View as a picture; the same table, View and look give the same bytes.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        Its viewport is the map's extent; without one the map fits the events.
    form : str
        "png", "svg" or "pdf".
    look : Look
        Theme, paper, resolution and address.

    Raises
    ------
    NothingToShow
        When the View shows no event.
    """
    look = look or Look()
    sheet = sheet_of(table, view, look.address)
    with DRAWING:
        return encode(draw(sheet, look.theme, look.paper), form, look.scale)


def series(table: EventTable, view: View, by: By, form: str, look: Look | None = None) -> bytes:
    """Return one sheet with the same small map for each period or province; see `picture`.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    by : By
        What each small map shows: a month, a quarter, a year or a province.
    form : str
        "png", "svg" or "pdf".
    look : Look, optional
        Theme, paper and address; the defaults of `Look` by default.

    Raises
    ------
    NothingToShow
        When the View shows no event.
    TooMany
        When there are more maps than a sheet holds.
    """
    look = look or Look()
    sheet = sheet_of(table, view, look.address)
    panels = panels_of(table.columns, sheet.shown, view, by)
    if not panels:
        raise NothingToShow("none of these events has a province")
    said = replace(sheet, left_out=_series_sentence(sheet, sum(len(p.rows) for p in panels), by))
    with DRAWING:
        return encode(draw_series(said, panels, look.theme, look.paper), form, look.scale)


def sheet_of(table: EventTable, view: View, address: str = "", part: bool = False) -> Sheet:
    """Return what a printed map of a View says.

    A part of a film may have no events, and leaves sources and notes to the whole.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    address : str
        The dashboard's own address; empty where it is not known.
    part : bool
        Whether it is one frame of a film.
    """
    columns = table.columns
    selection = select(columns, view)
    if not len(selection.rows) and not part:
        raise NothingToShow(heading(view, selection, table))
    unlimited = select(columns, view.replace(first=None, last=None)).rows
    return Sheet(
        columns=columns,
        shown=selection.rows,
        others=np.setdiff1d(unlimited, selection.rows),
        status=status_at(columns, view.as_of),
        view=view,
        title=heading(view, selection, table),
        left_out=_sentence(not_shown(selection)),
        sources=[] if part else sources(table, selection),
        notes=[] if part else notes(table, view, address),
        name_of=lambda row: _place_name(table, row),
        address=link_of(fixed(view, table), address) if address else "",
    )


def _series_sentence(sheet: Sheet, drawn: int, by: By) -> str:
    """Return what a series leaves out; events may be in several of its maps, or in none."""
    said = [f"One map for each {by} with events.", sheet.left_out]
    if drawn > len(sheet.shown):
        said.append("An event that may have happened in several is in each of them.")
    if drawn < len(sheet.shown):
        said.append(f"{counted(len(sheet.shown) - drawn, 'event')} without a {by} are not drawn.")
    return " ".join(words for words in said if words)


def _sentence(text: str) -> str:
    return f"{text}." if text else ""


def _place_name(table: EventTable, row: int) -> str:
    where = table.event(row).location
    return where.name if where else ""
