// Clock, ids, log, handles, media types, browsers and the page count of a PDF.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserPlaces, findBrowser } from '../../main/browsers.ts';
import { createClock, dayInVietnam } from '../../main/clock.ts';
import { createBlobHandles } from '../../main/handles.ts';
import { createIds } from '../../main/ids.ts';
import { createLog } from '../../main/log.ts';
import { sniffMedia } from '../../main/media.ts';
import { countPdfPages } from '../../main/pdf-pages.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the day in Việt Nam', () => {
  it.each([
    ['2019-09-15T16:59:59Z', '2019-09-15'],
    ['2019-09-15T17:00:00Z', '2019-09-16'],
    ['2019-12-31T23:00:00Z', '2020-01-01'],
  ])('%s is %s', (instant, day) => {
    expect(dayInVietnam(Date.parse(instant))).toBe(day);
    expect(createClock(() => Date.parse(instant)).today()).toBe(day);
  });
});

describe('ids', () => {
  it('are UUIDv7 of their time and grow strictly, also when the clock goes back', () => {
    let now = 1_568_592_000_000;
    const ids = createIds({ now: () => now });
    const made = Array.from({ length: 20_000 }, (_, index) => {
      if (index === 7_000) now -= 3_600_000;
      if (index === 14_000) now += 7_200_000;
      return ids.next();
    });
    expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(made[0]!.replace('-', '').slice(0, 12), 16)).toBe(1_568_592_000_000);
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('the log', () => {
  it('rotates by size and keeps a bounded number of files', () => {
    const log = createLog({ folder, now: () => 0, maxBytes: 400, keep: 2 });
    for (let line = 0; line < 50; line++) log.info('line', { line });
    const files = readdirSync(folder).sort();
    expect(files).toEqual(['app.log', 'app.log.1', 'app.log.2']);
    for (const file of files) expect(readFileSync(path.join(folder, file)).length).toBeLessThanOrEqual(400);
    expect(readFileSync(path.join(folder, 'app.log'), 'utf8')).toContain('"line":49');
  });

  it('gives an error a reference that leads to its line', () => {
    const log = createLog({ folder, now: () => 0 });
    const ref = log.error('call failed', new Error('lạ', { cause: new Error('vì') }), {
      method: 'plans.get',
    });
    const line = JSON.parse(readFileSync(path.join(folder, 'app.log'), 'utf8')) as Record<string, unknown>;
    expect(line).toMatchObject({
      ref,
      level: 'error',
      method: 'plans.get',
      message: 'lạ',
      cause: 'Error: vì',
    });
    expect(ref).toMatch(/^[0-9a-f]{10}$/);
  });

  it('never throws where it cannot write', () => {
    writeFileSync(path.join(folder, 'file'), '');
    const log = createLog({ folder: path.join(folder, 'file', 'logs'), now: () => 0 });
    expect(log.error('x', 'y')).toMatch(/^[0-9a-f]{10}$/);
  });
});

describe('blob handles', () => {
  const about = { fileName: 'a.pdf', media: 'application/pdf' };

  it('are read as often as asked until they expire', () => {
    let now = 1000;
    const handles = createBlobHandles({ clock: { now: () => now }, lifetime: 100 });
    const { id, url, expiresAt } = handles.put(new Uint8Array([1, 2]), about);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(url).toBe(`/blob/${id}`);
    expect(expiresAt).toBe(1100);
    for (const at of [1000, 1050, 1099]) {
      now = at;
      expect(handles.get(id)?.size).toBe(2);
    }
    now = 1100;
    expect(handles.get(id)).toBeUndefined();
    now = 1000;
    expect(handles.get(id)).toBeUndefined();
  });

  it('give way, oldest first, when they hold too much memory', () => {
    const handles = createBlobHandles({ clock: { now: () => 0 }, memory: 10 });
    const made = [1, 2, 3].map(() => handles.put(new Uint8Array(4), about).id);
    expect(made.map((id) => handles.get(id) !== undefined)).toEqual([false, true, true]);
    const elsewhere = handles.refer({ ...about, size: 1e9, sha256: null, read: () => new Uint8Array() });
    expect([...made, elsewhere.id].map((id) => handles.get(id) !== undefined)).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });

  it('do not answer what was never handed out', () => {
    const handles = createBlobHandles({ clock: { now: () => 0 } });
    for (const id of ['', '0'.repeat(32), '__proto__']) expect(handles.get(id)).toBeUndefined();
  });
});

describe('what bytes are', () => {
  it.each([
    ['%PDF-1.7', 'a.exe', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n', 'a', 'image/png'],
    ['\xff\xd8\xff\xe0', 'a', 'image/jpeg'],
    ['PK\x03\x04', 'a.zip', 'application/zip'],
    ['PK\x03\x04', 'a.DOCX', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['<html>', 'a.pdf', 'application/octet-stream'],
    ['<svg xmlns="…">', 'a.svg', 'application/octet-stream'],
    ['', 'a.pdf', 'application/octet-stream'],
  ])('%j named %s', (head, name, media) => {
    expect(sniffMedia(Buffer.from(head, 'latin1'), name)).toBe(media);
  });
});

describe('an installed browser', () => {
  it('is looked for in both program folders and the own one on Windows', () => {
    const places = browserPlaces({
      platform: 'win32',
      environment: {
        ProgramFiles: 'C:\\Program Files',
        'ProgramFiles(x86)': 'C:\\Program Files (x86)',
        LOCALAPPDATA: 'C:\\L',
      },
    });
    expect(places).toContain('C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe');
    expect(places).toContain('C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe');
    expect(places).toContain('C:\\L\\Chromium\\Application\\chrome.exe');
    expect(places.every((place) => !place.includes('undefined'))).toBe(true);
  });

  const linux = { platform: 'linux', environment: {} };
  it('is the first that is there; the named one counts alone', () => {
    const there = (file: string) => file === '/usr/bin/chromium' || file === '/opt/mine';
    expect(findBrowser({ ...linux, isExecutable: there })).toBe('/usr/bin/chromium');
    expect(findBrowser({ ...linux, environment: { CCHC_BROWSER: '/opt/mine' }, isExecutable: there })).toBe(
      '/opt/mine',
    );
    expect(findBrowser({ ...linux, environment: { CCHC_BROWSER: '/none' }, isExecutable: there })).toBeNull();
    expect(findBrowser({ ...linux, isExecutable: () => false })).toBeNull();
  });
});

describe('counting the pages of a PDF', () => {
  const pdf = (body: string) => Buffer.from(`%PDF-1.4\n${body}\ntrailer\n%%EOF\n`, 'latin1');
  it('counts leaves, not what the content says', () => {
    const tree =
      '1 0 obj <</Type /Pages /Count 2>> endobj 2 0 obj <</Type /Page>> endobj 3 0 obj <</Type/Page/X 1>> endobj';
    const stream = '4 0 obj <</Length 20>> stream\n/Type /Page /Type /Page\nendstream endobj';
    expect(countPdfPages(pdf(`${tree}\n${stream}`))).toBe(2);
  });
  it.each([
    ['not a PDF', Buffer.from('hello')],
    ['no page', pdf('1 0 obj <</Type /Pages>> endobj')],
    ['cut off', Buffer.from('%PDF-1.4 /Type /Page ')],
  ])('refuses %s', (_name, bytes) => {
    expect(() => countPdfPages(bytes)).toThrow(/PDF file/);
  });
});
