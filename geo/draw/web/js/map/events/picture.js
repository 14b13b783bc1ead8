// Paints one frame of the event canvas and remembers what stands where.

import { rollUp } from "./areas.js";
import { drawBadge, drawRing, placeBadges } from "./area_painter.js";
import { Density } from "./density.js";
import { Fan } from "./fan.js";
import { groupDots } from "./groups.js";
import { chooseMode, DENSITY_FROM } from "./mode.js";
import { Sprites, drawFocus, drawGroup, groupRadius, sharesOf, typeColor } from "./sprites.js";
import { PickGrid } from "./pick_grid.js";
import { pixelColors, drawDiscs, drawSmallDots } from "./point_raster.js";

const MARGIN = 24;
const SKETCHED = 4e5;
const SETTLED_MS = 180;
const RESTED_MS = 400;
// Closer in than this zoom, provinces have badges of their own.
const PROVINCES_FROM = 5;
const SMALL_FROM = 20000;

export class Picture {
  /** @param {import("./event_layers.js").EventLayers} layers */
  constructor(layers) {
    this.layers = layers;
    /** @type {import("./mode.js").Mode} */
    this.mode = "shapes";
    /** @type {(import("./groups.js").MapSymbol & {radius: number})[]} */
    this.symbols = [];
    /** @type {import("./area_painter.js").Badge[]} */
    this.badges = [];
    this.density = new Density();
    /** @type {Fan|null} */
    this.fan = null;
    this.stats = { drawn: 0, milliseconds: 0 };
  }

  /** Forget prepared pictures, after a change of colours or of the vocabulary. */
  restyle() {
    this.fresh = true;
    this.sprites = null;
    this.pixels = null;
    this.fan = null;
  }

  destroy() {
    clearTimeout(this.rest);
    clearTimeout(this.settle);
  }

  /**
   * Paint one frame.
   * @param {CanvasRenderingContext2D} context
   * @param {import("../canvas.js").Frame} frame
   */
  paint(context, frame) {
    const { dots } = this.layers;
    const began = performance.now();
    clearTimeout(this.rest);
    context.clearRect(0, 0, frame.width, frame.height);
    this.frame = frame;
    this.symbols = [];
    this.badges = [];
    this.grid = null;
    if (!dots) return;
    this.#prepare(frame);
    this.projected = false;
    const drawn = this.#densityAgain(context, frame) ?? this.#paintDots(context, frame);
    this.#paintAreas(context, frame);
    if (this.fan) this.#paintFan(context, frame);
    this.#paintSelected(context, frame);
    this.stats = { drawn, milliseconds: performance.now() - began };
    // Sorting a million dots takes a moment: done once nothing moves, before a pointer comes.
    if (this.mode !== "shapes") this.rest = setTimeout(() => this.pickGrid(), RESTED_MS);
  }

  /** The dots by cell, to find those under a pointer. */
  pickGrid() {
    this.project();
    this.grid ??= new PickGrid(this.layers.dots, this.frame.width, this.frame.height);
    return this.grid;
  }

  #prepare(frame) {
    const { style, colors, scene } = this.layers;
    if (this.sprites?.ratio !== frame.ratio) this.sprites = new Sprites(style, colors, frame.ratio);
    this.look = { colors, ratio: frame.ratio };
    const { vocab } = scene.columns;
    this.typeColors = vocab.type.map((type) => typeColor(style, type));
  }

  /** Density after density: the dots themselves need not be found first. */
  #densityAgain(context, frame) {
    const { scene, dots, colors } = this.layers;
    if (this.mode !== "density") return null;
    const followed = this.density.follow(frame, scene, dots.world);
    const sample = followed === null ? this.#sample() : null;
    const total = followed ?? this.#countDensity(frame, sample);
    if (this.#modeFor(total) !== "density") return null;
    this.density.paint(context, colors.density, sample?.stride);
    return total;
  }

  #countDensity(frame, sample) {
    const { scene, dots } = this.layers;
    if (!sample) return this.density.count(frame, scene, dots.world);
    return sample.stride * this.density.countSome(frame, sample.rows, dots.world);
  }

  /** While a map of very many moves, some of them do; the rest follows when it rests. */
  #sample() {
    const { scene, over, movedAt } = this.layers;
    if (performance.now() - movedAt > SETTLED_MS) return null;
    const sample = scene.sampleRows(SKETCHED);
    clearTimeout(this.settle);
    if (sample) this.settle = setTimeout(() => over.redraw(), SETTLED_MS);
    return sample;
  }

  #paintDots(context, frame) {
    const { dots, scene, colors } = this.layers;
    // In a first picture very many are likely density, and counting them into cells takes a third
    // of the time of finding each. Later pictures know from the one before.
    const { fresh } = this;
    this.fresh = false;
    if (fresh && scene.visibleRows().length > DENSITY_FROM && this.mode !== "density") {
      this.mode = this.#modeFor(this.density.count(frame, scene, dots.world));
      if (this.mode === "density") return this.#densityAgain(context, frame);
    }
    this.project();
    this.mode = this.#modeFor(dots.count);
    if (this.mode === "pixels") this.#paintPixels(context, frame);
    else if (this.mode === "shapes") this.#paintShapes(context, frame);
    else {
      this.density.count(frame, scene, dots.world);
      this.density.paint(context, colors.density);
    }
    return dots.count;
  }

  /** Find the dots in view, unless this picture has them already. */
  project() {
    if (this.projected) return;
    this.projected = true;
    const { dots, scene } = this.layers;
    dots.project(scene.visibleRows(), this.frame, MARGIN * this.frame.ratio);
  }

  #modeFor(count) {
    return chooseMode(count, this.layers.options.dots, this.mode);
  }

  #image(context, width, height) {
    if (this.pixels?.image.width !== width || this.pixels.image.height !== height) {
      const image = context.createImageData(width, height);
      this.pixels = { image, words: new Uint32Array(image.data.buffer) };
      this.pixels.colors = pixelColors(this.typeColors);
    }
    return this.pixels;
  }

  #paintPixels(context, { width, height, ratio }) {
    const { dots, scene } = this.layers;
    const { image, words, colors } = this.#image(context, width, height);
    const { type } = scene.columns;
    words.fill(0);
    if (dots.count > SMALL_FROM && ratio < 1.5) {
      drawSmallDots(words, width, height, dots, type, colors);
    } else {
      const radius = Math.max(1, Math.round((dots.count > SMALL_FROM ? 1 : 2) * ratio));
      drawDiscs(words, width, height, dots, (row) => colors[type[row]], radius);
    }
    context.putImageData(image, 0, 0);
  }

  #paintShapes(context, { ratio }) {
    const radiusOf = (count) => (count === 1 ? this.sprites.radius : groupRadius(count) * ratio);
    const groups = groupDots(this.layers.dots, radiusOf);
    const { type } = this.layers.scene.columns;
    for (const group of groups.reverse()) {
      this.symbols.push({ ...group, radius: radiusOf(group.rows.length) });
      if (group.rows.length === 1) this.#drawRow(context, group.rows[0], group.x, group.y);
      else drawGroup(context, group, sharesOf(group.rows, type, this.typeColors), this.look);
    }
  }

  #drawRow(context, row, x, y) {
    const { columns } = this.layers.scene;
    const type = columns.vocab.type[columns.type[row]];
    const status = columns.vocab.status[this.layers.scene.statusOf(row)];
    this.sprites.draw(context, type, status, x, y);
  }

  #paintAreas(context, frame) {
    const { areas, colors, basemap } = this.layers;
    const rings = areas.filter((area) => area.shape === "near");
    for (const area of rings) {
      drawRing(context, frame, area, this.typeColors[area.type], colors);
    }
    const countries = frame.zoom < PROVINCES_FROM;
    const shown = countries ? rollUp(areas, (code) => basemap.countryLabel(code)) : areas;
    this.badges = placeBadges(context, frame, shown, this.symbols, basemap);
    for (const badge of this.badges) drawBadge(context, badge, this.look);
  }

  /** Fan a group out around its place, until something else is clicked. */
  fanOut(symbol) {
    this.fan = new Fan(symbol, this.frame, this.sprites.radius);
    this.layers.over.redraw();
  }

  closeFan() {
    if (this.fan) this.layers.over.redraw();
    this.fan = null;
  }

  #paintFan(context, frame) {
    const { scene } = this.layers;
    if (!this.fan.place(frame, (row) => scene.visible(row))) {
      this.fan = null;
      return;
    }
    this.fan.drawLines(context, frame, this.look);
    for (const { row, x, y } of this.fan.placed) this.#drawRow(context, row, x, y);
  }

  #paintSelected(context, frame) {
    const row = this.layers.scene.selected;
    if (row < 0 || !this.layers.scene.visible(row)) return;
    const spot = this.#spotOf(row, frame);
    if (!spot) return;
    if (this.mode !== "shapes" && spot.isDot) this.#drawRow(context, row, spot.x, spot.y);
    drawFocus(context, spot.x, spot.y, spot.radius, this.look);
  }

  /** @returns {{x: number, y: number, radius: number, isDot?: boolean}|null} */
  #spotOf(row, frame) {
    const radius = this.sprites.radius;
    const fanned = this.fan?.placed.find((spot) => spot.row === row);
    if (fanned) return { ...fanned, radius };
    const symbol = this.symbols.find((entry) => entry.rows.includes(row));
    if (symbol) return symbol;
    const key = this.layers.allAreas.keyOf(row);
    const badge = key && this.badges.find(({ area }) => area.keys.includes(key));
    if (badge) return { x: badge.x, y: badge.y, radius: badge.width / 2 };
    if (key) return null;
    const { world } = this.layers.dots;
    const x = world[2 * row] * frame.scale + frame.x + (frame.copies[0] ?? 0) * frame.scale;
    return { x, y: world[2 * row + 1] * frame.scale + frame.y, radius, isDot: true };
  }
}
