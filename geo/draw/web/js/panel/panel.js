/**
 * The panel beside the map: the list of events, the card of one, and the provinces.
 */

import { cardOf } from "./card.js";
import { h, icon } from "../basics/dom.js";
import { EventList } from "./event_list.js";
import { ProvinceRows } from "./province_rows.js";

const TABS = [
  ["events", "Events"],
  ["provinces", "Provinces"],
];
const LIST_DELAY = 90;
let serial = 0;

export class Panel {
  /**
   * @param {HTMLElement} root is filled and given the class "dlp"
   * @param {import("../scene/scene.js").Scene} scene
   * @param {{style?: import("../basics/data.js").Style}} options
   */
  constructor(root, scene, { style } = {}) {
    this.root = root;
    this.scene = scene;
    this.style = style;
    this.card = null;
    this.tab = "events";
    this.shown = "";
    this.list = new EventList(scene, { style, open: (id) => this.#open(id) });
    this.provinces = new ProvinceRows(scene);
    this.#build();
    this.listeners = new AbortController();
    this.#listen();
    this.#show();
  }

  destroy() {
    this.listeners.abort();
    this.provinces.destroy();
    cancelAnimationFrame(this.due);
    clearTimeout(this.resting);
    this.root.replaceChildren();
  }

  /** Take the list and the card that belong to the state as it was committed. */
  setData({ list = null, card = null }) {
    this.list.setList(list);
    this.card = card;
    this.#show();
  }

  setStyle(style) {
    this.style = style;
    this.list.setStyle(style);
    this.shown = "";
    this.#show();
  }

  #build() {
    const { root } = this;
    const id = `dlp-${++serial}`;
    this.tabs = TABS.map(([key, label]) =>
      h("button", {
        type: "button",
        role: "tab",
        id: `${id}-${key}`,
        "aria-controls": `${id}-body`,
        text: label,
        onclick: () => this.#choose(key),
      }),
    );
    this.tabList = h(
      "div",
      {
        class: "dlp-tabs",
        role: "tablist",
        "aria-label": "Panel",
        onkeydown: (e) => this.#tabKey(e),
      },
      this.tabs,
    );
    this.back = h(
      "button",
      { type: "button", class: "dlp-back", onclick: () => this.#close() },
      icon("left"),
      h("span", { text: "All events" }),
    );
    this.body = h("div", { class: "dlp-card", tabindex: "-1" });
    this.one = h(
      "article",
      { class: "dlp-one", "aria-label": "Event", hidden: true },
      this.back,
      this.body,
    );
    this.pages = h(
      "div",
      { class: "dlp-pages", id: `${id}-body`, role: "tabpanel" },
      this.list.element,
      this.provinces.element,
    );
    root.classList.add("dlp");
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", "Events");
    root.replaceChildren(this.tabList, this.pages, this.one);
  }

  #listen() {
    const { signal } = this.listeners;
    const on = (type, listener) => this.scene.addEventListener(type, listener, { signal });
    for (const type of ["data", "filters", "asOf"]) on(type, () => this.#later());
    on("window", () => this.#lag());
    on("data", () => this.list.forget());
    on("select", (event) => this.#selected(event.detail));
    this.root.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  #later() {
    if (this.due) return;
    this.due = requestAnimationFrame(() => {
      this.due = 0;
      this.list.refresh();
      this.#show();
    });
  }

  /** While the window plays, the list follows the map a few times a second. */
  #lag() {
    this.stale = true;
    if (this.resting) return;
    this.stale = false;
    this.#later();
    this.resting = setTimeout(() => {
      this.resting = null;
      if (this.stale) this.#lag();
    }, LIST_DELAY);
  }

  #open(id) {
    this.opener = id;
    this.scene.selectId(id, { commit: true, source: "list" });
  }

  #close() {
    const id = this.scene.selectedId;
    this.scene.selectId(null, { commit: true, source: "panel" });
    this.list.focus(this.opener || id);
    this.opener = null;
  }

  #selected({ source }) {
    this.#show();
    this.list.refresh();
    if (source === "list") this.back.focus();
    if (source === "map" && this.scene.selectedId) this.one.scrollIntoView?.({ block: "nearest" });
  }

  #choose(tab) {
    this.tab = tab;
    this.#show();
  }

  #show() {
    const open = Boolean(this.scene.selectedId);
    this.one.hidden = !open;
    this.pages.hidden = open;
    this.tabList.hidden = open;
    this.list.element.hidden = this.tab !== "events";
    this.provinces.setShown(!open && this.tab === "provinces");
    this.tabs.forEach((tab, i) => {
      const chosen = TABS[i][0] === this.tab;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) this.pages.setAttribute("aria-labelledby", tab.id);
    });
    if (open) this.#fillCard();
    else this.shown = "";
  }

  #fillCard() {
    const { scene, card } = this;
    const id = scene.selectedId;
    const here = card?.id === id ? card : null;
    const status = this.#statusNow(here);
    const key = JSON.stringify([id, here, status, scene.asOf]);
    if (key === this.shown) return;
    const other = !this.shown.startsWith(`["${id}"`);
    this.shown = key;
    const top = other ? 0 : this.body.scrollTop;
    const { style } = this;
    const send = (what, value) => scene.commit(what, value);
    const children = here
      ? cardOf(here, { style, status, known: scene.asOf, send })
      : this.#waiting(id);
    this.body.replaceChildren(...children);
    this.body.scrollTop = top;
  }

  #waiting(id) {
    const row = this.list.rows.find((one) => one.id === id);
    return [
      h("h2", { class: "dlp-heading", dir: "auto", text: row ? row.title : "" }),
      h("p", { class: "dlp-soft", text: "Fetching the claims…" }),
    ];
  }

  #statusNow(card) {
    const { scene } = this;
    if (scene.selected < 0) return card?.status;
    return scene.columns.vocab.status[scene.statusOf(scene.selected)];
  }

  #key(event) {
    if (event.key !== "Escape" || !this.scene.selectedId) return;
    event.stopPropagation();
    this.#close();
  }

  #tabKey(event) {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    event.preventDefault();
    this.#choose(this.tab === "events" ? "provinces" : "events");
    this.tabs.find((tab) => tab.tabIndex === 0).focus();
  }
}
