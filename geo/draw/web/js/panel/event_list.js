/**
 * The list of events, in step with the committed window and the viewport.
 *
 * Rows come from outside as data. While the window moves, rows that left it are dimmed at
 * once; the new rows come when the window is committed.
 */

import { h, name, setText } from "../basics/dom.js";
import { chip } from "./chip.js";
import { Roving } from "../basics/roving.js";
import { areaLabel } from "../basics/looks.js";
import { count, plural } from "../basics/humanize.js";

const NONE = "No event matches. Widen the window or lift a filter.";

export class EventList {
  /**
   * `open(id)` is called for the event that a reader picks.
   * @param {import("../scene/scene.js").Scene} scene
   * @param {object} options
   * @param {import("../basics/data.js").Style|undefined} options.style
   * @param {(id: string) => void} options.open called for the event that a reader picks
   */
  constructor(scene, { style, open }) {
    this.scene = scene;
    this.style = style;
    this.open = open;
    this.rows = [];
    this.total = 0;
    this.all = 0;
    this.text = "";
    this.found = new Map();
    this.line = h("p", { class: "dlp-line", role: "status" });
    this.items = h("ul", { class: "dlp-list" });
    this.keys = new Roving(this.items, ".dlp-row");
    this.empty = h("p", { class: "dlp-empty", hidden: true });
    this.element = h(
      "div",
      { class: "dlp-events" },
      this.line,
      h("div", { class: "dlp-scroll" }, this.items, this.empty),
    );
  }

  /** Show other rows; of `list.all` events `list.total` lie in the map's view. */
  setList(list) {
    const text = JSON.stringify(list ?? null);
    if (text === this.text) return;
    this.text = text;
    this.rows = list?.rows ?? [];
    this.total = list?.total ?? this.rows.length;
    this.all = list?.all ?? this.total;
    this.#say();
    this.#fill();
  }

  setStyle(style) {
    this.style = style;
    this.#fill();
  }

  /** Put the focus on an event's row, or on the first one. */
  focus(id) {
    const { buttons } = this.keys;
    this.keys.focus(buttons.find((one) => one.dataset.id === id) || buttons[0]);
  }

  /** Dim the rows that are not in the window as it stands, and show statuses as of the clock. */
  refresh() {
    for (const button of this.keys.buttons) {
      const { id } = button.dataset;
      const row = this.#rowOf(id);
      // What stays the same is not written: every write makes the browser lay out the page anew.
      toggle(button, "is-out", row >= 0 && !this.scene.visible(row));
      setCurrent(button, id === this.scene.selectedId);
      const status = row >= 0 ? this.#statusOf(row) : button.dataset.status;
      if (status !== button.dataset.status) this.#setStatus(button, status);
    }
  }

  /** The scene has other data: its rows must be looked up again. */
  forget() {
    this.found.clear();
  }

  /** Return an event's row in the scene; finding one among a million is too slow for a frame. */
  #rowOf(id) {
    if (!this.found.has(id)) this.found.set(id, this.scene.rowOf(id));
    return this.found.get(id);
  }

  #statusOf(row) {
    return this.scene.columns.vocab.status[this.scene.statusOf(row)];
  }

  #setStatus(button, status) {
    button.dataset.status = status;
    button.firstElementChild.replaceWith(chip(this.style, button.dataset.type, status));
  }

  #say() {
    const { rows, total, all } = this;
    const part = all > total ? `${count(total)} of ${plural(all, "event")} in the map's view` : "";
    const listed = rows.length < total ? `; the first ${count(rows.length)} are listed` : "";
    setText(this.line, (part || plural(total, "event")) + listed);
    setText(this.empty, all > 0 ? "No event lies in the map's view." : NONE);
    this.empty.hidden = rows.length > 0;
  }

  #fill() {
    const held = this.keys.focused?.dataset.id;
    this.items.replaceChildren(...this.rows.map((row) => h("li", {}, this.#row(row))));
    this.keys.renew();
    if (held) this.focus(held);
    this.refresh();
  }

  #row(row) {
    const button = h(
      "button",
      { type: "button", class: "dlp-row", tabindex: "-1", onclick: () => this.open(row.id) },
      chip(this.style, row.type, row.status),
      h(
        "span",
        { class: "dlp-main" },
        name("span", row.title, { class: "dlp-title" }),
        h("span", { class: "dlp-meta" }, ...metaOf(row, this.style)),
      ),
    );
    Object.assign(button.dataset, { id: row.id, type: row.type, status: row.status });
    return button;
  }
}

function toggle(element, name, on) {
  if (element.classList.contains(name) !== on) element.classList.toggle(name, on);
}

function setCurrent(button, current) {
  const value = String(current);
  if (button.getAttribute("aria-current") !== value) button.setAttribute("aria-current", value);
}

/** Return when, where and by how many, as elements with dots between them. */
function metaOf(row, style) {
  const area = areaLabel(style, row.kind);
  const place = [name("span", row.place || "no place"), ...(area ? [` (${area})`] : [])];
  const parts = [
    [h("span", { text: row.when || "no date" })],
    place,
    ...(row.province && row.province !== row.place ? [[name("span", row.province)]] : []),
    [h("span", { text: plural(row.sources ?? 0, "source") })],
  ];
  return parts.flatMap((part, i) => (i ? [" · ", ...part] : part));
}
