/** Counts the pages of a PDF by its page tree, for the files that Chromium writes. */

/** Objects that Chromium leaves uncompressed: `/Type /Pages … /Count n` for the root, `/Type /Page` for each leaf. */
export function countPdfPages(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!text.startsWith('%PDF-') || !/%%EOF\s*$/.test(text)) throw new Error('not a whole PDF file');
  let count = 0;
  // Only dictionaries are looked at: what stands between stream and endstream is content.
  for (const part of text.split(/\bstream\r?\n/)) {
    const end = part.lastIndexOf('endstream');
    const objects = end === -1 ? part : part.slice(end);
    count += objects.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
  }
  if (count === 0) throw new Error('no page found in the PDF file');
  return count;
}
