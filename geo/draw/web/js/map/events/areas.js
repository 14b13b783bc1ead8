// Events that are known to an area only: counted per area, never drawn as a dot.

import { kilometre, worldX, worldY } from "../projection.js";
import { lowerBound } from "../../scene/time_index.js";

/**
 * @typedef {Object} Area
 * @property {string} key
 * @property {"province"|"country"|"place"|"near"} shape what is drawn
 * @property {string} kind feature kind of the place
 * @property {string} name
 * @property {string} iso of the province or country, else empty
 * @property {string} country ISO 3166-1 alpha-2, else empty
 * @property {number} x label point in world coordinates
 * @property {number} y
 * @property {number} radius in world coordinates, for "near"
 * @property {number} km the same in kilometres
 * @property {number} type index of the type of its first event
 */

/** The areas of a data set, found once; which events are in view is then a matter of counting. */
export class Areas {
  /**
   * @param {import("../../scene/columns.js").Columns} columns
   * @param {Uint32Array} others rows that are no dots
   */
  constructor(columns, others) {
    this.others = others;
    /** @type {Area[]} */
    this.table = [];
    this.of = new Uint32Array(others.length);
    const known = new Map();
    for (let k = 0; k < others.length; k++) {
      const key = quickKey(columns, others[k]) ?? keyOf(columns, others[k]);
      let at = known.get(key);
      if (at === undefined) {
        at = this.table.length;
        known.set(key, at);
        this.table.push(newArea(columns, others[k], keyOf(columns, others[k])));
      }
      this.of[k] = at;
    }
  }

  /**
   * The areas that have visible events, the busiest first.
   * @param {import("../../scene/scene.js").Scene} scene
   * @returns {CountedArea[]}
   */
  counted(scene) {
    const add = (row, step) => {
      const k = lowerBound(this.others, row);
      if (this.others[k] === row) this.counts[this.of[k]] += step;
    };
    if (!scene.changesSince(this.moment, add)) this.#count(scene);
    this.moment = scene.moment;
    const found = [];
    this.table.forEach((area, index) => {
      const count = this.counts[index];
      if (count) found.push(countedArea(area, count, () => this.#rows(scene, index)));
    });
    return found.sort((a, b) => b.count - a.count);
  }

  #count(scene) {
    const { others, of } = this;
    const { first, last, known } = scene.columns;
    const { window, containment, clock } = scene;
    const mask = scene.mask();
    const end = lowerBound(others, scene.range()[1]);
    const counts = new Uint32Array(this.table.length);
    this.counts = counts;
    // The test of scene.visible, written out: this runs over all areas' events.
    for (let k = 0; k < end; k++) {
      const i = others[k];
      if (last[i] < window.first || !mask[i] || known[i] > clock) continue;
      if (containment && (first[i] < window.first || last[i] > window.last)) continue;
      counts[of[k]]++;
    }
  }

  /** Key of the area that a row belongs to, null for a dot. */
  keyOf(row) {
    const k = lowerBound(this.others, row);
    return this.others[k] === row ? this.table[this.of[k]].key : null;
  }

  #rows(scene, index) {
    return [...this.others.filter((row, k) => this.of[k] === index && scene.visible(row))];
  }
}

/**
 * An area with its number of visible events; their rows are looked up when asked for.
 * @typedef {Area & {count: number, keys: string[], readonly rows: number[]}} CountedArea `keys` are
 *   those of the areas that it stands for
 */

/**
 * @param {Area} area
 * @param {number} count
 * @param {() => number[]} findRows
 * @param {string[]} keys
 * @returns {CountedArea}
 */
function countedArea(area, count, findRows, keys = [area.key]) {
  let rows = null;
  return {
    ...area,
    count,
    keys,
    get rows() {
      rows ??= findRows();
      return rows;
    },
  };
}

/**
 * Far out, provinces stand for too little: add theirs to their country's.
 * @param {CountedArea[]} areas
 * @param {(code: string) => {name: string, x: number, y: number}|null} labelOf a country's label
 * @returns {CountedArea[]} the busiest first
 */
export function rollUp(areas, labelOf) {
  const parts = Map.groupBy(areas, ({ shape, country }) =>
    (shape === "province" || shape === "country") && labelOf(country) ? country : "",
  );
  const rest = parts.get("") ?? [];
  parts.delete("");
  const whole = [...parts].map(([country, inside]) => {
    const count = inside.reduce((sum, area) => sum + area.count, 0);
    const code = { key: `rolled ${country}`, iso: country, country };
    /** @type {Area} */
    const area = { ...inside[0], ...labelOf(country), ...code, shape: "country", kind: "country" };
    const keys = inside.flatMap((part) => part.keys);
    return countedArea(area, count, () => inside.flatMap(({ rows }) => rows), keys);
  });
  return [...whole, ...rest].sort((a, b) => b.count - a.count);
}

/** @returns {Area["shape"]} */
function shapeOf(columns, row) {
  if (columns.radius[row] > 0) return "near";
  const kind = columns.vocab.kind[columns.kind[row]];
  if (kind === "admin1" && columns.vocab.province[columns.province[row]]) return "province";
  if (kind === "country" && columns.vocab.country[columns.country[row]]) return "country";
  return "place";
}

/** A number for a province or country, to spare a hundred thousand texts; null for the rest. */
function quickKey(columns, row) {
  const shape = shapeOf(columns, row);
  if (shape === "province") return columns.province[row];
  return shape === "country" ? -1 - columns.country[row] : null;
}

function keyOf(columns, row) {
  const shape = shapeOf(columns, row);
  if (shape === "province") return `province ${columns.province[row]}`;
  if (shape === "country") return `country ${columns.country[row]}`;
  const spot = `${columns.lon[row]} ${columns.lat[row]}`;
  return shape === "near"
    ? `near ${spot} ${columns.radius[row]}`
    : `place ${columns.kind[row]} ${spot}`;
}

/** @returns {Area} */
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
    country,
    radius: columns.radius[row] * kilometre(lat),
    km: columns.radius[row],
    type: columns.type[row],
  };
}

/**
 * Which step of a ramp a count takes, by its logarithm.
 * @param {string[]} ramp colours from few to many
 * @param {number} count
 * @param {number} most the largest count
 */
export function rampColor(ramp, count, most) {
  if (most <= 1) return ramp[1];
  const step = Math.floor((Math.log(count) / Math.log(most)) * (ramp.length - 0.001));
  return ramp[Math.min(ramp.length - 1, Math.max(0, step))];
}
