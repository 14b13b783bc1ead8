// The first script of a page that is one file: unpacks what the page carries, then runs the
// program among it. The policy of the page names the hash of either, so nothing else can run.

import { unpackAll } from "./unpack.js";

async function start() {
  try {
    const files = new Map(await unpackAll(document));
    globalThis.datelineFiles = files;
    const program = document.createElement("script");
    program.type = "module";
    program.textContent = new TextDecoder().decode(files.get("program"));
    document.body.append(program);
    program.remove();
  } catch (error) {
    const said = document.createElement("p");
    said.role = "alert";
    said.textContent = `This file cannot be read: it is damaged, or the browser is older than 2023. (${error})`;
    document.body.append(said);
  }
}

start();
