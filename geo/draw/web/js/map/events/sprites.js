// Crisp symbols: a colour per type, a shape per status, rings with a count for groups.

import { shapePath } from "../../basics/shapes.js";

const RADIUS = 6;

/** Draws symbols with prepared pictures, one per type and status. */
export class Sprites {
  /**
   * @param {import("../../basics/data.js").Style} style
   * @param {import("../../basics/data.js").Palette} colors
   * @param {number} ratio canvas pixels per CSS pixel
   */
  constructor(style, colors, ratio) {
    this.style = style;
    this.colors = colors;
    this.ratio = ratio;
    this.pictures = new Map();
  }

  get radius() {
    return RADIUS * this.ratio;
  }

  /**
   * Draw an event's symbol around a point.
   * @param {Context} context
   * @param {string} type
   * @param {string} status
   * @param {number} x canvas pixels
   * @param {number} y
   */
  draw(context, type, status, x, y) {
    const picture = this.#picture(type, status);
    context.drawImage(
      picture,
      Math.round(x - picture.width / 2),
      Math.round(y - picture.height / 2),
    );
  }

  #picture(type, status) {
    const key = `${type} ${status}`;
    if (!this.pictures.has(key)) this.pictures.set(key, this.#paint(type, status));
    return this.pictures.get(key);
  }

  #paint(type, status) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * Math.ceil(this.radius * 1.4 + 2 * this.ratio);
    const context = canvas.getContext("2d");
    const middle = canvas.width / 2;
    const { shape } = this.style.status[status] ?? {};
    const path = shapePath(shape, middle, middle, this.radius * 0.92);
    context.lineJoin = "round";
    // A halo of the land first, so that neighbours stay apart; then a thin dark line.
    context.strokeStyle = this.colors.halo;
    context.lineWidth = 4 * this.ratio;
    context.stroke(path);
    context.strokeStyle = this.colors.outline;
    context.lineWidth = 1.6 * this.ratio;
    context.stroke(path);
    context.fillStyle = typeColor(this.style, type);
    context.fill(path, "evenodd");
    return canvas;
  }
}

/**
 * The colour of a type; unknown ones are grey.
 * @param {import("../../basics/data.js").Style} style
 * @param {string} type
 */
export const typeColor = (style, type) => style.type[type]?.color ?? "#8a8a8a";

/** Radius of a group's symbol in pixels of the page. */
export const groupRadius = (count) => Math.min(22, 9.5 + 2.6 * Math.log2(count));

/**
 * Colours of a group's types with their shares of its events, the largest first.
 * @param {number[]} rows
 * @param {Uint8Array} types type index of every row
 * @param {string[]} colors by type index
 * @returns {[string, number][]}
 */
export function sharesOf(rows, types, colors) {
  const counts = new Map();
  for (const row of rows) counts.set(types[row], (counts.get(types[row]) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .map(([index, count]) => [colors[index], count / rows.length]);
}

/**
 * @typedef {CanvasRenderingContext2D} Context
 * @typedef {{colors: import("../../basics/data.js").Palette, ratio: number}} DrawLook
 */

/**
 * Draw a group: a ring whose pieces are its types, around the number of events.
 * @param {Context} context
 * @param {import("./groups.js").MapSymbol} group
 * @param {[string, number][]} shares colours with their shares
 * @param {DrawLook} look
 */
export function drawGroup(context, group, shares, { colors, ratio }) {
  const radius = groupRadius(group.rows.length) * ratio;
  const { x, y } = group;
  disc(context, x, y, radius + 2 * ratio, colors.halo);
  disc(context, x, y, radius, colors.outline);
  let angle = -Math.PI / 2;
  for (const [color, share] of shares) {
    const end = angle + share * 2 * Math.PI;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, radius - 1 * ratio, angle, end);
    context.fillStyle = color;
    context.fill();
    angle = end;
  }
  disc(context, x, y, radius - 4.5 * ratio, colors.paper);
  const size = group.rows.length > 999 ? 9 : 11;
  write(context, shortCount(group.rows.length), x, y, size, { colors, ratio });
}

function disc(context, x, y, radius, color) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
}

/**
 * Write a short text in the middle of a symbol.
 * @param {Context} context
 * @param {string} text
 * @param {number} x canvas pixels
 * @param {number} y
 * @param {number} size of the letters in CSS pixels
 * @param {DrawLook} look
 */
export function write(context, text, x, y, size, { colors, ratio }) {
  context.font = `600 ${Math.round(size * ratio)}px "Source Sans", system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = colors.ink;
  context.fillText(text, x, y + 0.5 * ratio);
}

/** 950, 1.2k, 34k, 1.2m: a count that fits into a symbol. */
export function shortCount(count) {
  const [value, unit] =
    count < 1e3 ? [count, ""] : count < 1e6 ? [count / 1e3, "k"] : [count / 1e6, "m"];
  return `${value < 10 && unit ? Math.floor(value * 10) / 10 : Math.floor(value)}${unit}`;
}

/**
 * Draw the ring around what is selected.
 * @param {Context} context
 * @param {number} x canvas pixels
 * @param {number} y
 * @param {number} radius of what is selected
 * @param {DrawLook} look
 */
export function drawFocus(context, x, y, radius, { colors, ratio }) {
  context.beginPath();
  context.arc(x, y, radius + 4.5 * ratio, 0, 2 * Math.PI);
  context.strokeStyle = colors.halo;
  context.lineWidth = 5 * ratio;
  context.stroke();
  context.strokeStyle = colors.focus;
  context.lineWidth = 2.4 * ratio;
  context.stroke();
}
