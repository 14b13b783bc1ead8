"""Figures of people killed: low, likeliest and high."""

import pytest

from geo.read.claims.figures.figures import Figures, killed


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Shells fell on the market, killing at least four people.", (4, 4, None)),
        ("Twelve people were killed and 30 wounded in the blast.", (12, 12, 12)),
        ("Clashes killed between 20 and 25 fighters.", (20, None, 25)),
        ("The attack left 7 soldiers dead.", (7, 7, 7)),
        ("Up to 15 rebels were killed.", (None, None, 15)),
        ("The death toll rose to 1,204 on Monday.", (1204, 1204, 1204)),
        ("More than 1,900 people died in the quake.", (1900, 1900, None)),
        ("At least two members of the force (all young) were announced killed.", (2, 2, None)),
        ("Three guards, including a general, were killed.", (3, 3, 3)),
        ("A senior commander was killed in the raid.", (1, 1, 1)),
        ("Six died, among them two children.", (6, 6, 6)),
        ("10 to 12 people were killed.", (10, None, 12)),
    ],
)
def test_counted(text, figures):
    assert killed(text) == Figures(*figures)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were wounded.",
        "The army killed time for 3 days.",
        "Rebels took 40 villages.",
        "Dozens were killed.",
        "The raid killed 200 sheep.",
        "In 2015 the siege began.",
        "",
    ],
)
def test_not_counted(text):
    assert not killed(text)


@pytest.mark.parametrize("text", ["Nıne people were killed.", "NİNE people were killed."])
def test_numbers_in_letters_of_other_alphabets(text):
    assert killed(text) == Figures(9, 9, 9)


def test_long_s():
    assert killed("ſix people were killed") == Figures(6, 6, 6)


@pytest.mark.parametrize(
    "text",
    [
        "A man was killed in Hama.",
        "Blast kills an officer in Hama.",
        # No number word: only the pattern of one person finds it.
        "In Hama the commander was killed.",
    ],
)
def test_one_is_one_at_the_least_and_at_the_most(text):
    assert killed(text) == (1, 1, 1)


def test_figures_with_one_end_are_figures():
    assert Figures(4, 4, None)
    assert Figures(None, None, 15)
    assert not Figures()


def test_the_wounded_before_the_verb_are_not_the_killed():
    assert killed("Thirty wounded soldiers were killed in the raid.") == Figures()
