"""Sentences: abbreviations, quotes, headings."""

from basics.sentences import sentences_of


def texts(text):
    return [each.text for each in sentences_of(text)]


def test_abbreviations_do_not_end_sentences():
    text = "Maj. Gen. A. Haddad came on Sept. 30 to the U.S. Embassy. He left at 5 p.m. Monday."
    assert len(texts(text)) == 2


def test_quotes_belong_to_their_sentence():
    text = "“We are here.” He left. “Are you?” she asked."
    assert texts(text)[:2] == ["“We are here.”", "He left."]


def test_offsets_and_paragraphs():
    text = "A heading without a stop\n\nOne. Two!\n\nThree?"
    found = sentences_of(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]
    assert [each.paragraph for each in found] == [0, 1, 1, 2]
    assert [each.heading for each in found] == [True, False, False, False]


def test_blanks_at_the_end_cost_no_paragraph():
    assert texts("One two.\n\nThree four. \n") == ["One two.", "Three four."]


def test_nothing_in_nothing():
    assert sentences_of("") == []
