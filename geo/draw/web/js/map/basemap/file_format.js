// Reader of the basemap files that geo/draw/basemap/files.py writes.

import { worldX, worldY } from "../projection.js";

/**
 * @typedef {Object} Province
 * @property {string} iso
 * @property {string} name
 * @property {string} nameAr empty where Arabic is no official language
 * @property {string} country ISO 3166-1 alpha-2
 * @property {number} x label point in world coordinates
 * @property {number} y
 * @property {number[]} box [left, top, right, bottom] in world coordinates
 * @property {Int32Array[]} rings arcs of each ring; ~k is arc k walked backwards
 * @property {BasemapFile} file
 *
 * @typedef {Object} BasemapFile
 * @property {Float32Array} points x, y in world coordinates
 * @property {Uint32Array} start first point of each arc, and one more
 * @property {Uint8Array} kind 0 coast, 1 country border, 2 province border, 3 the map's own edge
 * @property {Float32Array} box four numbers per arc
 * @property {Province[]} provinces
 */

/** @param {ArrayBuffer} buffer @returns {BasemapFile} */
export function readBasemap(buffer) {
  const bytes = new Uint8Array(buffer);
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== "DTB1") {
    throw new Error("This is no basemap file");
  }
  const end = 8 + new DataView(buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, end)));
  const next = numberReader(bytes, end);
  const file = readArcs(header, next);
  file.provinces = header.iso.map((iso, row) => readProvince(header, row, iso, next, file));
  return file;
}

function numberReader(bytes, position) {
  return () => {
    let value = 0;
    let shift = 0;
    let byte;
    do {
      byte = bytes[position++];
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return value;
  };
}

const signed = (value) => (value >>> 1) ^ -(value & 1);

function readArcs({ arcs, scale }, next) {
  const start = new Uint32Array(arcs + 1);
  const kind = new Uint8Array(arcs);
  const box = new Float32Array(4 * arcs);
  const points = [];
  let lonHead = 0;
  let latHead = 0;
  for (let arc = 0; arc < arcs; arc++) {
    kind[arc] = next();
    let lon = lonHead;
    let lat = latHead;
    const count = next();
    for (let k = 0; k < count; k++) {
      lon += signed(next());
      lat += signed(next());
      if (k === 0) [lonHead, latHead] = [lon, lat];
      points.push(worldX(lon / scale), worldY(lat / scale));
    }
    start[arc + 1] = points.length / 2;
  }
  const file = { points: Float32Array.from(points), start, kind, box, provinces: [] };
  for (let arc = 0; arc < arcs; arc++) box.set(arcBox(file, arc), 4 * arc);
  return file;
}

function arcBox({ points, start }, arc) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 2 * start[arc]; k < 2 * start[arc + 1]; k += 2) {
    if (points[k] < box[0]) box[0] = points[k];
    if (points[k] > box[2]) box[2] = points[k];
    if (points[k + 1] < box[1]) box[1] = points[k + 1];
    if (points[k + 1] > box[3]) box[3] = points[k + 1];
  }
  return box;
}

function readProvince(header, row, iso, next, file) {
  const rings = Array.from({ length: next() }, () =>
    Int32Array.from({ length: next() }, () => signed(next())),
  );
  return {
    iso,
    name: header.name[row],
    nameAr: header.name_ar[row],
    country: header.country[row],
    x: worldX(header.lon[row]),
    y: worldY(header.lat[row]),
    box: ringsBox(file, rings),
    rings,
    file,
  };
}

function ringsBox(file, rings) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const signedArc of ring) {
      const at = 4 * (signedArc < 0 ? ~signedArc : signedArc);
      box[0] = Math.min(box[0], file.box[at]);
      box[1] = Math.min(box[1], file.box[at + 1]);
      box[2] = Math.max(box[2], file.box[at + 2]);
      box[3] = Math.max(box[3], file.box[at + 3]);
    }
  }
  return box;
}

/**
 * @typedef {{code: string, provinces: Province[], box: Box}} Country
 * @typedef {import("../../basics/data.js").Box} Box
 */

/**
 * Group provinces by their country.
 * @param {Province[]} provinces
 * @returns {Map<string, Country>} by ISO 3166-1 alpha-2 code
 */
export function groupByCountry(provinces) {
  const countries = new Map();
  for (const [code, inside] of Map.groupBy(provinces, (province) => province.country)) {
    countries.set(code, { code, provinces: inside, box: boxOf(inside) });
  }
  return countries;
}

function boxOf(provinces) {
  const edge = (k, choose) =>
    provinces.reduce((most, { box }) => choose(most, box[k]), provinces[0].box[k]);
  return [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
}

/**
 * Whether a point in world coordinates lies in a province: even-odd over all its rings.
 * @param {Province} province
 * @param {number} x
 * @param {number} y
 */
export function contains(province, x, y) {
  const [left, top, right, bottom] = province.box;
  if (x < left || x > right || y < top || y > bottom) return false;
  const { points, start } = province.file;
  let inside = false;
  for (const ring of province.rings) {
    for (const signedArc of ring) {
      const arc = signedArc < 0 ? ~signedArc : signedArc;
      for (let k = 2 * start[arc]; k + 2 < 2 * start[arc + 1]; k += 2) {
        const y0 = points[k + 1];
        const y1 = points[k + 3];
        if (y0 > y === y1 > y) continue;
        if (x < points[k] + ((y - y0) / (y1 - y0)) * (points[k + 2] - points[k])) inside = !inside;
      }
    }
  }
  return inside;
}
