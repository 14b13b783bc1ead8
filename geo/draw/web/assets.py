"""Everything the browser loads that no event is part of, under one name that is its content."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

import pyarrow as pa

from basics.hashes import content_hash
from geo.draw.web.folium_map import leaflet_files, map_module
from geo.model.facets import FACETS, SqlSource

HERE = Path(__file__).parent
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".png": "image/png",
    ".bin": "application/octet-stream",
}
SMALLEST_GZIP = 512
# Level 6 takes three times as long on a million events and saves a tenth.
GZIP_LEVEL = 4
ZSTD_LEVEL = 3


@dataclass(frozen=True)
class Blob:
    """Bytes under the hash of their content.

    Attributes
    ----------
    data : bytes
        What is served.
    sha : str
        The hash, which addresses are made of.
    media_type : str
        As the Content-Type header has it.
    """

    data: bytes = field(repr=False)
    sha: str
    media_type: str = TYPES[".bin"]

    @cached_property
    def gzipped(self) -> bytes | None:
        """The bytes compressed, or None where that saves next to nothing."""
        if len(self.data) < SMALLEST_GZIP:
            return None
        return self._worth(gzip.compress(self.data, GZIP_LEVEL, mtime=0))

    @cached_property
    def zstd(self) -> bytes | None:
        """The same in Zstandard (RFC 8878), which browsers unpack faster."""
        if len(self.data) < SMALLEST_GZIP:
            return None
        return self._worth(pa.Codec("zstd", ZSTD_LEVEL).compress(self.data, asbytes=True))

    def _worth(self, packed: bytes) -> bytes | None:
        return packed if len(packed) < 0.95 * len(self.data) else None


def blob(data: bytes, name: str = "") -> Blob:
    """Return bytes ready to be served.

    Parameters
    ----------
    data : bytes
        What is served; its hash is its name.
    name : str
        A file's name or its ending, such as ".bin", which the media type follows from.
    """
    return Blob(data, content_hash(data), TYPES.get(Path(name).suffix, TYPES[".bin"]))


def source_files() -> dict[str, bytes]:
    """Return the modules and style sheets by the path they are served under."""
    found = sorted([*(HERE / "js").rglob("*.js"), *(HERE / "css").rglob("*.css")])
    own = {_served_name(path): path.read_bytes() for path in found}
    made = {"map.js": map_module().encode(), "facets.js": facets_module().encode()}
    return own | leaflet_files() | made


def facets_module() -> str:
    """Return the list of facets as a module of the browser; `js/facets.d.ts` has its types."""
    rows = [
        {
            "key": facet.key,
            "title": facet.title,
            "plural": facet.plural,
            "empty": facet.empty,
            "labels": str(facet.labels),
            "code": facet.code,
            "many": facet.many,
            "byDay": facet.source is SqlSource.STATUS,
        }
        for facet in FACETS
    ]
    return f"export const FACETS = {json.dumps(rows, indent=1)};\n"


@cache
def files() -> tuple[str, Mapping[str, Blob]]:
    """Return the hash over all files, and the files by served name."""
    source = source_files()
    joined = [part for name in sorted(source) for part in (name.encode(), b"\0", source[name])]
    return content_hash(*joined), MappingProxyType(
        {name: blob(data, name) for name, data in source.items()}
    )


def _served_name(path: Path) -> str:
    inside = path.relative_to(HERE)
    return inside.relative_to("js").as_posix() if inside.parts[0] == "js" else inside.as_posix()
