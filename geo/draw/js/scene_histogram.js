// Events per bin of time; a long timespan is split evenly over its days.

import { lowerBound } from "./scene_index.js";

const NO_GROUP = 65535;
const SEVERAL = 65535;
const MOST_KEPT = 3;

/**
 * Count events into bins, one row of bins per group.
 *
 * A group index without a row (an event without a province) is left out.
 * @param {import("./columns.js").Columns} columns
 * @param {ArrayLike<number>} edges ascending days; bin j holds edges[j] up to edges[j + 1] - 1
 * @param {(row: number) => number} groupOf group index of a row
 * @param {number} groups
 * @param {(row: number) => boolean} counts whether a row is counted at all
 * @returns {Float64Array[]} one array of edges.length - 1 bins per group
 */
export function histogram(columns, edges, groupOf, groups, counts) {
  const bins = edges.length - 1;
  const out = Array.from({ length: groups }, () => new Float64Array(bins));
  const rates = Array.from({ length: groups }, () => null);
  const { first, last, n } = columns;
  const { binOf, single } = binsOf(columns, edges);
  const start = edges[0];
  const end = edges[bins] - 1;
  for (let i = 0; i < n && first[i] <= end; i++) {
    if (last[i] < start || !counts(i)) continue;
    const group = groupOf(i);
    if (group === NO_GROUP || group >= groups) continue;
    if (single[i] !== SEVERAL) {
      out[group][single[i]] += 1;
      continue;
    }
    const from = first[i] < start ? start : first[i];
    const to = last[i] > end ? end : last[i];
    const rate = 1 / (last[i] - first[i] + 1);
    const a = binOf(from);
    const b = binOf(to);
    if (a === b) {
      out[group][a] += rate * (to - from + 1);
      continue;
    }
    out[group][a] += rate * (edges[a + 1] - from);
    out[group][b] += rate * (to + 1 - edges[b]);
    if (b > a + 1) {
      const steps = (rates[group] ??= new Float64Array(bins + 1));
      steps[a + 1] += rate;
      steps[b] -= rate;
    }
  }
  rates.forEach((steps, group) => steps && addSteps(out[group], steps, edges));
  return out;
}

/** Edges that split the days first..last into `bins` bins of whole days, as even as can be. */
export function evenEdges(first, last, bins) {
  const days = last - first + 1;
  const count = Math.max(1, Math.min(Math.floor(bins), days));
  return Int32Array.from({ length: count + 1 }, (_, j) => first + Math.floor((days * j) / count));
}

function addSteps(row, steps, edges) {
  let rate = 0;
  for (let j = 0; j < row.length; j++) {
    rate += steps[j];
    // Rounding leaves crumbs of 1e-16 once all long events have ended; they are not events.
    if (rate > 1e-9) row[j] += rate * (edges[j + 1] - edges[j]);
  }
}

// The bins of the last few sets of edges: filters and clocks change what counts, not where it is.
const kept = [];

/** Return a function from day to bin, and the bin of each row that lies in one as a whole. */
function binsOf(columns, edges) {
  const same = (one) => one.columns === columns && one.edges.join() === edges.join();
  const known = kept.find(same);
  if (known) return known;
  const found = { columns, edges: edges.slice(), binOf: binFinder(edges) };
  found.single = singleBins(columns, edges, found.binOf);
  kept.unshift(found);
  kept.length = Math.min(kept.length, MOST_KEPT);
  return found;
}

function singleBins({ first, last, n }, edges, binOf) {
  const single = new Uint16Array(n).fill(SEVERAL);
  if (edges.length > SEVERAL) return single;
  const [start, end] = [edges[0], edges[edges.length - 1] - 1];
  for (let i = 0; i < n; i++) {
    if (first[i] < start || last[i] > end) continue;
    const bin = binOf(first[i]);
    if (last[i] < edges[bin + 1]) single[i] = bin;
  }
  return single;
}

function binFinder(edges) {
  const start = edges[0];
  const days = edges[edges.length - 1] - start;
  if (days > 400000) return (day) => lowerBound(edges, day + 1) - 1;
  const table = new Uint32Array(days);
  for (let j = 0; j + 1 < edges.length; j++) {
    table.fill(j, edges[j] - start, edges[j + 1] - start);
  }
  return (day) => table[day - start];
}
