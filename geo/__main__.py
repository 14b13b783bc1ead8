"""Dateline on the command line: `python -m geo COMMAND --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from geo.cli import dates, export, import_, log, read, snapshot
from geo.cli.common import run_quietly

COMMANDS = (dates, export, import_, log, read, snapshot)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is done, 1 some input was refused, 2 wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add(commands)
    options = parser.parse_args(arguments)
    return run_quietly(options)


if __name__ == "__main__":
    sys.exit(main())
