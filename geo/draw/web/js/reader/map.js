// The small map beside a text: the events by number, and a place that is pointed at.

/* global L */

import createMap from "../map.js";
import { BasemapLayers } from "../map/basemap/basemap_layers.js";
import { h } from "../basics/dom.js";
import { isDark, watchTheme } from "../basics/styles.js";
import { areaLabel, lookOf } from "../basics/looks.js";

const FIT_ZOOM = 8;
const SIZE = 22;

export class ReaderMap {
  /**
   * @param {HTMLElement} holder
   * @param {import("../basics/data.js").ReaderData} data
   * @param {string} basemap address of the basemap files
   * @param {object} links
   * @param {(id: string, from: string) => void} links.choose
   * @param {(id: string|null) => void} links.hover
   */
  constructor(holder, data, basemap, { choose, hover }) {
    this.holder = holder;
    this.choose_ = choose;
    this.hover_ = hover;
    this.style = data.style;
    this.chosen = null;
    this.marks = new Map();
    this.sheet = h("div", { class: "dl-leaflet" });
    holder.append(this.sheet);
    this.leaflet = createMap(this.sheet);
    this.leaflet.scrollWheelZoom.disable();
    this.basemap = new BasemapLayers(this.leaflet, basemap, this.#look());
    this.group = L.layerGroup().addTo(this.leaflet);
    this.finger = L.circleMarker([0, 0], {
      radius: 9,
      weight: 2,
      interactive: false,
      className: "dlr-finger",
    });
    this.stopTheme = watchTheme(holder, () => this.#restyle());
    this.resizer = new ResizeObserver(() => this.#resize());
    this.resizer.observe(holder);
  }

  /**
   * Show other events.
   * @param {import("../basics/data.js").ReaderItem[]} items
   * @param {import("../basics/data.js").Style} style
   */
  setItems(items, style) {
    this.style = style;
    this.#restyle();
    const placed = items.filter((item) => item.lon !== null);
    this.group.clearLayers();
    this.marks = new Map(placed.map((item) => [item.id, this.#mark(item)]));
    const points = JSON.stringify(placed.map(({ lon, lat }) => [lat, lon]));
    if (points !== this.points) this.#fit(points);
  }

  /**
   * Mark one event.
   * @param {string|null} id
   * @param {boolean} move whether to bring it into view
   */
  choose(id, move) {
    this.chosen = id;
    for (const [key, mark] of this.marks) toggle(mark, "is-chosen", key === id);
    const mark = this.marks.get(id);
    if (mark && move) this.leaflet.panInside(mark.getLatLng(), { padding: [40, 40] });
  }

  /**
   * Show the event, or the bare place (lon, lat in degrees), that is pointed at in the text.
   * @param {string|null} id
   * @param {[number, number]|null} point
   */
  hover(id, point) {
    for (const [key, mark] of this.marks) toggle(mark, "is-hot", key === id);
    this.finger.remove();
    if (!point) return;
    const spot = L.latLng(point[1], point[0]);
    this.finger.setLatLng(spot).addTo(this.leaflet);
    this.leaflet.panInside(spot, { padding: [24, 24] });
  }

  destroy() {
    this.stopTheme();
    this.resizer.disconnect();
    this.leaflet.remove();
  }

  #mark(item) {
    const area = areaLabel(this.style, item.kind);
    const badge = h("span", { class: area ? "is-area" : "", text: String(item.n) });
    badge.style.setProperty("--dlr-type", lookOf(this.style, "type", item.type).color);
    const className = `dlr-mark is-${item.state}`;
    const icon = L.divIcon({ html: badge, className, iconSize: [SIZE, SIZE] });
    const words = area ? `${item.place} (${area}, not a point)` : item.place;
    const label = h("span", { dir: "auto", text: `${item.title}: ${words}` });
    return L.marker([item.lat, item.lon], {
      icon,
      keyboard: true,
      alt: item.title,
      riseOnHover: true,
    })
      .bindTooltip(label, { direction: "top", offset: [0, -SIZE / 2] })
      .on("click", () => this.choose_(item.id, "map"))
      .on("mouseover", () => this.hover_(item.id))
      .on("mouseout", () => this.hover_(null))
      .addTo(this.group);
  }

  #resize() {
    this.leaflet.invalidateSize({ animate: false });
    if (this.unfit && this.holder.clientWidth) this.#fit(this.points);
  }

  #fit(points) {
    this.points = points;
    const bounds = L.latLngBounds(JSON.parse(points));
    this.unfit = !this.holder.clientWidth;
    if (!bounds.isValid() || this.unfit) return;
    this.leaflet.fitBounds(bounds, { padding: [32, 32], maxZoom: FIT_ZOOM, animate: false });
  }

  #look() {
    return { style: this.style, dark: isDark(this.holder) };
  }

  #restyle() {
    const look = this.#look();
    this.sheet.style.background = (look.dark ? look.style.dark : look.style.light).water;
    this.basemap.setStyle(look);
  }
}

function toggle(mark, className, on) {
  const element = mark.getElement();
  element?.classList.toggle(className, on);
  if (className === "is-chosen") mark.setZIndexOffset(on ? 1000 : 0);
}
