/**
 * A text field for one exact day, written as in ISO 8601: 2015-10-01.
 *
 * The browser's own date input is not used: it shows days in the order of the reader's
 * locale and opens a calendar that cannot reach years quickly.
 */

import { isoDay, parseDay } from "../basics/days.js";
import { activeElement, h, setProps, setText } from "../basics/dom.js";

let serial = 0;

export class DateField {
  /**
   * @param {string} label
   * @param {object} options
   * @param {boolean} [options.end] read a month or a year as its last day
   * @param {(day: number) => string} [options.check] a sentence against a day, or ""
   * @param {(day: number) => void} options.apply takes a good day
   */
  constructor(label, { end = false, check = noFault, apply }) {
    this.end = end;
    this.check = check;
    this.apply = apply;
    /** @type {number|null} */
    this.day = null;
    const id = `dlt-day-${++serial}`;
    this.message = h("span", { class: "dlt-fault", id, role: "alert" });
    this.input = h("input", {
      type: "text",
      class: "dlt-day",
      size: "10",
      autocomplete: "off",
      spellcheck: "false",
      inputmode: "numeric",
      placeholder: "YYYY-MM-DD",
      onchange: () => this.#read(),
      onkeydown: (event) => this.#key(event),
      onblur: () => this.#leave(),
    });
    // The sentence stands outside the label, or it would become part of the field's name.
    this.element = h(
      "span",
      { class: "dlt-field" },
      h("label", {}, h("span", { text: label }), this.input),
      this.message,
    );
    this.describedBy = id;
  }

  /** Show a day, unless the reader is writing one, or has yet to mend what they wrote. */
  show(day) {
    const written = this.input.value !== this.shownText;
    const kept = written && (this.focused || (day === this.day && this.message.textContent));
    this.day = day;
    if (kept) return;
    this.#say("");
    if (this.input.value !== this.shownText) this.input.value = this.shownText;
  }

  get focused() {
    return activeElement(this.input) === this.input;
  }

  get shownText() {
    return this.day === null ? "" : isoDay(this.day);
  }

  #key(event) {
    event.stopPropagation();
    if (event.key === "Enter") this.#read();
    if (event.key === "Escape") this.#restore();
  }

  #read() {
    const text = this.input.value.trim();
    if (text === this.shownText) return this.#say("");
    const day = parseDay(text, { end: this.end });
    const fault = day === null ? notADay(text) : this.check(day);
    if (fault) return this.#say(`${fault}${this.day === null ? "" : ` Still ${this.shownText}.`}`);
    this.#say("");
    this.day = day;
    this.input.value = isoDay(day);
    this.apply(day);
  }

  #leave() {
    if (!this.message.textContent) this.input.value = this.shownText;
  }

  #restore() {
    this.#say("");
    this.input.value = this.shownText;
  }

  #say(sentence) {
    setText(this.message, sentence);
    setProps(this.input, {
      "aria-invalid": sentence ? "true" : null,
      "aria-describedby": sentence ? this.describedBy : null,
    });
  }
}

/** @type {(day: number) => string} */
const noFault = () => "";

function notADay(text) {
  if (!text) return "Write a day such as 2015-10-01.";
  const short = text.length > 24 ? `${text.slice(0, 24)}…` : text;
  return `“${short}” is not a day; write it like 2015-10-01.`;
}
