// Where to look first: all events, or the bulk of them where a few lie far away.

/* global L */

import { latOf, lonOf } from "../projection.js";

const CORE_SHARE = 0.8;
const CORE_GAIN = 1.9;
const LEAST_DEGREES = 1;
const SAMPLE = 4000;

/**
 * What the visible events take up, [west, south, east, north] each: a dot its point, an event of
 * a province or a country that whole area. Of very many, an even sample.
 * @param {import("../../scene/scene.js").Scene} scene
 * @param {import("../basemap/basemap_layers.js").BasemapLayers} basemap
 * @returns {import("../../basics/data.js").Box[]}
 */
export function eventBoxes(scene, basemap) {
  const rows = scene.visibleRows();
  const step = Math.ceil(rows.length / SAMPLE) || 1;
  const boxes = [];
  for (let k = 0; k < rows.length; k += step) {
    boxes.push(areaBox(scene.columns, rows[k], basemap) ?? pointBox(scene.columns, rows[k]));
  }
  return boxes;
}

function pointBox({ lon, lat }, row) {
  return [lon[row], lat[row], lon[row], lat[row]];
}

function areaBox({ kind, province, country, vocab }, row, basemap) {
  const name = vocab.kind[kind[row]];
  const area =
    name === "admin1"
      ? basemap.province(vocab.province[province[row]]?.iso)
      : name === "country" && basemap.countries.get(vocab.country[country[row]]);
  if (!area) return null;
  const [left, top, right, bottom] = area.box;
  return [lonOf(left), latOf(bottom), lonOf(right), latOf(top)];
}

/**
 * Bounds of all boxes, or of the four fifths nearest to the median where these need about half
 * the width and height or less. The printed map has the same rule.
 */
export function bulkOf(boxes) {
  const whole = boundsOf(boxes);
  if (boxes.length < 5) return whole;
  const lons = boxes.map(([west, , east]) => (west + east) / 2);
  const lats = boxes.map(([, south, , north]) => (south + north) / 2);
  const [lon, lat] = [median(lons), median(lats)];
  const shrink = Math.cos((lat * Math.PI) / 180);
  const far = boxes.map((_, k) => Math.hypot((lons[k] - lon) * shrink, lats[k] - lat));
  const limit = far.toSorted((a, b) => a - b)[Math.ceil(CORE_SHARE * (far.length - 1))];
  const core = boundsOf(boxes.filter((_, k) => far[k] <= limit));
  const gain = Math.max(width(whole) / width(core), height(whole) / height(core));
  return gain >= CORE_GAIN ? core : whole;
}

function boundsOf(boxes) {
  const all = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [west, south, east, north] of boxes) {
    if (west < all[0]) all[0] = west;
    if (south < all[1]) all[1] = south;
    if (east > all[2]) all[2] = east;
    if (north > all[3]) all[3] = north;
  }
  const pad = (low, high) => Math.max(0, (LEAST_DEGREES - (high - low)) / 2);
  const [dx, dy] = [pad(all[0], all[2]), pad(all[1], all[3])];
  return L.latLngBounds([all[1] - dy, all[0] - dx], [all[3] + dy, all[2] + dx]);
}

const width = (bounds) => bounds.getEast() - bounds.getWest();
const height = (bounds) => bounds.getNorth() - bounds.getSouth();

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
