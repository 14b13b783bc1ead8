// Reads the packed columns that geo/share/page/packing.py writes, in the order of writing.

const DIFFERENCES = 1;
const FOLD = 31;
const FOLD_MODULUS = 1048573;

export class RowReader {
  #at = 0;
  #entry = 0;
  #newest = -1;

  /**
   * @param {ArrayBuffer} buffer
   * @param {any[]} texts what the text columns number
   */
  constructor(buffer, texts) {
    const length = new DataView(buffer).getUint32(0, true);
    const table = new Uint8Array(buffer, 4, length);
    this.entries = JSON.parse(new TextDecoder().decode(table));
    this.bytes = new Uint8Array(buffer, 4 + length);
    this.texts = texts;
  }

  /** @returns {Float64Array} the next column of whole numbers */
  numbers() {
    const [length, width, low, form] = this.entries[this.#entry++];
    const values = new Float64Array(length).fill(low);
    for (let plane = 0, worth = 1; plane < width; plane++, worth *= 256) {
      for (let i = 0; i < length; i++) values[i] += worth * this.bytes[this.#at + i];
      this.#at += length;
    }
    if (form === DIFFERENCES) {
      for (let i = 1; i < length; i++) values[i] += values[i - 1];
    }
    return values;
  }

  /** @returns {Float64Array} the next column, which a column read before makes likely */
  conditional(context) {
    const [lengths, values, ranks] = [this.numbers(), this.numbers(), this.numbers()];
    const starts = startsOf(lengths);
    const seen = new Map();
    return ranks.map((rank, i) => {
      if (!seen.has(context[i])) seen.set(context[i], seen.size);
      return values[starts[seen.get(context[i])] + rank];
    });
  }

  /** @returns {Float64Array} the numbers of the next column of texts */
  codes(context) {
    const found = context ? this.conditional(context) : this.numbers();
    for (let i = 0; i < found.length; i++) {
      if (!context) found[i] = found[i] === 0 ? this.#newest + 1 : found[i] - 1;
      if (found[i] > this.#newest) this.#newest = found[i];
    }
    return found;
  }

  /** The texts of some numbers. */
  textsOf(codes) {
    return Array.from(codes, (code) => this.texts[code]);
  }
}

/** Where each row's values begin, and where the last end. */
export function startsOf(counts) {
  const starts = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) starts[i + 1] = starts[i] + counts[i];
  return starts;
}

/**
 * A value of each row for each of the row's many.
 * @param {ArrayLike<number>} values of each row
 * @param {Float64Array} counts of each row
 */
export function spread(values, counts) {
  const many = new Float64Array(startsOf(counts)[counts.length]);
  let at = 0;
  counts.forEach((count, row) => {
    many.fill(values[row], at, at + count);
    at += count;
  });
  return many;
}

/**
 * A number for each row's list of values; `folded` of geo/share/page/packing.py gives the same.
 * @param {ArrayLike<number>} values of all rows
 * @param {Float64Array} counts of each row
 */
export function folded(values, counts) {
  let at = 0;
  return counts.map((count) => {
    let total = 0;
    for (let k = 0, power = 1; k < count; k++, power = (power * FOLD) % FOLD_MODULUS) {
      total += (values[at++] + 1) * power;
    }
    return total;
  });
}

/**
 * The sum of two columns, row by row.
 * @param {Float64Array} a
 * @param {ArrayLike<number>} b
 */
export const sum = (a, b) => a.map((value, i) => value + b[i]);
