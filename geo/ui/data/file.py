"""The file that was dropped on the Data page: kept on disk for as long as the visit lasts."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo.ingest.preview import FirstRows, first_rows

ENDINGS = (
    "csv",
    "tsv",
    "txt",
    "xlsx",
    "geojson",
    "json",
    "kml",
    "gpkg",
    "parquet",
    "geoparquet",
    "zip",
)
_DROPPED, _ROUND = "dropped-file", "dropped-round"


class Folder:
    """A folder that goes when nothing holds it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="dateline-"))
        self._gone = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A dropped file: its id in this visit, where it is kept, and its first rows."""

    id: str
    folder: Folder
    path: Path
    first: FirstRows


def draw_drop() -> UploadedFile | None:
    """Draw the field that takes a file and return what is in it."""
    return st.file_uploader(
        "Drop a table of events here: CSV, Excel, GeoJSON, KML, GeoPackage, GeoParquet, or a "
        "download of UCDP GED, ACLED or GDELT",
        type=list(ENDINGS),
        key=f"drop-{st.session_state.get(_ROUND, 0)}",
    )


def empty_drop() -> None:
    """Put the file away, so that the field takes another one."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_DROPPED, None)


def dropped(upload: UploadedFile) -> Dropped:
    """Return an uploaded file with its first rows; kept between the runs of the page.

    Raises
    ------
    CannotImport
        When it is not a table; the sentence says why.
    """
    kept: Dropped | None = st.session_state.get(_DROPPED)
    if kept is None or kept.id != upload.file_id:
        folder = Folder()
        path = folder.path / (Path(upload.name).name or "table.csv")
        with path.open("wb") as file:
            shutil.copyfileobj(upload, file)
        kept = Dropped(upload.file_id, folder, path, first_rows(path))
        st.session_state[_DROPPED] = kept
    return kept
