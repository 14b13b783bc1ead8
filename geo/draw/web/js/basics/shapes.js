// The style table's shapes, once for canvases and once for elements.

import { svg } from "./dom.js";

/** Outlines around the middle for a radius of 1, as SVG path data, which a Path2D reads too. */
const OUTLINES = {
  circle: "M1 0A1 1 0 0 1-1 0A1 1 0 0 1 1 0Z",
  square: "M-.88-.88H.88V.88H-.88Z",
  triangle: "M0-1.12L1.1.85H-1.1Z",
  cross: "M-1.1-.7L-.7-1.1L0-.4L.7-1.1L1.1-.7L.4 0L1.1.7L.7 1.1L0 .4L-.7 1.1L-1.1.7L-.4 0Z",
  ring: "M1 0A1 1 0 0 1-1 0A1 1 0 0 1 1 0ZM.5 0A.5 .5 0 0 0-.5 0A.5 .5 0 0 0 .5 0Z",
};

const outlineOf = (shape) => OUTLINES[shape] ?? OUTLINES.circle;

/**
 * Return a shape around a point as a path for a canvas; fill it with the rule "evenodd".
 * @param {string|undefined} shape name of the style table
 * @param {number} x canvas pixels
 * @param {number} y
 * @param {number} radius
 */
export function shapePath(shape, x, y, radius) {
  const path = new Path2D();
  path.addPath(new Path2D(outlineOf(shape)), new DOMMatrix([radius, 0, 0, radius, x, y]));
  return path;
}

/**
 * Return a shape as an element of `size` CSS pixels.
 *
 * An inline picture, not a canvas: each canvas is a layer of its own to the browser, and a list
 * of a hundred of them takes half of every frame.
 * @param {string} shape name of the style table
 * @param {string} color
 * @param {string} edge colour of the outline
 * @param {number} size CSS pixels
 */
export function shapeMark(shape, color, edge, size) {
  const radius = 0.38 * size;
  const half = size / 2 / radius;
  const box = [-half, -half, 2 * half, 2 * half].join(" ");
  const path = svg("path", {
    d: outlineOf(shape),
    fill: color,
    "fill-rule": "evenodd",
    stroke: edge,
    "stroke-width": 1 / radius,
  });
  return svg("svg", { viewBox: box, width: size, height: size, "aria-hidden": "true" }, path);
}
