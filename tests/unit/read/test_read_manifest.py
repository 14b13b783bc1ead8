"""What a manifest tells of the reports beside it."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.read.documents import read_document
from geo.read.documents.document import Evidence
from geo.read.manifest import MOST_BYTES, ManifestRow, read_manifest
from tests.unit.cli.test_read_command import rows, run
from tests.unit.read.documents.documents_data import STORY

TEXT = "\n\n".join(STORY)
DAY = date(2016, 4, 12)
ROW = {
    "file": "a.txt",
    "title": "A bridge falls",
    "publisher": "Lakeside News",
    "author": None,
    "published": "2016-04-12",
    "language": "en",
}


def manifest(*found):
    return read_manifest(json.dumps(found).encode())


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([ROW, {"file": "b.txt"}]),
        json.dumps([ROW, {"file": "b.txt"}], indent=1),
        f"{json.dumps(ROW)}\n\n{json.dumps({'file': 'b.txt'})}\n",
        "published,file,title,publisher\n2016-04-12,a.txt,A bridge falls,Lakeside News\n,b.txt,,\n",
        "\ufefffile,published,title,publisher\r\na.txt,12 April 2016,A bridge falls,Lakeside News",
    ],
)
def test_lists_lines_and_tables_tell_the_same(data):
    read = read_manifest(data.encode())
    assert read.rejections == ()
    told = read.row_for("folder/a.txt")
    assert (told.title, told.publisher, told.published) == (
        "A bridge falls",
        "Lakeside News",
        DAY,
    )
    assert read.row_for("c.txt") is None


def test_a_report_takes_what_is_told_of_it():
    document = manifest(ROW).row_for("a.txt").applied_to(read_document(TEXT.encode(), "a.txt"))
    assert (document.title, document.publisher) == ("A bridge falls", "Lakeside News")
    told = document.published
    assert (told.day, told.evidence, told.confidence) == (DAY, Evidence.MANIFEST, 0.98)
    assert told.quote == "manifest.json: 2016-04-12"
    assert told.rejected == ()


def test_another_day_in_the_text_gives_way_and_is_told():
    text = f"A title\n\nFirst published on: 14-04-2016\n\n{TEXT}".encode()
    document = manifest(ROW).row_for("a.txt").applied_to(read_document(text, "a.txt"))
    assert document.published.day == DAY
    [sentence] = document.published.rejected
    assert "14-04-2016" in sentence
    assert "manifest.json: 2016-04-12" in sentence


def test_a_persons_day_stays():
    document = read_document(TEXT.encode(), "a.txt").published_on(date(2016, 4, 13))
    told = manifest(ROW).row_for("a.txt").applied_to(document).published
    assert (told.day, told.evidence) == (date(2016, 4, 13), Evidence.PERSON)
    assert "manifest.json: 2016-04-12" in told.rejected[0]


def test_a_row_without_a_day_leaves_the_day_of_the_text():
    text = f"A title\n\nFirst published on: 14-04-2016\n\n{TEXT}".encode()
    row = manifest({"file": "a.txt", "language": "ar"}).row_for("a.txt")
    read = row.applied_to(read_document(text))
    assert read.published.day == date(2016, 4, 14)
    assert "'ar'" in read.published.rejected[0]


def test_folders_in_a_row_have_to_be_the_files():
    read = manifest({"file": "may/a.txt", "title": "May"}, {"file": "a.txt", "title": "Any"})
    assert read.row_for("/x/may/a.txt").title == "May"
    assert read.row_for("/x/june/a.txt").title == "Any"
    assert read.row_for("\\x\\may\\a.txt").title == "May"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no list"),
        (b"[", "is no JSON and no CSV"),
        (b"{}\n[", "is no JSON and no CSV"),
        (b"[" * 200_000, "is no JSON and no CSV"),
        (b"\x00\x01\x02\xff" * 50, "manifest.json"),
        (b"a,b\n1,2\n", "no column"),
        (b"[1, null, [], {}]", "row 4: names no file"),
        (b'[{"file": "../"}]', "row 1: names no file"),
        (b'[{"file": 7}]', "row 1: names no file"),
        (b'[{"file": "a.txt", "published": "04/05/2016"}]', "is no publication day"),
        (b'[{"file": "a.txt", "published": "9999-01-01"}]', "is no publication day"),
        (b'[{"file": "a.txt", "published": 20160412}]', "is no publication day"),
        (b'[{"file": "a.txt"}, {"file": "a.txt"}]', "twice"),
        (b" " * (MOST_BYTES + 1), "5 MB"),
        (b"[" + b"0," * 40 + b"0]", "And 21 more"),
    ],
)
def test_what_is_wrong_gets_a_sentence(data, words):
    faults = read_manifest(data).rejections
    assert faults
    assert words in " ".join(faults)
    assert all(each.endswith(".") and each.isprintable() for each in faults)


@settings(deadline=None)
@given(some.binary() | some.text().map(str.encode))
def test_no_bytes_are_an_error(data):
    read_manifest(data)


_VALUES = some.recursive(
    some.none() | some.booleans() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(some.lists(some.dictionaries(some.sampled_from(sorted(ROW)), _VALUES), max_size=4))
def test_no_rows_are_an_error_and_rows_come_back(found):
    read = manifest(*found)
    for told in (each for same in read.rows.values() for each in same):
        assert ManifestRow.from_json(told.as_json()) == told
        assert all(text.isprintable() for text in told.as_json().values())


def put(folder, **files):
    for name, text in files.items():
        (folder / name).write_text(text)


def test_a_folder_is_read_with_the_manifest_in_it(tmp_path):
    put(tmp_path, **{"a.txt": TEXT, "b.csv": "x", "manifest.json": json.dumps([ROW])})
    result = run(tmp_path, "--jsonl")
    assert (result.returncode, result.stderr) == (0, b"manifest.json tells of 1 of 1 reports.\n")
    [document] = rows(result)[0]["documents"]
    assert document["published"] == "2016-04-12"
    assert document["published_evidence"] == "manifest"
    assert document["published_words"] == "manifest.json: 2016-04-12"
    assert run(tmp_path / "a.txt", "--jsonl").stdout == result.stdout
    assert run(tmp_path / "a.txt", tmp_path / "manifest.json", "--jsonl").stdout == result.stdout
    again = run(tmp_path, "--jsonl", "--workers", "2", "--published", "2011-01-01")
    assert again.stdout == result.stdout


def test_a_named_manifest_goes_before_the_one_beside(tmp_path):
    put(tmp_path, **{"a.txt": TEXT, "manifest.json": json.dumps([ROW])})
    put(tmp_path, **{"list.csv": "file,published\na.txt,2016-04-19\n"})
    result = run(tmp_path, "--jsonl", "--manifest", tmp_path / "list.csv")
    assert rows(result)[0]["documents"][0]["published"] == "2016-04-19"


def test_a_broken_manifest_loses_no_report(tmp_path):
    put(tmp_path, **{"a.txt": TEXT, "manifest.json": "[{"})
    result = run(tmp_path, "--jsonl", "--published", "2016-04-12")
    assert result.returncode == 1
    assert "manifest.json: is no JSON and no CSV" in result.stderr.decode()
    assert rows(result)
    missing = run(tmp_path / "a.txt", "--manifest", tmp_path / "none.json")
    assert missing.returncode == 1
    assert "none.json: cannot be read" in missing.stderr.decode()


def test_a_folder_without_reports_gets_a_sentence(tmp_path):
    put(tmp_path, **{"table.csv": "x"})
    result = run(tmp_path)
    assert result.returncode == 1
    assert "there is no report in this folder" in result.stderr.decode()
    put(tmp_path, **{"manifest.json": "[]"})
    alone = run(tmp_path / "manifest.json")
    assert (alone.returncode, alone.stdout) == (1, b"")
    assert "no report among these" in alone.stderr.decode()
