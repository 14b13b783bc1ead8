"""`python -m geo dates` as people call it."""

import json
import subprocess
import sys

from geo.__main__ import main
from tests.running import run_here


def run(*arguments, text=""):
    return run_here(main, ["dates", *arguments], text.encode())


def test_a_process_of_its_own_does_the_same():
    text = json.dumps({"id": "é", "text": "On Friday.", "published": "2017-03-31"}) + "\nno JSON\n"
    command = [sys.executable, "-m", "geo", "dates", "--jsonl"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=120)
    here = run("--jsonl", text=text)
    assert (done.returncode, done.stdout, done.stderr) == (1, here.stdout, here.stderr)


def test_lines_in_lines_out_and_refusals_named():
    lines = [
        {"id": 1, "text": "On Friday.", "published": "2017-03-31T10:00:00Z"},
        {"id": 2, "text": "On Friday.", "published": "31/03/2017"},
        {"id": 3},
    ]
    done = run("--jsonl", text="\n".join(map(json.dumps, lines)) + "\n\nno JSON\n")
    first, second, third, fourth = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 1
    assert first["timex"] == [
        {
            "start": 3,
            "end": 9,
            "text": "Friday",
            "type": "DATE",
            "value": "2017-03-31",
            "first": "2017-03-31",
            "last": "2017-03-31",
            "precision": "day",
            "approx": False,
        }
    ]
    assert second["error"].startswith('line 2: "published"')
    assert '"text" is missing' in third["error"]
    assert "line 5: it is not JSON" in fourth["error"]
    assert done.stderr.decode().count("-, line ") == 3


def test_a_plain_text_and_its_publication_day(tmp_path):
    file = tmp_path / "report.txt"
    file.write_text("It fell\nlast\nweek.", encoding="utf-8")
    done = run("--published", "2017-03-31", str(file))
    assert (done.returncode, done.stdout.decode()) == (0, "8\t17\tDATE\t2017-W12\tlast week\n")


def test_wrong_usage_and_a_missing_file():
    assert run("--published", "soon").returncode == 2
    done = run("nowhere.txt")
    assert done.returncode == 1
    assert "nowhere.txt: cannot be read" in done.stderr.decode()


def test_publication_days_as_they_come_and_offsets_in_characters():
    days = ["2017-03-31", " 2017-03-31T10:00:00.5+02:00", "2017-03-31 10:00", "20170331", None, ""]
    rows = [{"id": n, "text": "Café 🎉:\r\non Friday", "published": d} for n, d in enumerate(days)]
    done = run("--jsonl", text="\r\n".join(map(json.dumps, rows)))
    found = [json.loads(line)["timex"][0] for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert {(each["start"], each["end"], each["text"]) for each in found} == {(12, 18, "Friday")}
    assert [each["first"] for each in found] == ["2017-03-31"] * 4 + [None] * 2


def test_half_a_character_and_odd_publication_days_stop_nothing():
    odd = [True, ["2017-03-31"], "2017-02-30", "2017"]
    rows = [{"id": "\ud83d", "text": "On Friday \udc00", "published": day} for day in odd]
    rows += [{"id": "\ud83d", "text": "On Friday \udc00", "published": "2017-03-31"}]
    done = run("--jsonl", text="\n".join(map(json.dumps, rows)))
    answers = list(map(json.loads, done.stdout.splitlines()))
    assert done.returncode == 1
    assert [row.get("error", "")[:6] for row in answers] == [f"line {n}" for n in range(1, 5)] + [
        ""
    ]
    assert answers[-1]["timex"][0]["first"] == "2017-03-31"
