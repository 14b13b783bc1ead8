"""`python -m geo read` as people call it."""

import json
import os
import subprocess
import sys

import pytest

from geo.read.fuse_proposal import Proposal
from tests.unit.documents_data import PAGE, STORY, locked_pdf, message, word_file

TEXT = "\n\n".join(STORY)


def run(*arguments, stdin=b"", cwd=None):
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}  # noqa: PTH109
    return subprocess.run(
        [sys.executable, "-m", "geo", "read", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment,
        check=False,
    )


def rows(result):
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_a_batch_goes_on_after_what_was_refused(tmp_path):
    files = {
        "good.txt": TEXT.encode(),
        "empty.txt": b"",
        "locked.pdf": locked_pdf([STORY]),
        "page.html": PAGE.encode(),
        "note.eml": message(TEXT),
        "word.docx": word_file(STORY),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    result = run(
        *(tmp_path / name for name in files),
        tmp_path / "none.txt",
        "--jsonl",
        "--published",
        "2016-04-12",
    )
    said = result.stderr.decode()
    assert result.returncode == 1
    assert "empty.txt: this file is empty." in said
    assert "locked.pdf: this PDF is locked" in said
    assert "none.txt: cannot be read" in said
    named = {each["name"] for row in rows(result) for each in row["documents"]}
    assert named == {"good.txt", "page.html", "note.eml", "word.docx"}


def test_lines_hold_the_whole_proposal(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    result = run(tmp_path / "a.txt", "--jsonl", "--published", "2016-04-12")
    assert (result.returncode, result.stderr) == (0, b"")
    for row in rows(result):
        assert Proposal.from_json(row).id == row["id"]
        [document] = row["documents"]
        assert (document["published"], document["published_evidence"]) == (
            "2016-04-12",
            "given by a person",
        )


def test_input_and_workers_give_the_same(tmp_path):
    texts = [f"{TEXT} It was the {n}th day." for n in range(4, 9)]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text)
    files = sorted(tmp_path.iterdir())
    one = run(*files, "--jsonl", "--published", "2016-04-12")
    two = run(*files, "--jsonl", "--published", "2016-04-12", "--workers", 2)
    assert one.stdout == two.stdout
    typed = run("-", "--published", "2016-04-12", stdin=TEXT.encode())
    assert "pasted text" in typed.stdout.decode()


def test_an_unknown_publication_day_is_asked_for(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    result = run(tmp_path / "a.txt")
    assert result.returncode == 0
    assert "--published" in result.stderr.decode()


def test_the_same_bytes_are_read_once(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    result = run(tmp_path / "a.txt", tmp_path / "b.txt", "--published", "2016-04-12")
    assert "b.txt: the same bytes" in result.stderr.decode()


@pytest.mark.parametrize("arguments", [(), ("a", "--published", "May"), ("a", "--workers", "0")])
def test_wrong_usage(arguments):
    assert run(*arguments).returncode == 2
