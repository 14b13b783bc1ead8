from dataclasses import replace
from hashlib import sha256

import pytest

from geo.store.history.revisions import EventStore
from geo.store.log.originals import Originals
from tests.unit.store.store_events import REPORT

DATA = b"A report, as it came."


def test_the_bytes_of_a_report_are_beside_the_table(tmp_path):
    store = EventStore(str(tmp_path))
    digest = store.originals.keep(DATA)
    assert digest == sha256(DATA).hexdigest()
    store.put_reports([REPORT], "ana", original=digest)
    assert store.original(REPORT.id) == DATA
    store.put_reports([replace(REPORT, title="Corrected")], "ben")
    assert store.original(REPORT.id) == DATA
    assert [path.name for path in (tmp_path / "originals").iterdir()] == [digest]


def test_a_report_without_an_original_has_none(tmp_path):
    store = EventStore(str(tmp_path))
    assert store.original(REPORT.id) is None
    store.put_reports([REPORT], "ana")
    assert store.original(REPORT.id) is None


def test_an_original_may_come_later_than_its_report(tmp_path):
    store = EventStore(str(tmp_path))
    store.put_reports([REPORT], "ana")
    store.put_reports([REPORT], "ana", original=store.originals.keep(DATA))
    assert store.original(REPORT.id) == DATA
    before = store.reports.latest()
    store.put_reports([REPORT], "ana", original=store.originals.keep(DATA))
    assert store.reports.latest() == before


def test_another_address_than_a_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    (tmp_path / "far").mkdir()
    far = Originals((tmp_path / "far").as_uri())
    assert far.get(far.keep(DATA)) == DATA


@pytest.mark.parametrize("digest", ["", "../events", "A" * 64, "0" * 63])
def test_what_is_no_digest_opens_no_file(tmp_path, digest):
    with pytest.raises(ValueError, match="no SHA-256"):
        Originals(str(tmp_path)).get(digest)


def test_what_was_changed_is_not_returned(tmp_path):
    kept = Originals(str(tmp_path))
    digest = kept.keep(DATA)
    (tmp_path / digest).write_bytes(b"another")
    with pytest.raises(ValueError, match="was changed"):
        kept.get(digest)
    with pytest.raises(FileNotFoundError):
        kept.get("0" * 64)
