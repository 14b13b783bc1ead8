// What the pointer does on the map: names what is under it, opens it, filters by province.

/* global L */

import { h } from "../../basics/dom.js";
import { eventLine, Popup, Tip } from "./popup.js";
import { plural } from "../../basics/humanize.js";

const REACH = 7;
const FAN_UP_TO = 24;
const LISTED = 100;
const CLOSER = 3;
const APART = 60;

/**
 * What stands at a point of the map: one event, a group in one symbol, an area, or a crowd of dots
 * that are not told apart. `rows` are at most so many as can be listed.
 * @typedef {Object} Found
 * @property {"event"|"group"|"area"|"crowd"} kind
 * @property {number} total number of events
 * @property {number[]} [rows]
 * @property {import("./groups.js").MapSymbol} [symbol]
 * @property {import("./areas.js").CountedArea} [area]
 */

export class MapPointer {
  /** @param {import("./event_layers.js").EventLayers} layers */
  constructor(layers) {
    this.layers = layers;
    this.map = layers.map;
    const holder = this.map.getContainer();
    this.tip = new Tip(holder);
    this.popup = new Popup(holder);
    this.handlers = {
      mousemove: (event) => this.#hover(event),
      mouseout: () => this.#leave(),
      movestart: () => this.#leave(),
      zoomstart: () => this.popup.close(),
      click: (event) => this.#click(event),
    };
    this.map.on(this.handlers);
  }

  destroy() {
    this.map.off(this.handlers);
    cancelAnimationFrame(this.request);
    this.tip.remove();
    this.popup.close();
  }

  /** What was under the pointer is out of date. */
  forget() {
    this.tip.hide();
  }

  /**
   * What stands at a point of the map.
   * @param {{x: number, y: number}} point CSS pixels of the map
   * @returns {Found|null}
   */
  at(point) {
    const { picture } = this.layers;
    if (!picture.frame) return null;
    const x = point.x * picture.frame.ratio;
    const y = point.y * picture.frame.ratio;
    return this.#atFan(x, y) ?? this.#atBadge(x, y) ?? this.#atSymbol(x, y) ?? this.#atDots(x, y);
  }

  /** @returns {Found|null} */
  #atFan(x, y) {
    const { fan, sprites } = this.layers.picture;
    const spot = fan?.placed.find((s) => Math.hypot(s.x - x, s.y - y) < sprites.radius * 1.4);
    return spot ? { kind: "event", rows: [spot.row], total: 1 } : null;
  }

  /** @returns {Found|null} */
  #atBadge(x, y) {
    const inside = (b) => Math.abs(b.x - x) <= b.width / 2 && Math.abs(b.y - y) <= b.height / 2;
    const badge = this.layers.picture.badges.findLast(inside);
    if (!badge) return null;
    return { kind: "area", area: badge.area, total: badge.area.count };
  }

  /** @returns {Found|null} */
  #atSymbol(x, y) {
    const reach = 3 * this.layers.picture.frame.ratio;
    const symbol = this.layers.picture.symbols.findLast(
      (s) => Math.hypot(s.x - x, s.y - y) < s.radius + reach,
    );
    if (!symbol) return null;
    const kind = symbol.rows.length === 1 ? "event" : "group";
    return { kind, symbol, rows: symbol.rows, total: symbol.rows.length };
  }

  /** @returns {Found|null} */
  #atDots(x, y) {
    const { picture, dots } = this.layers;
    if (picture.mode === "shapes" || !dots) return null;
    const found = picture.pickGrid().within(x, y, REACH * picture.frame.ratio, LISTED);
    if (!found.total) return null;
    if (found.total === 1) return { kind: "event", rows: found.rows, total: 1 };
    return { kind: "crowd", rows: found.rows, total: found.total };
  }

  #hover(event) {
    this.last = event;
    // One look per frame: pointers report faster than the screen shows.
    this.request ||= requestAnimationFrame(() => {
      this.request = 0;
      if (this.last) this.#show(this.last);
    });
  }

  #show(event) {
    const found = this.at(event.containerPoint);
    const province = found ? null : this.#provinceAt(event.latlng);
    this.layers.hover(province?.iso ?? null);
    this.map.getContainer().classList.toggle("dl-pointing", Boolean(found));
    const lines = found ? this.#linesOf(found) : this.#provinceLines(province);
    if (lines) this.tip.show(event.containerPoint, lines);
    else this.tip.hide();
  }

  #leave() {
    this.last = null;
    this.tip.hide();
    this.layers.hover(null);
  }

  #provinceAt(latlng) {
    return this.layers.basemap.provinceAt(latlng.lng, latlng.lat);
  }

  /** @param {Found} found */
  #linesOf({ kind, rows, total, area }) {
    if (kind === "event") return eventLine(this.layers, rows[0]);
    const what = plural(total, "event");
    if (kind === "area") return [areaName(this.layers, area), `${what}, place known no closer`];
    if (kind === "group") return [what, "Click to see each"];
    return [`${what} here`, "Zoom in to tell them apart"];
  }

  #provinceLines(province) {
    if (!province) return null;
    const known = this.layers.scene.columns?.vocab.province.some((p) => p.iso === province.iso);
    const count = known ? (this.#counts().get(province.iso) ?? 0) : 0;
    return [province.name, province.nameAr, plural(count, "event")].filter(Boolean);
  }

  // Counting a million events takes a few milliseconds: once per change, not per pointer move.
  #counts() {
    const rows = this.layers.scene.visibleRows();
    if (this.countedRows !== rows) {
      this.countedRows = rows;
      this.counted = this.layers.scene.provinceCounts();
    }
    return this.counted;
  }

  #click(event) {
    const found = this.at(event.containerPoint);
    const { picture, scene } = this.layers;
    this.popup.close();
    if (found?.kind === "event") {
      scene.select(found.rows[0], { commit: true, source: "map" });
      return;
    }
    picture.closeFan();
    if (found?.kind === "group") this.#openGroup(found, event.containerPoint);
    else if (found) this.#list(found, event.containerPoint);
    else this.#toggleProvince(this.#provinceAt(event.latlng));
  }

  #openGroup(found, point) {
    const { map, layers } = this;
    const bounds = boundsOf(layers.scene.columns, found.rows);
    const closer = Math.min(map.getMaxZoom(), map.getZoom() + CLOSER);
    if (isApart(map, bounds, closer)) map.flyToBounds(bounds, zoomOptions(closer));
    else if (found.rows.length <= FAN_UP_TO) layers.picture.fanOut(found.symbol);
    else this.#list(found, point);
  }

  #list(found, point) {
    const { scene } = this.layers;
    const title = found.area ? areaName(this.layers, found.area) : plural(found.total, "event");
    const rows = (found.rows ?? found.area.rows).slice(0, LISTED);
    const buttons = rows.map((row) =>
      h(
        "button",
        {
          type: "button",
          onclick: () => scene.select(row, { commit: true, source: "map" }),
        },
        eventLine(this.layers, row).map((text) => h("span", { dir: "auto", text })),
      ),
    );
    const more = found.total - rows.length;
    this.popup.open(point, title, buttons, more > 0 ? `and ${plural(more, "more event")}` : "");
  }

  #toggleProvince(province) {
    const { scene } = this.layers;
    const known = scene.columns?.vocab.province.some((entry) => entry.iso === province?.iso);
    if (!known) return;
    const chosen = new Set(scene.filters.province);
    if (!chosen.delete(province.iso)) chosen.add(province.iso);
    scene.commit("province", [...chosen]);
  }
}

function areaName({ style, basemap }, area) {
  const kind = style.kind[area.kind]?.label ?? area.kind;
  if (area.shape === "near") return `Within ${Math.round(area.km)} km`;
  const name = area.name || basemap.province(area.iso)?.name || area.iso;
  return `${name} (${kind.toLowerCase()})`;
}

function boundsOf({ lon, lat }, rows) {
  return L.latLngBounds(rows.map((row) => [lat[row], lon[row]]));
}

/** Whether places can be told apart at a zoom; else going there shows an empty land. */
function isApart(map, bounds, zoom) {
  const corner = (point) => map.project(point, zoom);
  return corner(bounds.getNorthEast()).distanceTo(corner(bounds.getSouthWest())) > APART;
}

/** @returns {L.FitBoundsOptions & {duration: number}} */
function zoomOptions(maxZoom) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return { padding: [60, 60], maxZoom, animate: !still, duration: 0.4 };
}
