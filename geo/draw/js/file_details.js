// What the list and the cards say of the events in a page that is one file.

export class Details {
  /**
   * @param {{card: string[], claim: string[], reports: object[], events: any[][]}} facts
   *   per event, in the order of the columns, the values of a card; `card` and `claim` name them
   * @param {import("./scene.js").Scene} scene
   */
  constructor({ card, claim, reports, events }, scene) {
    Object.assign(this, { keys: card, claimKeys: claim, reports, events, scene });
    this.texts = null;
  }

  /** The first visible events in a box of degrees; `all` counts those beyond it too. */
  list(bbox, most) {
    const { scene } = this;
    if (!scene.columns) return { rows: [], total: 0, all: 0 };
    const visible = scene.visibleRows();
    const rows = bbox ? visible.filter((row) => this.#within(row, bbox)) : visible;
    const first = Array.from(rows.subarray(0, most), (row) => this.#row(row));
    return { rows: first, total: rows.length, all: visible.length };
  }

  /** @returns {object|null} the card of an event, by id */
  card(id) {
    const row = this.scene.rowOf(id);
    if (row < 0) return null;
    const card = this.#row(row);
    return { ...card, claims: card.claims.map((values) => this.#claim(values)) };
  }

  /** A bit set of the events in whose texts all words occur. */
  matching(words) {
    this.texts ??= this.events.map((_, row) => this.#text(row));
    const bits = new Uint8Array(Math.ceil(this.events.length / 8));
    this.texts.forEach((text, row) => {
      if (words.every((word) => text.includes(word))) bits[row >>> 3] |= 1 << (row & 7);
    });
    return bits;
  }

  #row(row) {
    const { columns } = this.scene;
    const { vocab } = columns;
    const card = Object.fromEntries(this.keys.map((key, i) => [key, this.events[row][i]]));
    return {
      ...card,
      id: this.scene.idText(row),
      kind: vocab.kind[columns.kind[row]],
      type: vocab.type[columns.type[row]],
      status: vocab.status[this.scene.statusOf(row)],
      certainty: columns.certainty[row],
    };
  }

  #claim(values) {
    const claim = Object.fromEntries(this.claimKeys.map((key, i) => [key, values[i]]));
    return { ...claim, report: this.reports[claim.report] };
  }

  #within(row, [west, south, east, north]) {
    const { lon, lat } = this.scene.columns;
    const across = (((lon[row] - west) % 360) + 360) % 360 <= east - west;
    return across && lat[row] >= south && lat[row] <= north;
  }

  #text(row) {
    const { title, actors, place, province, claims } = this.#row(row);
    const said = claims.map((values) => this.#claim(values));
    const parts = [title, ...actors, place, province];
    for (const { words, toponym } of said) parts.push(words, toponym);
    return parts.join("\n").toLowerCase();
  }
}
