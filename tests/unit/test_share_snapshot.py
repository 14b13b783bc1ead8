import io
import struct
import zlib
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from matplotlib.text import Text
from PIL import Image

from geo.draw.printed import Theme, draw
from geo.draw.printed import png as png_bytes
from geo.model.report import Report
from geo.model.view import View, Viewport
from geo.share.export import data_hash
from geo.share.snapshot import NothingToShow, png, sheet_of
from geo.store.seeds import seed_events
from geo.store.table import MemoryTable, seed_table
from tests.unit.share_data import EVENTS, HAMA, HOSTILE, REPORTS, claim, event, table


def texts_of(canvas):
    return [artist.get_text() for artist in canvas.figure.findobj(Text)]


def said_by(canvas):
    return " ".join(texts_of(canvas))


@pytest.fixture(scope="module")
def seeds():
    return draw(sheet_of(seed_table(), View()))


def test_a_picture_is_whole_and_the_same_each_time():
    first, again = png(table(), View(), scale=1), png(table(), View(), scale=1)
    assert first == again
    picture = Image.open(io.BytesIO(first))
    picture.load()
    assert picture.size == (800, 500)
    assert png(table(), View(), Theme.DARK, scale=1) != first


def test_the_file_names_no_program_and_no_day():
    data = png(table(), View(), scale=1)[8:]
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
    canvas = draw(sheet_of(table(), View(words="{{7*7}} ${7*7}")))
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


@pytest.mark.parametrize("words", AWKWARD)
def test_no_text_breaks_a_sheet(words):
    reports = {"r1": Report("r1", words, words, date(2016, 1, 2), author=words)}
    place = replace(HAMA, name=words, admin1=words)
    told = claim(words, location=place)
    events = [event("a", place, title=words, claims=(told,), actors=(words,))]
    picture = png(MemoryTable(events, reports), View(actors=(words,)), scale=0.5)
    assert Image.open(io.BytesIO(picture)).size == (400, 250)


def test_events_beyond_the_map_are_counted():
    near_hama = View(viewport=Viewport(35.1, 36.8, 8))
    assert "1 more lies outside this map" in said_by(draw(sheet_of(table(), near_hama)))


def test_nothing_to_show_is_a_sentence():
    with pytest.raises(NothingToShow, match="widen the window"):
        png(table(), View(first=date(2030, 1, 1)))


@pytest.mark.parametrize("at", [(0, 0, 0), (90, 180, 3), (-90, -180, 18), (35, 36, 18)])
def test_any_viewport_can_be_drawn(at):
    assert png_bytes(draw(sheet_of(table(), View(viewport=Viewport(*at)))), 0.3)


def test_the_oldest_and_the_last_day_can_be_drawn():
    from geo.model.timespan import Timespan

    spans = [Timespan(date.min, date.min), Timespan(date.max, date.max)]
    spans.append(Timespan(date.min, date.max))
    events = [event(str(index), when=span) for index, span in enumerate(spans)]
    assert png(MemoryTable(events, REPORTS), View(), scale=0.3)


def test_seeds_are_all_drawn():
    drawn = [e for e in seed_events() if e.location and e.timespan]
    assert len(sheet_of(seed_table(), View()).shown) == len(drawn)
    assert len(EVENTS) == 6
