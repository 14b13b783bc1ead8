"""Now, once and soon: words that point at the present, the past or the future as a whole."""

from __future__ import annotations

import re

from geo.read.dates.anchor import Anchor
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.values import FUTURE, PAST, PRESENT, Value

_NEAR = frozenset({"near", "foreseeable", "immediate", "distant"})
_NOT_A_TIME = re.compile(r" that\b")


@rule("present", "current")
def _present(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "now" and "recently"."""
    if _NOT_A_TIME.match(match.right()) and match.text.lower() == "now":
        return None
    if match.left(3) == "as " and match.right().startswith(" as"):
        return None  # "as recently as 2009"
    return Value("DATE", PAST if match.number("present") < 0 else PRESENT, noted=False)


@rule("these units", "at (the | this) moment")
def _these_days(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "these days" and "at the moment"."""
    if match.text.lower() not in ("these days", "at the moment", "at this moment"):
        return None
    return Value("DATE", PRESENT, noted=False)


@rule("the filler future")
def _near_future(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the near future"."""
    return Value("DATE", FUTURE, noted=False) if match.surface("filler") in _NEAR else None


@rule("recent")
def _recent(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "recent"."""
    return Value("DATE", PAST, noted=False)


@rule("the future", "future")
def _future(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the future"; the adjective counts in narratives only."""
    if not match.get("the") and not anchor.narrative:
        return None
    return Value("DATE", FUTURE, noted=False)


@rule("the past")
def _past(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "in the past"."""
    if not re.search(r"\b[Ii]n $", match.left()) or match.kind_after() in ("filler", "few"):
        return None
    return Value("DATE", PAST, noted=False)


@rule("former")
def _former(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "former" in narratives; news uses it for titles."""
    return Value("DATE", PAST, noted=False) if anchor.narrative else None
