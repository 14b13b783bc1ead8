/** How types and statuses look and are called, by the one style table that the page is given. */

const PLAIN = "#8a8f98";

/** @typedef {import("./data.js").Style} Style */

/**
 * Return how a type, a status or a kind of place looks; unknown ones are plain and named as is.
 * @param {Style|undefined} style
 * @param {"type"|"status"|"kind"} kind
 * @param {string} name
 * @returns {{label: string, color: string, shape: string}}
 */
export function lookOf(style, kind, name) {
  /** @type {Partial<import("./data.js").Look>} */
  const entry = style?.[kind]?.[name] || {};
  return {
    label: entry.label || name,
    color: entry.color || PLAIN,
    shape: entry.shape || "circle",
  };
}

/**
 * Return the looks of a whole vocabulary, in its order.
 * @param {Style|undefined} style
 * @param {"type"|"status"} kind
 * @param {string[]|undefined} vocab
 */
export function looksOf(style, kind, vocab) {
  const looks = (vocab || []).map((name) => lookOf(style, kind, name));
  return { colors: looks.map((look) => look.color), labels: looks.map((look) => look.label) };
}

/** How a report says that something happened. @type {Record<string, string>} */
export const MODALITY_LABELS = {
  asserted: "Stated as fact",
  reported: "Reported",
  alleged: "Alleged",
  denied: "Denied",
  planned: "Planned",
  retracted: "Retracted",
};

const POINTS = new Set(["city", "site", ""]);

/**
 * Return what kind of area a place is ("province"), or "" for what is known to a point.
 * @param {Style|undefined} style
 * @param {string} [kind]
 */
export function areaLabel(style, kind = "") {
  return POINTS.has(kind) ? "" : lookOf(style, "kind", kind).label.toLowerCase();
}
