/**
 * The histogram's bars: counted by the scene, stacked and drawn on a canvas.
 */

import { humanizeBar, edgesOf } from "./axis.js";
import { count, plural, share } from "../basics/humanize.js";

const GAP = 1;
const EMPTY = { edges: new Int32Array(2), series: [], totals: new Float64Array(1), peak: 0 };

/**
 * @typedef {Object} Bars
 * @property {import("./axis.js").Unit} unit
 * @property {Int32Array} edges days; bar j holds edges[j] up to edges[j + 1] - 1
 * @property {ArrayLike<number>[]} series events per bar, one series per type or status
 * @property {Float64Array} totals of all series
 * @property {number} peak the highest total
 *
 * @typedef {import("./axis.js").Axis} Axis
 */

/**
 * Count the bars in view.
 * @param {import("../scene/scene.js").Scene} scene
 * @param {Axis} axis
 * @param {"type"|"status"} by what the series are
 * @returns {Bars}
 */
export function countBars(scene, axis, by) {
  const unit = axis.barUnit();
  const edges = edgesOf(unit, axis.from, axis.to);
  const series = scene.histogram(edges, { by });
  return { unit, edges, series, ...stacked(series, edges.length - 1) };
}

/**
 * Return the sums over all series, bin by bin, and the highest of them.
 * @param {ArrayLike<number>[]} series
 * @param {number} bins
 */
export function stacked(series, bins) {
  const totals = new Float64Array(bins);
  for (const counts of series) {
    for (let bin = 0; bin < bins; bin++) totals[bin] += counts[bin];
  }
  return { totals, peak: totals.reduce((a, b) => Math.max(a, b), 0) };
}

/** @type {(axis: Axis) => Bars} */
export const noBars = (axis) => ({ ...EMPTY, unit: axis.barUnit() });

/**
 * Fit a canvas's pixels to its size on the page; return its context in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width CSS pixels
 * @param {number} height
 */
export function fitted(canvas, width, height) {
  const ratio = globalThis.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/**
 * Draw stacked bars; a bar is never below a pixel.
 * @param {HTMLCanvasElement} canvas
 * @param {Bars} bars
 * @param {Axis} axis
 * @param {string[]} colors one CSS colour per series
 * @param {number} height CSS pixels
 */
export function drawBars(canvas, bars, axis, colors, height) {
  const context = fitted(canvas, axis.width, height);
  const scale = bars.peak > 0 ? (height - 2) / bars.peak : 0;
  const base = stackBases(bars, height);
  bars.series.forEach((counts, index) => {
    context.fillStyle = colors[index];
    for (let bin = 0; bin < counts.length; bin++) {
      if (counts[bin] <= 0) continue;
      const least = counts[bin] === bars.totals[bin] ? 1.5 : 0;
      const tall = Math.max(least, counts[bin] * scale);
      const left = axis.x(bars.edges[bin]);
      const wide = axis.x(bars.edges[bin + 1]) - left;
      base[bin] -= tall;
      context.fillRect(left, base[bin], wide > 3 ? wide - GAP : Math.max(1, wide), tall);
    }
  });
}

const stackBases = (bars, height) => new Float64Array(bars.totals.length).fill(height);

/**
 * Return what the bars count, and how many events they leave out, in words.
 * @param {Bars} bars
 * @param {number} left number of events out of view
 */
export function humanizeScale(bars, left = 0) {
  const unit = bars.unit.name;
  const per = unit.includes("years") ? `in ${unit}` : `a ${unit}`;
  const words = `Events ${per}, long timespans spread evenly over their days`;
  const rest = Math.round(left);
  return rest > 0 ? `${words}; ${count(rest)} more out of view` : words;
}

/**
 * Return what one bar holds, in words: "March 2016: 3.5 events (2 battle, 1.5 strike)".
 * @param {Bars} bars
 * @param {number} bin
 * @param {string[]} names of the series
 */
export function barDetail(bars, bin, names) {
  const total = bars.totals[bin];
  const when = humanizeBar(bars.unit, bars.edges[bin]);
  if (!(total > 0)) return `${when}: no events`;
  const parts = bars.series
    .map((counts, index) => ({ value: counts[bin], name: names[index] }))
    .filter((part) => part.value > 0)
    .sort((a, b) => b.value - a.value)
    .map((part) => `${share(part.value)} ${part.name}`);
  const whole = Number.isInteger(total) ? plural(total, "event") : `${share(total)} events`;
  return `${when}: ${whole} (${parts.join(", ")})`;
}
