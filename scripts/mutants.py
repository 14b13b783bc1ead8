"""Change the code a little, one place at a time, and see whether a test notices: make mutants.

Cosmic Ray makes the changes; each is tried on a copy of the project with the few tests that stand
for its module. A change that no test notices survived, and is printed.
"""

from __future__ import annotations

import argparse
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[1]
TESTS = {
    "geo/model/event.py": "tests/unit/model",
    "geo/model/place.py": "tests/unit/model",
    "geo/model/timespan.py": "tests/unit/model",
    "geo/model/address.py": "tests/unit/model tests/property/test_model_view.py",
    "geo/store/query/select.py": (
        "tests/unit/store/test_status_at.py tests/property/test_store_select.py"
    ),
    "geo/share/redaction.py": "tests/unit/share/test_share_redaction.py",
    "geo/draw/print/frame.py": "tests/unit/draw/test_printed_map.py",
    "geo/read/claims/figures/figures.py": "tests/unit/read/claims/test_claims_figures.py",
}
# Types are written with "|", so that replacing it changes nothing that runs.
LEFT_OUT = (
    "BitOr",
    "BitXor",
    "BitAnd",
    "Shift",
    "Pow",
    "_Is",
    "Decorator",
    "Exception",
    "Variable",
)
SEED = 13
LONGEST_SECONDS = 120
# Hypothesis takes the same examples without a deadline; no mutant runs from another's bytecode.
_STEADY = os.environ | {"CI": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=8, help="so many changes a module")
    parser.add_argument("--all", action="store_true", help="every change; takes hours")
    parser.add_argument("modules", nargs="*", default=list(TESTS), help="modules of the project")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = _copied(Path(folder))
        for module in asked.modules:
            _try(copy, module, None if asked.all else asked.each)
    return 0


def _copied(folder: Path) -> Path:
    names = ["basics", "gazetteer", "geo", "tests", "seeds", "scripts", ".streamlit"]
    for name in names:
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    for name in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def _try(copy: Path, module: str, most: int | None) -> None:
    path = copy / module
    source = path.read_text(encoding="utf-8")
    places = list(_places(source))
    chosen = random.Random(SEED).sample(places, min(most or len(places), len(places)))
    if not _pass(copy, TESTS[module].split()):
        raise SystemExit(f"{module}: its tests fail as it stands, so nothing can be said")
    survivors, tried = [], 0
    for name, occurrence in chosen:
        mutant = mutate_code(source, get_operator(name)(), occurrence)
        if mutant is None or mutant == source:
            continue
        tried += 1
        path.write_text(mutant, encoding="utf-8")
        if _pass(copy, TESTS[module].split()):
            survivors.append(_diff(source, mutant))
    path.write_text(source, encoding="utf-8")
    print(f"{module}: {tried - len(survivors)} of {tried} noticed, of {len(places)} there are")
    print("".join(survivors), flush=True)


def _places(source: str) -> Iterator[tuple[str, int]]:
    """Yield every change that can be made: the operator's name and where it is applied."""
    tree = get_ast(source)
    for name in sorted(operator_names()):
        if any(word in name for word in LEFT_OUT):
            continue
        operator = get_operator(name)()
        count = sum(len(list(operator.mutation_positions(node))) for node in _nodes(tree))
        yield from ((name, occurrence) for occurrence in range(count))


def _nodes(node: object) -> Iterator[object]:
    yield node
    for child in getattr(node, "children", ()):
        yield from _nodes(child)


def _pass(copy: Path, tests: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=copy, env=_STEADY, capture_output=True, timeout=LONGEST_SECONDS
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _diff(source: str, mutant: str) -> str:
    lines = [text.splitlines(keepends=True) for text in (source, mutant)]
    return "".join(line for line in difflib.unified_diff(*lines, n=0) if line[:3] not in _HEADS)


_HEADS = ("---", "+++", "@@ ")


if __name__ == "__main__":
    raise SystemExit(main())
