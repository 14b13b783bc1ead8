/** What `geo.draw.web.assets.facets_module` writes: the rows of geo/model/facets.py. */

export type FacetKey = "province" | "type" | "actor" | "source" | "status";

export interface Facet {
  key: FacetKey;
  title: string;
  plural: string;
  /** What no choice is called. */
  empty: string;
  /** Where the words for a value come from: the style table, the entry's name, the value. */
  labels: "style" | "name" | "value";
  /** The item of a vocabulary's entry that is the value; empty where the entry is the value. */
  code: string;
  /** Whether an event may have several values. */
  many: boolean;
  /** Whether an event's value depends on the day up to which claims count. */
  byDay: boolean;
}

export const FACETS: readonly Facet[];
