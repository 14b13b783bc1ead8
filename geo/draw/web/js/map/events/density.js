// Density: events counted into small cells, coloured by the logarithm of their number.

import { cellOf, colorCells, countWorld, largest, pixelRamp } from "./point_raster.js";

const CELL = 4;

export class Density {
  /**
   * Count the visible events in view.
   * @param {import("../canvas.js").Frame} frame
   * @param {import("../../scene/scene.js").Scene} scene
   * @param {Float32Array} world where the dots lie
   * @returns {number} how many there are
   */
  count(frame, scene, world) {
    this.#lay(frame);
    this.total = this.#countAll(frame, scene.visibleRows(), world).total;
    this.moment = scene.moment;
    return this.total;
  }

  /**
   * Count some of the events in view, for a picture of very many that is soon replaced.
   * @param {import("../canvas.js").Frame} frame
   * @param {Uint32Array} rows
   * @param {Float32Array} world where the dots lie
   */
  countSome(frame, rows, world) {
    this.#lay(frame);
    this.moment = null;
    return this.#countAll(frame, rows, world).total;
  }

  /**
   * On the same piece of the world, count only what came into the window and what left it.
   * @param {import("../canvas.js").Frame} frame
   * @param {import("../../scene/scene.js").Scene} scene
   * @param {Float32Array} world where the dots lie
   * @returns {number|null} how many there are; null where they must be counted anew
   */
  follow(frame, scene, world) {
    if (this.placed !== placeOf(frame)) return null;
    const { cells, columns, lines, size } = this;
    const change = (row, step) => {
      for (const copy of frame.copies) {
        const cell = cellOf(world, row, frame, copy, size, columns, lines);
        if (cell < 0) continue;
        cells[cell] += step;
        this.total += step;
      }
    };
    if (!scene.changesSince(this.moment, change)) return null;
    this.moment = scene.moment;
    this.most = largest(cells);
    return this.total;
  }

  #countAll(frame, rows, world) {
    const { cells, columns, lines, size } = this;
    const counted = countWorld(cells, columns, lines, rows, world, frame, size);
    this.most = counted.most;
    return counted;
  }

  #lay(frame) {
    const { width, height, ratio } = frame;
    this.placed = placeOf(frame);
    // A power of two keeps cells whole on screens with a fractional ratio.
    this.size = CELL * 2 ** Math.round(Math.log2(ratio));
    this.#resize(Math.ceil(width / this.size), Math.ceil(height / this.size));
  }

  /**
   * Paint what was counted.
   * @param {CanvasRenderingContext2D} context
   * @param {string[]} colors a ramp from few to many
   * @param {number} [weight] how many events each one that was counted stands for
   */
  paint(context, colors, weight = 1) {
    colorCells(this.pixels, this.cells, this.most, this.#ramp(colors), weight);
    this.canvas.getContext("2d").putImageData(this.image, 0, 0);
    context.imageSmoothingEnabled = true;
    context.drawImage(this.canvas, 0, 0, this.columns * this.size, this.lines * this.size);
  }

  #resize(columns, lines) {
    if (this.columns === columns && this.lines === lines) return;
    this.columns = columns;
    this.lines = lines;
    this.cells = new Uint32Array(columns * lines);
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

const placeOf = ({ width, height, scale, x, y }) => [width, height, scale, x, y].join(" ");
