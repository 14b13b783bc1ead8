// Density: events counted into small cells, coloured by the logarithm of their number.

import { colorCells, countWorld, pixelRamp } from "./splat.js";

const CELL = 4;

export class Density {
  /** Count the rows in view; returns how many there are. */
  count(frame, rows, world) {
    const { width, height, ratio } = frame;
    // A power of two keeps cells whole on screens with a fractional ratio.
    this.size = CELL * 2 ** Math.round(Math.log2(ratio));
    this.#resize(Math.ceil(width / this.size), Math.ceil(height / this.size));
    const { most, total } = countWorld(
      this.cells, this.columns, this.lines, rows, world, frame, this.size,
    );
    this.most = most;
    return total;
  }

  /** Paint what was counted, each for `weight` events, in a ramp of colours from few to many. */
  paint(context, colors, weight = 1) {
    colorCells(this.pixels, this.cells, this.most, this.#ramp(colors), weight);
    this.canvas.getContext("2d").putImageData(this.image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.canvas, 0, 0, this.columns * this.size, this.lines * this.size);
  }

  #resize(columns, lines) {
    if (this.columns === columns && this.lines === lines) return;
    Object.assign(this, { columns, lines, cells: new Uint32Array(columns * lines) });
    this.canvas = new OffscreenCanvas(columns, lines);
    this.image = new ImageData(columns, lines);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  #ramp(colors) {
    if (this.rampColors !== colors) {
      this.rampColors = colors;
      this.rampPixels = pixelRamp(colors);
    }
    return this.rampPixels;
  }
}
