"""Exit codes and sentences of the commands; imports nothing that takes long."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, REFUSED, STOPPED = 0, 1, 130
# A command makes many objects that live to its end, which are not worth going through again.
_COLLECT_AFTER = 50_000


def say(sentence: str) -> None:
    """Print a sentence for people on standard error, without control characters."""
    printable = "".join(char if char.isprintable() else " " for char in sentence)
    print(printable.encode("utf-8", "replace").decode(), file=sys.stderr)


def run_quietly(options: argparse.Namespace) -> int:
    """Run a command; the reader of a pipe may stop early, and a person may stop us."""
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    try:
        return int(options.run(options))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return STOPPED
    finally:
        # Libraries in C count what is left of theirs at the end, and complain.
        gc.unfreeze()
