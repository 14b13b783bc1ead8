"""`python -m geo log`: who changed what, when and why; and undo."""

from __future__ import annotations

import argparse
import getpass
import json
from typing import TYPE_CHECKING

from geo.cli.common import DONE, REFUSED, say, write_result
from geo.store.history.history import Change, changes, history
from geo.store.history.revisions import EventStore, NoSuchEvent
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store

if TYPE_CHECKING:
    from geo.cli.common import Commands


def add(commands: Commands) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "log",
        help="who changed what, when and why; undo a change",
        description="List the newest changes of the event table, or every change of one event.",
        epilog="A change is undone by a new change: nothing is ever lost, and what was changed "
        "again since then stays as it is.",
    )
    parser.add_argument("event", nargs="?", metavar="EVENT", help="an event's id")
    parser.add_argument("--most", type=int, default=50, metavar="N", help="default: 50 changes")
    parser.add_argument("--undo", metavar="CHANGE", help="undo the change of this id")
    add_signature(parser)
    parser.add_argument("--jsonl", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=run, fail=parser.error)


def add_signature(parser: argparse.ArgumentParser) -> None:
    """Add the options that say who writes, why, and to which table."""
    parser.add_argument("--who", default=None, help="who makes the change (default: your login)")
    parser.add_argument("--why", default="", help="why, for the history")
    parser.add_argument(
        "--store",
        default=None,
        metavar="URI",
        help="a folder or s3://bucket/folder (default: DATELINE_STORE, else your own table)",
    )


def signed(options: argparse.Namespace) -> str:
    """Return who makes the change."""
    if options.who:
        return str(options.who)
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "someone"


def run(options: argparse.Namespace) -> int:
    """Run the command."""
    if options.most < 1:
        options.fail("--most takes a number from 1 up")
    try:
        store = open_store(options.store)
        if options.undo:
            return _undo(store, options)
        listed = history(store, options.event) if options.event else changes(store, options.most)
    except (CannotOpen, NoSuchEvent) as error:
        say(f"{error}.")
        return REFUSED
    if options.event and not listed:
        say(f"There is no event {options.event!r}.")
        return REFUSED
    line = _json_line if options.jsonl else _text
    return write_result((f"{line(change)}\n".encode() for change in listed), "-")


def _undo(store: EventStore, options: argparse.Namespace) -> int:
    done = store.undo(options.undo, signed(options), options.why)
    say(f"Undone by change {done.change}: {done.revised} events.")
    for kept in done.kept:
        say(f"{kept} was changed again since, so it stays as it is.")
    return REFUSED if done.kept else DONE


def _json_line(change: Change) -> str:
    row = {
        "change": change.id,
        "when": change.when.isoformat() if change.when else None,
        "who": change.author,
        "why": change.note,
        "action": change.action,
        "what": list(change.what),
        "events": change.events,
        "revision": change.revision,
    }
    return json.dumps(row, ensure_ascii=False)


def _text(change: Change) -> str:
    when = f"{change.when:%Y-%m-%d %H:%M}" if change.when else "from the start"
    head = f"{change.id or '-':32}  {when:16}  {change.author}  {change.action}"
    if change.events > 1:
        head += f"  {change.events} events"
    lines = [head, *([f"    why: {change.note}"] if change.note else [])]
    return _plain("\n".join([*lines, *(f"    {what}" for what in change.what)]))


def _plain(text: str) -> str:
    """Return the text without control characters, which a terminal would obey."""
    return "".join(char for char in text if char.isprintable() or char == "\n")
