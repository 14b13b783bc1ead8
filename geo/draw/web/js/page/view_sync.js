// Between the scene and Python: applies the View that comes, sends what a person commits.

import { FACETS } from "../facets.js";
import { DataError } from "../scene/columns.js";
import { isoDay, parseDay } from "../basics/days.js";

const DELAY = 250;
const REMEMBERED = 20;
const LISTS = FACETS.map(({ key }) => key);
const FILTERS = new Set([...LISTS, "certainty", "q"]);

/** One value that both sides can change: tells Python's own changes from echoes of ours. */
class Shared {
  #seen = null;
  #sent = [];

  /** Whether a value from Python is news, rather than known or an echo of what we sent. */
  isNews(value) {
    const text = JSON.stringify(value ?? null);
    if (text === this.#seen) return false;
    this.#seen = text;
    const echo = this.#sent.indexOf(text);
    if (echo < 0) {
      this.#sent = [];
      return true;
    }
    this.#sent.splice(0, echo + 1);
    return false;
  }

  sending(value) {
    this.#sent.push(JSON.stringify(value ?? null));
    if (this.#sent.length > REMEMBERED) this.#sent.shift();
  }
}

export class ViewSync {
  /**
   * @param {import("../scene/scene.js").Scene} scene
   * @param {import("../map/map_view.js").MapView} map
   * @param {(path: string) => string} url
   */
  constructor(scene, map, url) {
    this.scene = scene;
    this.map = map;
    this.url = url;
    /** @type {import("../basics/data.js").Send} */
    this.send = () => {};
    /** @type {(chosen: object) => void} hears of what a reader chose */
    this.onChosen = () => {};
    this.timers = new Map();
    /** @type {Record<string, Shared>} */
    this.shared = {};
    for (const name of ["window", "known", "sure", "event", "viewport", "filters"]) {
      this.shared[name] = new Shared();
    }
    this.seq = 0;
    /** What the filters are now: the View's lists and the address of the words' rows. */
    this.applied = null;
    /** The filters whose words are still on their way. */
    this.fetching = null;
    this.onCommit = (e) => this.#commit(e.detail.what, e.detail.value);
    scene.addEventListener("commit", this.onCommit);
  }

  destroy() {
    this.scene.removeEventListener("commit", this.onCommit);
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  /**
   * Bring the scene to the View, but for what we said ourselves.
   * @param {import("../basics/data.js").View} view
   * @param {string|null} words address of the events that match the words searched for
   */
  apply(view = {}, words = null) {
    const { scene, shared } = this;
    this.#applyFilters(view, words);
    const known = view.known ?? null;
    if (shared.known.isNews(known)) scene.setAsOf(known && parseDay(known));
    if (shared.sure.isNews(Boolean(view.sure))) scene.setContainment(view.sure);
    const window = [view.from ?? null, view.to ?? null];
    if (shared.window.isNews(window)) this.#applyWindow(window);
    if (shared.event.isNews(view.event)) scene.selectId(view.event ?? null);
    if (shared.viewport.isNews(view.at) && view.at) this.map.goTo(view.at);
  }

  /** The data came: a window with an open end is set only now that the ends are known. */
  async dataIsHere() {
    if (this.window) this.#applyWindow(this.window);
    await this.map.fitOnce();
  }

  #applyWindow(window) {
    this.window = window;
    const { extent, columns } = this.scene;
    if (!columns) return;
    const [from, to] = window;
    const first = from ? parseDay(from) : extent.first;
    const last = to ? parseDay(to) : extent.last;
    this.scene.setWindow(first ?? extent.first, last ?? extent.last);
  }

  /** What the filters are: lists of values by facet, and the least certainty. */
  get chosen() {
    return this.applied?.plain ?? {};
  }

  /** Filter by what a reader chose, before Python says so too. */
  #choose(what, value) {
    if (!this.applied) return;
    const { plain: before, words } = this.applied;
    const plain = { ...before, [what]: value };
    this.applied = { plain, words };
    this.shared.filters.sending(asText(plain, words));
    const filter = Array.isArray(value) ? new Set(value) : value;
    // Words that are on their way bring the filters with them.
    if (this.fetching) this.fetching[what] = filter;
    else this.scene.setFilters({ ...this.scene.filters, [what]: filter });
    this.onChosen(this.chosen);
  }

  #applyFilters(view, words) {
    const plain = Object.fromEntries(LISTS.map((name) => [name, view[name] ?? []]));
    plain.certainty = view.certainty ?? 0;
    if (!this.shared.filters.isNews(asText(plain, words))) return;
    this.applied = { plain, words };
    const filters = { ...plain, words: null };
    for (const name of LISTS) filters[name] = new Set(plain[name]);
    this.fetching = words ? filters : null;
    if (words) this.#fetchWords(words, filters);
    else this.scene.setFilters(filters);
  }

  async #fetchWords(address, filters) {
    try {
      const response = await fetch(this.url(address));
      if (!response.ok) throw new DataError(`The word search failed (${response.status})`);
      filters.words = new Uint8Array(await response.arrayBuffer());
    } catch {
      // Showing everything would pass for an answer; showing nothing is seen to be one missing.
      filters.words = new Uint8Array(0);
    }
    if (this.fetching !== filters) return;
    this.fetching = null;
    this.scene.setFilters(filters);
  }

  #commit(what, value) {
    const out = this.#forPython(what, value);
    this.#remember(what, value);
    clearTimeout(this.timers.get(what));
    this.timers.set(
      what,
      setTimeout(() => this.send(what, out), DELAY),
    );
  }

  #forPython(what, value) {
    if (what === "window") {
      this.seq += 1;
      return { first: isoDay(value.first), last: isoDay(value.last), seq: this.seq };
    }
    return what === "known" && value !== null ? isoDay(value) : value;
  }

  #remember(what, value) {
    if (what === "window") {
      const days = [isoDay(value.first), isoDay(value.last)];
      this.window = days;
      this.shared.window.sending(days);
    } else if (what === "viewport") this.shared.viewport.sending(value.at);
    else if (what === "known") this.shared.known.sending(value === null ? null : isoDay(value));
    else if (what !== "q" && FILTERS.has(what)) this.#choose(what, value);
    else if (what in this.shared) this.shared[what].sending(value);
  }
}

/** Filters as a text that does not depend on the order in which they were chosen. */
function asText(plain, words) {
  const lists = LISTS.map((name) => plain[name].toSorted());
  return JSON.stringify([...lists, plain.certainty, words]);
}
