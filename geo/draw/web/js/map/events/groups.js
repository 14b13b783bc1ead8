// Events that lie at one place, or too close to be told apart, as one symbol with a count.

/**
 * @typedef {Object} MapSymbol
 * @property {number} x canvas pixels
 * @property {number} y
 * @property {number[]} rows
 * @property {number} places how many different places it stands for
 */

/**
 * Group projected dots so that no symbol hides another.
 * @param {import("./point_raster.js").Dots} dots
 * @param {(count: number) => number} radiusOf canvas pixels that a symbol of a count takes
 * @returns {MapSymbol[]} the busiest first
 */
export function groupDots(dots, radiusOf) {
  let symbols = [...byPlace(dots).values()];
  // The busiest place keeps its spot and takes in what it would cover; a symbol that grew by this
  // may cover another one, hence the repetition.
  for (let before = Infinity; symbols.length < before; ) {
    before = symbols.length;
    symbols = mergeOnce(symbols, radiusOf);
  }
  return symbols;
}

function mergeOnce(symbols, radiusOf) {
  const size = 2 * radiusOf(Infinity);
  const cells = new Map();
  const kept = [];
  // Ties go by position, so that the picture does not depend on the order of the events.
  symbols.sort((a, b) => b.rows.length - a.rows.length || a.x - b.x || a.y - b.y);
  for (const symbol of symbols) {
    const cover = covering(cells, symbol, radiusOf, size);
    if (cover) {
      cover.rows.push(...symbol.rows);
      cover.places += symbol.places;
      continue;
    }
    kept.push(symbol);
    const key = cellKey(symbol.x, symbol.y, size);
    if (cells.has(key)) cells.get(key).push(symbol);
    else cells.set(key, [symbol]);
  }
  return kept;
}

function byPlace({ x, y, row, world, count }) {
  const places = new Map();
  for (let k = 0; k < count; k++) {
    const i = row[k];
    // The copy of the world is part of the key: a place may be in view twice.
    const key = `${world[2 * i]} ${world[2 * i + 1]} ${Math.round(x[k] / 256)}`;
    const place = places.get(key);
    if (place) place.rows.push(i);
    else places.set(key, { x: x[k], y: y[k], rows: [i], places: 1 });
  }
  return places;
}

const cellKey = (x, y, size) => Math.floor(x / size) * 100003 + Math.floor(y / size);

function covering(cells, symbol, radiusOf, size) {
  const own = radiusOf(symbol.rows.length);
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      const close = cells.get(cellKey(symbol.x + dx * size, symbol.y + dy * size, size));
      const cover = close?.find(
        (other) =>
          Math.hypot(other.x - symbol.x, other.y - symbol.y) <
          0.9 * (own + radiusOf(other.rows.length)),
      );
      if (cover) return cover;
    }
  }
  return null;
}

/**
 * Positions on a ring, or a spiral where there are many, for events fanned out of a symbol.
 * @param {number} count
 * @param {number} gap pixels between two of them
 * @returns {[number, number][]} offsets from the middle
 */
export function fanOut(count, gap) {
  if (count <= 12) {
    const radius = Math.max(2.2 * gap, (count * gap * 1.25) / (2 * Math.PI));
    return Array.from({ length: count }, (_, k) => polar(radius, (2 * Math.PI * k) / count));
  }
  let angle = 0;
  let radius = 2.2 * gap;
  return Array.from({ length: count }, () => {
    const spot = polar(radius, angle);
    angle += (1.25 * gap) / radius;
    radius += (0.25 * gap * gap) / radius;
    return spot;
  });
}

/** @type {(radius: number, angle: number) => [number, number]} */
const polar = (radius, angle) => [radius * Math.sin(angle), -radius * Math.cos(angle)];
