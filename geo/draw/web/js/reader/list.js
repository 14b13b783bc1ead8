// The events that a report tells of; the chosen one opens and can be decided about.

import { activeElement, closest, h, name } from "../basics/dom.js";
import { detailsOf } from "./details.js";
import { glide } from "./text.js";
import { lookOf } from "../basics/looks.js";

const STATE_LABELS = { accepted: "On the map", merged: "Merged", rejected: "Rejected" };
const KEYS = { a: "accept", c: "correct", m: "merge", r: "reject" };

export class ReaderList {
  constructor(links) {
    this.links = links;
    this.items = [];
    this.waiting = new Set();
    this.shown = "";
    this.chosen = null;
    this.rows = new Map();
    this.element = h("ol", { class: "dlr-list", "aria-label": "Events" });
    this.element.addEventListener("keydown", (event) => this.#key(event));
  }

  /**
   * Show other events.
   * @param {import("../basics/data.js").ReaderItem[]} items
   * @param {{style: import("../basics/data.js").Style, readonly: boolean}} options
   */
  setItems(items, { style, readonly }) {
    const text = JSON.stringify([items, readonly]);
    if (text === this.shown) return;
    const held = this.#heldId();
    this.items = items;
    this.style = style;
    this.readonly = readonly;
    this.shown = text;
    this.waiting.clear();
    this.rows = new Map(items.map((item) => [item.id, this.#row(item)]));
    const none = h("li", { class: "dlr-none", text: "No events were found in this text." });
    this.element.replaceChildren(...(items.length ? this.rows.values() : [none]));
    this.choose(this.chosen, false);
    if (held) this.focus(held);
  }

  /**
   * Open one event and close the others.
   * @param {string|null} id
   * @param {boolean} move whether to scroll to it
   */
  choose(id, move) {
    this.chosen = id;
    for (const [key, row] of this.rows) {
      const open = key === id;
      row.classList.toggle("is-chosen", open);
      const head = row.firstElementChild;
      head.setAttribute("aria-expanded", String(open));
      if (open && !head.nextElementSibling) row.append(this.#details(key));
      else if (!open) head.nextElementSibling?.remove();
    }
    if (move && this.rows.has(id)) this.#bringIntoView(this.rows.get(id));
  }

  hover(id) {
    for (const [key, row] of this.rows) row.classList.toggle("is-hot", key === id);
  }

  /** An event is being decided about: it takes no second decision. */
  wait(id) {
    this.waiting.add(id);
    this.rows.get(id)?.classList.add("is-waiting");
  }

  focus(id) {
    this.rows.get(id)?.firstElementChild.focus({ preventScroll: true });
  }

  #heldId() {
    const held = activeElement(this.element)?.closest(".dlr-item");
    return held instanceof HTMLElement ? held.dataset.id : undefined;
  }

  #details(id) {
    const item = this.items.find((one) => one.id === id);
    return detailsOf(item, this.style, { ...this.links, readonly: this.readonly });
  }

  #bringIntoView(row) {
    const list = this.element;
    const top = row.offsetTop - list.offsetTop;
    const over =
      top + Math.min(row.offsetHeight, list.clientHeight) - list.scrollTop - list.clientHeight;
    if (top < list.scrollTop) list.scrollTo({ top, behavior: glide() });
    else if (over > 0) list.scrollTo({ top: list.scrollTop + over, behavior: glide() });
  }

  #row(item) {
    const { links } = this;
    const head = h(
      "button",
      {
        type: "button",
        class: "dlr-head",
        onclick: () => links.choose(item.id === this.chosen ? null : item.id, "list"),
      },
      number(item, this.style),
      h(
        "span",
        { class: "dlr-main" },
        name("span", item.title, { class: "dlr-title" }),
        h(
          "span",
          { class: "dlr-meta" },
          h("span", { text: item.when }),
          " · ",
          name("span", item.place),
        ),
      ),
      state(item),
    );
    const row = h("li", { class: `dlr-item is-${item.state}` }, head);
    row.dataset.id = item.id;
    row.addEventListener("pointerenter", () => links.hover(item.id));
    row.addEventListener("pointerleave", () => links.hover(null));
    return row;
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const id = closest(event, ".dlr-item")?.dataset.id;
    const at = this.items.findIndex((item) => item.id === id);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) {
      event.preventDefault();
      const next = this.items[Math.min(this.items.length - 1, Math.max(0, at + step))];
      this.links.choose(next.id, "");
      this.focus(next.id);
    } else if (KEYS[event.key] && at >= 0) this.#decide(KEYS[event.key], this.items[at]);
  }

  #decide(act, item) {
    const open = item.state === "open" && !this.readonly && !this.waiting.has(item.id);
    if (open && !(item.waits && act === "accept")) this.links.act(act, item.id);
  }
}

/** Return an event's number, in the colour of its type. */
function number(item, style) {
  const look = lookOf(style, "type", item.type);
  const badge = h("span", { class: "dlr-number", title: look.label, text: String(item.n) });
  badge.style.setProperty("--dlr-type", look.color);
  return badge;
}

function state(item) {
  const words = item.gone ? "Taken off the map" : STATE_LABELS[item.state];
  if (words) return h("span", { class: "dlr-state", text: words });
  const certainty = h("span", {
    class: "dlr-sure",
    title: "How sure, of 100",
    text: String(item.certainty),
  });
  certainty.style.setProperty("--dlr-sure", `${item.certainty}%`);
  return certainty;
}
