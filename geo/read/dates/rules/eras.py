"""Years before and after Christ: "480 BC", "the 5th century BC", "AD 70"."""

from __future__ import annotations

from geo.read.dates.anchor import Anchor
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.rules.calendar import is_loose
from geo.read.dates.values import Value, bc_value


def _number(match: RuleMatch) -> int:
    return match.number("digits") or match.number("year")


@rule(
    "lead? the? (year | digits) bc", "lead? <(year | digits)> (dash | to | and) (year | digits) bc"
)
def _year_bc(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "480 BC", and the 490 of "490-479 BC"."""
    return Value("DATE", bc_value(_number(match)), is_loose(match))


@rule("lead? any_month (comma | of)? (year | digits) bc", "lead? any_month day comma? number bc")
def _month_bc(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "September 480 BC"."""
    day = f"-{match.number('day'):02d}" if match.get("day") else ""
    return Value("DATE", f"{bc_value(_number(match))}-{match.number('any_month'):02d}{day}")


@rule("lead? the? any_season of? (year | digits) bc")
def _season_bc(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the autumn of 480 BC"."""
    season = ("SP", "SU", "FA", "WI")[match.number("any_season")]
    return Value("DATE", f"{bc_value(_number(match))}-{season}", is_loose(match))


@rule("lead? the? decade bc")
def _decade_bc(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the 490s BC"."""
    return Value("DATE", f"BC{match.number('decade') // 10:03d}", is_loose(match), noted=False)


@rule("lead? the? ordinals dash? unit bc")
def _century_bc(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the 5th century BC"."""
    if match.surface("unit") != "century":
        return None
    return Value("DATE", f"BC{match.number('ordinals') - 1:02d}", is_loose(match), noted=False)


@rule("in <number>", "(rest | edge) of <number>")
def _bare_year_bc(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "in 480" where the story stands before Christ."""
    if not anchor.before_christ or len(match.text) != 3 or match.kind_after() == "bc":
        return None
    return Value("DATE", bc_value(match.number("number")))


@rule("ad (year | digits)", "(year | digits) ad")
def _year_ad(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "AD 70"."""
    return Value("DATE", f"{_number(match):04d}")
