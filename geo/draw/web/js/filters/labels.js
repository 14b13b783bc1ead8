/** What the values of a facet are called; geo/share/labels.py does the same for a heading. */

/**
 * Return the value that an entry of a vocabulary stands for.
 * @param {import("../facets.js").Facet} facet
 * @param {any} entry
 * @returns {string}
 */
export const codeOf = (facet, entry) => (facet.code ? entry[facet.code] : entry);

/**
 * Return the words for every value of a facet, in the vocabulary's order. Values of one name have
 * their country beside it.
 * @param {import("../facets.js").Facet} facet
 * @param {any[]} entries the facet's vocabulary
 * @param {import("../basics/data.js").Style} style
 * @returns {Map<string, string>}
 */
export function labelsOf(facet, entries, style) {
  const times = new Map();
  for (const { name } of entries) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    entries.map((entry) => {
      const value = codeOf(facet, entry);
      if (facet.labels === "style") return [value, style?.[facet.key]?.[value]?.label ?? value];
      if (facet.labels === "value") return [value, value];
      return [value, times.get(entry.name) > 1 ? `${entry.name}, ${entry.country}` : entry.name];
    }),
  );
}
