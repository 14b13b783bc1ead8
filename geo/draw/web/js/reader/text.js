// The text itself: paragraphs with their places and dates, and what was left out of it.

import { closest, h, name } from "../basics/dom.js";

const LEGEND = [
  ["place", "place"],
  ["date", "date"],
  ["told", "what happened"],
];

export class ReaderText {
  constructor({ choose, hover }) {
    this.choose_ = choose;
    this.hover_ = hover;
    this.shown = "";
    this.runs = new Map();
    this.marked = {};
    this.body = h("div", { class: "dlr-body", dir: "auto" });
    this.scroller = h(
      "div",
      { class: "dlr-scroll", tabindex: "0", role: "region", "aria-label": "Text of the report" },
      this.body,
    );
    this.element = h("section", { class: "dlr-text" }, legend(), this.scroller);
    this.tip = h("span", { class: "dlr-tip", role: "tooltip", hidden: true });
    this.element.append(this.tip);
    this.#listen();
  }

  setBlocks(blocks) {
    const text = JSON.stringify(blocks);
    if (text === this.shown) return;
    this.shown = text;
    this.body.replaceChildren(
      ...blocks.map((block) => ("left" in block ? leftOut(block) : paragraph(block))),
    );
    this.scroller.scrollTop = 0;
    this.runs = new Map();
    /** @type {NodeListOf<HTMLElement>} */
    const owned = this.body.querySelectorAll("[data-owners]");
    for (const run of owned) {
      for (const id of run.dataset.owners.split(" "))
        this.runs.set(id, [...(this.runs.get(id) ?? []), run]);
    }
    this.marked = {};
  }

  /**
   * Mark the passages of one event.
   * @param {string|null} id
   * @param {boolean} move whether to bring the first into view
   */
  choose(id, move) {
    const runs = this.#mark(id, "is-chosen");
    if (move && runs.length) this.#bringIntoView(runs[0]);
  }

  hover(id) {
    this.#mark(id, "is-hot");
  }

  /** Give a class to an event's runs alone, and return them. */
  #mark(id, className) {
    const own = this.runs.get(id) ?? [];
    if (this.marked[className] === own) return own;
    for (const run of this.marked[className] ?? []) run.classList.remove(className);
    for (const run of own) run.classList.add(className);
    this.marked[className] = own;
    return own;
  }

  #bringIntoView(run) {
    const { scroller } = this;
    const top = run.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    if (top > 24 && top < scroller.clientHeight - 60) return;
    scroller.scrollTo({
      top: scroller.scrollTop + top - scroller.clientHeight / 4,
      behavior: glide(),
    });
  }

  #listen() {
    const ownerOf = (event) => closest(event, "[data-owners]")?.dataset.owners.split(" ")[0];
    this.body.addEventListener("click", (event) => {
      const id = ownerOf(event);
      if (id) this.choose_(id, "text");
    });
    this.body.addEventListener("pointerover", (event) => {
      const run = closest(event, ".dlr-run");
      const point = run?.dataset.point ? run.dataset.point.split(",").map(Number) : null;
      this.hover_(ownerOf(event) ?? null, point);
      this.#explain(run);
    });
    this.body.addEventListener("pointerleave", () => {
      this.hover_(null);
      this.#explain(null);
    });
    this.scroller.addEventListener("scroll", () => this.#explain(null), { passive: true });
  }

  /** Say above a place or date what it was taken for. */
  #explain(run) {
    const means = run?.dataset.means;
    this.tip.hidden = !means;
    if (!means) return;
    this.tip.textContent = means;
    const box = run.getClientRects()[0];
    const frame = this.element.getBoundingClientRect();
    const left = Math.min(box.left - frame.left, frame.width - this.tip.offsetWidth - 8);
    this.tip.style.left = `${Math.max(8, left)}px`;
    this.tip.style.top = `${box.top - frame.top - this.tip.offsetHeight - 6}px`;
  }
}

function legend() {
  const keys = LEGEND.map(([kind, label]) =>
    h("span", { class: `dlr-run is-${kind}`, text: label }),
  );
  return h("p", { class: "dlr-legend" }, keys);
}

function paragraph(block) {
  return h("p", { dir: "auto" }, block.runs.map(runOf));
}

function runOf(run) {
  if (!run.k) return run.t;
  const extra = run.x && run.k !== "sentence" ? " is-extra" : "";
  const element = h("span", { class: `dlr-run is-${run.k}${extra}`, text: run.t });
  if (run.o.length) element.dataset.owners = run.o.join(" ");
  if (run.m) element.dataset.means = run.m;
  if (run.p) element.dataset.point = run.p.join(",");
  return element;
}

function leftOut(block) {
  return h(
    "details",
    { class: "dlr-left" },
    h(
      "summary",
      {},
      h("span", { class: "dlr-why", text: `Left out: ${block.reason}` }),
      name("span", block.left.slice(0, 120), { class: "dlr-start" }),
    ),
    name("p", block.left),
  );
}

/** Return how to scroll: at once for those who want no motion. */
export function glide() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
