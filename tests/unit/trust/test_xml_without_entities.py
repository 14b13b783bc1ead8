"""No XML that people bring may declare entities: none grows, none reads a file or a server."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from basics.markup import Declares, root_of
from gazetteer.sources.boundaries import read_boundaries
from gazetteer.sources.reading import SourceError as RefusedHere
from geo.ingest import CannotImport
from geo.ingest.formats import files
from geo.read.documents import UnreadableDocument, read_document
from tests.unit.read.documents.documents_data import STORY, word_file
from tests.unit.trust.hostile_files import counting, declaring

KINDS = ("bomb", "file", "network", "dtd")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16")


def open_sheet(path):
    return files.open_sheet(path, {})


@pytest.fixture
def server():
    with counting() as server:
        yield server
        assert server.asked == []


def changed(data, member, kind, address, encoding="utf-8"):
    """Return an Office file, one of its parts with a document type and a use of its entity."""
    out = BytesIO()
    doctype, use = declaring(kind, address)
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == member:
                text = part.decode()
                text = text[text.index("?>") + 2 :] if text.startswith("<?xml") else text
                part = (doctype + text.replace("Shells", use + "Shells")).encode(encoding)
            new.writestr(name, part)
    return out.getvalue()


def workbook():
    book = Workbook()
    book.active.append(["Title", "Date"])
    book.active.append(["Shells", "2016-01-05"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_declares_nothing(tmp_path, server, part, kind, encoding):
    path = tmp_path / "a.xlsx"
    path.write_bytes(changed(workbook(), part, kind, server.address, encoding))
    with pytest.raises(CannotImport, match=r"a\.xlsx declares a document type"):
        open_sheet(path)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "_rels/.rels"])
def test_a_word_file_declares_nothing(server, part, kind, encoding):
    data = changed(word_file(STORY), part, kind, server.address, encoding)
    with pytest.raises(
        UnreadableDocument, match=r"a\.docx: this Word file declares a document type"
    ):
        read_document(data, "a.docx")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_kml_declares_nothing(tmp_path, server, kind, encoding):
    doctype, use = declaring(kind, server.address)
    path = tmp_path / "a.kml"
    path.write_bytes(
        f'{doctype}<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>{use}</name>'
        "<Point><coordinates>36,35</coordinates></Point></Placemark></kml>".encode(encoding)
    )
    with pytest.raises(CannotImport, match=r"a\.kml declares a document type"):
        open_sheet(path)
    with pytest.raises(RefusedHere, match=r"a\.kml declares a document type"):
        read_boundaries(path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mail", [False, True])
def test_a_page_takes_no_entity_from_elsewhere(server, kind, mail):
    doctype, use = declaring(kind, server.address)
    told = "".join(f"<p>{each}</p>" for each in STORY)
    page = f"{doctype}<html><body><h1>News</h1><p>{use}</p>{told}</body></html>"
    head = "Subject: News\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
    text = read_document(
        ((head if mail else "<!doctype html>") + page).encode(), "a.eml" if mail else "a.html"
    ).text
    assert "root:" not in text and "haha" not in text
    assert STORY[0] in text


def test_a_workbook_with_broken_xml_gets_a_sentence(tmp_path):
    path = tmp_path / "a.xlsx"
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:-9] if "sheet1" in name else old.read(name))
    path.write_bytes(out.getvalue())
    with pytest.raises(CannotImport, match="no XLSX workbook that can be read"):
        open_sheet(path)


def test_the_first_element_is_found_behind_comments_and_not_far_behind():
    assert root_of(BytesIO(b"<?xml version='1.0'?><!-- a --><k:kml xmlns:k='x'/>")) == "kml"
    assert root_of(BytesIO(b"no xml")) == ""
    assert root_of(BytesIO(b"<!--" + b"a" * (1 << 21) + b"--><kml/>")) == ""
    with pytest.raises(Declares):
        root_of(BytesIO(b"<!-- a --><!DOCTYPE kml><kml/>"))
