/** The row of filters above the map: words, one field for each facet, certainty. */

import { FACETS } from "../facets.js";
import { h } from "../basics/dom.js";
import { FacetField } from "./facet_field.js";

const LONGEST_TEXT = 200;
const TYPING_MS = 200;
const CERTAINTY = [0, 50, 70, 90];
const CHANGES = ["data", "filters", "window", "asOf"];

export class FilterRow {
  /**
   * @param {HTMLElement} holder
   * @param {import("../scene/scene.js").Scene} scene is told what is chosen, as commits
   * @param {{asTyped?: boolean}} options whether words are searched while they are typed
   */
  constructor(holder, scene, { asTyped = false } = {}) {
    this.holder = holder;
    this.scene = scene;
    this.query = "";
    this.search = this.#searchField(asTyped);
    this.fields = FACETS.map((facet) => new FacetField(facet, scene));
    this.certainty = h("select", {
      class: "dlc-select",
      "aria-label": "Certainty",
      onchange: () => scene.commit("certainty", Number(this.certainty.value)),
    });
    holder.classList.add("dlc");
    holder.setAttribute("role", "search");
    holder.append(this.search, ...this.fields.map((field) => field.element), this.certainty);
    this.onChange = (event) => this.#changed(event.type);
    for (const type of CHANGES) scene.addEventListener(type, this.onChange);
    this.#showCertainty(0);
  }

  destroy() {
    for (const type of CHANGES) this.scene.removeEventListener(type, this.onChange);
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    for (const field of this.fields) field.destroy();
  }

  setStyle(style) {
    this.style = style;
    for (const field of this.fields) field.setNames(style);
  }

  /**
   * @param {{certainty?: number} & Partial<Record<string, any>>} chosen lists of values by facet
   * @param {Partial<Record<string, Record<string, string>>>} [labels] words for the chosen values
   */
  show(chosen, labels = {}) {
    for (const field of this.fields)
      field.show(chosen[field.facet.key] ?? [], labels[field.facet.key]);
    this.#showCertainty(chosen.certainty ?? 0);
  }

  /** @param {string} text the words that are searched for, as the View has them */
  showQuery(text) {
    if (text === this.query) return;
    this.query = text;
    this.search.value = text;
  }

  #searchField(asTyped) {
    const tell = () => this.#searched();
    const later = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(tell, TYPING_MS);
    };
    return h("input", {
      type: "search",
      class: "dlc-search",
      placeholder: "Search words",
      "aria-label": "Words",
      title: "Words that must all occur",
      maxlength: String(LONGEST_TEXT),
      dir: "auto",
      onchange: tell,
      // What the cross in the field sends; browsers send it for the enter key as well.
      onsearch: tell,
      ...(asTyped ? { oninput: later } : {}),
    });
  }

  #searched() {
    clearTimeout(this.timer);
    const text = this.search.value.split(/\s+/).filter(Boolean).join(" ");
    if (text === this.query) return;
    this.query = text;
    this.scene.commit("q", text);
  }

  #showCertainty(value) {
    const steps = [...new Set([...CERTAINTY, value])].sort((a, b) => a - b);
    if (this.certainty.options.length !== steps.length || !this.#offers(value)) {
      const options = steps.map((step) =>
        h("option", { value: String(step), text: certaintyLabel(step) }),
      );
      this.certainty.replaceChildren(...options);
    }
    this.certainty.value = String(value);
  }

  #offers(value) {
    return [...this.certainty.options].some((option) => option.value === String(value));
  }

  /** The names come with the events; the numbers follow whatever is shown, once per frame. */
  #changed(type) {
    if (type === "data") for (const field of this.fields) field.setNames(this.style);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      for (const field of this.fields) field.list.refresh();
    });
  }
}

const certaintyLabel = (value) => (value ? `${value} % and more` : "Any certainty");
