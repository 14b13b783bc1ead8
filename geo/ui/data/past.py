"""Past imports and all other changes: when, who, what, and the way to take each back as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from geo.share.heading import counted
from geo.store.history.history import Change, changes, taken_back
from geo.store.history.revisions import EventStore, NoSuchEvent
from geo.ui.data.importing import forget_done
from geo.ui.explore.history.author import current_author
from geo.ui.explore.history.change_labels import change_label, signature, undo_summary
from geo.ui.text import plain

MOST_CHANGES = 1_000
SHOWN = 12
_SAID = "past-said"


def draw_past(store: EventStore) -> None:
    """Draw the newest imports and changes, each with the button that takes it back or again."""
    st.subheader("Past imports", anchor=False)
    said: str | None = st.session_state.pop(_SAID, None)
    if said:
        st.success(plain(said))
    listed = changes(store, MOST_CHANGES)
    undone = taken_back(listed)
    imports = [change for change in listed if change.action == "import"]
    if not imports:
        st.text("Nothing was imported yet.")
    _draw_changes(store, imports, undone, "past")
    others = [change for change in listed if change.action != "import"]
    if others:
        with st.expander(f"All other changes ({len(others):,})"):
            _draw_changes(store, others, undone, "other")


def _draw_changes(
    store: EventStore, listed: Sequence[Change], undone: Mapping[str, str], kind: str
) -> None:
    for change in listed[:SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"{kind}-{change.id}"):
            _draw_change(store, change, undone.get(change.id, ""))
    if len(listed) > SHOWN:
        st.text(f"The newest {SHOWN} of {len(listed):,}.")


def _draw_change(store: EventStore, change: Change, undone: str) -> None:
    with st.container(width="stretch", gap=None):
        st.text(change_label(change))
        state = " · taken back" if undone else ""
        st.caption(plain(f"{signature(change)} · {counted(change.events, 'event')}{state}"))
    if not undone:
        _draw_take_back(store, change)
    elif st.button("Bring it back", key=f"again-{change.id}"):
        _undo(store, undone, "brought back", "")


def _draw_take_back(store: EventStore, change: Change) -> None:
    what = "import" if change.action == "import" else "change"
    with st.popover("Take it back"):
        st.text(
            f"{counted(change.events, 'event')} will be as before this {what}. What was corrected "
            "since then stays, and nothing is lost: it can be brought back."
        )
        why = st.text_input("Why (may stay empty)", max_chars=200, key=f"why-{change.id}")
        if st.button(f"Take the {what} back", type="primary", key=f"undo-{change.id}"):
            _undo(store, change.id, "taken back", why.strip())


def _undo(store: EventStore, change: str, action: str, why: str) -> None:
    try:
        with st.spinner("Writing the events."):
            written = store.undo(change, current_author(), why)
    except NoSuchEvent as error:
        st.warning(plain(f"{error}."))
        return
    forget_done()
    st.session_state[_SAID] = undo_summary(written, action)
    st.rerun()
