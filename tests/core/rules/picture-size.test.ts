// The size of a picture from its bytes.
import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../../core/rules/picture-size.ts';

const png = (width: number, height: number): Uint8Array => {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
};
/** Start, a comment, fill bytes, a table of Huffman codes, then the frame. */
const jpeg = (marker: number, width: number, height: number): Uint8Array =>
  new Uint8Array(
    [
      [0xff, 0xd8, 0xff, 0xfe, 0, 4, 0xff, 0xc0, 0xff, 0xff, 0xc4, 0, 3, 9],
      [0xff, marker, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255],
      [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xda, 0, 0],
    ].flat(),
  );

describe('pictureSize', () => {
  it('reads PNG', () =>
    expect(pictureSize(png(1200, 70_000), 'image/png')).toEqual({ width: 1200, height: 70_000 }));

  it.each([0xc0, 0xc2, 0xc9])('reads JPEG with the frame %i', (marker) => {
    expect(pictureSize(jpeg(marker, 4032, 3024), 'image/jpeg')).toEqual({ width: 4032, height: 3024 });
  });

  it('tells nothing of what is broken, empty or something else', () => {
    expect(pictureSize(jpeg(0xc4, 40, 30), 'image/jpeg')).toBeNull();
    expect(pictureSize(jpeg(0xc0, 40, 30).slice(0, 18), 'image/jpeg')).toBeNull();
    expect(pictureSize(png(0, 5), 'image/png')).toBeNull();
    expect(pictureSize(png(5, 5), 'image/jpeg')).toBeNull();
    expect(pictureSize(png(5, 5), 'image/webp')).toBeNull();
    expect(pictureSize(new Uint8Array(), 'image/png')).toBeNull();
  });
});
