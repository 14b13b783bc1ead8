// The map side of the explorer: Leaflet with the basemap and the event layers on it.

/* global L */

import createMap from "../map.js";
import { BasemapLayers } from "./basemap/basemap_layers.js";
import { EventLayers } from "./events/event_layers.js";
import { Legend } from "./legend.js";

const MOVE_DELAY = 300;
const FIT_ZOOM = 9;
const PATIENCE = 600;

const prefersStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class MapView {
  /**
   * @param {HTMLElement} root
   * @param {import("../scene/scene.js").Scene} scene
   * @param {object} options
   * @param {import("../basics/data.js").Style} options.style
   * @param {boolean} options.dark
   * @param {string} options.basemap address of the basemap files
   * @param {[number, number, number]|null} options.at latitude, longitude and zoom to open on
   */
  constructor(root, scene, { style, dark, basemap, at }) {
    this.root = root;
    this.scene = scene;
    this.holder = document.createElement("div");
    this.holder.className = "dl-leaflet";
    root.append(this.holder);
    this.leaflet = createMap(this.holder);
    // Leaflet knows no media query: without this it animates zooming for everyone.
    if (prefersStill()) this.leaflet._zoomAnimated = false;
    L.control.scale({ imperial: false }).addTo(this.leaflet);
    this.placed = false;
    // Not the whole world for a moment and then the events: the map shows once it has its place.
    this.holder.style.visibility = "hidden";
    if (at) this.goTo(at);
    this.basemap = new BasemapLayers(this.leaflet, basemap, { style, dark });
    this.events = new EventLayers(this.leaflet, scene, this.basemap, { style, dark });
    this.legend = new Legend(root, this.events);
    this.leaflet.on("moveend", () => this.#moved());
    this.resizer = new ResizeObserver(() =>
      this.#quietly(() => this.leaflet.invalidateSize({ animate: false, pan: true })),
    );
    this.resizer.observe(root);
  }

  destroy() {
    clearTimeout(this.timer);
    this.resizer.disconnect();
    this.events.destroy();
    this.leaflet.remove();
    this.root.replaceChildren();
  }

  /**
   * Take another style table, or the other theme.
   * @param {import("../basics/data.js").Style} style
   * @param {boolean} dark
   */
  setStyle(style, dark) {
    const colors = dark ? style.dark : style.light;
    this.holder.style.background = colors.water;
    this.basemap.setStyle({ style, dark });
    this.events.setStyle({ style, dark });
    this.legend.restyle();
  }

  /**
   * Show the place of a link.
   * @param {[number, number, number]} at latitude and longitude in degrees, and the zoom
   */
  goTo([lat, lon, zoom]) {
    this.#place(() => this.leaflet.setView([lat, lon], zoom, { animate: false }));
  }

  /**
   * Name events by the titles of the list.
   * @param {Iterable<[string, string]>} titles pairs of id and title
   */
  setTitles(titles) {
    this.events.titles = new Map(titles);
  }

  /** Show the bulk of the events, unless a link or a person chose a place before. */
  async fitOnce() {
    if (this.placed) return;
    // An event of a province takes up the province, whose outline may be a moment behind.
    const patience = new Promise((done) => setTimeout(done, PATIENCE));
    if (this.events.areas.length) await Promise.race([this.basemap.ready, patience]);
    const bounds = this.events.bounds();
    if (this.placed) return;
    /** @type {L.FitBoundsOptions} */
    const options = { padding: [24, 24], maxZoom: FIT_ZOOM, animate: false };
    this.#place(() => (bounds ? this.leaflet.fitBounds(bounds, options) : this.#redraw()));
  }

  #place(move) {
    this.placed = true;
    this.holder.style.visibility = "";
    this.#quietly(move);
  }

  #redraw() {
    this.basemap.ground.redraw();
    this.events.redraw();
  }

  /** Call back once what is known now has been painted. */
  afterPaint(callback) {
    // Where the map has its place, it was painted when it was put there.
    if (this.holder.style.visibility) {
      this.holder.style.visibility = "";
      this.#redraw();
    }
    requestAnimationFrame(() => requestAnimationFrame(callback));
  }

  // Moves that no person made must not reach the link.
  #quietly(change) {
    this.quiet = true;
    change();
    this.quiet = false;
  }

  #moved() {
    if (this.quiet) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#commit(), MOVE_DELAY);
  }

  #commit() {
    const center = this.leaflet.getCenter().wrap();
    const bounds = this.leaflet.getBounds();
    const round = (value) => Math.round(value * 1e4) / 1e4;
    const corners = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const zoom = Math.round(this.leaflet.getZoom() * 100) / 100;
    this.scene.commit("viewport", {
      at: [round(center.lat), round(center.lng), zoom],
      bbox: corners.map(round),
    });
  }
}
