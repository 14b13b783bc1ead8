from basics.english import MONTHS, NUMBERS, POWERS, WEEKDAYS


def test_months_and_weekdays_are_in_order() -> None:
    assert (len(MONTHS), MONTHS[0], MONTHS[11]) == (12, "january", "december")
    assert (len(WEEKDAYS), WEEKDAYS[0], WEEKDAYS[6]) == (7, "monday", "sunday")


def test_numbers_count() -> None:
    assert [NUMBERS[w] for w in ("zero", "twelve", "nineteen", "twenty", "ninety")] == [
        *(0, 12, 19, 20, 90)
    ]
    assert list(POWERS.values()) == [100, 1_000, 1_000_000, 1_000_000_000]
