// The "Share" button and its menu: the live link, the fixed link, the map for another page.

import { h } from "../basics/dom.js";
import { loadStyles } from "../basics/styles.js";
import { CopyRow } from "./copy_row.js";

const menus = new WeakMap();
const GAP = 6;

/** Data: {live, fixed, shown}: the queries of links, `fixed` null for a table without a past. */
export default function mount({ root, data }) {
  if (!menus.has(root)) {
    loadStyles(["css/share.css"]);
    menus.set(root, new ShareMenu(root));
  }
  const menu = menus.get(root);
  menu.update(data);
  return () => {
    menu.destroy();
    menus.delete(root);
  };
}

class ShareMenu {
  constructor(root) {
    this.root = root;
    this.rows = {
      live: new CopyRow("Live link", "Opens this view on the newest events."),
      fixed: new CopyRow("Fixed link", ""),
      embed: new CopyRow("Embed", "Map and timeline for a page that may frame this one."),
    };
    const rows = Object.values(this.rows).map((row) => row.element);
    const said = { class: "dls", popover: "auto", role: "dialog", "aria-label": "Share this view" };
    this.menu = h("div", said, ...rows);
    this.button = h("button", {
      type: "button",
      class: "dls-open",
      text: "Share",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
    });
    // What opens a menu may close it too, without the menu closing and opening again.
    this.button.popoverTargetElement = this.menu;
    this.menu.addEventListener("toggle", (event) => this.#toggled(event.newState === "open"));
    this.onMove = () => this.#place();
    root.append(this.button, this.menu);
  }

  update({ live, fixed, shown }) {
    const { rows } = this;
    rows.live.set(address(live));
    rows.fixed.set(fixed === null ? null : address(fixed));
    rows.fixed.hint.textContent =
      fixed === null
        ? "There is none: this event table is a file that keeps no past."
        : "Shows for ever what you see now, whatever is edited later.";
    rows.embed.set(frame(address(`embed=true${shown ? `&${shown}` : ""}`)));
  }

  destroy() {
    for (const row of Object.values(this.rows)) row.stop();
    removeEventListener("resize", this.onMove);
    this.root.replaceChildren();
  }

  #toggled(open) {
    this.button.setAttribute("aria-expanded", String(open));
    if (!open) {
      removeEventListener("resize", this.onMove);
      return;
    }
    addEventListener("resize", this.onMove);
    this.#place();
    this.rows.live.button.focus();
  }

  /** Put the menu under its button, inside the window. */
  #place() {
    const at = this.button.getBoundingClientRect();
    const { offsetWidth } = this.menu;
    const room = document.documentElement.clientWidth - offsetWidth - GAP;
    this.menu.style.left = `${Math.max(GAP, Math.min(at.right - offsetWidth, room))}px`;
    this.menu.style.top = `${at.bottom + GAP}px`;
  }
}

function address(query) {
  return `${location.origin}${location.pathname}${query ? `?${query}` : ""}`;
}

function frame(source) {
  const quoted = source.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${quoted}" width="100%" height="600" title="Dateline"></iframe>`;
}
