"""The commands as a person runs them, on real files."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from geo.__main__ import main
from tests.running import run_here
from tests.unit.share.test_share_page import carried

ROOT = Path(__file__).resolve().parents[3]


HOME = TemporaryDirectory()


def geo(*arguments, **more):
    return run_here(main, arguments, cwd=ROOT, environment={"DATELINE_HOME": HOME.name, **more})


def test_a_process_of_its_own_does_the_same():
    command = [sys.executable, "-m", "geo", "export", "--format", "csv"]
    environment = {**os.environ, "DATELINE_HOME": HOME.name}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, env=environment)
    here = geo("export", "--format", "csv")
    assert (done.returncode, done.stdout, done.stderr) == (0, here.stdout, here.stderr)


def test_export_writes_the_seed_events_with_all_claims():
    from geo.store.seeds import seed_events

    done = geo("export", "--format", "geojson", "--all")
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    claims = {f["id"]: len(f["properties"]["claims"]) for f in found["features"]}
    assert claims == {event.id: len(event.claims) for event in seed_events()}
    assert geo("export", "--format", "geojson", "--all").stdout == done.stdout


def test_a_bad_view_is_said_and_the_rest_is_done(tmp_path):
    out = tmp_path / "x.csv"
    done = geo("export", "--format", "csv", "--view", "province=SY-HM&to=x&frm=1", "-o", out)
    said = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert len(said) == 2 and "to=x" in said[0] and "frm=1" in said[1]
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert rows and {row["province_iso"] for row in rows} == {"SY-HM"}


def test_snapshot_makes_a_picture(tmp_path):
    out = tmp_path / "x.png"
    done = geo("snapshot", "--view", "province=SY-HM&from=2017-03-01", "-o", out)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert out.read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in tmp_path.iterdir()] == ["x.png"]


@pytest.mark.parametrize(
    ("name", "view", "said"),
    [
        ("x.bmp", "", "its name must end in one of"),
        ("none/x.png", "", "there is no folder"),
        ("", "", "its name must end in one of"),
        ("x.png", "from=2030-01-01", "No picture was made: No events, since 1 Jan 2030."),
    ],
)
def test_bad_input_is_a_sentence_and_leaves_nothing(tmp_path, name, view, said):
    done = geo("snapshot", "--view", view, "-o", f"{tmp_path}/{name}")
    assert done.returncode == 1
    assert said in done.stderr.decode()
    assert len(done.stderr.decode().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "x.csv").mkdir()
    done = geo("export", "-o", tmp_path / "x.csv")
    assert done.returncode == 1
    assert "is a folder" in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("export", "--format", "xls"),
        ("export", "-o", "x.csv", "--format", "nonsense"),
        ("snapshot",),
        ("export", "--jsonl", "--format", "csv"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_exit_2(arguments):
    done = geo(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("x.geojson", b'{"type": "FeatureCollection"'),
        ("x.csv", b"id,title,"),
        ("x.claims.csv", b"id,title,"),
        ("x.ucdp.csv", b"id,relid,"),
        ("x.xlsx", b"PK"),
        ("x.gpkg", b"SQLite format 3"),
        ("x.parquet", b"PAR1"),
        ("x.kml", b"<?xml"),
    ],
)
def test_the_name_of_the_file_tells_the_format(tmp_path, name, start):
    done = geo("export", "-o", tmp_path / name)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / name).read_bytes().startswith(start)


def test_every_format_can_be_printed(tmp_path):
    geo("export", "-o", tmp_path / "x.xlsx")
    printed = geo("export", "--format", "xlsx", "-o", "-")
    assert printed.stdout == (tmp_path / "x.xlsx").read_bytes()


def test_an_unknown_ending_is_a_sentence(tmp_path):
    done = geo("export", "-o", tmp_path / "x.shp")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "must end in one of .geojson" in done.stderr.decode()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["export", "snapshot"])
def test_help_is_there(command):
    done = geo(command, "--help")
    assert done.returncode == 0
    assert b"--view" in done.stdout


def test_a_reader_may_stop_early():
    command = f"{sys.executable} -m geo export --all | head -c 10"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], cwd=ROOT, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("name", "options", "start"),
    [
        ("x.svg", ["--paper", "a4"], b"<?xml"),
        ("x.pdf", ["--series", "province"], b"%PDF"),
        ("x.html", [], b"<!doctype html>"),
        ("x.gif", ["--clock", "known"], b"GIF89a"),
    ],
)
def test_every_format_is_made(tmp_path, name, options, start):
    view = "province=SY-HM&from=2017-01-01"
    done = geo("snapshot", "--view", view, "-o", tmp_path / name, *options)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_missing_ffmpeg_is_a_sentence(tmp_path):
    done = geo("snapshot", "-o", tmp_path / "x.mp4", PATH=str(tmp_path))
    assert done.returncode == 1
    assert b"needs ffmpeg, which is not installed" in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_taken_away_is_said_and_gone():
    done = geo("export", "--coarsen", "province", "--no-quotes")
    found = json.loads(done.stdout)
    assert len(found["dateline"]["protection"]) == 2
    kinds = {f["properties"]["place_kind"] for f in found["features"]}
    assert not kinds & {"city", "site", "admin2"}


@pytest.mark.parametrize(
    "options",
    [
        ["--coarsen", "near"],
        ["--coarsen", "0.1"],
        ["--withhold-source", "Nobody"],
        ["--withhold-event", "000000000000"],
    ],
)
def test_an_option_that_would_hide_nothing_is_wrong_usage(options):
    done = geo("export", *options)
    assert done.returncode == 2
    assert done.stdout == b""


def test_the_printed_hash_is_of_the_printed_link_s_data(tmp_path):
    out = tmp_path / "x.html"
    geo("snapshot", "--view", "province=SY-HM", "-o", out)
    facts = carried(out.read_bytes())["facts"]
    said = " ".join(json.loads(facts)["notes"])
    told, link = re.search(r"Data (\w+) View (\S+)", said).groups()
    data = geo("export", "--view", link).stdout
    assert sha256(data).hexdigest().startswith(told) and "rev=0" in link


def test_a_revision_that_is_not_there_is_a_sentence():
    done = geo("export", "--view", "rev=999")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no revision 999" in done.stderr
