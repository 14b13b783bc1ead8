// Filters as a mask: one byte per row, 1 where the row passes all of them.

import { PIECE } from "./time_index.js";

/**
 * @typedef {Object} Filters an empty set lets everything through
 * @property {Set<string>} province ISO 3166-2 codes
 * @property {Set<string>} type
 * @property {Set<string>} actor
 * @property {Set<string>} source
 * @property {Set<string>} status
 * @property {number} certainty least certainty, 0 to 100
 * @property {Uint8Array|null} words bit set of the rows that match, lowest bit first
 */

/** @returns {Filters} filters that let everything through */
export function noFilters() {
  return {
    province: new Set(), type: new Set(), actor: new Set(), source: new Set(),
    status: new Set(), certainty: 0, words: null,
  };
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
  keepIndexed(mask, columns.province, wanted(vocab.province, filters.province, (p) => p.iso));
  keepIndexed(mask, columns.type, wanted(vocab.type, filters.type));
  keepRagged(mask, columns.actor_off, columns.actor, wanted(vocab.actor, filters.actor));
  keepRagged(mask, columns.source_off, columns.source, wanted(vocab.source, filters.source));
  keepStatus(mask, statusOf, wanted(vocab.status, filters.status));
  keepCertain(mask, columns.certainty, filters.certainty);
  keepWords(mask, filters.words);
  return mask;
}

/** One byte per index that may stand for an entry, 1 where it is asked for; null for no filter. */
function wanted(vocab, chosen, key = (entry) => entry) {
  if (!chosen?.size) return null;
  // Room for all 16-bit indices, also those that stand for nothing.
  const allowed = new Uint8Array(Math.max(65536, vocab?.length ?? 0));
  vocab?.forEach((entry, index) => {
    allowed[index] = +chosen.has(key(entry));
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
