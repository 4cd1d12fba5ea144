/**
 * A zip written part by part, so that a job of many papers never lies in memory as a whole, and read back part by part
 * from where it was written. What goes in is packed already (PDF, DOCX), so it is only put together.
 */
import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipPassThrough } from 'fflate';
import { AppError } from '../../core/contract/error.ts';

export interface ZipPart {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The pieces of the file, in order. Stops with its source, wherever that is. */
export async function* zipOf(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, piece) => {
    if (error) failure = error;
    else made.push(piece);
  });
  for await (const { name, bytes } of parts) {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
    if (failure !== null) throw failure;
    yield* made.splice(0);
  }
  zip.end();
  if (failure !== null) throw failure;
  yield* made.splice(0);
}

/** Reads a piece of a file; shorter where it ends. */
export type ReadPiece = (offset: number, length: number) => Uint8Array;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** The last record of a file without a comment. */
const END_LENGTH = 22;
const LOCAL_LENGTH = 30;
const CENTRAL_LENGTH = 46;

/**
 * Reads back what was written: every name once, in this order, with exactly these bytes. CORRUPT where the disk has
 * kept something else; nothing longer than one part is held.
 */
export async function checkZip(
  read: ReadPiece,
  size: number,
  expected: readonly { readonly name: string; readonly sha256: string }[],
): Promise<void> {
  const wrong = (): AppError => new AppError('CORRUPT', { detail: { entity: 'file' } });
  const view = (offset: number, length: number): DataView => {
    const piece = read(offset, length);
    if (piece.byteLength !== length) throw wrong();
    return new DataView(piece.buffer, piece.byteOffset, piece.byteLength);
  };
  const end = view(size - END_LENGTH, END_LENGTH);
  if (end.getUint32(0, true) !== END || end.getUint16(10, true) !== expected.length) throw wrong();
  let at = end.getUint32(16, true);
  for (const { name, sha256 } of expected) {
    await setImmediate();
    const head = view(at, CENTRAL_LENGTH);
    if (head.getUint32(0, true) !== CENTRAL) throw wrong();
    const [packed, nameLength] = [head.getUint32(20, true), head.getUint16(28, true)];
    const local = head.getUint32(42, true);
    if (new TextDecoder().decode(read(at + CENTRAL_LENGTH, nameLength)) !== name) throw wrong();
    const start = view(local, LOCAL_LENGTH);
    if (start.getUint32(0, true) !== LOCAL) throw wrong();
    const from = local + LOCAL_LENGTH + start.getUint16(26, true) + start.getUint16(28, true);
    if (hash('sha256', read(from, packed), 'hex') !== sha256) throw wrong();
    at += CENTRAL_LENGTH + nameLength + head.getUint16(30, true) + head.getUint16(32, true);
  }
}
