"""What is not on the map, listed on request."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from geo.model.event import Event
from geo.share.heading import not_shown
from geo.store.query.select import Selection
from geo.store.table import EventTable

LONGEST = 500
# Pixels; a telephone gives the menu what it has, and the table scrolls.
MENU_WIDTH = 780
COLUMN_WIDTHS = {"Event": 410, "When": 180, "Where": 170}


def draw_missing(table: EventTable, selection: Selection) -> None:
    """Draw the line that says what is left out; undated and unplaced events open as a list.

    Parameters
    ----------
    table : EventTable
        The event table.
    selection : Selection
        What the View shows of the table.
    """
    rows = [int(row) for row in (*selection.undated, *selection.unplaced)]
    with st.container(horizontal=True, key="missing", gap="small"):
        st.text(not_shown(selection) or "Every event is on the map.", width="content")
        if rows:
            # Opening asks for the list: sending it with every answer would slow down each of them.
            menu = st.popover(
                "List them", type="tertiary", width="content", key="list-missing", on_change="rerun"
            )
            if menu.open:
                with menu, st.container(width=MENU_WIDTH):
                    _draw_list(table, rows)


def _draw_list(table: EventTable, rows: list[int]) -> None:
    st.text("These pass the filters, but the reports give no day or no place for them.")
    lines = [_line(event) for event in table.events(np.array(rows[:LONGEST]))]
    columns = {name: st.column_config.Column(width=width) for name, width in COLUMN_WIDTHS.items()}
    st.dataframe(lines, hide_index=True, height="content", column_config=columns)
    if len(rows) > LONGEST:
        st.text(f"The first {LONGEST:,} of {len(rows):,}.")


def _line(event: Event) -> dict[str, Any]:
    return {
        "Event": event.title,
        "When": event.timespan.humanize() if event.timespan else "no date given",
        "Where": event.location.name if event.location else "no place given",
    }
