"""What is not on the map, listed on request."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from geo.model.event import Event
from geo.share.heading import not_shown
from geo.store.select import Selection
from geo.store.table import Table

LONGEST = 500


def draw_missing(table: Table, selection: Selection) -> None:
    """Draw the line that says what is left out; undated and unplaced events open as a list."""
    rows = [int(row) for row in (*selection.undated, *selection.unplaced)]
    with st.container(horizontal=True, key="missing", gap="small"):
        st.text(not_shown(selection) or "Every event is on the map.", width="content")
        if rows:
            # Opening asks for the list: sending it with every answer would slow down each of them.
            menu = st.popover(
                "List them", type="tertiary", width="content", key="list-missing", on_change="rerun"
            )
            if menu.open:
                with menu:
                    _draw_list(table, rows)


def _draw_list(table: Table, rows: list[int]) -> None:
    st.text("These pass the filters, but the reports give no day or no place for them.")
    lines = [_line(event) for event in table.events(np.array(rows[:LONGEST]))]
    st.dataframe(lines, hide_index=True, height="content")
    if len(rows) > LONGEST:
        st.text(f"The first {LONGEST:,} of {len(rows):,}.")


def _line(event: Event) -> dict[str, Any]:
    return {
        "Event": event.title,
        "When": event.timespan.words_for() if event.timespan else "no date given",
        "Where": event.location.name if event.location else "no place given",
    }
