from datetime import date

import pytest

from geo.model.address import decode, encode
from geo.model.phrases import join_words, window_words
from geo.model.view import View


def test_an_empty_view_is_an_empty_link() -> None:
    assert encode(View()) == []
    assert decode({}) == (View(), ())


def test_keys_are_the_promised_ones() -> None:
    link = {
        "from": ["2015-10-01"], "to": ["2017-03-31"], "province": ["SY-HM", "SY-HL"],
        "type": ["battle"], "actor": ["Hezbollah"], "source": ["Ya Libnan"],
        "status": ["disputed"], "certainty": ["0.7"], "q": ["citadel"], "known": ["2016-12-10"],
        "rev": ["3"], "at": ["35.1000,36.7000,7"], "event": ["0123456789ab"],
    }  # fmt: skip
    view, errors = decode(link)
    assert errors == ()
    assert view.provinces == ("SY-HM", "SY-HL") and view.certainty == 0.7
    assert [key for key, _ in encode(view)] == [
        "from", "to", "province", "province", "type", "actor", "source", "status", "certainty",
        "q", "known", "rev", "at", "event",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("from", "yesterday", "a day looks like"),
        ("to", "2017-02-30", "there is no such day"),
        ("province", "Hama", "ISO 3166-2"),
        ("type", "party", "a type is one of"),
        ("certainty", "nan", "from 0 to 1"),
        ("rev", "-1", "whole number"),
        ("at", "91,0,3", "lat,lon,zoom"),
        ("at", "inf,nan,3", "lat,lon,zoom"),
        ("event", "<script>", "12 letters"),
        ("dates", "perhaps", "may, sure"),
    ],
)
def test_a_bad_value_keeps_the_default_and_is_named(key: str, value: str, reason: str) -> None:
    view, errors = decode({key: [value]})
    assert view == View()
    assert [error.key for error in errors] == [key]
    assert reason in errors[0].sentence


def test_a_good_value_beside_a_bad_one_counts() -> None:
    view, errors = decode({"province": ["SY-HM", "nowhere"]})
    assert view.provinces == ("SY-HM",) and len(errors) == 1


def test_a_reversed_window_shows_all() -> None:
    view, errors = decode({"from": ["2017-01-01"], "to": ["2016-01-01"]})
    assert view == View()
    assert "ends before it begins" in errors[0].sentence


def test_values_that_do_not_exist_are_faults() -> None:
    _, errors = decode({"province": ["SY-ZZ"]}, {"provinces": {"SY-HM"}})
    assert "no such province" in errors[0].sentence


def test_words() -> None:
    assert window_words(date(2015, 10, 1), date(2017, 3, 31)) == "1 Oct 2015 to 31 Mar 2017"
    assert window_words(date(2015, 10, 1), None) == "since 1 Oct 2015"
    assert window_words(None, date(2015, 10, 1)) == "until 1 Oct 2015"
    assert window_words(None, None) == "at any time"
    assert join_words(["Hama", "Aleppo"]) == "Hama and Aleppo"
    assert join_words(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
