/**
 * Days as whole numbers since 1970-01-01, with no clock and no time zone anywhere.
 *
 * The browser's Date is not used: it lives in a time zone, and a day must not move
 * with the reader. The calendar is the proleptic Gregorian one, years 1 to 9999.
 */

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const FIRST_DAY = dayNumber(1, 1, 1);
export const LAST_DAY = dayNumber(9999, 12, 31);

/**
 * Return the day number of a year, month (1 to 12) and day of the month.
 *
 * Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 * @param {number} year
 * @param {number} month 1 to 12
 * @param {number} day of the month
 */
export function dayNumber(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Return {year, month, day} of a day number; civil_from_days of the same source. */
export function civil(number) {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/**
 * Return the number of days of a month.
 * @param {number} year
 * @param {number} month 1 to 12
 */
export function monthLength(year, month) {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : LENGTHS[month - 1];
}

/** Return the ISO text of a day number, such as "2015-10-01". */
export function isoDay(number) {
  const { year, month, day } = civil(number);
  const two = (value) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/**
 * Return the day number an ISO text names, or null where it names none.
 *
 * "2015-10" and "2015" are read too: as their first day, or their last with `end`.
 * @param {string} text
 * @param {{end?: boolean}} [options]
 * @returns {number|null}
 */
export function parseDay(text, { end = false } = {}) {
  const match = /^\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] ? Number(match[2]) : end ? 12 : 1;
  if (year < 1 || month < 1 || month > 12) return null;
  const length = monthLength(year, month);
  const day = match[3] ? Number(match[3]) : end ? length : 1;
  return day < 1 || day > length ? null : dayNumber(year, month, day);
}

/**
 * Return the day a number of months later; the 31st becomes a shorter month's last day.
 * @param {number} number of the day
 * @param {number} months
 */
export function addMonths(number, months) {
  const { year, month, day } = civil(number);
  const index = year * 12 + month - 1 + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return dayNumber(toYear, toMonth, Math.min(day, monthLength(toYear, toMonth)));
}

/** Keep a day number within the years 1 to 9999, the days that ISO text can name. */
export function clampDay(number) {
  return Math.min(LAST_DAY, Math.max(FIRST_DAY, Math.round(number)));
}
