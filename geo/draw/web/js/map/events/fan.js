// The events of one symbol fanned out around its place, to choose one of them.

import { fanOut } from "./groups.js";

const GAP = 2.9;

/**
 * @typedef {import("../canvas.js").Frame} Frame
 * @typedef {{row: number, x: number, y: number}} Spot of an event, in canvas pixels
 */

export class Fan {
  /**
   * @param {import("./groups.js").MapSymbol} symbol
   * @param {Frame} frame in which the symbol stands
   * @param {number} radius of one event's symbol in canvas pixels
   */
  constructor(symbol, frame, radius) {
    this.world = [(symbol.x - frame.x) / frame.scale, (symbol.y - frame.y) / frame.scale];
    this.zoom = frame.zoom;
    this.rows = symbol.rows;
    this.offsets = fanOut(symbol.rows.length, GAP * radius);
    /** @type {Spot[]} where the events stand in the frame that was painted last */
    this.placed = [];
  }

  /**
   * Place the events that are visible.
   * @param {Frame} frame
   * @param {(row: number) => boolean} visible
   * @returns {boolean} false once there is nothing to fan out: at another zoom, or for one event
   */
  place(frame, visible) {
    const rows = new Set(this.rows.filter(visible));
    if (this.zoom !== frame.zoom || rows.size < 2) return false;
    const { x, y } = this.#middle(frame);
    const spots = this.rows.map((row, k) => {
      const [dx, dy] = this.offsets[k];
      return { row, x: x + dx, y: y + dy };
    });
    this.placed = spots.filter(({ row }) => rows.has(row));
    return true;
  }

  /**
   * Draw the lines from the middle to the events.
   * @param {CanvasRenderingContext2D} context
   * @param {Frame} frame
   * @param {{colors: import("../../basics/data.js").Palette, ratio: number}} look
   */
  drawLines(context, frame, { colors, ratio }) {
    const { x, y } = this.#middle(frame);
    context.strokeStyle = colors.outline;
    context.lineWidth = ratio;
    context.globalAlpha = 0.55;
    for (const spot of this.placed) {
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(spot.x, spot.y);
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  /** @param {Frame} frame */
  #middle(frame) {
    const [x, y] = this.world;
    return { x: x * frame.scale + frame.x, y: y * frame.scale + frame.y };
  }
}
