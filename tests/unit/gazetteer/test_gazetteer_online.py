import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest

from gazetteer import Gazetteer
from gazetteer.folders import source_folders
from gazetteer.sources.download import download
from gazetteer.sources.online import Online, Service, switch_off, switch_on, switched_on
from gazetteer.sources.reading import SourceError

AGENT = "dateline-tests (tests@example.org)"
HMEIMIM = ("Hmeimim", 35.94, 35.4)


class Handler(BaseHTTPRequestHandler):
    """Speaks Nominatim, Photon and GeoNames, and serves GeoNames' dumps."""

    def do_GET(self):
        url = urlsplit(self.path)
        query = {k: v[0] for k, v in parse_qs(url.query).items()}
        self.server.asked.append((url.path, query, self.headers["User-Agent"]))
        if self.server.failures:
            self.server.failures -= 1
            self.send_error(503)
            return
        body = self.server.files.get(url.path) or self.answer(url.path, query)
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, path, query):
        name, lon, lat = HMEIMIM
        known = name in (query.get("q", ""), query.get("q", "").split(",")[0])
        if path == "/search":
            found = [{"osm_id": 5, "display_name": name, "lat": str(lat), "lon": str(lon)}]
            return json.dumps(found if known else []).encode()
        if path == "/api":
            point = {"type": "Point", "coordinates": [lon, lat]}
            properties = {"osm_id": 5, "name": name, "countrycode": "SY"}
            feature = {"type": "Feature", "geometry": point, "properties": properties}
            features = [feature] if known else []
            return json.dumps({"type": "FeatureCollection", "features": features}).encode()
        if path == "/searchJSON":
            found = [{"geonameId": 5, "name": name, "lat": lat, "lng": lon, "countryCode": "SY"}]
            return json.dumps({"geonames": found if known else []}).encode()
        return None

    def log_message(self, *_):
        pass


@pytest.fixture
def server(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.asked, running.failures, running.files = [], 0, {}
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def url(server):
    return f"http://127.0.0.1:{server.server_port}"


def service(server, name="nominatim", **more):
    more = {"seconds": 0, "username": "somebody"} | more
    return Service(name, url(server), AGENT, **more)


@pytest.mark.parametrize("name", ["nominatim", "photon", "geonames"])
def test_an_answer_is_a_place_with_provenance_and_is_asked_for_once(server, name):
    online = Online(service(server, name))
    place = online.look_up("Hmeimim", "SY")
    assert (place.name, place.lon, place.lat) == HMEIMIM
    assert place.country == "SY"
    assert place.id == f"{name}:5"
    assert url(server) in place.source
    assert Online(service(server, name)).look_up("Hmeimim", "SY") == place
    assert len(server.asked) == 1
    assert server.asked[0][2] == AGENT


def test_no_answer_is_remembered_too(server):
    online = Online(service(server))
    assert online.look_up("Nowhere") is None
    assert online.look_up("Nowhere") is None
    assert len(server.asked) == 1
    assert online.last_fault == ""


def test_a_failing_service_is_tried_again_and_failures_are_not_remembered(server, monkeypatch):
    monkeypatch.setattr("gazetteer.sources.online.RETRY_WAIT_S", 0.0)
    online = Online(service(server))
    server.failures = 1
    assert online.look_up("Hmeimim").name == "Hmeimim"
    server.failures = 9
    assert online.look_up("Elsewhere") is None
    assert url(server) in online.last_fault
    server.failures = 0
    asked = len(server.asked)
    online.look_up("Elsewhere")
    assert len(server.asked) == asked + 1


def test_questions_keep_their_distance(server, monkeypatch):
    waits = []
    monkeypatch.setattr("gazetteer.sources.online.time.sleep", waits.append)
    online = Online(service(server, seconds=5))
    online.look_up("One")
    online.look_up("Two")
    assert 4 < waits[-1] <= 5


def test_the_switch_is_off_until_it_is_switched_on(server):
    assert switched_on() is None
    switch_on(service(server))
    assert switched_on() == service(server)
    switch_off()
    assert switched_on() is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"service": "other"}, "no service"),
        ({"url": "ftp://x"}, "address"),
        ({"user_agent": " "}, "user agent"),
        ({"service": "geonames", "username": ""}, "username"),
        ({"timeout": 0}, "between"),
    ],
)
def test_settings_that_make_no_sense_are_refused(change, words):
    values = {"service": "photon", "url": "http://127.0.0.1", "user_agent": AGENT} | change
    with pytest.raises(ValueError, match=words):
        Service(**values)


def zipped(name, text):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return out.getvalue()


def test_download_fetches_and_adds_a_countrys_dump(server):
    cells = ["900001", "Newplace", "Newplace", "", "35.1", "36.7", "P", "PPL", "SY", "", "10"]
    row = "\t".join([*cells, "", "", "", "0", "", "", "", ""])
    server.files["/SY.zip"] = zipped("SY.txt", row)
    server.files["/alternatenames/SY.zip"] = zipped("SY.txt", "1\t900001\ten\tFreshplace\n")
    assert download("sy", url(server)).places == 1
    assert Gazetteer(source_folders()).resolve("Freshplace").place.id == "gn:900001"
    del server.files["/alternatenames/SY.zip"]
    assert download("SY", url(server)).places == 1


def test_download_says_what_went_wrong(server):
    with pytest.raises(FileNotFoundError, match="no such file"):
        download("XX", url(server))
    server.files["/SY.zip"] = b"PK but not a zip"
    with pytest.raises(SourceError, match="damaged"):
        download("SY", url(server))
    server.failures = 1
    with pytest.raises(SourceError, match="503"):
        download("SY", url(server))
    with pytest.raises(SourceError, match="country code"):
        download("../etc", url(server))
    with pytest.raises(SourceError, match="http"):
        download("SY", "file:///etc")
    assert source_folders() == []
