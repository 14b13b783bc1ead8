"""What every picture and page says below its map."""

from __future__ import annotations

from geo.model.view import View
from geo.share.export import data_hash
from geo.share.link import fixed, write_link
from geo.share.redaction import protection_of
from geo.store.table import EventTable


class CannotDraw(Exception):
    """A picture cannot be made; the message says why and what to do."""


class NothingToShow(CannotDraw):
    """A View has no events to draw."""


def link_of(view: View, address: str = "") -> str:
    """Return the link to a View: whole where the dashboard's address is known, else its query.

    Parameters
    ----------
    view : View
        The View: its filters, its window and its day of publication.
    address : str
        The dashboard's own address; empty where it is not known.
    """
    query = write_link(view)
    if not address:
        return query
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def notes(table: EventTable, view: View, address: str = "") -> list[str]:
    """Return what was taken away, the data's hash and the link, each as a short phrase.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    address : str
        The dashboard's own address; empty where it is not known.
    """
    link = link_of(fixed(view, table), address)
    where = [f"View {link}"] if link else []
    return [*protection_of(table), f"Data {data_hash(table, view)}", *where]
