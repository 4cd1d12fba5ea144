// Photos lose their place and nothing of their picture. The bytes are made by hand; exifr, a parser that is not ours,
// says what is left in them.
import exifr from 'exifr';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanPhoto, readPhoto } from '../../../core/rules/photo-metadata.ts';
import { chance } from '../../long.ts';
import {
  adobe,
  bytesOf,
  chunk,
  exifSegment,
  icc,
  iptc,
  jfif,
  jpegOf,
  picture,
  pngOf,
  png,
  riffChunk,
  segment,
  tiffOf,
  webpHeader,
  webpOf,
  webpPicture,
  xmp,
  xmpSegment,
} from './photo-fixture.ts';

const JPEG = 'image/jpeg';
const PNG = 'image/png';
const WEBP = 'image/webp';
const told = { orientation: 6, taken: '2019:09:16 08:30:00', gps: true, make: 'Camera' } as const;

const oracle = async (bytes: Uint8Array) =>
  ((await exifr.parse(Buffer.from(bytes), {
    tiff: true,
    exif: true,
    gps: true,
    xmp: true,
    iptc: true,
    jfif: false,
    translateValues: false,
    reviveValues: false,
    mergeOutput: true,
  })) ?? {}) as Record<string, unknown>;
const holds = (bytes: Uint8Array, part: Uint8Array) => Buffer.from(bytes).includes(Buffer.from(part));

describe('JPEG', () => {
  test.each([true, false])(
    'the place goes, the way up and the day stay (little-endian: %s)',
    async (little) => {
      const photo = jpegOf([jfif, exifSegment({ ...told, little }), xmpSegment, icc, iptc, adobe]);
      const before = await oracle(photo);
      expect(before).toMatchObject({ Orientation: 6, Make: 'Camera', GPSLatitudeRef: 'N' });
      expect(before['latitude']).toBeCloseTo(20.9375, 3);
      const { bytes, ...facts } = cleanPhoto(photo, JPEG);
      expect(facts).toEqual({ location: 'removed', orientation: 6, takenOn: '2019-09-16' });
      const after = await oracle(bytes);
      expect(after).toEqual({ Orientation: 6, DateTimeOriginal: '2019:09:16 00:00:00' });
      expect(Buffer.from(bytes).includes('GPS')).toBe(false);
      // Everything that draws stands in its order, byte for byte.
      const drawing = jpegOf([jfif, icc, adobe]);
      const block = bytes.subarray(2 + jfif.length, bytes.length - (drawing.length - 2 - jfif.length));
      expect(
        bytesOf(bytes.subarray(0, 2 + jfif.length), bytes.subarray(2 + jfif.length + block.length)),
      ).toEqual(drawing);
      expect(block.length).toBeLessThan(100);
      // Cleaned once more it stays as it is.
      expect(cleanPhoto(bytes, JPEG)).toEqual({
        bytes,
        location: 'none',
        orientation: 6,
        takenOn: '2019-09-16',
      });
    },
  );

  test('with "keep" every byte stays, and it is said that the place is in it', () => {
    const photo = jpegOf([exifSegment(told)]);
    const kept = cleanPhoto(photo, JPEG, true);
    expect(kept).toMatchObject({ location: 'kept', takenOn: '2019-09-16' });
    expect(kept.bytes).toBe(photo);
    expect(cleanPhoto(jpegOf([]), JPEG, true).location).toBe('none');
  });

  test('a place told by XMP, by IPTC, or by a film behind the picture, is one', () => {
    expect(cleanPhoto(jpegOf([xmpSegment]), JPEG).location).toBe('removed');
    expect(cleanPhoto(jpegOf([iptc]), JPEG).location).toBe('removed');
    const film = bytesOf([0, 0, 0, 24], 'ftypmp42', [0, 0, 0, 0], 'mp42isom', '\xa9xyz+20.9375+106.328/');
    const { bytes, location } = cleanPhoto(jpegOf([], film), JPEG);
    expect(location).toBe('removed');
    expect(bytes).toEqual(jpegOf([]));
    expect(cleanPhoto(jpegOf([exifSegment({ orientation: 3 })]), JPEG).location).toBe('none');
  });

  test('what nobody knows behind the picture stays, and the place is unknown', () => {
    const photo = jpegOf([exifSegment(told)], bytesOf('something of a maker'));
    const { bytes, location } = cleanPhoto(photo, JPEG);
    expect(location).toBe('unknown');
    expect(holds(bytes, bytesOf('something of a maker'))).toBe(true);
  });

  test('a photo without anything to say is the same bytes; a day that is none is not taken', () => {
    const plain = jpegOf([jfif]);
    expect(cleanPhoto(plain, JPEG).bytes).toEqual(plain);
    const odd = cleanPhoto(jpegOf([exifSegment({ taken: '0000:00:00 00:00:00', orientation: 9 })]), JPEG);
    expect(odd).toMatchObject({ takenOn: null, orientation: 1, location: 'none' });
  });

  test('a length that lies is no reason to lose a table of the picture', () => {
    const exif = exifSegment(told);
    const lie = Uint8Array.from(exif);
    const longer = exif.length - 2 + picture.quantisation.length;
    lie[2] = longer >> 8;
    lie[3] = longer & 255;
    const photo = jpegOf([lie]);
    expect(cleanPhoto(photo, JPEG)).toMatchObject({ bytes: photo, location: 'unknown' });
  });
});

describe('PNG', () => {
  const talk = [
    chunk('eXIf', tiffOf(told)),
    chunk('iTXt', bytesOf('XML:com.adobe.xmp\0\0\0\0\0', xmp)),
    chunk('tEXt', bytesOf('Comment\0Chí Linh')),
  ];
  test('the place and the texts go, wherever they stand', async () => {
    const colour = chunk('gAMA', bytesOf([0, 0, 0xb1, 0x8f]));
    const photo = pngOf([...talk, colour], talk.slice(1));
    expect((await oracle(photo))['latitude']).toBeCloseTo(20.9375, 3);
    const { bytes, location, takenOn, orientation } = cleanPhoto(photo, PNG);
    expect([location, takenOn, orientation]).toEqual(['removed', '2019-09-16', 6]);
    const after = await oracle(bytes);
    expect(after).toMatchObject({ Orientation: 6 });
    expect(JSON.stringify(after)).not.toMatch(/gps|latitude/i);
    for (const part of [png.header, png.data, png.end, colour]) expect(holds(bytes, part)).toBe(true);
    expect(cleanPhoto(pngOf([]), PNG).bytes).toEqual(pngOf([]));
  });
  test('a chunk whose sum does not hold may hide a picture: nothing is taken away', () => {
    const broken = Uint8Array.from(talk[2]!);
    broken[broken.length - 1]! ^= 1;
    const photo = pngOf([broken]);
    expect(cleanPhoto(photo, PNG)).toMatchObject({ bytes: photo, location: 'unknown' });
  });
});

describe('WebP', () => {
  test('both chunks go, the flags say so, the picture stays', async () => {
    const photo = webpOf([
      webpHeader(0x0c),
      webpPicture,
      riffChunk('EXIF', tiffOf(told)),
      riffChunk('XMP ', bytesOf(xmp)),
    ]);
    const { bytes, location, takenOn, orientation } = cleanPhoto(photo, WEBP);
    expect([location, takenOn, orientation]).toEqual(['removed', '2019-09-16', 6]);
    expect(bytes).toEqual(
      webpOf([
        webpHeader(0x08),
        webpPicture,
        riffChunk('EXIF', tiffOf({ orientation: 6, taken: '2019:09:16 00:00:00' })),
      ]),
    );
    expect(Buffer.from(bytes).includes('GPS')).toBe(false);
    const silent = webpOf([webpPicture]);
    expect(cleanPhoto(silent, WEBP)).toEqual({
      bytes: silent,
      location: 'none',
      orientation: 1,
      takenOn: null,
    });
  });
});

test('TIFF is read and never rewritten; HEIC and films cannot be looked into', () => {
  const tiff = tiffOf(told);
  expect(readPhoto(tiff, 'image/tiff')).toEqual({ orientation: 6, takenOn: '2019-09-16', hasLocation: true });
  expect(cleanPhoto(tiff, 'image/tiff')).toMatchObject({ bytes: tiff, location: 'unknown' });
  expect(cleanPhoto(tiffOf({ orientation: 1 }), 'image/tiff').location).toBe('none');
  expect(cleanPhoto(bytesOf('....ftypheic'), 'image/heic').location).toBe('unknown');
  expect(cleanPhoto(bytesOf('BM'), 'image/bmp').location).toBe('none');
  expect(cleanPhoto(bytesOf('GIF89a'), 'image/gif').location).toBe('none');
  expect(cleanPhoto(bytesOf('GIF89a...XMP DataXMP'), 'image/gif').location).toBe('unknown');
});

describe('damaged photos', () => {
  const samples: readonly (readonly [string, readonly Uint8Array[], readonly Uint8Array[]])[] = [
    [JPEG, [exifSegment(told), xmpSegment, iptc, segment(0xfe, bytesOf('lời ghi'))], [jfif, icc]],
    [PNG, [chunk('eXIf', tiffOf(told)), chunk('tEXt', bytesOf('a\0b'))], []],
    [WEBP, [], []],
  ];
  const build = (media: string, talk: readonly Uint8Array[], drawing: readonly Uint8Array[]) =>
    media === JPEG
      ? jpegOf([...drawing, ...talk])
      : media === PNG
        ? pngOf(talk)
        : webpOf([
            webpHeader(0x0c),
            webpPicture,
            riffChunk('EXIF', tiffOf(told)),
            riffChunk('XMP ', bytesOf(xmp)),
          ]);
  /** Where the talk stands in the built photo: outside of it every byte draws. */
  const talkRange = (media: string, talk: readonly Uint8Array[], drawing: readonly Uint8Array[]) => {
    const length = talk.reduce((sum, part) => sum + part.length, 0);
    if (media === JPEG) {
      const from = 2 + drawing.reduce((sum, part) => sum + part.length, 0);
      return [from, from + length] as const;
    }
    if (media === PNG) return [8 + png.header.length, 8 + png.header.length + length] as const;
    const from = 12 + webpHeader(0).length + webpPicture.length;
    return [from, build(media, talk, drawing).length] as const;
  };
  const essence = (media: string) =>
    media === JPEG
      ? [picture.quantisation, picture.frame, picture.dc, picture.ac, picture.scan, picture.coded]
      : media === PNG
        ? [png.header, png.data, png.end]
        : [webpPicture];

  test('bytes changed inside the talk cost nothing of the picture, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        ([media, talk, drawing], changes) => {
          const photo = build(media, talk, drawing);
          const [from, to] = talkRange(media, talk, drawing);
          for (const [at, value] of changes) photo[from + (at % (to - from))] = value;
          const { bytes } = cleanPhoto(photo, media);
          for (const part of essence(media)) expect(holds(bytes, part)).toBe(true);
        },
      ),
      chance(41, 3_000, 100_000),
    );
  });

  test('cut off anywhere, what there was of the picture is there', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(), ([media, talk, drawing], at) => {
        const photo = build(media, talk, drawing);
        const short = photo.subarray(0, at % (photo.length + 1));
        const { bytes } = cleanPhoto(short, media);
        for (const part of essence(media)) if (holds(short, part)) expect(holds(bytes, part)).toBe(true);
        // The last bytes that draw, too: what follows the talk is the end of the file.
        const [from, to] = talkRange(media, talk, drawing);
        if (media !== WEBP && short.length > to) {
          expect(holds(bytes, short.subarray(to))).toBe(true);
        }
        expect(from).toBeLessThan(photo.length);
      }),
      chance(42, 2_000, 40_000),
    );
  });

  test('any change and any bytes at all: an answer, never an error, and never more bytes than the block of Exif adds', () => {
    const noise = fc.uint8Array({ maxLength: 200 });
    fc.assert(
      fc.property(
        fc.constantFrom(JPEG, PNG, WEBP, 'image/tiff', 'image/gif', 'image/bmp', 'image/heic'),
        fc.oneof(
          noise,
          noise.map((bytes) => bytesOf([0xff, 0xd8, 0xff, 0xe1], bytes)),
          noise.map((bytes) => bytesOf('RIFF', [99, 0, 0, 0], 'WEBPVP8X', bytes)),
          noise.map((bytes) => bytesOf([0x49, 0x49, 42, 0, 8, 0, 0, 0], bytes)),
          fc
            .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }))
            .map(([[media, talk, drawing], changes]) => {
              const photo = build(media, talk, drawing);
              for (const [at, value] of changes) photo[at % photo.length] = value;
              return photo;
            }),
        ),
        (media, bytes) => {
          const cleaned = cleanPhoto(bytes, media);
          expect(cleaned.bytes.length).toBeLessThanOrEqual(bytes.length + 100);
          expect(cleaned.orientation).toBeGreaterThanOrEqual(1);
          if (cleaned.location === 'unknown' && media === 'image/heic') expect(cleaned.bytes).toBe(bytes);
          expect(cleanPhoto(bytes, media, true).bytes).toBe(bytes);
        },
      ),
      chance(43, 3_000, 100_000),
    );
  });
});
