/**
 * Sliders that speak days: what keys do to them and what screen readers hear.
 */

import { h, setProps } from "../basics/dom.js";

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/**
 * Return a focusable slider without any looks.
 * @param {string} label its spoken name
 * @param {string} classes
 * @param {(event: KeyboardEvent) => void} onkeydown
 */
export function slider(label, classes, onkeydown) {
  return h("div", {
    role: "slider",
    tabindex: "0",
    class: classes,
    "aria-label": label,
    "aria-orientation": "horizontal",
    onkeydown,
  });
}

/**
 * Tell screen readers where a slider stands.
 * @param {HTMLElement} element
 * @param {{low: number, high: number, now: number, text: string}} stand days, and how to say them
 */
export function speak(element, { low, high, now, text }) {
  setProps(element, {
    "aria-valuemin": String(low),
    "aria-valuemax": String(high),
    "aria-valuenow": String(now),
    "aria-valuetext": text,
  });
}

/**
 * What a key asks of a slider: to move by days, by bars, or to an end.
 * @typedef {{days?: number, units?: number, end?: "first"|"last"}} Move
 */

/**
 * Return what a key asks of a slider, or null for other keys.
 *
 * Arrows move a day, with shift a week; page up and down a bar; home and end all the way.
 * @param {KeyboardEvent} event
 * @returns {Move|null}
 */
export function keyMove(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key in STEPS) return { days: STEPS[event.key] * (event.shiftKey ? 7 : 1) };
  if (event.key === "PageUp") return { units: 1 };
  if (event.key === "PageDown") return { units: -1 };
  if (event.key === "Home") return { end: "first" };
  if (event.key === "End") return { end: "last" };
  return null;
}

/** Runs something once keys have been quiet, at once when the focus leaves. */
export class Settle {
  /**
   * @param {() => void} run
   * @param {number} pause milliseconds
   */
  constructor(run, pause = 350) {
    this.run = run;
    this.pause = pause;
    this.timer = 0;
  }

  /** Something changed; settle it soon. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), this.pause);
  }

  now() {
    if (!this.timer) return;
    this.cancel();
    this.run();
  }

  cancel() {
    clearTimeout(this.timer);
    this.timer = 0;
  }
}
