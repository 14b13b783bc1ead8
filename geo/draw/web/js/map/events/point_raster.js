// Many events as pixels: projected once, then written straight into an ImageData or counted.

import { quickWorldY, worldX } from "../projection.js";
import { PIECE } from "../../scene/time_index.js";

/** Where the dots of a scene lie in the world, and which events are no dots. */
export class Dots {
  /** @param {import("../../scene/columns.js").Columns} columns */
  constructor(columns) {
    const { n } = columns;
    this.world = new Float32Array(2 * n);
    const others = [];
    for (let i = 0; i < n; i += PIECE) {
      placePiece(this.world, others, columns, i, Math.min(n, i + PIECE));
    }
    /** Rows that are areas, regions, waters and "near" rings. */
    this.others = Uint32Array.from(others);
    this.x = new Int16Array(n);
    this.y = new Int16Array(n);
    this.row = new Uint32Array(n);
    this.count = 0;
  }

  /**
   * Find the dots in view: fills x, y (canvas pixels) and row, and sets count.
   * @param {Uint32Array} rows visible rows
   * @param {import("../canvas.js").Frame} frame
   * @param {number} margin pixels around the canvas that still count as in view
   */
  project(rows, frame, margin) {
    const { world, x, y, row } = this;
    const { scale } = frame;
    const right = frame.width + margin;
    const bottom = frame.height + margin;
    const limit = row.length;
    let count = 0;
    for (const copy of frame.copies) {
      const dx = frame.x + copy * scale + 0.5;
      const dy = frame.y + 0.5;
      for (let k = 0; k < rows.length && count < limit; k++) {
        const i = rows[k];
        const px = world[2 * i] * scale + dx;
        const py = world[2 * i + 1] * scale + dy;
        if (px < -margin || py < -margin || px >= right || py >= bottom) continue;
        x[count] = px;
        y[count] = py;
        row[count++] = i;
      }
    }
    this.count = count;
  }
}

function placePiece(world, others, { lon, lat, kind, radius, vocab }, from, to) {
  const isPoint = vocab.kind.map((name) => name === "city" || name === "site");
  for (let i = from; i < to; i++) {
    if (isPoint[kind[i]] && !(radius[i] > 0)) {
      world[2 * i] = worldX(lon[i]);
      world[2 * i + 1] = quickWorldY(lat[i]);
    } else {
      // Far outside of every view: the drawing loops then need no test of their own.
      world[2 * i] = world[2 * i + 1] = -1e6;
      others.push(i);
    }
  }
}

/**
 * Colours as 32-bit pixels, little-endian RGBA as ImageData holds them.
 * @param {string[]} colors as #rrggbb
 * @param {number} [alpha] 0 to 255
 */
export function pixelColors(colors, alpha = 235) {
  return Uint32Array.from(colors, (text) => {
    const value = parseInt(text.slice(1), 16);
    const [r, g, b] = [value >> 16, (value >> 8) & 255, value & 255];
    return ((alpha << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}

/**
 * Write a small disc per dot, the later ones over the earlier.
 * @param {Uint32Array} pixels of the canvas
 * @param {number} width of the canvas
 * @param {number} height
 * @param {Dots} dots as projected now
 * @param {(row: number) => number} colorOf pixel of a row
 * @param {number} radius whole pixels
 */
export function drawDiscs(pixels, width, height, dots, colorOf, radius) {
  const spans = discSpans(radius);
  const { x, y, row, count } = dots;
  for (let k = 0; k < count; k++) {
    const px = x[k];
    const py = y[k];
    if (px < radius || py < radius || px >= width - radius || py >= height - radius) continue;
    const color = colorOf(row[k]);
    let at = (py - radius) * width + px;
    for (let line = 0; line < spans.length; line++, at += width) {
      for (let d = -spans[line]; d <= spans[line]; d++) pixels[at + d] = color;
    }
  }
}

/**
 * The common case of `drawDiscs`, unrolled: 3 by 3 pixels in the colour of the event's type.
 * @param {Uint32Array} pixels of the canvas
 * @param {number} width of the canvas
 * @param {number} height
 * @param {Dots} dots as projected now
 * @param {Uint8Array} types type index of every row
 * @param {Uint32Array} colors pixel of every type
 */
export function drawSmallDots(pixels, width, height, dots, types, colors) {
  const { x, y, row, count } = dots;
  for (let k = 0; k < count; k++) {
    const px = x[k];
    const py = y[k];
    if (px < 1 || py < 1 || px >= width - 1 || py >= height - 1) continue;
    const color = colors[types[row[k]]];
    let at = (py - 1) * width + px;
    pixels[at - 1] = pixels[at] = pixels[at + 1] = color;
    at += width;
    pixels[at - 1] = pixels[at] = pixels[at + 1] = color;
    at += width;
    pixels[at - 1] = pixels[at] = pixels[at + 1] = color;
  }
}

function discSpans(radius) {
  const reach = (radius + 0.3) ** 2;
  return Array.from({ length: 2 * radius + 1 }, (_, line) =>
    Math.floor(Math.sqrt(Math.max(0, reach - (line - radius) ** 2))),
  );
}

/**
 * Count events into cells straight from the world, for more of them than is worth storing.
 * @param {Uint32Array} cells are filled, line by line
 * @param {number} columns of cells
 * @param {number} lines of cells
 * @param {Uint32Array} rows
 * @param {Float32Array} world where the dots lie
 * @param {import("../canvas.js").Frame} frame
 * @param {number} size of a cell in canvas pixels
 * @returns {{most: number, total: number}} the largest count, and how many are in view
 */
export function countWorld(cells, columns, lines, rows, world, frame, size) {
  cells.fill(0);
  const grid = { cells, columns, lines, world, size, frame };
  let total = 0;
  for (const copy of frame.copies) {
    for (let k = 0; k < rows.length; k += PIECE) {
      total += countPiece(grid, copy * frame.scale, rows, k, Math.min(rows.length, k + PIECE));
    }
  }
  return { most: largest(cells), total };
}

function countPiece({ cells, columns, lines, world, size, frame }, dx, rows, from, to) {
  const { scale, x, y } = frame;
  let total = 0;
  // The arithmetic of `cellOf`, to the last bit: a row must leave the cell that it entered.
  for (let k = from; k < to; k++) {
    const i = rows[k];
    const cx = (world[2 * i] * scale + x + dx) / size;
    const cy = (world[2 * i + 1] * scale + y) / size;
    if (cx < 0 || cy < 0 || cx >= columns || cy >= lines) continue;
    total++;
    cells[(cy | 0) * columns + (cx | 0)]++;
  }
  return total;
}

/**
 * Cell of a row in one copy of the world, -1 where it lies outside.
 * @param {Float32Array} world where the dots lie
 * @param {number} row
 * @param {import("../canvas.js").Frame} frame
 * @param {number} copy of the world
 * @param {number} size of a cell in canvas pixels
 * @param {number} columns of cells
 * @param {number} lines of cells
 */
export function cellOf(world, row, frame, copy, size, columns, lines) {
  const cx = (world[2 * row] * frame.scale + frame.x + copy * frame.scale) / size;
  const cy = (world[2 * row + 1] * frame.scale + frame.y) / size;
  if (cx < 0 || cy < 0 || cx >= columns || cy >= lines) return -1;
  return (cy | 0) * columns + (cx | 0);
}

export function largest(cells) {
  let most = 0;
  for (let k = 0; k < cells.length; k++) if (cells[k] > most) most = cells[k];
  return most;
}

/**
 * Colour cells by the logarithm of their count times `weight`; empty cells stay clear.
 * @param {Uint32Array} pixels one per cell
 * @param {Uint32Array} cells counts
 * @param {number} most the largest count
 * @param {Uint32Array} ramp 256 pixels from few to many
 * @param {number} weight
 */
export function colorCells(pixels, cells, most, ramp, weight) {
  const top = Math.log(most * weight + 1);
  const table = new Uint32Array(Math.min(most, 4095) + 1);
  const step = (value) =>
    ramp[Math.min(ramp.length - 1, ((Math.log(value * weight + 1) / top) * ramp.length) | 0)];
  for (let value = 1; value < table.length; value++) table[value] = step(value);
  for (let k = 0; k < cells.length; k++) {
    const value = cells[k];
    pixels[k] = value < table.length ? table[value] : step(value);
  }
}

/**
 * A smooth ramp of 256 pixels through the given colours.
 * @param {string[]} colors as #rrggbb
 * @param {number} [alpha] 0 to 255
 */
export function pixelRamp(colors, alpha = 225) {
  const stops = colors.map((text) => parseInt(text.slice(1), 16));
  return Uint32Array.from({ length: 256 }, (_, k) => {
    const at = (k / 255) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    const mix = (shift) => {
      const a = (stops[low] >> shift) & 255;
      const b = (stops[low + 1] >> shift) & 255;
      return Math.round(a + (b - a) * (at - low));
    };
    return ((alpha << 24) | (mix(0) << 16) | (mix(8) << 8) | mix(16)) >>> 0;
  });
}
