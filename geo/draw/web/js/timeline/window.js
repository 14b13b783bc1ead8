/**
 * Windows in time: pure functions from one window to the next.
 *
 * A window is {first, last} in days, both included. Three modes say how it moves:
 * "window" lets both ends move freely, "trailing" keeps its length behind a head (the last
 * day), "cumulative" shows everything from the first day of the data up to a head.
 */

import { addMonths, clampDay } from "../basics/days.js";

/**
 * @typedef {import("../basics/data.js").Days} Days
 * @typedef {import("./axis.js").Unit} Unit
 * @typedef {"window"|"trailing"|"cumulative"} Mode
 */

/** @type {Mode[]} */
export const MODES = ["window", "trailing", "cumulative"];

/** @param {Days} window */
export const lengthOf = (window) => window.last - window.first + 1;

/** @type {(a: Days, b: Days) => boolean} */
export const same = (a, b) => a.first === b.first && a.last === b.last;

/**
 * Say whether a window holds all days of another.
 * @param {Days} window
 * @param {Days} extent
 */
export const covers = (window, extent) =>
  window.first <= extent.first && window.last >= extent.last;

/**
 * Move a window, its length kept, without leaving the extent.
 * @param {Days} window
 * @param {number} days
 * @param {Days} extent
 * @returns {Days}
 */
export function shifted(window, days, extent) {
  const length = Math.min(lengthOf(window), lengthOf(extent));
  const first = Math.min(
    extent.last - length + 1,
    Math.max(extent.first, window.first + Math.round(days)),
  );
  return { first, last: first + length - 1 };
}

/**
 * Put one end of a window on a day, as the mode has it; ends do not cross.
 * @param {Days} window
 * @param {"first"|"last"} end
 * @param {number} day
 * @param {Mode} mode
 * @param {Days} extent
 * @returns {Days}
 */
export function withEnd(window, end, day, mode, extent) {
  const to = Math.min(extent.last, Math.max(extent.first, Math.round(day)));
  if (mode === "cumulative")
    return { first: extent.first, last: end === "last" ? to : window.last };
  if (end === "first") return { first: Math.min(to, window.last), last: window.last };
  if (mode === "trailing") return shifted(window, to - window.last, extent);
  return { first: window.first, last: Math.max(to, window.first) };
}

/**
 * Return the window that ends on a head; it is cut off where the data begins.
 * @param {number} head its last day
 * @param {number} length in days
 * @param {Days} extent
 * @returns {Days}
 */
export function trailing(head, length, extent) {
  return { first: Math.max(extent.first, head - length + 1), last: head };
}

/**
 * Move the whole window, as the mode has it.
 * @param {Days} window
 * @param {number} days
 * @param {Mode} mode
 * @param {Days} extent
 */
export function moved(window, days, mode, extent) {
  if (mode !== "cumulative") return shifted(window, days, extent);
  return withEnd(window, "last", window.last + days, mode, extent);
}

/**
 * Move a window so that it begins on a day, or, where its start is fixed, ends on it.
 * @param {Days} window
 * @param {number} day
 * @param {Mode} mode
 * @param {Days} extent
 */
export function jumped(window, day, mode, extent) {
  if (mode === "cumulative") return withEnd(window, "last", day, mode, extent);
  return shifted(window, day - window.first, extent);
}

/**
 * Move a window by a number of calendar units; whole months stay whole months.
 * @param {Days} window
 * @param {Unit} unit
 * @param {number} count
 * @param {Mode} mode
 * @param {Days} extent
 * @returns {Days}
 */
export function stepped(window, unit, count, mode, extent) {
  const first = plus(window.first, unit, count);
  const last = plus(window.last + 1, unit, count) - 1;
  if (mode === "cumulative") return withEnd(window, "last", last, mode, extent);
  if (first < extent.first || last > extent.last) {
    return shifted(window, count < 0 ? first - window.first : last - window.last, extent);
  }
  return { first, last };
}

/**
 * Return the day a number of calendar units later.
 * @param {number} day
 * @param {Unit} unit
 * @param {number} count
 */
export function plus(day, unit, count) {
  return clampDay(unit.days ? day + unit.days * count : addMonths(day, unit.months * count));
}

/**
 * Return the window a mode starts from when it is chosen.
 * @param {Mode} mode
 * @param {Days} window
 * @param {Days} extent
 * @returns {Days}
 */
export function enter(mode, window, extent) {
  return mode === "cumulative" ? { first: extent.first, last: window.last } : window;
}

const SPANS = [3650, 365, 91, 30, 7, 1];

/**
 * Return where playing starts: here, or at the beginning where there is nothing left to play.
 *
 * A window of everything has nowhere to go; it becomes a short one that does.
 * @param {Days} window
 * @param {Mode} mode
 * @param {Days} extent
 * @returns {Days}
 */
export function playStart(window, mode, extent) {
  if (mode === "cumulative") {
    const last = window.last >= extent.last ? extent.first : window.last;
    return { first: extent.first, last };
  }
  const full = lengthOf(extent);
  const all = lengthOf(window) >= 0.9 * full;
  const length = all ? SPANS.find((days) => days <= full / 10) || 1 : lengthOf(window);
  if (!all && window.last < extent.last) return window;
  if (mode === "trailing") return { first: extent.first, last: extent.first };
  return { first: extent.first, last: extent.first + length - 1 };
}

/**
 * Return the length in days a trail has while playing, before a short start has grown to it.
 * @param {Days} window
 * @param {Days} extent
 */
export function trailLength(window, extent) {
  const full = lengthOf(extent);
  const length = lengthOf(window);
  return length >= 0.9 * full ? SPANS.find((days) => days <= full / 10) || 1 : length;
}

/**
 * Move on while playing.
 * @param {Days} window
 * @param {number} days
 * @param {Mode} mode
 * @param {number} trail length in days of a window that trails
 * @param {Days} extent
 * @returns {Days|null} null once there is nothing left
 */
export function advanced(window, days, mode, trail, extent) {
  if (window.last >= extent.last) return null;
  const head = Math.min(extent.last, window.last + days);
  if (mode === "cumulative") return { first: extent.first, last: head };
  if (mode === "trailing") return trailing(head, trail, extent);
  return shifted(window, head - window.last, extent);
}
