/**
 * The time axis: which days are in view, where a day lies in pixels, and the marks on it.
 *
 * A view is half open in days: it shows `from` up to, not including, `to`. Both may be
 * fractions while the reader zooms; everything handed out to others is whole days.
 */

import { civil, clampDay, dayNumber } from "../basics/days.js";
import { monthName, monthShort, humanizeSpan } from "../basics/humanize.js";

/**
 * What bars and marks come in; its length is in days or in months, `typical` in days.
 * @typedef {{name: string, days?: number, months?: number, typical: number}} Unit
 */

/** @type {Unit[]} the finest first */
export const UNITS = [
  { name: "day", days: 1, typical: 1 },
  { name: "week", days: 7, typical: 7 },
  { name: "month", months: 1, typical: 30.4 },
  { name: "quarter", months: 3, typical: 91.3 },
  { name: "year", months: 12, typical: 365.25 },
  { name: "five years", months: 60, typical: 1826 },
  { name: "decade", months: 120, typical: 3652 },
  { name: "fifty years", months: 600, typical: 18262 },
  { name: "century", months: 1200, typical: 36524 },
  { name: "millennium", months: 12000, typical: 365242 },
];

const SHORTEST_VIEW = 10;

/**
 * Return the first day of the unit that holds a day; weeks begin on Monday.
 * @param {number} day
 * @param {Unit} unit
 */
export function floorTo(day, unit) {
  if (unit.days === 1) return Math.floor(day);
  if (unit.days) return Math.floor((Math.floor(day) + 3) / unit.days) * unit.days - 3;
  const { year, month } = civil(Math.floor(day));
  const index = Math.floor((year * 12 + month - 1) / unit.months) * unit.months;
  return dayNumber(Math.floor(index / 12), (index % 12) + 1, 1);
}

/**
 * Return the first day of the unit after the one that holds a day.
 * @param {number} day
 * @param {Unit} unit
 */
export function nextAfter(day, unit) {
  const floor = floorTo(day, unit);
  if (unit.days) return floor + unit.days;
  const { year, month } = civil(floor);
  const index = year * 12 + month - 1 + unit.months;
  return dayNumber(Math.floor(index / 12), (index % 12) + 1, 1);
}

/**
 * Return the edges of the units that cover the days `from` up to, not including, `to`.
 * @param {Unit} unit
 * @param {number} from
 * @param {number} to
 */
export function edgesOf(unit, from, to) {
  const edges = [floorTo(from, unit)];
  while (edges[edges.length - 1] < to) edges.push(nextAfter(edges[edges.length - 1], unit));
  return Int32Array.from(edges);
}

export class Axis {
  /**
   * Hold the days first to last, both included, over a width in pixels.
   * @param {number} first
   * @param {number} last
   * @param {number} width
   */
  constructor(first, last, width = 600) {
    this.width = width;
    this.setLimits(first, last);
    this.fit();
  }

  /**
   * Change the days that can be reached; a view of everything stays one.
   * @param {number} first
   * @param {number} last included
   */
  setLimits(first, last) {
    const whole = this.from === undefined || (this.from <= this.low && this.to >= this.high);
    const missing = Math.max(0, SHORTEST_VIEW - (last - first + 1));
    this.low = clampDay(first - Math.floor(missing / 2));
    this.high = clampDay(last + Math.ceil(missing / 2)) + 1;
    if (whole) this.fit();
    else this.show(this.from, this.to);
  }

  get whole() {
    return this.from <= this.low && this.to >= this.high;
  }

  get daysPerPixel() {
    return (this.to - this.from) / this.width;
  }

  fit() {
    this.from = this.low;
    this.to = this.high;
  }

  /**
   * Show some days, kept within the limits and not too few.
   * @param {number} from
   * @param {number} to not included
   */
  show(from, to) {
    const full = this.high - this.low;
    const length = Math.max(SHORTEST_VIEW, to - from);
    if (length >= full) return this.fit();
    const start = Math.max(this.low, (from + to - length) / 2);
    // Counted from the end where the end is the limit, so that it is met exactly.
    this.to = Math.min(this.high, start + length);
    this.from = this.to === this.high ? this.high - length : start;
  }

  /**
   * Zoom and bring a day to the middle.
   * @param {number} day
   * @param {number} factor below 1 is closer
   * @returns {boolean} whether the view changed
   */
  zoomTo(day, factor) {
    const { from, to } = this;
    const half = ((to - from) * factor) / 2;
    this.show(day - half, day + half);
    return this.from !== from || this.to !== to;
  }

  /**
   * Zoom about a place, which stays where it is.
   * @param {number} factor below 1 is closer
   * @param {number} x pixels
   * @returns {boolean} whether the view changed
   */
  zoom(factor, x) {
    const { from, to } = this;
    const about = this.dayAt(x);
    const length = (to - from) * factor;
    const start = about - (x / this.width) * length;
    this.show(start, start + length);
    return this.from !== from || this.to !== to;
  }

  /** Move the view by pixels. @returns {boolean} whether it changed */
  pan(pixels) {
    const { from, to } = this;
    const days = pixels * this.daysPerPixel;
    this.show(from + days, to + days);
    return this.from !== from;
  }

  /**
   * Move the view as little as it takes to hold a span.
   * @param {number} first
   * @param {number} last included
   * @returns {boolean} whether the view changed
   */
  reveal(first, last) {
    const { from, to } = this;
    const end = last + 1;
    if (first >= from && end <= to) return false;
    if (end - first >= to - from) return this.#revealEdge(first, last);
    const shift = first < from ? first - from : end - to;
    this.show(from + shift, to + shift);
    return this.from !== from;
  }

  #revealEdge(first, last) {
    const { from, to } = this;
    if (first < to && last + 1 > from) return false;
    this.show(first, first + (to - from));
    return this.from !== from;
  }

  /** Return the pixel where a day begins. */
  x(day) {
    return ((day - this.from) / (this.to - this.from)) * this.width;
  }

  /** Return the place on the axis, in days and fractions, under a pixel. */
  dayAt(x) {
    return this.from + (x / this.width) * (this.to - this.from);
  }

  /** Return the finest unit that is at least so many pixels wide. */
  unitFor(pixels) {
    const fits = (unit) => unit.typical / this.daysPerPixel >= pixels;
    return UNITS.find(fits) || UNITS[UNITS.length - 1];
  }

  /** Return the unit that bars come in at this zoom. */
  barUnit() {
    return this.unitFor(4.5);
  }

  /** Return the marks to draw: [{day, label, strong}], at least `gap` pixels apart. */
  ticks(gap = 56) {
    const unit = this.unitFor(gap);
    const days = Array.from(edgesOf(unit, this.from, this.to)).filter(
      (day) => day >= this.from && day < this.to,
    );
    return days.map((day, index) => tick(day, unit, index === 0));
  }
}

/**
 * @param {number} day
 * @param {Unit} unit
 * @param {boolean} context whether to say the year, as no mark before it does
 */
function tick(day, unit, context) {
  const { year, month, day: ofMonth } = civil(day);
  if (unit.months >= 12) return { day, label: String(year), strong: false };
  if (unit.months) {
    const strong = month === 1;
    const label = strong ? String(year) : monthShort(month) + (context ? ` ${year}` : "");
    return { day, label, strong };
  }
  const strong = ofMonth <= unit.days && month === 1;
  const fresh = ofMonth <= unit.days;
  const label = fresh || context ? `${ofMonth} ${monthShort(month)}` : String(ofMonth);
  return { day, label: strong || context ? `${label} ${year}` : label, strong: fresh };
}

/**
 * Return a bar's span in words: "March 2016", "Q2 2016", "the 2010s" or days.
 * @param {Unit} unit
 * @param {number} first day of the bar
 */
export function humanizeBar(unit, first) {
  const { year, month } = civil(first);
  if (unit.name === "month") return `${monthName(month)} ${year}`;
  if (unit.name === "quarter") return `Q${Math.ceil(month / 3)} ${year}`;
  if (unit.name === "decade") return `the ${year}s`;
  return humanizeSpan(first, nextAfter(first, unit) - 1);
}
