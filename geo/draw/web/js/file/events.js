// Makes the events again that geo/share/page/events.py packed: the column file, and the cards.

import { isoDay } from "../basics/days.js";
import { RowReader, folded, spread, startsOf, sum } from "./rows.js";

const LONGEST = 4096;
const ARRAYS = {
  f4: Float32Array,
  i4: Int32Array,
  u4: Uint32Array,
  u2: Uint16Array,
  u1: Uint8Array,
};

/**
 * What the cards say, by column: per event in the order of the column file, and per claim.
 * @typedef {Object} CardColumns
 * @property {Record<string, any[]>} events
 * @property {Float64Array} counts number of claims of each event
 * @property {Record<string, any>} claims
 */

/**
 * @param {ArrayBuffer} packed
 * @param {Pick<import("../basics/data.js").PageFacts, "head"|"texts">} facts the header of the
 *   column file, and the texts
 * @returns {{columns: ArrayBuffer} & CardColumns} the column file, and what the cards say
 */
export function readEvents(packed, { head, texts }) {
  const rows = new RowReader(packed, texts);
  const made = { arrays: {}, events: {} };
  const name = readWhere(rows, made);
  const when = readWhen(rows, made);
  made.events.title = rows.textsOf(rows.codes());
  made.events.figures = rows.textsOf(rows.codes());
  const outlets = readLists(rows, made, head.vocab);
  const { counts, claims, manner } = readClaims(rows, made, name, when, outlets);
  made.arrays.status = rows.conditional(manner);
  made.arrays.certainty = rows.conditional(manner);
  readChanges(rows, made.arrays, manner);
  return { columns: columnFile(head, made.arrays), events: made.events, counts, claims };
}

function readWhere(rows, { arrays, events }) {
  arrays.type = rows.numbers();
  arrays.province = rows.numbers();
  arrays.country = rows.conditional(arrays.province);
  events.province = rows.textsOf(rows.codes(arrays.province));
  const name = rows.codes(arrays.province);
  events.place = rows.textsOf(name);
  arrays.place = rows.conditional(name);
  arrays.kind = rows.conditional(name);
  const radius = rows.conditional(name);
  arrays.radius = floats(radius);
  events.radius = rows.textsOf(rows.codes(radius));
  arrays.lon = readDegrees(rows, name);
  arrays.lat = readDegrees(rows, name);
  return name;
}

function readDegrees(rows, name) {
  const [digits] = rows.numbers();
  if (!digits) return floats(rows.numbers());
  const scale = 10 ** digits;
  return sum(rows.conditional(name), rows.numbers()).map((value) => value / scale);
}

const floats = (bits) => new Float32Array(Uint32Array.from(bits).buffer);

function readWhen(rows, { arrays, events }) {
  const first = rows.numbers();
  const length = rows.numbers();
  arrays.first = first;
  arrays.last = sum(first, length);
  arrays.known = sum(first, rows.numbers());
  arrays.id_hi = rows.numbers();
  arrays.id_lo = rows.numbers();
  const when = rows.codes(first.map((day, i) => day * LONGEST + (length[i] % LONGEST)));
  events.when = rows.textsOf(when);
  return when;
}

function readLists(rows, { arrays, events }, vocab) {
  const counts = {};
  for (const key of ["actor", "source"]) {
    counts[key] = rows.numbers();
    arrays[`${key}_off`] = startsOf(counts[key]);
    arrays[key] = rows.numbers();
  }
  const names = Array.from(arrays.actor, (code) => vocab.actor[code]);
  const from = arrays.actor_off;
  events.actors = Array.from(counts.actor, (_, row) => names.slice(from[row], from[row + 1]));
  const outlets = folded(arrays.source, counts.source);
  events.sources = rows.textsOf(rows.codes(outlets));
  return outlets;
}

function readClaims(rows, { arrays }, name, when, outlets) {
  const counts = rows.numbers();
  const modality = rows.codes();
  const claims = {
    modality: rows.textsOf(modality),
    report: rows.conditional(spread(outlets, counts)),
  };
  const known = sum(spread(arrays.known, counts), rows.numbers());
  claims.known = Array.from(known, isoDay);
  const place = rows.codes(spread(name, counts));
  claims.place = rows.textsOf(place);
  claims.toponym = rows.textsOf(rows.codes(place));
  const meant = rows.codes(spread(when, counts));
  claims.when = rows.textsOf(meant);
  claims.date_words = rows.textsOf(rows.codes(meant));
  claims.origin = rows.textsOf(rows.codes());
  claims.words = rows.textsOf(rows.codes());
  return { counts, claims, manner: folded(modality, counts) };
}

function readChanges(rows, arrays, manner) {
  if (!rows.numbers()[0]) return;
  const counts = rows.conditional(manner);
  arrays.change_off = startsOf(counts);
  arrays.change_day = sum(spread(arrays.known, counts), rows.numbers());
  arrays.change_status = rows.conditional(spread(manner, counts));
}

/** The column file whose header this is; its checksum tells whether every bit is back. */
function columnFile(head, arrays) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = Math.ceil((8 + text.length) / 8) * 8;
  const bytes = new Uint8Array(start + head.body).fill(32, 0, start);
  bytes.set(new TextEncoder().encode("DTL1"));
  new DataView(bytes.buffer).setUint32(4, start - 8, true);
  bytes.set(text, 8);
  for (const [name, { type, offset, length }] of Object.entries(head.arrays)) {
    new ARRAYS[type](bytes.buffer, start + offset, length).set(arrays[name]);
  }
  return bytes.buffer;
}
