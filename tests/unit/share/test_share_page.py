import gzip
import json
import re
from base64 import b64decode
from datetime import date

import pytest

from geo.draw.basemap import files as basemap
from geo.draw.basemap.part import part, unpack
from geo.model.event import event_id
from geo.model.view import View
from geo.share.page import html_page as page_module
from geo.share.page.bundle import CannotBundle, bundle, reader
from geo.share.page.html_page import page
from geo.share.pictures.footer import NothingToShow
from tests.unit.share.share_data import EVENTS, table


def carried(data):
    """Return the files that a page carries, by name."""
    found = re.findall(r'<script type="text/plain" data-file="([^"]+)">([^<]*)<', data.decode())
    return {name: gzip.decompress(b64decode(text)) for name, text in found}


def test_it_carries_what_the_view_shows_and_no_more():
    view = View(as_of=date(2016, 1, 31), first=date(2016, 1, 1))
    files = carried(page(table(), view))
    facts = json.loads(files["facts"])
    shown = {event_id("month"), event_id("far"), event_id("hostile")}
    for each in EVENTS:
        assert (each.title in facts["texts"]) == (each.id in shown)
    assert facts["head"]["n"] == 3
    everything = b"".join(files.values())
    assert b"It never did" not in everything, "a claim that was not yet public"


def test_nothing_to_show_is_a_sentence():
    with pytest.raises(NothingToShow, match="Clear a filter"):
        page(table(), View(query="zeppelin"))


def test_the_part_of_the_basemap_keeps_some_provinces_and_all_countries():
    header, arcs = unpack(part({"SY"}, (34, 32, 43, 38)))
    whole, world = unpack(basemap.file("world"))
    assert set(header["country"]) == set(whole["country"])
    assert sum(code == "SY" for code in header["country"]) == 14
    assert sum(code == "FR" for code in header["country"]) == 1
    assert len(arcs.rings) == len(header["iso"]) == len(header["name"])
    drawn = {code for code, rings in zip(whole["country"], world.rings, strict=True) if rings}
    assert {
        code for code, rings in zip(header["country"], arcs.rings, strict=True) if rings
    } == drawn


def test_every_outline_is_closed():
    _, arcs = unpack(part(set()))
    open_walks = 0
    for rings in arcs.rings:
        for walk in rings:
            ends = [arcs.lines[max(arc, ~arc)][[0, -1]][:: 1 if arc >= 0 else -1] for arc in walk]
            chained = all(
                (a[1] == b[0]).all() for a, b in zip(ends, [*ends[1:], ends[0]], strict=True)
            )
            open_walks += not chained
    assert open_walks <= 1


MODULES = {
    "a.js": b'import { b as c, d } from "./b.js";\n'
    b'import first from "./folder/c.js";\nlog(c, d(), first());\n',
    "b.js": b"/** Doc. */\nexport const b = 1;\nexport function d() { return `x`; }\n",
    "folder/c.js": b"// Comment.\nimport '../lib.js';\n"
    b"export default function () { return lib; }\n",
    "lib.js": b"globalThis.lib = 3;",
}


def test_modules_become_one_script_in_the_order_they_need_each_other():
    text = bundle("a.js", reader(MODULES), frozenset({"lib.js"}))
    assert text.index("globalThis.lib") < text.index("m_folder__c =") < text.index("m_a =")
    assert "import" not in text and "export" not in text and "Comment" not in text
    assert "const { b: c, d } = m_b;" in text


@pytest.mark.parametrize(
    "text",
    [
        b'export * from "./b.js";',
        b"export { x };",
        b'import "https://example.org/x.js";',
        b'import { a } from "./a.js";',
        b'import { x } from "./none.js";',
    ],
)
def test_what_the_bundler_does_not_know_is_refused(text):
    with pytest.raises(CannotBundle):
        bundle("a.js", reader(MODULES | {"a.js": text}))


def test_lines_inside_a_text_keep_their_spaces():
    text = bundle("t.js", reader({"t.js": b"export const x = `a\n    // b\n`;\n"}))
    assert "    // b" in text


def test_a_file_of_very_many_events_leaves_quotes_out_and_says_so(monkeypatch):
    monkeypatch.setattr(page_module, "MOST_FULL", 2)
    files = carried(page(table(), View()))
    facts = json.loads(files["facts"])
    quotes = {claim.words for event in EVENTS for claim in event.claims}
    quotes -= {event.title for event in EVENTS}
    assert quotes and not quotes & {text for text in facts["texts"] if isinstance(text, str)}
    assert "Quotes" in " ".join(facts["notes"])
    assert facts["head"]["n"] == 4
