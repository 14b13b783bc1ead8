"""Dateline on the command line: `python -m geo COMMAND --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from geo.cli.saying import run_quietly

COMMANDS = {
    "ask": "geo.cli.ask",
    "dates": "geo.cli.dates",
    "export": "geo.cli.export",
    "import": "geo.cli.import_",
    "log": "geo.cli.log",
    "read": "geo.cli.read",
    "snapshot": "geo.cli.snapshot",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is done, 1 some input was refused, 2 wrong usage."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # One command is loaded without the others, which may open a store that it has no use for.
    for name in given[:1] if given and given[0] in COMMANDS else COMMANDS:
        import_module(COMMANDS[name]).add(commands)
    return run_quietly(parser.parse_args(given))


if __name__ == "__main__":
    sys.exit(main())
