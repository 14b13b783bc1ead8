// The one state of the page in the browser: data, window, clock, filters, selection. No DOM here.

import { FACETS } from "../facets.js";
import { noFilters, maskOf } from "./filters.js";
import { evenEdges, histogram } from "./histogram.js";
import { DayCounts, FOREVER, TimeIndex } from "./time_index.js";
import { comparable, Sweep } from "./sweep.js";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
// From so many events on, even counting them for every frame takes too long.
const HUGE = 5e5;
const EMPTY = new Uint32Array(0);

/**
 * Events it sends: "data", "window" (also for the sure switch), "known", "filters", "select"
 * {row, id, source}, and "commit" {what, value} for what Python should hear of.
 */
export class Scene extends EventTarget {
  constructor() {
    super();
    /** @type {import("./columns.js").Columns|null} */
    this.columns = null;
    this.extent = { first: 0, last: 0 };
    this.window = { first: 0, last: 0 };
    /** @type {number|null} only claims public by this day count */
    this.known = null;
    this.sure = false;
    this.filters = noFilters();
    this.selected = -1;
    /** @type {string|null} id of the selected event, also when it has no row */
    this.selectedId = null;
    this.#forget();
  }

  #index = null;
  #buffer = EMPTY;
  #rows = null;
  #mask = null;
  #rowsById = new Map();
  #dayCounts = null;
  #sample = null;
  #sweep = null;

  /** @param {import("./columns.js").Columns|null} columns sorted by first day */
  setData(columns) {
    const wasWhole = !this.columns || sameDays(this.window, this.extent);
    this.columns = columns;
    this.#rowsById.clear();
    this.#sample = null;
    this.#sweep = null;
    this.#index = columns && new TimeIndex(columns);
    this.#buffer = columns ? new Uint32Array(columns.n) : EMPTY;
    this.extent = columns?.n
      ? { first: columns.first[0], last: this.#index.end }
      : { first: 0, last: 0 };
    if (wasWhole) this.window = { ...this.extent };
    this.selected = this.selectedId ? this.rowOf(this.selectedId) : -1;
    this.#forget();
    this.#send("data");
  }

  /** Set the window in days, both included. */
  setWindow(first, last, { commit = false } = {}) {
    const [a, b] = first <= last ? [first, last] : [last, first];
    this.window = { first: Math.round(a), last: Math.round(b) };
    this.#rows = null;
    this.#send("window");
    if (commit) this.commit("window", { ...this.window });
  }

  /** Set the day by which claims were public; null counts all of them. */
  setKnown(day, { commit = false } = {}) {
    this.known = day ?? null;
    if (this.columns?.change_off && this.#filtersByDay()) this.#mask = null;
    this.#dayCounts = null;
    this.#rows = null;
    this.#send("known");
    if (commit) this.commit("known", this.known);
  }

  /** Choose between "may be in the window" (false) and "surely in it" (true). */
  setSure(sure, { commit = false } = {}) {
    this.sure = Boolean(sure);
    this.#rows = null;
    this.#send("window");
    if (commit) this.commit("sure", this.sure);
  }

  /** @param {Partial<import("./filters.js").Filters>} filters what is left out lets all in */
  setFilters(filters) {
    this.filters = { ...noFilters(), ...filters };
    this.#forget();
    this.#send("filters");
  }

  /** Select a row; -1 selects nothing. */
  select(row, { commit = false, source = "" } = {}) {
    this.#choose(row, row < 0 ? null : this.idText(row), commit, source);
  }

  /** Select an event by id, also one that has no row because it has no place or no date. */
  selectId(id, { commit = false, source = "" } = {}) {
    this.#choose(id ? this.rowOf(id) : -1, id ?? null, commit, source);
  }

  /** Say that something was decided and should reach Python. */
  commit(what, value) {
    this.#send("commit", { what, value });
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
    const [, high] = this.#index.range(this.window, this.sure);
    return [Math.min(high, this.#index.firstRow(this.window, this.sure)), high];
  }

  /** The visible rows, ascending; valid until the next change. */
  visibleRows() {
    if (!this.columns) return EMPTY;
    if (!this.#rows) {
      const count = this.#index.collect(
        this.#buffer, this.window, this.sure, this.mask(), this.columns.known, this.clock,
      );
      this.#rows = this.#buffer.subarray(0, count);
    }
    return this.#rows;
  }

  /** What decides which rows are visible now. @returns {import("./sweep.js").Moment} */
  get moment() {
    const { columns, clock, sure, window } = this;
    return { columns, clock, sure, window, mask: this.mask() };
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
    return this.known ?? FOREVER;
  }

  visible(row) {
    return (
      this.mask()[row] === 1 &&
      this.columns.known[row] <= this.clock &&
      this.#index.has(row, this.window, this.sure)
    );
  }

  /** Status index of a row as of the clock. */
  statusOf(row) {
    const { change_off, change_day, change_status, status } = this.columns;
    if (this.known === null || !change_off) return status[row];
    let k = change_off[row + 1] - 1;
    while (k > change_off[row] && change_day[k] > this.known) k--;
    return k >= change_off[row] ? change_status[k] : status[row];
  }

  count() {
    if (this.#rows || this.sure || !this.#isHuge()) return this.visibleRows().length;
    this.#dayCounts ??= new DayCounts(this.columns, this.mask(), this.clock, this.extent);
    return this.#dayCounts.overlapping(this.window);
  }

  /**
   * Some of the visible rows, evenly over time, for a picture of a window that is moving.
   * @returns {{rows: Uint32Array, stride: number}|null} each stands for `stride` events; null
   *   where there are no more than `limit`
   */
  sampleRows(limit) {
    const { window, sure, clock, columns } = this;
    const [low, high] = this.#index.range(window, sure);
    const stride = Math.ceil((high - low) / limit);
    if (stride < 2) return null;
    this.#sample ??= new Uint32Array(columns.n);
    const { known } = columns;
    const count = this.#index.collect(this.#sample, window, sure, this.mask(), known, clock, stride);
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
    if (this.known === null || !change_off) return status;
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

  /** The 12 characters of a row's stable id. */
  idText(row) {
    const halves = [this.columns.id_hi[row], this.columns.id_lo[row]];
    const letters = (half) => [25, 20, 15, 10, 5, 0].map((s) => ALPHABET[(half >>> s) & 31]);
    return halves.flatMap(letters).join("");
  }

  /** Row of a stable id, -1 where there is none. */
  rowOf(id) {
    if (this.#rowsById.has(id)) return this.#rowsById.get(id);
    if (!this.columns || !/^[0-9a-hjkmnp-tv-z]{12}$/.test(id)) return -1;
    const number = (text) => [...text].reduce((sum, c) => sum * 32 + ALPHABET.indexOf(c), 0);
    const high = number(id.slice(0, 6));
    const low = number(id.slice(6));
    const { id_hi, id_lo } = this.columns;
    let row = id_lo.indexOf(low);
    while (row >= 0 && id_hi[row] !== high) row = id_lo.indexOf(low, row + 1);
    // A search takes a millisecond at a million events, and lists ask for the same ids again.
    this.#rowsById.set(id, row);
    return row;
  }

  #choose(row, id, commit, source) {
    this.selected = row;
    this.selectedId = id;
    this.#send("select", { row, id, source });
    if (commit) this.commit("event", id);
  }

  #filtersByDay() {
    return FACETS.some(({ key, byDay }) => byDay && this.filters[key].size > 0);
  }

  #isHuge() {
    const days = this.extent.last - this.extent.first;
    return this.columns?.n >= HUGE && days < HUGE;
  }

  #forget() {
    this.#mask = null;
    this.#rows = null;
    this.#dayCounts = null;
  }

  #send(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function sameDays(a, b) {
  return a.first === b.first && a.last === b.last;
}
