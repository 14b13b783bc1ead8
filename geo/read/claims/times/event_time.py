"""When a claim happened: its date expression, kept as wide as docs/decisions/0006 says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from basics.phrases import Phrases
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.model.timespan import Precision, Timespan
from geo.read.claims.times.relative_time import moved
from geo.read.claims.triggers.tokens import Parsed
from geo.read.dates import DateExpression

_PATTERNS_OF = Patterns(ENGLISH, "event_time")

_RECENT_DAYS = 30
_WEEK = 7
_FEW_MONTHS_FIRST, _FEW_MONTHS_LAST = 183, 61
_CLIPPED = re.compile(r"\b(?:earlier|this)\b", re.IGNORECASE)
_FEW_MONTHS = re.compile(r"\b(?:few|several|some|couple of) months\b", re.IGNORECASE)
_SINCE_NOW = re.compile(r"\bsince\s+$", re.IGNORECASE)
_LATE = re.compile(r"\blate\b", re.IGNORECASE)
_EARLY = re.compile(r"\bearly\b", re.IGNORECASE)
_LONG = _PATTERNS_OF.compile("long", re.IGNORECASE)
_DURATION = re.compile(r"P(\d+)([DWMY])")
_OF_SOMEBODY = re.compile(r",? (?:who|whose) ")
_LEADING = 25
_NOUN = re.compile(r"\w+ of\b")
_DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
_THEN = re.compile(r"^(?:Then|Later|Afterwards?|After that|Subsequently|Soon after)\b")
_PERFECT = _PATTERNS_OF.phrases("perfect")
# "Have hit targets, like in Palmyra": again and again, and not lately.
_EXAMPLE = _PATTERNS_OF.compile("example")
_PAST_AUXILIARY = re.compile(r"\b(?:was|were|had|did)\b")
_PRESENT = _PATTERNS_OF.compile("present")
_GOING_ON = _PATTERNS_OF.phrases("going_on")
_STILL = Phrases(r"\bstill\b")
_NEAR = 45
_SAYING = _PATTERNS_OF.compile("saying")
# "Overnight on Sunday", "in the night to Saturday": the day follows.
_FOLLOWS = re.compile(r" (?:on |to )(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SAYING_REACH = 32
_YEAR = re.compile(r"\d{4}|next|coming|year", re.IGNORECASE)
LATELY = "the perfect tense: lately"
NOW = ": the publication day"
_SPOKEN = ("told", "said", "announced", "denied")


@dataclass(frozen=True, slots=True)
class When:
    """A timespan, where its words stand in the sentence, and how it was inferred."""

    timespan: Timespan
    start: int | None = None
    end: int | None = None
    how: str = ""


def read_when(
    parsed: Parsed,
    dates: Sequence[DateExpression],
    at: int,
    published: date | None,
    occupied: set[int],
    place: int | None = None,
    spoken: bool = False,
) -> When | None:
    """Return when the event at an offset of a sentence took place, as the sentence says.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    dates : Sequence[DateExpression]
        Its date expressions, with offsets in the document.
    at : int
        Offset of the trigger in the sentence.
    published : date | None
        The publication day.
    occupied : set[int]
        Clauses with a place of their own: their dates do not reach back to earlier clauses.
    place : int, optional
        Offset of the event's place.
    spoken : bool, optional
        Read the day on which somebody said so, instead of those of the event.
    """
    shift = parsed.sentence.start
    usable = []
    for each in dates:
        span = _span(parsed, each, published)
        start = each.start - shift
        if _is_day_of_saying(parsed, start, at) is not spoken:
            continue
        if each.type == "TIME" and _FOLLOWS.match(parsed.sentence.text, each.end - shift):
            continue
        if span and _reaches(parsed, start, at, occupied, place):
            usable.append((_distance(parsed, start, at, place), each, span))
    if not usable:
        return None
    _, best, span = min(usable, key=lambda one: one[0])
    span = moved(parsed.sentence.text, at, best.start - shift, span)
    return When(span, best.start - shift, best.end - shift)


def _reaches(parsed: Parsed, start: int, at: int, occupied: set[int], place: int | None) -> bool:
    """Say whether a date's words can speak of an event in another clause."""
    own, other = parsed.clause(at), parsed.clause(start)
    if other == own or (place is not None and other == parsed.clause(place)):
        return True
    if other > own:
        # What somebody did is told in a clause of its own ("Assad, who said in July ...").
        return other not in occupied and not _OF_SOMEBODY.search(parsed.sentence.text, at, start)
    # A noun in a later clause ("the recapture of X") has its own time.
    return start < _LEADING or not _NOUN.match(parsed.sentence.text, at)


def _distance(parsed: Parsed, start: int, at: int, place: int | None) -> tuple[int, int]:
    """Return how far a date lies from a trigger: clauses first."""
    clause = parsed.clause(start)
    own = [parsed.clause(at)] + ([parsed.clause(place)] if place is not None else [])
    return min(abs(clause - each) for each in own), abs(start - at)


def _is_day_of_saying(parsed: Parsed, start: int, at: int) -> bool:
    """Say whether a date tells when somebody spoke, not when it happened ("said on Friday")."""
    text = parsed.sentence.text
    said = _SAYING.search(text[max(0, start - _SAYING_REACH) : start])
    return bool(said) and not text.startswith(_SPOKEN, at)


def _span(parsed: Parsed, each: DateExpression, published: date | None) -> Timespan | None:
    if each.type == "SET":
        return None
    start = each.start - parsed.sentence.start
    left = parsed.sentence.text[:start]
    span = _own_span(each, left, published)
    if span is None or published is None:
        return span
    return _since(span, left, published) or _clipped(span, each, published)


def _own_span(each: DateExpression, left: str, published: date | None) -> Timespan | None:
    if published and each.value == "PAST_REF" and _FEW_MONTHS.search(each.text):
        first = published - timedelta(_FEW_MONTHS_FIRST)
        return Timespan(
            first, published - timedelta(_FEW_MONTHS_LAST), Precision.RANGE, True, each.text
        )
    if each.value == "PAST_REF":
        return recent(published, each.text) if published and _is_recent(each.text) else None
    if each.value == "PRESENT_REF" and each.text.lower() == "current":
        return None
    if each.type == "DURATION":
        return each.timespan() or _lasting(each, published)
    return _edged(each)


def _is_recent(words: str) -> bool:
    return "recent" in words.lower() or "lately" in words.lower()


def recent(published: date, words: str) -> Timespan:
    """Return the month up to the publication day, which "recent" stands for.

    Parameters
    ----------
    published : date
        Day on which the document was published.
    words : str
        The words that stand for the span, as the text has them.
    """
    return Timespan(published - timedelta(_RECENT_DAYS), published, Precision.RANGE, True, words)


def _lasting(each: DateExpression, published: date | None) -> Timespan | None:
    """Return the span of "a 15-month siege", which lasted until the publication day."""
    length = _DURATION.fullmatch(each.value)
    if published is None or not length or not _LONG.search(each.text):
        return None
    days = round(int(length[1]) * _DAYS[length[2]])
    if days > (published - date(1, 1, 2)).days:
        return None
    return Timespan(published - timedelta(days), published, Precision.RANGE, True, each.text)


def _edged(each: DateExpression) -> Timespan | None:
    """Return the days of a date; "late September" begins on the 21st, "early" ends on the 10th."""
    span = each.timespan()
    if span is None or span.precision is not Precision.MONTH:
        return span
    if _LATE.search(each.text):
        return Timespan(span.first.replace(day=21), span.last, span.precision, True, span.words)
    if _EARLY.search(each.text):
        return Timespan(span.first, span.first.replace(day=10), span.precision, True, span.words)
    return span


def _since(span: Timespan, left: str, published: date) -> Timespan | None:
    """Return "since late September" of what goes on: from then to the publication day."""
    if not _SINCE_NOW.search(left[-12:]) or span.first > published:
        return None
    if span.precision in (Precision.YEAR, Precision.DECADE):
        return Timespan(span.first, span.last, span.precision, True, f"since {span.words}")
    return Timespan(
        span.first, max(span.last, published), Precision.RANGE, True, f"since {span.words}"
    )


def _clipped(span: Timespan, each: DateExpression, published: date) -> Timespan:
    """End "this month" and "earlier this year" on the publication day."""
    if _CLIPPED.search(each.text) and span.first <= published < span.last:
        return Timespan(span.first, published, span.precision, span.approx, span.words)
    return span


def in_the_past(when: When, published: date | None) -> When:
    """Return a weekday or month read as the coming one as the last one, for what has happened.

    Parameters
    ----------
    when : When
        The time as read.
    published : date or None
        Day on which the document was published, if that is told.
    """
    span = when.timespan
    if published and span.first > published and _is_of_any_year(span):
        first, last = _year_before(span.first), _year_before(span.last)
        return replace(when, timespan=replace(span, first=first, last=last))
    if published is None or span.days > 1 or not 0 < (span.first - published).days <= _WEEK:
        return when
    day = span.first - timedelta(_WEEK)
    return replace(when, timespan=replace(span, first=day, last=day))


def _year_before(day: date) -> date:
    last = 28 if day.month == 2 else day.day
    return day.replace(year=day.year - 1, day=min(day.day, last))


def _is_of_any_year(span: Timespan) -> bool:
    return span.precision is Precision.MONTH and not _YEAR.search(span.words)


def inherited(parsed: Parsed, last: Timespan | None, published: date | None) -> When | None:
    """Return the time that a sentence without a date takes over from the one before.

    Parameters
    ----------
    parsed : Parsed
        The sentence, parsed.
    last : Timespan or None
        Time of the sentence before, if it has one.
    published : date or None
        Day on which the document was published, if that is told.
    """
    if last is None or (published and last.first > published):
        return None
    if _THEN.match(parsed.sentence.text):
        until = max(published, last.first) if published else last.last
        span = Timespan(last.first, until, Precision.RANGE, True, last.words)
        return When(span, how=f"after “{last.words}” in the sentence before")
    span = Timespan(last.first, last.last, last.precision, True, last.words)
    return When(span, how=f"“{last.words}” in the sentence before")


def by_tense(parsed: Parsed, at: int, place: int | None, published: date | None) -> When | None:
    """Return the time that the verb's tense tells: now, or lately ("has launched").

    Parameters
    ----------
    parsed : Parsed
        The sentence, parsed.
    at : int
        Where the trigger begins, in characters of the sentence.
    place : int or None
        Where the mention of the place begins, in characters of the sentence, if there is one.
    published : date or None
        Day on which the document was published, if that is told.
    """
    if published is None:
        return None
    text = parsed.sentence.text
    before = text[:at]
    likely = _PERFECT.may_match(text)
    perfect = [found.end() for found in _PERFECT.pattern.finditer(before)] if likely else ()
    if place and _EXAMPLE.search(text, at, place):
        return None
    if perfect and not _PAST_AUXILIARY.search(before, perfect[-1]):
        return When(recent(published, "lately"), how=LATELY)
    present = _present(text, at, place)
    if present:
        span = Timespan(published, published, Precision.DAY, True, present)
        return When(span, how=f"“{present}”{NOW}")
    return None


def _present(text: str, at: int, place: int | None) -> str:
    """Return the word that says a state holds now, near the trigger; empty if none does."""
    near = text[max(0, at - _NEAR) : max(at, place or 0)]
    found = _PRESENT.search(near) or _GOING_ON.search(text) or _STILL.search(text, 0, at)
    return found[0] if found else ""
