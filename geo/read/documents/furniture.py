"""Tells page furniture from news, block by block, in plain text of any origin."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from geo.read.documents import patterns
from geo.read.documents.blocks import Block, words_among, words_of
from geo.read.documents.document import Reason

_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|will|would|could|can|may|did|does|do|that|which"
    r"|who|\w{3,}ed)\b"
)
_SENTENCE_ENDS, _CLOSING = (".", "!", "?", "…"), "'\"”’)]"
# A block of running text: this many characters, and it ends as a sentence does.
_PROSE = 60
_ALIKE = 0.9
_FEWEST_ALIKE, _MOST_ALIKE = 8, 80
_LONGEST_REPEATED = 400
_QUOTE_BEGINS = 30
_WORD = re.compile(r"\w+")
_FEWEST_KEYWORDS = 4
_LONGEST_MENU_WORDS = 3
# Furniture is short, and patterns need not be tried on more.
_LONGEST_LINE = 700
_PAGE_PUBLISHED = re.compile(r"(?:first |originally )?published\b", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """The blocks of one text while they are told apart."""

    blocks: list[Block]
    words: list[str]
    _single: dict[int, list[str]] = field(default_factory=dict)

    def single(self, at: int) -> list[str]:
        """Return the words of a block one by one, in any order."""
        found = self._single.get(at)
        if found is None:
            found = self._single[at] = words_among(self.words[at], _WORD)
        return found

    def is_open(self, at: int) -> bool:
        return self.blocks[at].reason is None

    def mark(self, at: int, reason: Reason) -> None:
        if self.is_open(at):
            self.blocks[at] = self.blocks[at].replace(reason)

    def is_prose(self, at: int) -> bool:
        return is_prose(self.words[at])


def is_prose(words: str) -> bool:
    """Say whether a block is running text, by its length and its end."""
    return len(words) >= _PROSE and _ends_as_sentence(words)


def _ends_as_sentence(words: str) -> bool:
    return words.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def mark_furniture(text: str, blocks: list[Block]) -> list[Block]:
    """Return the blocks, those that are page furniture with the reason.

    Works on words alone: line patterns first, then readers' comments, what repeats, lists of
    teasers, and the menus at both ends. A block that already has a reason keeps it.
    """
    page = _Page(list(blocks), [words_of(text, block) for block in blocks])
    _mark_lines(page)
    _mark_comments(page)
    _mark_repeats(page)
    _mark_teasers(page)
    _mark_author_notes(page)
    _mark_head(page)
    _mark_tail(page)
    return page.blocks


def _mark_lines(page: _Page) -> None:
    lines = patterns.Lines("\n".join(page.words))
    for at, words in enumerate(page.words):
        reason = _line_reason(words, lines)
        if reason:
            page.mark(at, reason)


def _line_reason(words: str, lines: patterns.Lines) -> Reason | None:
    if len(words) > _LONGEST_LINE:
        return None
    if patterns.DATE_LINE.fullmatch(words):
        return Reason.STAMP
    if len(words) < 120 and patterns.PUBLISHED_LINE.fullmatch(words):
        return Reason.PUBLISHED
    if patterns.BYLINE.fullmatch(words) and not is_prose(words):
        return Reason.BYLINE
    if patterns.AGENCIES.fullmatch(words):
        return Reason.CREDIT
    if _is_keyword_list(words):
        return Reason.TAGS
    return lines.reason(words)


def _is_keyword_list(words: str) -> bool:
    """Say whether a line lists names between commas and says nothing about them."""
    if words.count(",") < _FEWEST_KEYWORDS or _FINITE.search(words):
        return False
    items = [item.strip(" .") for item in words.split(",")]
    return all(len(item.split()) <= 5 for item in items) and " and " not in words


def _mark_repeats(page: _Page) -> None:
    """Mark captions that stand twice, and what the text says again word for word."""
    counts = Counter(page.words)
    seen: set[str] = set()
    came_open = [block.reason is None for block in page.blocks]
    for at, words in enumerate(page.words):
        if not came_open[at]:
            continue
        twice = at and came_open[at - 1] and words != page.words[at - 1]
        if twice and _alike(page.single(at - 1), page.single(at)):
            page.mark(at - 1, Reason.CAPTION)
            page.mark(at, Reason.CAPTION)
        elif counts[words] > 1 and not page.is_prose(at):
            page.mark(at, Reason.CAPTION)
        elif words in seen:
            page.mark(at, Reason.PULL_QUOTE)
        seen.add(words)
    _mark_pull_quotes(page)


def _alike(first: list[str], second: list[str]) -> bool:
    """Say whether two blocks are one caption told twice: nearly all words of one in the other."""
    short, long = sorted((first, second), key=len)
    if len(short) < _FEWEST_ALIKE or len(long) > min(2 * len(short), _MOST_ALIKE):
        return False
    least = _ALIKE * len(short)
    if sum(map(set(long).__contains__, short)) <= least:
        return False
    return sum((Counter(short) & Counter(long)).values()) > least


def _mark_pull_quotes(page: _Page) -> None:
    """Mark what stands in a longer paragraph as well, beginning where a word begins there."""
    plain = [words.strip("“”\"' ") for words in page.words]
    quotes = {
        at: words
        for at, words in enumerate(plain)
        if _QUOTE_BEGINS <= len(words) <= _LONGEST_REPEATED
    }
    begins = _begins_twice({words[:_QUOTE_BEGINS] for words in quotes.values()}, plain)
    if not begins:
        return
    by_first: dict[str, list[str]] = defaultdict(list)
    for begin in begins:
        if first := _WORD.match(begin):
            by_first[first[0]].append(begin)
    # A first word may be cut off where a beginning is.
    cut = any(len(first) == _QUOTE_BEGINS for first in by_first)
    longer: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for at, words in enumerate(plain):
        if page.is_open(at) and page.is_prose(at):
            single = page.single(at)
            for start in _word_starts(words) if cut else _starts(words, by_first, single):
                begin = words[start : start + _QUOTE_BEGINS]
                if begin in begins and len(longer[begin]) < _MOST_ALIKE:
                    longer[begin].append((words[start:], len(words)))
    for at, words in quotes.items():
        after = longer.get(words[:_QUOTE_BEGINS], ())
        if any(rest.startswith(words) and size > len(words) + 20 for rest, size in after):
            page.mark(at, Reason.PULL_QUOTE)


def _begins_twice(begins: set[str], plain: list[str]) -> set[str]:
    """Return the beginnings that stand more than once in a text; all where there are many."""
    if len(begins) > _MOST_ALIKE:
        return begins
    text = "\n".join(plain)
    return {begin for begin in begins if text.count(begin) > 1}


def _starts(words: str, by_first: dict[str, list[str]], single: list[str]) -> list[int]:
    """Return where quotes may begin in a paragraph, in order.

    `by_first` holds the beginnings of quotes by their first word, `single` the paragraph's words.
    """
    shared = by_first.keys() & single
    if sum([len(by_first[first]) for first in shared]) > _MOST_ALIKE:
        return _word_starts(words)
    there = [begin for first in shared for begin in by_first[first] if begin in words]
    return _word_starts(words) if there else []


def _word_starts(words: str) -> list[int]:
    return [found.start() for found in _WORD.finditer(words)]


def _mark_teasers(page: _Page) -> None:
    """Mark the headlines that follow a heading such as "Most read"."""
    inside = False
    for at, words in enumerate(page.words):
        if patterns.TEASER_HEADING.fullmatch(words):
            page.mark(at, Reason.TEASER)
            inside = True
        elif inside and not page.is_prose(at) and len(words) < 200:
            page.mark(at, Reason.TEASER)
        else:
            inside = False


def _mark_comments(page: _Page) -> None:
    for at in range(_comments_start(page), len(page.blocks)):
        if not _is_of_the_page(page.blocks[at], page.words[at]):
            page.blocks[at] = page.blocks[at].replace(Reason.COMMENT)


def _is_of_the_page(block: Block, words: str) -> bool:
    """Say whether a line among comments is the page's own; readers' posts bear dates too."""
    if block.reason is Reason.PUBLISHED:
        return bool(_PAGE_PUBLISHED.match(words))
    return block.reason in (Reason.PLEA, Reason.TAGS, Reason.CREDIT)


def _comments_start(page: _Page) -> int:
    """Return the first block of the readers' comments, the number of blocks if there are none."""
    prose = 0
    for at, words in enumerate(page.words):
        if prose and _begins_comments(page, at, words):
            return at
        prose += page.is_prose(at) and page.blocks[at].reason in (None, Reason.PULL_QUOTE)
    return len(page.blocks)


def _begins_comments(page: _Page, at: int, words: str) -> bool:
    if patterns.COMMENTS_SURE.fullmatch(words):
        return True
    rest = page.words[at + 1 :]
    if patterns.COMMENTS_MAYBE.fullmatch(words):
        return _are_comments(rest) or not any(map(is_prose, rest))
    if patterns.SPEAKER.fullmatch(words):
        return sum(bool(patterns.SPEAKER.fullmatch(other)) for other in rest) >= 1
    return False


def _are_comments(rest: list[str]) -> bool:
    marks = (patterns.COMMENTS_SURE, patterns.SPEAKER)
    if any(patterns.HANDLE.match(words) for words in rest[:1]):
        return True
    return any(mark.fullmatch(words) for words in rest for mark in marks)


def _mark_author_notes(page: _Page) -> None:
    """Mark what is said of the author at the end, before any furniture that follows."""
    for at in range(len(page.blocks) - 1, -1, -1):
        if not page.is_open(at):
            continue
        if len(page.words[at]) < 500 and patterns.AUTHOR_NOTE.fullmatch(page.words[at]):
            page.mark(at, Reason.AUTHOR)
        elif page.is_prose(at):
            return


def _mark_head(page: _Page) -> None:
    """Mark menu words above the title: short lines before the first running text."""
    first = next((at for at in range(len(page.blocks)) if _is_body(page, at)), 0)
    head = [at for at in range(first) if page.is_open(at)]
    long = [at for at in head if len(page.words[at].split()) > _LONGEST_MENU_WORDS]
    if not long:
        return
    for at in head:
        if len(page.words[at].split()) <= _LONGEST_MENU_WORDS:
            page.mark(at, Reason.NAVIGATION)


def _is_body(page: _Page, at: int) -> bool:
    return page.is_open(at) and page.is_prose(at)


def _mark_tail(page: _Page) -> None:
    """Mark what stands below the last running text and is not a sentence."""
    if not any(_is_body(page, at) for at in range(len(page.blocks))):
        return
    for at in range(len(page.blocks) - 1, -1, -1):
        if not page.is_open(at):
            continue
        if _ends_as_sentence(page.words[at]) or len(page.words[at]) >= 200:
            return
        page.mark(at, Reason.NAVIGATION)
