// The key to the map and the few choices of how it is drawn, behind one button.

import { h, svg } from "../basics/dom.js";
import { shapeMark } from "../basics/shapes.js";

const SWATCH = 18;
const DASHED = { fill: "none", "stroke-width": 1.4, "stroke-dasharray": "3 2" };
const DOTS = [
  ["auto", "Dots, or density where there are very many"],
  ["shapes", "Always dots"],
  ["density", "Always density"],
];
const PROVINCES = [
  ["areas", "Tint by events known only to the province"],
  ["all", "Tint by all events"],
  ["none", "No tint"],
];

export class Legend {
  /**
   * @param {HTMLElement} root
   * @param {import("./events/event_layers.js").EventLayers} layers
   */
  constructor(root, layers) {
    this.layers = layers;
    this.body = h("div", { class: "dl-legend-body" });
    this.element = h("details", { class: "dl-legend" }, h("summary", { text: "Key" }), this.body);
    this.element.addEventListener("toggle", () => this.restyle());
    root.append(this.element);
  }

  /** Write the key anew; only while it is open. */
  restyle() {
    if (!this.element.open) return;
    const { style, colors, options } = this.layers;
    const dots = choice("Events", DOTS, options.dots, (value) => this.#choose("dots", value));
    const provinces = choice("Provinces", PROVINCES, options.provinces, (value) =>
      this.#choose("provinces", value),
    );
    this.body.replaceChildren(
      section(
        "Colour: what happened",
        entries(style.type, (look) => swatch("circle", look.color, colors)),
      ),
      section(
        "Shape: how sure",
        entries(style.status, (look) => swatch(look.shape, colors.label, colors)),
      ),
      section("Places known less closely", [
        line(badgeSample(colors), "Province, country or region, with its number of events"),
        line(ringSample(colors), "Near a place, within this distance"),
      ]),
      section("Few to many", [
        line(ramp(colors.area), "Events in a tinted area"),
        line(ramp(colors.density), "Density"),
      ]),
      dots,
      provinces,
    );
  }

  #choose(name, value) {
    this.layers.setOptions({ [name]: value });
  }
}

function section(title, lines) {
  return h("section", {}, h("h4", { text: title }), lines);
}

function entries(table, picture) {
  return Object.values(table).map((look) => line(picture(look), look.label));
}

function line(picture, text) {
  return h("div", { class: "dl-legend-line" }, picture, h("span", { text }));
}

const swatch = (shape, color, colors) => shapeMark(shape, color, colors.outline, SWATCH);

function badgeSample(colors) {
  const box = { x: 2, y: 2, width: 22, height: 14, rx: 4, stroke: colors.area.at(-1) };
  return sample(26, svg("rect", { ...box, ...DASHED }));
}

function ringSample(colors) {
  const circle = { cx: 9, cy: 9, r: 7, stroke: colors.outline };
  return sample(18, svg("circle", { ...circle, ...DASHED }));
}

function sample(width, shape) {
  return svg("svg", { width, height: 18, "aria-hidden": "true" }, shape);
}

function ramp(colors) {
  const bar = h("span", { class: "dl-legend-ramp" });
  bar.style.background = `linear-gradient(to right, ${colors.join(", ")})`;
  return bar;
}

function choice(title, options, chosen, onChange) {
  const select = h(
    "select",
    { onchange: (event) => onChange(event.target.value) },
    options.map(([value, text]) => h("option", { value, text, selected: value === chosen })),
  );
  return h("label", { class: "dl-legend-choice" }, h("span", { text: title }), select);
}
