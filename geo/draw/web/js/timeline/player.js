/**
 * Playing: whole days handed out at a speed, frame by frame.
 *
 * It knows nothing of windows: `advance(days)` moves something and says false at the end,
 * `restart()` brings it back to the start. Readers who asked for reduced motion get one jump
 * a second instead of a glide.
 */

const LONGEST_FRAME = 0.25;

export const SPEEDS = [
  { days: 1, label: "1 day / s" },
  { days: 7, label: "1 week / s" },
  { days: 30, label: "1 month / s" },
  { days: 91, label: "3 months / s" },
  { days: 365, label: "1 year / s" },
  { days: 3652, label: "10 years / s" },
];

/** Return the speed that plays so many days in half a minute or a little less. */
export function speedFor(days) {
  const fits = SPEEDS.find((speed) => days / speed.days <= 30);
  return (fits || SPEEDS[SPEEDS.length - 1]).days;
}

export class Player extends EventTarget {
  /**
   * @param {object} options
   * @param {(days: number) => boolean} options.advance moves something; false at the end
   * @param {() => void} options.restart brings it back to the start
   * @param {number} [options.speed] days per second
   * @param {boolean} [options.loop]
   * @param {() => boolean} [options.reduced] whether motion is to be reduced
   */
  constructor({ advance, restart, speed = 30, loop = false, reduced = () => false }) {
    super();
    this.advance = advance;
    this.restart = restart;
    this.speed = speed;
    this.loop = loop;
    this.reduced = reduced;
    this.playing = false;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (this.playing) return;
    this.playing = true;
    this.carried = 0;
    this.last = null;
    this.#next();
    this.dispatchEvent(new Event("change"));
  }

  /** Stop; `quiet` says that whoever stopped it will settle the result. */
  pause({ quiet = false } = {}) {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.frame);
    this.dispatchEvent(new Event("change"));
    if (!quiet) this.dispatchEvent(new Event("settled"));
  }

  #next() {
    this.frame = requestAnimationFrame((now) => this.#tick(now));
  }

  #tick(now) {
    if (!this.playing) return;
    const seconds = this.last === null ? 0 : (now - this.last) / 1000;
    if (this.reduced() && this.last !== null && seconds < 1) return this.#next();
    this.last = now;
    this.carried += Math.min(seconds, this.reduced() ? 1 : LONGEST_FRAME) * this.speed;
    const days = Math.floor(this.carried);
    this.carried -= days;
    if (days && !this.advance(days)) {
      if (!this.loop) return this.pause();
      this.restart();
    }
    if (this.playing) this.#next();
  }
}
