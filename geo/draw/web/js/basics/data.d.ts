/** The data that Python sends, as the browser sees it; its keys are the ones Python writes. */

import type { FacetKey } from "../facets.js";
import type { CardData, EventListData, Citation, ReaderItem, TextBlock } from "./event_data.js";

export type * from "./event_data.js";

/** A day as days since 1970-01-01. */
export type Day = number;
/** A day as ISO 8601 writes it: "2015-10-01". */
export type IsoDay = string;
/** Days from the first to the last, both included. */
export interface Days {
  first: Day;
  last: Day;
}
/** West, south, east, north in degrees, or left, top, right, bottom on the map's unit square. */
export type Box = [number, number, number, number];

/** The lists that the index columns number; from geo/draw/web/columns_file.py. */
export interface Vocabulary {
  type: string[];
  status: string[];
  kind: string[];
  province: { iso: string; name: string }[];
  country: string[];
  place: { name: string }[];
  actor: string[];
  source: string[];
}

/** The column file: one value per event in each array, sorted by first day. */
export interface Columns {
  /** Number of events. */
  n: number;
  vocab: Vocabulary;
  /** Degrees. */
  lon: Float32Array;
  lat: Float32Array;
  first: Int32Array;
  last: Int32Array;
  /** Day on which the event became public. */
  known: Int32Array;
  /** Index into the vocabulary of the same name; 65535 stands for none in 16-bit columns. */
  type: Uint8Array;
  status: Uint8Array;
  kind: Uint8Array;
  province: Uint16Array;
  country: Uint16Array;
  place: Uint32Array;
  /** Kilometres around the point within which the event lies; 0 for none. */
  radius: Float32Array;
  /** 0 to 100. */
  certainty: Uint8Array;
  /** The upper and the lower 30 bits of the id. */
  id_hi: Uint32Array;
  id_lo: Uint32Array;
  /** Lists of values per event: those of row i begin at off[i] and end before off[i + 1]. */
  actor_off?: Uint32Array;
  actor?: Uint16Array | Uint32Array;
  source_off?: Uint32Array;
  source?: Uint16Array | Uint32Array;
  /** The days on which the status changed, and what it became. */
  change_off?: Uint32Array;
  change_day?: Int32Array;
  change_status?: Uint8Array;
}

/** Where an array lies in the column file, in bytes from the body's start and in values. */
export interface ArrayEntry {
  type: "f4" | "i4" | "u4" | "u2" | "u1";
  offset: number;
  length: number;
}

/** The header of the column file. */
export interface ColumnHeader {
  n: number;
  sums: number[];
  body: number;
  arrays: Record<string, ArrayEntry>;
  vocab: Vocabulary;
}

/** One palette of the style table, for a light or a dark page. */
export interface Palette {
  water: string;
  land: string;
  coast: string;
  country: string;
  province: string;
  label: string;
  label_water: string;
  halo: string;
  outline: string;
  ink: string;
  paper: string;
  focus: string;
  /** Ramps from few to many. */
  area: string[];
  density: string[];
}

/** How a type, a status or a kind of place looks and is called. */
export interface Look {
  label: string;
  color?: string;
  shape?: string;
}

/** The style table of geo/draw/style.py, keyed by the values that events carry. */
export interface Style {
  type: Record<string, Look>;
  status: Record<string, Look>;
  kind: Record<string, Look>;
  light: Palette;
  dark: Palette;
}

/** The View as geo/ui/explore/payload.py writes it. */
export interface View extends Partial<Record<FacetKey, string[]>> {
  from?: IsoDay | null;
  to?: IsoDay | null;
  known?: IsoDay | null;
  sure?: boolean;
  /** Latitude, longitude and zoom. */
  at?: [number, number, number] | null;
  event?: string | null;
  /** The words searched for. */
  q?: string;
  certainty?: number;
}

/** Addresses below the page's own; `words` holds the events that match the words searched for. */
export interface Urls {
  assets: string;
  basemap: string;
  columns?: string | null;
  words?: string | null;
}

/** What the explorer is sent. */
export interface ExplorerData {
  urls: Urls;
  style: Style;
  view: View;
  /** Words for the values that the View lets through; null where there are no filters to show. */
  labels: Partial<Record<FacetKey, Record<string, string>>> | null;
  /** Whether words are searched while they are typed. */
  asTyped?: boolean;
  list: EventListData | null;
  card: CardData | null;
}

/** What the reader is sent. */
export interface ReaderData {
  blocks: TextBlock[];
  items: ReaderItem[];
  chosen: string | null;
  at: [number, number, number] | null;
  readonly: boolean;
  style: Style;
  urls: Urls;
}

/** What the map of places to choose from is sent. */
export interface PlacesData {
  places: { id: string; lon: number; lat: number; label: string }[];
  chosen: string | null;
  style: Style;
  urls: Urls;
}

/** What the Share menu is sent: the queries of links, `fixed` null for a table without a past. */
export interface ShareData {
  live: string;
  fixed: string | null;
  shown: string;
}

/** What a page that is one file carries beside its events; from geo/share/page/html_page.py. */
export interface PageFacts {
  title: string;
  left_out: string;
  sources: string[];
  notes: string[];
  style: Style;
  view: View;
  reports: Citation[];
  head: ColumnHeader;
  texts: unknown[];
}

/** Sends what a person did to Python; `value` must be plain JSON data. */
export type Send = (what: string, value: unknown) => void;
/** Makes an address below the page's own absolute. */
export type MakeUrl = (path: string) => string;
/** A request for the events that is under way before the program is there. */
export interface EarlyRequest {
  url: string;
  response: Promise<Response>;
}
/** What a module's default export is called with, on mounting and on every change of its data. */
export interface Component<Data> {
  root: HTMLElement;
  data: Data;
  url: MakeUrl;
  setStateValue: Send;
  early?: EarlyRequest;
}
