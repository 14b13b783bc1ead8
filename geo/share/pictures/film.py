"""A View as moving pictures: what happened step by step, or what was known by and by."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import numpy as np
from PIL import Image, ImageColor

from geo.draw.print.output import DRAWING, encode
from geo.draw.print.sheet_figure import draw
from geo.draw.style import TYPES
from geo.model.timespan import day_of
from geo.model.view import View
from geo.share.pictures.footer import CannotDraw
from geo.share.pictures.periods import By, TooMany, windows
from geo.share.pictures.snapshot import Look, sheet_of
from geo.store.table import EventTable

MOST_FRAMES = 240
SECONDS = 0.8
COLORS = 256
PATIENCE = 600  # seconds that ffmpeg may take
FILMS = ("gif", "mp4", "webm")
_CODECS = {
    "mp4": ["-c:v", "libx264", "-preset", "medium", "-crf", "18", "-movflags", "+faststart"],
    "webm": ["-c:v", "libvpx-vp9", "-crf", "28", "-b:v", "0"],
}
# Threads and version strings would make each file a different one.
_SAME_BYTES = ["-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]

Progress = Callable[[int, int], None]


class Clock(StrEnum):
    """Which of the two clocks a film runs along."""

    HAPPENED = "happened"
    KNOWN = "known"


def film(
    table: EventTable,
    view: View,
    form: str,
    clock: Clock = Clock.HAPPENED,
    by: By = By.MONTH,
    look: Look | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return a film of a View.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The map's extent, the legend and the sources are those of the whole View all along.
    form : str
        "gif", or "mp4" or "webm" where ffmpeg is installed.
    clock : Clock
        One frame per period in which things happened, or per day on which more became known.
    by : By
        The length of the periods.
    look : Look
        Theme, paper and resolution.
    progress : callable, optional
        Called with the frames done and all frames; it stops the film by raising.

    Raises
    ------
    CannotDraw
        When nothing is shown, there would be too many frames, or ffmpeg is missing.
    """
    if form != "gif" and shutil.which("ffmpeg") is None:
        raise CannotDraw(
            f"a .{form} needs ffmpeg, which is not installed: install it or make a .gif"
        )
    look = look or Look(scale=1.0)
    frames = _frames(
        table, view, steps(table, view, clock, by), look, progress or (lambda *_: None)
    )
    return _gif(list(frames)) if form == "gif" else _video(frames, form)


def steps(table: EventTable, view: View, clock: Clock, by: By = By.MONTH) -> list[View]:
    """Return the View of each frame.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    clock : Clock
        Which of the two clocks runs: the days of events, or the days of publication.
    by : By
        The length of a step.
    """
    rows = sheet_of(table, view).shown
    if clock is Clock.KNOWN:
        days = np.unique(table.columns.known[rows])
        found = [view.replace(as_of=day_of(int(day))) for day in days]
    else:
        spans = windows(table.columns, rows, view, by)
        found = [view.replace(first=first, last=last) for first, last in _within(spans, view)]
    if len(found) > MOST_FRAMES:
        raise TooMany(
            f"the film would have {len(found):,} frames, and {MOST_FRAMES} is the most: "
            "choose longer steps or a shorter window"
        )
    return found


def _within(spans: Sequence[tuple[date, date]], view: View) -> Iterator[tuple[date, date]]:
    """Yield periods cut to the View's window."""
    for first, last in spans:
        yield max(first, view.first or first), min(last, view.last or last)


def _frames(
    table: EventTable, view: View, views: Sequence[View], look: Look, progress: Progress
) -> Iterator[Image.Image]:
    whole = sheet_of(table, view, look.address)
    for number, each in enumerate(views):
        part = sheet_of(table, each, part=True)
        others = np.setdiff1d(whole.shown, part.shown)
        with DRAWING:
            canvas = draw(replace(part, others=others), look.theme, look.paper, whole)
            data = encode(canvas, "png", look.scale)
        progress(number + 1, len(views))
        yield Image.open(io.BytesIO(data)).convert("RGB")


def _gif(frames: list[Image.Image]) -> bytes:
    """Return frames as a GIF; they share their colours, so that nothing flickers."""
    colors = _palette(frames[len(frames) // 2])
    flat = [frame.quantize(palette=colors, dither=Image.Dither.NONE) for frame in frames]
    out = io.BytesIO()
    flat[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=flat[1:],
        duration=int(1000 * SECONDS),
        loop=0,
        optimize=False,
    )
    return out.getvalue()


def _palette(frame: Image.Image) -> Image.Image:
    """Return 256 colours: the types' own, which few pixels have, and the commonest of a frame."""
    types = [ImageColor.getrgb(look["color"])[:3] for look in TYPES.values()]
    commonest = frame.quantize(COLORS - len(types), Image.Quantize.MEDIANCUT).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*(value for color in types for value in color), *commonest])
    return palette


def _video(frames: Iterator[Image.Image], form: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / f"film.{form}"
        first = next(frames)
        command = _command(first.size, form, path)
        with subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            try:
                said = _feed(process, first, frames)
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            last = said.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise CannotDraw(f"ffmpeg could not write the film: {' '.join(last)}")
        return path.read_bytes()


def _feed(
    process: subprocess.Popen[bytes], first: Image.Image, frames: Iterator[Image.Image]
) -> bytes:
    if process.stdin is None:
        raise RuntimeError("ffmpeg has no input")
    try:
        for frame in (first, *frames):
            process.stdin.write(frame.tobytes())
    except BrokenPipeError:
        pass  # what ffmpeg said says why
    return process.communicate(timeout=PATIENCE)[1]


def _command(size: tuple[int, int], form: str, path: Path) -> list[str]:
    source = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{size[0]}x{size[1]}"]
    # The codecs need even sizes and take colours at half resolution.
    shape = ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p"]
    speed = ["-r", f"{1 / SECONDS:g}"]
    quiet = ["-hide_banner", "-loglevel", "error", "-y"]
    codec = [*_CODECS[form], *_SAME_BYTES, "-map_metadata", "-1"]
    return ["ffmpeg", *quiet, *source, *speed, "-i", "-", "-an", *shape, *codec, str(path)]
