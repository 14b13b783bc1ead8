// The filters above the map are Streamlit's, and they tell Python alone. What a reader chooses in
// them is read from the page as well, so that the map follows before Python has answered. The only
// module that knows what these widgets look like; where it cannot read one, Python's answer comes.

const ROW = ".st-key-filters";
const FACETS = {
  province: "provinces", type: "types", actor: "actors", source: "sources", status: "statuses",
};
const COUNT = / \([\d,]+\)$/;

export class Choices {
  /**
   * @param {import("../scene/scene.js").Scene} scene
   * @param {{choose: (facet: string, values: string[]) => void}} links
   */
  constructor(scene, links) {
    this.scene = scene;
    this.links = links;
    this.row = null;
    this.seen = new Map();
    this.watcher = new MutationObserver(() => this.#changed());
    this.listeners = new AbortController();
    // The row comes and goes with Streamlit's runs; whoever uses it has to touch it first.
    for (const kind of ["focusin", "pointerdown"]) {
      const options = { capture: true, signal: this.listeners.signal };
      document.addEventListener(kind, (event) => this.#touched(event.target), options);
    }
  }

  /** @param {import("../basics/data.js").Style} style whose labels the widgets show */
  setStyle(style) {
    this.style = style;
  }

  destroy() {
    this.listeners.abort();
    this.watcher.disconnect();
  }

  #touched(target) {
    const row = target instanceof Element ? target.closest(ROW) : null;
    if (!row || row === this.row) return;
    this.row = row;
    for (const facet of Object.keys(FACETS)) this.seen.set(facet, this.#texts(facet).join("\n"));
    this.watcher.disconnect();
    this.watcher.observe(row, { childList: true, subtree: true });
  }

  #changed() {
    for (const facet of Object.keys(FACETS)) {
      const texts = this.#texts(facet);
      const text = texts.join("\n");
      // Only what changed was chosen: the rest may be older than what Python said since.
      if (text === this.seen.get(facet)) continue;
      this.seen.set(facet, text);
      const values = this.#values(facet, texts);
      if (values) this.links.choose(facet, values);
    }
  }

  /** The labels of what is chosen, without their counts. */
  #texts(facet) {
    const chips = this.row.querySelectorAll(
      `.st-key-filter-${FACETS[facet]} .react-aria-ComboBox [data-tag]`,
    );
    return [...chips].map((chip) => (chip.ariaLabel ?? "").replace(COUNT, ""));
  }

  /** What the labels stand for; null where one of them stands for nothing known. */
  #values(facet, texts) {
    const { vocab } = this.scene.columns ?? {};
    if (!vocab) return null;
    const values = valuesByLabel(facet, vocab, this.style);
    const found = texts.map((text) => values.get(text));
    return found.includes(undefined) ? null : found;
  }
}

/** What each label of a facet stands for, worded as geo/ui/labels.py words it. */
function valuesByLabel(facet, vocab, style) {
  if (facet !== "province") {
    return new Map(vocab[facet].map((value) => [style[facet]?.[value]?.label ?? value, value]));
  }
  const times = new Map();
  for (const { name } of vocab.province) times.set(name, (times.get(name) ?? 0) + 1);
  const label = ({ name, country }) => (times.get(name) > 1 ? `${name}, ${country}` : name);
  const values = new Map();
  // Two of one name in one country cannot be told apart here.
  for (const one of vocab.province) {
    values.set(label(one), values.has(label(one)) ? undefined : one.iso);
  }
  return values;
}
