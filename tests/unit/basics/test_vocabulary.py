from pathlib import Path

import pytest

from basics.vocabulary import Vocabulary, VocabularyError


def vocabulary(folder: Path, text: str) -> Vocabulary:
    (folder / "words.toml").write_text(text, encoding="utf-8")
    return Vocabulary(folder)


def test_words_and_phrases_are_taken_as_they_are_written(tmp_path: Path) -> None:
    words = vocabulary(
        tmp_path, '[a]\nb = ["south-eastern", "car bomb", "qal\'at", "no. 1", "حلب"]'
    )
    assert words.ordered("words.a.b") == ("south-eastern", "car bomb", "qal'at", "no. 1", "حلب")
    assert words.words("words.a.b") >= {"car bomb"}


@pytest.mark.parametrize(
    "entries, why",
    [
        ('["a", "b", "a"]', "'a' stands there 2 times"),
        ('["a", ""]', "'' is no word"),
        ('["a", " b"]', "' b' is no word"),
        ('["two  blanks"]', "'two  blanks' is no word"),
        ('["-glued"]', "'-glued' is no word"),
        ("[1]", "is no list of words"),
        ('"a b"', "is no list of words"),
    ],
)
def test_what_is_no_word_is_refused_with_its_place(tmp_path: Path, entries: str, why: str) -> None:
    words = vocabulary(tmp_path, f"[a]\nb = {entries}")
    with pytest.raises(VocabularyError, match=rf"words\.toml.*a\.b.*{why}|{why}"):
        words.ordered("words.a.b")


def test_an_unknown_list_or_file_is_named(tmp_path: Path) -> None:
    words = vocabulary(tmp_path, "[a]\nb = []")
    with pytest.raises(VocabularyError, match=r"words\.toml: a\.c is not there"):
        words.words("words.a.c")
    with pytest.raises(VocabularyError, match=r"none\.toml cannot be read"):
        words.words("none.a")


def test_broken_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"words\.toml is no TOML"):
        vocabulary(tmp_path, "a = [").words("words.a")


def test_a_row_with_an_unknown_key_is_refused_by_number(tmp_path: Path) -> None:
    words = vocabulary(tmp_path, '[[unit]]\nword = "km"\n[[unit]]\nword = "mile"\nmeters = 1609')
    with pytest.raises(VocabularyError, match="unit, row 2: meters is not one of metres, word"):
        words.rows("words.unit", ("word", "metres"))


def test_lists_nobody_asks_for_are_found(tmp_path: Path) -> None:
    words = vocabulary(tmp_path, '[a]\nused = ["x"]\ndead = ["y"]')
    words.words("words.a.used")
    assert words.unasked() == ["words.a.dead"]


def test_a_text_is_put_together_from_its_parts(tmp_path: Path) -> None:
    words = vocabulary(tmp_path, '[a]\nshort = "x y"\nlong = ["-x", " y"]\nbad = [1]')
    assert (words.text("words.a.short"), words.text("words.a.long")) == ("x y", "-x y")
    with pytest.raises(VocabularyError, match=r"words\.toml: a\.bad is no text"):
        words.text("words.a.bad")
