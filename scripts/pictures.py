"""Makes docs/pictures: the founding events as pictures, films and pages of every format.

Each is made by the command a user would type, so the pictures are also a check of the commands.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
YEARS = "from=2015-07-01&to=2017-04-30"
ADDRESS = ["--address", "https://dateline.example/"]
FORMATS = {
    "map-light.png": [],
    "map-dark.png": ["--theme", "dark"],
    "map-hama.svg": ["--view", "province=SY-HM&from=2017-03-01"],
    "map-a4.pdf": ["--paper", "a4", "--view", YEARS, *ADDRESS],
    "map-a4-portrait.png": ["--paper", "a4-portrait", "--scale", "1", "--view", YEARS, *ADDRESS],
    "map-letter.pdf": ["--paper", "letter-portrait", "--theme", "dark", "--view", YEARS],
    "map-square.png": ["--paper", "square", "--scale", "1", "--view", YEARS],
    "map-wide.png": ["--paper", "wide", "--scale", "1", "--view", YEARS],
    "map-coarse.png": ["--coarsen", "50", "--scale", "1", "--view", YEARS],
    "series-quarter.png": ["--series", "quarter", "--view", YEARS],
    "series-province.png": ["--series", "province", "--paper", "a4-portrait", "--view", YEARS],
    "film-known.gif": ["--clock", "known", "--view", YEARS],
    "film-quarters.gif": ["--step", "quarter", "--view", YEARS],
    "film-quarters.mp4": ["--step", "quarter", "--view", YEARS],
    "page.html": [],
}


def main() -> int:
    """Make every picture; says which could not be made."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"DATELINE_HOME": home}
        failed = [name for name in FORMATS if not _make(name, environment)]
    for name in failed:
        print(f"{name} was not made", file=sys.stderr)
    return bool(failed)


def _make(name: str, environment: dict[str, str]) -> bool:
    command = [sys.executable, "-m", "geo", "snapshot", "-o", str(PICTURES / name), *FORMATS[name]]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode == 0:
        print(f"{name}: {(PICTURES / name).stat().st_size // 1024} kB")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
