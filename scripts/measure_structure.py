"""Print what the house is like: sizes, names, words in code, described parameters.

    python scripts/measure_structure.py [FOLDER]

Figures are of `basics`, `gazetteer` and `geo` under the folder (this project without one).
`tests/arch/test_arch_house.py` holds them.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

PACKAGES = ("basics", "gazetteer", "geo")
# A constant of so many words is a word list.
LIST_WORDS = 10
# A word, and neither an escape, a column, a file, a media type nor a colour.
_WORD = r"(?<![\\\w{%<#./-])[a-z]{2,}(?![\w./:-])"
_PROGRAM = r"\bselect\b|\bcoalesce\b|\bpartition by\b|\bcreate table\b|\bpa\."
# "type" of NumPy's own sections, or the name and a colon.
_DESCRIBED = r"(?m)^\s*(?:\*{{0,2}}\w+, )*\*{{0,2}}{name}(?:, \*{{0,2}}\w+)*\s*:"


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[1])
    parser.add_argument("--names", action="store_true", help="also print what is counted")
    asked = parser.parse_args()
    found = measure(asked.folder, asked.names)
    json.dump(found, sys.stdout, indent=1, ensure_ascii=False)
    print()
    return 0


def measure(root: Path, names: bool = False) -> dict[str, Any]:
    """Return the figures of a checkout.

    Parameters
    ----------
    root : Path
        The project's folder.
    names : bool
        Also return what was counted, by name.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in python_files(root)}
    lists = [f"{path.relative_to(root)}:{name}" for path, name in word_lists(trees)]
    doubled = doubled_classes(trees, root)
    undescribed, public = undescribed_functions(trees, root)
    found: dict[str, Any] = {
        "files": len(trees),
        "fullest folders": fullest(root),
        "lines of a file": spread([path.read_text().count("\n") for path in trees]),
        "lines of a function": spread([length(each) for each in functions(trees)]),
        "word lists in code": len(lists),
        "classes that share a name": len(doubled),
        "public functions with two arguments and more": public,
        "described, %": round(100 * (1 - len(undescribed) / max(public, 1)), 1),
    }
    if names:
        found |= {"lists": lists, "doubled": doubled, "undescribed": undescribed}
    return found


def python_files(root: Path) -> list[Path]:
    """Return the Python files of the packages."""
    return sorted(path for package in PACKAGES for path in (root / package).rglob("*.py"))


def source_files(root: Path) -> list[Path]:
    """Return the Python, JavaScript and CSS files of the packages."""
    endings = {".py", ".js", ".css"}
    every = (path for package in PACKAGES for path in (root / package).rglob("*"))
    return sorted(path for path in every if path.suffix in endings)


def fullest(root: Path, most: int = 3) -> dict[str, int]:
    """Return the folders with most source files."""
    counts = Counter(path.parent.relative_to(root).as_posix() for path in source_files(root))
    return dict(counts.most_common(most))


def spread(values: list[int]) -> dict[str, float]:
    """Return median, 90th percentile and maximum."""
    return {"median": median(values), "p90": quantiles(values, n=10)[8], "most": max(values)}


def functions(trees: dict[Path, ast.Module]) -> Iterator[Any]:
    """Yield every function of the trees."""
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node


def length(node: Any) -> int:
    """Return the lines of a function without its docstring."""
    first = node.body[0]
    said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    doc = first.end_lineno - first.lineno + 1 if said and first.end_lineno else 0
    return int(node.end_lineno - node.lineno + 1 - doc)


def word_lists(trees: dict[Path, ast.Module]) -> Iterator[tuple[Path, str]]:
    """Yield the module constants that hold ten and more words of a language."""
    for path, tree in trees.items():
        for node in tree.body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            if isinstance(node, ast.AnnAssign) and node.value is not None:
                targets = [node.target]
            if targets and count_words(node.value) >= LIST_WORDS:
                yield path, ast.unparse(targets[0])


def count_words(value: ast.AST | None) -> int:
    """Count the different words in the texts of an expression, of lists and of alternatives.

    SQL and Arrow schemas are programs and no vocabulary, and neither are keys, names of columns,
    files, media types and colours.
    """
    if value is None or re.search(_PROGRAM, ast.unparse(value), re.IGNORECASE):
        return 0
    keys = {id(key) for n in ast.walk(value) if isinstance(n, ast.Dict) for key in n.keys}
    texts = [
        n.value
        for n in ast.walk(value)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in keys
    ]
    return len({word for text in texts for word in re.findall(_WORD, text)})


def doubled_classes(trees: dict[Path, ast.Module], root: Path) -> dict[str, list[str]]:
    """Return the class names that stand for several classes, with their files."""
    where = defaultdict(list)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                where[node.name.lstrip("_")].append(path.relative_to(root).as_posix())
    return {name: files for name, files in sorted(where.items()) if len(files) > 1}


def undescribed_functions(trees: dict[Path, ast.Module], root: Path) -> tuple[list[str], int]:
    """Return the public functions whose docstrings lack an argument, and how many there are."""
    lacking, count = [], 0
    for path, tree in trees.items():
        for name, node, above in public_functions(tree):
            names = arguments(node)
            if len(names) < 2 or is_overload(node):
                continue
            count += 1
            said = (ast.get_docstring(node) or "") + (above if node.name == "__init__" else "")
            if not all(re.search(_DESCRIBED.format(name=re.escape(each)), said) for each in names):
                lacking.append(f"{path.relative_to(root)}:{name}")
    return lacking, count


def is_overload(node: Any) -> bool:
    """Say whether a function only overrides or overloads one that is described elsewhere."""
    return any(
        "overrid" in ast.unparse(d) or "overload" in ast.unparse(d) for d in node.decorator_list
    )


def public_functions(tree: ast.Module) -> Iterator[tuple[str, Any, str]]:
    """Yield public functions and methods with their names and the docstring of their class."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if not node.name.startswith("_"):
                yield node.name, node, ""
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            methods = [
                n for n in node.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))
            ]
            for inner in methods:
                if not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner, ast.get_docstring(node) or ""


def arguments(node: Any) -> list[str]:
    """Return the names of a function's arguments, without self and cls."""
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [each.arg for each in every if each.arg not in ("self", "cls")]


if __name__ == "__main__":
    raise SystemExit(main())
