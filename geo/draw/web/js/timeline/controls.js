/**
 * The row of controls under the timeline, and the few choices that wait behind a button.
 */

import { UNITS } from "./axis.js";
import { h, iconButton, setIcon } from "../basics/dom.js";
import { SPEEDS } from "./player.js";

const MODE_LABELS = {
  window: "Window: both ends move",
  trailing: "Trailing: a fixed length up to the head",
  cumulative: "Cumulative: from the start up to the head",
};
const KEYS =
  "Keys on the brush: arrows a day, with shift a week, page up and down a bar, home and end all " +
  "the way; space plays; + and − zoom, comma and full stop move the view, 0 shows all.";
const STEP_UNITS = UNITS.slice(0, 5);
let serial = 0;

/**
 * Return a select with a spoken name.
 * @param {string} label
 * @param {[string, string][]} options values and how they are called
 * @param {string} value the chosen one
 * @param {(value: string) => void} onpick
 * @param {import("../basics/dom.js").Props} [props]
 */
export function select(label, options, value, onpick, props = {}) {
  const element = h(
    "select",
    { "aria-label": label, title: label, onchange: () => onpick(element.value), ...props },
    options.map(([key, words]) =>
      h("option", { value: key, selected: key === value, text: words }),
    ),
  );
  element.value = value;
  return element;
}

/**
 * Return a pair of radio buttons drawn as one switch, and a way to set it.
 * @param {string} label
 * @param {[string, string, string][]} options values, how they are called, and a tooltip
 * @param {(value: string) => void} onpick
 */
export function segmented(label, options, onpick) {
  const group = `dlt-radio-${++serial}`;
  const inputs = options.map(([value, , title]) =>
    h("input", { type: "radio", name: group, value, title, onchange: () => onpick(value) }),
  );
  const labels = options.map(([, words, title], i) =>
    h("label", { title }, inputs[i], h("span", { text: words })),
  );
  const element = h(
    "div",
    { class: "dlt-switch", role: "radiogroup", "aria-label": label },
    labels,
  );
  const set = (value) => {
    for (const input of inputs) input.checked = input.value === value;
  };
  return { element, set };
}

/** The play group: back, play, forward and speed. */
export class PlayGroup {
  constructor({ toggle, step, speed, onspeed }) {
    this.play = iconButton("play", "Play", toggle, { class: "dlt-button dlt-primary" });
    this.speed = select(
      "Speed of playing",
      SPEEDS.map(({ days, label }) => [String(days), label]),
      String(speed),
      (value) => onspeed(Number(value)),
    );
    this.element = h(
      "div",
      { class: "dlt-group", role: "group", "aria-label": "Play" },
      iconButton("back", "Step back", () => step(-1), { class: "dlt-button" }),
      this.play,
      iconButton("forward", "Step forward", () => step(1), { class: "dlt-button" }),
      this.speed,
    );
  }

  showPlaying(playing) {
    setIcon(this.play, playing ? "pause" : "play", playing ? "Pause" : "Play");
  }
}

/** Choices asked for now and then, in a box that opens over the page. */
export class Options {
  /**
   * `values` are {mode, step, by, loop}; `onchange(key, value)` hears of each.
   * @param {{mode: string, step: string, by: string, loop: boolean}} values
   * @param {(key: "mode"|"step"|"by"|"loop", value: any) => void} onchange hears of each choice
   * @param {HTMLElement} extra a control that goes among them
   */
  constructor(values, onchange, extra) {
    this.button = iconButton("options", "Timeline options", () => this.toggle(), {
      class: "dlt-button",
      "aria-expanded": "false",
      "aria-haspopup": "dialog",
    });
    const loop = h("input", { type: "checkbox", onchange: () => onchange("loop", loop.checked) });
    loop.checked = values.loop;
    const pick = (key, label, options) =>
      h(
        "label",
        { class: "dlt-row" },
        h("span", { text: label }),
        select(label, options, values[key], (value) => onchange(key, value)),
      );
    this.box = h(
      "div",
      { class: "dlt-box", role: "dialog", "aria-label": "Timeline options", hidden: true },
      pick("mode", "Mode", Object.entries(MODE_LABELS)),
      pick("step", "Step", [
        ["bar", "One bar"],
        ...STEP_UNITS.map((u) => [u.name, `One ${u.name}`]),
      ]),
      pick("by", "Bars by", [
        ["type", "Type"],
        ["status", "Status"],
      ]),
      extra,
      h("label", { class: "dlt-row dlt-check" }, loop, h("span", { text: "Play in a loop" })),
      h("p", { class: "dlt-keys", text: KEYS }),
    );
    this.element = h("div", { class: "dlt-options" }, this.button, this.box);
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("focusout", (event) => this.#left(event));
  }

  toggle(open = this.box.hidden) {
    this.box.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    this.outside?.abort();
    if (!open) return;
    this.outside = new AbortController();
    const { signal } = this.outside;
    document.addEventListener("pointerdown", (event) => this.#pressed(event), { signal });
    this.box.querySelector("select").focus();
  }

  #pressed(event) {
    if (!event.composedPath().includes(this.element)) this.toggle(false);
  }

  #key(event) {
    if (event.key !== "Escape" || this.box.hidden) return;
    event.stopPropagation();
    this.toggle(false);
    this.button.focus();
  }

  #left(event) {
    const next = event.relatedTarget;
    if (next && !this.element.contains(next)) this.toggle(false);
  }
}

/** Zoom of the axis, and back to everything. */
export function zoomGroup({ zoom, all }) {
  return h(
    "div",
    { class: "dlt-group", role: "group", "aria-label": "Zoom" },
    iconButton("minus", "Zoom out in time", () => zoom(2), { class: "dlt-button" }),
    iconButton("plus", "Zoom in on the window", () => zoom(0.5), { class: "dlt-button" }),
    iconButton("all", "Show all days", all, { class: "dlt-button" }),
  );
}
