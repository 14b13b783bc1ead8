// Names on the map: countries far out, provinces closer in, never one over another.

const FONT = '"Source Sans", "Source Sans 3", system-ui, sans-serif';
const ARABIC_FONT = '"Noto Naskh Arabic", "Geeza Pro", "Segoe UI", system-ui, sans-serif';
const GAP = 6;
const MEASURED = 100;

/**
 * @typedef {Object} Label
 * @property {string} text
 * @property {string} arabic set below the name, right to left; may be empty
 * @property {number} x world coordinates
 * @property {number} y
 * @property {number} width of what it names, in world coordinates
 * @property {number} area of it, for the order in which labels are placed
 * @property {boolean} isCountry
 * @property {string} [code] of a country
 */

/** @returns {Label[]} the labels of the world, the largest first, countries before provinces */
export function makeLabels(countries) {
  const names = { en: regionNames("en"), ar: regionNames("ar") };
  const labels = [];
  for (const home of countries.values()) {
    const provinces = home.provinces.map((province) => provinceLabel(province));
    labels.push(countryLabel(home, provinces, names));
    if (provinces.length > 1) labels.push(...provinces);
  }
  return labels.sort((a, b) => b.isCountry - a.isCountry || b.area - a.area);
}

/**
 * Draw the labels that fit at this zoom.
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {import("../canvas.js").Frame} frame
 * @param {Label[]} labels the most important first
 * @param {import("../../basics/data.js").Palette} colors
 */
export function drawLabels(context, frame, labels, colors) {
  const occupied = [];
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of labels) {
    const look = lookOf(label, frame);
    if (!look) continue;
    for (const copy of frame.copies) {
      const x = (label.x + copy) * frame.scale + frame.x;
      const y = label.y * frame.scale + frame.y;
      if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      drawLabel(context, frame, label, look, colors, x, y, occupied);
    }
  }
}

function drawLabel(context, frame, label, look, colors, x, y, occupied) {
  const room = label.width * frame.scale * look.reach;
  if (widthOf(context, label, look) * frame.ratio > room) return;
  const lines = linesOf(label, look, frame.ratio);
  const width = widthOf(context, label, look) * frame.ratio;
  const height = lines.reduce((sum, line) => sum + line.height, 0);
  const gap = GAP * frame.ratio;
  const box = [
    x - width / 2 - gap,
    y - height / 2 - gap,
    x + width / 2 + gap,
    y + height / 2 + gap,
  ];
  const overlaps = (b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1];
  if (occupied.some(overlaps)) return;
  occupied.push(box);
  let top = y - height / 2;
  for (const line of lines) {
    write(context, line, colors, look.alpha, x, top + line.height / 2, frame.ratio);
    top += line.height;
  }
}

/** Width in pixels of the page, from one measurement per label: text scales with its size. */
function widthOf(context, label, look) {
  label.relative ??= Math.max(
    ...linesOf(label, { ...look, size: MEASURED }, 1).map((line) => {
      context.font = line.font;
      context.letterSpacing = line.spacing;
      return context.measureText(line.text).width / MEASURED;
    }),
  );
  return label.relative * look.size;
}

function write(context, line, colors, alpha, x, y, ratio) {
  context.font = line.font;
  context.letterSpacing = line.spacing;
  context.direction = line.direction;
  context.globalAlpha = alpha;
  context.strokeStyle = colors.halo;
  context.lineWidth = 3 * ratio;
  context.strokeText(line.text, x, y);
  context.fillStyle = colors.label;
  context.fillText(line.text, x, y);
  context.globalAlpha = 1;
}

function lookOf(label, { zoom }) {
  if (label.isCountry) {
    if (zoom >= 7.5) return null;
    return { size: Math.min(17, 9 + zoom), weight: 600, alpha: 0.8, reach: zoom < 4 ? 1.1 : 1 };
  }
  if (zoom < 4.5) return null;
  return { size: Math.min(14, 6.5 + zoom * 0.8), weight: 400, alpha: 1, reach: 0.95 };
}

function linesOf(label, { size, weight }, ratio) {
  const spaced = label.isCountry;
  const text = spaced ? label.text.toLocaleUpperCase("en") : label.text;
  const px = (value) => Math.round(value * ratio);
  const lines = [
    {
      text,
      font: `${weight} ${px(spaced ? size * 0.85 : size)}px ${FONT}`,
      spacing: spaced ? `${(0.12 * size * ratio).toFixed(1)}px` : "0px",
      height: px(size * 1.2),
      direction: "ltr",
    },
  ];
  if (label.arabic) {
    const font = `${weight} ${px(size * 0.95)}px ${ARABIC_FONT}`;
    const height = px(size * 1.25);
    lines.push({ text: label.arabic, font, spacing: "0px", height, direction: "rtl" });
  }
  return lines;
}

function provinceLabel(province) {
  const [left, top, right, bottom] = province.box;
  return {
    text: province.name,
    arabic: province.nameAr,
    x: province.x,
    y: province.y,
    width: right - left,
    area: (right - left) * (bottom - top),
    isCountry: false,
  };
}

// The label stands on the province nearest to the middle of the land, and so always on land.
function countryLabel(home, provinces, names) {
  const main = mainland(provinces);
  const total = main.reduce((sum, p) => sum + p.area, 0) || 1;
  const x = main.reduce((sum, p) => sum + p.x * p.area, 0) / total;
  const y = main.reduce((sum, p) => sum + p.y * p.area, 0) / total;
  const distance = (p) => (p.x - x) ** 2 + (p.y - y) ** 2;
  const near = main.reduce((best, p) => (distance(p) < distance(best) ? p : best), main[0]);
  const inside = main.some((p) => Math.abs(p.x - x) < p.width / 2 && distance(p) < p.area);
  const left = Math.min(...main.map((p) => p.x - p.width / 2));
  const right = Math.max(...main.map((p) => p.x + p.width / 2));
  return {
    code: home.code,
    text: names.en(home.code),
    arabic: home.provinces.some((p) => p.nameAr) ? names.ar(home.code) : "",
    x: inside ? x : near.x,
    y: inside ? y : near.y,
    width: right - left,
    area: total,
    isCountry: true,
  };
}

/** The provinces around the largest one; an overseas island must not pull the name to sea. */
function mainland(provinces) {
  const largest = provinces.reduce((best, p) => (p.area > best.area ? p : best), provinces[0]);
  const near = provinces.filter((p) => Math.abs(p.x - largest.x) < 0.12);
  return near.length ? near : [largest];
}

function regionNames(language) {
  const names = new Intl.DisplayNames([language], { type: "region", fallback: "code" });
  return (code) => {
    try {
      return names.of(code);
    } catch {
      return code;
    }
  };
}
