// A report's text beside a small map and the events it tells of; each leads to the others.

import { h } from "../basics/dom.js";
import { loadStyles } from "../basics/styles.js";
import { ReaderList } from "./list.js";
import { ReaderMap } from "./map.js";
import { ReaderText } from "./text.js";

const readers = new WeakMap();
const SHEETS = ["leaflet.css", "css/map.css", "css/reader/text.css", "css/reader/list.css"];

/**
 * Data: {blocks, items, chosen, at, readonly, style, urls}; see geo/review/text_runs.py and
 * geo/ui/reports/reader_data.py. What a person does sets the state "act": {act, id}.
 */
export default function mount({ root, data, url, setStateValue }) {
  let entry = readers.get(root);
  if (!entry) {
    entry = { reader: null, gone: false };
    readers.set(root, entry);
    loadStyles(SHEETS).then(() => {
      if (entry.gone) return;
      entry.reader = new Reader(root, entry.data, entry.url);
      entry.reader.update(entry.data, entry.setStateValue);
    });
  }
  Object.assign(entry, { data, url, setStateValue });
  entry.reader?.update(data, setStateValue);
  return () => {
    entry.gone = true;
    entry.reader?.destroy();
    readers.delete(root);
  };
}

class Reader {
  /**
   * @param {HTMLElement} root
   * @param {import("../basics/data.js").ReaderData} data
   * @param {import("../basics/data.js").MakeUrl} url
   */
  constructor(root, data, url) {
    this.root = root;
    this.chosen = null;
    this.asked = undefined;
    const links = {
      choose: (id, from) => this.choose(id, from),
      hover: (id, point = null) => this.hover(id, point),
      act: (act, id) => this.#act(act, id),
      eventLink: (id) => url(`?event=${encodeURIComponent(id)}`),
    };
    this.text = new ReaderText(links);
    this.list = new ReaderList(links);
    this.holder = h("div", { class: "dlr-map", role: "region", "aria-label": "Map of the events" });
    this.frame = h(
      "div",
      { class: "dlr" },
      this.text.element,
      h("div", { class: "dlr-side" }, this.holder, this.list.element),
    );
    root.append(this.frame);
    this.map = new ReaderMap(this.holder, data, url(data.urls.basemap), links);
  }

  /**
   * Take over what Python says; called again on every change.
   * @param {import("../basics/data.js").ReaderData} data
   * @param {import("../basics/data.js").Send} setStateValue
   */
  update(data, setStateValue) {
    this.send = setStateValue;
    const was = this.items?.find((item) => item.id === this.chosen)?.state;
    this.items = data.items;
    this.text.setBlocks(data.blocks);
    this.list.setItems(data.items, data);
    this.map.setItems(data.items, data.style);
    if (!this.items.some((item) => item.id === this.chosen)) this.chosen = null;
    const news = data.chosen && data.chosen !== this.asked ? data.chosen : null;
    this.asked = data.chosen;
    const is = this.items.find((item) => item.id === this.chosen)?.state;
    // A dialog decided about it: the next one is up.
    const next = was === "open" && is && is !== "open" ? this.#nextOpen(this.chosen) : null;
    this.choose(news ?? next ?? this.chosen ?? this.#nextOpen(null), news || next ? "" : "list");
    this.frame.dataset.ready = "true";
  }

  destroy() {
    this.map.destroy();
    this.root.replaceChildren();
  }

  /**
   * Show one event in the text, on the map and in the list; the part it came from stays still.
   * @param {string|null} id
   * @param {string} [from] "text", "list" or "map"
   */
  choose(id, from = "") {
    const moved = id !== this.chosen;
    this.chosen = id;
    this.text.choose(id, from !== "text" && (moved || from === ""));
    this.list.choose(id, from !== "list");
    this.map.choose(id, moved && from !== "map");
  }

  /**
   * Mark what is pointed at in all parts.
   * @param {string|null} id
   * @param {[number, number]|null} point longitude and latitude of a bare place
   */
  hover(id, point) {
    this.text.hover(id);
    this.list.hover(id);
    this.map.hover(id, point);
  }

  /** Return the open event that follows one, from the first again after the last; or null. */
  #nextOpen(id) {
    const at = this.items.findIndex((item) => item.id === id);
    const later = [...this.items.slice(at + 1), ...this.items.slice(0, Math.max(at, 0))];
    const waits = (item) => item.state === "open" && !this.list.waiting.has(item.id);
    return later.find(waits)?.id ?? null;
  }

  /** Tell Python, and go on to the next open event after a decision. */
  #act(act, id) {
    this.send("act", { act, id });
    if (act !== "accept" && act !== "reject") return;
    this.list.wait(id);
    const next = this.#nextOpen(id);
    if (next) this.choose(next, "");
    this.list.focus(next ?? id);
  }
}
