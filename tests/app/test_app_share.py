"""A link's revision decides which state of the table the page shows, and who may frame it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message
from streamlit.testing.v1 import AppTest

from geo.store.opening import open_store, open_table
from geo.store.schema import EVENT, row_of
from geo.ui.explore.share.revision_age import revision_age
from geo.ui.server import frames as share_frame

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINE_STORE", raising=False)


def shown(**link: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def texts(app: AppTest) -> list[str]:
    return [element.value for element in app.text]


def remove_one() -> int | None:
    """Reject an event, so that the newest state has one less."""
    return open_store().reject(open_table().event(40).id, "someone").revision


def test_every_count_is_of_the_revision_in_the_link() -> None:
    total = len(open_table().columns)
    revision = remove_one()
    assert len(open_table().columns) == total - 1
    then, now = shown(rev="0"), shown()
    assert then.title[0].value.split()[0] != now.title[0].value.split()[0]
    assert "As it was at the start, 1 change since" in texts(then)
    assert not any("since" in text for text in texts(now))
    assert revision_age(revision or 0).changes == 0


def test_see_latest_leaves_the_revision() -> None:
    remove_one()
    app = shown(rev="0")
    next(button for button in app.button if button.label == "See latest").click().run()
    assert "rev" not in app.query_params
    assert app.title[0].value == shown().title[0].value


@pytest.mark.parametrize("rev", ["5", "99999999999"])
def test_a_revision_from_the_future_gets_a_sentence(rev: str) -> None:
    app = shown(rev=rev)
    assert "no such revision" in app.warning[0].value.replace("\\", "")
    assert "rev" not in app.query_params


def test_a_revision_that_comes_later_is_found_then() -> None:
    shown(rev="1")
    assert remove_one() == 1
    remove_one()
    assert "as of revision 1" in shown(rev="1").title[0].value.replace("\\", "")


def test_a_table_without_a_past_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    rows = [row_of(open_table().event(row)) for row in range(3)]

    file = tmp_path / "events.parquet"
    pq.write_table(pa.Table.from_pylist(rows, EVENT), file)
    monkeypatch.setenv("DATELINE_STORE", str(file))
    app = shown(rev="3")
    assert "a file without a past" in app.warning[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("setting", "allowed", "older"),
    [
        ("", ("'self'",), "SAMEORIGIN"),
        ("'none'", ("'none'",), "DENY"),
        ("https://a.org", ("https://a.org",), None),
        ("'self' https://*.a.org:8443 http:", ("'self'", "https://*.a.org:8443", "http:"), None),
        ("https://a.org; script-src *", ("'self'",), "SAMEORIGIN"),
        ("'none' https://a.org", ("'self'",), "SAMEORIGIN"),
        ("https://a.org/page", ("'self'",), "SAMEORIGIN"),
    ],
)
def test_who_may_frame_is_read_strictly(
    setting: str,
    allowed: tuple[str, ...],
    older: str | None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv(share_frame.SETTING, setting)
    share_frame.frame_ancestors.cache_clear()
    assert share_frame.frame_ancestors() == allowed
    assert share_frame.frame_options() == older
    refused = setting and " ".join(allowed) != setting
    assert bool(caplog.records) == bool(refused)
    share_frame.frame_ancestors.cache_clear()


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("embed=1", "?embed=true"),
        ("province=SY-HL&embed=1&rev=0", "?province=SY-HL&embed=true&rev=0"),
        ("embed=true", None),
        ("embed=10&q=embed=1", None),
        ("", None),
    ],
)
def test_the_short_spelling_of_embed_is_sent_on(query: str, sent: str | None) -> None:
    scope = {"type": "http", "path": "/", "query_string": query.encode(), "headers": []}
    said: list[Message] = []

    async def send(message: Message) -> None:
        said.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    app = share_frame.EmbedAddress(PlainTextResponse("the page"))
    asyncio.run(app(scope | {"method": "GET"}, receive, send))
    location = dict(said[0]["headers"]).get(b"location")
    assert (location.decode() if location else None) == sent
    assert said[0]["status"] == (307 if sent else 200)
