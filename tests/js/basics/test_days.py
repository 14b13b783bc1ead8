"""Days, words and marks of the axis, against Python's calendar and in awkward time zones."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.model.timespan import EPOCH, day_words, span_words
from tests.js.conftest import open_modules

# The easternmost and westernmost zones, one with a half hour, and one that skipped a whole day.
ZONES = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/St_Johns", "Pacific/Apia"]
SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DAYS = st.lists(st.dates(), min_size=1, max_size=40)
SPANS = st.lists(
    st.tuples(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 900)), min_size=1, max_size=40
)
ROUND = """
async (numbers) => {
  const { isoDay, parseDay, civil } = await import("/js/basics/days.js");
  return numbers.map((n) => [isoDay(n), parseDay(isoDay(n)), Object.values(civil(n))]);
}
"""
WORDS = """
async (spans) => {
  const { humanizeDay, humanizeSpan } = await import("/js/basics/humanize.js");
  return spans.map(([a, b]) => [humanizeDay(a), humanizeSpan(a, b)]);
}
"""
EDGES = """
async ([name, from, to]) => {
  const { UNITS, edgesOf } = await import("/js/timeline/axis.js");
  return [...edgesOf(UNITS.find((unit) => unit.name === name), from, to)];
}
"""


def numbers(days):
    return [(day - EPOCH).days for day in days]


@SETTINGS
@given(days=DAYS)
def test_day_numbers_are_pythons(modules, days):
    expected = [
        [day.isoformat(), n, [day.year, day.month, day.day]]
        for day, n in zip(days, numbers(days), strict=True)
    ]
    assert modules.evaluate(ROUND, numbers(days)) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_no_time_zone_shifts_a_day(browser, zone):
    page = open_modules(browser, timezone_id=zone)
    days = [date(2011, 12, 29) + timedelta(days=n) for n in range(4)]
    days += [date(2016, 3, 27), date(2016, 10, 30), date(1, 1, 1), date(9999, 12, 31)]
    assert [row[0] for row in page.evaluate(ROUND, numbers(days))] == [d.isoformat() for d in days]
    page.context.close()


@SETTINGS
@given(spans=SPANS)
def test_words_are_those_of_the_model(modules, spans):
    pairs = [(first, first + timedelta(days=more)) for first, more in spans]
    whole = [(date(2015, 7, 1), date(2015, 7, 31)), (date(2015, 1, 1), date(2016, 12, 31))]
    pairs += whole
    got = modules.evaluate(WORDS, [numbers(pair) for pair in pairs])
    assert got == [[day_words(a), span_words(a, b)] for a, b in pairs]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016-02-29", "2016-02-29", "2016-02-29"),
        (" 2016-2-9 ", "2016-02-09", "2016-02-09"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2015", "2015-01-01", "2015-12-31"),
        ("2015-02-29", None, None),
        ("2015-13-01", None, None),
        ("0000-01-01", None, None),
        ("01/02/2015", None, None),
        ("2015-1-1x", None, None),
        ("", None, None),
        ("٢٠١٥-١٠-٠١", None, None),
    ],
)
def test_typed_days(modules, text, first, last):
    read = """async ([text, end]) => {
      const { isoDay, parseDay } = await import("/js/basics/days.js");
      const day = parseDay(text, { end });
      return day === null ? null : isoDay(day);
    }"""
    assert modules.evaluate(read, [text, False]) == first
    assert modules.evaluate(read, [text, True]) == last


def plain_floor(day, name):
    if name == "week":
        return day - timedelta(days=day.weekday())
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[name]
    index = (day.year * 12 + day.month - 1) // months * months
    return date(max(1, index // 12), index % 12 + 1, 1)


@SETTINGS
@given(
    day=st.dates(min_value=date(11, 1, 1), max_value=date(9900, 1, 1)),
    length=st.integers(1, 900),
    name=st.sampled_from(["week", "month", "quarter", "year", "decade"]),
)
def test_bars_begin_where_the_calendar_does(modules, day, length, name):
    start, end = numbers([day, day + timedelta(days=length)])
    edges = modules.evaluate(EDGES, [name, start, end])
    assert edges[0] <= start < edges[1]
    assert edges[-2] < end <= edges[-1]
    starts = [EPOCH + timedelta(days=edge) for edge in edges]
    assert all(plain_floor(edge, name) == edge for edge in starts)
    inside = {plain_floor(day + timedelta(days=n), name) for n in range(length)}
    assert inside == set(starts[:-1])
