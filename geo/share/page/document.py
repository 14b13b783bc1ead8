"""A page that is one file: a policy, a style sheet, packed files, and the script that opens them.

The first script is a few lines; the program is packed like the data and run by it. The policy
allows these two scripts by their hashes and nothing else.
"""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import escape

from geo.draw.web import assets
from geo.share.page.bundle import bundle, reader

_OWN = (
    "tokens map legend timeline/frame timeline/chart timeline/controls panel card provinces "
    "filters file"
)
SHEETS = ("leaflet.css", *(f"css/{name}.css" for name in _OWN.split()))
# Every module of the bundle sees this instead of the browser's own, so nothing asks a network.
PRELUDE = """"use strict";
const localFiles = globalThis.datelineFiles;
const fetch = async (address) =>
new Response(localFiles.get(address) ?? null, { status: localFiles.has(address) ? 200 : 404 });
"""


def document(title: str, files: Mapping[str, bytes]) -> str:
    """Return the page that carries some files; its program reads them by name.

    Parameters
    ----------
    title : str
        Any text; it is escaped.
    files : mapping of str to bytes
        What the page carries, by names that need no escaping in HTML.
    """
    start, program, sheet = _start(), _program(), _sheet()
    policy = (
        f"default-src 'none'; script-src {_allowed(start)} {_allowed(program)}; "
        f"style-src {_allowed(sheet)}; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{escape(title)}</title>\n<style>{sheet}</style>\n</head>\n<body>\n",
            f"<noscript>{escape(title)}. This file needs JavaScript to show the map.</noscript>\n",
            *_embedded({"program": program.encode(), **files}),
            f'<script type="module">{start}</script>\n</body>\n</html>\n',
        )
    )


def _embedded(files: Mapping[str, bytes]) -> Iterator[str]:
    for name, data in files.items():
        text = b64encode(gzip.compress(data, 9, mtime=0)).decode()
        yield f'<script type="text/plain" data-file="{name}">{text}</script>\n'


def _allowed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _program() -> str:
    modules = bundle("file/main.js", reader(assets.source_files()), frozenset({"leaflet.js"}))
    return f"{PRELUDE}{modules}"


@cache
def _start() -> str:
    # It holds no end of a script element, which would end it for the parser.
    return _as_parsed(bundle("file/start.js", reader(assets.source_files())))


@cache
def _sheet() -> str:
    files = assets.source_files()
    text = "\n".join(files[name].decode("utf-8") for name in SHEETS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    # Leaflet's sheet names images for controls that this map does not have.
    text = re.sub(r"url\((?!['\"]?data:)[^)]*\)", "none", text)
    return _as_parsed(re.sub(r"\n\s*", "\n", text).replace("</", "<\\/"))


def _as_parsed(text: str) -> str:
    """Return text as a browser's parser will read it, for the hashes in the policy to agree."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
