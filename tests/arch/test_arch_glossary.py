"""The glossary is the authority for names: no class or module is named by a retired word."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
MODULES = [
    path
    for folder in ("basics", "gazetteer", "geo")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".js"} and path.stem != "__init__"
]


def rows() -> list[list[str]]:
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def retired_words() -> set[str]:
    return {word.strip() for row in rows() for word in row[2].split(",") if word.strip()}


def retired_files() -> set[str]:
    return set(re.findall(r"`(\w+)`", GLOSSARY.split("## Names of files that are gone")[1]))


def parts(name: str) -> set[str]:
    words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
    return {word.casefold() for word in words}


def classes(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        return re.findall(r"^(?:export )?(?:default )?class (\w+)", text, re.MULTILINE)
    return [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ClassDef)]


def test_the_glossary_is_alphabetical_and_says_each_word_once() -> None:
    words = [row[0].casefold() for row in rows()]
    assert words == sorted(words)
    assert len(set(words)) == len(words)
    assert not retired_words() & {word for row in rows() for word in row[0].casefold().split(", ")}


def test_no_module_is_named_by_a_retired_word() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if path.stem in retired_files() or parts(path.stem) & retired_words()
    }
    assert not found


def test_no_class_is_named_by_a_retired_word() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in classes(path)
        if parts(name) & retired_words()
    }
    assert not found


def test_no_two_classes_share_a_name() -> None:
    where: dict[str, list[str]] = {}
    for path in MODULES:
        if path.suffix == ".py":
            for name in classes(path):
                where.setdefault(name.lstrip("_"), []).append(path.relative_to(ROOT).as_posix())
    assert not {name: files for name, files in where.items() if len(files) > 1}


@pytest.mark.parametrize("name", ["TriggerHit", "_Refused", "told", "SureView"])
def test_a_retired_word_is_noticed(name: str) -> None:
    assert parts(name) & retired_words()
