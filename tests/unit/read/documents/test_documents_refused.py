"""Broken and hostile files get a sentence each."""

import zipfile
from io import BytesIO

import pytest

from geo.read.documents import UnreadableDocument, read_document
from tests.unit.read.documents.documents_data import STORY, locked_pdf, pdf_file, word_file


def zipped(members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


BOMB = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"0" * 120_000_000})
ARABIC = "سقطت قذائف على سوق البلدة يوم الثلاثاء وقتل أربعة أشخاص على الأقل بحسب أطباء في المكان."
FRENCH = "Des obus sont tombés sur le marché de la ville et ont tué quatre personnes dans les rues."

REFUSED = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "big.txt": (b"a" * 50_000_000, "50 MB"),
    "scan.pdf": (pdf_file([[], []]), "no text"),
    "locked.pdf": (locked_pdf([STORY]), "password"),
    "cut.pdf": (pdf_file([STORY])[:200], "broken"),
    "false.pdf": (b"not a pdf at all, only some words", "broken"),
    "archive.docx": (zipped({"a.txt": b"hello"}), "zip archive"),
    "archive.zip": (zipped({"a.txt": b"hello"}), "zip archive"),
    "bomb.docx": (BOMB, "unpacks"),
    "cut.docx": (word_file(STORY)[:900], "Word file"),
    "hollow.docx": (zipped({"word/document.xml": b"<broken"}), "broken"),
    "picture.txt": (bytes(range(256)) * 40, "not text"),
    "arabic.txt": (ARABIC.encode(), "Arabic"),
    "arabic-1256.txt": ((ARABIC * 4).encode("cp1256"), "only English"),
    "french.txt": (FRENCH.encode(), "French"),
    "script.html": (b"<html><script>var bombs = 'Paris'</script></html>", "no text"),
    "menu.txt": (b"Home\nWorld\nSport\n", "furniture"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_sentence(name):
    data, why = REFUSED[name]
    with pytest.raises(UnreadableDocument) as refused:
        read_document(data, name)
    sentence = refused.value.sentence
    assert sentence.startswith(f"{name}: ")
    assert why in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1"]
)
def test_encodings(encoding):
    text = (
        "\n\n".join(STORY) + "\n\nA café owner was among the injured, said the mayor of Kafr Zita."
    )
    assert read_document(text.encode(encoding), "a.txt").text == text


def test_text_decoded_wrongly_before_is_mended():
    text = STORY[0] + " He said: “We’re here.”"
    mangled = text.encode().decode("cp1252", "replace").encode()
    assert "â€" not in read_document(mangled, "a.txt").text


def test_marks_that_turn_the_writing_direction_are_dropped():
    document = read_document((STORY[0] + "\u202egnitset\u0000").encode(), "a.txt")
    assert "\u202e" not in document.original
    assert "\x00" not in document.original


def test_the_name_carries_no_folders():
    document = read_document(STORY[0].encode(), "../../etc\\passwd.txt")
    assert document.name == "passwd.txt"
