"""The reports that paths mean, with the manifests that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geo.read.manifest import MOST_BYTES, NAME, Manifest, is_manifest, read_manifest, told_of
from geo.read.reports import Source

ENDINGS = (
    ".txt", ".md", ".markdown", ".mdown", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml",
)  # fmt: skip


def reports_in(path: str) -> list[str]:
    """Return the reports that a path means: itself, or those in the folder that it is, in order.

    A manifest is no report. Folders in a folder are not looked into.
    """
    if is_manifest(path):
        return []
    if not Path(path).is_dir():
        return [path]
    return [
        str(each)
        for each in sorted(Path(path).iterdir())
        if each.suffix.lower() in ENDINGS and not each.name.startswith(".") and each.is_file()
    ]


def manifests_for(paths: Iterable[str], named: str | None = None) -> list[Manifest]:
    """Return the manifests that tell of reports: the one that was named, then those beside them.

    Parameters
    ----------
    paths : iterable of str
        Files and folders.
    named : str, optional
        A manifest's path; unlike those beside the reports it has to be there.
    """
    beside = dict.fromkeys(map(_manifest_beside, paths))
    found = [Path(named)] if named else []
    return [_opened(path) for path in (*found, *(each for each in beside if each.is_file()))]


def _manifest_beside(path: str) -> Path:
    return (Path(path) if Path(path).is_dir() else Path(path).parent) / NAME


def _opened(path: Path) -> Manifest:
    try:
        with path.open("rb") as file:
            return read_manifest(file.read(MOST_BYTES + 1), path.name)
    except OSError as fault:
        return Manifest(path.name, faults=(f"{path}: cannot be read ({fault.strerror}).",))


def told_by(manifests: Sequence[Manifest], sources: Iterable[Source]) -> Iterator[Source]:
    """Yield sources with what the first manifest that knows each tells of it."""
    for source in sources:
        yield replace(source, told=told_of(source.name, manifests))
