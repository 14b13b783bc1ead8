// Events that are known to an area only: counted per area, never drawn as a dot.

import { kilometre, worldX, worldY } from "./layer_project.js";

/**
 * @typedef {Object} Area
 * @property {string} key
 * @property {"province"|"country"|"place"|"near"} shape what is drawn
 * @property {string} kind feature kind of the place
 * @property {string} name
 * @property {string} iso of the province or country, else empty
 * @property {number} x label point in world coordinates
 * @property {number} y
 * @property {number} radius in world coordinates, for "near"
 * @property {number[]} rows
 */

/**
 * Collect the visible events that are no dots, per area.
 * @param {import("./scene.js").Scene} scene
 * @param {Uint32Array} others rows that are no dots
 * @returns {Area[]} the busiest first
 */
export function collectAreas(scene, others) {
  const areas = new Map();
  for (const row of others) {
    if (!scene.visible(row)) continue;
    const key = keyOf(scene.columns, row);
    if (!areas.has(key)) areas.set(key, newArea(scene.columns, row, key));
    areas.get(key).rows.push(row);
  }
  return [...areas.values()].sort((a, b) => b.rows.length - a.rows.length);
}

function shapeOf(columns, row) {
  if (columns.radius[row] > 0) return "near";
  const kind = columns.vocab.kind[columns.kind[row]];
  if (kind === "admin1" && columns.vocab.province[columns.province[row]]) return "province";
  if (kind === "country" && columns.vocab.country[columns.country[row]]) return "country";
  return "place";
}

function keyOf(columns, row) {
  const shape = shapeOf(columns, row);
  if (shape === "province") return `province ${columns.province[row]}`;
  if (shape === "country") return `country ${columns.country[row]}`;
  const spot = `${columns.lon[row]} ${columns.lat[row]}`;
  return shape === "near" ? `near ${spot} ${columns.radius[row]}` : `place ${columns.kind[row]} ${spot}`;
}

function newArea(columns, row, key) {
  const { vocab } = columns;
  const shape = shapeOf(columns, row);
  const province = vocab.province[columns.province[row]];
  const place = vocab.place[columns.place[row]];
  const country = vocab.country[columns.country[row]] ?? "";
  const lat = columns.lat[row];
  return {
    key,
    shape,
    kind: vocab.kind[columns.kind[row]],
    name: shape === "near" ? "" : (place?.name ?? (shape === "province" ? province.name : "")),
    iso: shape === "province" ? province.iso : shape === "country" ? country : "",
    x: worldX(columns.lon[row]),
    y: worldY(lat),
    radius: columns.radius[row] * kilometre(lat),
    km: columns.radius[row],
    rows: [],
  };
}

/** Which step of a ramp a count takes, by its logarithm. */
export function rampColor(ramp, count, most) {
  if (most <= 1) return ramp[1];
  const step = Math.floor((Math.log(count) / Math.log(most)) * (ramp.length - 0.001));
  return ramp[Math.min(ramp.length - 1, Math.max(0, step))];
}
