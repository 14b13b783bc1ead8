/**
 * The timeline: when things happened, and the window that is looked at.
 *
 * It moves the scene's window on every frame and commits it once the reader lets go. The
 * scene passes on, as event "axis" {from, to}, which days are in view.
 */

import { Axis, UNITS } from "./axis.js";
import { speedFor } from "./player.js";
import { BrushSliders } from "./brush_sliders.js";
import { Chart } from "./chart.js";
import { AsOfClock } from "./as_of_clock.js";
import { centreOf, coreOf } from "./core.js";
import { Frame } from "./frame.js";
import { Painter } from "./painter.js";
import { WindowPlayer } from "./window_player.js";
import { Pointers } from "./pointers.js";
import { Settle } from "./sliders.js";
import * as windows from "./window.js";

export class Timeline {
  /**
   * @param {HTMLElement} root is filled and given the class "dlt"
   * @param {import("../scene/scene.js").Scene} scene
   * @param {{style?: import("../basics/data.js").Style}} options
   */
  constructor(root, scene, { style } = {}) {
    this.root = root;
    this.scene = scene;
    this.style = style;
    /** @type {{mode: windows.Mode, step: string, by: "type"|"status", loop: boolean}} */
    this.choices = { mode: "window", step: "bar", by: "type", loop: false };
    this.axis = new Axis(scene.extent.first, scene.extent.last);
    const motion = matchMedia("(prefers-reduced-motion: reduce)");
    this.reduced = () => motion.matches;
    this.settled = new Settle(() => this.settle());
    this.listeners = new AbortController();
    this.painter = new Painter(this);
    this.player = new WindowPlayer(this);
    this.player.addEventListener("change", () => this.playing(this.player));
    this.player.addEventListener("settled", () => this.settle());
    this.sliders = new BrushSliders(this);
    this.chart = new Chart(this.sliders);
    this.clock = new AsOfClock(this);
    this.frame = new Frame(this);
    this.pointers = new Pointers(this, this.chart.plot, this.chart.axisLine);
    this.#listen();
    this.#readData();
  }

  destroy() {
    this.player.pause({ quiet: true });
    this.clock.destroy();
    this.settled.cancel();
    this.pointers.destroy();
    this.frame.options.toggle(false);
    this.listeners.abort();
    this.resized.disconnect();
    this.painter.stop();
    this.root.replaceChildren();
  }

  get mode() {
    return this.choices.mode;
  }

  /** Take another style table, as when the theme changes. */
  setStyle(style) {
    this.style = style;
    this.painter.later({ bars: true });
  }

  /** Show a window while it is being moved. */
  scrub(window) {
    if (!windows.same(window, this.scene.window)) this.scene.setWindow(window.first, window.last);
  }

  /** Commit the window as it stands. */
  settle() {
    this.settled.cancel();
    const { first, last } = this.scene.window;
    this.scene.setWindow(first, last, { commit: true });
    this.frame.announce();
  }

  /** Set a window at once and commit it. */
  choose(window) {
    this.player.pause({ quiet: true });
    this.scrub(window);
    this.settle();
  }

  /**
   * Move the window by a key: shown at once, committed when the keys have been quiet.
   * @param {import("../basics/data.js").Days} window
   * @param {import("../basics/data.js").Days} seen what to bring into view: all of the window or one end
   */
  nudge(window, seen) {
    this.player.pause({ quiet: true });
    this.scrub(window);
    this.reveal(seen);
    this.settled.later();
  }

  /** A pointer took hold of the brush. */
  grabbed(part) {
    this.player.pause({ quiet: true });
    this.settled.cancel();
    this.hover(null);
    const focus = { first: this.sliders.first, last: this.sliders.last };
    (focus[part] || this.sliders.body).focus({ preventScroll: true });
  }

  hover(x) {
    this.chart.hover(x, this.axis);
  }

  /** Move a step forward (1) or back (-1). */
  step(direction) {
    const { scene, choices } = this;
    const unit = UNITS.find(({ name }) => name === choices.step) || this.axis.barUnit();
    this.choose(windows.stepped(scene.window, unit, direction, choices.mode, scene.extent));
    this.reveal();
  }

  /** Move the window to a day. */
  jump(day) {
    const { scene, mode } = this;
    this.choose(windows.jumped(scene.window, day, mode, scene.extent));
  }

  /** Show and choose all days. */
  showAll() {
    this.axis.fit();
    this.choose({ ...this.scene.extent });
    this.viewChanged();
  }

  /** Zoom to the middle of the window, or of the events where the window covers the view. */
  zoom(factor) {
    const { axis, scene, chart } = this;
    const { first, last } = scene.window;
    const covered = first <= axis.from && last + 1 >= axis.to;
    const middle = covered ? centreOf(chart.bars) : (first + last + 1) / 2;
    if (axis.zoomTo(middle ?? (axis.from + axis.to) / 2, factor)) this.viewChanged();
  }

  /** Move the view by a share of its width. */
  pan(share) {
    if (this.axis.pan(share * this.axis.width)) this.viewChanged();
  }

  /** The axis shows other days than before. */
  viewChanged() {
    this.painter.later({ bars: true });
  }

  /** Bring a span into view, the window if none is given. */
  reveal({ first, last } = this.scene.window) {
    if (this.axis.reveal(first, last)) this.viewChanged();
  }

  /** The known-by clock was switched on or off: its days become part of the axis, or leave it. */
  asOfToggled() {
    this.#setLimits();
    this.viewChanged();
  }

  /** One of the players started or stopped; the other one gives way. */
  playing(player) {
    this.frame?.showPlaying();
    const other = player === this.player ? this.clock?.player : this.player;
    if (player.playing && other?.playing) other.pause();
  }

  /**
   * Set one of the choices.
   * @param {"mode"|"step"|"by"|"loop"} key
   * @param {any} value
   */
  setChoice(key, value) {
    this.choices = { ...this.choices, [key]: value };
    for (const player of [this.player, this.clock.player]) player.loop = this.choices.loop;
    if (key === "mode") this.choose(windows.enter(value, this.scene.window, this.scene.extent));
    this.painter.later({ bars: key === "by" });
  }

  setSpeed(days) {
    for (const player of [this.player, this.clock.player]) player.speed = days;
  }

  #listen() {
    const { signal } = this.listeners;
    const on = (type, listener) => this.scene.addEventListener(type, listener, { signal });
    on("data", () => this.#readData());
    on("window", () => this.#follow());
    on("filters", () => this.painter.later({ bars: true }));
    on("asOf", () => this.painter.later({ bars: true }));
    this.resized = new ResizeObserver(() => this.#resize());
    this.resized.observe(this.chart.plot);
  }

  /** The window moved, perhaps by a link or by Back: it is never left out of sight. */
  #follow() {
    const { first, last } = this.scene.window;
    const { from, to } = this.axis;
    if (first >= to || last < from) this.reveal();
    this.painter.later();
  }

  #resize() {
    const { width } = this.chart.size();
    if (width > 0) this.axis.width = width;
    this.painter.later({ bars: true });
  }

  #readData() {
    this.clock.readData(this.scene.columns);
    this.#setLimits();
    if (!this.opened && this.scene.columns?.n) this.#open();
    this.painter.later({ bars: true });
  }

  /** The first data is here: look at where most of it is, and play at a pace that suits it. */
  #open() {
    const { scene, axis } = this;
    this.opened = true;
    const core = coreOf(scene, axis);
    if (core) axis.show(core.from, core.to);
    const days = speedFor(axis.to - axis.from);
    this.setSpeed(days);
    this.frame.showSpeed(days);
  }

  #setLimits() {
    const { first, last } = this.scene.extent;
    const known = this.scene.asOf === null ? null : this.clock.span;
    if (!known) this.axis.setLimits(first, last);
    else this.axis.setLimits(Math.min(first, known.first), Math.max(last, known.last));
  }
}
