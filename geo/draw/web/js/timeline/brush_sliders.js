/**
 * The brush for keyboards and screen readers: three sliders, its two ends and its middle.
 */

import { keyMove, slider, speak } from "./sliders.js";
import { moved, plus, shifted, stepped, withEnd } from "./window.js";
import { spokenDay, spokenSpan } from "../basics/humanize.js";

const NAMES = { first: "First day", body: "Time window", last: "Last day" };

export class BrushSliders {
  /** `timeline` gives axis, mode, scene and takes nudge(window, seen). */
  constructor(timeline) {
    this.timeline = timeline;
    for (const part of ["first", "body", "last"]) {
      const look = part === "body" ? "dlt-brush" : `dlt-handle dlt-handle-${part}`;
      this[part] = slider(NAMES[part], look, (event) => this.#key(event, part));
      this[part].addEventListener("blur", () => timeline.settled.now());
    }
  }

  /** Tell screen readers where the window is. */
  show({ first, last }, extent, mode) {
    const low = Math.min(extent.first, first);
    const high = Math.max(extent.last, last);
    speak(this.first, { low, high: last, now: first, text: spokenDay(first) });
    speak(this.last, { low: first, high, now: last, text: spokenDay(last) });
    speak(this.body, { low, high, now: first, text: spokenSpan(first, last) });
    this.first.setAttribute("aria-disabled", String(mode === "cumulative"));
  }

  #key(event, part) {
    const asked = keyMove(event);
    if (!asked) return;
    event.preventDefault();
    const { scene, mode, axis } = this.timeline;
    const move = part === "body" ? moveBody : moveEnd;
    const window = move(scene.window, part, asked, mode, scene.extent, axis.barUnit());
    const day = window[part];
    this.timeline.nudge(window, part === "body" ? window : { first: day, last: day });
  }
}

function moveEnd(window, part, { days, units, end }, mode, extent, unit) {
  if (end) return withEnd(window, part, extent[end], mode, extent);
  // The last day is moved by its end, so that the end of a month lands on the end of a month.
  const edge = part === "last" ? window.last + 1 : window.first;
  const day = days ? edge + days : plus(edge, unit, units);
  return withEnd(window, part, part === "last" ? day - 1 : day, mode, extent);
}

function moveBody(window, _part, { days, units, end }, mode, extent, unit) {
  if (end && mode === "cumulative") return withEnd(window, "last", extent[end], mode, extent);
  if (end) return shifted(window, extent[end] - window.first, extent);
  if (days) return moved(window, days, mode, extent);
  return stepped(window, unit, units, mode, extent);
}
