"""Dateline on the command line: it opens the dashboard, or runs one command."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module

import geo
from geo.cli.saying import run_quietly
from geo.program_files import program_file

COMMANDS = {
    "ask": "geo.cli.ask",
    "dates": "geo.cli.dates",
    "export": "geo.cli.export",
    "import": "geo.cli.import_",
    "log": "geo.cli.log",
    "read": "geo.cli.read",
    "snapshot": "geo.cli.snapshot",
}
PROGRAM, GAZETTEER = "dateline", "gazetteer"
OWN_OPTIONS = ("-h", "--help", "--version")
EPILOG = (
    "Without a command it opens the dashboard at http://127.0.0.1:8501; options such as "
    "--server.port 8502 then go to its server, and `streamlit run --help` names them all. "
    "Exit codes: 0 done, 1 some input was refused (and which), 2 wrong usage."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `dateline`: a command where one is named first, else the dashboard.

    Returns the exit code: 0 is done, 1 some input was refused, 2 wrong usage.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    first = given[0] if given else ""
    if first == GAZETTEER:
        # It is a program of its own, which loads nothing of the rest.
        run = import_module("gazetteer.__main__").main
        return int(run(given[1:], f"{PROGRAM} {GAZETTEER}"))
    if not first or (first.startswith("-") and first not in OWN_OPTIONS):
        return _open_dashboard(given)
    parser = argparse.ArgumentParser(prog=PROGRAM, description=__doc__, epilog=EPILOG)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {geo.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser(GAZETTEER, help="look names of places up, and manage their sources")
    return run_command(parser, commands, given)


def run_command(
    parser: argparse.ArgumentParser,
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    given: Sequence[str],
) -> int:
    """Add the commands to a parser and run the one that was given.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of the whole line.
    commands : argparse action
        What its `add_subparsers` returned.
    given : sequence of str
        The arguments after the program's name.
    """
    # One command is loaded without the others, which may open a store that it has no use for.
    for name in given[:1] if given and given[0] in COMMANDS else COMMANDS:
        import_module(COMMANDS[name]).add(commands)
    return run_quietly(parser.parse_args(given))


def _open_dashboard(options: Sequence[str]) -> int:
    """Run the page with the settings beside it, wherever this was started.

    Streamlit reads `.streamlit/config.toml` beside the page last of all files, so that the address
    stays loopback; the environment and options still count more.
    """
    # -P: nothing in the folder where this was started is taken for a module of ours.
    command = [sys.executable, "-P", "-m", "streamlit", "run", str(program_file("app.py"))]
    command += options
    if os.name == "posix":
        os.execv(sys.executable, command)  # noqa: S606
    return subprocess.run(command, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
