"""What can go wrong with an event table, in a sentence."""

from __future__ import annotations

import re

MOST_SAID = 400
# Colours of a terminal, and the tags of an answer in XML.
_DECORATION = re.compile(r"\x1b\[[0-9;]*m|<[^>]*>")


class CannotOpen(ValueError):
    """The event table cannot be opened; the sentence says which, why and what to do."""


def reason_of(error: Exception) -> str:
    """Return what a library says of an error, in one line without its decoration."""
    plain = _DECORATION.sub(" ", str(error))
    return " ".join(plain.replace("↳", ":").split())[:MOST_SAID]
