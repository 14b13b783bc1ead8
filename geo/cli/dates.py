"""`python -m geo dates`: the date expressions of texts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from geo.cli.saying import DONE, REFUSED, say
from geo.read.dates import read_dates

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from geo.cli.saying import Commands

STANDARD_INPUT = "-"
DATE_LENGTH = 10
Row = dict[str, Any]


class RowError(ValueError):
    """A row that cannot be read; its sentence says why."""


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "dates",
        help="find the dates in texts",
        description="Find the dates, times, durations and sets in English text, with their TIMEX3 "
        "values and the days they cover.",
        epilog='With --jsonl, each line in is {"id", "text", "published"} and each line out '
        '{"id", "timex": [{"start", "end", "text", "type", "value", "first", "last", '
        '"precision", "approx"}]}; a line that was refused comes back with an "error".',
    )
    parser.add_argument(
        "file", nargs="?", default=STANDARD_INPUT, metavar="FILE", help="default: - reads the input"
    )
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, in and out")
    parser.add_argument(
        "--published", type=_day, metavar="DAY", help="publication day, for texts without one"
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--narrative",
        dest="narrative",
        action="store_true",
        default=None,
        help="roll forward from the last date (default: the text's own words decide)",
    )
    mode.add_argument(
        "--news", dest="narrative", action="store_false", help="look back from the publication day"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    try:
        with _opened(options.file) as file:
            return _each_line(file, options) if options.jsonl else _one_text(file, options)
    except OSError as error:
        say(f"{options.file}: cannot be read ({error.strerror}).")
        return REFUSED


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if name == STANDARD_INPUT else Path(name).open("rb")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:DATE_LENGTH])
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day like 2017-03-31") from None


def _one_text(file: BinaryIO, options: argparse.Namespace) -> int:
    text = file.read().decode("utf-8", "replace")
    for found in read_dates(text, options.published, narrative=options.narrative):
        words = " ".join(found.text.split())
        print(f"{found.start}\t{found.end}\t{found.type}\t{found.value}\t{words}")
    return DONE


def _each_line(file: BinaryIO, options: argparse.Namespace) -> int:
    code = DONE
    for row in _answers(file, options):
        print(_json(row))
        if "error" in row:
            say(f"{options.file}, {row['error']}.")
            code = REFUSED
    return code


def _json(row: Row) -> str:
    """Return a row as JSON, in ASCII alone where the output cannot write its characters."""
    line = json.dumps(row, ensure_ascii=False)
    try:
        line.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return json.dumps(row)
    return line


def _answers(file: BinaryIO, options: argparse.Namespace) -> Iterator[Row]:
    for number, line in enumerate(file, 1):
        if line.strip():
            asked: Row = {}
            try:
                asked = _read_line(line)
                yield {"id": asked.get("id"), "timex": _timex(asked, options)}
            except RowError as error:
                yield {"id": asked.get("id"), "timex": [], "error": f"line {number}: {error}"}


def _read_line(line: bytes) -> Row:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RowError(f"it is not JSON: {error}") from None
    if not isinstance(asked, dict):
        raise RowError('an object with "text" was expected')
    return asked


def _timex(asked: Row, options: argparse.Namespace) -> list[Row]:
    text, published = asked.get("text"), asked.get("published")
    if not isinstance(text, str):
        raise RowError('"text" is missing or is not text')
    day = options.published if published in (None, "") else _published(published)
    return [found.as_json() for found in read_dates(text, day, narrative=options.narrative)]


def _published(published: object) -> date:
    try:
        return _day(str(published).strip())
    except argparse.ArgumentTypeError as error:
        raise RowError(f'"published" {error}') from None
