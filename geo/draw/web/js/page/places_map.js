// A small map of a few places to choose from: numbered marks, one of them chosen.

/* global L */

import createMap from "../map.js";
import { BasemapLayers } from "../map/basemap/basemap_layers.js";
import { h } from "../basics/dom.js";
import { isDark, loadStyles, watchTheme } from "../basics/styles.js";

const maps = new WeakMap();
const SHEETS = ["leaflet.css", "css/map.css", "css/places.css"];
const FIT_ZOOM = 8;

/**
 * Data: {places: [{id, lon, lat, label}], chosen: id or null, style, urls}. Clicking a mark sets
 * the state "chosen".
 */
export default function mount({ root, data, url, setStateValue }) {
  let entry = maps.get(root);
  if (!entry) {
    entry = { map: null, gone: false };
    maps.set(root, entry);
    loadStyles(SHEETS).then(() => {
      if (entry.gone) return;
      entry.map = new PlacesMap(root, entry.data, entry.url(entry.data.urls.basemap));
      entry.map.update(entry.data, entry.setStateValue);
    });
  }
  Object.assign(entry, { data, url, setStateValue });
  entry.map?.update(data, setStateValue);
  return () => {
    entry.gone = true;
    entry.map?.destroy();
    maps.delete(root);
  };
}

class PlacesMap {
  /**
   * @param {HTMLElement} root
   * @param {import("../basics/data.js").PlacesData} data
   * @param {string} basemap address of the basemap files
   */
  constructor(root, data, basemap) {
    this.root = root;
    this.holder = h("div", { class: "dl-places", role: "region", "aria-label": "Map of places" });
    root.append(this.holder);
    this.leaflet = createMap(this.holder);
    this.leaflet.scrollWheelZoom.disable();
    this.basemap = new BasemapLayers(this.leaflet, basemap, this.#look(data));
    this.marks = L.layerGroup().addTo(this.leaflet);
    this.stopTheme = watchTheme(root, () => this.#restyle());
    this.resizer = new ResizeObserver(() => this.leaflet.invalidateSize({ animate: false }));
    this.resizer.observe(this.holder);
  }

  /**
   * Show other places, or another choice.
   * @param {import("../basics/data.js").PlacesData} data
   * @param {import("../basics/data.js").Send} setStateValue
   */
  update(data, setStateValue) {
    this.data = data;
    this.send = setStateValue;
    this.#restyle();
    this.marks.clearLayers();
    for (const [index, place] of data.places.entries()) this.#mark(place, index);
    const points = JSON.stringify(data.places.map(({ lon, lat }) => [lat, lon]));
    if (points !== this.points) this.#fit(points);
  }

  destroy() {
    this.stopTheme();
    this.resizer.disconnect();
    this.leaflet.remove();
    this.root.replaceChildren();
  }

  #mark(place, index) {
    const chosen = place.id === this.data.chosen;
    const element = h("span", { class: chosen ? "is-chosen" : "", text: String(index + 1) });
    const icon = L.divIcon({ html: element, className: "dl-place", iconSize: [24, 24] });
    const label = h("span", { dir: "auto", text: place.label });
    L.marker([place.lat, place.lon], {
      icon,
      keyboard: true,
      alt: place.label,
      zIndexOffset: chosen ? 1000 : -index,
    })
      .bindTooltip(label, { direction: "top", offset: [0, -12] })
      .on("click", () => this.send("chosen", place.id))
      .addTo(this.marks);
  }

  #fit(points) {
    this.points = points;
    const bounds = L.latLngBounds(JSON.parse(points));
    if (!bounds.isValid()) return;
    this.leaflet.fitBounds(bounds, { padding: [36, 36], maxZoom: FIT_ZOOM, animate: false });
  }

  #look(data) {
    return { style: data.style, dark: isDark(this.root) };
  }

  #restyle() {
    const look = this.#look(this.data);
    this.root.dataset.theme = look.dark ? "dark" : "light";
    this.holder.style.background = (look.dark ? look.style.dark : look.style.light).water;
    this.basemap.setStyle(look);
  }
}
