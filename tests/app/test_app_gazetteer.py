"""The gazetteer page: a name in, candidates with their reasons out; places of one's own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]


pytestmark = pytest.mark.usefixtures("gazetteer_home")


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


class Photon(BaseHTTPRequestHandler):
    """Answers as Photon does, whatever is asked."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        point = {"type": "Point", "coordinates": [35.94, 35.4]}
        properties = {"osm_id": 5, "name": "{{7*7}}", "countrycode": "SY"}
        feature = {"type": "Feature", "geometry": point, "properties": properties}
        body = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def photon() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Photon)
    server.asked = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label.startswith(label)).click().run()
    assert not app.exception


def test_a_geocoder_is_asked_only_once_it_is_on_and_a_person_presses(
    photon: ThreadingHTTPServer,
) -> None:
    app = run()
    assert any("Off: no name leaves this machine." in text.value for text in app.text)
    next(box for box in app.selectbox if box.label == "Service").set_value("photon").run()
    app.text_input(key="online-photon").set_value(f"http://127.0.0.1:{photon.server_port}")
    press(app, "Switch it on")
    assert any("Still off" in warning.value for warning in app.warning)
    next(box for box in app.text_input if box.label.startswith("Who asks")).set_value("us (a@b.c)")
    press(app, "Switch it on")
    app.text_input(key="name").set_value("Qmenas").run()
    assert photon.asked == []  # type: ignore[attr-defined]
    press(app, "Ask ")
    assert len(photon.asked) == 1  # type: ignore[attr-defined]
    assert any("{{7*7}} (35.4000, 35.9400)" in text.value for text in app.text)
    press(app, "Keep it")
    assert any(text.value.startswith("Qmenas") for text in app.text)
    press(app, "Switch it off")
    assert any("Off: no name leaves" in text.value for text in app.text)
