/** What Python sends of single events: rows of lists, cards, and events beside a report's text. */

import type { IsoDay } from "./data.js";

/** An event as the list says it; from geo/share/card.py. */
export interface EventRow {
  id: string;
  title: string;
  when: string;
  place: string;
  province: string;
  kind: string;
  type: string;
  status: string;
  certainty: number;
  sources: number;
}

/** The first events of a list, how many lie in the map's view, and how many there are. */
export interface EventListData {
  rows: EventRow[];
  total: number;
  all: number;
}

/** A report as it is cited. */
export interface Citation {
  id?: string;
  title: string;
  publisher: string;
  author: string;
  published: IsoDay;
  url: string;
}

/** A claim on a card, in words for people. */
export interface ClaimData {
  words: string;
  toponym: string;
  place: string;
  date_words: string;
  when: string;
  modality: string;
  origin: string;
  known: IsoDay;
  start: number;
  report: Citation;
  /** Address of the sentence in its report, where the text is kept. */
  text?: string;
}

/** One change of an event, as its card lists it. */
export interface ChangeData {
  id: string;
  deed: string;
  when: string | null;
  who: string;
  why: string;
  what: string[];
  others: number;
  undone: boolean;
  can: boolean;
}

/** An event's past; only `open` and `can` until it is opened. */
export interface HistoryData {
  open: boolean;
  can: boolean;
  note?: string;
  said?: string;
  changes?: ChangeData[];
}

/** Everything the card of one event says. */
export interface CardData extends EventRow {
  edtf: string;
  country: string;
  radius: number;
  actors: string[];
  figures: string | { low?: number; best?: number; high?: number };
  /** How many claims became public only after the day of the clock. */
  later: number;
  claims: ClaimData[];
  history?: HistoryData | null;
}

/** A sentence that an event was read from. */
export interface SentenceData {
  words: string;
  modality: string;
  origin: string;
  report: string;
}

/** An event beside the text of a report; from geo/ui/reports/reader_data.py. */
export interface ReaderItem {
  id: string;
  n: number;
  state: "open" | "accepted" | "rejected" | string;
  type: string;
  title: string;
  when: string;
  place: string;
  kind: string;
  lon: number | null;
  lat: number | null;
  actors: string[];
  figures: string;
  certainty: number;
  status: string;
  sentences: SentenceData[];
  event: string;
  how?: string[];
  reasons?: string[];
  corrected?: boolean;
  waits?: boolean;
  splits?: boolean;
}

/** A piece of a paragraph with the events it is evidence of. */
export interface TextRun {
  text: string;
  ids?: string[];
  [key: string]: unknown;
}

/** A paragraph of a report. */
export interface TextBlock {
  kind: string;
  runs: TextRun[];
  [key: string]: unknown;
}
