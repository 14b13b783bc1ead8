/** What is chosen in a filter, each with a cross that takes it away: as many as fit on one line. */

import { activeElement, h, name } from "../basics/dom.js";

export class Chips {
  /** @param {(value: string) => void} remove */
  constructor(remove) {
    this.remove = remove;
    this.text = "";
    /** @type {Map<string, HTMLElement>} */
    this.items = new Map();
    this.more = h("span", { class: "dlc-more", hidden: true });
    this.list = h("ul", { class: "dlc-chips" });
    this.element = h("div", { class: "dlc-chosen" }, this.list, this.more);
    this.resizer = new ResizeObserver(() => this.#fit());
    this.resizer.observe(this.element);
  }

  destroy() {
    this.resizer.disconnect();
  }

  /**
   * @param {string[]} values
   * @param {(value: string) => string} labelOf
   * @returns {boolean} whether a chip had the focus that is gone now
   */
  show(values, labelOf) {
    const text = JSON.stringify(values.map((value) => [value, labelOf(value)]));
    if (text === this.text) return false;
    this.text = text;
    const focused = activeElement(this.element);
    const had = Boolean(focused && this.element.contains(focused));
    this.items = new Map(values.map((value) => [value, this.#chip(value, labelOf(value))]));
    this.list.replaceChildren(...this.items.values());
    this.#fit();
    if (!had) return false;
    this.list.querySelector("button")?.focus();
    return this.items.size === 0;
  }

  #chip(value, label) {
    // One that stays is the same element: what is pressed in it must not go from under the finger.
    const old = this.items.get(value);
    if (old && old.title === label) return old;
    const cross = h("button", {
      type: "button",
      class: "dlc-cross",
      "aria-label": `Remove ${label}`,
      text: "×",
      onclick: () => this.remove(value),
    });
    return h("li", { class: "dlc-chip", title: label }, name("span", label), cross);
  }

  /** Hide the chips that would stand on a second line, and say how many they are. */
  #fit() {
    const chips = [...this.items.values()];
    for (const chip of chips) chip.hidden = false;
    this.more.hidden = chips.length < 2;
    this.more.textContent = `+${chips.length}`;
    const top = chips[0]?.offsetTop;
    const beyond = chips.filter((chip) => chip.offsetTop > top);
    for (const chip of beyond) chip.hidden = true;
    this.more.hidden = beyond.length === 0;
    this.more.textContent = `+${beyond.length}`;
  }
}
