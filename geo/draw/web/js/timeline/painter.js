/** Draws the timeline, at most once a frame, and counts the bars only when they may differ. */

import { countBars, noBars } from "./bars.js";
import { outside } from "./core.js";
import { looksOf } from "../basics/looks.js";

const NO_LOOKS = { colors: [], labels: [] };

export class Painter {
  /** `timeline` gives what is drawn and what it is drawn from. */
  /** @param {import("./timeline.js").Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    this.due = 0;
    this.staleBars = false;
  }

  /** Draw in the next frame; `bars` says that the bars may have changed. */
  later({ bars = false } = {}) {
    this.staleBars ||= bars;
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.#draw();
    });
  }

  stop() {
    cancelAnimationFrame(this.due);
    // Never free again: what is stopped stays undrawn.
    this.due = -1;
  }

  #draw() {
    const { scene, axis, chart, clock, sliders, frame, mode } = this.timeline;
    clock.show();
    if (this.staleBars) this.#drawBars();
    chart.showWindow(scene.window, axis);
    chart.showAsOf(scene.asOf, axis);
    sliders.show(scene.window, scene.extent, mode);
    frame.show();
  }

  #drawBars() {
    const { scene, axis, chart, clock, choices, style } = this.timeline;
    this.staleBars = false;
    const bars = scene.columns?.n ? countBars(scene, axis, choices.by) : noBars(axis);
    const looks = looksOf(style, choices.by, scene.columns?.vocab[choices.by]);
    chart.showLegend(choices.by === "status" ? looks : NO_LOOKS);
    chart.draw(bars, axis, looks.colors, looks.labels, outside(scene, axis, bars));
    clock.drawMarks();
    scene.dispatchEvent(new CustomEvent("axis", { detail: { from: axis.from, to: axis.to } }));
  }
}
