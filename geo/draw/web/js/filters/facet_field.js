/** One filter of the row: what is chosen of a facet, and the list to choose from. */

import { h, setProps } from "../basics/dom.js";
import { countFacet } from "../scene/facet_counts.js";
import { Chips } from "./chips.js";
import { ChoiceList } from "./choice_list.js";
import { labelsOf } from "./labels.js";

export class FacetField {
  /**
   * @param {import("../facets.js").Facet} facet
   * @param {import("../scene/scene.js").Scene} scene
   */
  constructor(facet, scene) {
    this.facet = facet;
    this.scene = scene;
    /** @type {string[]} */
    this.chosen = [];
    /** @type {Record<string, string>} words for what is chosen, until the events are there */
    this.given = {};
    this.words = new Map();
    this.button = h("button", {
      type: "button",
      class: "dlc-open",
      "aria-label": facet.title,
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
    });
    this.list = new ChoiceList(facet, {
      options: () => this.#options(),
      chosen: () => this.chosen,
      counts: () => this.#counts(),
      choose: (values) => this.#choose(values),
      opened: (open) => this.button.setAttribute("aria-expanded", String(open)),
    });
    this.chips = new Chips((value) => this.#choose(this.chosen.filter((one) => one !== value)));
    this.button.popoverTargetElement = this.list.element;
    this.element = h(
      "div",
      { class: "dlc-field", "data-facet": facet.key },
      this.button,
      this.chips.element,
      this.list.element,
    );
    this.list.under(this.element);
  }

  destroy() {
    this.list.destroy();
    this.chips.destroy();
  }

  /** The names of all values, once the events are there. */
  setNames(style) {
    const entries = this.scene.columns?.vocab[this.facet.key] ?? [];
    this.words = labelsOf(this.facet, entries, style);
    this.#draw();
  }

  /**
   * @param {string[]} values what is chosen
   * @param {Record<string, string>} [given] words for it
   */
  show(values, given) {
    this.chosen = values;
    if (given) this.given = given;
    this.#draw();
  }

  #draw() {
    const label = (value) => this.words.get(value) ?? this.given[value] ?? value;
    const lost = this.chips.show(this.chosen, label);
    if (lost) this.button.focus();
    const said = this.chosen.map(label).join(", ") || this.facet.empty;
    this.button.textContent = this.chosen.length ? "" : this.facet.empty;
    setProps(this.button, { "aria-description": said });
    this.list.refresh();
  }

  #choose(values) {
    this.scene.commit(this.facet.key, values);
  }

  #counts() {
    const { scene, facet } = this;
    if (!scene.columns) return new Map();
    const counts = countFacet(scene, facet);
    return new Map([...this.words.keys()].map((value, index) => [value, counts[index]]));
  }

  /** What events have, and what is chosen, which comes first; then the most frequent. */
  #options() {
    const counts = this.#counts();
    const chosen = new Set(this.chosen);
    const values = [...counts].filter(([value, number]) => number || chosen.has(value));
    const rows = values.map(([value, number]) => this.#option(value, number));
    const others = this.chosen.filter((value) => !counts.has(value));
    rows.push(...others.map((value) => this.#option(value, 0)));
    const first = ({ value }) => +chosen.has(value);
    return rows.sort(
      (a, b) => first(b) - first(a) || b.count - a.count || a.label.localeCompare(b.label),
    );
  }

  #option(value, number) {
    return { value, label: this.words.get(value) ?? this.given[value] ?? value, count: number };
  }
}
