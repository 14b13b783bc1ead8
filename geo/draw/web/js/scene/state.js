// The one state of the page in the browser: data, window, clock, filters, selection. No DOM here.

import { EventIds } from "./event_ids.js";
import { noFilters } from "./filters.js";

/**
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("../basics/data.js").Days} Days
 * @typedef {{commit?: boolean}} Committing whether Python is to hear of it too
 * @typedef {Committing & {source?: string}} Choosing `source` is the part of the page it came from
 */

/**
 * Events it sends: "data", "window" (also for containment), "asOf", "filters", "select"
 * {row, id, source}, and "commit" {what, value} for what Python should hear of.
 */
export class SceneState extends EventTarget {
  #ids = new EventIds(null);

  constructor() {
    super();
    /** @type {Columns|null} */
    this.columns = null;
    /** @type {Days} from the first day of any event to the last one */
    this.extent = { first: 0, last: 0 };
    /** @type {Days} */
    this.window = { first: 0, last: 0 };
    /** @type {number|null} the day by which claims were public; null counts all of them */
    this.asOf = null;
    /** Whether an event's whole timespan must lie in the window, not just a part of it. */
    this.containment = false;
    this.filters = noFilters();
    this.selected = -1;
    /** @type {string|null} id of the selected event, also when it has no row */
    this.selectedId = null;
  }

  /**
   * What was worked out for an earlier state is out of date; called before anyone hears of it.
   * @param {"data"|"window"|"asOf"|"filters"} _changed
   */
  forget(_changed) {}

  /** @returns {Days} from the first day of any event to the last one */
  daysOfData() {
    return { first: 0, last: 0 };
  }

  /** @param {Columns|null} columns sorted by first day */
  setData(columns) {
    const wasWhole = !this.columns || sameDays(this.window, this.extent);
    this.columns = columns;
    this.#ids = new EventIds(columns);
    this.forget("data");
    this.extent = this.daysOfData();
    if (wasWhole) this.window = { ...this.extent };
    this.selected = this.selectedId ? this.rowOf(this.selectedId) : -1;
    this.#send("data");
  }

  /**
   * Set the window.
   * @param {number} first day
   * @param {number} last day, included
   * @param {Committing} [options]
   */
  setWindow(first, last, { commit = false } = {}) {
    const [a, b] = first <= last ? [first, last] : [last, first];
    this.window = { first: Math.round(a), last: Math.round(b) };
    this.forget("window");
    this.#send("window");
    if (commit) this.commit("window", { ...this.window });
  }

  /**
   * Set the day by which claims were public.
   * @param {number|null} day null counts all claims
   * @param {Committing} [options]
   */
  setAsOf(day, { commit = false } = {}) {
    this.asOf = day ?? null;
    this.forget("asOf");
    this.#send("asOf");
    if (commit) this.commit("known", this.asOf);
  }

  /**
   * Choose between events that overlap the window (false) and those that lie in it (true).
   * @param {boolean|undefined} containment
   * @param {Committing} [options]
   */
  setContainment(containment, { commit = false } = {}) {
    this.containment = Boolean(containment);
    this.forget("window");
    this.#send("window");
    if (commit) this.commit("sure", this.containment);
  }

  /** @param {Partial<import("./filters.js").Filters>} filters what is left out lets all in */
  setFilters(filters) {
    this.filters = { ...noFilters(), ...filters };
    this.forget("filters");
    this.#send("filters");
  }

  /**
   * Select a row; -1 selects nothing.
   * @param {number} row
   * @param {Choosing} [options]
   */
  select(row, { commit = false, source = "" } = {}) {
    this.#choose(row, row < 0 ? null : this.idText(row), commit, source);
  }

  /**
   * Select an event by id, also one that has no row because it has no place or no date.
   * @param {string|null|undefined} id
   * @param {Choosing} [options]
   */
  selectId(id, { commit = false, source = "" } = {}) {
    this.#choose(id ? this.rowOf(id) : -1, id ?? null, commit, source);
  }

  /**
   * Say that something was decided and should reach Python.
   * @param {string} what
   * @param {unknown} value
   */
  commit(what, value) {
    this.#send("commit", { what, value });
  }

  /** The 12 characters of a row's stable id. */
  idText(row) {
    return this.#ids.text(row);
  }

  /** Row of a stable id, -1 where there is none. */
  rowOf(id) {
    return this.#ids.row(id);
  }

  #choose(row, id, commit, source) {
    this.selected = row;
    this.selectedId = id;
    this.#send("select", { row, id, source });
    if (commit) this.commit("event", id);
  }

  #send(name, detail = null) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** @type {(a: Days, b: Days) => boolean} */
export function sameDays(a, b) {
  return a.first === b.first && a.last === b.last;
}
