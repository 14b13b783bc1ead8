"""`python -m geo import`: a table of events into the event table."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geo.cli.common import DONE, REFUSED, say
from geo.cli.log import add_signature, signed
from geo.ingest import (
    FORMATS,
    CannotImport,
    TableFile,
    import_file,
    open_table_file,
    write_rejects,
)
from geo.ingest.executors import executor_of, workers_for
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store

if TYPE_CHECKING:
    from geo.cli.common import Commands

SHOWN = 10


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "import",
        help="add the events of a table",
        description="Add the events of a CSV, XLSX, GeoJSON, KML, GeoPackage or GeoParquet file. "
        "The same file again adds nothing; a newer edition revises what it has changed.",
        epilog="Refused rows are written next to the file, each with the reason; the rest is in.",
    )
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="auto",
        help="auto (the default) tells by the columns; plain is any other table",
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="for plain tables: which column says what, such as first=When or title=Headline",
    )
    parser.add_argument("--source", default="", help="who publishes a plain table")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be read")
    parser.add_argument(
        "--rejects", type=Path, metavar="FILE", help="default: FILE.rejects.csv beside the file"
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=0,
        metavar="N",
        help="processes that read rows (default: all processors for a large file, else this one)",
    )
    parser.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="a Dask scheduler, such as tcp://host:8786",
    )
    add_signature(parser)
    parser.set_defaults(run=run, fail=parser.error)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    mapping = dict(_pair(options, text) for text in options.map)
    try:
        file = open_table_file(options.file, options.format, mapping, options.source)
        _describe(file)
        if options.dry_run:
            return _count(file)
        return _write(file, options)
    except (CannotImport, CannotOpen) as error:
        say(f"{error}.")
        return REFUSED


def _pair(options: argparse.Namespace, text: str) -> tuple[str, str]:
    field, mark, column = text.partition("=")
    if not mark:
        options.fail(f"--map {text}: write it as FIELD=COLUMN")
    return field, column


def _describe(file: TableFile) -> None:
    said = ", ".join(f"{field} from {column}" for field, column in file.mapping.items())
    say(f"Read as {file.name}{f': {said}' if said else ''}.")
    for note in file.notes:
        say(note)


def _count(file: TableFile) -> int:
    events = sum(len(batch) for batch in file.batches())
    say(f"{events} events would be read, {len(file.rejects)} rows refused. Nothing was written.")
    for reject in file.rejects[:SHOWN]:
        say(reject.sentence)
    return REFUSED if file.rejects else DONE


def _write(file: TableFile, options: argparse.Namespace) -> int:
    store = open_store(options.store)
    workers = options.workers or workers_for(options.file)
    with executor_of(workers, options.scheduler) as executor:
        done = import_file(file, store, signed(options), options.why, executor)
    say(f"{done.added} events added, {done.revised} revised, {done.same} already there.")
    if done.change:
        say(f"To take it back: python -m geo log --undo {done.change}")
    if not done.rejects:
        return DONE
    path = options.rejects or options.file.with_name(f"{options.file.name}.rejects.csv")
    write_rejects(done.rejects, path)
    for reject in done.rejects[:SHOWN]:
        say(reject.sentence)
    say(f"{len(done.rejects)} rows were refused; they are in {path}, each with the reason.")
    return REFUSED
