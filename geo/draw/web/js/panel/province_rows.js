/**
 * Provinces as rows: who was hot, and when. Each row filters to its province, and shows the
 * days that the timeline shows.
 *
 * The rows count as if no province were filtered, so that the chosen ones can be compared
 * with the rest. They are ranked anew when a window is committed, not while it moves.
 */

import { Axis } from "../timeline/axis.js";
import { h, name, setText, svg } from "../basics/dom.js";
import { Roving } from "../basics/roving.js";
import { countProvinces, provinceBars, stripPath } from "./province_counts.js";
import { count, plural } from "../basics/humanize.js";

const MOST_ROWS = 60;
// As the style sheet has it.
const STRIP_HEIGHT = 28;

export class ProvinceRows {
  /** @param {import("../scene/scene.js").Scene} scene */
  constructor(scene) {
    this.scene = scene;
    this.shown = false;
    this.rows = [];
    this.axis = new Axis(0, 0);
    this.line = h("p", { class: "dlp-line" });
    this.clear = h("button", {
      type: "button",
      class: "dlp-link",
      text: "All provinces",
      onclick: () => this.#filter(new Set()),
    });
    this.ticks = h("div", { class: "dlp-strip-axis", "aria-hidden": "true" });
    this.items = h("ul", { class: "dlp-list dlp-strips" });
    this.more = h("p", { class: "dlp-line", hidden: true });
    this.keys = new Roving(this.items, ".dlp-strip");
    this.element = h(
      "div",
      { class: "dlp-provinces", hidden: true },
      h("div", { class: "dlp-line-row" }, this.line, this.clear),
      h("div", { class: "dlp-scroll" }, this.ticks, this.items, this.more),
    );
    this.#listen();
  }

  destroy() {
    this.listeners.abort();
    this.resized.disconnect();
    cancelAnimationFrame(this.due);
  }

  /** Show or hide the strips; hidden ones cost nothing. */
  setShown(shown) {
    if (this.shown === shown) return;
    this.shown = shown;
    this.element.hidden = !shown;
    if (shown) this.later({ bars: true, rank: true });
  }

  /** Draw again soon: `bars` counts anew, `rank` sorts anew. */
  later({ bars = false, rank = false } = {}) {
    this.staleBars ||= bars;
    this.staleRank ||= rank;
    if (!this.shown || this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.#draw();
    });
  }

  #listen() {
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    const on = (type, listener) => this.scene.addEventListener(type, listener, { signal });
    for (const type of ["data", "filters"]) on(type, () => this.later({ bars: true, rank: true }));
    on("asOf", () => this.later({ bars: true }));
    on("window", () => this.later());
    on("axis", (event) => {
      this.view = event.detail;
      this.later({ bars: true });
    });
    on("commit", () => this.later({ rank: true }));
    this.resized = new ResizeObserver(() => this.later({ bars: true }));
    this.resized.observe(this.ticks);
  }

  #draw() {
    const { scene } = this;
    const vocab = scene.columns?.vocab.province ?? [];
    const counts = scene.columns ? countProvinces(scene) : new Uint32Array(0);
    if (this.staleBars) this.#countBars();
    if (this.staleRank || this.staleBars) this.#rank(vocab, counts);
    this.#mark();
    if (this.staleBars) this.#drawBars();
    this.staleBars = this.staleRank = false;
    this.#showCounts(counts);
    this.#showWindow();
  }

  #countBars() {
    const { extent } = this.scene;
    this.axis = new Axis(extent.first, extent.last, this.ticks.clientWidth || 1);
    if (this.view) this.axis.show(this.view.from, this.view.to);
    this.bars = provinceBars(this.scene, this.axis);
  }

  /** Put the provinces with any event in order of their events in the window. */
  #rank(vocab, counts) {
    const chosen = this.scene.filters.province;
    const all = vocab
      .map((province, index) => ({ province, index, total: this.bars.totals[index] }))
      .filter((row) => counts[row.index] + row.total > 0 || chosen.has(row.province.iso))
      .sort((a, b) => counts[b.index] - counts[a.index] || b.total - a.total || a.index - b.index);
    const several = new Set(all.map((row) => row.province.country)).size > 1;
    const rows = all.slice(0, MOST_ROWS);
    const same = rows.map((row) => row.index).join() === this.rows.map((row) => row.index).join();
    const rest = all.length - rows.length;
    setText(this.more, `${plural(rest, "more province")} with fewer events.`);
    this.more.hidden = rest === 0;
    if (same && !this.staleBars) return;
    const held = this.keys.focused?.dataset.iso;
    this.rows = rows.map((row) => ({ ...row, ...this.#row(row.province, several) }));
    this.items.replaceChildren(...this.rows.map((row) => h("li", {}, row.button)));
    this.staleBars = true;
    this.#refocus(held);
  }

  #refocus(iso) {
    const button = this.keys.buttons.find((one) => one.dataset.iso === iso);
    this.keys.renew(button);
    if (button) button.focus();
  }

  #row(province, several) {
    const path = svg("path", { fill: "currentColor" });
    const plot = svg("svg", { "aria-hidden": "true" }, path);
    const number = h("span", { class: "dlp-strip-count" });
    const label = several ? `${province.name} (${province.country})` : province.name;
    const title = [label, province.name_ar].filter(Boolean).join(" · ");
    const button = h(
      "button",
      { type: "button", class: "dlp-strip", onclick: () => this.#toggle(province.iso) },
      name("span", label, { class: "dlp-strip-name", title }),
      h("span", { class: "dlp-strip-plot" }, plot),
      number,
    );
    button.dataset.iso = province.iso;
    return { button, path, number };
  }

  #toggle(iso) {
    const chosen = new Set(this.scene.filters.province);
    if (!chosen.delete(iso)) chosen.add(iso);
    this.#filter(chosen);
  }

  #filter(chosen) {
    const { scene } = this;
    scene.setFilters({ ...scene.filters, province: chosen });
    scene.commit("province", [...chosen]);
  }

  #mark() {
    const fitting = this.axis
      .ticks(34)
      .filter((tick) => this.axis.x(tick.day) < this.axis.width - 30);
    const marks = fitting.map((tick) => {
      const mark = h("span", { text: tick.label });
      mark.style.left = `${this.axis.x(tick.day)}px`;
      return mark;
    });
    this.ticks.replaceChildren(...marks);
  }

  #drawBars() {
    for (const { path, index } of this.rows) {
      path.setAttribute("d", stripPath(this.bars, index, this.axis, STRIP_HEIGHT));
    }
  }

  #showCounts(counts) {
    const chosen = this.scene.filters.province;
    for (const { button, number, index } of this.rows) {
      setText(number, count(counts[index]));
      const pressed = chosen.has(button.dataset.iso);
      button.setAttribute("aria-pressed", String(pressed));
      button.classList.toggle("is-off", chosen.size > 0 && !pressed);
    }
    const hot = counts.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
    const where = `${plural(hot, "province")} with events in the window`;
    setText(this.line, chosen.size ? `${where}, ${count(chosen.size)} chosen` : where);
    this.clear.hidden = chosen.size === 0;
  }

  #showWindow() {
    const { first, last } = this.scene.window;
    const share = (day) => Math.min(1, Math.max(0, this.axis.x(day) / this.axis.width));
    this.items.style.setProperty("--from", String(share(first)));
    this.items.style.setProperty("--to", String(share(last + 1)));
  }
}
