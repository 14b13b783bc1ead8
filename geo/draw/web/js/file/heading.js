// The words around the map in a page that is one file: what it shows, what not, and the sources.

import { h, name, setText } from "../basics/dom.js";
import { count } from "../basics/humanize.js";

/** @returns {{element: HTMLElement, say: (shown: number, all: number) => void}} */
export function head({ title, left_out: leftOut }) {
  const live = h("p", { class: "dlf-live", role: "status" });
  const element = h(
    "header",
    { class: "dlf-head" },
    name("h1", title),
    leftOut ? h("p", { class: "dlf-soft", text: `${leftOut}; they are not in this file.` }) : null,
    live,
  );
  const say = (shown, all) => {
    const words =
      shown === all ? "" : `${count(shown)} of ${count(all)} with your window and filters`;
    setText(live, words);
  };
  return { element, say };
}

export function foot({ sources, notes }) {
  return h(
    "footer",
    { class: "dlf-foot" },
    h("h2", { text: "Sources" }),
    h(
      "ol",
      {},
      sources.map((source) => name("li", source)),
    ),
    h("p", {
      dir: "auto",
      text: [...notes, "Provinces: Natural Earth, public domain"].join(" · "),
    }),
    h("p", {
      text: "Made with Dateline. This file is complete: it loads nothing and sends nothing.",
    }),
  );
}
