"""The gazetteer page: a name in, candidates with their reasons out; places of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives the base index of this machine a data directory without anyone's own sources."""
    from gazetteer.build import ensure_base

    base = ensure_base()
    (tmp_path / "gazetteer").mkdir()
    (tmp_path / "gazetteer" / base.name).symlink_to(base, target_is_directory=True)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))


def run(**link: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    app.switch_page("geo/ui/pages/gazetteer.py")
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def test_a_name_gives_ranked_candidates_with_reasons() -> None:
    app = run()
    app.text_input(key="name").set_value("Palmyra").run()
    app.text_input(key="country").set_value("SY").run()
    assert not app.exception
    table = app.dataframe[0].value
    assert table["Place"][0] == "Tadmur" and table["Province"][0] == "Homs"
    assert "population" in table["Why"][0]
    sent = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    assert any("places" in data for data in sent)


def test_an_unknown_name_and_an_unknown_country_get_a_sentence() -> None:
    app = run()
    app.text_input(key="name").set_value("{{7*7}}").run()
    assert any("No place called “{{7*7}}” is known" in text.value for text in app.text)
    app.text_input(key="country").set_value("ZZ").run()
    assert not app.exception
    assert app.warning
