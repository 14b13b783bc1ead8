/** The values of one filter to choose from: a list in the top layer that can be searched. */

import { closest, h, name, setText } from "../basics/dom.js";
import { count } from "../basics/humanize.js";

// More rows than anybody reads; the search finds the others.
const MOST_ROWS = 200;
const GAP = 4;
const NARROWEST = 240;
const TALLEST = 380;
let lists = 0;

/** @typedef {{value: string, label: string, count: number}} Option */

export class ChoiceList {
  /**
   * @param {import("../facets.js").Facet} facet
   * @param {{
   *   options: () => Option[], chosen: () => string[], choose: (values: string[]) => void,
   *   counts: () => Map<string, number>, opened: (open: boolean) => void,
   * }} owner says what there is to choose, and is told what is chosen
   */
  constructor(facet, owner) {
    this.facet = facet;
    this.owner = owner;
    this.id = `dlc-list-${++lists}`;
    /** @type {Option[]} */
    this.options = [];
    /** @type {HTMLElement[]} */
    this.rows = [];
    this.active = -1;
    this.search = h("input", {
      type: "text",
      class: "dlc-find",
      role: "combobox",
      placeholder: `Find ${facet.plural}`,
      "aria-label": `Find ${facet.plural}`,
      "aria-expanded": "true",
      "aria-controls": this.id,
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.#fill(),
    });
    this.clear = h("button", {
      type: "button",
      class: "dlc-clear",
      text: facet.empty,
      onclick: () => this.#clear(),
    });
    this.list = h("ul", {
      id: this.id,
      role: "listbox",
      tabindex: "-1",
      "aria-label": facet.title,
      "aria-multiselectable": "true",
      onclick: (event) => this.#pressed(event),
    });
    this.note = h("p", { class: "dlc-note", role: "status" });
    this.element = h(
      "div",
      { class: "dlc-popup", popover: "auto", onkeydown: (event) => this.#key(event) },
      h("div", { class: "dlc-top" }, this.search, this.clear),
      this.list,
      this.note,
    );
    this.element.addEventListener("toggle", (event) =>
      this.#toggled(/** @type {ToggleEvent} */ (event).newState === "open"),
    );
    this.onMove = () => this.#place();
  }

  get isOpen() {
    return this.element.matches(":popover-open");
  }

  destroy() {
    this.#follow(false);
  }

  /** Say what is chosen now, and the numbers of events; the rows stay where they are. */
  refresh() {
    if (!this.isOpen) return;
    const chosen = new Set(this.owner.chosen());
    const counts = this.owner.counts();
    this.clear.disabled = chosen.size === 0;
    for (const row of this.rows) {
      const { value } = row.dataset;
      row.setAttribute("aria-selected", String(chosen.has(value)));
      setText(row.lastElementChild, count(counts.get(value) ?? 0));
    }
  }

  /** @param {HTMLElement} field what the list stands under */
  under(field) {
    this.field = field;
  }

  #toggled(open) {
    this.owner.opened(open);
    this.#follow(open);
    if (!open) return;
    this.search.value = "";
    this.options = this.owner.options();
    this.#fill();
    this.#place();
    const touch = matchMedia("(pointer: coarse)").matches;
    // On a telephone the field would bring up the keyboard, which hides the list.
    (touch ? this.list : this.search).focus();
  }

  #follow(open) {
    for (const kind of ["resize", "scroll"]) {
      if (open) addEventListener(kind, this.onMove, true);
      else removeEventListener(kind, this.onMove, true);
    }
  }

  #fill() {
    const wanted = this.search.value.trim().toLowerCase();
    const found = this.options.filter(({ label }) => label.toLowerCase().includes(wanted));
    this.rows = found.slice(0, MOST_ROWS).map((option, i) => this.#row(option, i));
    this.list.replaceChildren(...this.rows);
    setText(this.note, this.#noteOn(found.length));
    this.note.hidden = !this.note.textContent;
    this.#activate(wanted && this.rows.length ? 0 : -1);
    this.refresh();
  }

  #noteOn(number) {
    if (number > MOST_ROWS) return `${count(number - MOST_ROWS)} more: type to find them`;
    if (number) return "";
    return this.options.length ? "None of that name" : `No ${this.facet.plural} here`;
  }

  #row({ value, label }, index) {
    const row = h(
      "li",
      { role: "option", id: `${this.id}-${index}`, class: "dlc-option" },
      h("span", { class: "dlc-box", "aria-hidden": "true" }),
      name("span", label, { class: "dlc-name" }),
      h("span", { class: "dlc-count" }),
    );
    row.dataset.value = value;
    return row;
  }

  #activate(index) {
    this.rows[this.active]?.classList.remove("is-active");
    this.active = index;
    const row = this.rows[index];
    row?.classList.add("is-active");
    row?.scrollIntoView({ block: "nearest" });
    for (const element of [this.search, this.list]) {
      if (row) element.setAttribute("aria-activedescendant", row.id);
      else element.removeAttribute("aria-activedescendant");
    }
  }

  #pressed(event) {
    const row = closest(event, ".dlc-option");
    if (!row) return;
    this.#activate(this.rows.indexOf(row));
    this.#toggle(row);
  }

  #toggle(row) {
    const chosen = new Set(this.owner.chosen());
    if (!chosen.delete(row.dataset.value)) chosen.add(row.dataset.value);
    this.owner.choose([...chosen]);
    this.refresh();
  }

  #clear() {
    this.owner.choose([]);
    this.refresh();
    this.search.focus();
  }

  #key(event) {
    if (event.target === this.clear || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.rows.length - 1;
    const typed = event.target === this.search && this.search.value !== "";
    const moves = {
      ArrowDown: Math.min(last, this.active + 1),
      ArrowUp: Math.max(0, this.active - 1),
    };
    if (!typed) Object.assign(moves, { Home: 0, End: last });
    if (event.key in moves) this.#activate(moves[event.key]);
    else if (event.key === "Enter" || (event.key === " " && !typed)) this.#choose();
    else return;
    event.preventDefault();
  }

  #choose() {
    const row = this.rows[this.active];
    if (row) this.#toggle(row);
  }

  /** Put the list under its field, or over it where there is more room, inside the window. */
  #place() {
    const at = this.field.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const width = Math.min(clientWidth - 2 * GAP, Math.max(NARROWEST, at.width));
    const below = clientHeight - at.bottom - 2 * GAP;
    const above = at.top - 2 * GAP;
    const up = below < 220 && above > below;
    const { style } = this.element;
    style.width = `${width}px`;
    style.left = `${Math.max(GAP, Math.min(at.left, clientWidth - width - GAP))}px`;
    style.maxHeight = `${Math.min(TALLEST, up ? above : below)}px`;
    style.top = up ? "auto" : `${at.bottom + GAP}px`;
    style.bottom = up ? `${clientHeight - at.top + GAP}px` : "auto";
  }
}
