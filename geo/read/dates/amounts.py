"""How many: "three", "twenty-five", "two and a half", "a few"."""

from __future__ import annotations

import re

from geo.read.dates.grammar import RuleMatch
from geo.read.dates.tokens import Token
from geo.read.dates.values import UNKNOWN_COUNT

_EXACT = re.compile(r"\d[\d,]*\.\d+")
_AND_A_HALF = re.compile(r"(\d+)[ -]1/2")


def _number(text: str, token: Token) -> float:
    if _EXACT.fullmatch(text):
        return float(text.replace(",", ""))
    half = _AND_A_HALF.fullmatch(text)
    return int(half[1]) + 0.5 if half else token.number


def _goes_on(total: float, number: float) -> bool:
    """Say whether words for two numbers are one: "twenty five", "a hundred and twenty"."""
    return (total % 10 == 0 and number < 10) or (total % 100 == 0 and number < 100)


def _sum(match: RuleMatch, tokens: list[Token]) -> float:
    total = 0.0
    for token in tokens:
        number = _number(match.tokens.text[token.start : token.end], token)
        if token.kind == "numword" and number == 100:
            total = max(total, 1) * 100
        elif total and not (token.kind == "numword" and _goes_on(total, number)):
            total = number
        else:
            total += number
    return total


def amount(match: RuleMatch) -> str:
    """Return the amount as TIMEX3 writes it: "3", "2.5", "X" when it is not given.

    Of two amounts ("two or three days") the second counts.
    """
    counted = [token for token in match.all("number_any") if match.start <= token.start < match.end]
    if match.get("few") and not counted:
        return UNKNOWN_COUNT
    total = _sum(match, counted)
    if match.text.lower().startswith(("a ", "an ")) and match.get("and"):
        total = 1.0
    if match.get("half"):
        total = total + 0.5 if total else 0.5
    return f"{total or 1:g}"
