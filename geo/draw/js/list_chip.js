/** The mark of an event: its type's colour in its status's shape, as on the map. */

import { h } from "./dom.js";
import { traceShape } from "./layer_shapes.js";
import { lookOf } from "./timeline_style.js";

const SIZE = 16;
// Between light and dark, so that pale colours keep an edge on either page.
const EDGE = "#7d7d7d";

/** Return a chip for a type and a status, with both in words for screen readers. */
export function chip(style, type, status) {
  const kind = lookOf(style, "type", type);
  const state = lookOf(style, "status", status);
  const words = `${kind.label}, ${state.label.toLowerCase()}`;
  return h(
    "span",
    { class: "dlp-chip", title: words },
    mark(state.shape, kind.color),
    h("span", { class: "dlp-hidden", text: words }),
  );
}

function mark(shape, color) {
  const ratio = globalThis.devicePixelRatio || 1;
  const side = Math.round(SIZE * ratio);
  const canvas = h("canvas", { width: String(side), height: String(side), "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  traceShape(context, shape, side / 2, side / 2, side * 0.38);
  context.fillStyle = color;
  context.fill("evenodd");
  context.strokeStyle = EDGE;
  context.lineWidth = ratio;
  context.stroke();
  return canvas;
}
