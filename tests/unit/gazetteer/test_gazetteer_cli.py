"""`python -m gazetteer` as people call it."""

import json
import subprocess
import sys
from pathlib import Path

from gazetteer.__main__ import main
from tests.running import run_here

ROOT = Path(__file__).resolve().parents[3]
KEYS = {"name", "status", "place", "precision", "confidence", "alternatives"}
PLACE_KEYS = {"id", "name", "kind", "lon", "lat", "country", "admin1", "admin1_iso"}


def run(*args, stdin=""):
    return run_here(main, args, stdin.encode(), cwd=ROOT)


def test_a_process_of_its_own_does_the_same():
    stdin = '{"name":"Tartous"}\n{oops\n'
    command = [sys.executable, "-m", "gazetteer", "resolve", "--jsonl"]
    done = subprocess.run(command, input=stdin.encode(), capture_output=True, cwd=ROOT, timeout=120)
    here = run("resolve", "--jsonl", stdin=stdin)
    assert (done.returncode, done.stdout, done.stderr) == (1, here.stdout, here.stderr)


def test_wrong_usage_ends_a_process_with_2():
    command = [sys.executable, "-m", "gazetteer", "near", "36.75", "95"]
    assert subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120).returncode == 2


def test_one_line_in_one_line_out():
    done = run("resolve", "--jsonl", stdin='{"name":"Tartous"}\n')
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert set(answer) == KEYS
    assert set(answer["place"]) == PLACE_KEYS
    assert (answer["status"], answer["precision"]) == ("resolved", "city")
    assert answer["place"]["admin1_iso"] == "SY-TA"
    assert all(set(a) == PLACE_KEYS | {"confidence"} for a in answer["alternatives"])


def test_lines_carry_country_and_province():
    lines = [
        {"name": "Palmyra", "country": "SY"},
        {"name": "Palmyra", "country": "SY", "admin1": "SY-HI"},
        {"name": "Palmyra", "country": "SY", "admin1": "SY.11"},
        {"name": "Palmyra", "country": "SY", "admin1": "Homs"},
        {"name": "Palmyra", "country": "SY", "admin1": "SY-HM"},
    ]
    done = run("resolve", "--jsonl", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["status"] for a in answers] == ["resolved"] * 4 + ["unknown"]
    assert {a["place"]["name"] for a in answers[:4]} == {"Tadmur"}
    assert done.returncode == 1


def test_an_unknown_name_is_unknown_and_exit_1():
    done = run("resolve", "Qwrtzplk", "--jsonl")
    answer = json.loads(done.stdout)
    assert (answer["status"], answer["place"], answer["precision"]) == ("unknown", None, None)
    assert done.returncode == 1


def test_bad_lines_are_refused_with_their_number_and_the_rest_answered():
    stdin = '{"name":"Hama"}\n{oops\n["Hama"]\n{"name":"Hama","country":"Syria"}\n{"name":"Homs"}\n'
    done = run("resolve", "--jsonl", stdin=stdin)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    statuses = [a["status"] for a in answers]
    assert statuses == ["resolved", "refused", "refused", "refused", "resolved"]
    assert [line.split(":")[0] for line in done.stderr.decode().splitlines()] == [
        "line 2",
        "line 3",
        "line 4",
    ]
    assert done.returncode == 1


def test_odd_text_goes_through():
    done = run("resolve", "--jsonl", stdin='{"name":"\\ud800"}\n{"name":"Hama\\u0000"}\n')
    assert json.loads(done.stdout.splitlines()[0])["status"] == "unknown"
    assert done.stderr == b""


def test_a_table_for_people():
    done = run("resolve", "Hama")
    assert done.stdout.decode().splitlines()[0] == "Hama: resolved"
    assert "admin1" in done.stdout.decode()


def test_unknown_country_is_wrong_usage():
    done = run("resolve", "Hama", "--country", "Syria")
    assert done.returncode == 2
    assert "ISO 3166-1" in done.stderr.decode()


def test_near():
    answer = json.loads(run("near", "36.75", "35.13", "--jsonl").stdout)
    assert answer["province"]["iso"] == "SY-HM"
    assert answer["places"][0]["id"] == "gn:170017"
    assert answer["places"][0]["km"] < 2
    assert run("near", "36.75", "95").returncode == 2
    assert "Hama (SY-HM)" in run("near", "36.75", "35.13").stdout.decode()


def test_lines_of_one_source_speak_for_each_other_in_any_order(tmp_path):
    local = "Police in Columbus, Ohio, and Dayton, Ohio, met in Toledo. {}"
    rows = [{"id": n, "text": local.format(n), "source": "ohio.example"} for n in range(8)]
    rows.append({"id": "last", "text": "A fire broke out in Athens.", "source": "ohio.example"})
    there = "\n".join(map(json.dumps, rows))
    back = tmp_path / "back.jsonl"
    back.write_text("\n".join(map(json.dumps, rows[::-1])))
    piped = run("parse", "--jsonl", stdin=there).stdout.splitlines()
    assert run("parse", "--jsonl", str(back)).stdout.splitlines() == piped[::-1]
    (athens,) = json.loads(piped[-1])["toponyms"]
    alone = json.loads(run("parse", "--jsonl", stdin=json.dumps(rows[-1])).stdout)
    assert athens["place_id"] != alone["toponyms"][0]["place_id"]
