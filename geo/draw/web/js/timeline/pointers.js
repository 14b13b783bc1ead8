/**
 * Mouse, pen and fingers on the plot and its axis.
 *
 * On the plot one pointer drags the brush; on the axis it moves the view. Two fingers zoom on
 * either. The wheel zooms about the pointer, sideways it moves the view; where nothing would
 * change the page may scroll.
 */

import { Drag, partAt } from "./brush.js";

const REACH = { mouse: 7, pen: 14, touch: 22 };
const CURSORS = { first: "ew-resize", last: "ew-resize", move: "grab", new: "crosshair" };

export class Pointers {
  /**
   * @param {import("./timeline.js").Timeline} timeline
   * @param {HTMLElement} plot holds the brush
   * @param {HTMLElement} axisLine below it
   */
  constructor(timeline, plot, axisLine) {
    this.timeline = timeline;
    this.plot = plot;
    this.down = new Map();
    this.drag = null;
    this.listeners = new AbortController();
    for (const element of [plot, axisLine]) this.#listen(element);
    this.#on(plot, "dblclick", () => timeline.showAll());
    this.#on(plot, "pointerleave", () => timeline.hover(null));
  }

  destroy() {
    this.listeners.abort();
  }

  #on(element, type, listener, options = {}) {
    element.addEventListener(type, listener, { signal: this.listeners.signal, ...options });
  }

  #listen(element) {
    this.#on(element, "pointerdown", (event) => this.#press(event, element));
    this.#on(element, "pointermove", (event) => this.#move(event, element));
    for (const type of ["pointerup", "pointercancel"]) {
      this.#on(element, type, (event) => this.#release(event));
    }
    this.#on(element, "wheel", (event) => this.#wheel(event), { passive: false });
  }

  #x(event) {
    return event.clientX - this.plot.getBoundingClientRect().left;
  }

  #press(event, element) {
    if (event.button > 0) return;
    element.setPointerCapture(event.pointerId);
    this.down.set(event.pointerId, this.#x(event));
    if (this.down.size === 2) return this.#startPinch();
    if (element === this.plot && this.down.size === 1) this.#grab(event);
  }

  #grab(event) {
    const { axis, mode, scene } = this.timeline;
    const x = this.#x(event);
    const part = partAt(x, axis, scene.window, REACH[event.pointerType] || REACH.mouse);
    this.drag = new Drag(part, x, axis, { ...scene.window }, mode, scene.extent);
    this.timeline.grabbed(part);
    event.preventDefault();
  }

  #startPinch() {
    if (this.drag) this.timeline.scrub(this.drag.window);
    this.drag = null;
    this.pinch = this.#spread();
  }

  #spread() {
    const [a, b] = [...this.down.values()];
    return { middle: (a + b) / 2, apart: Math.max(8, Math.abs(a - b)) };
  }

  #move(event, element) {
    const x = this.#x(event);
    if (!this.down.has(event.pointerId)) return this.#idle(event, element, x);
    const before = this.down.get(event.pointerId);
    this.down.set(event.pointerId, x);
    if (this.pinch && this.down.size === 2) return this.#pinched();
    if (this.drag) this.timeline.scrub(this.drag.to(x));
    else if (!this.pinch && this.timeline.axis.pan(before - x)) this.timeline.viewChanged();
  }

  #idle(event, element, x) {
    if (element !== this.plot || event.pointerType === "touch") return;
    const { axis, scene } = this.timeline;
    this.plot.style.cursor = CURSORS[partAt(x, axis, scene.window, REACH.mouse)];
    this.timeline.hover(x);
  }

  #pinched() {
    const now = this.#spread();
    const { axis } = this.timeline;
    axis.pan(this.pinch.middle - now.middle);
    axis.zoom(this.pinch.apart / now.apart, now.middle);
    this.pinch = now;
    this.timeline.viewChanged();
  }

  #release(event) {
    if (!this.down.delete(event.pointerId)) return;
    if (this.drag) this.#drop(event.type === "pointercancel");
    if (this.down.size === 0) this.pinch = null;
  }

  #drop(cancelled) {
    const { drag, timeline } = this;
    this.drag = null;
    if (cancelled) return timeline.scrub(drag.window);
    if (!drag.travelled) timeline.scrub(drag.click());
    timeline.settle();
  }

  #wheel(event) {
    if (event.ctrlKey === false && event.shiftKey === false && event.deltaY === 0 && !event.deltaX)
      return;
    const { axis } = this.timeline;
    const scale = event.deltaMode === 1 ? 16 : 1;
    const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const amount = (sideways ? event.deltaX || event.deltaY : event.deltaY) * scale;
    const changed = sideways ? axis.pan(amount) : axis.zoom(2 ** (amount / 240), this.#x(event));
    if (!changed) return;
    event.preventDefault();
    this.timeline.viewChanged();
  }
}
