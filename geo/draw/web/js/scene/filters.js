// Filters as a mask: one byte per row, 1 where the row passes all of them.

import { FACETS } from "../facets.js";
import { PIECE } from "./time_index.js";

/**
 * @typedef {Record<import("../facets.js").FacetKey, Set<string>>} Choices by facet; an empty set
 *   lets everything through
 * @typedef {Object} Rest
 * @property {number} certainty least certainty, 0 to 100
 * @property {Uint8Array|null} words bit set of the rows that match, lowest bit first
 * @typedef {Choices & Rest} Filters
 */

/** @returns {Filters} filters that let everything through */
export function noFilters() {
  const every = FACETS.map(({ key }) => [key, new Set()]);
  const choices = /** @type {Choices} */ (Object.fromEntries(every));
  return { ...choices, certainty: 0, words: null };
}

/**
 * Mark the rows that pass.
 * @param {import("./columns.js").Columns} columns
 * @param {Filters} filters
 * @param {(row: number) => number} statusOf status index of a row at the clock
 * @returns {Uint8Array}
 */
export function maskOf(columns, filters, statusOf) {
  const { vocab } = columns;
  const mask = new Uint8Array(columns.n).fill(1);
  for (const facet of FACETS) {
    const entries = vocab[facet.key];
    const allowed = wanted(entries, filters[facet.key], facet.code);
    if (facet.byDay) keepStatus(mask, statusOf, allowed);
    else if (facet.many) keepRagged(mask, columns[`${facet.key}_off`], columns[facet.key], allowed);
    else keepIndexed(mask, columns[facet.key], allowed);
  }
  keepCertain(mask, columns.certainty, filters.certainty);
  keepWords(mask, filters.words);
  return mask;
}

/** One byte per index that may stand for an entry, 1 where it is asked for; null for no filter. */
function wanted(vocab, chosen, code) {
  if (!chosen?.size) return null;
  // Room for all 16-bit indices, also those that stand for nothing.
  const allowed = new Uint8Array(Math.max(65536, vocab?.length ?? 0));
  vocab?.forEach((entry, index) => {
    allowed[index] = +chosen.has(code ? entry[code] : entry);
  });
  return allowed;
}

function keepIndexed(mask, indices, allowed) {
  if (!allowed) return;
  for (let i = 0; i < mask.length; i += PIECE) {
    keepPiece(mask, indices, allowed, i, Math.min(mask.length, i + PIECE));
  }
}

function keepPiece(mask, indices, allowed, from, to) {
  for (let i = from; i < to; i++) mask[i] &= allowed[indices[i]];
}

function keepRagged(mask, offsets, values, allowed) {
  if (!allowed) return;
  if (!offsets) {
    mask.fill(0);
    return;
  }
  for (let i = 0; i < mask.length; i++) {
    let k = offsets[i];
    while (k < offsets[i + 1] && !allowed[values[k]]) k++;
    if (k >= offsets[i + 1]) mask[i] = 0;
  }
}

function keepStatus(mask, statusOf, allowed) {
  if (!allowed) return;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] && !allowed[statusOf(i)]) mask[i] = 0;
  }
}

function keepCertain(mask, certainty, least) {
  if (!(least > 0)) return;
  for (let i = 0; i < mask.length; i++) {
    if (certainty[i] < least) mask[i] = 0;
  }
}

function keepWords(mask, words) {
  if (!words) return;
  for (let i = 0; i < mask.length; i++) {
    if (!((words[i >>> 3] >>> (i & 7)) & 1)) mask[i] = 0;
  }
}
