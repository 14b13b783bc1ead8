"""What is declared, what is pinned and what is locked are the same packages."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]


def pins(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    kept = [line.partition("#")[0].rstrip(" \\") for line in lines]
    pairs = [line.split("==") for line in kept if line and not line.startswith((" ", "-r"))]
    return {canonicalize_name(package): version for package, version in pairs}


def test_the_lock_has_the_pins_and_a_hash_for_each():
    assert pins("requirements.lock") == pins("requirements.txt")
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for block in re.split(r"\n(?=\S)", text):
        assert block.startswith("#") or "--hash=sha256:" in block, block
    assert "://" not in text, "it names a host: write it with `make lock`"


def test_the_declared_ranges_begin_at_the_pins_and_end_at_the_next_major():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = pins("requirements.txt") | pins("requirements-cluster.txt")
    declared = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    for requirement in map(Requirement, declared):
        bounds = {part.operator: part.version for part in requirement.specifier}
        assert bounds[">="] == pinned[canonicalize_name(requirement.name)], requirement
        assert "<" in bounds, requirement
