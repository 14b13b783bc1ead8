// Reader of the column file that geo/draw/web/columns_file.py writes: typed arrays over one buffer.

import { PIECE } from "./time_index.js";

/** @typedef {import("../basics/data.js").Columns} Columns */

const MAGIC = "DTL1";
const VIEWS = {
  f4: Float32Array,
  i4: Int32Array,
  u4: Uint32Array,
  u2: Uint16Array,
  u1: Uint8Array,
};
const NO_PLACE = 4294967295;

const ROW_ARRAYS = [
  "lon",
  "lat",
  "first",
  "last",
  "type",
  "province",
  "country",
  "kind",
  "status",
  "certainty",
  "known",
  "id_hi",
  "id_lo",
];
const RAGGED = { actor: ["actor"], source: ["source"], change: ["change_day", "change_status"] };
const ADVICE = "Reload the page; if it stays, the data file is damaged.";

/** What went wrong with the events' file, as a sentence that can be shown to people. */
export class DataError extends Error {
  /** @param {string} what the fault, without a full stop */
  constructor(what) {
    super(`${what}. ${ADVICE}`);
    this.name = "DataError";
  }
}

/**
 * Read a column file.
 * @param {ArrayBuffer} buffer
 * @returns {Columns} one typed array per column, `vocab`, and `n`, the number of events
 * @throws {DataError} when any of it is not as written
 */
export function parse(buffer) {
  const { header, start } = readHeader(buffer);
  if (buffer.byteLength - start !== header.body) {
    throw new DataError("The events arrived incomplete");
  }
  if (checksum(new Uint8Array(buffer, start)).join() !== header.sums?.join()) {
    throw new DataError("The events do not match their checksum");
  }
  const columns = /** @type {Columns} */ ({ n: header.n, vocab: header.vocab });
  for (const [name, entry] of Object.entries(header.arrays)) {
    columns[name] = view(buffer, start, name, entry);
  }
  fillDefaults(columns);
  checkLengths(columns);
  return columns;
}

/**
 * Fetch a column file once per address; the browser's own cache holds it across reloads.
 * @param {string} url
 * @param {import("../basics/data.js").EarlyRequest|null} [early] a request that is under way
 * @returns {Promise<Columns>}
 */
export function load(url, early) {
  if (loading.url !== url) {
    loading.url = url;
    const response = early?.url === url ? early.response : fetch(url);
    loading.promise = readColumns(response).catch((error) => {
      if (loading.url === url) loading.url = null;
      throw error;
    });
  }
  return loading.promise;
}
/** @type {{url: string|null, promise: Promise<Columns>|null}} */
const loading = { url: null, promise: null };

async function readColumns(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new DataError("The events could not be fetched");
  }
  if (!response.ok) throw new DataError(`The events could not be fetched (${response.status})`);
  return parse(await response.arrayBuffer());
}

/** @returns {{header: import("../basics/data.js").ColumnHeader, start: number}} */
function readHeader(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.length < 8 || String.fromCharCode(...bytes.subarray(0, 4)) !== MAGIC) {
    throw new DataError("The events' file does not start as one");
  }
  const start = 8 + new DataView(buffer).getUint32(4, true);
  try {
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
    if (start % 8 === 0 && header.arrays && header.vocab && header.n >= 0) return { header, start };
  } catch {
    // Falls through: unreadable and incomplete headers are the same fault to a reader.
  }
  throw new DataError("The header of the events' file cannot be read");
}

function view(buffer, start, name, entry) {
  const View = VIEWS[entry.type];
  const end = View && entry.offset + entry.length * View.BYTES_PER_ELEMENT;
  if (!View || entry.offset % 8 || !(end <= buffer.byteLength - start)) {
    throw new DataError(`The events' column "${name}" lies outside the file`);
  }
  return new View(buffer, start + entry.offset, entry.length);
}

function fillDefaults(columns) {
  columns.place ??= new Uint32Array(columns.n).fill(NO_PLACE);
  columns.radius ??= new Float32Array(columns.n);
}

function checkLengths(columns) {
  const wrong = ROW_ARRAYS.concat("place", "radius").find((k) => columns[k]?.length !== columns.n);
  if (wrong) throw new DataError(`The events' column "${wrong}" has the wrong length`);
  for (const [group, names] of Object.entries(RAGGED)) {
    const offsets = columns[`${group}_off`];
    if (!offsets) continue;
    const total = offsets[columns.n];
    if (offsets.length !== columns.n + 1 || names.some((k) => columns[k]?.length !== total)) {
      throw new DataError(`The events' column "${group}" has the wrong length`);
    }
  }
}

/**
 * Two running sums over the 32-bit words, as Fletcher (1982) has them, modulo 2^32: what is cut,
 * flipped or swapped shows.
 * @param {Uint8Array} bytes starting at a multiple of 4 in its buffer
 * @returns {[number, number]} the sum of the words, and the sum of the sums
 */
export function checksum(bytes) {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  const sums = new Int32Array(2);
  for (let i = 0; i < words.length; i += PIECE) addWords(words, i, sums);
  return [sums[0] >>> 0, sums[1] >>> 0];
}

// Four words at a time: the sum of sums then waits for the words once, not four times. Signed,
// since sums of unsigned words would leave the engine's fast integers.
function addWords(words, from, sums) {
  const to = Math.min(words.length, from + PIECE);
  let word = sums[0];
  let sum = sums[1];
  let i = from;
  for (; i + 3 < to; i += 4) {
    const a = words[i];
    const b = words[i + 1];
    const c = words[i + 2];
    const d = words[i + 3];
    sum = (sum + (word << 2) + (a << 2) + 3 * b + (c << 1) + d) | 0;
    word = (word + a + b + c + d) | 0;
  }
  for (; i < to; i++) {
    word = (word + words[i]) | 0;
    sum = (sum + word) | 0;
  }
  sums[0] = word;
  sums[1] = sum;
}
