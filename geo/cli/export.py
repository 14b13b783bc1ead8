"""`python -m geo export`: the data of exactly what a View shows."""

from __future__ import annotations

import argparse
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
from geo.share.export import FORMATS, GEOJSON, GEOJSONL, CannotExport, export, format_of

if TYPE_CHECKING:
    from geo.cli.common import Commands

STANDARD_OUTPUT = "-"


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "export",
        help="write the events of a View as a table or a map layer",
        description="Write the events that a View shows, with their sources and licences. "
        "The format follows from the file's name. The same View of the same data gives the same "
        "bytes.",
        epilog="Dates are EDTF (ISO 8601-2). In CSV and XLSX, a text that a spreadsheet would run "
        "as a formula begins with an apostrophe. docs/export.md describes the columns.",
    )
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default=None,
        help="default: as the file's name ends, geojson when printed. "
        + "; ".join(
            f"{form}: {row.label} ({' '.join(row.endings)})" for form, row in FORMATS.items()
        ),
    )
    parser.add_argument("--jsonl", action="store_true", help="the same as --format geojsonl")
    add_view(parser)
    add_protection(parser)
    parser.add_argument(
        "--all",
        action="store_true",
        help="also events without a date or place, which the map cannot show (null geometry)",
    )
    parser.add_argument("-o", "--out", default="-", metavar="FILE", help="default: print")
    parser.set_defaults(run=run, fail=parser.error)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    form = _format(options)
    if form is None:
        endings = " ".join(row.endings[0] for row in FORMATS.values())
        say(f"{options.out}: nothing was written, since its name must end in one of {endings}.")
        return REFUSED
    table = open_table(options.view)
    view, refused = read_view(options.view, table)
    try:
        parts = export(redact_table(table, options), view, form, options.all)
        return max(refused, write_result(parts, options.out))
    except CannotExport as error:
        say(f"Nothing was written as {FORMATS[form].label}: {error}.")
        return REFUSED


def _format(options: argparse.Namespace) -> str | None:
    if options.jsonl and options.format not in (None, GEOJSONL):
        options.fail(f"--jsonl is --format geojsonl, but --format {options.format} was given")
    if options.jsonl:
        return GEOJSONL
    if options.format:
        return str(options.format)
    if options.out == STANDARD_OUTPUT:
        return GEOJSON
    return format_of(Path(options.out).name)
