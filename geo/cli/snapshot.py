"""`python -m geo snapshot`: a picture of a View."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.common import REFUSED, add_view, open_table, put, read_view, say

if TYPE_CHECKING:
    from geo.cli.common import Commands

FORMATS = ("png",)
THEMES = ("light", "dark")
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
    from geo.draw.printed import Theme
    from geo.share.snapshot import NothingToShow, png

    table = open_table()
    view, refused = read_view(options.view, table)
    try:
        picture = png(table, view, Theme(options.theme))
    except NothingToShow as fault:
        say(f"No picture was made: {fault}.")
        return REFUSED
    return max(refused, put([picture], options.out))
