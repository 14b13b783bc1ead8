/** How types and statuses look and are called, by the one style table that the page is given. */

const PLAIN = "#8a8f98";

/** Return {label, color, shape} of a type or status; unknown ones are plain and named as is. */
export function lookOf(style, kind, name) {
  const entry = style?.[kind]?.[name] || {};
  return { label: entry.label || name, color: entry.color || PLAIN, shape: entry.shape || "circle" };
}

/** Return the looks of a whole vocabulary: {colors, labels}, in its order. */
export function looksOf(style, kind, vocab) {
  const looks = (vocab || []).map((name) => lookOf(style, kind, name));
  return { colors: looks.map((look) => look.color), labels: looks.map((look) => look.label) };
}

const POINTS = new Set(["city", "site", ""]);

/** Return what kind of area a place is ("province"), or "" for what is known to a point. */
export function areaWord(style, kind = "") {
  return POINTS.has(kind) ? "" : lookOf(style, "kind", kind).label.toLowerCase();
}
