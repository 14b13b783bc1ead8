/**
 * The brush for keyboards and screen readers: three sliders, its two ends and its middle.
 */

import { keyMove, slider, speak } from "./sliders.js";
import { moved, plus, shifted, stepped, withEnd } from "./window.js";
import { spokenDay, spokenSpan } from "../basics/humanize.js";

const NAMES = { first: "First day", body: "Time window", last: "Last day" };

export class BrushSliders {
  /** @param {import("./timeline.js").Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    this.first = this.#slider("first", "dlt-handle dlt-handle-first");
    this.body = this.#slider("body", "dlt-brush");
    this.last = this.#slider("last", "dlt-handle dlt-handle-last");
  }

  #slider(part, classes) {
    const element = slider(NAMES[part], classes, (event) => this.#key(event, part));
    element.addEventListener("blur", () => this.timeline.settled.now());
    return element;
  }

  /**
   * Tell screen readers where the window is.
   * @param {import("../basics/data.js").Days} window
   * @param {import("../basics/data.js").Days} extent
   * @param {import("./window.js").Mode} mode
   */
  show({ first, last }, extent, mode) {
    const low = Math.min(extent.first, first);
    const high = Math.max(extent.last, last);
    speak(this.first, { low, high: last, now: first, text: spokenDay(first) });
    speak(this.last, { low: first, high, now: last, text: spokenDay(last) });
    speak(this.body, { low, high, now: first, text: spokenSpan(first, last) });
    this.first.setAttribute("aria-disabled", String(mode === "cumulative"));
  }

  /**
   * @param {KeyboardEvent} event
   * @param {"first"|"body"|"last"} part
   */
  #key(event, part) {
    const asked = keyMove(event);
    if (!asked) return;
    event.preventDefault();
    const { scene, mode, axis } = this.timeline;
    const unit = axis.barUnit();
    if (part === "body") {
      const window = moveBody(scene.window, asked, mode, scene.extent, unit);
      this.timeline.nudge(window, window);
    } else {
      const window = moveEnd(scene.window, part, asked, mode, scene.extent, unit);
      this.timeline.nudge(window, { first: window[part], last: window[part] });
    }
  }
}

/**
 * @typedef {import("../basics/data.js").Days} Days
 * @typedef {import("./sliders.js").Move} Move
 * @typedef {import("./window.js").Mode} Mode
 * @typedef {import("./axis.js").Unit} Unit
 */

/**
 * @param {Days} window
 * @param {"first"|"last"} part the end to move
 * @param {Move} move
 * @param {Mode} mode
 * @param {Days} extent
 * @param {Unit} unit of the bars
 */
function moveEnd(window, part, { days, units, end }, mode, extent, unit) {
  if (end) return withEnd(window, part, extent[end], mode, extent);
  // The last day is moved by its end, so that the end of a month lands on the end of a month.
  const edge = part === "last" ? window.last + 1 : window.first;
  const day = days ? edge + days : plus(edge, unit, units);
  return withEnd(window, part, part === "last" ? day - 1 : day, mode, extent);
}

/**
 * @param {Days} window
 * @param {Move} move
 * @param {Mode} mode
 * @param {Days} extent
 * @param {Unit} unit of the bars
 */
function moveBody(window, { days, units, end }, mode, extent, unit) {
  if (end && mode === "cumulative") return withEnd(window, "last", extent[end], mode, extent);
  if (end) return shifted(window, extent[end] - window.first, extent);
  if (days) return moved(window, days, mode, extent);
  return stepped(window, unit, units, mode, extent);
}
