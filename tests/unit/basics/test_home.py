from pathlib import Path

import pytest

from basics.home import data_home
from gazetteer.folders import home as gazetteer_home
from geo.read.documents import originals_folder


def test_the_home_may_begin_with_a_tilde(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DATELINE_HOME", "~/x")
    assert data_home() == tmp_path / "x"
    assert gazetteer_home() == tmp_path / "x" / "gazetteer"
    assert originals_folder() == tmp_path / "x" / "originals"


def test_without_a_setting_it_is_the_systems_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_HOME", raising=False)
    assert data_home().name == "dateline"
