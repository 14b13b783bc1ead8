"""Rules as patterns over kinds of tokens: ``"the? day of? any_month"``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter

from geo.lexicon import ENGLISH
from geo.read.dates.anchor import Anchor
from geo.read.dates.kinds import LETTERS, SETS
from geo.read.dates.tokens import Token, Tokens
from geo.read.dates.values import Value

# Pieces that several rules share; a name in a pattern is a piece, a set of kinds or one kind.
PIECES: Mapping[str, str] = ENGLISH.mapping("date_grammar.pieces")
Reader = Callable[["RuleMatch", Anchor], Value | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern and the function that reads what it finds.

    A text without a letter of one of `needs` cannot match.
    """

    pattern: re.Pattern[str]
    read: Reader
    needs: tuple[frozenset[str], ...] = ()


RULES: list[Rule] = []


def _expand(name: str) -> str:
    if name in PIECES:
        return f"(?:{_translate(PIECES[name])})"
    kinds = SETS.get(name, (name,))
    return f"[{''.join(LETTERS[kind] for kind in kinds)}]"


def _translate(pattern: str) -> str:
    grouped = pattern.replace("(", "(?:").replace(" ", "\0")
    return re.sub(r"[a-z][a-z_0-9]*", lambda name: _expand(name[0]), grouped).replace("\0", "")


def needs_of(pattern: str) -> tuple[frozenset[str], ...]:
    """Return the letters of the kinds that a pattern cannot do without, outside its groups."""
    bare = re.sub(r"[<>]", " ", pattern)
    while (inner := re.sub(r"\([^()]*\)[?*]?", " ", bare)) != bare:
        bare = inner
    if "|" in bare:
        return ()
    names = re.findall(r"([a-z][a-z_0-9]*)(?![a-z_0-9?*])", bare)
    sets = [SETS.get(name, (name,)) for name in names if name not in PIECES]
    return tuple(frozenset(LETTERS[kind] for kind in kinds) for kinds in sets)


def starts_of(pattern: str) -> tuple[frozenset[str], bool]:
    """Return the letters that a match can begin with, and whether it may be empty."""
    return _starts(re.findall(r"[a-z_0-9]+|[()|?*+]", pattern))


def _starts(parts: list[str]) -> tuple[frozenset[str], bool]:
    """Use up the parts of an alternation, to its end or closing bracket; see `starts_of`."""
    letters: frozenset[str] = frozenset()
    may_be_empty, beginning = False, True
    while parts and parts[0] != ")":
        part = parts.pop(0)
        if part == "|":
            may_be_empty, beginning = may_be_empty or beginning, True
            continue
        found, empty = _starts_of_part(part, parts)
        if parts and parts[0] in "?*+":
            empty = parts.pop(0) != "+" or empty
        if beginning:
            letters, beginning = letters | found, empty
    return letters, may_be_empty or beginning


def _starts_of_part(part: str, rest: list[str]) -> tuple[frozenset[str], bool]:
    if part == "(":
        group = _starts(rest)
        rest.pop(0)
        return group
    if part in PIECES:
        return starts_of(PIECES[part])
    return frozenset(LETTERS[kind] for kind in SETS.get(part, (part,))), False


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a pattern; what stands inside <> is the expression, the rest its context.

    Context after the expression is looked at but not used up. No place is tried whose letter
    cannot begin a match.
    """
    if "<" not in pattern:
        pattern = f"<{pattern}>"
    starts, _ = starts_of(pattern.replace("<", "(").replace(">", ")"))
    before, rest = pattern.split("<")
    inside, after = rest.split(">")
    ahead = f"(?=(?P<after>{_translate(after)}))" if after.strip() else "(?P<after>)"
    begins = f"(?=[{''.join(sorted(starts))}])"
    return re.compile(f"{begins}{_translate(before)}(?P<inside>{_translate(inside)}){ahead}")


def rule(*patterns: str) -> Callable[[Reader], Reader]:
    """Register a reading function under one or more patterns."""

    def register(read: Reader) -> Reader:
        RULES.extend(Rule(compile_pattern(each), read, needs_of(each)) for each in patterns)
        return read

    return register


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """What one rule found: token numbers of the expression and of the context around it."""

    tokens: Tokens
    first: int
    stop: int
    before: int
    after: int
    read: Reader

    @property
    def start(self) -> int:
        """Character where the expression starts."""
        return self.tokens.items[self.first].start

    @property
    def end(self) -> int:
        """Character after the expression."""
        return self.tokens.items[self.stop - 1].end

    @property
    def text(self) -> str:
        """The expression as written."""
        return self.tokens.text[self.start : self.end]

    def all(self, name: str) -> list[Token]:
        """Return the tokens of a kind: the expression's own, then those after and before it."""
        kinds = SETS.get(name, (name,))
        items = self.tokens.items
        ordered = (
            items[self.first : self.stop]
            + items[self.stop : self.after]
            + items[self.before : self.first]
        )
        return [token for token in ordered if token.kind in kinds]

    def get(self, name: str) -> Token | None:
        """Return the first token of a kind, or None."""
        found = self.all(name)
        return found[0] if found else None

    def number(self, name: str, default: int = 0) -> int:
        """Return the number of the first token of a kind.

        Parameters
        ----------
        name : str
            A kind or a set of kinds.
        default : int
            What to return when there is none.
        """
        token = self.get(name)
        return token.number if token else default

    def surface(self, name: str) -> str:
        """Return the first token of a kind in lower case, empty when there is none."""
        token = self.get(name)
        return self.tokens.word(token) if token else ""

    def has_start_in(self, starts: frozenset[int]) -> bool:
        """Say whether one of the expression's tokens starts at one of these characters."""
        return any(token.start in starts for token in self.tokens.items[self.first : self.stop])

    def kind_before(self) -> str:
        """Return the kind of the token in front of the expression."""
        return self.tokens.items[self.first - 1].kind if self.first else "break"

    def kind_after(self) -> str:
        """Return the kind of the token behind the expression."""
        items = self.tokens.items
        return items[self.stop].kind if self.stop < len(items) else "break"

    def left(self, width: int = 40) -> str:
        """Return the characters in front of the expression."""
        return self.tokens.text[max(0, self.start - width) : self.start]

    def right(self, width: int = 40) -> str:
        """Return the characters behind the expression."""
        return self.tokens.text[self.end : self.end + width]


def _matches(tokens: Tokens) -> Iterator[tuple[tuple[int, int, int, int], RuleMatch]]:
    there = set(tokens.letters)
    for order, each in enumerate(RULES):
        if any(map(there.isdisjoint, each.needs)):
            continue
        for found in each.pattern.finditer(tokens.letters):
            first, stop = found.span("inside")
            before, after = found.start(), max(found.end("after"), stop)
            rank = first, -stop, before - after, order
            yield rank, RuleMatch(tokens, first, stop, before, after, each.read)


def candidates(tokens: Tokens) -> list[RuleMatch]:
    """Return all matches in reading order.

    Of several at one place the longest comes first, then the one that looked at most context.
    """
    return [match for _, match in sorted(_matches(tokens), key=itemgetter(0))]
