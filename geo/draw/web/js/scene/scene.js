// Which events are visible and how many there are, for the state that the page is in. No DOM here.

import { FACETS } from "../facets.js";
import { maskOf } from "./filters.js";
import { evenEdges, histogram } from "./histogram.js";
import { SceneState, sameDays } from "./state.js";
import { comparable, Sweep } from "./sweep.js";
import { DayCounts, FOREVER, TimeIndex } from "./time_index.js";

// From so many events on, even counting them for every frame takes too long.
const HUGE = 5e5;
const EMPTY = new Uint32Array(0);

export class Scene extends SceneState {
  #index = null;
  #buffer = EMPTY;
  #rows = null;
  #mask = null;
  #dayCounts = null;
  #sample = null;
  #sweep = null;

  /** @override */
  forget(changed) {
    this.#rows = null;
    if (changed === "window") return;
    this.#dayCounts = null;
    // The clock changes which status a filter meets, where statuses ever changed.
    const byDay = FACETS.some((facet) => facet.byDay && this.filters[facet.key].size);
    if (changed !== "asOf" || (byDay && this.columns?.change_off)) this.#mask = null;
    if (changed !== "data") return;
    const { columns } = this;
    this.#sample = null;
    this.#sweep = null;
    this.#index = columns && new TimeIndex(columns);
    this.#buffer = columns ? new Uint32Array(columns.n) : EMPTY;
  }

  /** @override */
  daysOfData() {
    if (!this.columns?.n) return { first: 0, last: 0 };
    return { first: this.columns.first[0], last: this.#index.end };
  }

  /** One byte per row: 1 where all filters pass. The window and the clock are not in it. */
  mask() {
    if (!this.columns) return new Uint8Array(0);
    this.#mask ??= maskOf(this.columns, this.filters, (row) => this.statusOf(row));
    return this.#mask;
  }

  /** Rows [low, high) outside which nothing is visible. */
  range() {
    if (!this.columns) return [0, 0];
    const [, high] = this.#index.range(this.window, this.containment);
    return [Math.min(high, this.#index.firstRow(this.window, this.containment)), high];
  }

  /** The visible rows, ascending; valid until the next change. */
  visibleRows() {
    if (!this.columns) return EMPTY;
    if (!this.#rows) {
      const count = this.#index.collect(
        this.#buffer,
        this.window,
        this.containment,
        this.mask(),
        this.columns.known,
        this.clock,
      );
      this.#rows = this.#buffer.subarray(0, count);
    }
    return this.#rows;
  }

  /** What decides which rows are visible now. @returns {import("./sweep.js").Moment} */
  get moment() {
    const { columns, clock, containment, window } = this;
    return { columns, clock, containment, window, mask: this.mask() };
  }

  /**
   * Tell what a window that moved brought into view and took out of it.
   * @param {import("./sweep.js").Moment|null} moment an earlier one
   * @param {(row: number, step: 1|-1) => void} change
   * @returns {boolean} false where whoever counts must count anew
   */
  changesSince(moment, change) {
    if (!comparable(moment, this.moment)) return false;
    if (sameDays(moment.window, this.window)) return true;
    return this.#sweeper().run(moment, this.moment, change);
  }

  /** Prepare for a window that moves; its first step then takes no longer than the others. */
  warm() {
    if (this.columns) this.#sweeper();
  }

  #sweeper() {
    this.#sweep ??= new Sweep(this.columns);
    return this.#sweep;
  }

  /** The clock as a number: the last day that counts as public. */
  get clock() {
    return this.asOf ?? FOREVER;
  }

  visible(row) {
    return (
      this.mask()[row] === 1 &&
      this.columns.known[row] <= this.clock &&
      this.#index.has(row, this.window, this.containment)
    );
  }

  /** Status index of a row as of the clock. */
  statusOf(row) {
    const { change_off, change_day, change_status, status } = this.columns;
    if (this.asOf === null || !change_off) return status[row];
    let k = change_off[row + 1] - 1;
    while (k > change_off[row] && change_day[k] > this.asOf) k--;
    return k >= change_off[row] ? change_status[k] : status[row];
  }

  count() {
    if (this.#rows || this.containment || !this.#isHuge()) return this.visibleRows().length;
    this.#dayCounts ??= new DayCounts(this.columns, this.mask(), this.clock, this.extent);
    return this.#dayCounts.overlapping(this.window);
  }

  /**
   * Some of the visible rows, evenly over time, for a picture of a window that is moving.
   * @returns {{rows: Uint32Array, stride: number}|null} each stands for `stride` events; null
   *   where there are no more than `limit`
   */
  sampleRows(limit) {
    const { window, containment, clock, columns } = this;
    const [low, high] = this.#index.range(window, containment);
    const stride = Math.ceil((high - low) / limit);
    if (stride < 2) return null;
    this.#sample ??= new Uint32Array(columns.n);
    const { known } = columns;
    const count = this.#index.collect(
      this.#sample,
      window,
      containment,
      this.mask(),
      known,
      clock,
      stride,
    );
    return { rows: this.#sample.subarray(0, count), stride };
  }

  /** The first visible rows, at most `limit`. */
  rows(limit = Infinity) {
    return Array.from(this.visibleRows().subarray(0, Math.min(limit, this.count())));
  }

  /**
   * Events per bin under the filters and the clock, whatever the window.
   * @param {number|ArrayLike<number>} bins a number of even bins over the data, or edges in days
   * @param {{by?: "type"|"status"|"province"}} options
   * @returns {Float64Array[]} one array of bins per vocabulary entry
   */
  histogram(bins, { by = "type" } = {}) {
    if (!this.columns) return [];
    const { extent, columns, clock } = this;
    const edges = typeof bins === "number" ? evenEdges(extent.first, extent.last, bins) : bins;
    const groupOf = by === "status" ? this.#statuses() : columns[by];
    const passing = { mask: this.mask(), clock };
    return histogram(columns, edges, groupOf, columns.vocab[by].length, passing);
  }

  /** Status index of every row as of the clock. */
  #statuses() {
    const { change_off, n, status } = this.columns;
    if (this.asOf === null || !change_off) return status;
    return Uint8Array.from({ length: n }, (_, row) => this.statusOf(row));
  }

  /** Visible events per province. @returns {Map<string, number>} by ISO code */
  provinceCounts() {
    if (!this.columns) return new Map();
    const { province, vocab } = this.columns;
    const counts = new Uint32Array(65536);
    for (const row of this.visibleRows()) counts[province[row]]++;
    /** @type {[string, number][]} */
    const pairs = vocab.province.map(({ iso }, index) => [iso, counts[index]]);
    return new Map(pairs.filter(([, count]) => count));
  }

  #isHuge() {
    const days = this.extent.last - this.extent.first;
    return this.columns?.n >= HUGE && days < HUGE;
  }
}
