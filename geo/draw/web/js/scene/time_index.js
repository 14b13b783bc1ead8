// Which rows lie in a time window: binary search over rows sorted by first day.

/** @typedef {import("../basics/data.js").Days} Days */

// Longer events than this are kept in a list of their own, so that one event of ten years does
// not turn every search into a scan of ten years.
const LONG_DAYS = 92;
export const FOREVER = 2147483647;
// Loops over all rows call a function for so many at a time: browsers make a function fast once
// it was called a few times, and a loop that runs once they may never make fast.
export const PIECE = 8192;

/**
 * First position in a sorted array whose value is not below `value`.
 * @param {ArrayLike<number>} sorted ascending
 * @param {number} value
 */
export function lowerBound(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Finds the rows of a window; built once per data set. */
export class TimeIndex {
  /** @param {import("./columns.js").Columns} columns */
  constructor(columns) {
    const { n, first, last } = columns;
    this.first = first;
    this.last = last;
    this.longestShort = 0;
    this.end = n ? last[0] : 0;
    const long = [];
    for (let i = 0; i < n; i++) {
      const length = last[i] - first[i];
      if (length > LONG_DAYS) long.push(i);
      else if (length > this.longestShort) this.longestShort = length;
      if (last[i] > this.end) this.end = last[i];
    }
    this.long = Uint32Array.from(long);
  }

  /**
   * Rows [low, high) that hold every short event of the window; long ones may lie before.
   * @param {Days} window
   * @param {boolean} containment
   */
  range(window, containment) {
    const from = containment ? window.first : window.first - this.longestShort;
    return [lowerBound(this.first, from), lowerBound(this.first, window.last + 1)];
  }

  /**
   * First row that may be visible, long events included.
   * @param {Days} window
   * @param {boolean} containment
   */
  firstRow(window, containment) {
    const low = this.range(window, containment)[0];
    if (containment) return low;
    return this.long.find((row) => row < low && this.last[row] >= window.first) ?? low;
  }

  /**
   * Whether a row is in the window.
   * @param {number} row
   * @param {Days} window
   * @param {boolean} containment as a whole, not just with a part
   */
  has(row, window, containment) {
    return containment
      ? this.first[row] >= window.first && this.last[row] <= window.last
      : this.first[row] <= window.last && this.last[row] >= window.first;
  }

  /**
   * Write the visible rows, ascending, into `out`.
   * @param {Uint32Array} out
   * @param {{first: number, last: number}} window
   * @param {boolean} containment
   * @param {Uint8Array} mask rows that pass the filters
   * @param {Int32Array} known day each row became public
   * @param {number} clock last day that counts as public
   * @param {number} stride look at every k-th row only
   * @returns {number} how many were written
   */
  collect(out, window, containment, mask, known, clock, stride = 1) {
    const { last, long } = this;
    const [low, high] = this.range(window, containment);
    const from = containment ? -FOREVER : window.first;
    const to = containment ? window.last : FOREVER;
    let count = 0;
    for (let k = 0; !containment && k < long.length && long[k] < low; k += stride) {
      const i = long[k];
      if (last[i] >= from && mask[i] && known[i] <= clock) out[count++] = i;
    }
    const passing = { last, from, to, mask, known, clock };
    const length = PIECE * stride;
    for (let i = low; i < high; i += length) {
      count = collectPiece(out, count, passing, i, Math.min(high, i + length), stride);
    }
    return count;
  }
}

function collectPiece(out, count, { last, from, to, mask, known, clock }, low, high, stride) {
  for (let i = low; i < high; i += stride) {
    if (mask[i] !== 0 && last[i] >= from && last[i] <= to && known[i] <= clock) out[count++] = i;
  }
  return count;
}

/** Counts the events that overlap any window at once, from how many begin and end by each day. */
export class DayCounts {
  /**
   * @param {import("./columns.js").Columns} columns
   * @param {Uint8Array} mask rows that pass the filters
   * @param {number} clock last day that counts as public
   * @param {{first: number, last: number}} extent
   */
  constructor({ n, first, last, known }, mask, clock, extent) {
    this.start = extent.first;
    this.begun = new Uint32Array(extent.last - extent.first + 2);
    this.ended = new Uint32Array(extent.last - extent.first + 2);
    for (let i = 0; i < n; i++) {
      if (!mask[i] || known[i] > clock) continue;
      this.begun[first[i] - this.start + 1]++;
      this.ended[last[i] - this.start + 1]++;
    }
    for (let day = 1; day < this.begun.length; day++) {
      this.begun[day] += this.begun[day - 1];
      this.ended[day] += this.ended[day - 1];
    }
  }

  overlapping(window) {
    const before = (sums, day) => sums[Math.max(0, Math.min(sums.length - 1, day - this.start))];
    return before(this.begun, window.last + 1) - before(this.ended, window.first);
  }
}
