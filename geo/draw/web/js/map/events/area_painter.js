// Draws areas: tinted provinces and countries, rings for "near", and a badge with each count.

import { rampColor } from "./areas.js";
import { shortCount, write } from "./sprites.js";

const HATCH = 7;
const BADGE = 20;
// Where a badge may stand, in pixels from its label point: there, or close around it.
const BADGE_STEPS = [[0, 0]];
for (const reach of [18, 26]) {
  for (let turn = 0; turn < 8; turn++) {
    const angle = (turn * Math.PI) / 4;
    BADGE_STEPS.push([1.4 * reach * Math.sin(angle), -reach * Math.cos(angle)]);
  }
}
// The map writes a province's name at its label point: its badge goes below.
const UNDER_NAME = [[0, 29]];
const MOST_BADGES = 40;

/**
 * @typedef {Object} Tint
 * @property {"province"|"country"} shape
 * @property {string} iso
 * @property {string} color
 * @property {boolean} [vague] the place of these events is not known more closely
 */

/**
 * @typedef {import("../../basics/data.js").Palette} Palette
 * @typedef {import("../canvas.js").Frame} Frame
 * @typedef {import("./areas.js").CountedArea} CountedArea
 */

/**
 * The tints of areas, by their number of events.
 * @param {CountedArea[]} areas
 * @param {Palette} colors
 * @returns {Tint[]}
 */
export function areaTints(areas, colors) {
  const most = areas.reduce((top, area) => Math.max(top, area.count), 1);
  return areas
    .filter(({ shape }) => shape === "province" || shape === "country")
    .map(({ shape, iso, count }) => {
      const color = rampColor(colors.area, count, most);
      return { shape: shape === "country" ? shape : "province", iso, color, vague: true };
    });
}

/**
 * The tints of provinces, by all of their events in the window.
 * @param {Map<string, number>} counts by ISO code
 * @param {Palette} colors
 * @returns {Tint[]}
 */
export function provinceTints(counts, colors) {
  const most = Math.max(1, ...counts.values());
  return Array.from(counts, ([iso, count]) => {
    return { shape: "province", iso, color: rampColor(colors.area, count, most) };
  });
}

/**
 * Fill the tints; hatching says that a place is not known more closely.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Tint[]} tints
 * @param {import("../basemap/basemap_layers.js").BasemapLayers} basemap
 * @param {Palette} colors
 */
export function fillTints(context, frame, tints, basemap, colors) {
  const hatch = hatching(context, colors, frame.ratio);
  for (const { shape, iso, color, vague } of tints) {
    const path = basemap.outlines(frame, shape, iso);
    if (!path) continue;
    fill(context, path, color, vague ? (shape === "country" ? 0.3 : 0.62) : 0.75);
    if (!vague) continue;
    fill(context, path, hatch, shape === "country" ? 0.25 : 0.55);
    if (shape === "province") stroke(context, frame, path, colors.area.at(-1));
  }
}

/**
 * Mark the provinces that the filter keeps, or the one under the pointer.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Iterable<string>} codes of provinces
 * @param {import("../basemap/basemap_layers.js").BasemapLayers} basemap
 * @param {string} color
 */
export function outlineProvinces(context, frame, codes, basemap, color) {
  for (const iso of codes) {
    const path = basemap.outlines(frame, "province", iso);
    if (path) stroke(context, frame, path, color);
  }
}

function fill(context, path, style, alpha) {
  context.globalAlpha = alpha;
  context.fillStyle = style;
  context.fill(path);
  context.globalAlpha = 1;
}

function stroke(context, frame, path, color) {
  context.strokeStyle = color;
  context.lineWidth = 1.6 * frame.ratio;
  context.lineJoin = "round";
  context.stroke(path);
}

function hatching(context, colors, ratio) {
  const size = HATCH * ratio;
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const paint = tile.getContext("2d");
  paint.strokeStyle = colors.halo;
  paint.lineWidth = ratio;
  for (const shift of [-size, 0, size]) {
    paint.moveTo(shift, size);
    paint.lineTo(shift + size, 0);
  }
  paint.stroke();
  return context.createPattern(tile, "repeat");
}

/**
 * Place the badges, the busiest first: at the label point, or beside it where a symbol or another
 * badge stands. One that finds no room is left out; its tint and the lists still have its events.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {CountedArea[]} areas the busiest first
 * @param {{x: number, y: number, radius: number}[]} symbols that are in the way
 * @param {import("../basemap/basemap_layers.js").BasemapLayers} basemap
 * @returns {Badge[]}
 *
 * @typedef {{x: number, y: number, width: number, height: number, area: CountedArea, text: string}}
 *   Badge in canvas pixels around its middle
 */
export function placeBadges(context, frame, areas, symbols, basemap) {
  const occupied = symbols.map(({ x, y, radius }) => [
    x - radius,
    y - radius,
    x + radius,
    y + radius,
  ]);
  const badges = [];
  for (const area of areas) {
    const anchor = (area.shape === "province" && basemap.province(area.iso)) || area;
    for (const copy of frame.copies) {
      const x = (anchor.x + copy) * frame.scale + frame.x;
      const y = anchor.y * frame.scale + frame.y;
      if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      const badge = placeBadge(context, frame, area, x, y, occupied);
      if (badge) badges.push(badge);
      if (badges.length === MOST_BADGES) return badges;
    }
  }
  return badges;
}

function placeBadge(context, frame, area, x, y, occupied) {
  const { ratio } = frame;
  const count = shortCount(area.count);
  // A province's badge stands in the tinted province; the others must say what they stand for.
  const text = area.name && area.shape !== "province" ? `${area.name}  ${count}` : count;
  context.font = `600 ${Math.round(11 * ratio)}px "Source Sans", system-ui, sans-serif`;
  const width = Math.max(26 * ratio, context.measureText(text).width + 14 * ratio);
  const height = BADGE * ratio;
  const overlaps = (left, top) =>
    occupied.some((b) => b[0] < left + width && b[2] > left && b[1] < top + height && b[3] > top);
  const steps = area.shape === "province" ? UNDER_NAME.concat(BADGE_STEPS) : BADGE_STEPS;
  const step = steps.find(
    ([sx, sy]) => !overlaps(x + sx * ratio - width / 2, y + sy * ratio - height / 2),
  );
  if (!step) return null;
  const spot = { x: x + step[0] * ratio, y: y + step[1] * ratio, width, height, area, text };
  occupied.push([spot.x - width / 2, spot.y - height / 2, spot.x + width / 2, spot.y + height / 2]);
  return spot;
}

/**
 * Draw a badge: a dashed frame, for what is not known more closely.
 * @param {CanvasRenderingContext2D} context
 * @param {Badge} badge
 * @param {{colors: Palette, ratio: number}} look
 */
export function drawBadge(context, badge, look) {
  const { colors, ratio } = look;
  const { x, y, width, height, text } = badge;
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, 5 * ratio);
  context.fillStyle = colors.paper;
  context.globalAlpha = 0.94;
  context.fill();
  context.globalAlpha = 1;
  context.setLineDash([4 * ratio, 2.5 * ratio]);
  context.strokeStyle = colors.area.at(-1);
  context.lineWidth = 1.5 * ratio;
  context.stroke();
  context.setLineDash([]);
  write(context, text, x, y, 11, look);
}

/**
 * Draw the ring of a "near" place: the event lies somewhere within it.
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {CountedArea} area
 * @param {string} color of the fill
 * @param {Palette} colors
 */
export function drawRing(context, frame, area, color, colors) {
  for (const copy of frame.copies) {
    const x = (area.x + copy) * frame.scale + frame.x;
    const y = area.y * frame.scale + frame.y;
    const radius = Math.max(10 * frame.ratio, area.radius * frame.scale);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.globalAlpha = 0.16;
    context.fill();
    context.globalAlpha = 1;
    context.setLineDash([5 * frame.ratio, 4 * frame.ratio]);
    context.strokeStyle = colors.outline;
    context.lineWidth = 1.3 * frame.ratio;
    context.stroke();
    context.setLineDash([]);
  }
}
