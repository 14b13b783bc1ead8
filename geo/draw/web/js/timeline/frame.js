/**
 * What stands around the plot: the words above it and the row of controls under it.
 */

import { isoDay } from "../basics/days.js";
import { h, setText } from "../basics/dom.js";
import { Options, PlayGroup, segmented, zoomGroup } from "./controls.js";
import { DateField } from "./date_field.js";
import { plural, humanizeSpan, spokenSpan } from "../basics/humanize.js";

/** @type {[string, string, string][]} */
const CONTAINMENT = [
  ["overlaps", "May be", "Events whose timespan overlaps the window"],
  ["inside", "Surely", "Only events whose whole timespan lies in the window"],
];

export class Frame {
  /** @param {import("./timeline.js").Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    this.when = h("strong", { class: "dlt-when" });
    this.count = h("span", { class: "dlt-count" });
    this.status = h("p", { class: "dlt-hidden", role: "status" });
    this.containment = segmented("Events in the window", CONTAINMENT, (value) =>
      timeline.scene.setContainment(value === "inside", { commit: true }),
    );
    this.#buildControls();
    const { root, chart, clock } = timeline;
    root.classList.add("dlt");
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", "Timeline");
    chart.element.append(clock.row);
    root.replaceChildren(this.#head(), chart.element, this.controls, this.status);
    root.addEventListener("keydown", (event) => this.#key(event), {
      signal: timeline.listeners.signal,
    });
  }

  #head() {
    this.view = h("div", { class: "dlt-group dlt-view" }, this.#zoom(), this.containment.element);
    const readout = h("p", { class: "dlt-readout" }, this.when, this.count);
    return h("div", { class: "dlt-head" }, readout, this.view);
  }

  #buildControls() {
    const { timeline } = this;
    this.play = new PlayGroup({
      toggle: () => timeline.player.toggle(),
      step: (direction) => timeline.step(direction),
      speed: timeline.player.speed,
      onspeed: (days) => timeline.setSpeed(days),
    });
    this.from = this.#field("From", "first");
    this.to = this.#field("To", "last");
    this.jump = new DateField("Go to", { apply: (day) => timeline.jump(day) });
    this.jump.element.classList.add("dlt-row");
    this.options = new Options(
      timeline.choices,
      (key, value) => timeline.setChoice(key, value),
      this.jump.element,
    );
    this.controls = h(
      "div",
      { class: "dlt-controls" },
      this.play.element,
      h(
        "div",
        { class: "dlt-group", role: "group", "aria-label": "Time window" },
        this.from.element,
        this.to.element,
      ),
      timeline.clock.controls,
      this.options.element,
    );
  }

  #zoom() {
    const { timeline } = this;
    return zoomGroup({
      zoom: (factor) => timeline.zoom(factor),
      all: () => timeline.showAll(),
    });
  }

  #field(label, end) {
    const { timeline } = this;
    return new DateField(label, {
      end: end === "last",
      check: (day) => faultOf(timeline.scene.window, end, day),
      apply: (day) => timeline.choose({ ...timeline.scene.window, [end]: day }),
    });
  }

  /** Show the window and the count of events in it, or that there is nothing to show. */
  show() {
    const { scene, root, mode } = this.timeline;
    const { first, last } = scene.window;
    const some = scene.columns?.n > 0;
    const none = scene.columns ? "No events with a place and a date" : "";
    setText(this.when, some ? humanizeSpan(first, last) : none);
    setText(this.count, some ? plural(scene.count(), "event") : "");
    this.from.show(some ? first : null);
    this.to.show(some ? last : null);
    this.from.input.disabled = mode === "cumulative";
    this.containment.set(scene.containment ? "inside" : "overlaps");
    root.classList.toggle("is-empty", !some);
    for (const part of [this.view, this.timeline.chart.element, this.controls]) part.inert = !some;
  }

  showPlaying() {
    this.play.showPlaying(this.timeline.player.playing);
  }

  showSpeed(days) {
    this.play.speed.value = String(days);
  }

  /** Tell screen readers, once, what a committed window holds. */
  announce() {
    const { scene } = this.timeline;
    const { first, last } = scene.window;
    setText(this.status, `${plural(scene.count(), "event")}, ${spokenSpan(first, last)}`);
  }

  #key(event) {
    if (event.target.closest("input, select, button, .dlt-box")) return;
    const acts = {
      " ": () => this.#playFor(event.target),
      "+": () => this.timeline.zoom(0.5),
      "=": () => this.timeline.zoom(0.5),
      "-": () => this.timeline.zoom(2),
      ",": () => this.timeline.pan(-0.25),
      ".": () => this.timeline.pan(0.25),
      0: () => this.timeline.showAll(),
    };
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in acts)) return;
    event.preventDefault();
    acts[event.key]();
  }

  #playFor(target) {
    const { clock } = this.timeline;
    if (target === clock.handle) clock.toggle();
    else this.timeline.player.toggle();
  }
}

/** Return a sentence against a day for one end of a window, or "". */
function faultOf({ first, last }, end, day) {
  if (end === "first" && day > last) return `That is after the last day, ${isoDay(last)}.`;
  if (end === "last" && day < first) return `That is before the first day, ${isoDay(first)}.`;
  return "";
}
