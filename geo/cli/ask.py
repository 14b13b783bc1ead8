"""`python -m geo ask`: the answers to a View in SQL, here or on a cluster."""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pyarrow as pa
from pyarrow import csv

from geo.cli.common import DONE, REFUSED, VIEW_HELP, say
from geo.model.address import decode
from geo.model.view import View
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store
from geo.store.query import sql
from geo.store.query.engine import Ask, engine

if TYPE_CHECKING:
    from geo.cli.common import Commands

QUESTIONS = ("rows", "provinces", "facets", "missing", "years", "months")
MOST_BARS = 1000


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "ask",
        help="answer a View in SQL, here or on a cluster",
        description="Answer a View in SQL over the event table, without holding it in memory: "
        "the events it shows, or how many they are by province, by filter, by reason that keeps "
        "others off the map, by year or by month.",
        epilog="docs/cluster.md says what an engine needs.",
    )
    parser.add_argument("question", choices=QUESTIONS)
    parser.add_argument("--view", default="", metavar="LINK", help=VIEW_HELP)
    parser.add_argument("--store", metavar="URI", help="another event table than the user's own")
    parser.add_argument(
        "--engine",
        default="",
        metavar="ADDRESS",
        help="Sail or another Spark Connect server, such as sc://host:50051 (default: none)",
    )
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="most rows of `rows`")
    parser.add_argument("--jsonl", action="store_true", help="JSON lines instead of CSV")
    parser.set_defaults(run=run, fail=parser.error)


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    view, errors = decode(parse_qs(options.view.split("?", 1)[-1].split("#", 1)[0]))
    for error in errors:
        say(error.sentence)
    question = _question(options, view)
    try:
        with engine(open_store(options.store), options.engine, view.revision) as asked:
            answer = asked.ask(question)
    except CannotOpen as error:
        say(f"{error}.")
        return REFUSED
    print("".join(_lines(answer) if options.jsonl else _table(answer)), end="")
    return REFUSED if errors else DONE


def _question(options: argparse.Namespace, view: View) -> Ask:
    name = options.question
    if name in ("years", "months"):
        bars = _window_bars(options, view)
        return lambda to: sql.histogram_query(view, bars, to)
    if name == "rows":
        return lambda to: sql.rows_query(view, limit=max(options.limit, 0), to=to)
    made = {
        "provinces": sql.provinces_query,
        "facets": sql.facets_query,
        "missing": sql.missing_query,
    }[name]
    return lambda to: made(view, to)


def _window_bars(options: argparse.Namespace, view: View) -> list[tuple[date, date]]:
    name, bars = options.question, []
    if view.first and view.last:
        bars = list(_bars(view.first, view.last, 12 if name == "years" else 1))
    if not bars:
        options.fail(f"{name} needs a window: --view 'from=2017-01-01&to=2017-12-31'")
    if len(bars) > MOST_BARS:
        options.fail(f"{name}: there are more than {MOST_BARS}; narrow the window")
    return bars


def _bars(first: date, last: date, months: int) -> Iterator[tuple[date, date]]:
    """Yield the years or months that a window touches, at most one more than are allowed."""
    year, month = first.year, first.month if months == 1 else 1
    for _ in range(MOST_BARS + 1):
        start = date(year, month, 1)
        if start > last:
            return
        year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
        yield start, date(year, month, 1) - timedelta(days=1)


def _lines(answer: pa.Table) -> Iterator[str]:
    for row in answer.to_pylist():
        yield json.dumps(row, ensure_ascii=False, default=str) + "\n"


def _table(answer: pa.Table) -> Iterator[str]:
    out = io.BytesIO()
    for index, field in enumerate(answer.schema):
        if pa.types.is_list(field.type):
            joined = ["; ".join(values or ()) for values in answer[field.name].to_pylist()]
            answer = answer.set_column(index, field.name, pa.array(joined, pa.string()))
    csv.write_csv(answer, out, csv.WriteOptions(quoting_header="none"))
    yield out.getvalue().decode()
