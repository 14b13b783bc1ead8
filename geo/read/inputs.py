"""The reports that paths mean, with the manifests that stand beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geo.read.documents.reader import HTML_ENDINGS, MARKDOWN_ENDINGS
from geo.read.manifest import MOST_BYTES, NAME, Manifest, is_manifest, read_manifest, row_for
from geo.read.reports import Source

ENDINGS = (".txt", *MARKDOWN_ENDINGS, *HTML_ENDINGS, ".pdf", ".docx", ".eml")


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
    """Return the manifests of reports: the one that was named, then those beside them.

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
    except OSError as error:
        return Manifest(path.name, rejections=(f"{path}: cannot be read ({error.strerror}).",))


def with_rows(sources: Iterable[Source], manifests: Sequence[Manifest]) -> Iterator[Source]:
    """Yield sources, each with its row of a manifest.

    Parameters
    ----------
    sources : iterable of Source
        The reports.
    manifests : sequence of Manifest
        The first one that has a row for a report counts.
    """
    for source in sources:
        yield replace(source, row=row_for(source.name, manifests))
