import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../core/contract/error.ts';
import { createBlobStore } from '../../db/blobs.ts';
import { codeOf, world } from './helpers.ts';

const bytes = new TextEncoder().encode('Biên bản có chữ ký');
const sha256 = createHash('sha256').update(bytes).digest('hex');

function store() {
  const { connection, folder, clock } = world();
  return {
    blobs: createBlobStore({ connection, folder, clock }),
    folder: path.join(folder, 'blobs'),
    connection,
  };
}
const files = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
async function* pieces(...list: readonly Uint8Array[]) {
  yield* list;
}

describe('the content store', () => {
  test('keeps bytes under their own hash, once', () => {
    const { blobs, folder, connection } = store();
    expect(blobs.put(bytes, 'text/plain')).toEqual({ sha256, size: bytes.length, media: 'text/plain' });
    expect(blobs.put(bytes, 'text/html')).toEqual({ sha256, size: bytes.length, media: 'text/plain' });
    expect(files(folder)).toEqual([path.join(sha256.slice(0, 2), sha256)]);
    expect(connection.prepare('SELECT count(*) FROM blob').pluck().get()).toBe(1);
    expect(blobs.get(sha256, { verify: true })).toEqual(bytes);
    expect(blobs.get(blobs.put(new Uint8Array(0), 'x/y').sha256)).toHaveLength(0);
  });

  test('takes a stream piece by piece, and nothing of one that breaks or is too large', async () => {
    const { blobs, folder } = store();
    const info = await blobs.putStream(pieces(bytes.subarray(0, 5), bytes.subarray(5)), 'text/plain');
    expect(info.sha256).toBe(sha256);
    const kept = files(folder);
    await expect(blobs.putStream(pieces(bytes, bytes), 'x/y', { limit: bytes.length })).rejects.toMatchObject(
      { code: 'TOO_LARGE' },
    );
    async function* broken() {
      yield bytes;
      throw new RangeError('cable');
    }
    await expect(blobs.putStream(broken(), 'x/y')).rejects.toThrow(RangeError);
    expect(files(folder)).toEqual(kept);
    let streamed = Buffer.alloc(0);
    for await (const piece of blobs.stream(sha256)) streamed = Buffer.concat([streamed, piece as Buffer]);
    expect(new Uint8Array(streamed)).toEqual(bytes);
  });

  test('what is not known is NOT_FOUND, and a name is never a path', () => {
    const { blobs } = store();
    for (const name of ['0'.repeat(64), '../cchc.db', '', sha256.toUpperCase(), `${sha256}/../..`]) {
      expect([name, codeOf(() => blobs.get(name))]).toEqual([name, 'NOT_FOUND']);
    }
    expect(blobs.info(sha256)).toBeUndefined();
  });

  test('a file that is gone, cut or changed is CORRUPT, and putting the bytes again mends it', () => {
    const { blobs } = store();
    blobs.put(bytes, 'text/plain');
    const file = blobs.path(sha256);
    writeFileSync(file, bytes.subarray(1));
    expect(codeOf(() => blobs.get(sha256))).toBe('CORRUPT');
    writeFileSync(file, bytes.toReversed());
    expect(codeOf(() => blobs.get(sha256, { verify: true }))).toBe('CORRUPT');
    rmSync(file);
    expect(codeOf(() => blobs.path(sha256))).toBe('CORRUPT');
    for (const damage of [() => writeFileSync(file, bytes.toReversed()), () => rmSync(file)]) {
      blobs.put(bytes, 'text/plain');
      damage();
      blobs.put(bytes, 'text/plain');
      expect(blobs.get(sha256, { verify: true })).toEqual(bytes);
    }
  });

  test('the check names files without a row and rows without a file', () => {
    const { blobs, folder, connection } = store();
    expect(blobs.check()).toEqual({ orphans: [], missing: [] });
    const other = blobs.put(new Uint8Array([1, 2, 3]), 'x/y').sha256;
    blobs.put(bytes, 'text/plain');
    connection.prepare('DELETE FROM blob WHERE sha256 = ?').run(other);
    rmSync(path.join(folder, sha256.slice(0, 2), sha256));
    writeFileSync(path.join(folder, 'half.partial'), 'x');
    expect(blobs.check()).toEqual({
      orphans: [`${other.slice(0, 2)}/${other}`, 'half.partial'].toSorted(),
      missing: [sha256],
    });
    // The folder alone decides nothing: files stay until somebody who knows of the backups takes them away.
    expect(existsSync(path.join(folder, 'half.partial'))).toBe(true);
    expect(readFileSync(path.join(folder, other.slice(0, 2), other))).toHaveLength(3);
  });

  test('a folder in which no file can be made gives a code, not a path', () => {
    const { blobs, folder } = store();
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, 'a file where the folder was');
    let caught: unknown;
    try {
      blobs.put(bytes, 'text/plain');
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(Error);
    if (caught instanceof AppError) expect(caught.message).not.toContain(folder);
  });

  test('what is held is read in pieces, kept without being read again, or leaves nothing', async () => {
    const { blobs, folder } = store();
    const held = await blobs.hold(pieces(bytes.subarray(0, 5), bytes.subarray(5)));
    expect(held).toMatchObject({ size: bytes.length, sha256 });
    expect(blobs.info(sha256)).toBeUndefined();
    expect(held.read(3, 4)).toEqual(bytes.subarray(3, 7));
    expect(held.read(bytes.length - 2, 99)).toEqual(bytes.subarray(-2));
    expect(held.read(bytes.length + 5, 4)).toHaveLength(0);
    expect(held.readAll()).toEqual(bytes);
    // It is neither lost nor left over while it waits.
    expect(blobs.check()).toEqual({ orphans: [], missing: [] });
    expect(blobs.sweep()).toBe(0);
    expect(held.keep('text/plain')).toEqual({ sha256, size: bytes.length, media: 'text/plain' });
    expect(files(folder)).toEqual([path.join(sha256.slice(0, 2), sha256)]);
    expect(codeOf(() => held.read(0, 1))).toBe('FILE_GONE');
    expect(blobs.has(sha256)).toBe(true);

    const other = await blobs.hold(pieces(bytes));
    other.discard();
    expect(files(folder)).toHaveLength(1);
    expect(codeOf(() => other.keep('x/y'))).toBe('FILE_GONE');
    await expect(blobs.hold(pieces(bytes, bytes), { limit: bytes.length })).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
    expect(files(folder)).toHaveLength(1);
  });

  test('the long check lets others in, tells how far it is, and stops where it is told to', async () => {
    const { blobs, folder } = store();
    const made = Array.from({ length: 200 }, (_, index) => blobs.put(new Uint8Array([index, 1, 2]), 'x/y'));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const steps: number[] = [];
    const answer = await blobs.inspect({ deep: true, onStep: (done) => steps.push(done) });
    clearInterval(timer);
    expect(answer).toEqual({ files: 200, bytes: 600, faults: [] });
    expect(steps).toHaveLength(201);
    expect(turns).toBeGreaterThan(0);
    writeFileSync(path.join(folder, made[7]!.sha256.slice(0, 2), made[7]!.sha256), new Uint8Array([9, 9, 9]));
    rmSync(path.join(folder, made[8]!.sha256.slice(0, 2), made[8]!.sha256));
    expect((await blobs.inspect()).faults).toEqual([{ kind: 'missing', name: made[8]!.sha256 }]);
    expect((await blobs.inspect({ deep: true })).faults).toEqual([
      { kind: 'altered', name: made[7]!.sha256 },
      { kind: 'missing', name: made[8]!.sha256 },
    ]);
    const stop = () => {
      throw new AppError('CANCELLED');
    };
    await expect(blobs.inspect({ onStep: stop })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
