/** The mark of an event: its type's colour in its status's shape, as on the map. */

import { h } from "../basics/dom.js";
import { shapeMark } from "../basics/shapes.js";
import { lookOf } from "../basics/looks.js";

const SIZE = 16;
// Between light and dark, so that pale colours keep an edge on either page.
const EDGE = "#7d7d7d";

/**
 * Return a chip for a type and a status, with both in words for screen readers.
 * @param {import("../basics/data.js").Style|undefined} style
 * @param {string} type
 * @param {string} status
 */
export function chip(style, type, status) {
  const kind = lookOf(style, "type", type);
  const state = lookOf(style, "status", status);
  const words = `${kind.label}, ${state.label.toLowerCase()}`;
  return h(
    "span",
    { class: "dlp-chip", title: words },
    shapeMark(state.shape, kind.color, EDGE, SIZE),
    h("span", { class: "dlp-hidden", text: words }),
  );
}
