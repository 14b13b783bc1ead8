// The stable ids of events: 12 characters, held in the column file as two halves of 30 bits.

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const ID = /^[0-9a-hjkmnp-tv-z]{12}$/;

export class EventIds {
  #rows = new Map();

  /** @param {import("./columns.js").Columns|null} columns */
  constructor(columns) {
    this.columns = columns;
  }

  /** The 12 characters of a row's id. */
  text(row) {
    const halves = [this.columns.id_hi[row], this.columns.id_lo[row]];
    const letters = (half) => [25, 20, 15, 10, 5, 0].map((s) => ALPHABET[(half >>> s) & 31]);
    return halves.flatMap(letters).join("");
  }

  /** Row of an id, -1 where there is none. */
  row(id) {
    if (this.#rows.has(id)) return this.#rows.get(id);
    if (!this.columns || !ID.test(id)) return -1;
    const high = numberOf(id.slice(0, 6));
    const low = numberOf(id.slice(6));
    const { id_hi, id_lo } = this.columns;
    let row = id_lo.indexOf(low);
    while (row >= 0 && id_hi[row] !== high) row = id_lo.indexOf(low, row + 1);
    // A search takes a millisecond at a million events, and lists ask for the same ids again.
    this.#rows.set(id, row);
    return row;
  }
}

/** @param {string} text */
function numberOf(text) {
  return [...text].reduce((sum, letter) => sum * 32 + ALPHABET.indexOf(letter), 0);
}
