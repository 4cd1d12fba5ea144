import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/error.ts';
import { errorText } from '../../../core/contract/error-text.ts';
import type { PackageLimits } from '../../../core/exchange/package/limits.ts';
import { openPackage, openPlainPackage, packageParts } from '../../../main/exchange/package-reader.ts';
import { writePackage } from '../../../main/exchange/package-writer.ts';
import { unsealed } from '../../exchange/hostile.ts';
import { isLong } from '../../long.ts';
import {
  noProgress,
  planRows,
  recipient,
  sampleHeader,
  sampleInput,
  sender,
  visitRows,
  workFolder,
} from '../../exchange/package-sample.ts';

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

const open = (folder: string, paths: readonly string[], limits: Partial<PackageLimits> = {}) =>
  openPackage({
    paths,
    identities: [recipient.ageIdentity],
    passphrase: null,
    workFolder: folder,
    progress: noProgress,
    limits,
  });

describe('a package', () => {
  it('is written and read back whole', async () => {
    const folder = workFolder();
    const input = sampleInput(folder);
    const written = await writePackage(input);
    expect(written.counts).toEqual({ plan: 3, visit: 2 });
    expect(readdirSync(folder)).toEqual(['lai-vung-2026-1.cchc']);
    for (const identity of [recipient.ageIdentity, sender.ageIdentity]) {
      const read = await openPackage({
        paths: written.paths,
        identities: [identity],
        passphrase: null,
        workFolder: folder,
        progress: noProgress,
      });
      expect(readdirSync(folder)).toEqual(['lai-vung-2026-1.cchc']);
      expect(read.header).toEqual(sampleHeader());
      expect(read.hash).toBe(written.hash);
      expect(read.bytes).toBe(written.bytes);
      expect(read.signedBy).toBe(sender.signPublic);
      expect(read.counts).toEqual(written.counts);
      expect([...read.rows('plan')]).toEqual(planRows);
      expect([...read.rows('visit')]).toEqual(visitRows);
      expect([...read.deletions()]).toEqual(input.deletions);
      expect([...read.journal()]).toEqual([...input.journal!]);
      expect(read.criteria).toEqual(input.criteria);
      expect(read.forms).toEqual(
        input.tables.map(({ form }) => form).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      );
      for (const file of input.files)
        expect(await bytesOf(read.openFile(file.sha256))).toBe(await bytesOf(file.open()));
      read.close();
      read.close();
    }
  });

  it.skipIf(process.platform === 'win32')('is for another user too, wherever it is carried', async () => {
    const { paths } = await writePackage(sampleInput(workFolder(), { partLimit: 1000 }));
    for (const file of paths) expect(statSync(file).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  it('is cut into parts where one file may not be so long, and put together again', async () => {
    const folder = workFolder();
    const written = await writePackage(sampleInput(folder, { partLimit: 1000 }));
    const count = Math.ceil(written.bytes / 1000);
    expect(count).toBeGreaterThan(5);
    const names = readdirSync(folder).toSorted();
    expect(names).toEqual(
      Array.from({ length: count }, (_, n) => `lai-vung-2026-1.cchc.${String(n + 1).padStart(3, '0')}`),
    );
    expect(packageParts(path.join(folder, names[3]!))).toEqual(written.paths);
    const opened = await open(folder, written.paths);
    expect(opened.hash).toBe(written.hash);
    opened.close();
    await expect(open(folder, written.paths.toReversed())).rejects.toMatchObject({ code: 'PACKAGE_NOT' });
    // Whoever left one behind is told of parts, not of a damaged stick.
    const missing = await open(folder, written.paths.slice(0, -1)).catch((error: unknown) => error);
    expect(missing).toMatchObject({ code: 'PACKAGE_DAMAGED', detail: { parts: count - 1 } });
    const told = { code: 'PACKAGE_DAMAGED', detail: { parts: count - 1 } } as const;
    expect(errorText(told, 'vi').remedy).toContain('Chép đủ các phần');
    expect(errorText(told, 'en').cause).toContain('.001');
    rmSync(written.paths[2]!);
    expect(() => packageParts(written.paths[0]!)).toThrow(
      expect.objectContaining({ code: 'PACKAGE_DAMAGED', detail: { parts: count - 1 } }),
    );
    expect(packageParts(path.join(folder, 'x.cchc'))).toEqual([path.join(folder, 'x.cchc')]);
  });

  it('has the fields of zip64 where sizes, offsets or numbers need them, and other tools read them', async () => {
    for (const zipLimits of [
      { size: 400, count: 0xffff },
      { size: 0xffffffff, count: 5 },
      { size: 20, count: 3 },
    ]) {
      const folder = workFolder();
      const written = await writePackage(sampleInput(folder, { zipLimits }));
      const plain = await unsealed(readFileSync(written.paths[0]!));
      const file = path.join(folder, 'plain.zip');
      writeFileSync(file, plain);
      const opened = openPlainPackage({ path: file, progress: noProgress, zipLimits });
      expect(opened.hash).toBe(written.hash);
      opened.close();
      // Nobody needs it here, so in the one form it is not there.
      expect(() => openPlainPackage({ path: file, progress: noProgress })).toThrow('PACKAGE_DAMAGED');
      const tested = spawnSync('unzip', ['-t', file], { encoding: 'utf8' });
      if (tested.error === undefined) expect(tested.stdout).toContain('No errors detected');
      else console.log('skipped: this machine has no unzip');
    }
  });

  it.each([
    ['entries', 10],
    ['fileBytes', 15],
    ['rows', 8],
    ['rowsPerTable', 2],
    ['tableBytes', 500],
    ['journalBytes', 20],
    ['criteriaBytes', 10],
    ['packageBytes', 5000],
  ] as const)('that no reader would take is not written: %s', async (what, limit) => {
    const folder = workFolder();
    let asked = false;
    const checkRoom = () => void (asked = true);
    await expect(
      writePackage(sampleInput(folder, { limits: { [what]: limit }, checkRoom })),
    ).rejects.toMatchObject({ code: 'PACKAGE_TOO_LARGE', detail: { what, limit } });
    expect([readdirSync(folder), asked]).toEqual([[], false]);
  });

  it('leaves nothing where it is cancelled or fails, at whatever step', async () => {
    const folder = workFolder();
    let steps = 0;
    await writePackage(sampleInput(folder, { progress: { step: () => void steps++ } }));
    rmSync(path.join(folder, 'lai-vung-2026-1.cchc'));
    expect(steps).toBeGreaterThan(10);
    for (let stop = 1; stop <= steps; stop++) {
      let left = stop;
      const step = () => {
        if (--left === 0) throw new AppError('CANCELLED');
      };
      await expect(writePackage(sampleInput(folder, { progress: { step }, partLimit: 700 }))).rejects.toThrow(
        'CANCELLED',
      );
      expect(readdirSync(folder)).toEqual([]);
    }
    const [file] = sampleInput(folder).files;
    const other = {
      ...file!,
      async *open() {
        yield Buffer.from('something else');
      },
    };
    await expect(writePackage(sampleInput(folder, { files: [other] }))).rejects.toMatchObject({
      code: 'CORRUPT',
    });
    let opened = 0;
    const changing = {
      ...file!,
      async *open() {
        yield opened++ === 0 ? Buffer.from('một tấm ảnh') : Buffer.from('một tấm ảnH');
      },
    };
    await expect(writePackage(sampleInput(folder, { files: [changing] }))).rejects.toMatchObject({
      code: 'CORRUPT',
    });
    const noRoom = () => {
      throw new AppError('DISK_FULL');
    };
    await expect(writePackage(sampleInput(folder, { checkRoom: noRoom }))).rejects.toThrow('DISK_FULL');
    await expect(
      writePackage(sampleInput(folder, { target: path.join(folder, 'gone', 'a.cchc') })),
    ).rejects.toMatchObject({ code: 'PLACE_GONE' });
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(path.join(folder, 'lai-vung-2026-1.cchc'), 'kept');
    await expect(writePackage(sampleInput(folder))).rejects.toMatchObject({ code: 'DUPLICATE' });
    expect(readFileSync(path.join(folder, 'lai-vung-2026-1.cchc'), 'utf8')).toBe('kept');
  });

  it('leaves nothing where opening is cancelled, and is told from what is no file', async () => {
    const folder = workFolder();
    const written = await writePackage(sampleInput(folder));
    const work = path.join(folder, 'work');
    mkdirSync(work);
    const given = {
      paths: written.paths,
      identities: [recipient.ageIdentity],
      passphrase: null,
      workFolder: work,
    };
    let steps = 0;
    (await openPackage({ ...given, progress: { step: () => void steps++ } })).close();
    for (let stop = 1; stop <= steps; stop++) {
      let left = stop;
      const step = () => {
        if (--left === 0) throw new AppError('CANCELLED');
      };
      await expect(openPackage({ ...given, progress: { step } })).rejects.toThrow('CANCELLED');
      expect(readdirSync(work)).toEqual([]);
    }
    await expect(open(work, [path.join(folder, 'none.cchc')])).rejects.toMatchObject({ code: 'PLACE_GONE' });
    await expect(open(work, [work])).rejects.toMatchObject({ code: 'PACKAGE_NOT' });
    symlinkSync(written.paths[0]!, path.join(folder, 'link.cchc'));
    await expect(open(work, [path.join(folder, 'link.cchc')])).rejects.toMatchObject({ code: 'PACKAGE_NOT' });
    truncateSync(written.paths[0]!, written.bytes - 1);
    await expect(open(work, written.paths)).rejects.toMatchObject({ code: 'PACKAGE_DAMAGED' });
    expect(readdirSync(work)).toEqual([]);
  });

  it('is refused beyond each of the limits', async () => {
    const folder = workFolder();
    const written = await writePackage(sampleInput(folder));
    const limits: Partial<PackageLimits> = {
      packageBytes: written.bytes - 1,
      entries: 5,
      textBytes: 500,
      descriptorBytes: 500,
      tables: 3,
      columns: 7,
      tableBytes: 200,
      rowsPerTable: 2,
      rows: 4,
      cellLength: 30,
      criteriaBytes: 10,
      journalBytes: 10,
      journalLine: 8,
      fileBytes: 10,
    };
    for (const [name, limit] of Object.entries(limits)) {
      await expect(open(folder, written.paths, { [name]: limit }), name).rejects.toMatchObject({
        code: 'PACKAGE_TOO_LARGE',
        detail: { what: name, limit },
      });
    }
  });

  it('of much evidence takes little memory', async () => {
    const folder = workFolder();
    const mebibyte = 1024 * 1024;
    const size = (isLong ? 1024 : 80) * mebibyte;
    const piece = Buffer.alloc(mebibyte, 'minh chứng ');
    const hash = createHash('sha256');
    for (let at = 0; at < size; at += mebibyte) hash.update(piece);
    const file = {
      sha256: hash.digest('hex'),
      size,
      media: 'video/mp4',
      folder: 'evidence' as const,
      async *open() {
        for (let at = 0; at < size; at += mebibyte) yield piece;
      },
    };
    let peak = 0;
    const before = process.memoryUsage().arrayBuffers;
    const step = () => {
      peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
    };
    const written = await writePackage(sampleInput(folder, { files: [file], progress: { step } }));
    const opened = await openPackage({
      paths: written.paths,
      identities: [recipient.ageIdentity],
      passphrase: null,
      workFolder: folder,
      progress: { step },
    });
    let read = 0;
    for await (const bytes of opened.openFile(file.sha256)) read += bytes.length;
    opened.close();
    expect(read).toBe(size);
    // Whatever the collector has not taken yet counts too.
    expect(peak).toBeLessThan(isLong ? size / 4 : size);
    rmSync(folder, { recursive: true });
  }, 120_000);
});
