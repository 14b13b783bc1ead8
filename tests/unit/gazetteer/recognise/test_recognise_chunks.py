"""Texts that no report is as long as are read in pieces, and their spans stand where they stood."""

import pytest

from gazetteer.recognise import ToponymReader
from gazetteer.recognise.chunks import LONGEST_PIECE, pieces_of
from gazetteer.resolve.gazetteer import Gazetteer


@pytest.mark.parametrize("unit", ["Homs ", "In Homs.\n\n", "In Homs. ", "Homs,", "a" * 999 + "\n"])
def test_pieces_make_up_the_text(unit):
    text = unit * (3 * LONGEST_PIECE // len(unit))
    pieces = list(pieces_of(text))
    assert "".join(piece for _, piece in pieces) == text
    assert max(len(piece) for _, piece in pieces) <= LONGEST_PIECE
    assert all(text.startswith(piece, start) for start, piece in pieces)
    assert list(pieces_of("In Homs.")) == [(0, "In Homs.")]


def test_toponyms_of_a_very_long_text_stand_where_they_stand():
    between = "nothing happened on that day, as far as anybody can tell, and nobody was there.\n\n"
    text = (
        "Rebels entered Homs in Syria. "
        + between * (LONGEST_PIECE // len(between))
        + ("Rebels entered Aleppo in Syria.")
    )
    reader = ToponymReader(Gazetteer().index)
    found = reader.parse(text)
    assert [each.text for each in found] == ["Homs", "Syria", "Aleppo", "Syria"]
    assert all(text[each.start : each.end] == each.text for each in found)
    assert [
        len(each) for each in reader.parse_many([(text, ""), ("Rebels entered Homs.", "")])
    ] == [
        4,
        1,
    ]
