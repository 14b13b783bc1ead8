"""Commands run in the process of the test: the same as in one of their own, without its start.

Each command has a test as a process besides.
"""

import gc
import io
import os
import sys
from contextlib import chdir, nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch


@dataclass(frozen=True)
class Done:
    """What a command left: its exit code and what it wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


def run_here(main, arguments, stdin=b"", cwd=None, environment=None):
    """Run a command's `main` with arguments, standard input, folder and environment."""
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in "12")
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        chdir(cwd) if cwd else nullcontext(),
        patch.object(sys, "stdin", given),
        patch.dict(os.environ, environment or {}),
    ):
        code = _exit_code(main, list(map(str, arguments)))
    return Done(code, out.buffer.getvalue(), err.buffer.getvalue())


def _exit_code(main, arguments):
    threshold = gc.get_threshold()
    try:
        return main(arguments)
    except SystemExit as stopped:
        return stopped.code if isinstance(stopped.code, int) else int(bool(stopped.code))
    finally:
        gc.set_threshold(*threshold)
