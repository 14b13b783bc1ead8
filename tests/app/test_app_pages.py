"""Each page through Streamlit's own AppTest: set the link, run, and see what is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.store.table import seed_table

ROOT = Path(__file__).resolve().parents[2]
PROVINCES = ["SY-LA", "SY-HM", "SY-HL", "SY-TA", "SY-HI", "SY-ID", "SY-DI", "SY-RA"]


def run(**link: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in link.items():
        app.query_params[{"from_": "from"}.get(key, key)] = value
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Return the heading without the backslashes that keep its text plain."""
    return app.title[0].value.replace("\\", "")


def sent(app: AppTest) -> dict[str, Any]:
    """Return what the map component was sent."""
    for element in app.get("bidi_component"):
        data = json.loads(element.proto.json)
        if "list" in data:
            return data
    raise AssertionError("the page has no map")


def test_the_first_visit_shows_the_founding_events() -> None:
    app = run()
    table = seed_table()
    assert said(app) == f"{table.columns.drawn} events, at any time"
    assert "undated or unplaced" in app.text[0].value
    assert not app.warning
    assert sent(app)["list"]["total"] == table.columns.drawn


def test_a_link_decides_what_is_shown() -> None:
    app = run(province="SY-HM", from_="2017-03-01", to="2017-04-01")
    assert said(app).endswith("events in Hama, 1 Mar to 1 Apr 2017")
    rows = sent(app)["list"]["rows"]
    assert rows and all(row["province"] == "Hama" for row in rows)


@pytest.mark.parametrize(
    ("link", "key"),
    [
        ({"province": "XX-NO"}, "province"),
        ({"from_": "2017-05-01", "to": "2016-01-01"}, "from"),
        ({"to": "soon"}, "to"),
        ({"certainty": "7"}, "certainty"),
        ({"event": "000000000000"}, "event"),
        ({"actor": "Nobody at all"}, "actor"),
        ({"at": "<script>"}, "at"),
    ],
)
def test_a_bad_value_keeps_the_default_and_the_page_says_which(
    link: dict[str, str], key: str
) -> None:
    app = run(**link)
    assert said(app) == f"{seed_table().columns.drawn} events, at any time"
    assert f"{key}=" in app.warning[0].value.replace("\\", "")


def test_a_link_to_an_event_opens_its_card() -> None:
    event = seed_table().event(0)
    card = sent(run(event=event.id))["card"]
    assert card["title"] == event.title
    assert len(card["claims"]) == len(event.claims)
    assert all(claim["report"]["publisher"] for claim in card["claims"])


def test_hostile_text_stays_text() -> None:
    for text in ("{{7*7}}", "${7*7}", "`", "<script>alert(1)</script>", ":red[x] $x$"):
        app = run(q=text)
        assert text in said(app)


def _chooses_aleppo() -> None:
    from geo.model.view import View
    from geo.ui import state

    state.set_view(View())
    state.change_view(provinces=("SY-HL",))


def test_a_filter_writes_the_link_and_leaves_keys_that_are_not_ours() -> None:
    app = AppTest.from_function(_chooses_aleppo)
    app.query_params["utm_source"] = ["mail", "list"]
    app.query_params["type"] = "battle"
    app.run()
    assert not app.exception
    assert app.query_params["province"] == "SY-HL"
    assert app.query_params["utm_source"] == ["mail", "list"]
    assert "type" not in app.query_params


def test_the_filters_are_told_what_is_chosen_and_what_it_is_called() -> None:
    data = sent(run(province="SY-HL", type=["battle", "violence"], q="a  b", certainty="0.7"))
    view, labels = data["view"], data["labels"]
    assert view["province"] == ["SY-HL"] and view["type"] == ["battle", "violence"]
    assert view["q"] == "a b" and view["certainty"] == 70
    assert labels["province"] == {"SY-HL": "Aleppo"}
    assert labels["type"] == {"battle": "Battle", "violence": "Violence against civilians"}
    assert labels["actor"] == {}


def test_a_province_without_events_is_known_and_empty() -> None:
    app = run(province="SY-SU")
    assert said(app).startswith("No events")
    assert not app.warning


@pytest.mark.parametrize("province", PROVINCES)
def test_the_province_filter_gives_just_its_events(province: str) -> None:
    table = seed_table()
    rows = sent(run(province=province))["list"]["rows"]
    expected = [
        table.event(row).id
        for row in range(table.columns.drawn)
        if (where := table.event(row).location) and where.admin1_iso == province
    ]
    assert expected
    assert [row["id"] for row in rows] == expected


def test_the_reports_page_cites_every_report() -> None:
    app = run().switch_page("geo/ui/pages/reports.py").run()
    assert not app.exception
    shown = "\n".join(element.value for element in app.markdown).replace("\\", "")
    for report in seed_table().reports.values():
        assert report.title in shown
