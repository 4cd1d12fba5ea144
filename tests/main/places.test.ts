// Drives as the operating systems tell them, and which paths a call may name.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../core/contract/index.ts';
import { WORK_FILE_EXTENSION } from '../../core/exchange/work-file.ts';
import {
  CIM_COMMAND,
  createDriveLister,
  type Drive,
  drivesOfCim,
  drivesOfMounts,
} from '../../main/drives.ts';
import { createPlaces, isBelow } from '../../main/places.ts';

const fixture = (name: string) =>
  readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'drives', name), 'utf8');
const WINDOW: Caller = { transport: 'ipc', meta: {} };
const CLI: Caller = { transport: 'cli', meta: {} };

describe('drives', () => {
  it('of Windows: labels, file systems, what is removable', () => {
    expect(drivesOfCim(fixture('cim-several.json'))).toEqual([
      { path: 'C:\\', label: 'Disk (C:)', fileSystem: 'NTFS', removable: false },
      { path: 'D:\\', label: 'Disk (D:)', fileSystem: null, removable: false },
      { path: 'E:\\', label: 'KINGSTON (E:)', fileSystem: 'FAT32', removable: true },
      { path: 'F:\\', label: 'USB (F:)', fileSystem: 'EXFAT', removable: true },
      { path: 'H:\\', label: 'Sở Nội vụ (H:)', fileSystem: 'NTFS', removable: true },
      { path: 'Z:\\', label: 'chung (Z:)', fileSystem: 'NTFS', removable: false },
    ]);
    expect(drivesOfCim(`\uFEFF${fixture('cim-one.json')}\r\n`)).toHaveLength(1);
  });

  it.each([
    '',
    ' \r\n',
    'null',
    '7',
    '[',
    '{"DeviceID":"..\\\\"}',
    '[{"DeviceID":"C:","DriveType":"2"}]',
    '<html>',
  ])('nothing is made of %j', (text) => expect(drivesOfCim(text)).toEqual([]));

  it('of Linux: mounts of sticks, no network share, no memory', () => {
    const removable = drivesOfMounts(fixture('mountinfo.txt')).filter((drive) => drive.removable);
    expect(removable).toEqual([
      { path: '/media/an/KINGSTON', label: 'KINGSTON', fileSystem: 'FAT32', removable: true },
      { path: '/run/media/an/S a\\b', label: 'S a\\b', fileSystem: 'EXFAT', removable: true },
      { path: '/mnt/Ổ đĩa', label: 'Ổ đĩa', fileSystem: 'NTFS', removable: true },
    ]);
  });

  it('a label that a stranger wrote is only letters', () => {
    const [drive] = drivesOfCim(
      JSON.stringify({
        DeviceID: 'e:',
        DriveType: 2,
        VolumeName: '\u202Ea\u0007b'.padEnd(90, 'x'),
        FileSystem: 'FAT32',
      }),
    );
    expect(drive?.label).toMatch(/^abx{58} \(E:\)$/);
  });

  it('whatever text comes, the answer is a list', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(Array.isArray(drivesOfCim(text))).toBe(true);
        expect(Array.isArray(drivesOfMounts(text))).toBe(true);
      }),
    );
  });

  it('Windows is asked once in a while, by the full path of its shell, and silence counts as none', async () => {
    const asked: [string, readonly string[]][] = [];
    let time = 0;
    const lister = createDriveLister({
      platform: 'win32',
      systemRoot: 'C:\\Windows',
      now: () => time,
      run: async (file, args) => {
        asked.push([file, args]);
        if (asked.length === 2) throw new Error('blocked by policy');
        return fixture('cim-one.json');
      },
    });
    expect(await Promise.all([lister(), lister()])).toHaveLength(2);
    expect(asked).toEqual([
      [
        'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
        ['-NoProfile', '-NonInteractive', '-Command', CIM_COMMAND],
      ],
    ]);
    time = 3_000;
    expect(await lister()).toEqual([]);
  });

  it('of this very PC can be asked', async () => {
    for (const drive of await createDriveLister()()) expect(path.isAbsolute(drive.path)).toBe(true);
  });
});

describe('places', () => {
  let root: string;
  let data: string;
  let stick: string;
  let desk: string;
  let drives: Drive[];
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'cchc-places-'));
    [data, stick, desk] = ['data', 'stick', 'desk'].map((name) => path.join(root, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [data, stick, desk]) mkdirSync(folder);
    drives = [{ path: stick, label: 'KINGSTON (E:)', fileSystem: 'FAT32', removable: true }];
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const places = (dialog?: () => Promise<string | null>) =>
    createPlaces({ dataFolder: data, drives: async () => drives, dialog: dialog ?? null });

  it('a stick is shown with its space, its limit and what of ours lies there, newest first', async () => {
    const names = ['a.cchc', 'b.CCHCR', 'c.cchck', `d.${WORK_FILE_EXTENSION}`, 'e.txt', 'f.cchc.exe'];
    for (const [at, name] of names.entries()) {
      writeFileSync(path.join(stick, name), 'x'.repeat(at));
      utimesSync(path.join(stick, name), 1000 + at, 1000 + at);
    }
    mkdirSync(path.join(stick, 'g.cchc'));
    symlinkSync(path.join(stick, 'a.cchc'), path.join(stick, 'h.cchc'));
    const [place, ...more] = await places().list(WINDOW);
    expect(more).toEqual([]);
    expect(place).toMatchObject({
      path: stick,
      label: 'KINGSTON (E:)',
      kind: 'removable',
      fileSystem: 'FAT32',
      fileLimit: 2 ** 32 - 1,
    });
    expect(place?.freeBytes).toBeGreaterThan(0);
    expect(place?.files.map(({ fileName, kind, bytes }) => [fileName, kind, bytes])).toEqual([
      [`d.${WORK_FILE_EXTENSION}`, 'work', 3],
      ['c.cchck', 'card', 2],
      ['b.CCHCR', 'receipt', 1],
      ['a.cchc', 'package', 0],
    ]);
  });

  it('a package in parts is shown once, by its first part and with all its bytes', async () => {
    const sizes = {
      'a.cchc': 1,
      'a.cchc.001': 5,
      'a.cchc.002': 5,
      'a.cchc.003': 2,
      'b.CCHC.001': 7,
      'c.cchc.002': 9,
      'd.zip.001': 3,
      'e.cchc.ready.001': 4,
      'f.cchc.001.part': 4,
    };
    for (const [name, size] of Object.entries(sizes)) writeFileSync(path.join(stick, name), 'x'.repeat(size));
    const [place] = await places().list(WINDOW);
    const shown = place?.files.map(({ fileName, kind, bytes }) => [fileName, kind, bytes]);
    expect(shown?.toSorted()).toEqual([
      ['a.cchc', 'package', 1],
      ['a.cchc.001', 'package', 12],
      ['b.CCHC.001', 'package', 7],
    ]);
  });

  it('a stick that was pulled out is not shown', async () => {
    rmSync(stick, { recursive: true });
    expect(await places().list(WINDOW)).toEqual([]);
    await expect(places().assertWritable(stick, CLI)).rejects.toMatchObject({ code: 'PLACE_GONE' });
  });

  it('a folder chosen in the dialog is remembered, the last one first, and may be named from then on', async () => {
    await expect(places().assertWritable(desk, WINDOW)).rejects.toMatchObject({ code: 'PLACE_UNSUITABLE' });
    const asked: (string | null)[] = [];
    const withDialog = createPlaces({
      dataFolder: data,
      drives: async () => drives,
      dialog: async (last) => {
        asked.push(last);
        return asked.length === 3 ? null : desk;
      },
    });
    expect(await withDialog.choose?.()).toMatchObject({ path: desk, kind: 'folder', label: 'desk' });
    await withDialog.choose?.();
    expect(await withDialog.choose?.()).toBeNull();
    expect(asked).toEqual([null, desk, desk]);
    const again = places();
    expect((await again.list(WINDOW)).map(({ path: at }) => at)).toEqual([stick, desk]);
    expect(await again.assertWritable(path.join(desk, '.'), WINDOW)).toMatchObject({ path: desk });
    expect(again.choose).toBeNull();
  });

  it('the dialog does not lead into the data of this program', async () => {
    for (const chosen of [data, path.join(data, 'backups')]) {
      mkdirSync(chosen, { recursive: true });
      await expect(places(async () => chosen).choose?.()).rejects.toMatchObject({ code: 'PLACE_UNSUITABLE' });
    }
    expect(await places().list(WINDOW)).toHaveLength(1);
  });

  it('a person of this PC names any folder; it is remembered, and a stick is not', async () => {
    expect(await places().assertWritable(desk, CLI)).toMatchObject({ path: desk });
    expect(await places().assertWritable(stick, CLI)).toMatchObject({
      path: stick,
      fileLimit: 2 ** 32 - 1,
      fileSystem: 'FAT32',
    });
    expect(JSON.parse(readFileSync(path.join(data, 'places.json'), 'utf8'))).toEqual([desk]);
    expect(readdirSync(desk)).toEqual([]);
    const [first, ...others] = await places().list(CLI, stick);
    expect([first?.path, others.map(({ path: at }) => at)]).toEqual([stick, [desk]]);
  });

  it.each<[string, () => string, string]>([
    ['relative', () => 'desk', 'PLACE_UNSUITABLE'],
    ['empty', () => '', 'PLACE_UNSUITABLE'],
    ['with a zero byte', () => `${desk}\0x`, 'PLACE_UNSUITABLE'],
    ['the data folder', () => data, 'PLACE_UNSUITABLE'],
    ['in the data folder', () => path.join(data, 'backups'), 'PLACE_UNSUITABLE'],
    ['the data folder by a way round', () => path.join(desk, '..', 'data'), 'PLACE_UNSUITABLE'],
    ['the data folder by a link above', () => path.join(root, 'way', 'data'), 'PLACE_UNSUITABLE'],
    ['a link', () => path.join(root, 'link'), 'PLACE_UNSUITABLE'],
    ['a file', () => path.join(root, 'file'), 'PLACE_UNSUITABLE'],
    ['gone', () => path.join(desk, 'gone'), 'PLACE_GONE'],
    ['too long', () => path.join(desk, 'x'.repeat(300)), 'PLACE_UNSUITABLE'],
  ])('a folder that is %s is refused, and nothing is left', async (_name, given, code) => {
    mkdirSync(path.join(data, 'backups'));
    symlinkSync(desk, path.join(root, 'link'));
    symlinkSync(root, path.join(root, 'way'));
    writeFileSync(path.join(root, 'file'), '');
    await expect(places().assertWritable(given(), CLI)).rejects.toMatchObject({ code });
    await expect(places().list(CLI, given())).rejects.toMatchObject({ code });
    expect(readdirSync(data)).toEqual(['backups']);
    expect(readdirSync(desk)).toEqual([]);
  });

  it('a folder without the right to write is refused', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('the superuser may write everywhere');
    chmodSync(desk, 0o500);
    await expect(places().assertWritable(desk, CLI)).rejects.toMatchObject({ code: 'PLACE_UNSUITABLE' });
  });

  it('a page reads from places that it is shown, and from nowhere else', async () => {
    const file = path.join(stick, 'sub', 'goi.cchc');
    mkdirSync(path.dirname(file));
    writeFileSync(file, '');
    truncateSync(file, 5_000_000_000);
    expect(await places().readable(file, WINDOW)).toEqual({
      path: file,
      fileName: 'goi.cchc',
      size: 5_000_000_000,
    });
    const elsewhere = path.join(desk, 'goi.cchc');
    writeFileSync(elsewhere, 'x');
    await expect(places().readable(elsewhere, WINDOW)).rejects.toMatchObject({ code: 'PLACE_UNSUITABLE' });
    expect(await places().readable(elsewhere, CLI)).toMatchObject({ size: 1 });
    // A link on a stick leads a page nowhere.
    symlinkSync(elsewhere, path.join(stick, 'link.cchc'));
    symlinkSync(desk, path.join(stick, 'way'));
    for (const name of ['link.cchc', 'way/goi.cchc', '../desk/goi.cchc'])
      await expect(places().readable(`${stick}/${name}`, WINDOW)).rejects.toMatchObject({
        code: 'PLACE_UNSUITABLE',
      });
    await expect(places().readable(path.join(stick, 'nicht.cchc'), WINDOW)).rejects.toMatchObject({
      code: 'PLACE_GONE',
    });
    await expect(places().readable(stick, WINDOW)).rejects.toMatchObject({ code: 'PLACE_UNSUITABLE' });
    writeFileSync(path.join(data, 'cchc.db'), 'x');
    await expect(places().readable(path.join(data, 'cchc.db'), CLI)).rejects.toMatchObject({
      code: 'PLACE_UNSUITABLE',
    });
  });

  it('what somebody wrote into the list of folders is no more than a wish', async () => {
    for (const text of ['[1]', '{', '["relative", "/nowhere-at-all"]', JSON.stringify([data])]) {
      writeFileSync(path.join(data, 'places.json'), text);
      expect((await places().list(WINDOW)).map(({ path: at }) => at)).toEqual([stick]);
      await expect(places().assertWritable(data, WINDOW)).rejects.toMatchObject({ code: 'PLACE_UNSUITABLE' });
    }
  });

  it('below is below', () => {
    expect(isBelow('/a/b', '/a/b')).toBe(true);
    expect(isBelow('/a/b', '/a/b/..c')).toBe(true);
    expect(isBelow('/a/b', '/a/bc')).toBe(false);
    expect(isBelow('/a/b', '/a')).toBe(false);
  });
});
