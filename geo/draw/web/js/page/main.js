// The explorer as a Streamlit component: the only module that knows of Python.

import { Explorer } from "./explorer.js";
import { loadStyles } from "../basics/styles.js";

const explorers = new WeakMap();
const OWN =
  "tokens map legend timeline/frame timeline/chart timeline/controls panel card history provinces filters";
const SHEETS = ["leaflet.css", ...OWN.split(" ").map((name) => `css/${name}.css`)];

/** Called on mounting and on every change of data; the explorer stays and is told what is new. */
export default function mount({ root, data, url, setStateValue, early }) {
  let entry = explorers.get(root);
  if (!entry) {
    entry = { explorer: null, gone: false };
    explorers.set(root, entry);
    loadStyles(SHEETS).then(() => {
      if (entry.gone) return;
      entry.explorer = new Explorer(root, entry.url, early);
      entry.explorer.update(entry.data, entry.setStateValue);
    });
  }
  Object.assign(entry, { data, url, setStateValue });
  entry.explorer?.update(data, setStateValue);
  return () => {
    entry.gone = true;
    entry.explorer?.destroy();
    explorers.delete(root);
  };
}
