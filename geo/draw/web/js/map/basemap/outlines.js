// Draws borders and provinces of a basemap file on a canvas, in canvas pixels.

// Vertices closer than this to the one before add nothing to be seen.
const STEP = 0.75;

/**
 * @typedef {import("../canvas.js").Frame} Frame
 * @typedef {import("./file_format.js").Province} Province
 */

/** @type {(arc: number) => boolean} */
const every = () => true;

/**
 * Append the arcs of one border kind, those in view only, to the context's path.
 * @param {CanvasPath} context
 * @param {Frame} frame
 * @param {number} copy of the world
 * @param {import("./file_format.js").BasemapFile} file
 * @param {number} kind of border
 * @param {(arc: number) => boolean} [wanted] whether an arc is to be drawn
 */
export function traceBorders(context, frame, copy, file, kind, wanted = every) {
  const { box, start } = file;
  const view = viewOf(frame, copy);
  for (let arc = 0; arc + 1 < start.length; arc++) {
    const at = 4 * arc;
    if (file.kind[arc] !== kind || !wanted(arc)) continue;
    if (box[at] > view[2] || box[at + 2] < view[0]) continue;
    if (box[at + 1] > view[3] || box[at + 3] < view[1]) continue;
    traceArc(context, frame, copy, file, arc, true);
  }
}

/**
 * Append a province's outline to the context's path.
 * @param {CanvasPath} context
 * @param {Frame} frame
 * @param {number} copy of the world
 * @param {Province} province
 */
export function traceProvince(context, frame, copy, province) {
  // The last arc of a ring ends where the first began. closePath would say so too, but takes
  // time in proportion to the whole path so far: seconds for the provinces of the world.
  for (const ring of province.rings) {
    for (let k = 0; k < ring.length; k++) {
      traceArc(context, frame, copy, province.file, ring[k], k === 0);
    }
  }
}

/** Outlines of provinces as paths, kept for as long as the map stands still. */
export class Outlines {
  constructor() {
    this.paths = new Map();
  }

  /**
   * @param {Frame} frame
   * @param {string} key of these provinces
   * @param {Province[]} provinces in the detail to be drawn
   * @returns {Path2D|null} null where none is in view
   */
  of(frame, key, provinces) {
    const place = [frame.scale, frame.x, frame.y, frame.width, frame.height].join(" ");
    if (place !== this.place) this.paths.clear();
    this.place = place;
    const known = this.paths.get(key);
    if (known?.file === provinces[0]?.file && known) return known.path;
    const path = traced(frame, provinces);
    this.paths.set(key, { file: provinces[0]?.file, path });
    return path;
  }
}

function traced(frame, provinces) {
  const path = new Path2D();
  let some = false;
  for (const copy of frame.copies) {
    const view = viewOf(frame, copy);
    for (const province of provinces) {
      if (!overlaps(province.box, view)) continue;
      traceProvince(path, frame, copy, province);
      some = true;
    }
  }
  return some ? path : null;
}

/**
 * The part of a copy of the world that the canvas shows: [left, top, right, bottom].
 * @param {Frame} frame
 * @param {number} copy
 * @returns {import("../../basics/data.js").Box}
 */
export function viewOf(frame, copy) {
  return [
    -frame.x / frame.scale - copy,
    -frame.y / frame.scale,
    (frame.width - frame.x) / frame.scale - copy,
    (frame.height - frame.y) / frame.scale,
  ];
}

/**
 * Whether two boxes have a point in common.
 * @param {ArrayLike<number>} box
 * @param {ArrayLike<number>} view
 */
export function overlaps(box, view) {
  return box[0] <= view[2] && box[2] >= view[0] && box[1] <= view[3] && box[3] >= view[1];
}

function traceArc(context, frame, copy, file, signedArc, moves) {
  const { points, start } = file;
  const backwards = signedArc < 0;
  const arc = backwards ? ~signedArc : signedArc;
  const from = backwards ? start[arc + 1] - 1 : start[arc];
  const to = backwards ? start[arc] : start[arc + 1] - 1;
  const step = backwards ? -1 : 1;
  const { scale } = frame;
  const dx = frame.x + copy * scale;
  const dy = frame.y;
  let x = points[2 * from] * scale + dx;
  let y = points[2 * from + 1] * scale + dy;
  if (moves) context.moveTo(x, y);
  else context.lineTo(x, y);
  for (let k = from + step; k !== to; k += step) {
    if ((to - k) * step < 0) return;
    const px = points[2 * k] * scale + dx;
    const py = points[2 * k + 1] * scale + dy;
    if (Math.abs(px - x) + Math.abs(py - y) < STEP) continue;
    context.lineTo(px, py);
    x = px;
    y = py;
  }
  context.lineTo(points[2 * to] * scale + dx, points[2 * to + 1] * scale + dy);
}
