// Which rows come into view and which leave it as the window moves.

import { lowerBound } from "./time_index.js";

// Where more rows than this share of all would have to be looked at, counting anew is no dearer.
const WORTH_IT = 0.25;

/**
 * What decides which rows are visible.
 * @typedef {Object} Moment
 * @property {import("./columns.js").Columns|null} columns
 * @property {Uint8Array} mask rows that pass the filters
 * @property {number} clock last day that counts as public
 * @property {boolean} containment
 * @property {{first: number, last: number}} window
 */

/** Finds the difference between two windows; whoever counts rows then need not begin again. */
export class Sweep {
  /** @param {import("./columns.js").Columns} columns sorted by first day */
  constructor({ n, first, last, known }) {
    this.n = n;
    this.first = first;
    this.last = last;
    this.known = known;
    this.byLast = sortedRows(n, last);
    this.lasts = new Int32Array(n);
    for (let k = 0; k < n; k++) this.lasts[k] = last[this.byLast[k]];
  }

  /**
   * Call change(row, 1) for each row that is visible at `now` and was not at `then`, and
   * change(row, -1) for each that was and is no more.
   * @param {Moment} then
   * @param {Moment} now
   * @param {(row: number, step: 1|-1) => void} change
   * @returns {boolean} false, and nothing called, where counting anew is as good or the only way
   */
  run(then, now, change) {
    if (!comparable(then, now)) return false;
    const heads = this.#between(this.first, then.window.last + 1, now.window.last + 1);
    const tails = this.#between(this.lasts, then.window.first, now.window.first);
    if (heads.high - heads.low + tails.high - tails.low > WORTH_IT * this.n) return false;
    this.#moveLast(heads, then.window.first, now, change);
    this.#moveFirst(tails, now, change);
    return true;
  }

  /** The window's last day moves while its first stays: events that begin in between. */
  #moveLast({ low, high, grows }, from, { mask, clock }, change) {
    const { last, known } = this;
    for (let row = low; row < high; row++) {
      if (last[row] >= from && mask[row] && known[row] <= clock) change(row, grows ? 1 : -1);
    }
  }

  /** Its first day moves while its new last one stays: events that end in between. */
  #moveFirst({ low, high, grows }, { mask, clock, window }, change) {
    const { first, known, byLast } = this;
    for (let k = low; k < high; k++) {
      const row = byLast[k];
      if (first[row] <= window.last && mask[row] && known[row] <= clock)
        change(row, grows ? -1 : 1);
    }
  }

  #between(sorted, a, b) {
    const [low, high] = [lowerBound(sorted, Math.min(a, b)), lowerBound(sorted, Math.max(a, b))];
    return { low, high, grows: b > a };
  }
}

/**
 * Say whether nothing but the window differs, and a difference can be told at all.
 * @param {Moment|null} then
 * @param {Moment} now
 */
export function comparable(then, now) {
  const same = ["columns", "mask", "clock", "containment"].every((key) => then?.[key] === now[key]);
  return same && now.columns !== null && !now.containment;
}

/** Rows in order of a day, which lie close together: counted, not compared. */
function sortedRows(n, days) {
  let [least, most] = [Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    if (days[i] < least) least = days[i];
    if (days[i] > most) most = days[i];
  }
  if (most - least > 4 * n + 1e6) return compared(n, days);
  const starts = new Uint32Array(n ? most - least + 2 : 1);
  for (let i = 0; i < n; i++) starts[days[i] - least + 1]++;
  for (let k = 1; k < starts.length; k++) starts[k] += starts[k - 1];
  const rows = new Uint32Array(n);
  for (let i = 0; i < n; i++) rows[starts[days[i] - least]++] = i;
  return rows;
}

const compared = (n, days) =>
  Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => days[a] - days[b]);
