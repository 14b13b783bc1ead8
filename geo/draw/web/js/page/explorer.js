// The explorer: map, timeline and panel around one scene.

import { DataError, load } from "../scene/columns.js";
import { h, setText } from "../basics/dom.js";
import { FilterRow } from "../filters/filter_row.js";
import { ViewSync } from "./view_sync.js";
import { isDark, watchTheme } from "../basics/styles.js";
import { MapView } from "../map/map_view.js";
import { Scene } from "../scene/scene.js";
import { Panel } from "../panel/panel.js";
import { Timeline } from "../timeline/timeline.js";

// Once the first picture is seen, there is time for what only the next ones need.
const WARM_MS = 300;

export class Explorer {
  /**
   * @param {HTMLElement} root
   * @param {(path: string) => string} url makes an address of one relative to the app
   * @param {{url: string, response: Promise<Response>}} [early] the events, asked for already
   */
  constructor(root, url, early) {
    this.root = root;
    this.url = url;
    this.early = early;
    this.scene = new Scene();
    this.columnsUrl = undefined;
    root.classList.add("dateline-explorer");
    // The element carries its explorer: tests, measurements and the browser's console need it.
    root.explorer = this;
    this.parts = {
      filters: h("div", { class: "dl-filters", hidden: true }),
      map: h("div", { class: "dl-map", role: "region", "aria-label": "Map of events" }),
      notice: h("p", { class: "dl-notice", role: "alert", hidden: true }),
      timeline: h("div", { class: "dl-timeline" }),
      panel: h("div", { class: "dl-panel" }),
    };
    root.append(...Object.values(this.parts));
  }

  /**
   * Take over what Python says; called again on every change.
   * @param {import("../basics/data.js").ExplorerData} data
   * @param {import("../basics/data.js").Send} setStateValue
   */
  update(data, setStateValue) {
    if (!this.map) this.#build(data);
    this.sync.send = setStateValue;
    this.#applyStyle(data.style);
    this.sync.apply(data.view, data.urls.words ?? null);
    this.#showFilters(data);
    this.map.setTitles((data.list?.rows ?? []).map(({ id, title }) => [id, title]));
    this.#fillPanel({ list: data.list, card: data.card });
    const columnsUrl = data.urls.columns ?? null;
    if (columnsUrl !== this.columnsUrl) this.#loadColumns(columnsUrl);
  }

  /** @param {import("../basics/data.js").ExplorerData} data */
  #showFilters({ labels, view, asTyped }) {
    if (!labels) return;
    if (!this.filters) {
      this.parts.filters.hidden = false;
      this.filters = new FilterRow(this.parts.filters, this.scene, { asTyped });
      this.filters.setStyle(this.style);
      this.sync.onChosen = (chosen) => this.filters.show(chosen);
    }
    this.filters.show(this.sync.chosen, labels);
    this.filters.showQuery(view.q ?? "");
  }

  /** The map first: what the list takes to fill would hold up the picture of a new filter. */
  #fillPanel(content) {
    const due = this.panelContent !== undefined;
    this.panelContent = content;
    if (due) return;
    const fill = () => {
      const latest = this.panelContent;
      this.panelContent = undefined;
      this.panel.setData(latest);
    };
    if (!this.scene.columns) return fill();
    this.frame = requestAnimationFrame(() => {
      this.filling = setTimeout(fill);
    });
  }

  destroy() {
    this.stopTheme?.();
    cancelAnimationFrame(this.frame);
    for (const timer of [this.warming, this.filling]) clearTimeout(timer);
    for (const part of [this.filters, this.sync, this.map, this.timeline, this.panel])
      part?.destroy();
    this.root.replaceChildren();
  }

  #build(data) {
    const { scene, parts, url } = this;
    const options = { style: data.style };
    this.map = new MapView(parts.map, scene, {
      ...options,
      dark: isDark(this.root),
      basemap: url(data.urls.basemap),
      at: data.view?.at,
    });
    this.timeline = new Timeline(parts.timeline, scene, options);
    this.panel = new Panel(parts.panel, scene, options);
    this.sync = new ViewSync(scene, this.map, url);
    this.stopTheme = watchTheme(this.root, () => this.#applyStyle(this.style));
  }

  #applyStyle(style) {
    const dark = isDark(this.root);
    const text = JSON.stringify(style);
    if (this.styleText === text && this.dark === dark) return;
    this.style = style;
    this.styleText = text;
    this.dark = dark;
    this.root.dataset.theme = dark ? "dark" : "light";
    this.map.setStyle(style, dark);
    this.timeline.setStyle(style);
    this.panel.setStyle(style);
    this.filters?.setStyle(style);
  }

  async #loadColumns(columnsUrl) {
    this.columnsUrl = columnsUrl;
    try {
      const early = this.early;
      // A response can be read once; another try asks anew.
      this.early = null;
      const columns = columnsUrl && (await load(this.url(columnsUrl), early));
      if (columnsUrl !== this.columnsUrl) return;
      this.#say("");
      this.scene.setData(columns);
      await this.sync.dataIsHere();
    } catch (error) {
      if (columnsUrl !== this.columnsUrl) return;
      this.columnsUrl = null;
      this.scene.setData(null);
      this.#say(error instanceof DataError ? error.message : `The map met a fault: ${error}`);
    }
    this.map.afterPaint(() => {
      this.root.dataset.ready = "true";
      this.warming = setTimeout(() => this.scene.warm(), WARM_MS);
    });
  }

  #say(sentence) {
    setText(this.parts.notice, sentence);
    this.parts.notice.hidden = !sentence;
  }
}
