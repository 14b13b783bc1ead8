/**
 * The second clock: "as known on" a day, with a handle and a row of its own.
 *
 * Switched off, every claim counts. Switched on, only what was public by the end of the day
 * does; the marks in its row are the days on which anything became public.
 */

import { isoDay } from "../basics/days.js";
import { h, icon, iconButton, setIcon, setProps } from "../basics/dom.js";
import { fitted } from "./bars.js";
import { Player } from "./player.js";
import { DateField } from "./date_field.js";
import { keyMove, Settle, slider, speak } from "./sliders.js";
import { plus } from "./window.js";
import { humanizeDay, spokenDay } from "../basics/humanize.js";

export class AsOfClock {
  /** @param {import("./timeline.js").Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    this.settle = new Settle(() => this.#set(this.day, true));
    this.#build();
    this.player = new Player({
      advance: (days) => this.#advance(days),
      restart: () => this.#set(this.span.first),
      reduced: timeline.reduced,
    });
    this.player.addEventListener("change", () => this.#showPlaying());
    this.player.addEventListener("settled", () => this.#set(this.day, true));
  }

  get day() {
    return this.timeline.scene.asOf;
  }

  #build() {
    this.switch = h(
      "button",
      {
        type: "button",
        class: "dlt-button dlt-wide",
        "aria-label": "As known on",
        "aria-pressed": "false",
        title: "Count only what had been reported by a day",
        onclick: () => this.#toggle(),
      },
      icon("clock"),
      h("span", { text: "As known on" }),
    );
    this.field = new DateField("As known on", {
      end: true,
      check: (day) => this.#check(day),
      apply: (day) => this.#set(day, true),
    });
    this.field.element.classList.add("is-bare");
    this.play = iconButton("play", "Play how it became known", () => this.toggle(), {
      class: "dlt-button",
    });
    this.controls = h(
      "div",
      { class: "dlt-group", role: "group", "aria-label": "As known on" },
      this.switch,
    );
    this.marks = h("canvas", { class: "dlt-marks", "aria-hidden": "true" });
    this.handle = slider("As known on", "dlt-knob", (event) => this.#key(event));
    this.flag = h("span", { class: "dlt-flag", "aria-hidden": "true" });
    this.row = h("div", { class: "dlt-known", hidden: true }, this.marks, this.flag, this.handle);
    this.row.addEventListener("pointerdown", (event) => this.#press(event));
    this.row.addEventListener("pointermove", (event) => this.#drag(event));
    this.row.addEventListener("pointerup", () => this.#drop());
    this.row.addEventListener("pointercancel", () => this.#drop());
    this.handle.addEventListener("blur", () => this.settle.now());
  }

  destroy() {
    this.player.pause({ quiet: true });
    this.settle.cancel();
  }

  /** Read which days anything became public from new data. */
  readData(columns) {
    this.columns = columns;
    this.found = null;
    this.switch.disabled = !columns?.n;
  }

  /** The days on which anything became public, ascending; looked up once they are asked for. */
  get days() {
    this.found ??= this.columns?.n ? publicDays(this.columns) : new Int32Array(0);
    return this.found;
  }

  get span() {
    const { days } = this;
    return days.length ? { first: days[0], last: days[days.length - 1] } : null;
  }

  toggle() {
    if (!this.player.playing && this.day >= this.span.last) this.#set(this.span.first);
    this.player.toggle();
  }

  /** Put everything where the clock stands. */
  show() {
    const { day } = this;
    const on = day !== null && Boolean(this.columns?.n);
    if (this.row.hidden === on) this.#switchTo(on);
    if (!on) return;
    const { axis } = this.timeline;
    const x = Math.min(axis.width, Math.max(0, axis.x(day + 1)));
    this.handle.style.transform = `translateX(${x}px)`;
    this.flag.textContent = `known by ${humanizeDay(day)}`;
    const wide = this.flag.offsetWidth + 14;
    this.flag.style.transform = `translateX(${x + wide > axis.width ? x - wide : x + 14}px)`;
    this.field.show(day);
    const { first, last } = this.span;
    speak(this.handle, {
      low: Math.min(first, day),
      high: Math.max(last, day),
      now: day,
      text: spokenDay(day),
    });
  }

  /** Draw a mark for each day on which anything became public. */
  drawMarks() {
    if (this.row.hidden) return;
    const { axis } = this.timeline;
    const height = this.marks.clientHeight;
    const context = fitted(this.marks, axis.width, height);
    context.fillStyle = getComputedStyle(this.marks).color;
    let previous = -2;
    for (const day of this.days) {
      const x = Math.round(axis.x(day + 0.5));
      if (x < previous + 2 || x < 0 || x > axis.width) continue;
      context.fillRect(x, height / 2 - 3, 1, 6);
      previous = x;
    }
  }

  #switchTo(on) {
    this.row.hidden = !on;
    setProps(this.switch, { "aria-pressed": String(on) });
    this.controls.replaceChildren(this.switch, ...(on ? [this.field.element, this.play] : []));
    if (!on) this.player.pause({ quiet: true });
    this.timeline.asOfToggled();
  }

  #toggle() {
    this.player.pause({ quiet: true });
    this.settle.cancel();
    this.#set(this.day === null ? this.span.last : null, true);
  }

  #check(day) {
    return day < this.span.first ? `Nothing was public before ${isoDay(this.span.first)}.` : "";
  }

  #set(day, commit = false) {
    const { scene } = this.timeline;
    const kept = day === null ? null : Math.max(this.span.first, Math.round(day));
    if (kept !== scene.asOf || commit) scene.setAsOf(kept, { commit });
  }

  #move(day) {
    this.#set(Math.min(this.span.last, day));
    this.timeline.reveal({ first: this.day, last: this.day });
  }

  #advance(days) {
    if (this.day >= this.span.last) return false;
    this.#move(this.day + days);
    return true;
  }

  #key(event) {
    const move = keyMove(event);
    if (!move) return;
    event.preventDefault();
    this.player.pause({ quiet: true });
    this.#move(this.#after(move));
    this.settle.later();
  }

  /** @param {import("./sliders.js").Move} move */
  #after({ days, units, end }) {
    if (end) return this.span[end];
    return days ? this.day + days : plus(this.day, this.timeline.axis.barUnit(), units);
  }

  #press(event) {
    if (event.button > 0) return;
    this.player.pause({ quiet: true });
    this.row.setPointerCapture(event.pointerId);
    this.dragging = true;
    this.handle.focus({ preventScroll: true });
    this.#drag(event);
    event.preventDefault();
  }

  #drag(event) {
    if (!this.dragging) return;
    const x = event.clientX - this.row.getBoundingClientRect().left;
    this.#set(Math.min(this.span.last, this.timeline.axis.dayAt(x) - 0.5));
  }

  #drop() {
    if (!this.dragging) return;
    this.dragging = false;
    this.#set(this.day, true);
  }

  #showPlaying() {
    const { playing } = this.player;
    setIcon(this.play, playing ? "pause" : "play", playing ? "Pause" : "Play how it became known");
    this.timeline.playing(this.player);
  }
}

/** Return the days on which any event became public or changed its status, ascending. */
function publicDays(columns) {
  const days = new Set(columns.known);
  for (const day of columns.change_day || []) days.add(day);
  return Int32Array.from(days).sort();
}
