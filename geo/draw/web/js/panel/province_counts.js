/** What the province strips show: counts that leave the province filter out, and their bars. */

import { edgesOf } from "../timeline/axis.js";
import { FACETS } from "../facets.js";
import { countFacet, maskWithout } from "../scene/facet_counts.js";
import { histogram } from "../scene/histogram.js";

const NARROWEST_BAR = 3;

const PROVINCE = FACETS.find(({ key }) => key === "province");

/** Return the number of events in the window per province, in the vocabulary's order. */
export const countProvinces = (scene) => countFacet(scene, PROVINCE);

/**
 * Return bars over all days: {edges, series, totals, peak}, one series per province.
 * @param {import("../scene/scene.js").Scene} scene
 * @param {import("../timeline/axis.js").Axis} axis
 */
export function provinceBars(scene, axis) {
  const { columns, clock } = scene;
  if (!columns?.n) return { edges: new Int32Array(2), series: [], totals: [], peak: 0 };
  const mask = maskWithout(scene, "province");
  const edges = edgesOf(axis.unitFor(NARROWEST_BAR), axis.from, axis.to);
  const { province, vocab } = columns;
  const series = histogram(columns, edges, province, vocab.province.length, { mask, clock });
  const totals = series.map((bins) => bins.reduce((a, b) => a + b, 0));
  const peak = series.reduce((top, bins) => bins.reduce((a, b) => Math.max(a, b), top), 0);
  return { edges, series, totals, peak };
}

/**
 * Return one province's bars as path data, in pixels; all rows share a scale of square roots.
 * @param {{edges: ArrayLike<number>, series: ArrayLike<number>[], peak: number}} bars
 * @param {number} index of the province
 * @param {import("../timeline/axis.js").Axis} axis
 * @param {number} height
 */
export function stripPath(bars, index, axis, height) {
  const bins = bars.series[index] ?? [];
  let path = "";
  for (let bin = 0; bin < bins.length; bin++) {
    if (!(bins[bin] > 0)) continue;
    const tall = Math.max(1, Math.sqrt(bins[bin] / bars.peak) * (height - 1));
    const left = axis.x(bars.edges[bin]);
    const wide = axis.x(bars.edges[bin + 1]) - left;
    const width = Math.max(1, wide > 3 ? wide - 1 : wide);
    path += `M${left.toFixed(1)} ${height}v${-tall.toFixed(1)}h${width.toFixed(1)}v${tall.toFixed(1)}z`;
  }
  return path;
}
