/** Days, spans and counts in plain words, on screen and for screen readers. */

import { civil, monthLength } from "./days.js";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const SHARE = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

export const monthName = (month) => MONTHS[month - 1];
export const monthShort = (month) => MONTHS[month - 1].slice(0, 3);

/** Return a day in words: "1 Oct 2015". */
export function humanizeDay(number) {
  const { year, month, day } = civil(number);
  return `${day} ${monthShort(month)} ${year}`;
}

/** Return a day as it is spoken: "1 October 2015". */
export function spokenDay(number) {
  const { year, month, day } = civil(number);
  return `${day} ${monthName(month)} ${year}`;
}

/**
 * Return two days in the fewest plain words: a year, a month, a day or a range.
 * @param {number} first day
 * @param {number} last day, included
 */
export function humanizeSpan(first, last) {
  const whole = wholeUnit(first, last);
  if (whole) return whole;
  return `${shortFirst(civil(first), civil(last))} to ${humanizeDay(last)}`;
}

function wholeUnit(first, last) {
  if (first === last) return humanizeDay(first);
  const a = civil(first);
  const b = civil(last);
  if (a.month === 1 && a.day === 1 && b.month === 12 && b.day === 31) {
    return a.year === b.year ? String(a.year) : `${a.year} to ${b.year}`;
  }
  const oneMonth = a.year === b.year && a.month === b.month;
  if (oneMonth && a.day === 1 && b.day === monthLength(b.year, b.month)) {
    return `${monthName(a.month)} ${a.year}`;
  }
  return "";
}

function shortFirst(a, b) {
  if (a.year !== b.year) return `${a.day} ${monthShort(a.month)} ${a.year}`;
  return a.month === b.month ? String(a.day) : `${a.day} ${monthShort(a.month)}`;
}

/**
 * Return a span as it is spoken, with full month names.
 * @param {number} first day
 * @param {number} last day, included
 */
export function spokenSpan(first, last) {
  const whole = wholeUnit(first, last);
  if (first === last) return spokenDay(first);
  return whole || `${spokenDay(first)} to ${spokenDay(last)}`;
}

/** Return a whole number with thousands marked: "12,345". */
export const count = (value) => NUMBER.format(value);

/** Return a share of events, with one decimal where a timespan was split: "2.5". */
export const share = (value) => SHARE.format(value);

/**
 * Return a number with its noun: "1 event", "2 events".
 * @param {number} value
 * @param {string} one the noun for one
 * @param {string} [many] the noun for several
 */
export const plural = (value, one, many = `${one}s`) =>
  `${count(value)} ${value === 1 ? one : many}`;
