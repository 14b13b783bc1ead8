"""The parts of a printed map, each by what it must keep true."""

from datetime import date

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.patches import Rectangle

from basics.geodesy import distance_km
from geo.draw.basemap.arcs import Border
from geo.draw.print.base import bounds_of, draw_scale_bar, rows_of
from geo.draw.print.borders import borders, joined
from geo.draw.print.canvas import Box, Canvas, plain_text
from geo.draw.print.clusters import OVERLAP, clusters, radius
from geo.draw.print.frame import frame_at, frame_of, frame_of_most
from geo.draw.print.labels import Room, around, beside
from geo.draw.print.marks import Marks
from geo.draw.print.symbols import Scale, type_shares
from geo.draw.print.timeline import edges_of, histogram, strip_of
from geo.draw.style import LIGHT
from geo.model.place import Location, PlaceKind
from geo.model.timespan import Timespan, day_of
from geo.model.view import Viewport
from geo.store.columns.from_events import build_columns
from tests.unit.share.share_data import EVENTS, HAMA, event, table

BOX = Box(20, 100, 500, 300)
DAYS = st.integers(-400_000, 400_000)


def columns_at(places, **more):
    events = []
    for index, (lon, lat) in enumerate(places):
        where = Location(f"p{index}", "P", PlaceKind.CITY, lon, lat, **more)
        events.append(event(str(index), where, Timespan(date(2016, 1, 1), date(2016, 1, 1))))
    return table(events).columns


@pytest.mark.parametrize("lat", [0.0, 35.0, 60.0])
@pytest.mark.parametrize("zoom", [4.0, 8.0])
def test_the_scale_bar_is_as_long_as_it_says(lat, zoom):
    canvas, frame = Canvas(600, 500, LIGHT), frame_at(Viewport(lat, 40.0, zoom), BOX)
    room = draw_scale_bar(canvas, frame)
    halves = [each for each in canvas.axes.patches if isinstance(each, Rectangle)]
    bar = sum(each.get_width() for each in halves)
    (label,) = canvas.axes.texts
    km = float(label.get_text().removesuffix(" km").replace(",", ""))
    assert len(halves) == 2 and room.width > bar
    east = frame.west + bar / BOX.width * (frame.east - frame.west)
    assert distance_km(frame.west, lat, east, lat) == pytest.approx(km, rel=0.01)


lons, lats = st.floats(-180, 180), st.floats(-90, 90)


@settings(deadline=None)
@given(st.lists(st.tuples(lons, lats), min_size=1, max_size=30))
def test_a_frame_holds_everything_in_the_box_s_proportions(places):
    bounds = np.array([(lon, lat, lon, lat) for lon, lat in places])
    frame = frame_of(bounds, BOX)
    assert frame.holds(bounds[:, 0], bounds[:, 1]).all()
    x, y = frame.x(bounds[:, 0]), frame.y(bounds[:, 1])
    assert (x >= BOX.left).all() and (x <= BOX.right).all()
    assert (y >= BOX.bottom).all() and (y <= BOX.top).all()


def test_a_few_far_away_do_not_shrink_the_map():
    near = [(36 + i / 10, 35 + i / 10) for i in range(9)]
    bounds = np.array([(lon, lat, lon, lat) for lon, lat in [*near, (37.6, 55.7)]])
    frame = frame_of_most(bounds, BOX)
    assert frame.holds(*np.array(near).T).all()
    assert not frame.holds(37.6, 55.7)


def test_a_viewport_is_centred_and_scaled_as_on_screen():
    frame = frame_at(Viewport(35.0, 38.0, 7), BOX)
    assert (frame.west + frame.east) / 2 == pytest.approx(38.0)
    assert (frame.south + frame.north) / 2 == pytest.approx(35.0)
    closer = frame_at(Viewport(35.0, 38.0, 8), BOX)
    assert closer.points_per_km == pytest.approx(2 * frame.points_per_km)


def test_every_row_is_drawn_in_exactly_one_way():
    columns = table(EVENTS).columns
    rows = np.arange(columns.drawn)
    marks = Marks(columns, rows)
    areas = [*marks.rings, *marks.provinces, *marks.countries, *marks.soft]
    drawn = np.concatenate([marks.spots, *(mark.rows for mark in areas)])
    assert sorted(drawn) == list(rows)
    assert [mark.key for mark in marks.provinces] == ["SY-LA"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(36, 38), st.floats(34, 36)), min_size=1, max_size=60))
def test_clusters_keep_every_event_and_do_not_overlap(places):
    columns = columns_at(places)
    rows = np.arange(len(columns))
    frame = frame_of(np.array([(35, 33, 39, 37)]), BOX)
    marks = clusters(columns, rows, frame)
    assert sorted(np.concatenate([mark.rows for mark in marks])) == list(rows)
    x = frame.x([mark.lon for mark in marks])
    y = frame.y([mark.lat for mark in marks])
    reach = radius([len(mark.rows) for mark in marks])
    gaps = np.hypot(x[:, None] - x, y[:, None] - y) - reach[:, None] - reach + OVERLAP
    assert (gaps[~np.eye(len(marks), dtype=bool)] >= 0).all()


def test_very_many_places_become_few_symbols():
    spread = np.random.default_rng(1).normal((37, 35), 0.5, (6000, 2))
    columns = columns_at(spread)
    frame = frame_of(np.array([(35, 33, 39, 37)]), BOX)
    marks = clusters(columns, np.arange(len(columns)), frame)
    assert sum(len(mark.rows) for mark in marks) == 6000
    assert len(marks) < 400


def test_borders_of_two_countries():
    west, east = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    north = shapely.box(0, 1, 1, 2)
    found = borders(np.array([west, east, north]), ["AA", "BB", "AA"], 0.01)
    assert [len(found[kind]) for kind in (Border.COAST, Border.COUNTRY, Border.PROVINCE)] == [
        8,
        1,
        1,
    ]
    assert joined(found[Border.COUNTRY])[1].max() == 0
    empty = borders(np.array([], dtype=object), [], 0.01)
    assert not len(joined(empty[Border.COAST])[0])


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 5000)), min_size=1, max_size=20))
def test_the_histogram_counts_every_event_once(spans):
    events = [
        event(str(i), HAMA, Timespan(day_of(first), day_of(first + length)))
        for i, (first, length) in enumerate(spans)
    ]
    columns = build_columns(events, {"r1": table().reports["r1"]})
    edges = edges_of(int(columns.first.min()), int(columns.last.max()))
    total = histogram(columns, np.arange(len(events)), edges).sum()
    assert total == pytest.approx(len(events))


@settings(deadline=None)
@given(DAYS, st.integers(0, 300_000))
def test_steps_cover_the_days_and_are_few(first, length):
    edges = edges_of(first, first + length)
    assert edges[0] <= first and edges[-1] > first + length
    assert (np.diff(edges) > 0).all()
    assert len(edges) <= 98


def test_a_strip_shows_the_bulk_and_counts_the_rest():
    days = [date(1990, 1, 1), *(date(2016, 1, day) for day in range(1, 31))]
    events = [event(str(i), HAMA, Timespan(day, day)) for i, day in enumerate(days)]
    columns = table(events).columns
    strip = strip_of(columns, np.arange(31), (None, None))
    assert day_of(strip.first).year == 2016
    whole = strip_of(columns, np.arange(31), (int(columns.first.min()), None))
    assert (whole.earlier, day_of(whole.first).year) == (0, 1990)
    assert strip.earlier + strip.later == sum(
        day_of(strip.first) > day or day > day_of(strip.last) for day in days
    )


@settings(deadline=None)
@given(st.lists(st.integers(1, 100_000), max_size=12))
def test_the_area_ramp_has_a_step_for_every_count(counts):
    scale = Scale(counts, LIGHT["area"])
    assert all(scale.color(count) in LIGHT["area"] for count in counts)
    assert len(scale.steps()) == len(scale.colors)


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 300)), max_size=40))
def test_labels_never_overlap(places):
    room = Room(Box(0, 0, 500, 300))
    boxes = [room.first_free([*beside(x, y, 5, 40, 9), *around(x, y, 40, 9)]) for x, y in places]
    given_out = [box for box in boxes if box]
    for index, box in enumerate(given_out):
        assert room.inside.holds(box)
        assert not any(box.overlaps(other) for other in given_out[:index])


def test_wrapping_keeps_to_the_width():
    canvas = Canvas(400, 300, LIGHT)
    text = "A sentence of several words, and " + "x" * 300
    lines = canvas.wrap(text, 120, 8, most=4)
    assert len(lines) == 4 and lines[-1].endswith("…")
    assert all(canvas.width_of(line, 8) <= 121 for line in lines)
    assert canvas.wrap("Short", 120, 8) == ["Short"]
    assert canvas.wrap("", 120, 8) == []


def test_text_is_made_plain():
    assert plain_text("a\nb\x00\u202ec\ud800") == "a b c"


def test_shares_are_whole():
    shares = type_shares(np.array([0, 0, 3, 7], np.uint8))
    assert sum(share for _, share in shares) == 1
    assert len(shares) == 3


def test_codes_lead_to_provinces():
    assert len(rows_of("SY-HM")) == 1
    assert len(rows_of("SY")) == 14
    assert rows_of("XX-YY") == [] and bounds_of("XX-YY") is None
