"""The same View of the same revision gives the same files, whatever is edited later."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.model.view import View
from geo.share.export import export
from geo.share.page.html_page import page
from geo.share.pictures.snapshot import picture
from geo.store.opening import open_store, open_table
from geo.store.table import EventTable

ROOT = Path(__file__).resolve().parents[3]
VIEW = View(provinces=("SY-HL", "SY-HM"), revision=1)
MADE_ELSEWHERE = """
import json
from tests.unit.share.test_share_fixed import VIEW, hashes, made
from geo.store.opening import open_table
print(json.dumps(hashes(made(open_table(revision=1)))))
"""


def made(table: EventTable) -> dict[str, bytes]:
    """Return every kind of file of the View."""
    files = {form: picture(table, VIEW, form) for form in ("svg", "png", "pdf")}
    data = {str(form): b"".join(export(table, VIEW, form)) for form in ("geojson", "csv")}
    return files | data | {"html": page(table, VIEW)}


def hashes(files: dict[str, bytes]) -> dict[str, str]:
    found = {form: hashlib.sha256(data).hexdigest() for form, data in files.items()}
    pixels = np.asarray(Image.open(io.BytesIO(files["png"])))
    return found | {"png": hashlib.sha256(pixels.tobytes()).hexdigest()}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    return tmp_path


def edit(row: int) -> None:
    """Retitle and move an event of Hama or Aleppo, in the newest state."""
    table = open_table()
    events = [table.event(at) for at in range(table.columns.drawn)]
    event = [e for e in events if e.location and e.location.admin1_iso in VIEW.provinces][row]
    open_store().edit(replace(event, title=f"{event.title}, corrected"), "someone", "test")


def test_files_stay_the_same_after_edits_and_compaction(home: Path) -> None:
    edit(0)
    then = hashes(made(open_table(revision=1)))
    edit(1)
    edit(2)
    assert open_store().events.compact(above=1)
    assert hashes(made(open_table(revision=1))) == then
    now = hashes(made(open_table()))
    assert all(now[form] != then[form] for form in then)
    script = [sys.executable, "-c", MADE_ELSEWHERE]
    settings = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(script, cwd=ROOT, env=settings, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout) == then


def test_a_report_described_anew_leaves_older_revisions_as_they_were(home: Path) -> None:
    edit(0)
    store, table = open_store(), open_table()
    report = next(iter(table.reports.values()))
    store.put_reports([replace(report, title="Another title")], "someone")
    assert open_table().reports[report.id].title == "Another title"
    assert open_table().revision == (table.revision or 0) + 1
    store.put_reports([replace(report, title="Another title")], "someone")
    assert open_table().revision == (table.revision or 0) + 1
    edit(1)
    assert open_table(revision=table.revision).reports[report.id] == report
    store.events.compact()
    assert open_table(revision=table.revision).reports[report.id] == report
    assert open_table().reports[report.id].title == "Another title"
