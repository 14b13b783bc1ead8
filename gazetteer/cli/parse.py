"""`python -m gazetteer parse`: the toponyms of texts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, BinaryIO

from gazetteer.recognise.outlet import OutletKnowledge, report_key, worth_surveying
from gazetteer.recognise.reader import BATCH, ToponymReader
from gazetteer.recognise.toponym import RecognisedToponym

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from gazetteer.index.places_index import Index

DONE, REFUSED = 0, 1
STANDARD_INPUT = "-"
Row = dict[str, Any]


def add_parse(commands: Any, open_index: Callable[[], Index]) -> None:
    """Add the command; `open_index` is called when it runs.

    Parameters
    ----------
    commands : any
        Where the parsers of commands are added.
    open_index : callable
        Returns the open index; called only when the command runs.
    """
    parser = commands.add_parser(
        "parse",
        help="find the toponyms in texts",
        description="Find the toponyms in English text and choose the place of each.",
        epilog='With --jsonl, each line in is {"id", "text", "source"?} and each line out {"id", '
        '"toponyms": [{"start", "end", "text", "place_id", "kind", "form", "lon", "lat", "area", '
        '"score"}]}; a line that was refused comes back with an "error". Texts of one source (a '
        "URL or an outlet's name) speak for each other.",
    )
    parser.add_argument(
        "file", nargs="?", default=STANDARD_INPUT, metavar="FILE", help="default: - reads the input"
    )
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line, in and out")
    parser.set_defaults(run=lambda options: run(options, open_index))


def run(options: argparse.Namespace, open_index: Callable[[], Index]) -> int:
    """Run the command.

    Parameters
    ----------
    options : argparse.Namespace
        The parsed arguments.
    open_index : callable
        Returns the open index; called only when the command runs.
    """
    try:
        with _opened(options.file) as file:
            reader = ToponymReader(open_index())
            return _each_line(file, reader) if options.jsonl else _one_text(file, reader)
    except OSError as fault:
        print(f"{options.file}: cannot be read ({fault.strerror}).", file=sys.stderr)
        return REFUSED


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if name == STANDARD_INPUT else Path(name).open("rb")


def _one_text(file: BinaryIO, reader: ToponymReader) -> int:
    for found in reader.parse(file.read().decode("utf-8", "replace")):
        place, words = found.place, " ".join(found.text.split())
        where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        print(f"{found.start}\t{found.end}\t{words}\t{place.kind}\t{where}\t{found.score}")
    return DONE


def _each_line(file: BinaryIO, reader: ToponymReader) -> int:
    code = DONE
    with _seekable(file) as lines:
        outlets = _survey(lines, reader)
        numbered = _numbered(lines)
        while batch := list(islice(numbered, BATCH)):
            for row in _answers(batch, reader, outlets):
                print(json.dumps(row, ensure_ascii=False))
                if "error" in row:
                    print(row["error"], file=sys.stderr)
                    code = REFUSED
            sys.stdout.flush()
    return code


@contextmanager
def _seekable(file: BinaryIO) -> Iterator[BinaryIO]:
    """Give the input as a file that can be read more than once; a pipe is kept on disk."""
    if file.seekable():
        yield file
        return
    with TemporaryFile() as kept:
        copyfileobj(file, kept)
        yield kept


def _numbered(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the lines from the first on that are not empty, with their numbers."""
    file.seek(0)
    return ((number, line) for number, line in enumerate(file, 1) if line.strip())


def _survey(file: BinaryIO, reader: ToponymReader) -> OutletKnowledge:
    """Return what the texts of all lines tell of their outlets."""
    wanted = worth_surveying(report_key(*each) for each in _with_source(file))
    texts = {key: each for each in _with_source(file) if (key := report_key(*each)) in wanted}
    return reader.survey_all([texts[key] for key in sorted(texts)])


def _with_source(file: BinaryIO) -> Iterator[tuple[str, str]]:
    for number, line in _numbered(file):
        row = _read_line(number, line)
        if row.get("source") and "error" not in row:
            yield row["text"], row["source"]


def _answers(
    batch: Iterable[tuple[int, bytes]], reader: ToponymReader, outlets: OutletKnowledge
) -> Iterator[Row]:
    asked = [_read_line(number, line) for number, line in batch]
    good = [row for row in asked if "error" not in row]
    texts = [(row["text"], row["source"]) for row in good]
    found = iter(reader.parse_many(texts, outlets))
    for row in asked:
        toponyms = [] if "error" in row else _rows(next(found))
        kept = {key: row[key] for key in ("error",) if key in row}
        yield {"id": row["id"], "toponyms": toponyms} | kept


def _rows(found: Iterable[RecognisedToponym]) -> list[Row]:
    return [toponym.as_dict() for toponym in found]


def _read_line(number: int, line: bytes) -> Row:
    """Read a line of input; a line that cannot be read becomes one with an `error`."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as fault:
        return {"id": None, "error": f"line {number}: it is not JSON: {fault}."}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        name = asked.get("id") if isinstance(asked, dict) else None
        return {"id": name, "error": f'line {number}: an object with "text" was expected.'}
    source = asked.get("source")
    return asked | {"id": asked.get("id"), "source": source if isinstance(source, str) else ""}
