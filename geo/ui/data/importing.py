"""The import of a dropped file: its progress, what came of it, and the rows that were refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from geo.ingest import CannotImport, Outcome, Rejection, TableFile, import_file, write_rejects
from geo.model.report import Report
from geo.share.heading import counted
from geo.store.history.revisions import EventStore
from geo.ui.data.file import Dropped, empty_drop
from geo.ui.explore.history.author import current_author
from geo.ui.pages import PAGES
from geo.ui.text import plain

_DONE = "import-done"


@dataclass(frozen=True, slots=True)
class Done:
    """An import that was just made: of which file, from whom, and what came of it."""

    name: str
    report: Report
    outcome: Outcome
    rejects: bytes


def run_import(
    dropped: Dropped, file: TableFile, expected: Outcome, store: EventStore, why: str
) -> None:
    """Write the events of a file, drawing how far it is, and keep what came of it to be shown.

    Parameters
    ----------
    dropped : Dropped
        The dropped file.
    file : TableFile
        The file, opened as it is to be read.
    expected : Outcome
        What the preview foresaw, whose number of rows the progress is a share of.
    store : EventStore
        The event table with its past, which changes are written to.
    why : str
        The reason that the history keeps.

    Raises
    ------
    CannotImport
        When the disk takes no more.
    """
    whole = max(1, expected.added + expected.revised + expected.same)
    bar = st.progress(0.0, "Writing the events.")

    def tell(done: Outcome) -> None:
        written = done.added + done.revised + done.same
        bar.progress(min(1.0, written / whole), f"{written:,} of {whole:,} events are written.")

    why = f"import of {file.report.title}{f': {why}' if why else ''}"
    try:
        outcome = import_file(file, store, current_author(), why, progress=tell)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotImport(
            f"the events cannot be written: {reason}; what is in is listed below"
        ) from error
    rejects = rejects_file(outcome.rejects)
    st.session_state[_DONE] = Done(dropped.path.name, file.report, outcome, rejects)
    empty_drop()


def draw_done() -> None:
    """Draw what came of the last import of this visit, once; it goes with the next file."""
    done: Done | None = st.session_state.get(_DONE)
    if done is None:
        return
    with st.container(border=True, key="import-done"):
        st.markdown(f"**{plain(done.name)}**")
        st.text(outcome_summary(done.outcome))
        with st.container(horizontal=True, vertical_alignment="center"):
            query = {"source": done.report.publisher}
            st.page_link(PAGES[0](), label="See them on the map", query_params=query)
            if done.outcome.rejects:
                draw_rejects_download(done.name, done.rejects, len(done.outcome.rejects))
            st.button("Close", on_click=forget_done)


def forget_done() -> None:
    """Stop showing what came of the last import."""
    st.session_state.pop(_DONE, None)


def outcome_summary(outcome: Outcome) -> str:
    """Return what an import did in a sentence."""
    parts = [
        f"{counted(outcome.added, 'event')} added",
        f"{outcome.revised:,} revised",
        f"{outcome.same:,} already there",
        f"{counted(len(outcome.rejects), 'row')} refused",
    ]
    return f"{', '.join(parts)}."


def draw_rejects_download(name: str, rejects: bytes, number: int) -> None:
    """Draw the button that saves the refused rows, each with its reason.

    Parameters
    ----------
    name : str
        The name of the imported file.
    rejects : bytes
        The refused rows, as a CSV file.
    number : int
        How many rows were refused.
    """
    st.download_button(
        f"Save the {counted(number, 'refused row')} with the reasons",
        rejects,
        file_name=f"{name}.rejects.csv",
        mime="text/csv",
        on_click="ignore",
    )


def rejects_file(rejects: Sequence[Rejection]) -> bytes:
    """Return the refused rows as a CSV file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rejects.csv"
        write_rejects(rejects, path)
        return path.read_bytes()
