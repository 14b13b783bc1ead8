"""`python -m geo export`: the data of exactly what a View shows."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from geo.cli.common import add_protection, add_view, open_table, protected, put, read_view
from geo.share.export import Format, encoded, export

if TYPE_CHECKING:
    from geo.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "export",
        help="write the events of a View as GeoJSON or CSV",
        description="Write the events that a View shows, with their claims and citations. "
        "The same View of the same data gives the same bytes.",
        epilog="Dates are EDTF (ISO 8601-2). In CSV, a cell that a spreadsheet would run as a "
        "formula begins with an apostrophe.",
    )
    parser.add_argument(
        "--format",
        choices=[str(form) for form in Format],
        default=None,
        help="geojson (the default): RFC 7946 with all claims; geojsonl: one feature a line; "
        "csv: one row per event; csv-claims: one row per claim",
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
    if options.jsonl and options.format not in (None, Format.GEOJSONL):
        options.fail(f"--jsonl is --format geojsonl, but --format {options.format} was given")
    form = Format.GEOJSONL if options.jsonl else Format(options.format or Format.GEOJSON)
    table = open_table(options.view)
    view, refused = read_view(options.view, table)
    text = export(protected(table, options), view, form, options.all)
    return max(refused, put((encoded(part) for part in text), options.out))
