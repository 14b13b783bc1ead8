"""What Python packs for a page in one file, the browser makes again, to the bit."""

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo.draw.web.columns_file import pack_columns, read_head
from geo.model.view import View
from geo.share.card import card_data
from geo.share.page.events import pack_events
from geo.share.page.packing import RowWriter, folded
from geo.store.table import MemoryTable, seed_table
from tests.unit.share.share_data import table as awkward_table

READ = """
async ([packed, facts]) => {
  const { readEvents } = await import("/js/file/events.js");
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const { columns, events, counts, claims } = readEvents(bytes.buffer, facts);
  let text = "";
  for (const byte of new Uint8Array(columns)) text += String.fromCharCode(byte);
  return { columns: btoa(text), events, counts: [...counts],
           claims: { ...claims, report: [...claims.report] } };
}
"""
ROWS = """
async ([packed, texts, counts]) => {
  const { RowReader, folded } = await import("/js/file/rows.js");
  const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const rows = new RowReader(bytes.buffer, texts);
  const first = rows.numbers();
  const second = rows.conditional(first);
  const said = rows.codes();
  return [[...first], [...second], rows.textsOf(said), rows.textsOf(rows.codes(said)),
          [...folded(first, Float64Array.from(counts))]];
}
"""
CARD = ("title", "when", "place", "province", "sources", "radius", "actors", "figures")
CLAIM = ("words", "toponym", "place", "date_words", "when", "modality", "origin", "known")


def later_claims(table):
    """Return a table whose events have their claims twice, the second time denied and later."""
    events = []
    for row in range(len(table.columns)):
        event = table.event(row)
        more = [
            replace(c, published=date(2019, 1, row % 28 + 1), modality="denied")
            for c in event.claims
        ]
        events.append(replace(event, claims=(*event.claims, *more)))
    return MemoryTable(events, table.reports)


@pytest.mark.parametrize(
    "table",
    [awkward_table(), seed_table(), later_claims(seed_table())],
    ids=["odd", "seeds", "later"],
)
def test_columns_and_cards_come_back(modules, table):
    drawn = table.columns.drawn
    data = pack_columns(table.columns)
    events = [table.event(row) for row in range(drawn)]
    cards = [card_data(event, table.reports, View()) for event in events]
    number = {name: index for index, name in enumerate(table.reports)}
    told = [number[claim.report_id] for event in events for claim in event.claims]
    packed, texts = pack_events(data, cards, told)
    facts = {"head": read_head(data)[0], "texts": texts}
    back = modules.evaluate(READ, [b64encode(packed).decode(), json.loads(json.dumps(facts))])
    made = b64decode(back["columns"])
    assert made[read_head(made)[1] :] == data[read_head(data)[1] :]
    assert read_head(made)[0] == read_head(data)[0]
    assert back["events"] == {key: [card[key] for card in cards] for key in CARD}
    claims = [claim for card in cards for claim in card["claims"]]
    assert back["counts"] == [len(card["claims"]) for card in cards]
    assert back["claims"] == {key: [c[key] for c in claims] for key in CLAIM} | {"report": told}


values = some.integers(-(2**31), 2**32 - 1)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some.lists(some.tuples(values, values, some.text(), some.integers(0, 3))))
def test_any_numbers_and_texts_come_back(modules, table):
    first, second, texts, more = map(list, zip(*table, strict=True)) if table else ([], [], [], [])
    rows = RowWriter()
    rows.numbers(np.array(first, np.int64))
    rows.given(np.array(second, np.int64), np.array(first, np.int64))
    said = rows.text(texts)
    rows.text(more, said)
    counts = [len(first)] if first else []
    asked = [b64encode(rows.packed()).decode(), rows.texts, counts]
    back = modules.evaluate(ROWS, asked)
    total = folded(np.array(first, np.int64), np.array(counts, np.int64)).tolist()
    assert back[:4] == [first, second, texts, more]
    assert len(first) > 4 or back[4] == total
