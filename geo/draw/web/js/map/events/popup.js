// The tooltip and the list that open on the map. All of their text is set as text.

import { h } from "../../basics/dom.js";
import { humanizeSpan } from "../../basics/humanize.js";

/**
 * An event in a few lines: its title where the page has it, type and status, days.
 * @param {{scene: import("../../scene/scene.js").Scene, style: import("../../basics/data.js").Style,
 *   titles: Map<string, string>}} layers
 * @param {number} row
 */
export function eventLine({ scene, style, titles }, row) {
  const { vocab, type, first, last } = scene.columns;
  const kind = style.type[vocab.type[type[row]]]?.label ?? vocab.type[type[row]];
  const status = vocab.status[scene.statusOf(row)];
  const title = titles.get(scene.idText(row));
  const claim = style.status[status]?.label ?? status;
  const days = humanizeSpan(first[row], last[row]);
  return title ? [title, `${kind} · ${claim}`, days] : [kind, claim, days];
}

/** A few lines beside the pointer. */
export class Tip {
  constructor(holder) {
    this.holder = holder;
    this.element = h("div", { class: "dl-tip", role: "tooltip", hidden: true });
    holder.append(this.element);
  }

  /**
   * Show lines beside a point.
   * @param {{x: number, y: number}} point CSS pixels of the map
   * @param {string[]} lines
   */
  show({ x, y }, lines) {
    const text = lines.join("\n");
    if (this.text !== text) {
      this.text = text;
      this.element.replaceChildren(...lines.map((line) => h("div", { dir: "auto", text: line })));
    }
    this.element.hidden = false;
    place(this.element, this.holder, x, y, 14);
  }

  hide() {
    this.element.hidden = true;
  }

  remove() {
    this.element.remove();
  }
}

/** A list of events at a place, closed by its button, by Escape or by a click elsewhere. */
export class Popup {
  /** @param {HTMLElement} holder */
  constructor(holder) {
    this.holder = holder;
    /** @type {HTMLElement|null} */
    this.element = null;
  }

  /**
   * Open the list at a point.
   * @param {{x: number, y: number}} point CSS pixels of the map
   * @param {string} title
   * @param {HTMLButtonElement[]} buttons one per event
   * @param {string} note says how many are not listed, or ""
   */
  open(point, title, buttons, note) {
    this.close();
    const close = h("button", {
      type: "button",
      class: "dl-popup-close",
      "aria-label": "Close",
      text: "×",
      onclick: () => this.close(),
    });
    this.element = h(
      "div",
      { class: "dl-popup", role: "dialog", "aria-label": title },
      h("header", {}, h("strong", { dir: "auto", text: title }), close),
      h(
        "ul",
        {},
        buttons.map((button) => h("li", {}, button)),
      ),
      note ? h("p", { text: note }) : null,
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close(true);
    });
    for (const name of ["click", "dblclick", "mousedown", "pointerdown", "wheel", "mousemove"]) {
      this.element.addEventListener(name, (event) => event.stopPropagation());
    }
    this.holder.append(this.element);
    place(this.element, this.holder, point.x, point.y, 10);
    (buttons[0] ?? close).focus({ preventScroll: true });
  }

  close(refocus = false) {
    this.element?.remove();
    this.element = null;
    if (refocus) this.holder.focus({ preventScroll: true });
  }
}

/** Put an element beside a point so that it stays inside the map. */
function place(element, holder, x, y, gap) {
  const { clientWidth: width, clientHeight: height } = holder;
  const { offsetWidth, offsetHeight } = element;
  const left = x + gap + offsetWidth <= width ? x + gap : Math.max(4, x - gap - offsetWidth);
  const top = Math.max(4, Math.min(height - offsetHeight - 4, y + gap));
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
