"""`python -m geo read` as people call it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.__main__ import main
from geo.read.coreference.proposal import Proposal
from tests.running import run_here
from tests.unit.read.documents.documents_data import PAGE, STORY, locked_pdf, message, word_file

TEXT = "\n\n".join(STORY)


def run(*arguments, stdin=b"", cwd=None):
    return run_here(main, ["read", *arguments], stdin, cwd)


def test_a_process_of_its_own_does_the_same():
    command = [sys.executable, "-m", "geo", "read", "-", "--jsonl", "--published", "2016-04-12"]
    done = subprocess.run(command, input=TEXT.encode(), capture_output=True, timeout=120)
    here = run(*command[4:], stdin=TEXT.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, here.stdout, here.stderr)
    assert rows(done)


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


def test_workers_say_what_one_process_says(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_bytes(b"")
    names = ["a.txt", "none.txt", "empty.txt", *["b.txt"] * 9]
    one, two = (run(*names, "--workers", count, cwd=tmp_path) for count in (1, 2))
    assert one.returncode == two.returncode == 1
    assert (one.stdout, one.stderr) == (two.stdout, two.stderr)
    assert one.stderr.decode().count("the same bytes") == 9


def test_a_worker_that_is_ended_gives_a_sentence(tmp_path):
    os.mkfifo(tmp_path / "never.txt")
    (tmp_path / "a.txt").write_text(TEXT)
    names = [str(tmp_path / name) for name in ("never.txt", "a.txt")]
    command = [sys.executable, "-m", "geo", "read", *names, "--workers", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while len(workers := children.read_text().split()) < 2:
            assert process.poll() is None
            time.sleep(0.02)
        os.kill(int(workers[0]), signal.SIGKILL)
        out, said = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"")
    assert b"was ended from outside" in said


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
