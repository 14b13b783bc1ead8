// The key to the map and the few choices of how it is drawn, behind one button.

import { h } from "./dom.js";
import { traceShape } from "./layer_shapes.js";

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
   * @param {import("./layer.js").EventLayers} layers
   */
  constructor(root, layers) {
    this.layers = layers;
    this.body = h("div", { class: "dl-legend-body" });
    this.element = h(
      "details",
      { class: "dl-legend" },
      h("summary", { text: "Key" }),
      this.body,
    );
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
      section("Colour: what happened", entries(style.type, (look) => swatch("circle", look.color, colors))),
      section("Shape: how sure", entries(style.status, (look) => swatch(look.shape, colors.label, colors))),
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

function swatch(shape, color, colors) {
  return drawn(18, 18, (context) => {
    traceShape(context, shape, 9, 9, 5.6);
    context.strokeStyle = colors.outline;
    context.lineWidth = 1.4;
    context.stroke();
    context.fillStyle = color;
    context.fill("evenodd");
  });
}

function badgeSample(colors) {
  return drawn(26, 18, (context) => {
    context.roundRect(2, 2, 22, 14, 4);
    dashed(context, colors.area.at(-1));
  });
}

function ringSample(colors) {
  return drawn(18, 18, (context) => {
    context.arc(9, 9, 7, 0, 2 * Math.PI);
    dashed(context, colors.outline);
  });
}

function dashed(context, color) {
  context.setLineDash([3, 2]);
  context.strokeStyle = color;
  context.lineWidth = 1.4;
  context.stroke();
}

function ramp(colors) {
  const bar = h("span", { class: "dl-legend-ramp" });
  bar.style.background = `linear-gradient(to right, ${colors.join(", ")})`;
  return bar;
}

function drawn(width, height, paint) {
  const ratio = globalThis.devicePixelRatio || 1;
  const canvas = h("canvas", { width: width * ratio, height: height * ratio, "aria-hidden": "true" });
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.beginPath();
  paint(context);
  return canvas;
}

function choice(title, options, chosen, onChange) {
  const select = h(
    "select",
    { onchange: (event) => onChange(event.target.value) },
    options.map(([value, text]) => h("option", { value, text, selected: value === chosen })),
  );
  return h("label", { class: "dl-legend-choice" }, h("span", { text: title }), select);
}
