// Web Mercator on the unit square: x from the antimeridian eastwards, y from the north.

const LIMIT = 85.0511287798;

export const worldX = (lon) => (lon + 180) / 360;

/** Latitudes beyond the square's edge, the poles too, are drawn on the edge. */
export function worldY(lat) {
  const s = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
}

const STEPS = 16384;
let table = null;

/**
 * The same from a table, for millions of points that are held in single precision anyway.
 * Between two entries it is off by less than 1e-7, a fiftieth of a pixel at zoom 10.
 */
export function quickWorldY(lat) {
  table ??= makeTable();
  const at = ((Math.max(-LIMIT, Math.min(LIMIT, lat)) + LIMIT) * STEPS) / (2 * LIMIT);
  const k = at | 0;
  return table[k] + (at - k) * (table[k + 1] - table[k]);
}

function makeTable() {
  const made = new Float64Array(STEPS + 2);
  for (let k = 0; k < made.length; k++) made[k] = worldY(((2 * k) / STEPS - 1) * LIMIT);
  return made;
}

export const lonOf = (x) => x * 360 - 180;

export function latOf(y) {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

/** Width of one kilometre in world coordinates at a latitude. */
export function kilometre(lat) {
  const clamped = Math.max(-LIMIT, Math.min(LIMIT, lat));
  return 1 / (40075.017 * Math.cos((clamped * Math.PI) / 180));
}
