"""What stands around a report: menus, headlines of other articles, notes on the author."""

from __future__ import annotations

import re

from geo.read.documents.document import Reason
from geo.read.documents.furniture.page import PageBlocks, ends_as_sentence
from geo.read.documents.furniture.vocabulary import FURNITURE

_TEASER_HEADING = FURNITURE.compile("teaser_heading", re.IGNORECASE)
_AUTHOR_NOTE = FURNITURE.compile("author_note")
_LONGEST_MENU_WORDS = 3


def mark_teasers(page: PageBlocks) -> None:
    """Mark the headlines that follow a heading such as "Most read"."""
    inside = False
    for at, line in enumerate(page.lines):
        if _TEASER_HEADING.fullmatch(line):
            page.mark(at, Reason.TEASER)
            inside = True
        elif inside and not page.is_prose(at) and len(line) < 200:
            page.mark(at, Reason.TEASER)
        else:
            inside = False


def mark_author_notes(page: PageBlocks) -> None:
    """Mark what is said of the author at the end, before any furniture that follows."""
    for at in range(len(page.blocks) - 1, -1, -1):
        if not page.is_open(at):
            continue
        if len(page.lines[at]) < 500 and _AUTHOR_NOTE.fullmatch(page.lines[at]):
            page.mark(at, Reason.AUTHOR)
        elif page.is_prose(at):
            return


def mark_head(page: PageBlocks) -> None:
    """Mark menu words above the title: short lines before the first running text."""
    first = next((at for at in range(len(page.blocks)) if _is_body(page, at)), 0)
    head = [at for at in range(first) if page.is_open(at)]
    long = [at for at in head if len(page.lines[at].split()) > _LONGEST_MENU_WORDS]
    if not long:
        return
    for at in head:
        if len(page.lines[at].split()) <= _LONGEST_MENU_WORDS:
            page.mark(at, Reason.NAVIGATION)


def _is_body(page: PageBlocks, at: int) -> bool:
    return page.is_open(at) and page.is_prose(at)


def mark_tail(page: PageBlocks) -> None:
    """Mark what stands below the last running text and is not a sentence."""
    if not any(_is_body(page, at) for at in range(len(page.blocks))):
        return
    for at in range(len(page.blocks) - 1, -1, -1):
        if not page.is_open(at):
            continue
        if ends_as_sentence(page.lines[at]) or len(page.lines[at]) >= 200:
            return
        page.mark(at, Reason.NAVIGATION)
