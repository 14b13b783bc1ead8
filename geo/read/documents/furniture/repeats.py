"""What stands twice: captions beside their picture and below it, and pull quotes."""

from __future__ import annotations

from collections import Counter, defaultdict

from geo.read.documents.document import Reason
from geo.read.documents.furniture.page import WORD, PageBlocks

_ALIKE = 0.9
_FEWEST_ALIKE, _MOST_ALIKE = 8, 80
_LONGEST_REPEATED = 400
_QUOTE_BEGINS = 30


def mark_repeats(page: PageBlocks) -> None:
    """Mark captions that stand twice, and what the text says again word for word."""
    counts = Counter(page.lines)
    seen: set[str] = set()
    came_open = [block.reason is None for block in page.blocks]
    for at, line in enumerate(page.lines):
        if not came_open[at]:
            continue
        twice = at and came_open[at - 1] and line != page.lines[at - 1]
        if twice and _alike(page.single(at - 1), page.single(at)):
            page.mark(at - 1, Reason.CAPTION)
            page.mark(at, Reason.CAPTION)
        elif counts[line] > 1 and not page.is_prose(at):
            page.mark(at, Reason.CAPTION)
        elif line in seen:
            page.mark(at, Reason.PULL_QUOTE)
        seen.add(line)
    _mark_pull_quotes(page)


def _alike(first: list[str], second: list[str]) -> bool:
    """Say whether two blocks are one caption: nearly all words of one in the other."""
    short, long = sorted((first, second), key=len)
    if len(short) < _FEWEST_ALIKE or len(long) > min(2 * len(short), _MOST_ALIKE):
        return False
    least = _ALIKE * len(short)
    if sum(map(set(long).__contains__, short)) <= least:
        return False
    return sum((Counter(short) & Counter(long)).values()) > least


def _mark_pull_quotes(page: PageBlocks) -> None:
    """Mark what stands in a longer paragraph as well, beginning where a word begins there."""
    plain = [line.strip("“”\"' ") for line in page.lines]
    quotes = {
        at: line for at, line in enumerate(plain) if _QUOTE_BEGINS <= len(line) <= _LONGEST_REPEATED
    }
    begins = _begins_twice({line[:_QUOTE_BEGINS] for line in quotes.values()}, plain)
    if not begins:
        return
    by_first: dict[str, list[str]] = defaultdict(list)
    for begin in begins:
        if first := WORD.match(begin):
            by_first[first[0]].append(begin)
    # A first word may be cut off where a beginning is.
    cut = any(len(first) == _QUOTE_BEGINS for first in by_first)
    longer: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for at, line in enumerate(plain):
        if page.is_open(at) and page.is_prose(at):
            single = page.single(at)
            for start in _word_starts(line) if cut else _starts(line, by_first, single):
                begin = line[start : start + _QUOTE_BEGINS]
                if begin in begins and len(longer[begin]) < _MOST_ALIKE:
                    longer[begin].append((line[start:], len(line)))
    for at, line in quotes.items():
        after = longer.get(line[:_QUOTE_BEGINS], ())
        if any(rest.startswith(line) and size > len(line) + 20 for rest, size in after):
            page.mark(at, Reason.PULL_QUOTE)


def _begins_twice(begins: set[str], plain: list[str]) -> set[str]:
    """Return the beginnings that stand more than once in a text; all where there are many."""
    if len(begins) > _MOST_ALIKE:
        return begins
    text = "\n".join(plain)
    return {begin for begin in begins if text.count(begin) > 1}


def _starts(line: str, by_first: dict[str, list[str]], single: list[str]) -> list[int]:
    """Return where quotes may begin in a paragraph, in order.

    `by_first` holds the beginnings of quotes by their first word, `single` the paragraph's words.
    """
    shared = by_first.keys() & single
    if sum([len(by_first[first]) for first in shared]) > _MOST_ALIKE:
        return _word_starts(line)
    there = [begin for first in shared for begin in by_first[first] if begin in line]
    return _word_starts(line) if there else []


def _word_starts(line: str) -> list[int]:
    return [found.start() for found in WORD.finditer(line)]
