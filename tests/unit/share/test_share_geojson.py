import json
from datetime import date

import numpy as np
import pytest

from geo.model.event import event_id
from geo.model.view import View
from geo.share.export import data_hash, export
from geo.share.formats.geojson import bbox
from tests.unit.share.share_data import APIA, EVENTS, HAMA, HOSTILE, SUVA, event, table

ALL = View()


def text_of(view=ALL, form="geojson", everything=False, events=EVENTS):
    return b"".join(export(table(events), view, form, everything))


def parsed(*args, **more):
    return json.loads(text_of(*args, **more).decode("utf-8"), parse_constant=pytest.fail)


def assert_rfc7946(found):
    """Check every rule of RFC 7946 that a collection of points can break."""
    assert found["type"] == "FeatureCollection"
    assert isinstance(found["features"], list)
    assert not {"crs", "coordinates", "geometries", "geometry", "properties"} & set(found)
    positions = []
    for feature in found["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties"} <= set(feature)
        assert not {"coordinates", "geometries", "features", "crs"} & set(feature)
        assert isinstance(feature["id"], str | int | float)
        assert feature["properties"] is None or isinstance(feature["properties"], dict)
        if feature["geometry"] is not None:
            positions.append(assert_point(feature["geometry"]))
    assert_bbox(found.get("bbox"), positions)
    ids = [feature["id"] for feature in found["features"]]
    assert len(ids) == len(set(ids))


def assert_point(geometry):
    assert geometry["type"] == "Point"
    assert not {"geometry", "properties", "features"} & set(geometry)
    lon, lat = geometry["coordinates"]
    assert -180 <= lon <= 180 and -90 <= lat <= 90
    return lon, lat


def assert_bbox(box, positions):
    if not positions:
        assert box is None
        return
    west, south, east, north = box
    assert south <= north
    for lon, lat in positions:
        assert south <= lat <= north
        assert west <= lon <= east if west <= east else lon >= west or lon <= east


@pytest.mark.parametrize("everything", [False, True])
def test_it_is_valid(everything):
    assert_rfc7946(parsed(everything=everything))


def test_it_holds_what_the_view_shows_and_no_more():
    view = View(provinces=("SY-HM",), first=date(2016, 1, 1))
    keys = ["month", "hostile"]
    found = parsed(view)
    assert sorted(f["id"] for f in found["features"]) == sorted(event_id(key) for key in keys)
    assert found["dateline"]["link"] == "from=2016-01-01&province=SY-HM"
    assert found["dateline"]["heading"] == "2 events in Hama, since 1 Jan 2016"


def test_all_adds_what_cannot_be_drawn_with_null_geometry():
    bare = {f["id"] for f in parsed(everything=True)["features"] if f["geometry"] is None}
    assert bare == {event_id("undated"), event_id("nowhere")}


def test_an_empty_view_is_a_valid_empty_collection():
    found = parsed(View(query="zeppelin"))
    assert_rfc7946(found)
    assert found["features"] == []


def test_claims_come_whole():
    found = {f["id"]: f["properties"] for f in parsed()["features"]}
    hostile = found[event_id("hostile")]
    first, second = hostile["claims"]
    assert hostile["title"] == first["words"] == HOSTILE
    assert (first["toponym"], first["origin"]) == ("@Hama", "=Agency")
    assert second["words"] == "It never did."
    assert second["modality"] == "denied"
    assert second["citation"] == f"-Someone, “{HOSTILE}”, @handle, 2016-03-01"
    month = found[event_id("month")]
    assert (month["when"], month["date_words"]) == ("2016-01", "last month")
    assert month["claims"][0]["place"] == "Hama"
    assert found[event_id("far")]["when"] == "2016-02-01~/2016-02-09~"
    assert found[event_id("province")]["place_kind"] == "admin1"


def test_only_claims_public_by_the_day_count():
    view = View(as_of=date(2016, 1, 31))
    shown = {f["id"]: f["properties"] for f in parsed(view)["features"]}[event_id("hostile")]
    assert (len(shown["claims"]), shown["status"]) == (1, "single-source")


def test_the_same_view_gives_the_same_bytes():
    assert text_of() == text_of(events=EVENTS[::-1])
    at_another_place = View(event=event_id("month"))
    assert text_of() == text_of(at_another_place)


def test_the_hash_is_of_the_file():
    from hashlib import sha256

    assert data_hash(table(), View()) == sha256(text_of()).hexdigest()[:12]


def test_a_link_to_the_revision_has_the_same_hash():
    assert data_hash(table(), View(revision=0)) == data_hash(table(), View())


def test_lines_are_features():
    rows = text_of(form="geojsonl").decode("utf-8").splitlines()
    assert [json.loads(row)["type"] for row in rows] == ["Feature"] * 4


def test_bbox_takes_the_narrow_way_round():
    found = parsed(events=[event("a", SUVA), event("b", APIA)])
    assert_rfc7946(found)
    assert found["bbox"] == [178.44149, -18.14161, -171.76666, -13.83333]
    assert parsed(events=[event("a")])["bbox"] == [HAMA.lon, 35.131791, HAMA.lon, 35.131791]
    assert bbox(np.array([10.0, -20, 30]), np.array([5.0, 4, 6])) == [-20, 4, 30, 6]
    assert bbox(np.zeros(0), np.zeros(0)) == []


def test_the_file_names_its_sources_with_their_licences():
    told = parsed(View(provinces=("SY-LA",)))["dateline"]["sources"]
    assert told == [
        {
            "citation": "“A plain title”, Gazette, 2016-01-02",
            "url": "https://example.org/1",
            "licence": "CC BY 4.0",
        }
    ]
    everything = parsed()["dateline"]["sources"]
    assert len(everything) == 2 and everything[1]["citation"].startswith("-Someone")


def test_sources_that_were_not_public_by_the_day_are_not_named():
    assert len(parsed(View(as_of=date(2016, 1, 31)))["dateline"]["sources"]) == 1
