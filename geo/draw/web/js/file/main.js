// A page that is one file: does in the browser what Python does for the dashboard.

/* global localFiles */

import { h } from "../basics/dom.js";
import { Details } from "./details.js";
import { readEvents } from "./events.js";
import { foot, head } from "./heading.js";
import { Explorer } from "../page/explorer.js";

const LIST_LENGTH = 200;
const URLS = { assets: "", basemap: "base/", columns: "columns" };

class Page {
  /** @param {import("../basics/data.js").PageFacts & import("./events.js").CardColumns} facts */
  constructor(facts) {
    this.view = { ...facts.view };
    this.style = facts.style;
    /** @type {import("../basics/data.js").Box|null} what the map shows, in degrees */
    this.bbox = null;
    this.words = null;
    this.root = h("div");
    this.explorer = new Explorer(this.root, (path) => path);
    this.scene = this.explorer.scene;
    this.details = new Details(facts, this.scene);
    this.head = head(facts);
    document.body.append(this.head.element, this.root, foot(facts));
    for (const type of ["data", "filters"]) {
      this.scene.addEventListener(type, () => this.update());
    }
    this.update();
  }

  /**
   * What the reader decided on the map, the timeline or the panel.
   * @param {string} what
   * @param {any} value
   */
  send(what, value) {
    if (what === "window") Object.assign(this.view, { from: value.first, to: value.last });
    else if (what === "viewport") this.bbox = value.bbox;
    else this.view[what] = value;
    if (what === "q") this.#search(value);
    this.update();
  }

  update() {
    if (this.updating) return;
    this.updating = true;
    const { explorer, view, style, details, words } = this;
    const send = (what, value) => this.send(what, value);
    explorer.sync?.apply(view, words);
    const list = details.list(this.bbox, LIST_LENGTH);
    const card = view.event ? details.card(view.event) : null;
    const said = { view: { ...view }, style, list, card, labels: {}, asTyped: true };
    explorer.update({ urls: { ...URLS, words }, ...said }, send);
    if (this.scene.columns) this.head.say(list.all, this.scene.columns.n);
    this.updating = false;
  }

  #search(text) {
    const wanted = text.trim().toLowerCase();
    this.words = wanted ? `words:${wanted}` : null;
    if (wanted) localFiles.set(this.words, this.details.matching(wanted.split(/\s+/)));
  }
}

function start() {
  try {
    const facts = JSON.parse(new TextDecoder().decode(localFiles.get("facts")));
    const { columns, ...details } = readEvents(
      /** @type {ArrayBuffer} */ (localFiles.get("events")),
      facts,
    );
    localFiles.set("columns", columns);
    new Page({ ...facts, ...details });
  } catch (error) {
    const words = "This file cannot be read: it is damaged.";
    document.body.append(h("p", { role: "alert", text: `${words} (${error})` }));
  }
}

start();
