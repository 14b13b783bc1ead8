import io
import struct
import zlib
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from matplotlib.text import Text
from PIL import Image

from geo.draw.print.output import encode
from geo.draw.print.sheet import Paper, Theme
from geo.draw.print.sheet_figure import draw
from geo.model.claim import Claim
from geo.model.event import event_id
from geo.model.report import Report
from geo.model.view import View, Viewport
from geo.share.export import data_hash
from geo.share.pictures.snapshot import Look, NothingToShow, picture, sheet_of
from geo.store.seeds import seed_events
from geo.store.table import MemoryTable, seed_table
from tests.unit.share.share_data import EVENTS, HAMA, HOSTILE, REPORTS, event, table

ALL = View()
NEAR = table([each for each in EVENTS if each.id != event_id("far")])


def small(table, view=ALL, **look):
    return picture(table, view, "png", Look(scale=0.5, **look))


def texts_of(canvas):
    return [artist.get_text() for artist in canvas.figure.findobj(Text)]


def said_by(canvas):
    return " ".join(texts_of(canvas))


@pytest.fixture(scope="module")
def seeds():
    return draw(sheet_of(seed_table(), View()))


def test_a_picture_is_whole_and_the_same_each_time():
    first, again = small(NEAR), small(NEAR)
    assert first == again
    image = Image.open(io.BytesIO(first))
    image.load()
    assert image.size == (400, 250)
    assert small(NEAR, theme=Theme.DARK) != first


def test_the_file_names_no_program_and_no_day():
    data = small(NEAR)[8:]
    kinds = set()
    while data:
        length, kind = struct.unpack(">I4s", data[:8])
        assert zlib.crc32(data[4 : 8 + length]) == struct.unpack(">I", data[8 + length :][:4])[0]
        kinds.add(kind)
        data = data[12 + length :]
    assert kinds <= {b"IHDR", b"IDAT", b"IEND", b"pHYs"}


def test_it_says_what_it_shows_and_what_not(seeds):
    said = said_by(seeds)
    assert f"{len(sheet_of(seed_table(), View()).shown)} events, at any time" in said
    assert "more are undated or unplaced." in said
    assert "outside this map" in said
    assert data_hash(seed_table(), View()) in said
    assert "Natural Earth" in said
    assert all(publisher.split()[0] in said for publisher in ("FDD's", "Ya", "The"))
    assert "Earth, public domain" in said


def test_the_legend_counts_every_event_once_in_each_part(seeds):
    sheet = sheet_of(seed_table(), View())
    said = texts_of(seeds)
    for title, end in (
        ("What happened", "How it is supported"),
        ("How it is supported", "How closely it is placed"),
        ("How closely it is placed", None),
    ):
        part = said[said.index(title) + 1 : said.index(end) if end else None]
        rows = pairwise(part)
        counts = [int(n) for words, n in rows if n.isdigit() and not words[:1].isdigit()]
        assert sum(counts) == len(sheet.shown)


def test_hostile_text_is_printed_letter_for_letter():
    canvas = draw(sheet_of(table(), View(query="{{7*7}} ${7*7}")))
    assert "mentioning “{{7*7}} ${7*7}”" in said_by(canvas)
    assert HOSTILE in said_by(canvas)
    assert not any(
        artist.get_parse_math() for artist in canvas.figure.findobj(Text) if text(artist)
    )


def text(artist):
    return artist.get_text() and artist.axes is not None


AWKWARD = [
    HOSTILE,
    "$\\frac{$",
    "\\",
    "a" * 4000,
    "x \u202e\u2067 y\nz\x00\x1b[31m",
    "😀 漢字 اللاذقية",
    "%s {0} {{}} <b>",
]


def test_no_text_breaks_a_sheet():
    reports = {
        str(i): Report(str(i), words, words, date(2016, 1, 2), author=words)
        for i, words in enumerate(AWKWARD)
    }
    events = []
    for i, words in enumerate(AWKWARD):
        place = replace(HAMA, name=words, admin1=words, place_id=str(i), lon=36 + i / 3)
        told = Claim(str(i), date(2016, 1, 2), words, location=place)
        events.append(event(str(i), place, title=words, claims=(told,), actors=(words,)))
    awkward, view = MemoryTable(events, reports), View(actors=tuple(AWKWARD))
    assert Image.open(io.BytesIO(small(awkward, view))).size == (400, 250)
    assert_harmless(picture(awkward, view, "svg", Look(address="https://a.org/?x=1")))
    assert picture(awkward, view, "pdf").startswith(b"%PDF")


def assert_harmless(svg):
    """Check that an SVG is well formed, runs nothing and loads nothing."""
    for element in ElementTree.fromstring(svg).iter():
        assert element.tag.rpartition("}")[2] not in {"script", "foreignObject", "image", "a"}
        for key, value in element.attrib.items():
            assert not key.lower().startswith("on")
            assert not key.endswith("href") or value.startswith("#")


def test_events_beyond_the_map_are_counted():
    near_hama = View(viewport=Viewport(35.1, 36.8, 8))
    assert "1 more lies outside this map" in said_by(draw(sheet_of(table(), near_hama)))


def test_nothing_to_show_is_a_sentence():
    with pytest.raises(NothingToShow, match="widen the window"):
        small(table(), View(first=date(2030, 1, 1)))


@pytest.mark.parametrize("at", [(0, 0, 0), (90, 180, 3), (-90, -180, 18), (35, 36, 18)])
def test_any_viewport_can_be_drawn(at):
    assert small(table(), View(viewport=Viewport(*at)))


def test_the_oldest_and_the_last_day_can_be_drawn():
    from geo.model.timespan import Timespan

    spans = [Timespan(date.min, date.min), Timespan(date.max, date.max)]
    spans.append(Timespan(date.min, date.max))
    events = [event(str(index), when=span) for index, span in enumerate(spans)]
    assert small(MemoryTable(events, REPORTS))


def test_seeds_are_all_drawn():
    drawn = [e for e in seed_events() if e.location and e.timespan]
    assert len(sheet_of(seed_table(), View()).shown) == len(drawn)
    assert len(EVENTS) == 6


@pytest.mark.parametrize("paper", Paper)
def test_every_paper_holds_everything(paper):
    address = "https://example.org/map"
    canvas = draw(sheet_of(seed_table(), View(types=("battle",)), address), paper=paper)
    width, height = paper.points
    said = said_by(canvas)
    for words in ("What happened", "How it is supported", "How closely it is placed", address):
        assert words in said
    for artist in canvas.figure.findobj(Text):
        x, y = artist.get_position()
        assert 0 <= x <= width and 0 <= y <= height


@pytest.mark.parametrize("form", ["svg", "pdf"])
def test_vector_files_are_the_same_each_time(form):
    view = View(provinces=("SY-HM",))
    first = picture(seed_table(), view, form)
    assert first == picture(seed_table(), view, form)
    assert b"matplotlib" not in first.lower()[:400]


def test_the_printed_link_opens_the_same_view():
    view = View(provinces=("SY-HM",), first=date(2015, 1, 1))
    said = said_by(draw(sheet_of(seed_table(), view, "https://example.org/map")))
    assert "https://example.org/map?from=2015-01-01&province=SY-HM&rev=0" in said
    assert "View from=2015-01-01&province=SY-HM&rev=0" in said_by(
        draw(sheet_of(seed_table(), view))
    )


def test_pixels_follow_the_scale():
    canvas = draw(sheet_of(seed_table(), View(provinces=("SY-HM",))))
    assert Image.open(io.BytesIO(encode(canvas, "png", 4))).size == (3200, 2000)
