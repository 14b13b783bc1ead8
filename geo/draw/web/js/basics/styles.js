// Style sheets, loaded once per page, and whether the page is dark.

const loading = new Map();

/**
 * Resolve when all sheets are there; one that fails leaves the page plain, not blank.
 * @param {string[]} names paths from the served root, such as "css/map.css"
 */
export function loadStyles(names) {
  return Promise.all(names.map(loadStyle));
}

function loadStyle(name) {
  const href = new URL(`../${name}`, import.meta.url).href;
  if (!loading.has(href)) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    loading.set(
      href,
      new Promise((resolve) => {
        link.onload = link.onerror = resolve;
      }),
    );
    link.href = href;
    document.head.append(link);
  }
  return loading.get(href);
}

/**
 * Whether the page is dark now, judged by the theme's own background colour.
 * @param {HTMLElement} element
 */
export function isDark(element) {
  const probe = document.createElement("div");
  probe.style.color = "var(--st-background-color, Canvas)";
  element.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  const [r, g, b] = (color.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number);
  const scale = color.startsWith("color(") ? 255 : 1;
  return (0.299 * r + 0.587 * g + 0.114 * b) * scale < 128;
}

/**
 * Call back when the theme's background changes.
 * @param {HTMLElement} element
 * @param {() => void} onChange
 * @returns {() => void} stops watching
 */
export function watchTheme(element, onChange) {
  // A transition of a colour nobody sees: it ends exactly when a theme variable changed.
  const probe = document.createElement("span");
  probe.hidden = false;
  probe.className = "dl-theme-probe";
  probe.ariaHidden = "true";
  probe.addEventListener("transitionend", onChange);
  element.append(probe);
  return () => probe.remove();
}
