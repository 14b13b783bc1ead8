"""A copy of the project to try a recipe of CONTRIBUTING.md on, which knows what was touched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("basics", "gazetteer", "geo", "seeds", ".streamlit")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


class ProjectCopy:
    """The code of the project in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: set[str] = set()
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
        shutil.copy(ROOT / "app.py", folder)

    def add(self, name: str, text: str) -> None:
        """Write a new file."""
        assert not (self.folder / name).exists()
        (self.folder / name).write_text(text, encoding="utf-8")
        self.touched.add(name)

    def insert(self, name: str, before: str, text: str) -> None:
        """Put lines before the one line of a file that begins with some text."""
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (at,) = [n for n, line in enumerate(lines) if line.startswith(before)]
        lines.insert(at, text)
        self._write(name, "".join(lines))

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace a text that a file has once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        self._write(name, text.replace(old, new))

    def append(self, name: str, text: str) -> None:
        """Put lines at the end of a file."""
        self._write(name, (self.folder / name).read_text(encoding="utf-8") + text)

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        self.touched.add(name)

    def run(self, code: str, stdin: str = "") -> str:
        """Run Python in the copy, and return what it prints."""
        return self._run([sys.executable, "-c", code], stdin)

    def command(self, *words: str, stdin: str = "") -> str:
        """Run a command of the copy, and return its output, else what it says."""
        return self._run([sys.executable, "-m", *words], stdin)

    def _run(self, command: list[str], stdin: str) -> str:
        environment = os.environ | {"PYTHONPATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, input=stdin, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout or done.stderr
