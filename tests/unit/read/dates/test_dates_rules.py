"""Rules of dates, one table a theme: words, and what they mean on Friday, 22 March 2013."""

from datetime import date

import pytest

from geo.model.timespan import Precision
from geo.read.dates import read_dates

PUBLISHED = date(2013, 3, 22)

DATES = {
    "calendar": [
        ("Friday, March 15", "2013-03-15"),
        ("the 22nd of March, 2012", "2012-03-22"),
        ("22-Mar-2013", "2013-03-22"),
        ("last March", "2012-03"),
        ("March of last year", "2012-03"),
        ("December", "2012-12"),
    ],
    "years": [
        ("fiscal 1990", "1990"),
        ("the mid-1980s", "198"),
        ("the '60s", "196"),
        ("nineteenth-century", "18"),
        ("the third quarter", "2012-Q3"),
        ("Q3 2012", "2012-Q3"),
        ("the latter half of 2008", "2008-H2"),
        ("the fall of 2011", "2011-FA"),
        ("last summer", "2012-SU"),
        ("next spring", "2014-SP"),
    ],
    "eras": [("480 B.C.", "BC0480"), ("AD 70", "0070"), ("the 490s BC", "BC049")],
    "weekdays": [
        ("Friday", "2013-03-22"),
        ("last Friday", "2013-03-15"),
        ("next Friday", "2013-03-29"),
        ("Monday", "2013-03-18"),
        ("Friday last week", "2013-03-15"),
        ("next Wednesday, April 3", "2013-04-03"),
        ("next Saturday", "2013-03-30"),
        ("next Monday", "2013-03-25"),
        ("the final quarter of 2012", "2012-Q4"),
        ("the first Monday of March", "2013-03-04"),
    ],
    "relative": [
        ("the day after tomorrow", "2013-03-24"),
        ("two days ago", "2013-03-20"),
        ("two weeks ago", "2013-W10"),
        ("last month", "2013-02"),
        ("last quarter", "2012-Q4"),
        ("the weekend", "2013-W11-WE"),
        ("year-end", "2013"),
        ("5,000 years ago", "BC2988"),
        ("a year ago Thursday", "2012-03-21"),
        ("two weeks ago Wednesday", "2013-03-06"),
        ("the latest quarter", "2012-Q4"),
        ("the second quarter of this year", "2013-Q2"),
        ("the first half of next year", "2014-H1"),
    ],
    "open": [
        ("these days", "PRESENT_REF"),
        ("the near future", "FUTURE_REF"),
        ("now", "PRESENT_REF"),
        ("recent weeks", "PAST_REF"),
        ("months ago", "PAST_REF"),
    ],
    "holidays": [
        ("Easter", "2013-03-31"),
        ("Ash Wednesday", "2013-02-13"),
        ("Good Friday 2012", "2012-04-06"),
        ("Christmas Eve", "2012-12-24"),
        ("St. Patrick’s Day", "2013-03-17"),
        ("Thanksgiving", "2012-11-22"),
        ("Memorial Day", "2013-05-27"),
        ("9/11", "2001-09-11"),
    ],
    "numeric": [
        ("22.3.2013", "2013-03-22"),
        ("03/22/2013", "2013-03-22"),
        ("3/22/99", "1999-03-22"),
    ],
}
OTHERS = [
    ("Friday night", "TIME", "2013-03-22TNI"),
    ("5:30 pm Thursday", "TIME", "2013-03-21T17:30"),
    ("03/22/2013 10:55", "TIME", "2013-03-22T10:55"),
    ("the morning of April 19, 2012", "TIME", "2012-04-19TMO"),
    ("two and a half years", "DURATION", "P2.5Y"),
    ("twenty-five days", "DURATION", "P25D"),
    ("a hundred years", "DURATION", "P100Y"),
    ("three hundred and twenty days", "DURATION", "P320D"),
    ("a few hours", "DURATION", "PTXH"),
    ("more than three weeks", "DURATION", "P3W"),
    ("a year and a half", "DURATION", "P1.5Y"),
    ("every two weeks", "SET", "P2W"),
    ("once a month", "SET", "P1M"),
    ("three times a week", "SET", "P1W"),
    ("1:30 p.m. EDT Thursday", "TIME", "2013-03-21T13:30"),
    ("dawn Thursday", "TIME", "2013-03-21TMO"),
    ("Mondays", "SET", "XXXX-WXX-1"),
    ("each summer", "SET", "XXXX-SU"),
    ("every other week", "SET", "P2W"),
    ("3 1/2 hours", "DURATION", "PT3.5H"),
    ("two-and-a-half years", "DURATION", "P2.5Y"),
    ("10 p.m. Wednesday, March 20, 2013", "TIME", "2013-03-20T22:00"),
    ("The Monday night", "TIME", "2013-03-18TNI"),
]


def only(words, **options):
    found = read_dates(f"It was on {words}.", PUBLISHED, narrative=False, **options)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(("words", "value"), [row for rows in DATES.values() for row in rows])
def test_dates(words, value):
    found = only(words)
    assert (found.type, found.value) == ("DATE", value)


@pytest.mark.parametrize(("words", "kind", "value"), OTHERS)
def test_times_durations_and_sets(words, kind, value):
    found = only(words)
    assert (found.type, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "He may march; the sun sat low; she said Jan ran and April Jones fell.",
        "Resolution 2254, Flight 1549 and No. 1812 cost $1999 and 2000 troops.",
        "A ratio of 12.5, 3-2 and 10,000 men; China Daily; three quarters of it.",
    ],
)
def test_what_looks_like_a_date_and_is_none(text):
    assert read_dates(text, PUBLISHED, narrative=False) == []


def values(text, **options):
    return [found.value for found in read_dates(text, PUBLISHED, narrative=False, **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 26-30 November", ["2012-11-26", "2012-11-30"]),
        ("November 26-30, 2011", ["2011-11-26", "2011-11-30"]),
        ("on March 3, 4 and 6", ["2013-03-03", "2013-03-04", "2013-03-06"]),
        ("between 30 May and 2 June 2012", ["2012-05-30", "2012-06-02"]),
        ("from November to March 2012", ["2011-11", "2012-03"]),
        ("in 1914-18", ["1914", "1918"]),
        ("from October to March", ["2012-10", "2013-03"]),
        ("the April-June quarter", ["2012-Q2"]),
    ],
)
def test_ranges_look_ahead(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The vote will be held on Monday.", ["2013-03-25"]),
        ("They met on Monday.", ["2013-03-18"]),
        ("It is due in December.", ["2013-12"]),
        (
            "The court meets Tuesday and the figures are to be published in December.",
            ["2013-03-26", "2013-12"],
        ),
        ("It had been set for Monday.", ["2013-03-18"]),
        ("Plans announced on Monday were dropped.", ["2013-03-18"]),
        ("Shares fell ahead of Monday's vote.", ["2013-03-25"]),
        (
            "The club, which lost on Sunday, plays host to them on Saturday.",
            ["2013-03-17", "2013-03-23"],
        ),
        ("Monday’s game will decide it.", ["2013-03-25"]),
        (
            "The funeral is Monday. The vote could come as early as Tuesday.",
            ["2013-03-25", "2013-03-26"],
        ),
        ("He could not be reached on Monday.", ["2013-03-18"]),
        ("The vote planned for Monday will go ahead.", ["2013-03-25"]),
        ("The man shot Monday will live.", ["2013-03-18"]),
        (
            "It will stay closed Monday; the result will be announced Tuesday.",
            ["2013-03-25", "2013-03-26"],
        ),
        (
            "It comes after China vowed on Monday to reply and the U.S. on Tuesday said no.",
            ["2013-03-18", "2013-03-19"],
        ),
        (
            "Pupils had to be kept in on Monday; the agency issued its forecast on Tuesday.",
            ["2013-03-18", "2013-03-19"],
        ),
        (
            "It will be lifted from the river on Monday; polls open Tuesday.",
            ["2013-03-25", "2013-03-26"],
        ),
        ("The trial, which will end June 30, is long.", ["2013-06-30"]),
        (
            "It expects to grow in the second half; it shrank in the fourth quarter.",
            ["2013-H2", "2012-Q4"],
        ),
        ("Shops reopen after Easter; sales fell at Christmas.", ["2013-03-31", "2012-12-25"]),
    ],
)
def test_plans_look_ahead(text, expected):
    assert values(text) == expected


def test_times_of_day_in_news_belong_to_its_day():
    assert values(
        "It was over by mid-afternoon. He left at 5 in the afternoon and slept at night."
    ) == [
        "2013-03-22TAF",
        "2013-03-22T17:00",
        "XXXX-XX-XXTNI",
    ]


def test_times_go_on_with_the_day_of_the_last_one():
    text = (
        "It began at 7:15 a.m. Monday. The second came at 9:26 a.m. and he left in the afternoon."
    )
    assert values(text) == ["2013-03-18T07:15", "2013-03-18T09:26", "2013-03-18TAF"]
    assert values("In June 1944, at noon on 6 June 1944; at 9 a.m.")[-1] == "2013-03-22T09:00"


def test_periods_that_news_speaks_of_alone():
    assert values("For the year, it lost; in the quarter, it won.") == ["2013", "2012-Q4"]


def test_a_rate_or_a_comparison_is_no_date():
    assert values("It costs 40 pounds a year. It ended a month earlier than planned.") == ["P1M"]
    assert values("It got 195,000 names within days.") == ["PXD"]
    assert values("At 60 miles an hour, some day, 13 km per hour, one quarter of it.") == []
    assert values("A $44,000 fine and 12 months; $44,000 and 12 months.") == ["P12M", "P12M"]


def test_games_papers_and_departments_have_no_dates():
    assert values("He scored twice in the second half.") == []
    assert values("The DEC told the Sunday Times.") == []


def test_units_beside_an_event_are_lengths():
    assert values("It came hours after the raid; two more years passed.") == ["PTXH", "P2Y"]
    assert values("Late in 2010 it ended. In the previous quarter it rose.")[-1] == "2012-Q4"


def test_the_attacks_of_2001_keep_their_year():
    assert values("The Sept. 11 attacks.") == ["2001-09-11"]
    assert values("He left on Sept. 11.") == ["2012-09-11"]


def test_numbers_follow_the_documents_own_order():
    assert values("Seen 25/12/2012 and 03/02/2013.") == ["2012-12-25", "2013-02-03"]
    assert values("Seen 12/25/2012 and 03/02/2013.") == ["2012-12-25", "2013-03-02"]
    # 4 December 2013 would lie after the publication.
    assert values("Seen 12/04/2012, 04/12/2012 and 04/12/2013.")[2] != "2013-12-04"


def test_event_anchored_phrases_stay_open():
    found = read_dates("Two weeks after the siege began, the day after the battle.", PUBLISHED)
    assert [(row.value, row.first) for row in found] == [("P2W", None), ("XXXX-XX-XX", None)]


def test_lengths_that_the_words_place_have_their_days():
    found = only("the past week")
    assert (found.type, found.first, found.last) == ("DURATION", date(2013, 3, 15), PUBLISHED)
    found = only("the last week of April 2012")
    assert (found.first, found.last) == (date(2012, 4, 24), date(2012, 4, 30))


def test_days_and_precision_follow_from_the_value():
    found = only("late February")
    assert (found.first, found.last) == (date(2013, 2, 1), date(2013, 2, 28))
    assert (found.precision, found.approx) == (Precision.MONTH, True)
    assert found.timespan().words == "late February"
    assert only("the 5th century BC").first is None
    assert "first" not in only("480 BC").as_json()


def test_a_narrative_rolls_forward_from_its_last_date():
    text = "It began in March 1643. In June it spread. The next year it ended; in January all rose."
    found = read_dates(text, narrative=True)
    assert [row.value for row in found] == ["1643-03", "1643-06", "1644", "1644-01"]


def test_an_aside_does_not_move_the_narrative():
    text = "On 4 May 1919 it began. Nothing like it since 1887. On 6 May 1919 and in June it grew."
    assert read_dates(text, narrative=True)[-1].value == "1919-06"


def test_the_document_decides_between_news_and_narrative():
    history = "In 1812, 1813, 1814 and 1815 they fought. In March it ended."
    assert read_dates(history, PUBLISHED)[-1].value == "1815-03"
    news = "On Thursday they met, as in 2009 and 2010. In February it ended."
    assert read_dates(news, PUBLISHED)[-1].value == "2013-02"


def test_an_obituary_full_of_years_is_news():
    text = (
        "The singer died Tuesday. Born in 1925, he enlisted in 1943, studied until 1949, had a hit"
        " in 1953 and one in 1968 and retired in 1980. A service will be held Saturday."
    )
    found = read_dates(text, PUBLISHED)
    assert (found[0].value, found[-1].value) == ("2013-03-19", "2013-03-23")
    story = (
        "On Sunday, April 14, 1861, the fort fell. Then came 1862, 1863 and 1864. In May it ended."
    )
    assert read_dates(story, PUBLISHED)[-1].value == "1864-05"


def test_without_a_publication_day_nothing_is_guessed():
    assert [row.value for row in read_dates("They met on Friday, 3 May.")] == ["XXXX-05-03"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The bridge was destroyed by a bomb on Monday.", date(2013, 3, 18)),
        ("The town was taken by Monday.", date(2013, 3, 18)),
        ("They will leave by Monday.", date(2013, 3, 25)),
        ("The deal must be signed by Monday.", date(2013, 3, 25)),
        ("A statement by Monday was expected.", date(2013, 3, 25)),
    ],
)
def test_by_looks_ahead_to_a_deadline_alone(text, day):
    [found] = read_dates(text, PUBLISHED, narrative=False)
    assert found.first == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They took it on Wednesday. A day earlier, jets struck.", date(2013, 3, 19)),
        ("It fell on Wednesday after clashes, which began on Monday. A day earlier, jets struck.",
         date(2013, 3, 19)),
        ("They met Ali, who left on Monday. A day earlier, jets struck.", date(2013, 3, 21)),
    ],
)  # fmt: skip
def test_a_date_in_a_relative_clause_is_no_day_to_count_from(text, day):
    assert read_dates(text, PUBLISHED, narrative=False)[-1].first == day
