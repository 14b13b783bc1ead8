// Web Mercator on the unit square: x from the antimeridian eastwards, y from the north.

const LIMIT = 85.0511287798;

export const worldX = (lon) => (lon + 180) / 360;

/** Latitudes beyond the square's edge, the poles too, are drawn on the edge. */
export function worldY(lat) {
  const s = Math.sin((Math.max(-LIMIT, Math.min(LIMIT, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI);
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
