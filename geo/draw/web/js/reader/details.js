// What opens below an event in the reader's list: its sentences, why, and what can be done.

import { h, name } from "../basics/dom.js";
import { lookOf, MODALITY_LABELS } from "../basics/looks.js";

const NEEDS_DAY = "Give the report's publication day above, then this can be accepted.";

/**
 * Return the details of an event.
 * @param {import("../basics/data.js").ReaderItem} item
 * @param {import("../basics/data.js").Style} style
 * @param {object} links
 * @param {(act: string, id: string) => void} links.act sends a decision
 * @param {(id: string) => string} links.eventLink address of an event on the map
 * @param {boolean} links.readonly
 */
export function detailsOf(item, style, links) {
  return h(
    "div",
    { class: "dlr-details" },
    item.sentences.map(sentence),
    facts(item, style),
    notes(item),
    item.waits ? h("p", { class: "dlr-wait", text: NEEDS_DAY }) : null,
    h("div", { class: "dlr-acts" }, ...buttons(item, links)),
  );
}

function sentence(one) {
  const said = [MODALITY_LABELS[one.modality] || one.modality];
  if (one.origin) said.push(one.origin);
  if (one.report) said.push(one.report);
  return h(
    "figure",
    { class: "dlr-said" },
    name("blockquote", one.words),
    h(
      "figcaption",
      {},
      said.flatMap((part, i) => (i ? [" · ", name("span", part)] : [part])),
    ),
  );
}

function facts(item, style) {
  const type = lookOf(style, "type", item.type).label;
  const parts = [type, lookOf(style, "status", item.status).label, item.figures, ...item.actors];
  const shown = parts.filter(Boolean);
  return h(
    "p",
    { class: "dlr-facts" },
    shown.flatMap((part, i) => [i ? " · " : "", name("span", part)]),
  );
}

function notes(item) {
  const lines = [...(item.how ?? []).map((line) => `Inferred ${line}.`), ...(item.reasons ?? [])];
  if (item.same) lines.unshift(`Perhaps already on the map: ${item.same}.`);
  if (item.corrected) lines.unshift("Corrected by you.");
  if (!lines.length) return null;
  return h(
    "ul",
    { class: "dlr-notes" },
    lines.map((line) => name("li", line)),
  );
}

function buttons(item, { act, eventLink, readonly }) {
  const button = (label, what, props = {}) =>
    h("button", { type: "button", onclick: () => act(what, item.id), ...props, text: label });
  const link = h("a", { href: eventLink(item.event), target: "_self", text: "See it on the map" });
  if (readonly) return [link];
  if (item.state === "rejected" || item.gone) return [button("Take back", "back")];
  if (item.state !== "open") return [link, button("Take back", "back")];
  return [
    button("Accept", "accept", {
      class: "is-first",
      disabled: item.waits,
      "aria-keyshortcuts": "a",
    }),
    button("Correct", "correct", { "aria-keyshortcuts": "c" }),
    button("Merge", "merge", { "aria-keyshortcuts": "m" }),
    ...(item.splits ? [button("Split", "split")] : []),
    button("Reject", "reject", { "aria-keyshortcuts": "r" }),
  ];
}
