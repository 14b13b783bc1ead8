/**
 * One claim: the words of a report, what was read from them, and where they stand.
 */

import { parseDay } from "../basics/days.js";
import { h, name } from "../basics/dom.js";
import { humanizeDay } from "../basics/humanize.js";
import { MODALITY_LABELS } from "../basics/looks.js";

/**
 * Return a claim as a list item; one that was not yet public on day `known` says so.
 * @param {import("../basics/data.js").ClaimData} one
 * @param {number|null} [known] null for no such day
 */
export function claim(one, known = null) {
  const day = one.known ? parseDay(one.known) : null;
  const later = known !== null && day !== null && day > known;
  return h(
    "li",
    { class: later ? "dlp-claim is-later" : "dlp-claim" },
    later ? h("p", { class: "dlp-later", text: `Not yet public on ${humanizeDay(known)}` }) : null,
    one.words ? name("blockquote", one.words) : null,
    h("p", { class: "dlp-manner" }, ...manner(one)),
    written("Place", one.toponym, one.place),
    written("Date", one.date_words, one.when),
    citation(one.report || {}, day),
    textLink(one.text),
  );
}

function manner(one) {
  const words = MODALITY_LABELS[one.modality] || one.modality || "Reported";
  if (!one.origin) return [h("span", { text: words })];
  return [h("span", { text: `${words}, relayed from ` }), name("span", one.origin)];
}

/** Return what a text says in its words, and what that was taken to mean. */
function written(label, words, meaning) {
  if (!words && !meaning) return null;
  return h(
    "p",
    { class: "dlp-written" },
    h("span", { class: "dlp-soft", text: `${label} as written: ` }),
    words ? name("q", words) : h("span", { text: "not given" }),
    words && meaning ? h("span", { class: "dlp-soft", text: ", read as " }) : null,
    meaning ? name("span", words ? meaning : ` (read as ${meaning})`) : null,
  );
}

/** Return the way to the sentence in its report, where the report's text is kept. */
function textLink(address) {
  if (!address) return null;
  const link = h("a", { href: address, target: "_self", text: "Read it in the report" });
  return h("p", { class: "dlp-citation" }, link);
}

function citation(report, known) {
  const parts = [
    report.publisher ? name("span", report.publisher) : null,
    report.author ? name("span", report.author) : null,
    title(report),
    ...dates(report, known),
  ].filter(Boolean);
  return h(
    "p",
    { class: "dlp-citation" },
    parts.flatMap((part, i) => (i ? [", ", part] : [part])),
  );
}

function title(report) {
  const text = report.title || "untitled report";
  const href = webAddress(report.url);
  if (!href) return name("cite", text);
  return h(
    "cite",
    { dir: "auto" },
    name("a", text, {
      href,
      target: "_blank",
      rel: "noopener noreferrer",
    }),
  );
}

function dates(report, known) {
  const published = report.published ? parseDay(report.published) : null;
  const shown = published === null ? report.published : humanizeDay(published);
  const words = shown ? [h("span", { text: shown })] : [];
  if (known !== null && published !== null && known !== published) {
    words.push(h("span", { text: `public since ${humanizeDay(known)}` }));
  }
  return words;
}

/** Return an address if it is one of the web, else "": no other scheme may become a link. */
export function webAddress(text) {
  if (typeof text !== "string") return "";
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : "";
  } catch {
    return "";
  }
}
