// How events are drawn, by how many there are: as shapes, as single pixels, or as density.

const SHAPES_UP_TO = 3000;
export const DENSITY_FROM = 100000;
// A playing window must not flip between two looks at the limit.
const LEEWAY = 0.8;

/** @typedef {"shapes"|"pixels"|"density"} Mode */

/**
 * Choose how to draw events.
 * @param {number} count of events in view
 * @param {"auto"|"shapes"|"density"} option what a person chose
 * @param {Mode} mode how they are drawn now
 * @returns {Mode}
 */
export function chooseMode(count, option, mode) {
  if (option === "density") return "density";
  const stay = mode === "density" ? LEEWAY : 1;
  if (option !== "shapes" && count > DENSITY_FROM * stay) return "density";
  const past = mode === "shapes" ? 1 : LEEWAY;
  return count > SHAPES_UP_TO * past ? "pixels" : "shapes";
}
