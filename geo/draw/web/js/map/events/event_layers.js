// The events on the map: shapes, pixels or density by how many there are, areas under them.

/* global L */

import { Areas } from "./areas.js";
import { areaTints, fillTints, outlineProvinces, provinceTints } from "./area_painter.js";
import { bulkOf, eventBoxes } from "./bounds.js";
import { makeCanvasLayer } from "../canvas.js";
import { MapPointer } from "./pointer.js";
import { Picture } from "./picture.js";
import { Dots } from "./point_raster.js";

const AREA_DELAY = 90;

export class EventLayers {
  /**
   * @param {L.Map} map
   * @param {import("../../scene/scene.js").Scene} scene
   * @param {import("../basemap/basemap_layers.js").BasemapLayers} basemap
   * @param {{style: import("../../basics/data.js").Style, dark: boolean}} look
   */
  constructor(map, scene, basemap, look) {
    this.map = map;
    this.scene = scene;
    this.basemap = basemap;
    /** @type {{dots: "auto"|"shapes"|"density", provinces: "areas"|"all"|"none"}} */
    this.options = { dots: "auto", provinces: "areas" };
    /** @type {Map<string, string>} titles of events by id, where the page has them */
    this.titles = new Map();
    /** @type {Dots|null} */
    this.dots = null;
    /** @type {import("./areas.js").CountedArea[]|null} */
    this.areasNow = null;
    /** @type {string|null} code of the province under the pointer */
    this.hovered = null;
    this.movedAt = -Infinity;
    const Canvas = makeCanvasLayer();
    map.createPane("dl-events").style.cssText = "z-index: 450; pointer-events: none";
    this.over = new Canvas({ pane: "dl-events" });
    this.picture = new Picture(this);
    basemap.paintTints = (context, frame) => this.#paintAreas(context, frame);
    this.over._paint = (frame) => this.picture.paint(this.over._context, frame);
    this.setStyle(look);
    this.pointer = new MapPointer(this);
    this.over.addTo(map);
    this.#listen();
  }

  destroy() {
    for (const [target, name, listener] of this.listeners)
      target.removeEventListener(name, listener);
    clearTimeout(this.areaTimer);
    this.pointer.destroy();
    this.picture.destroy();
  }

  setStyle({ style, dark }) {
    this.style = style;
    this.colors = dark ? style.dark : style.light;
    this.picture.restyle();
    this.redraw();
  }

  setOptions(options) {
    Object.assign(this.options, options);
    this.redraw();
  }

  redraw() {
    this.over.redraw();
    this.basemap.redrawTints();
  }

  /** The areas with visible events, counted at most once per change. */
  get areas() {
    this.areasNow ??= this.allAreas?.counted(this.scene) ?? [];
    return this.areasNow;
  }

  /** Bounds of the bulk of the visible events in degrees, null where there are none. */
  bounds() {
    const boxes = eventBoxes(this.scene, this.basemap);
    return boxes.length ? bulkOf(boxes) : null;
  }

  /** Show the province under the pointer; null for none. */
  hover(province) {
    if (this.hovered === province) return;
    this.hovered = province;
    this.basemap.redrawTints();
  }

  #listen() {
    const { scene } = this;
    const changed = () => this.#visibleChanged();
    /** @type {[EventTarget, string, (event: any) => void][]} */
    this.listeners = [
      [scene, "data", () => this.#dataChanged()],
      [scene, "window", () => this.#windowMoved()],
      [scene, "asOf", changed],
      [scene, "filters", changed],
      [scene, "select", (event) => this.#selected(event.detail)],
    ];
    for (const [target, name, listener] of this.listeners) target.addEventListener(name, listener);
    this.map.on("move", () => {
      this.movedAt = performance.now();
    });
  }

  #dataChanged() {
    const { columns } = this.scene;
    this.dots = columns && new Dots(columns);
    this.allAreas = columns && new Areas(columns, this.dots.others);
    this.picture.restyle();
    this.#visibleChanged();
  }

  #windowMoved() {
    this.movedAt = performance.now();
    this.#visibleChanged();
  }

  #visibleChanged() {
    this.areasNow = null;
    this.pointer.forget();
    this.over.redraw();
    // While the window plays, the tint may lag behind the dots by a few frames.
    this.areaTimer ??= setTimeout(() => {
      this.areaTimer = null;
      if (this.#tintKey(this.#tints()) !== this.painted) this.basemap.redrawTints();
    }, AREA_DELAY);
  }

  #selected({ row, source }) {
    this.over.redraw();
    if (row < 0 || source !== "list") return;
    const { lon, lat } = this.scene.columns;
    const spot = L.latLng(lat[row], lon[row]);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!this.map.getBounds().contains(spot)) this.map.panTo(spot, { animate: !still });
  }

  /** The tints now; a playing window seldom changes them. */
  #tints() {
    const { options, colors, scene } = this;
    if (options.provinces === "all") return provinceTints(scene.provinceCounts(), colors);
    return options.provinces === "areas" ? areaTints(this.areas, colors) : [];
  }

  #tintKey(tints) {
    return JSON.stringify([tints, [...this.scene.filters.province], this.hovered]);
  }

  #paintAreas(context, frame) {
    const { basemap, colors, scene } = this;
    if (!this.dots || !basemap.world) return;
    const tints = this.#tints();
    this.painted = this.#tintKey(tints);
    fillTints(context, frame, tints, basemap, colors);
    outlineProvinces(context, frame, scene.filters.province, basemap, colors.focus);
    if (this.hovered) outlineProvinces(context, frame, [this.hovered], basemap, colors.country);
  }
}
