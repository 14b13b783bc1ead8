"""Every format gives the same report, and says when it was published."""

from datetime import date

import pytest

from geo.read.documents import Evidence, Reason, read_document, read_paste
from tests.unit.read.documents.documents_data import (
    PAGE,
    PLAIN_PAGE,
    STORY,
    TITLE,
    locked_pdf,
    message,
    pdf_file,
    word_file,
)

DAY = date(2016, 4, 12)
ELSEWHERE = ("Paris", "Vienna", "Porto", "Grozny", "Luanda", "Lisbon", "Berlin")


def reasons(document):
    return {reason for reason, _ in document.removed_texts()}


def test_plain_text_loses_its_furniture_and_keeps_its_story():
    document = read_document(PLAIN_PAGE.encode(), "market.txt")
    assert document.text == "\n\n".join([TITLE, *STORY])
    assert (document.title, document.author) == (TITLE, "Lena Ortega")
    assert document.publisher == "The Orontes Herald"
    assert reasons(document) >= {
        Reason.COMMENT,
        Reason.TEASER,
        Reason.CAPTION,
        Reason.AUTHOR,
        Reason.PLEA,
        Reason.TAGS,
        Reason.NAVIGATION,
        Reason.PUBLISHED,
        Reason.BYLINE,
    }


def test_a_page_keeps_its_article_only():
    document = read_document(PAGE.encode(), "market.html")
    assert all(words in document.text for words in STORY)
    assert not any(place in document.text for place in ELSEWHERE)
    assert "alert" not in document.original
    assert (document.title, document.author) == (TITLE, "Lena Ortega")
    assert document.publisher == "Orontes Herald"
    assert document.url == "https://herald.example/2016/04/12/market"
    assert (document.published.day, document.published.evidence) == (DAY, Evidence.METADATA)
    shown = {words: reason for reason, words in document.removed_texts()}
    assert Reason.HIDDEN in shown.values()
    assert Reason.CAPTION in shown.values()


def test_markdown_loses_its_marks_and_its_front_matter_gives_the_day():
    text = (
        f"---\ntitle: {TITLE}\ndate: 2016-04-12\nauthor: Lena Ortega\n---\n# {TITLE}\n\n"
        f"**{STORY[0]}**\n\n![the bakery](a.png)\n\n- {STORY[1]}\n\n"
        + STORY[2].replace("the rebels", "[the rebels](https://x.example/a_b)")
    )
    document = read_document(text.encode(), "market.md")
    assert document.text == "\n\n".join([TITLE, *STORY])
    assert document.published.day == DAY


def test_word_file():
    document = read_document(word_file([TITLE, "12 April 2016", *STORY]), "market.docx")
    assert document.text == "\n\n".join([TITLE, *STORY])
    assert document.published.day == DAY


def test_pdf_joins_lines_and_drops_page_headers():
    lines = [
        "Shells fell on the market of Kafr Zita on Tuesday, killing at least four peo-",
        "ple, doctors say.",
    ]
    pages = [["Orontes Herald", TITLE, *lines], ["Orontes Herald", STORY[1]]]
    pages.append(["Orontes Herald", STORY[2]])
    document = read_document(pdf_file(pages), "market.pdf")
    assert document.text == "\n\n".join([TITLE, *STORY])
    assert [reason for reason, _ in document.removed_texts()] == [Reason.PAGE] * 3


@pytest.mark.parametrize("html", [False, True])
def test_message(html):
    body = "\n\n".join(STORY) + "\n\n-- \nLena\nDamascus desk\n"
    if html:
        body = "<html><body>" + "".join(f"<p>{words}</p>" for words in STORY) + "</body></html>"
    document = read_document(message(body, html=html), "market.eml")
    assert document.text == "\n\n".join(STORY)
    assert document.published.day == DAY
    assert document.published.evidence is Evidence.HEADER
    assert (document.title, document.author) == (TITLE, "Lena Ortega")


def test_an_answer_keeps_its_own_words_and_drops_the_quoted():
    body = f"{STORY[0]}\n\n> {STORY[1]}\n> Tanks in Vienna.\n\n{STORY[2]}\n"
    document = read_document(message(body), "answer.eml")
    assert document.text == f"{STORY[0]}\n\n{STORY[2]}"
    assert Reason.QUOTED in reasons(document)


def test_wrapped_lines_are_one_paragraph():
    text = "\n\n".join(
        "\n".join(words[at : at + 60] for at in range(0, len(words), 60)) for words in STORY * 2
    )
    document = read_paste(text)
    assert document.name == "pasted text"
    assert document.text.count("\n\n") <= 5
    assert "\n" not in document.text.replace("\n\n", "")


def test_format_is_told_by_the_bytes_not_by_the_name():
    assert read_document(PAGE.encode(), "market.txt").format == "html"
    assert read_document(word_file(STORY), "market").format == "docx"
    assert read_document(message("\n\n".join(STORY)), "market.txt").format == "eml"
    assert read_document(pdf_file([STORY]), "market.bin").format == "pdf"


def test_a_pdf_locked_against_changes_only_is_read():
    assert STORY[0] in read_document(locked_pdf([STORY], ""), "market.pdf").text
