"""The words of dates are rows of data, and a bad row is refused by its name."""

import pytest

from basics.vocabulary import Vocabulary, VocabularyError
from geo.read.dates.kinds import LETTERS, SETS, SPOKEN
from geo.read.dates.lexicon import HOLIDAYS, WORDS, rows_of


def rows(folder, text):
    (folder / "dates.toml").write_text(f"[words]\n{text}", encoding="utf-8")
    return rows_of(Vocabulary(folder), "dates.words", {"part", "holiday"})


def test_a_row_is_a_word_with_its_kind_and_its_number(tmp_path):
    found = rows(tmp_path, 'part.dawn = 0\nholiday."Boxing Day" = [12, 26]')
    assert found == {"dawn": ("part", 0), "Boxing Day": ("holiday", 1226)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("prat.dawn = 0", r"dates\.words\.prat: there is no such kind"),
        ("part = 0", r"dates\.words\.part: there is no such kind"),
        ("part.dawn = 0\nholiday.dawn = 1", "'dawn' stands there 2 times"),
        ("part.dawn = 0\npart.dawn = 1", "is no TOML"),
        ('part."-dawn" = 0', "'-dawn' is no word"),
        ('part.dawn = "0"', r"dates\.words\.part\.dawn: '0' is no number"),
        ("part.dawn = true", r"part\.dawn: True is no number"),
        ("holiday.dawn = [12, 100]", r"holiday\.dawn: \[12, 100\] is no number"),
    ],
)
def test_a_bad_row_is_refused_by_its_name(tmp_path, text, why):
    with pytest.raises(VocabularyError, match=why):
        rows(tmp_path, text)


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("twelve", ("numword", 12)),
        ("HUNDRED", ("numword", 100)),
        ("May", ("shy_month", 5)),
        ("Sept", ("shy_month", 9)),
        ("October", ("month", 10)),
        ("Fridays", ("weekdays", 5)),
        ("Dawn", ("part", 0)),
        ("GMT", ("zone", 0)),
    ],
)
def test_words_in_the_ways_they_are_written(word, entry):
    assert WORDS[word] == entry


def test_names_need_a_capital():
    assert not {"october", "fridays", "gmt"} & WORDS.keys()


def test_every_kind_of_word_has_a_row():
    used = {kind for kind, _ in WORDS.values()} | {kind for kind, _ in HOLIDAYS.values()}
    figures = {"year", "number", "ordinal", "iso", "slash", "clock", "comma"}
    assert used >= SPOKEN
    assert used | figures <= LETTERS.keys() and {*sum(SETS.values(), ())} <= LETTERS.keys()
