import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basics.geodesy import distance_km
from geo.model.event import event_id
from geo.model.place import PlaceKind
from geo.model.view import View
from geo.share.export import export
from geo.share.page.html_page import page
from geo.share.pictures.footer import notes
from geo.share.redaction import Rules, protect, protection_of, sentence_of, shareable
from geo.store.columns.event_columns import EventColumns
from tests.unit.share.share_data import EVENTS, HAMA, HOSTILE, LATAKIA, claim, event, table

GRID = Rules(grid_km=10)


def sent(rules, view=View()):  # noqa: B008
    text = b"".join(export(protect(table(), rules), view, everything=True))
    return json.loads(text)


def places(found):
    for feature in found["features"]:
        yield feature["properties"]
        yield from feature["properties"]["claims"]


@settings(deadline=None)
@given(st.floats(-180, 180), st.floats(-90, 90), st.floats(1, 500))
def test_a_grid_hides_the_place_and_keeps_it_near(lon, lat, km):
    place = replace(HAMA, lon=lon, lat=lat)
    other = replace(HAMA, lon=min(lon + 1e-7, 180.0), lat=lat)
    moved, twin = (
        protect(table([event("a", each)]), Rules(grid_km=km)).event(0).location
        for each in (place, other)
    )
    assert moved.kind is PlaceKind.REGION
    assert -180 <= moved.lon <= 180 and -90 <= moved.lat <= 90
    assert abs(moved.lat - lat) * 111.195 <= km / 2 + 0.1
    assert "Hama" in moved.name and "gn:" not in moved.place_id
    assert moved.place_id == twin.place_id or abs(moved.lon - twin.lon) > 0


@pytest.mark.parametrize("lat, degrees", [(0.0, 0.09), (60.0, 0.18), (80.0, 0.52)])
def test_a_cell_is_as_wide_as_it_is_high_at_every_latitude(lat, degrees):
    places = [replace(HAMA, lon=0.005 + step / 100, lat=lat + 0.001) for step in range(200)]
    cells = protect(table([event(f"e{each}", at) for each, at in enumerate(places)]), GRID)
    middles = sorted({cells.event(row).location.lon for row in range(len(places))})
    west, east = middles[1:3]
    middle = cells.event(0).location.lat
    assert east - west == pytest.approx(degrees, rel=0.05)
    assert distance_km(west, middle, east, middle) == pytest.approx(10, rel=0.005)


def test_exact_coordinates_leave_nowhere():
    for rules in (Rules(grid_km=25), Rules(to_province=True)):
        found = sent(rules)
        for place in places(found):
            assert place["place_kind"] not in ("city", "site", "admin2")
            assert (place["lon"], place["lat"]) != (36.75783, 35.131791)
        assert not any(c["toponym"] for f in found["features"] for c in f["properties"]["claims"])
        assert found["dateline"]["protection"]


def test_a_province_event_stays_where_it_is():
    moved = protect(table([event("a", LATAKIA)]), Rules(to_province=True)).event(0)
    assert moved.location == LATAKIA


def test_a_place_without_a_province_is_not_placed():
    nowhere = replace(HAMA, admin1="", admin1_iso="")
    assert protect(table([event("a", nowhere)]), Rules(to_province=True)).event(0).location is None


def test_events_and_sources_are_withheld():
    found = sent(Rules(events=frozenset({event_id("month")}), sources=frozenset({"@handle"})))
    assert event_id("month") not in {f["id"] for f in found["features"]}
    text = json.dumps(found)
    assert "It never did" not in text and "@handle" not in text
    assert "1 source(s)" in " ".join(found["dateline"]["protection"])


def test_quotes_are_withheld_everywhere():
    shielded = protect(table(), Rules(quotes=False))
    found = sent(Rules(quotes=False))
    assert not any(c["words"] for f in found["features"] for c in f["properties"]["claims"])
    assert "Quotes are withheld" in notes(shielded, View())
    assert isinstance(shielded.columns, EventColumns)
    assert page(shielded, View()) != page(table(), View())


def test_nothing_to_take_away_is_the_same_table():
    whole = table()
    assert protect(whole, Rules()) is whole
    assert protection_of(whole) == []
    assert len(EVENTS) == len(whole.columns)


@pytest.mark.parametrize("rules", [{"grid_km": 0.2}, {"grid_km": 900}, {"grid_km": float("nan")}])
def test_a_grid_that_hides_nothing_is_refused(rules):
    with pytest.raises(ValueError, match="kilometres"):
        Rules(**rules)
    with pytest.raises(ValueError, match="not to both"):
        Rules(grid_km=10, to_province=True)


@pytest.mark.parametrize(
    ("text", "about", "sentence"),
    [
        ("One. Two in Hama. Three.", "Hama", "Two in Hama."),
        ("Gen. Soleimani spoke. He left.", "Soleimani", "Gen. Soleimani spoke."),
        ("It cost 2.5 million. Then it ended.", "", "It cost 2.5 million."),
        ("قال ذلك. ثم غادر.", "غادر", "ثم غادر."),
        ("no end", "x", "no end"),
        ("", "", ""),
        ("He said “No.” They left.", "left", "They left."),
    ],
)
def test_a_quote_is_cut_to_its_sentence(text, about, sentence):
    assert sentence_of(text, about) == sentence
    quote = claim(text, toponym=about, start=0, end=len(text))
    assert shareable(quote).words == sentence
    own = claim(text, toponym=about)
    assert shareable(own) is own


def test_a_quote_leaves_as_one_sentence():
    quote = claim("First words. Second in Hamah. Third.", toponym="Hamah", start=0, end=36)
    view = View()
    told = table([event("a", claims=(quote,))])
    text = b"".join(export(told, view)).decode()
    assert "Second in Hamah." in text
    assert "Third" not in text
    assert HOSTILE not in text
