"""The wheel, installed in an empty environment, does what a checkout does, wherever it is used."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from gazetteer.index.build import ensure_base
from tests.servers import free_port, wait_until_healthy

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
REPORT = (
    "Four civilians were killed on Monday when an airstrike hit the town of Taybat al-Imam in "
    "Hama province, the Syrian Observatory for Human Rights said."
)


def _succeed(*command: str | Path, **options: object) -> str:
    done = subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built here as `pip install .` builds it, without asking for the builder."""
    folder = tmp_path_factory.mktemp("wheel")
    _succeed(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("dateline-*.whl"))


@pytest.fixture(scope="module")
def dateline(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, in an environment with our packages from the wheel, and others' from here."""
    folder = tmp_path_factory.mktemp("installed")
    _succeed(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    installed = [sys.executable, "-m", "pip", "--python", str(python)]
    _succeed(*installed, "install", "-q", "--no-deps", "--no-index", wheel)
    variables = {"base": str(folder), "platbase": str(folder)}
    own = Path(sysconfig.get_path("purelib", "venv", variables))
    (own / "others.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    assert "No broken requirements" in _succeed(*installed, "check")
    return folder / "bin" / "dateline"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder to work in that is no checkout, though things there are called like our packages."""
    folder = tmp_path / "elsewhere"
    (folder / ".streamlit").mkdir(parents=True)
    (folder / ".streamlit" / "config.toml").write_text('[server]\naddress = "0.0.0.0"\n')
    (folder / "geo.py").write_text("raise RuntimeError('this is not ours')\n")
    return folder


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment without what leads to the checkout, and with a data directory of its own."""
    base = ensure_base()
    home = tmp_path / "home" / "gazetteer"
    home.mkdir(parents=True)
    (home / base.name).symlink_to(base, target_is_directory=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"DATELINE_HOME": str(home.parent)}


def test_the_wheel_has_every_file_of_the_packages(wheel: Path) -> None:
    listed = _succeed("git", "ls-files", "basics", "gazetteer", "geo", cwd=ROOT).splitlines()
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert listed and set(listed) <= packed
    extra = {"app.py", ".streamlit/config.toml", "seeds/events.toml", "seeds/reports.toml"}
    assert {f"geo/_app/{name}" for name in extra} <= packed
    assert not [name for name in packed if name.startswith(("tests/", "bench/", "docs/"))]


def test_the_main_job_is_done(dateline: Path, elsewhere: Path, environment: dict[str, str]) -> None:
    def run(*arguments: str) -> str:
        return _succeed(dateline, *arguments, cwd=elsewhere, env=environment)

    assert run("--version").startswith("dateline 0.")
    assert "snapshot" in run("--help")
    found = json.loads(run("gazetteer", "resolve", "Hama", "--country", "SY", "--jsonl"))
    assert found["status"] == "resolved"
    assert found["place"]["admin1"] == "Hama"
    (elsewhere / "report.txt").write_text(REPORT, encoding="utf-8")
    told = ("--published", "2017-03-14", "--jsonl")
    proposed = [json.loads(line) for line in run("read", "report.txt", *told).splitlines()]
    assert [(event["location"]["admin1_iso"], event["best"]) for event in proposed] == [
        ("SY-HM", 4)
    ]
    run("export", "--format", "csv", "-o", "events.csv")
    with (elsewhere / "events.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) >= 10
    run("snapshot", "-o", "map.png")
    assert (elsewhere / "map.png").read_bytes().startswith(b"\x89PNG")


def test_wrong_usage_is_said(dateline: Path, elsewhere: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [dateline, "gazetteer", "resolve", "--nonsense"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "usage: dateline gazetteer" in done.stderr


def test_the_dashboard_opens_on_loopback(
    dateline: Path, elsewhere: Path, environment: dict[str, str], browser: Browser
) -> None:
    port = free_port()
    log = elsewhere / "log"
    line = [dateline, f"--server.port={port}", "--server.headless=true"]
    with log.open("wb") as out:
        process = subprocess.Popen(line, cwd=elsewhere, env=environment, stdout=out, stderr=out)
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}", process)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}")
        page.wait_for_selector(".dateline-explorer[data-ready='true']", timeout=60_000)
        page.close()
    finally:
        process.terminate()
        process.wait(timeout=20)
    said = log.read_text(encoding="utf-8")
    assert f"http://127.0.0.1:{port}" in said
    assert "0.0.0.0" not in said
    assert "External URL" not in said
