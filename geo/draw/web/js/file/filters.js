// The filters of a page that is one file: words, and a list of values with counts per facet.

import { h, name } from "../basics/dom.js";
import { count } from "../basics/humanize.js";

const FACETS = [
  ["province", "Province"],
  ["type", "Type"],
  ["actor", "Actor"],
  ["source", "Source"],
  ["status", "Status"],
];
const SEARCH_DELAY = 200;

export class Filters {
  /**
   * @param {import("../scene/scene.js").Scene} scene
   * @param {(name: string, value: string|string[]) => void} choose
   */
  constructor(scene, choose) {
    this.scene = scene;
    this.choose = choose;
    this.filled = false;
    this.search = h("input", {
      type: "search",
      class: "dlf-search",
      placeholder: "Words",
      "aria-label": "Words that must all occur",
      oninput: () => this.#later(),
    });
    this.facets = FACETS.map(([key, label]) => new Facet(key, label, (value) => choose(key, value)));
    this.element = h(
      "div",
      { class: "dlf-filters", role: "search" },
      ...this.facets.map((facet) => facet.element),
      this.search,
    );
    document.addEventListener("click", (event) => this.#closeOthers(event.target));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#closeOthers(null);
    });
  }

  /** Offer the values that the data has; once. */
  fill(view) {
    if (this.filled) return;
    this.filled = true;
    for (const facet of this.facets) facet.fill(valuesOf(this.scene.columns, facet.key));
    this.show(view);
  }

  show(view) {
    for (const facet of this.facets) facet.show(view[facet.key]);
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.choose("words", this.search.value), SEARCH_DELAY);
  }

  #closeOthers(target) {
    for (const { element } of this.facets) {
      if (!target || !element.contains(target)) element.open = false;
    }
  }
}

class Facet {
  /**
   * @param {string} key of the View
   * @param {string} label
   * @param {(values: string[]) => void} choose
   */
  constructor(key, label, choose) {
    this.key = key;
    this.label = label;
    this.choose = choose;
    this.boxes = [];
    this.said = h("summary", { text: label });
    this.values = h("div", { class: "dlf-values", role: "group", "aria-label": label });
    this.element = h("details", { class: "dlf-facet" }, this.said, this.values);
    this.element.dataset.facet = key;
  }

  fill(values) {
    this.boxes = values.map(({ value }) =>
      h("input", { type: "checkbox", value, onchange: () => this.choose(this.#chosen()) }),
    );
    const rows = values.map((each, i) =>
      h("label", {}, this.boxes[i], name("span", each.label), h("small", { text: count(each.count) })),
    );
    this.values.replaceChildren(...rows);
    this.element.hidden = values.length === 0;
  }

  show(chosen) {
    for (const box of this.boxes) box.checked = chosen.includes(box.value);
    const some = chosen.length ? `${this.label}: ${chosen.length} chosen` : this.label;
    this.said.textContent = some;
    this.element.classList.toggle("is-set", chosen.length > 0);
  }

  #chosen() {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }
}

/** The values of a facet with their numbers of events, the most frequent first. */
function valuesOf(columns, key) {
  const vocab = columns.vocab[key];
  const counts = new Uint32Array(65536);
  for (const index of columns[key] ?? []) counts[index]++;
  return vocab
    .map((entry, i) => ({ value: entry.iso ?? entry, label: entry.name ?? entry, count: counts[i] }))
    .filter((each) => each.count)
    .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}
