"""Our browser modules as one script, so that a page needs no server and no other file.

It reads the plain forms of import and export that our modules use, and refuses any other: each
module becomes a function that returns what it exports, in the order in which they need each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from posixpath import dirname, join, normpath

_IMPORT = re.compile(
    r"^import\s+(?:(?P<what>[^;\"']*?)\s+from\s+)?[\"'](?P<path>\.\.?/[\w./-]+)[\"'];\s*?$",
    re.MULTILINE,
)
_EXPORT = re.compile(
    r"^export\s+(?P<default>default\s+)?(?P<kind>(?:async\s+)?function\*?|class|const|let)\s*"
    r"(?P<name>\w*)",
    re.MULTILINE,
)
_LEFT_OVER = re.compile(r"^\s*(?:import|export)\b.*$", re.MULTILINE)
_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*$\n?", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_DEFAULT = "default_"


class CannotBundle(ValueError):
    """A module uses a form of import or export that the bundler does not know."""


def bundle(entry: str, read: Callable[[str], str], plain: frozenset[str] = frozenset()) -> str:
    """Return one script that runs a module and all that it imports.

    Parameters
    ----------
    entry : str
        Name of the module to run.
    read : callable
        Returns the text of a module by name.
    plain : set of str
        Modules that are scripts of others: taken as they are, without exports.

    Raises
    ------
    CannotBundle
        When a module has an import or export of another form, or modules need each other in a ring.
    """
    ordered: dict[str, str] = {}
    _collect(entry, read, plain, ordered, [])
    return "".join(ordered.values())


def _collect(
    name: str,
    read: Callable[[str], str],
    plain: frozenset[str],
    ordered: dict[str, str],
    above: list[str],
) -> None:
    if name in ordered:
        return
    if name in above:
        raise CannotBundle(f"modules need each other in a ring: {' '.join([*above, name])}")
    text = read(name)
    if name not in plain:
        text = _thinned(text)
        for found in _IMPORT.finditer(text):
            _collect(_resolved(name, found["path"]), read, plain, ordered, [*above, name])
    ordered[name] = _wrapped(name, text, name in plain)


def _wrapped(name: str, text: str, plain: bool) -> str:
    if plain:
        return f"(function () {{\n{text}\n}}).call(globalThis);\n"
    exports: dict[str, str] = {}
    text = _IMPORT.sub(lambda found: _imported(found, name), text)
    text = _EXPORT.sub(lambda found: _exported(found, exports), text)
    if left := _LEFT_OVER.search(text):
        raise CannotBundle(f"{name}: cannot bundle {left.group().strip()!r}")
    given = ", ".join(f"{key}: {value}" for key, value in exports.items())
    return f"const {_variable(name)} = (() => {{\n{text.strip()}\nreturn {{ {given} }};\n}})();\n"


def _imported(found: re.Match[str], importer: str) -> str:
    what, module = found["what"], _variable(_resolved(importer, found["path"]))
    if what is None:
        return ""
    if what.startswith("{"):
        return f"const {' '.join(what.split()).replace(' as ', ': ')} = {module};"
    if what.startswith("* as "):
        return f"const {what[5:].strip()} = {module};"
    return f"const {what} = {module}.{_DEFAULT};"


def _resolved(importer: str, path: str) -> str:
    """Return the name of a module that another one imports by a path from its own folder."""
    return normpath(join(dirname(importer), path))


def _exported(found: re.Match[str], exports: dict[str, str]) -> str:
    name = found["name"] or _DEFAULT
    exports[_DEFAULT if found["default"] else name] = name
    return f"{found['kind']} {name}"


def _variable(name: str) -> str:
    return "m_" + re.sub(r"\W", "_", name.removesuffix(".js").replace("/", "__"))


def _thinned(text: str) -> str:
    """Return a module without whole-line comments and indentation."""
    if any(line.count("`") % 2 for line in _BLOCK_COMMENT.sub("", text).splitlines()):
        return text  # a text of several lines must keep its spaces
    return _INDENT.sub("", _LINE_COMMENT.sub("", _BLOCK_COMMENT.sub("", text)))


def reader(files: Mapping[str, bytes]) -> Callable[[str], str]:
    """Return a function that reads modules out of a mapping of names to bytes."""

    def read(name: str) -> str:
        if name not in files:
            raise CannotBundle(f"there is no module {name}")
        return files[name].decode("utf-8")

    return read
