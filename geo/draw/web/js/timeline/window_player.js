/** Playing the window through time, as its mode has it. */

import { Player } from "./player.js";
import * as windows from "./window.js";

export class WindowPlayer extends Player {
  /** @param {import("./timeline.js").Timeline} timeline */
  constructor(timeline) {
    super({
      advance: (days) => this.#advance(days),
      restart: () => this.#startOver(),
      reduced: timeline.reduced,
    });
    this.timeline = timeline;
    this.trail = 0;
  }

  /** @override */
  toggle() {
    if (!this.playing) this.#startOver();
    super.toggle();
  }

  #startOver() {
    const { scene, mode } = this.timeline;
    const { window, extent } = scene;
    // A trail that has only begun to grow keeps the length it was growing to.
    const growing = window.first === extent.first ? this.trail : 0;
    this.trail = Math.max(windows.trailLength(window, extent), growing);
    this.timeline.scrub(windows.playStart(window, mode, extent));
    this.timeline.reveal();
  }

  #advance(days) {
    const { scene, mode } = this.timeline;
    const next = windows.advanced(scene.window, days, mode, this.trail, scene.extent);
    if (!next) return false;
    this.timeline.scrub(next);
    this.timeline.reveal({ first: next.last, last: next.last });
    return true;
  }
}
