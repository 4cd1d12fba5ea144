/** How large a picture is, from its own bytes (JPEG and PNG). Null where they do not tell. */

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const u32 = (bytes: Uint8Array, at: number): number => u16(bytes, at) * 65_536 + u16(bytes, at + 2);

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function pictureSize(bytes: Uint8Array, media: string): PictureSize | null {
  const size = media === 'image/png' ? pngSize(bytes) : media === 'image/jpeg' ? jpegSize(bytes) : null;
  return size === null || size.width < 1 || size.height < 1 ? null : size;
}

function pngSize(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 24 || pngStart.some((byte, index) => bytes[index] !== byte)) return null;
  return { width: u32(bytes, 16), height: u32(bytes, 20) };
}

/** Frames are C0 to CF, but for the tables and the extension that share the range. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(bytes: Uint8Array): PictureSize | null {
  if (u16(bytes, 0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { width: u16(bytes, at + 7), height: u16(bytes, at + 5) };
    else if (marker === 0xd8 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (marker === 0xd9 || marker === 0xda) return null;
    else at += 2 + Math.max(2, u16(bytes, at + 2));
  }
  return null;
}
