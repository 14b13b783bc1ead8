// The basemap on the map: land, borders and names, coarse at once and fine where one looks closely.

/* global L */

import { Outlines, overlaps, traceBorders, traceProvince, viewOf } from "./outlines.js";
import { contains, groupByCountry, readBasemap } from "./file_format.js";
import { drawLabels, makeLabels } from "./labels.js";
import { makeCanvasLayer, Sheet } from "../canvas.js";
import { worldX, worldY } from "../projection.js";

const FINE_ZOOM = 6;
const SEAM = 3;
const [COAST, COUNTRY, PROVINCE] = [0, 1, 2];

/** Sends "load" when there is more of the world to draw. */
export class BasemapLayers extends EventTarget {
  /**
   * @param {L.Map} map
   * @param {string} base address of the basemap files, with a slash at the end
   * @param {{style: import("../../basics/data.js").Style, dark: boolean}} look
   */
  constructor(map, base, look) {
    super();
    this.map = map;
    this.base = base;
    this.world = null;
    this.fine = new Map();
    this.byIso = new Map();
    this.countries = new Map();
    this.paths = new Outlines();
    const Canvas = makeCanvasLayer();
    addPane(map, "dl-ground", 210);
    // One canvas for land, tints and names: each more is one more to blend for every frame.
    this.ground = new Canvas({ pane: "dl-ground", padding: 0.25, live: false });
    this.ground._paint = (frame) => this.#paint(frame);
    this.land = new Sheet((context, frame) => this.#paintLand(context, frame));
    this.names = new Sheet((context, frame) => this.#paintNames(context, frame));
    // Paints between land and names; the event layer sets it.
    /** @type {(context: CanvasRenderingContext2D, frame: import("../canvas.js").Frame) => void} */
    this.paintTints = () => {};
    this.setStyle(look);
    this.ground.addTo(map);
    map.on("moveend", () => this.#fetchFine());
    this.ready = this.#fetchWorld();
  }

  setStyle({ style, dark }) {
    this.colors = dark ? style.dark : style.light;
    this.redraw();
  }

  redraw() {
    this.land.forget();
    this.names.forget();
    this.ground.redraw();
  }

  /** Paint anew what lies between land and names; the two themselves are kept. */
  redrawTints() {
    this.ground.redraw();
  }

  #paint(frame) {
    const context = this.ground._context;
    context.clearRect(0, 0, frame.width, frame.height);
    this.land.put(context, frame);
    this.paintTints(context, frame);
    this.names.put(context, frame);
  }

  /**
   * The province at a point in degrees, or null at sea.
   * @param {number} lon
   * @param {number} lat
   * @returns {import("./file_format.js").Province|null}
   */
  provinceAt(lon, lat) {
    if (!this.world) return null;
    const x = worldX(lon) - Math.floor(worldX(lon));
    const y = worldY(lat);
    for (const home of this.countries.values()) {
      if (!overlaps(home.box, [x, y, x, y])) continue;
      const found = this.provincesOf(home.code).find((province) => contains(province, x, y));
      if (found) return found;
    }
    return null;
  }

  /** A country's provinces in the best detail there is. */
  provincesOf(code) {
    return this.fine.get(code)?.provinces ?? this.countries.get(code)?.provinces ?? [];
  }

  /** A province by ISO code in the best detail there is, or null. */
  province(iso) {
    const coarse = this.byIso.get(iso);
    if (!coarse) return null;
    const fine = this.fine.get(coarse.country);
    return fine ? fine.provinces.find((province) => province.iso === iso) : coarse;
  }

  /**
   * The outline of a province, or of all of a country's, as a path; null out of view.
   * @param {import("../canvas.js").Frame} frame
   * @param {"province"|"country"} shape
   * @param {string} iso code of the province or the country
   */
  outlines(frame, shape, iso) {
    const provinces =
      shape === "country" ? this.provincesOf(iso) : [this.province(iso) ?? []].flat();
    return provinces.length ? this.paths.of(frame, `${shape} ${iso}`, provinces) : null;
  }

  /** Name and label point of a country, null where it is none we know. */
  countryLabel(code) {
    return this.countryLabels?.get(code) ?? null;
  }

  async #fetchWorld() {
    const file = await fetchFile(`${this.base}world.bin`);
    if (!file) return;
    this.world = file;
    this.byIso = new Map(file.provinces.map((province) => [province.iso, province]));
    this.countries = groupByCountry(file.provinces);
    this.labels = makeLabels(this.countries);
    this.countryLabels = new Map(
      this.labels.filter((l) => l.isCountry).map((l) => [l.code, { name: l.text, x: l.x, y: l.y }]),
    );
    this.#arrived();
    this.#fetchFine();
  }

  async #fetchFine() {
    // The world may arrive when its page has been left.
    if (!this.world || !this.ground.isOnMap()) return;
    if (this.map.getZoom() < FINE_ZOOM || !this.map.getSize().x) return;
    const frame = this.ground.frame();
    const view = frame.copies.map((copy) => viewOf(frame, copy));
    for (const { code, provinces } of this.countries.values()) {
      if (this.fine.has(code)) continue;
      if (!view.some((part) => provinces.some(({ box }) => overlaps(box, part)))) continue;
      // Held as null while under way, so that it is asked for once.
      this.fine.set(code, null);
      fetchFile(`${this.base}${encodeURIComponent(code)}.bin`).then((file) => {
        if (file) this.fine.set(code, file);
        this.#arrived();
      });
    }
  }

  #arrived() {
    this.redraw();
    this.dispatchEvent(new Event("load"));
  }

  /** The files to draw: fine ones for close views, the world for the rest. */
  #parts(frame) {
    const close = frame.zoom >= FINE_ZOOM;
    const isFine = (code) => close && Boolean(this.fine.get(code));
    const coarse = this.world.provinces.filter((province) => !isFine(province.country));
    const parts = [{ file: this.world, provinces: coarse, wanted: coarseArcs(coarse, this.world) }];
    for (const [code, file] of this.fine) {
      if (isFine(code)) parts.push({ file, provinces: file.provinces, wanted: undefined });
    }
    return parts;
  }

  #paintLand(context, frame) {
    if (!this.world) return;
    context.lineJoin = "round";
    const parts = this.#parts(frame);
    for (const copy of frame.copies) {
      const view = viewOf(frame, copy);
      const near = parts.filter(({ provinces }) => provinces.some((p) => overlaps(p.box, view)));
      for (const part of near) this.#fill(context, frame, copy, part, view);
      for (const part of near) this.#stroke(context, frame, copy, part, PROVINCE);
      for (const part of near) this.#stroke(context, frame, copy, part, COAST);
      for (const part of near) this.#stroke(context, frame, copy, part, COUNTRY);
    }
  }

  #fill(context, frame, copy, { provinces }, view) {
    context.beginPath();
    for (const province of provinces) {
      if (overlaps(province.box, view)) traceProvince(context, frame, copy, province);
    }
    context.fillStyle = this.colors.land;
    // Two provinces never overlap, but a rounded sliver between them must not become a hole.
    context.fill("nonzero");
  }

  #stroke(context, frame, copy, { file, wanted }, kind) {
    const { colors } = this;
    const look = {
      [COAST]: [colors.coast, 0.8],
      [COUNTRY]: [colors.country, frame.zoom < 4 ? 0.8 : 1.3],
      [PROVINCE]: [colors.province, frame.zoom < 5 ? 0.7 : 1],
    }[kind];
    context.beginPath();
    traceBorders(context, frame, copy, file, kind, wanted);
    context.lineWidth = look[1] * frame.ratio;
    if (kind === PROVINCE) {
      // Closes the hairlines that filling leaves between neighbours.
      context.strokeStyle = colors.land;
      context.stroke();
      context.globalAlpha = Math.max(0, Math.min(1, (frame.zoom - 2.5) / 3));
    }
    context.strokeStyle = look[0];
    context.stroke();
    context.globalAlpha = 1;
  }

  #paintNames(context, frame) {
    if (this.labels) drawLabels(context, frame, this.labels, this.colors);
  }
}

function addPane(map, name, zIndex) {
  const pane = map.createPane(name);
  pane.style.zIndex = zIndex;
  pane.style.pointerEvents = "none";
}

async function fetchFile(address) {
  try {
    const response = await fetch(address);
    return response.ok ? readBasemap(await response.arrayBuffer()) : null;
  } catch {
    // Without a basemap the events still show, on plain water.
    return null;
  }
}

/** Which arcs of the world belong to provinces that have no finer file. */
function coarseArcs(provinces, world) {
  if (provinces.length === world.provinces.length) return undefined;
  const used = new Uint8Array(world.kind.length);
  for (const { rings } of provinces) {
    for (const ring of rings) for (const arc of ring) used[arc < 0 ? ~arc : arc] = 1;
  }
  return (arc) => used[arc] === 1 && world.kind[arc] !== SEAM;
}
