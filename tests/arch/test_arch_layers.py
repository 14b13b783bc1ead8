"""The layers hold, and nothing the project must not do is in its files."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = [
    path
    for folder in ("basics", "geo", "gazetteer")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".css"}
]


def test_layers_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_only_the_ui_imports_streamlit() -> None:
    users = [
        path for path in CODE if re.search(r"^\s*(import|from) streamlit", path.read_text(), re.M)
    ]
    assert all((ROOT / "geo" / "ui") in path.parents for path in users), users


def test_the_browser_code_places_text_as_text() -> None:
    forbidden = re.compile(
        r"\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function"
    )
    for path in CODE:
        if path.suffix == ".js":
            assert not forbidden.search(path.read_text()), path


def test_every_run_time_package_is_pinned() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    assert names and all("==" in line for line in names), names


def test_files_of_shapes_open_by_one_door() -> None:
    opens = re.compile(r"geopandas\.read_|pyogrio\.read|\.read_dataframe\(|gpd\.read_")
    users = {path.name for path in CODE if opens.search(path.read_text())}
    assert users == {"vector_file.py"}
