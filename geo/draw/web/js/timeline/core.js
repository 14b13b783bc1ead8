/** Where in time the events are: the days to open on, and what a view leaves out. */

import { stacked } from "./bars.js";

const BINS = 400;
// The share of events that the opening view holds at least.
const MOST = 0.85;
// A view that is not much shorter than everything would only hide the rest.
const WORTH_IT = 0.4;
const MARGIN = 0.08;

/**
 * Return the shortest days that hold most events.
 * @param {import("../scene/scene.js").Scene} scene
 * @param {import("./axis.js").Axis} axis
 * @returns {{from: number, to: number}|null} null where all days are as good
 */
export function coreOf(scene, axis) {
  const length = axis.high - axis.low;
  const bins = Math.min(BINS, length);
  const edgeOf = (bin) => axis.low + Math.floor((length * bin) / bins);
  const edges = Int32Array.from({ length: bins + 1 }, (_, bin) => edgeOf(bin));
  const { totals } = stacked(scene.histogram(edges), bins);
  const most = MOST * totals.reduce((a, b) => a + b, 0);
  const [start, end] = shortest(totals, most);
  const core = edges[end] - edges[start];
  if (!(most > 0) || core > WORTH_IT * length) return null;
  return { from: edges[start] - core * MARGIN, to: edges[end] + core * MARGIN };
}

/** Return the fewest neighbouring bins [start, end) whose sum is at least `most`. */
function shortest(totals, most) {
  let best = [0, totals.length];
  let sum = 0;
  let start = 0;
  for (let end = 1; end <= totals.length; end++) {
    sum += totals[end - 1];
    while (sum - totals[start] >= most && start < end - 1) sum -= totals[start++];
    if (sum >= most && end - start < best[1] - best[0]) best = [start, end];
  }
  return best;
}

/**
 * Return how many events lie outside the bars; a long one counts by its share of days.
 * @param {import("../scene/scene.js").Scene} scene
 * @param {import("./axis.js").Axis} axis
 * @param {import("./bars.js").Bars} bars
 */
export function outside(scene, axis, bars) {
  if (axis.whole || !scene.columns?.n) return 0;
  const { known } = scene.columns;
  const { clock } = scene;
  const mask = scene.mask();
  let all = 0;
  for (let row = 0; row < mask.length; row++) all += mask[row] && known[row] <= clock ? 1 : 0;
  return Math.max(0, all - bars.totals.reduce((sum, value) => sum + value, 0));
}

/**
 * Return the middle of the bar that holds the median event, in days; null without any.
 * @param {import("./bars.js").Bars|null} bars
 */
export function centreOf(bars) {
  if (!bars) return null;
  const half = bars.totals.reduce((sum, value) => sum + value, 0) / 2;
  let sum = 0;
  const bin = bars.totals.findIndex((value) => {
    sum += value;
    return sum >= half && half > 0;
  });
  return bin < 0 ? null : (bars.edges[bin] + bars.edges[bin + 1]) / 2;
}
