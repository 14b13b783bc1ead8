/**
 * An event's past on its card: who changed what, when and why, and the way to take it back.
 */

import { h, name } from "../basics/dom.js";
import { plural } from "../basics/humanize.js";

const LONGEST_REASON = 200;
/** What should have the focus once the card is drawn again: {event, part}. */
let wanted = null;

/**
 * Return the card's last part.
 *
 * @param {import("../basics/data.js").CardData} card
 * @param {import("../basics/data.js").Send} send sends what a person does to Python
 */
export function historyOf(card, send) {
  const { open, changes, note, said } = card.history;
  const parts = open
    ? [
        h("p", { class: "dlp-said", role: "status", text: said || "" }),
        note ? h("p", { class: "dlp-soft", text: note }) : null,
        h(
          "ol",
          { class: "dlp-changes" },
          changes.map((one) => change(card.id, one, send)),
        ),
      ]
    : [];
  const correct = card.history.can ? correction(card, send) : null;
  return h(
    "section",
    { class: "dlp-history" },
    h("div", { class: "dlp-acts" }, toggle(card, send), correct),
    parts,
  );
}

function correction({ id }, send) {
  return h("button", {
    type: "button",
    class: "dlp-link",
    text: "Correct this event",
    onclick: () => send("correct", { event: id }),
  });
}

/**
 * @param {import("../basics/data.js").CardData} card
 * @param {import("../basics/data.js").Send} send
 */
function toggle({ id, history }, send) {
  const button = h("button", {
    type: "button",
    class: "dlp-more",
    "aria-expanded": String(Boolean(history.open)),
    text: "History",
    onclick: () => {
      wanted = { event: id, part: "toggle" };
      button.classList.add("is-waiting");
      send("history", { event: id, open: !history.open });
    },
  });
  return refocused(button, id, "toggle");
}

/** Give an element the focus that its former self had. */
function refocused(element, event, part) {
  if (wanted?.event === event && wanted.part === part) {
    wanted = null;
    queueMicrotask(() => element.focus({ preventScroll: true }));
  }
  return element;
}

function change(event, one, send) {
  const item = h(
    "li",
    { class: one.undone ? "dlp-change is-undone" : "dlp-change" },
    h(
      "p",
      { class: "dlp-deed" },
      h("b", { text: one.deed }),
      h("span", { class: "dlp-soft", text: " by " }),
      name("span", one.who),
      one.when
        ? h("time", { class: "dlp-soft", datetime: one.when, text: ` ${moment(one.when)}` })
        : null,
    ),
    one.what.map((what) => name("p", what, { class: "dlp-what" })),
    one.why ? name("p", one.why, { class: "dlp-soft" }) : null,
    one.undone ? h("p", { text: "Taken back since." }) : null,
  );
  if (one.can) item.append(undo(event, one, send));
  return item;
}

function undo(event, one, send) {
  const holder = h("div", { class: "dlp-undo" });
  const ask = h("button", {
    type: "button",
    class: "dlp-link",
    "aria-label": `Take back: ${one.deed}`,
    text: "Take back",
    onclick: () => holder.replaceChildren(form(event, one, send, close)),
  });
  const close = () => {
    holder.replaceChildren(ask);
    ask.focus();
  };
  holder.append(ask);
  return holder;
}

function form(event, one, send, close) {
  const why = h("input", { type: "text", maxlength: LONGEST_REASON, dir: "auto" });
  const submit = h("button", { type: "submit", class: "dlp-do", text: "Take back" });
  const others =
    one.others > 0
      ? h("p", {
          class: "dlp-soft",
          text: `The change touched ${plural(one.others, "more event")}; only this one is put back. The Data page takes back a whole import.`,
        })
      : null;
  queueMicrotask(() => why.focus());
  return h(
    "form",
    {
      class: "dlp-ask",
      onsubmit: (submitted) => {
        submitted.preventDefault();
        submit.disabled = true;
        submit.textContent = "Writing…";
        wanted = { event, part: "toggle" };
        send("undo", { event, change: one.id, why: why.value });
      },
      onkeydown: (key) => {
        if (key.key !== "Escape") return;
        key.stopPropagation();
        close();
      },
    },
    others,
    h("label", {}, h("span", { text: "Why (may stay empty)" }), why),
    h(
      "div",
      { class: "dlp-buttons" },
      submit,
      h("button", {
        type: "button",
        class: "dlp-link",
        text: "Cancel",
        onclick: close,
      }),
    ),
  );
}

/** Return a moment in the reader's own time: "22 Nov 2026, 06:24". */
export function moment(iso) {
  const when = new Date(iso);
  if (Number.isNaN(when.getTime())) return "";
  const day = when.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  const time = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return `${day}, ${time}`;
}
