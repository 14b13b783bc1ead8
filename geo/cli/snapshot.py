"""`python -m geo snapshot`: a picture of a View."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.common import (
    REFUSED,
    add_protection,
    add_view,
    open_table,
    read_view,
    redact_table,
    say,
    write_result,
)

if TYPE_CHECKING:
    from geo.cli.common import Commands
    from geo.model.view import View
    from geo.store.table import EventTable

PICTURES = ("png", "svg", "pdf")
FILMS = ("gif", "mp4", "webm")
FORMATS = (*PICTURES, "html", *FILMS)
THEMES = ("light", "dark")
PAPERS = ("screen", "a4", "a4-portrait", "letter", "letter-portrait", "square", "wide")
SCALES = (1, 2, 3, 4)
SERIES = ("month", "quarter", "year", "province")
STANDARD_OUTPUT = "-"


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "snapshot",
        help="make a picture of a View",
        description="Make a picture of what a View shows: the map, the timeline, a legend with "
        "counts, the sources, and what is left out. The format follows from the file's name; "
        "html is one file that still scrubs and filters, with no server and no network; gif, mp4 "
        "and webm (these two with ffmpeg) are films along one of the two clocks.",
    )
    add_view(parser)
    add_protection(parser)
    parser.add_argument("--theme", choices=THEMES, default="light", help="default: light")
    parser.add_argument(
        "--series",
        choices=SERIES,
        help="one small map for each of these, on one sheet (png, svg, pdf)",
    )
    parser.add_argument(
        "--clock",
        choices=("happened", "known"),
        default="happened",
        help="for films: a frame per period, or per day on which more became known",
    )
    parser.add_argument(
        "--step", choices=SERIES[:3], default="month", help="for films: the period (default: month)"
    )
    parser.add_argument("--paper", choices=PAPERS, default="screen", help="default: screen")
    parser.add_argument(
        "--scale",
        type=float,
        choices=SCALES,
        help="for png and films: pixels to the point (default: 2, for films 1)",
    )
    parser.add_argument(
        "--address",
        default="",
        metavar="URL",
        help="where the dashboard is served, for the link and QR code on the picture",
    )
    parser.add_argument(
        "-o",
        "--out",
        required=True,
        metavar="FILE",
        help=f"ends in one of {' '.join('.' + form for form in FORMATS)}; - prints a PNG",
    )
    parser.set_defaults(run=run, fail=parser.error)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    form = "png" if options.out == STANDARD_OUTPUT else Path(options.out).suffix.lower()[1:]
    if options.series and form not in PICTURES:
        options.fail(f"--series makes one of {' '.join(PICTURES)}")
    if form not in FORMATS:
        known = " ".join(f".{each}" for each in FORMATS)
        say(f"{options.out}: no picture was made, since its name must end in one of {known}.")
        return REFUSED
    # What draws takes most of a second to load, and a wrong name should not wait for it.
    from geo.share.pictures.footer import CannotDraw

    table = open_table(options.view)
    view, refused = read_view(options.view, table)
    try:
        made = _make(redact_table(table, options), view, form, options)
    except CannotDraw as error:
        say(f"No picture was made: {error}.")
        return REFUSED
    return max(refused, write_result([made], options.out))


def _make(table: EventTable, view: View, form: str, options: argparse.Namespace) -> bytes:
    if form == "html":
        from geo.share.page.html_page import page

        return page(table, view)
    from geo.draw.print.sheet import Paper, Theme
    from geo.share.pictures.periods import By
    from geo.share.pictures.snapshot import Look, picture, series

    scale = options.scale or (1 if form in FILMS else 2)
    look = Look(Theme(options.theme), Paper(options.paper), scale, options.address)
    if form in FILMS:
        from geo.share.pictures.film import Clock, film

        clock, step = Clock(options.clock), By(options.step)
        return film(table, view, form, clock, step, look, _show_progress)
    if options.series:
        return series(table, view, By(options.series), form, look)
    return picture(table, view, form, look)


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\rDrawing frame {done} of {total}", end=end, file=sys.stderr, flush=True)
