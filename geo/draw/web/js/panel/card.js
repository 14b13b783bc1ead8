/**
 * The card of one event: what, when, where, how sure, and every claim behind it.
 */

import { claim } from "./claim.js";
import { historyOf } from "./history.js";
import { h, name } from "../basics/dom.js";
import { chip } from "./chip.js";
import { areaLabel, lookOf } from "../basics/looks.js";
import { count, humanizeDay, plural } from "../basics/humanize.js";

const STATUS_SENTENCES = {
  "single-source": "One independent source says so.",
  corroborated: "Independent sources agree.",
  disputed: "Some sources say so, others deny it.",
  denied: "Every source that mentions it denies it.",
  retracted: "Withdrawn by those who reported it.",
};

/**
 * Return the elements of a card.
 * @param {import("../basics/data.js").CardData} card
 * @param {object} options
 * @param {import("../basics/data.js").Style|undefined} options.style
 * @param {string} options.status of the event as of the clock
 * @param {number|null} options.known the day of the clock
 * @param {import("../basics/data.js").Send} options.send tells Python what a person does here
 */
export function cardOf(card, { style, status, known, send }) {
  return [
    h(
      "p",
      { class: "dlp-kind" },
      chip(style, card.type, status),
      h("span", { text: lookOf(style, "type", card.type).label }),
    ),
    name("h2", card.title, { class: "dlp-heading", tabindex: "-1" }),
    facts(card, style, status),
    h("h3", { text: plural((card.claims || []).length, "claim") }),
    h(
      "ol",
      { class: "dlp-claims" },
      (card.claims || []).map((one) => claim(one, known)),
    ),
    card.later > 0 ? h("p", { class: "dlp-soft", text: laterWords(card.later, known) }) : null,
    card.history ? historyOf(card, send) : null,
  ].filter(Boolean);
}

function laterWords(later, known) {
  const when = known === null ? "later" : `after ${humanizeDay(known)}`;
  return `${plural(later, "more claim")} became public ${when}.`;
}

function facts(card, style, status) {
  const label = lookOf(style, "status", status).label;
  const rows = [
    ["When", h("span", { text: card.when || "No date is known." })],
    ["Where", place(card, style)],
    ["Status", h("span", { text: [label, STATUS_SENTENCES[status]].filter(Boolean).join(". ") })],
    ["Certainty", certainty(card.certainty)],
    ["Actors", actors(card.actors)],
    ["Figures", figures(card.figures)],
  ];
  const shown = rows.filter(([, content]) => content !== null);
  return h(
    "dl",
    { class: "dlp-facts" },
    shown.flatMap(([term, content]) => [h("dt", { text: term }), h("dd", {}, content)]),
  );
}

function place(card, style) {
  if (!card.place) return h("span", { text: "No place is known." });
  const area = areaLabel(style, card.kind);
  const notes = [
    area ? `${area}, not a point` : "",
    card.radius > 0 ? `within ${count(card.radius)} km` : "",
  ].filter(Boolean);
  return h(
    "span",
    {},
    name("span", card.place),
    notes.length ? h("span", { class: "dlp-soft", text: ` (${notes.join(", ")})` }) : null,
  );
}

function certainty(value) {
  if (!Number.isFinite(value)) return null;
  const level = Math.round(Math.min(100, Math.max(0, value)));
  const filled = h("span");
  filled.style.width = `${level}%`;
  const bar = h("span", { class: "dlp-bar", "aria-hidden": "true" }, filled);
  return h("span", { class: "dlp-certainty" }, bar, h("span", { text: `${level} of 100` }));
}

function actors(list) {
  if (!list?.length) return null;
  return h(
    "ul",
    { class: "dlp-actors" },
    list.map((actor) => name("li", actor)),
  );
}

/** Return figures in words, from a sentence or from {low, best, high}. */
function figures(value) {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value !== "object") return name("span", String(value));
  const { low, best, high } = value;
  const range = Number.isFinite(low) && Number.isFinite(high) && low !== high;
  const words = [
    range ? `${low} to ${high}` : null,
    Number.isFinite(best) ? (range ? `best estimate ${best}` : String(best)) : null,
  ].filter(Boolean);
  return words.length ? h("span", { text: words.join(", ") }) : null;
}
