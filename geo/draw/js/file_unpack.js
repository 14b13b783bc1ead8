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

/** Put the bytes of a column file's arrays back in order; Python sorted them by place value. */
export function unshuffle(buffer) {
  const bytes = new Uint8Array(buffer);
  const start = 8 + new DataView(buffer).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
  for (const { type, offset, length } of Object.values(header.arrays)) {
    const width = Number(type[1]);
    const array = bytes.subarray(start + offset, start + offset + width * length);
    const planes = array.slice();
    for (let plane = 0; plane < width; plane++) {
      for (let i = 0; i < length; i++) array[i * width + plane] = planes[plane * length + i];
    }
  }
  return buffer;
}
