// Events per bin of time; a long timespan is split evenly over its days.

import { lowerBound, PIECE } from "./time_index.js";

const NO_GROUP = 65535;
const SEVERAL = 65535;
const MOST_RECENT = 3;

/**
 * Count events into bins, one row of bins per group.
 *
 * A group index without a row (an event without a province) is left out.
 * @param {import("./columns.js").Columns} columns
 * @param {ArrayLike<number>} edges ascending days; bin j holds edges[j] up to edges[j + 1] - 1
 * @param {ArrayLike<number>} groupOf group index of each row
 * @param {number} groups
 * @param {{mask: Uint8Array, clock: number}} passing the rows that are counted: those that pass
 *   the filters and were public by the clock
 * @returns {Float64Array[]} one array of edges.length - 1 bins per group
 */
export function histogram(columns, edges, groupOf, groups, { mask, clock }) {
  const bins = edges.length - 1;
  const { first, last, known } = columns;
  const job = { first, last, known, mask, clock, edges, bins, groupOf, groups };
  Object.assign(job, binsOf(columns, edges), { flat: new Float64Array(groups * bins) });
  job.steps = Array.from({ length: groups }, () => null);
  const rows = lowerBound(first, edges[bins]);
  for (let i = 0; i < rows; i += PIECE) countPiece(job, i, Math.min(rows, i + PIECE));
  return job.steps.map((steps, group) => {
    const counts = job.flat.subarray(group * bins, (group + 1) * bins);
    if (steps) addSteps(counts, steps, edges);
    return counts;
  });
}

function countPiece(job, from, to) {
  const { known, mask, clock, bins, groupOf, groups, single, flat } = job;
  for (let i = from; i < to; i++) {
    const group = groupOf[i];
    if (mask[i] === 0 || known[i] > clock || group >= groups || group === NO_GROUP) continue;
    const bin = single[i];
    if (bin === SEVERAL) spread(job, i, group);
    else flat[group * bins + bin] += 1;
  }
}

/** Count an event that lies in several bins, or partly outside of all, by its share of days. */
function spread({ first, last, edges, bins, binOf, flat, steps }, i, group) {
  const from = Math.max(first[i], edges[0]);
  const to = Math.min(last[i], edges[bins] - 1);
  if (from > to) return;
  const rate = 1 / (last[i] - first[i] + 1);
  const [a, b] = [binOf(from), binOf(to)];
  const row = group * bins;
  if (a === b) {
    flat[row + a] += rate * (to - from + 1);
    return;
  }
  flat[row + a] += rate * (edges[a + 1] - from);
  flat[row + b] += rate * (to + 1 - edges[b]);
  if (b === a + 1) return;
  steps[group] ??= new Float64Array(bins + 1);
  const between = steps[group];
  between[a + 1] += rate;
  between[b] -= rate;
}

/**
 * Edges that split the days first..last into `bins` bins of whole days, as even as can be.
 * @param {number} first
 * @param {number} last
 * @param {number} bins
 */
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
const recent = [];

/** Return a function from day to bin, and the bin of each row that lies in one as a whole. */
function binsOf(columns, edges) {
  const same = (one) => one.columns === columns && one.edges.join() === edges.join();
  const known = recent.find(same);
  if (known) return known;
  const found = { columns, edges: edges.slice(), binOf: binFinder(edges) };
  found.single = singleBins(columns, edges, found.binOf);
  recent.unshift(found);
  recent.length = Math.min(recent.length, MOST_RECENT);
  return found;
}

function singleBins({ first, last, n }, edges, binOf) {
  const single = new Uint16Array(n).fill(SEVERAL);
  if (edges.length > SEVERAL) return single;
  const [low, high] = [lowerBound(first, edges[0]), lowerBound(first, edges[edges.length - 1])];
  for (let i = low; i < high; i += PIECE) {
    singlePiece(single, first, last, edges, binOf, i, Math.min(high, i + PIECE));
  }
  return single;
}

function singlePiece(single, first, last, edges, binOf, from, to) {
  const end = edges[edges.length - 1] - 1;
  for (let i = from; i < to; i++) {
    if (last[i] > end) continue;
    const bin = binOf(first[i]);
    if (last[i] < edges[bin + 1]) single[i] = bin;
  }
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
