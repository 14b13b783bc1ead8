import io
import os
from datetime import date

import imageio_ffmpeg
import pytest
from PIL import Image

from geo.model.event import event_id
from geo.model.timespan import Timespan
from geo.model.view import View
from geo.share.pictures.film import Clock, film, steps
from geo.share.pictures.footer import CannotDraw, NothingToShow
from geo.share.pictures.periods import By, TooMany, panels_of
from geo.share.pictures.snapshot import Look, series, sheet_of
from tests.unit.share.share_data import EVENTS, event, table

TABLE = table([each for each in EVENTS if each.id != event_id("far")])
QUICK = Look(scale=0.4)
LATE = View(first=date(2015, 12, 1))


@pytest.fixture
def ffmpeg(tmp_path, monkeypatch):
    """A real ffmpeg as the only program on the path."""
    (tmp_path / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_gif_has_a_frame_for_each_step_and_is_the_same_each_time():
    seen = []
    view = View(first=date(2015, 3, 1))
    made = film(TABLE, view, "gif", by=By.QUARTER, look=QUICK, progress=lambda *at: seen.append(at))
    image = Image.open(io.BytesIO(made))
    assert image.n_frames == len(steps(TABLE, view, Clock.HAPPENED, By.QUARTER))
    assert image.size == (320, 200)
    assert seen[-1] == (len(seen), len(seen))
    assert made == film(TABLE, view, "gif", by=By.QUARTER, look=QUICK)


def test_the_steps_of_what_was_known_are_the_days_on_which_more_became_known():
    days = [view.as_of for view in steps(TABLE, View(), Clock.KNOWN)]
    assert days == [date(2016, 1, 2)]


def test_steps_stay_inside_the_window():
    view = View(first=date(2015, 3, 3), last=date(2016, 1, 20))
    found = steps(TABLE, view, Clock.HAPPENED, By.MONTH)
    assert (found[0].first, found[-1].last) == (date(2015, 3, 3), date(2016, 1, 20))
    assert len(found) == 11


@pytest.mark.parametrize(("form", "start"), [("mp4", b"ftyp"), ("webm", b"\x1aE\xdf\xa3")])
def test_videos_are_made_by_ffmpeg(ffmpeg, form, start):
    made = film(TABLE, LATE, form, look=QUICK)
    assert start in made[:12]


def test_a_missing_ffmpeg_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotDraw, match=r"\.mp4 needs ffmpeg.* install it or make a \.gif"):
        film(TABLE, View(), "mp4")


def test_a_failing_ffmpeg_is_a_sentence(tmp_path, monkeypatch):
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    with pytest.raises(CannotDraw, match="no room left"):
        film(TABLE, LATE, "mp4", look=QUICK)


def test_a_film_can_be_stopped():
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        film(TABLE, LATE, "gif", look=QUICK, progress=stop)


def test_too_many_frames_is_a_sentence():
    events = [event(str(year), when=Timespan(*2 * [date(year, 1, 1)])) for year in (1900, 1990)]
    with pytest.raises(TooMany, match="240 is the most"):
        film(table(events), View(), "gif")
    ages = [event(str(year), when=Timespan(*2 * [date(year, 1, 1)])) for year in (1, 1990)]
    with pytest.raises(TooMany, match="narrow the window"):
        film(table(ages), View(), "gif")


def test_a_series_has_a_map_for_each_part():
    columns = TABLE.columns
    shown = sheet_of(TABLE, View()).shown
    assert [panel.title for panel in panels_of(columns, shown, View(), By.YEAR)] == ["2015", "2016"]
    assert [panel.title for panel in panels_of(columns, shown, View(), By.MONTH)] == [
        "March 2015",
        "January 2016",
    ]
    assert [panel.area for panel in panels_of(columns, shown, View(), By.PROVINCE)] == [
        "SY-HM",
        "SY-LA",
    ]


@pytest.mark.parametrize("by", [By.YEAR, By.PROVINCE])
def test_a_series_is_one_sheet(by):
    made = series(TABLE, View(), by, "png", Look(scale=0.5))
    assert Image.open(io.BytesIO(made)).size == (400, 250)
    assert made == series(TABLE, View(), by, "png", Look(scale=0.5))


def test_a_series_of_nothing_or_too_much_is_a_sentence():
    with pytest.raises(NothingToShow):
        series(TABLE, View(query="zeppelin"), By.YEAR, "png")
    years = [event(str(y), when=Timespan(date(y, 1, 1), date(y, 1, 2))) for y in range(1950, 1980)]
    with pytest.raises(TooMany, match="makes 30, and a sheet holds 24"):
        series(table(years), View(), By.YEAR, "png")
