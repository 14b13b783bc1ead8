/** One stop for the tab key in a list of buttons; arrows, home and end move within it. */

import { activeElement, closest } from "./dom.js";

const MOVES = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

export class Roving {
  /**
   * @param {HTMLElement} container holds the buttons
   * @param {string} selector finds them in it
   */
  constructor(container, selector) {
    this.container = container;
    this.selector = selector;
    container.addEventListener("keydown", (event) => this.#key(event));
    container.addEventListener("click", (event) => this.#stop(closest(event, selector)));
  }

  /** @returns {HTMLButtonElement[]} */
  get buttons() {
    return Array.from(this.container.querySelectorAll(this.selector));
  }

  /** Return the button that has the focus, or null. */
  get focused() {
    return this.buttons.find((one) => one === activeElement(one)) || null;
  }

  /** The buttons are new: the first of them, or the one that had it, takes the tab key. */
  renew(chosen = null) {
    this.#stop(chosen || this.buttons[0]);
  }

  focus(button) {
    if (!button) return;
    this.#stop(button);
    button.focus();
  }

  #stop(button) {
    if (!button) return;
    for (const other of this.buttons) other.tabIndex = other === button ? 0 : -1;
  }

  #key(event) {
    const move = MOVES[event.key];
    if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { buttons } = this;
    const here = buttons.indexOf(closest(event, this.selector));
    this.focus(buttons[Math.min(buttons.length - 1, Math.max(0, here + move))]);
  }
}
