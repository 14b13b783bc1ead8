"""The Share menu: the live link, the fixed link, and the map for another page."""

from __future__ import annotations

from geo.model.view import View
from geo.share.link import fixed, write_link
from geo.store.table import EventTable
from geo.ui.component import mount


def draw_share(table: EventTable, view: View) -> None:
    """Draw the Share button; the browser completes the links with the address it sees.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    """
    mount("page/share.js", links(table, view), key="share")


def links(table: EventTable, view: View) -> dict[str, str | None]:
    """Return the query of each link; `fixed` is None for a table without a past.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    """
    past = table.revision is not None
    return {
        "live": write_link(view.replace(revision=None)),
        "fixed": write_link(fixed(view, table)) if past else None,
        "shown": write_link(view),
    }
