// What the list and the cards say of the events in a page that is one file.

export class Details {
  /**
   * @param {Pick<import("../basics/data.js").PageFacts, "reports"> & import("./events.js").CardColumns} facts
   *   what the cards cite and say
   * @param {import("../scene/scene.js").Scene} scene
   */
  constructor({ reports, events, counts, claims }, scene) {
    this.reports = reports;
    this.events = events;
    this.claims = claims;
    this.scene = scene;
    this.texts = null;
    this.first = Uint32Array.from([0, ...counts]);
    for (let row = 0; row < counts.length; row++) this.first[row + 1] += this.first[row];
  }

  /**
   * The first visible events in a box of degrees; `all` counts those beyond it too.
   * @param {import("../basics/data.js").Box|null} bbox null for everywhere
   * @param {number} most how many are listed
   * @returns {import("../basics/data.js").EventListData}
   */
  list(bbox, most) {
    const { scene } = this;
    if (!scene.columns) return { rows: [], total: 0, all: 0 };
    const visible = scene.visibleRows();
    const rows = bbox ? visible.filter((row) => this.#within(row, bbox)) : visible;
    const first = Array.from(rows.subarray(0, most), (row) => this.#row(row));
    return { rows: first, total: rows.length, all: visible.length };
  }

  /**
   * The card of an event.
   * @param {string} id
   * @returns {import("../basics/data.js").CardData|null}
   */
  card(id) {
    const row = this.scene.rowOf(id);
    if (row < 0) return null;
    return /** @type {any} */ ({ ...this.#row(row), claims: this.#claimsOf(row) });
  }

  /** A bit set of the events in whose texts all words occur. */
  matching(words) {
    this.texts ??= this.events.title.map((_, row) => this.#text(row));
    const bits = new Uint8Array(Math.ceil(this.texts.length / 8));
    this.texts.forEach((text, row) => {
      if (words.every((word) => text.includes(word))) bits[row >>> 3] |= 1 << (row & 7);
    });
    return bits;
  }

  /** @returns {import("../basics/data.js").EventRow} */
  #row(row) {
    const { columns } = this.scene;
    const { vocab } = columns;
    return {
      ...valuesAt(this.events, row),
      id: this.scene.idText(row),
      kind: vocab.kind[columns.kind[row]],
      type: vocab.type[columns.type[row]],
      status: vocab.status[this.scene.statusOf(row)],
      certainty: columns.certainty[row],
    };
  }

  #claimsOf(row) {
    const claims = [];
    for (let k = this.first[row]; k < this.first[row + 1]; k++) {
      const claim = valuesAt(this.claims, k);
      claims.push({ ...claim, report: this.reports[claim.report] });
    }
    return claims;
  }

  #within(row, [west, south, east, north]) {
    const { lon, lat } = this.scene.columns;
    const across = (((lon[row] - west) % 360) + 360) % 360 <= east - west;
    return across && lat[row] >= south && lat[row] <= north;
  }

  #text(row) {
    const { title, actors, place, province } = valuesAt(this.events, row);
    const parts = [title, ...actors, place, province];
    for (const { words, toponym } of this.#claimsOf(row)) parts.push(words, toponym);
    return parts.join("\n").toLowerCase();
  }
}

/** @returns {any} one value of each column */
const valuesAt = (columns, row) =>
  Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, values[row]]));
