/** Where in time the events are: the days to open on, and what a view leaves out. */

const BINS = 400;
// The share of events that the opening view holds at least, as on the map.
const MOST = 0.8;
// A view that is not much shorter than everything would only hide the rest.
const WORTH_IT = 0.4;
const MARGIN = 0.08;

function totalsOf(scene, edges) {
  const totals = new Float64Array(edges.length - 1);
  for (const series of scene.histogram(edges)) series.forEach((value, bin) => (totals[bin] += value));
  return totals;
}

/** Return {from, to}, the shortest days that hold most events, or null where all is as good. */
export function coreOf(scene, axis) {
  const length = axis.high - axis.low;
  const bins = Math.min(BINS, length);
  const edges = Int32Array.from({ length: bins + 1 }, (_, bin) => axis.low + Math.floor((length * bin) / bins));
  const totals = totalsOf(scene, edges);
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

/** Return how many events lie outside the view; a long one counts by its share of days. */
export function outside(scene, axis) {
  if (axis.whole || !scene.columns?.n) return 0;
  const edges = [axis.low, axis.from, axis.to, axis.high].map(Math.round);
  const ascending = edges.filter((edge, i) => i === 0 || edge > edges[i - 1]);
  const totals = totalsOf(scene, Int32Array.from(ascending));
  const inside = ascending.indexOf(Math.round(axis.from));
  return totals.reduce((sum, value, bin) => (bin === inside ? sum : sum + value), 0);
}

/** Return the middle of the events in view, in days: where a zoom without a window goes. */
export function centreOf(bars) {
  let sum = 0;
  let weighted = 0;
  bars.totals.forEach((value, bin) => {
    sum += value;
    weighted += value * (bars.edges[bin] + bars.edges[bin + 1]) / 2;
  });
  return sum > 0 ? weighted / sum : null;
}
