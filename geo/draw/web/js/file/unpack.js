// Files that a page carries inside itself: gzipped, as base64 in elements that no browser runs.

/** @returns {Promise<[string, ArrayBuffer][]>} every carried file by name */
export function unpackAll(document) {
  const elements = [...document.querySelectorAll("script[data-file]")];
  return Promise.all(
    elements.map(async (element) => {
      const name = element.dataset.file;
      const buffer = await gunzip(bytesOf(element.textContent));
      element.remove();
      return [name, buffer];
    }),
  );
}

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function gunzip(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
