// A field with a text to pass on, and the button that copies it.

import { h, setText } from "../basics/dom.js";

const SAID_FOR_MS = 2500;

/**
 * One row of the Share menu. `set(text)` gives it what to copy, null where there is nothing.
 *
 * @param {string} label names the field and the button
 * @param {string} hint says in a sentence what it is for
 */
export class CopyRow {
  #timer = 0;

  /**
   * @param {string} label
   * @param {string} hint one sentence on what is copied
   */
  constructor(label, hint) {
    const id = `dateline-share-${label.replace(/\W+/g, "-").toLowerCase()}`;
    this.field = h("input", { id, readonly: true, dir: "ltr", spellcheck: "false" });
    this.field.addEventListener("focus", () => this.field.select());
    this.button = h("button", { type: "button", "aria-label": `Copy ${label.toLowerCase()}` });
    this.button.addEventListener("click", () => this.#copy());
    this.hint = h("p", { text: hint });
    this.element = h(
      "div",
      { class: "dls-row" },
      h("label", { for: id, text: label }),
      this.hint,
      h("div", { class: "dls-copy" }, this.field, this.button),
    );
    this.#rest();
  }

  set(text) {
    this.field.value = text ?? "";
    this.field.parentElement.hidden = text === null;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  async #copy() {
    const done = await copied(this.field);
    setText(this.button, done ? "Copied" : "Press Ctrl+C");
    this.button.dataset.done = String(done);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), SAID_FOR_MS);
  }

  #rest() {
    setText(this.button, "Copy");
    delete this.button.dataset.done;
  }
}

/** Copy a field; the clipboard is only offered on secure pages, which a plain http host is not. */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
