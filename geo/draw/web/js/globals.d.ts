/** The files that a page of one file carries, by name; see geo/share/page/document.py. */
declare const localFiles: Map<string, ArrayBuffer | Uint8Array<ArrayBuffer>>;
declare var datelineFiles: Map<string, ArrayBuffer | Uint8Array<ArrayBuffer>>;

interface HTMLElement {
  /** The explorer that an element holds, for tests and measurements. */
  explorer?: import("./page/explorer.js").Explorer;
}
