"""What the commands share: reading the View, saying what was refused, writing a result."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from basics.atomic_file import CannotSave, save
from geo.cli.saying import DONE as DONE
from geo.cli.saying import REFUSED as REFUSED
from geo.cli.saying import say as say
from geo.model.view import View
from geo.share.link import read_link, revision_of, vocabulary
from geo.share.redaction import Rules, protect
from geo.store import opening
from geo.store.log.delta import CannotOpen
from geo.store.table import EventTable

if TYPE_CHECKING:
    from geo.cli.saying import Commands as Commands
VIEW_HELP = (
    "what to show, as in the address of the page: a whole link or "
    '"province=SY-HM&from=2017-03-01" (default: everything)'
)


def add_view(parser: argparse.ArgumentParser) -> None:
    """Add the option that names a View."""
    parser.add_argument("--view", default="", metavar="LINK", help=VIEW_HELP)


def add_protection(parser: argparse.ArgumentParser) -> None:
    """Add the options that take something away before data leaves."""
    group = parser.add_argument_group("before it leaves", "what is taken away, and said to be")
    group.add_argument(
        "--coarsen", metavar="KM|province", help="move exact places to a grid or to their province"
    )
    group.add_argument("--withhold-event", action="append", default=[], metavar="ID")
    group.add_argument("--withhold-source", action="append", default=[], metavar="PUBLISHER")
    group.add_argument("--no-quotes", action="store_true", help="leave out the words of claims")


def redact_table(table: EventTable, options: argparse.Namespace) -> EventTable:
    """Return the table without what the options take away; wrong options end the program.

    Parameters
    ----------
    table : EventTable
        The event table.
    options : argparse.Namespace
        The options that `add_protection` adds, and `fail`, which ends the program with a
        sentence.
    """
    coarsen = options.coarsen or ""
    try:
        rules = Rules(
            grid_km=float(coarsen) if coarsen not in ("", "province") else 0.0,
            to_province=coarsen == "province",
            events=frozenset(options.withhold_event),
            sources=frozenset(options.withhold_source),
            quotes=not options.no_quotes,
        )
    except ValueError as error:
        options.fail(f"--coarsen {coarsen}: it takes a number of kilometres or province; {error}")
    known = vocabulary(table)
    for option, asked, there in (
        ("--withhold-event", rules.events, known["event"]),
        ("--withhold-source", rules.sources, known["sources"]),
    ):
        for value in sorted(asked):
            if value not in there:
                options.fail(f"{option} {value}: there is none such, so nothing would be withheld")
    return protect(table, rules)


def open_table(link: str = "") -> EventTable:
    """Return the event table that the commands work on, as of the revision of a link."""
    try:
        return opening.open_table(revision=revision_of(link))
    except CannotOpen as error:
        say(f"{error}.")
        raise SystemExit(REFUSED) from error


def read_view(text: str, table: EventTable) -> tuple[View, int]:
    """Return the View and the exit code so far; says what could not be read.

    Parameters
    ----------
    text : str
        A whole link, or its query part.
    table : EventTable
        The event table whose provinces, sources and events the link may name.
    """
    view, errors = read_link(text, table)
    for error in errors:
        say(error.sentence)
    return view, REFUSED if errors else DONE


def write_result(parts: Iterable[bytes], out: str) -> int:
    """Write a result to a file, or to standard output for "-"; returns the exit code.

    Parameters
    ----------
    parts : iterable of bytes
        The bytes of the result, in order.
    out : str
        The path of the file, or "-".
    """
    if out == "-":
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
        return DONE
    try:
        save(Path(out), parts)
    except CannotSave as error:
        say(f"{error}.")
        return REFUSED
    return DONE
