/**
 * The brush's geometry: what a pointer takes hold of, and the window that a drag gives.
 */

import { nextAfter, floorTo } from "./axis.js";
import { covers, lengthOf, moved, shifted, withEnd } from "./window.js";

const MAGNET = 3;
const CLICK = 4;

/**
 * @typedef {import("../basics/data.js").Days} Days
 * @typedef {import("./axis.js").Axis} Axis
 * @typedef {"first"|"last"|"move"|"new"} Part what a pointer takes hold of
 */

/**
 * Return what lies under a pointer.
 *
 * A handle reaches outwards in full but inwards only so far that a narrow window can still be
 * moved.
 * @param {number} x pixels
 * @param {Axis} axis
 * @param {Days} window
 * @param {number} reach how many pixels beside a handle still take hold of it
 * @returns {Part}
 */
export function partAt(x, axis, window, reach) {
  // An end that lies outside the view waits at the view's edge, where it is drawn.
  const shown = (x) => Math.min(axis.width, Math.max(0, x));
  const left = shown(axis.x(window.first));
  const right = shown(axis.x(window.last + 1));
  const inwards = Math.min(reach, (right - left) / 3);
  const toLeft = x >= left - reach && x <= left + inwards;
  const toRight = x <= right + reach && x >= right - inwards;
  if (toLeft && toRight) return Math.abs(x - left) < Math.abs(x - right) ? "first" : "last";
  if (toLeft) return "first";
  if (toRight) return "last";
  const inView = { first: Math.ceil(axis.from), last: Math.floor(axis.to) - 1 };
  return x > left && x < right && !covers(window, inView) ? "move" : "new";
}

/**
 * Return the start of the day nearest a pointer; the edge of a bar attracts it.
 * @param {number} x pixels
 * @param {Axis} axis
 */
export function edgeAt(x, axis) {
  const day = axis.dayAt(x);
  const unit = axis.barUnit();
  const below = floorTo(day, unit);
  const above = nextAfter(day, unit);
  const edge = day - below < above - day ? below : above;
  return Math.abs(axis.x(edge) - x) <= MAGNET ? edge : Math.round(day);
}

/** A drag from where the pointer went down; `to` gives the window for where it is. */
export class Drag {
  /**
   * @param {Part} part
   * @param {number} x where the pointer went down, in pixels
   * @param {Axis} axis
   * @param {Days} window
   * @param {import("./window.js").Mode} mode
   * @param {Days} extent
   */
  constructor(part, x, axis, window, mode, extent) {
    this.part = part;
    this.x = x;
    this.axis = axis;
    this.window = window;
    this.mode = mode;
    this.extent = extent;
    this.travelled = false;
  }

  /** Return the window for the pointer at x. */
  to(x) {
    if (Math.abs(x - this.x) >= CLICK) this.travelled = true;
    if (!this.travelled) return this.window;
    const { axis, window, mode, extent } = this;
    if (this.part === "first") return withEnd(window, "first", edgeAt(x, axis), mode, extent);
    if (this.part === "last") return withEnd(window, "last", edgeAt(x, axis) - 1, mode, extent);
    if (this.part === "move") return this.#move(x);
    return this.#fresh(x);
  }

  /** Return the window for a click: a bar where all was shown, else the window brought here. */
  click() {
    const { axis, window, mode, extent } = this;
    if (this.part !== "new") return window;
    const day = axis.dayAt(this.x);
    const unit = axis.barUnit();
    const bar = { first: floorTo(day, unit), last: nextAfter(day, unit) - 1 };
    if (mode === "cumulative") return withEnd(window, "last", bar.last, mode, extent);
    if (lengthOf(window) >= axis.to - axis.from) return within(bar, extent);
    const middle = Math.floor(day) - Math.floor((lengthOf(window) - 1) / 2);
    return shifted(window, middle - window.first, extent);
  }

  #move(x) {
    const { axis, window, mode, extent } = this;
    const start = edgeAt(axis.x(window.first) + x - this.x, axis);
    return moved(window, start - window.first, mode, extent);
  }

  #fresh(x) {
    const { axis, window, mode, extent } = this;
    const a = edgeAt(Math.min(x, this.x), axis);
    const b = edgeAt(Math.max(x, this.x), axis);
    if (mode === "cumulative") {
      return withEnd(window, "last", edgeAt(x, axis) - 1, mode, extent);
    }
    return within({ first: a, last: Math.max(a, b - 1) }, extent);
  }
}

/** @type {(window: Days, extent: Days) => Days} */
function within(window, extent) {
  const inside = (day) => Math.min(extent.last, Math.max(extent.first, day));
  return { first: inside(window.first), last: inside(window.last) };
}
