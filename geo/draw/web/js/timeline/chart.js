/**
 * The plot: bars on a canvas, the brush and its handles over them, the axis under them.
 *
 * Bars are the only thing on the canvas; all else is elements, so that it follows the page's
 * colours and its theme by itself.
 */

import { h, setText } from "../basics/dom.js";
import { barDetail, drawBars, humanizeScale } from "./bars.js";
import { count } from "../basics/humanize.js";

const NARROWEST_LABEL = 30;

const place = (element, x) => {
  element.style.transform = `translateX(${x}px)`;
};

export class Chart {
  /** `sliders` are the three focusable parts: {first, body, last}. */
  constructor(sliders) {
    this.sliders = sliders;
    this.note = h("span", { class: "dlt-note" });
    this.peak = h("span", { class: "dlt-peak" });
    this.canvas = h("canvas", { class: "dlt-bars", "aria-hidden": "true" });
    this.before = h("div", { class: "dlt-shade" });
    this.after = h("div", { class: "dlt-shade dlt-shade-after" });
    this.asOfLine = h("div", { class: "dlt-known-line", hidden: true });
    this.plot = h(
      "div",
      { class: "dlt-plot" },
      this.canvas,
      this.before,
      this.after,
      this.asOfLine,
      sliders.first,
      sliders.body,
      sliders.last,
    );
    this.axisLine = h("div", { class: "dlt-axis", "aria-hidden": "true" });
    this.legend = h("ul", { class: "dlt-legend", hidden: true });
    this.element = h(
      "div",
      { class: "dlt-chart" },
      h("div", { class: "dlt-scale" }, this.note, this.peak),
      this.plot,
      this.axisLine,
      this.legend,
    );
    this.hovered = -1;
    this.bars = null;
  }

  /** Return the plot's size in CSS pixels. */
  size() {
    return { width: this.plot.clientWidth, height: this.plot.clientHeight };
  }

  /**
   * Draw bars and the marks of the axis.
   * @param {import("./bars.js").Bars} bars
   * @param {import("./axis.js").Axis} axis
   * @param {string[]} colors one per series
   * @param {string[]} names one per series
   * @param {number} left how many events the view leaves out
   */
  draw(bars, axis, colors, names, left) {
    this.bars = bars;
    this.names = names;
    this.left = left;
    drawBars(this.canvas, bars, axis, colors, this.size().height);
    this.#marks(axis);
    this.#caption();
  }

  /** Say which colour is what, where the map's key does not. */
  showLegend({ colors, labels }) {
    this.legend.hidden = labels.length === 0;
    const items = labels.map((label, i) => {
      const swatch = h("span", { class: "dlt-swatch" });
      swatch.style.background = colors[i];
      return h("li", {}, swatch, label);
    });
    this.legend.replaceChildren(...items);
  }

  /**
   * Put the brush where a window is.
   * @param {import("../basics/data.js").Days} window
   * @param {import("./axis.js").Axis} axis
   */
  showWindow(window, axis) {
    const within = (x) => Math.min(axis.width, Math.max(0, x));
    const left = axis.x(window.first);
    const right = axis.x(window.last + 1);
    const { first, body, last } = this.sliders;
    place(first, within(left));
    place(last, within(right));
    first.classList.toggle("is-away", left < -1 || left > axis.width + 1);
    last.classList.toggle("is-away", right < -1 || right > axis.width + 1);
    place(body, within(left));
    body.style.width = `${Math.max(1, within(right) - within(left))}px`;
    this.before.style.transform = `scaleX(${within(left) / axis.width})`;
    this.after.style.transform = `scaleX(${1 - within(right) / axis.width})`;
  }

  /**
   * Put the line of the second clock where a day ends.
   * @param {number|null} day null hides it
   * @param {import("./axis.js").Axis} axis
   */
  showAsOf(day, axis) {
    this.asOfLine.hidden = day === null;
    if (day !== null) place(this.asOfLine, Math.min(axis.width, Math.max(0, axis.x(day + 1))));
  }

  /**
   * Say what the bar under a pointer holds; null says again what the bars count.
   * @param {number|null} x pixels of the plot
   * @param {import("./axis.js").Axis} axis
   */
  hover(x, axis) {
    this.hovered = -1;
    if (x !== null && this.bars) {
      const day = axis.dayAt(x);
      const { edges } = this.bars;
      this.hovered = edges.findIndex((edge, i) => day >= edge && day < edges[i + 1]);
    }
    this.#caption();
  }

  #caption() {
    const { bars, hovered } = this;
    if (!bars) return;
    const detail = hovered >= 0 && hovered < bars.totals.length;
    setText(
      this.note,
      detail ? barDetail(bars, hovered, this.names) : humanizeScale(bars, this.left),
    );
    setText(this.peak, bars.peak > 0 ? `peak ${count(Math.ceil(bars.peak))}` : "no events");
  }

  #marks(axis) {
    const fitting = axis.ticks().filter((tick) => axis.x(tick.day) < axis.width - NARROWEST_LABEL);
    const marks = fitting.map((tick) => {
      const mark = h("span", {
        class: tick.strong ? "dlt-tick is-strong" : "dlt-tick",
        text: tick.label,
      });
      place(mark, axis.x(tick.day));
      return mark;
    });
    this.axisLine.replaceChildren(...marks);
  }
}
