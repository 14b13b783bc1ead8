/** Events on the map per value of a facet, the facet's own filter left out. */

import { maskOf } from "./filters.js";

/**
 * Return the mask of all filters but that of one facet.
 * @param {import("./scene.js").Scene} scene
 * @param {import("../facets.js").FacetKey} key
 */
export function maskWithout(scene, key) {
  if (!scene.filters[key].size) return scene.mask();
  const filters = { ...scene.filters, [key]: new Set() };
  return maskOf(scene.columns, filters, (row) => scene.statusOf(row));
}

/**
 * Return the number of events in the window per value, in the vocabulary's order.
 * @param {import("./scene.js").Scene} scene
 * @param {import("../facets.js").Facet} facet
 */
export function countFacet(scene, { key, many, byDay }) {
  const { columns, window, containment, clock } = scene;
  const { first, last, known } = columns;
  const mask = maskWithout(scene, key);
  const counts = new Uint32Array(columns.vocab[key].length);
  const add = adder(scene, key, many, byDay, counts);
  const [low, high] = scene.range();
  for (let row = low; row < high; row++) {
    const inside = containment
      ? first[row] >= window.first && last[row] <= window.last
      : last[row] >= window.first;
    if (inside && mask[row] && known[row] <= clock) add(row);
  }
  return counts;
}

/** A function that counts a row's values. */
function adder(scene, key, many, byDay, counts) {
  const { columns } = scene;
  const values = columns[key];
  if (byDay) return (row) => counts[scene.statusOf(row)]++;
  // The number that stands for no value lies beyond the counts, where nothing is kept.
  if (!many) return (row) => counts[values[row]]++;
  const offsets = columns[`${key}_off`];
  if (!offsets) return () => {};
  return (row) => {
    for (let k = offsets[row]; k < offsets[row + 1]; k++) counts[values[k]]++;
  };
}
