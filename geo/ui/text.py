"""Text from users and files, made safe to show."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """Return text that Streamlit's Markdown shows as it is, letter for letter.

    CommonMark allows a backslash before any ASCII punctuation; that takes the meaning from
    emphasis, links, HTML, colour and icon directives and formulas alike.
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))
