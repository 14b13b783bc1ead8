"""`python -m geo snapshot`: a picture of a View."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.common import REFUSED, add_view, open_table, put, read_view, say

if TYPE_CHECKING:
    from geo.cli.common import Commands

FORMATS = ("png", "svg", "pdf")
THEMES = ("light", "dark")
PAPERS = ("screen", "a4", "a4-portrait", "letter", "letter-portrait", "square", "wide")
SCALES = (1, 2, 3, 4)
STANDARD_OUTPUT = "-"


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "snapshot",
        help="make a picture of a View",
        description="Make a picture of what a View shows: the map, the timeline, a legend with "
        "counts, the sources, and what is left out. The format follows from the file's name.",
    )
    add_view(parser)
    parser.add_argument("--theme", choices=THEMES, default="light", help="default: light")
    parser.add_argument("--paper", choices=PAPERS, default="screen", help="default: screen")
    parser.add_argument(
        "--scale",
        type=float,
        choices=SCALES,
        default=2,
        help="for PNG: pixels to the point, 2 gives 144 to the inch (default: 2)",
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
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    form = "png" if options.out == STANDARD_OUTPUT else Path(options.out).suffix.lower()[1:]
    if form not in FORMATS:
        known = " ".join(f".{each}" for each in FORMATS)
        say(f"{options.out}: no picture was made, since its name must end in one of {known}.")
        return REFUSED
    # matplotlib takes most of a second to load, and --help should not.
    from geo.draw.printed_sheet import Paper, Theme
    from geo.share.snapshot import Look, NothingToShow, picture

    table = open_table()
    view, refused = read_view(options.view, table)
    try:
        look = Look(Theme(options.theme), Paper(options.paper), options.scale, options.address)
        made = picture(table, view, form, look)
    except NothingToShow as fault:
        say(f"No picture was made: {fault}.")
        return REFUSED
    return max(refused, put([made], options.out))
