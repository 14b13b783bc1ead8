// The "Copy link" button: the address bar always holds the view, so that is what it copies.

import { h, setText } from "./dom.js";

const LABEL = "Copy link";
const SAID_FOR_MS = 2500;

/** @param {{root: HTMLElement}} component */
export default function ({ root }) {
  if (root.querySelector("button")) return () => {};
  let timer = 0;
  const button = h("button", { type: "button", class: "dateline-copy", text: LABEL });
  const spoken = h("span", { class: "dateline-copy-said", role: "status" });
  button.addEventListener("click", async () => {
    const done = await copied(location.href);
    clearTimeout(timer);
    setText(button, done ? "Link copied" : "Copy it from the address bar");
    setText(spoken, button.textContent);
    timer = setTimeout(() => {
      setText(button, LABEL);
      setText(spoken, "");
    }, SAID_FOR_MS);
  });
  root.append(button, spoken);
  return () => {
    clearTimeout(timer);
    root.replaceChildren();
  };
}

/** Copy text; the clipboard is only offered on secure pages, which a plain http host is not. */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

function copiedByHand(text) {
  const field = h("textarea", { readonly: true, style: "position:fixed;opacity:0" });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
