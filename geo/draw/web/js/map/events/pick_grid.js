// Finds the dots around a point: dots sorted into cells of the canvas.

const CELL = 4;

export class PickGrid {
  /** @param {import("./point_raster.js").Dots} dots as projected now */
  constructor(dots, width, height) {
    this.columns = Math.ceil(width / CELL) + 2;
    this.lines = Math.ceil(height / CELL) + 2;
    this.dots = dots;
    const { x, y, count } = dots;
    const start = new Uint32Array(this.columns * this.lines + 1);
    for (let k = 0; k < count; k++) start[this.#cell(x[k], y[k]) + 1]++;
    for (let c = 1; c < start.length; c++) start[c] += start[c - 1];
    const next = start.slice();
    this.items = new Uint32Array(count);
    for (let k = 0; k < count; k++) this.items[next[this.#cell(x[k], y[k])]++] = k;
    this.start = start;
  }

  /**
   * Find all dots around a point.
   * @param {number} px canvas pixels
   * @param {number} py
   * @param {number} reach pixels
   * @param {number} limit how many rows are listed
   */
  within(px, py, reach, limit) {
    const { x, y, row } = this.dots;
    const rows = [];
    let total = 0;
    this.#each(px, py, reach, (k) => {
      if ((x[k] - px) ** 2 + (y[k] - py) ** 2 > reach * reach) return;
      total++;
      if (rows.length < limit) rows.push(row[k]);
    });
    return { rows, total };
  }

  #each(px, py, reach, visit) {
    const [left, right] = [this.#column(px - reach), this.#column(px + reach)];
    const [top, bottom] = [this.#line(py - reach), this.#line(py + reach)];
    for (let line = top; line <= bottom; line++) {
      const from = this.start[line * this.columns + left];
      const to = this.start[line * this.columns + right + 1];
      for (let at = from; at < to; at++) visit(this.items[at]);
    }
  }

  #column(px) {
    return Math.max(0, Math.min(this.columns - 1, Math.floor(px / CELL) + 1));
  }

  #line(py) {
    return Math.max(0, Math.min(this.lines - 1, Math.floor(py / CELL) + 1));
  }

  #cell(px, py) {
    return this.#line(py) * this.columns + this.#column(px);
  }
}
