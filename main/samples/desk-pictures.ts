/** Two small pictures that stand for photos of a posting board: drawn here, a few hundred bytes each, of no real place. */
import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 320;
const HEIGHT = 240;
const palette = [0xe8, 0xee, 0xf4, 0x2f, 0x5d, 0x8a, 0xff, 0xff, 0xff, 0xb0, 0x3a, 0x2e];

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A board of 8 × 4 sheets; `gaps` are the places where none hangs, `marked` are framed in red. */
export function boardPicture(gaps: readonly number[], marked: readonly number[]): Uint8Array<ArrayBuffer> {
  const pixels = Buffer.alloc((WIDTH + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) pixels[y * (WIDTH + 1) + 1 + x] = colourAt(x, y, gaps, marked);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head.set([8, 3, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', head),
      chunk('PLTE', Uint8Array.from(palette)),
      chunk('IDAT', deflateSync(pixels, { level: 9 })),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}

function colourAt(x: number, y: number, gaps: readonly number[], marked: readonly number[]): number {
  if (x < 16 || y < 16 || x >= WIDTH - 16 || y >= HEIGHT - 16) return 0;
  const [column, row] = [Math.floor((x - 16) / 36), Math.floor((y - 16) / 52)];
  const [inX, inY] = [(x - 16) % 36, (y - 16) % 52];
  if (inX < 4 || inY < 4 || inX >= 32 || inY >= 48) return 1;
  const place = row * 8 + column;
  if (gaps.includes(place)) return 1;
  const isFrame = inX < 7 || inY < 7 || inX >= 29 || inY >= 45;
  return isFrame && marked.includes(place) ? 3 : 2;
}
