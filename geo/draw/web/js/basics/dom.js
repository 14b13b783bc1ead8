/**
 * Elements made safely: text always becomes a text node, never markup.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @typedef {Record<string, any>} Props a key that starts with "on" is a listener, `class` and
 *   `text` are themselves, false and null leave an attribute out
 * @typedef {Node|string|null|undefined} Child elements or text; null and undefined are left out
 */

/**
 * Return an element with attributes, listeners and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props} [props]
 * @param {...(Child|Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  setProps(element, props);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * Return an SVG element with attributes and children.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Props} [props]
 * @param {...Node} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, props = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  setProps(element, props);
  element.append(...children);
  return element;
}

/**
 * Set attributes and listeners on an element, as `h` does.
 * @param {Element} element
 * @param {Props} props
 */
export function setProps(element, props) {
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "text") element.textContent = value;
    else if (value === null || value === undefined || value === false) element.removeAttribute(key);
    else element.setAttribute(key, value === true ? "" : value);
  }
}

/**
 * Set text only where it changed, so that live regions stay quiet.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Return an element holding a name in any script, set in its own direction.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} text
 * @param {Props} [props]
 */
export const name = (tag, text, props = {}) => h(tag, { dir: "auto", ...props, text });

/**
 * Return the element that an event came from, or the nearest one around it that a selector finds.
 * @param {Event} event
 * @param {string} selector
 * @returns {any} null where there is none
 */
export function closest(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * Return what has the focus in the tree that an element is part of.
 * @param {Element} element
 * @returns {Element|null}
 */
export function activeElement(element) {
  const tree = element.getRootNode();
  return tree instanceof Document || tree instanceof ShadowRoot ? tree.activeElement : null;
}

const ICONS = {
  play: ["M7 4.5v15l12-7.5z"],
  pause: ["M7 4.5h3.5v15H7z", "M13.5 4.5H17v15h-3.5z"],
  back: ["M18 5v14l-9-7z", "M6 5h2v14H6z"],
  forward: ["M6 5v14l9-7z", "M16 5h2v14h-2z"],
  loop: [
    "M12 5a7 7 0 0 1 6.7 5H21l-3.5 4.5L14 10h2.6A5 5 0 0 0 12 7z",
    "M12 19a7 7 0 0 1-6.7-5H3l3.5-4.5L10 14H7.4A5 5 0 0 0 12 17z",
  ],
  plus: ["M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z"],
  minus: ["M5 11h14v2H5z"],
  all: ["M3 5h2v14H3z", "M19 5h2v14h-2z", "M6 12l4-4v3h4V8l4 4-4 4v-3h-4v3z"],
  clock: [
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 2a7 7 0 1 1 0 14 7 7 0 0 1 0-14z",
    "M11 7h2v4.6l3.4 2-1 1.7-4.4-2.6z",
  ],
  options: [
    "M4 7h9v2H4z",
    "M17 7h3v2h-3z",
    "M14 5h2v6h-2z",
    "M4 15h3v2H4z",
    "M11 15h9v2h-9z",
    "M8 13h2v6H8z",
  ],
  left: ["M15 5l1.5 1.5L11 12l5.5 5.5L15 19l-7-7z"],
};

/**
 * Return one of our icons as inline SVG, hidden from screen readers.
 * @param {keyof typeof ICONS} key
 */
export function icon(key) {
  const paths = ICONS[key].map((d) => svg("path", { d, fill: "currentColor" }));
  const props = { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" };
  return svg("svg", props, ...paths);
}

/**
 * Return a button with an icon and a spoken name, which is its tooltip too.
 * @param {keyof typeof ICONS} key
 * @param {string} label
 * @param {() => void} onclick
 * @param {Props} [props]
 */
export function iconButton(key, label, onclick, props = {}) {
  return h(
    "button",
    { type: "button", "aria-label": label, title: label, onclick, ...props },
    icon(key),
  );
}

/**
 * Give an icon button another icon and name.
 * @param {HTMLButtonElement} button
 * @param {keyof typeof ICONS} key
 * @param {string} label
 */
export function setIcon(button, key, label) {
  if (button.getAttribute("aria-label") === label) return;
  setProps(button, { "aria-label": label, title: label });
  button.replaceChildren(icon(key));
}
