from datetime import date

import pytest

from geo.model.timespan import Precision, Timespan, day_number, day_of, span_words


def test_a_reversed_timespan_is_refused() -> None:
    with pytest.raises(ValueError, match="2016-01-01 lies before the first day 2016-01-02"):
        Timespan(date(2016, 1, 2), date(2016, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "edtf", "words"),
    [
        ("2015-10-15", "2015-10-15", "2015-10-15", "15 Oct 2015"),
        ("2017-03-01", "2017-03-31", "2017-03", "March 2017"),
        ("2016-02-01", "2016-02-29", "2016-02", "February 2016"),
        ("2011-01-01", "2011-12-31", "2011", "2011"),
        ("2010-01-01", "2019-12-31", "2010-01-01/2019-12-31", "2010 to 2019"),
        ("2016-12-06", "2016-12-07", "2016-12-06/2016-12-07", "6 to 7 Dec 2016"),
        ("2016-11-30", "2016-12-02", "2016-11-30/2016-12-02", "30 Nov to 2 Dec 2016"),
        ("2016-12-31", "2017-01-01", "2016-12-31/2017-01-01", "31 Dec 2016 to 1 Jan 2017"),
    ],
)
def test_edtf_and_words(first: str, last: str, edtf: str, words: str) -> None:
    span = Timespan(date.fromisoformat(first), date.fromisoformat(last))
    assert span.edtf() == edtf
    assert span_words(span.first, span.last) == words


def test_approximate_dates_say_so() -> None:
    span = Timespan(date(2015, 7, 1), date(2015, 7, 31), Precision.MONTH, approx=True)
    assert span.edtf() == "2015-07~"
    assert span.humanize() == "about July 2015"


def test_may_be_and_surely_differ_at_the_edges() -> None:
    month = Timespan(date(2017, 3, 1), date(2017, 3, 31))
    assert month.overlaps(date(2017, 3, 31), date(2017, 4, 2))
    assert not month.overlaps(date(2017, 4, 1), None)
    assert not month.inside(date(2017, 3, 2), date(2017, 3, 31))
    assert month.inside(date(2017, 3, 1), date(2017, 3, 31))
    assert month.inside(None, None) and month.days == 31


def test_day_numbers_go_both_ways_before_the_epoch_too() -> None:
    for day in (date(1, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(9999, 12, 31)):
        assert day_of(day_number(day)) == day
