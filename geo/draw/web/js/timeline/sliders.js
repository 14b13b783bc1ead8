/**
 * Sliders that speak days: what keys do to them and what screen readers hear.
 */

import { h, setProps } from "../basics/dom.js";

const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

/** Return a focusable slider without any looks. */
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

/** Tell screen readers where a slider stands: day numbers and the words to speak. */
export function speak(element, { low, high, now, text }) {
  setProps(element, {
    "aria-valuemin": String(low),
    "aria-valuemax": String(high),
    "aria-valuenow": String(now),
    "aria-valuetext": text,
  });
}

/** Return what a key asks of a slider: {days}, {units}, {end}, or null for other keys.
 *
 * Arrows move a day, with shift a week; page up and down a bar; home and end all the way.
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
  constructor(run, pause = 350) {
    Object.assign(this, { run, pause, timer: 0 });
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
