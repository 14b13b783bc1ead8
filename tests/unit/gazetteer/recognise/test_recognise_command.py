"""`python -m gazetteer parse` as people call it."""

import json
import subprocess
import sys

from gazetteer.__main__ import main
from tests.running import run_here


def run(*arguments, text=b""):
    return run_here(main, ["parse", *arguments], text)


def test_a_process_of_its_own_does_the_same():
    text = json.dumps({"id": "é", "text": "He left Damascus."}).encode() + b"\nno JSON\n"
    command = [sys.executable, "-m", "gazetteer", "parse", "--jsonl"]
    done = subprocess.run(command, input=text, capture_output=True, timeout=120)
    here = run("--jsonl", text=text)
    assert (done.returncode, done.stdout, done.stderr) == (1, here.stdout, here.stderr)


def test_lines_in_lines_out_and_refusals_named():
    lines = [{"id": 1, "text": "He left Damascus."}, {"id": 2}, [3]]
    text = "\n".join(map(json.dumps, lines)) + "\n\nno JSON\n"
    done = run("--jsonl", text=text.encode())
    first, second, third, fourth = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 1
    [found] = first["toponyms"]
    assert (found["start"], found["end"], found["text"]) == (8, 16, "Damascus")
    keys = ["start", "end", "text", "place_id", "kind", "form", "lon", "lat", "area", "score"]
    assert list(found) == keys
    assert 'line 2: an object with "text"' in second["error"]
    assert third["id"] is None
    assert "line 5: it is not JSON" in fourth["error"]
    assert done.stderr.decode().count("line ") >= 3


def test_a_plain_text(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("He left Damascus.", encoding="utf-8")
    done = run(str(file))
    assert done.returncode == 0
    assert done.stdout.decode().startswith("8\t16\tDamascus\tcity\tDamascus")


def test_a_missing_file():
    done = run("nowhere.txt")
    assert done.returncode == 1
    assert "nowhere.txt: cannot be read" in done.stderr.decode()
