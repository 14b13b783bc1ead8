"""Dateline on the command line: `python -m geo COMMAND --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from geo.cli.main import run_command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 is done, 1 some input was refused, 2 wrong usage."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    return run_command(parser, commands, given)


if __name__ == "__main__":
    sys.exit(main())
