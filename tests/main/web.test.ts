// The Web handler by itself: which paths lead to which files, the headers of everything, blobs, uploads and events.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppEvent, ChangedEvent, WorkEvent } from '../../core/contract/events.ts';
import { createAssets } from '../../main/assets.ts';
import { createEventHub, createEventStream } from '../../main/events.ts';
import { createBlobHandles } from '../../main/handles.ts';
import { createSilentLog } from '../../main/log.ts';
import { contentDisposition, createWeb, resolveAsset, type WebOptions } from '../../main/web.ts';
import { assets, FILES } from './http-fixture.ts';
import { chance } from '../long.ts';

const names = new Set(Object.keys(FILES));
const APP = { transport: 'app', origin: 'app://bundle' } as const;
const HTTP = { transport: 'http', origin: 'http://127.0.0.1:4000' } as const;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-web-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function setUp(options: Partial<WebOptions> = {}) {
  const handles = createBlobHandles({ clock: { now: () => 1000 } });
  const kept: { bytes: string; media: string }[] = [];
  const web = createWeb({
    assets,
    handles,
    events: createEventHub({ allTables: [], seq: 0 }),
    log: createSilentLog(),
    dispatch: async () => ({ ok: true, value: null }),
    keepUpload: async (source, media) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of source) pieces.push(piece);
      const bytes = Buffer.concat(pieces);
      kept.push({ bytes: bytes.toString(), media });
      return { media, size: bytes.length, sha256: 'f'.repeat(64), read: () => bytes };
    },
    ...options,
  });
  return { web, handles, kept };
}

describe('paths', () => {
  const page = 'index.html';
  const table: [string, string | number][] = [
    ['/', page],
    ['/index.html', page],
    ['/plans', page],
    ['/plans/', page],
    ['/plans/0190-abc', page],
    ['/plans/%C4%91%E1%BB%A3t', page],
    ['/favicon.svg', 'favicon.svg'],
    ['/assets/app-1a2b3c.js', 'assets/app-1a2b3c.js'],
    ['/assets/%61pp-1a2b3c.js', 'assets/app-1a2b3c.js'],
    ['//assets/app-1a2b3c.js', 'assets/app-1a2b3c.js'],
    ['/assets/./app-1a2b3c.js', 'assets/app-1a2b3c.js'],
    ['/x/../assets/app-1a2b3c.js', 'assets/app-1a2b3c.js'],
    ['/assets/../index.html', page],
    ['/../index.html', page],
    ['/assets', page],
    ['/assets/', page],
    ['/missing.js', 404],
    ['/assets/missing.css', 404],
    ['/app.js.map', 404],
    ['/package.json', 404],
    ['/../package.json', 404],
    ['/../../etc/passwd', page],
    ['/%2e%2e/%2e%2e/etc/passwd', page],
    ['/..%2f..%2fetc%2fpasswd', page],
    ['/%2e%2e%2fpackage.json', 404],
    ['/assets/..%2f..%2fpackage.json', 404],
    ['/....//....//package.json', 404],
    ['/..;/package.json', 404],
    ['/.git/config', page],
    ['/.env', page],
    ['/.env.local', 404],
    ['/%00', 400],
    ['/index.html%00.js', 400],
    ['/%5c..%5cpackage.json', 400],
    ['/..%5cpackage.json', 400],
    ['/\\..\\package.json', 400],
    ['/C:/Windows/win.ini', 400],
    ['/c%3a/windows/win.ini', 400],
    ['/file:///etc/passwd', 400],
    ['/assets/app-1a2b3c.js:$DATA', 400],
    ['/assets/app-1a2b3c.js::$DATA', 400],
    ['/%', 400],
    ['/%zz', 400],
    ['/%c3', 400],
    ['/%ff%fe', 400],
    ['/%ed%a0%80', 400],
    ['', 400],
    ['index.html', 400],
    ['http://evil.example/', 400],
    ['/INDEX.HTML', 404],
    ['/Assets/app-1a2b3c.js', 404],
    ['/index.html/', 404],
    ['/index.html/x', page],
    ['/index.html.', 404],
    ['/assets/app-1a2b3c.js ', 404],
    ['/assets/app-1a2b3c.js%20', 404],
    ['/__proto__', page],
    ['/constructor', page],
    ['/toString', page],
    ['/hasOwnProperty.js', 404],
  ];
  it.each(table)('%j', (target, expected) => {
    const found = resolveAsset(target, names);
    expect('status' in found ? found.status : found.name).toBe(expected);
  });

  it('whatever they are, lead to a file of the build, the page, or an error; nothing is thrown', async () => {
    const odd = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '\\',
      ':',
      '\0',
      '%00',
      'assets',
      'index.html',
      '~',
      ' ',
      '…',
      '%',
      '//',
      'app-1a2b3c.js',
    );
    const target = fc.array(fc.oneof(odd, fc.string(), fc.string({ unit: 'binary' })), { maxLength: 8 });
    const { web } = setUp();
    await fc.assert(
      fc.asyncProperty(target, fc.constantFrom('GET', 'HEAD', 'POST', 'PUT'), async (parts, method) => {
        const raw = `/${parts.join('/')}`;
        const found = resolveAsset(raw, names);
        expect('status' in found ? [400, 404].includes(found.status) : names.has(found.name)).toBe(true);
        let request: Request;
        try {
          request = new Request(`app://bundle${raw}`, { method });
        } catch {
          // No URL at all: no transport can bring it.
          return;
        }
        const response = await web(request, APP);
        expect([200, 400, 403, 404, 405]).toContain(response.status);
        expect(response.headers.get('x-content-type-options')).toBe('nosniff');
        if (response.status === 200 && method === 'GET') {
          const text = await response.text();
          const expected = Object.values(FILES).map((file) => file.replaceAll('__CSP_NONCE__', 'N'));
          expect(expected).toContain(text.replaceAll(/(?<=content="|nonce=")[^"]*/g, 'N'));
        }
      }),
      chance(20190916, 400, 20_000),
    );
  });
});

describe('files', () => {
  const get = (target: string, init?: RequestInit) =>
    setUp().web(new Request(`app://bundle${target}`, init), APP);

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-store'],
    ['/assets/app-1a2b3c.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/app-1a2b3c.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/face-9z.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
    ['/favicon.svg', 'image/svg+xml', 'no-store'],
  ])('%s has its type and its time to live', async (target, type, cache) => {
    const response = await get(target);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe(cache);
  });

  it('carry the policy, without unsafe-inline or unsafe-eval, whatever the answer', async () => {
    for (const target of ['/', '/assets/app-1a2b3c.js', '/missing.js', '/%00', '/blob/x', '/upload']) {
      const { headers } = await get(target);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(
        /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[A-Za-z0-9+/=]{24}';/,
      );
      for (const directive of [
        "frame-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]) {
        expect(policy).toContain(directive);
      }
      expect(policy).not.toContain('unsafe');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  it('the page has the nonce of its own answer, another one each time', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => {
        const response = await get('/plans/x');
        const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')![1]!;
        expect(await response.text()).toBe(FILES['index.html']!.replaceAll('__CSP_NONCE__', nonce));
        return nonce;
      }),
    );
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('are only read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      expect((await get('/', { method })).status).toBe(405);
    }
    const head = await get('/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('belong to one origin', async () => {
    const { web } = setUp();
    for (const url of [
      'app://evil/',
      'app://bundle.evil/',
      'http://bundle/',
      'app://bundle:1/',
      'http://127.0.0.1:4000/',
    ]) {
      expect((await web(new Request(url), APP)).status).toBe(404);
    }
    expect((await web(new Request('http://127.0.0.1:4001/'), HTTP)).status).toBe(404);
    expect((await web(new Request('http://127.0.0.1:4000/'), HTTP)).status).toBe(200);
  });

  it('come from the list of the build, checked by hash; without a build a sentence says so', async () => {
    const none = await setUp({ assets: createAssets(folder) }).web(new Request('app://bundle/'), APP);
    expect([none.status, await none.text()]).toEqual([503, expect.stringContaining('chưa được dựng')]);

    mkdirSync(path.join(folder, 'renderer'));
    writeFileSync(path.join(folder, 'renderer', 'index.html'), 'hello');
    writeFileSync(path.join(folder, 'renderer', 'stray.html'), 'not listed');
    const entry = {
      path: 'index.html',
      bytes: 5,
      sha256: createHash('sha256').update('hello').digest('hex'),
    };
    writeFileSync(path.join(folder, 'renderer-manifest.json'), JSON.stringify([entry]));
    const { web } = setUp({ assets: createAssets(folder) });
    expect(await (await web(new Request('app://bundle/'), APP)).text()).toBe('hello');
    expect((await web(new Request('app://bundle/stray.html'), APP)).status).toBe(404);

    writeFileSync(path.join(folder, 'renderer', 'index.html'), 'other');
    const changed = await setUp({ assets: createAssets(folder) }).web(new Request('app://bundle/'), APP);
    expect(changed.status).toBe(500);
    expect(await changed.text()).not.toContain(folder);
  });

  it('calls and events do not exist for the window, which has IPC', async () => {
    const { web } = setUp();
    const call = new Request('app://bundle/rpc/plans.list', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect((await web(call, APP)).status).toBe(405);
    expect((await web(new Request('app://bundle/events'), APP)).headers.get('content-type')).toBe(
      'text/html; charset=utf-8',
    );
  });
});

describe('blobs', () => {
  it('are answered by id, as often as asked, with their name', async () => {
    const { web, handles } = setUp();
    const { url } = handles.put(Buffer.from('%PDF-'), {
      fileName: 'Thông báo số 12.pdf',
      media: 'application/pdf',
    });
    for (const info of [APP, HTTP, APP]) {
      const response = await web(new Request(`${info.origin}${url}`), info);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/pdf');
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="Thong bao so 12.pdf"; filename*=UTF-8''Th%C3%B4ng%20b%C3%A1o%20s%E1%BB%91%2012.pdf`,
      );
      expect(await response.text()).toBe('%PDF-');
    }
    const inline = await web(new Request(`app://bundle${url}?view=inline`), APP);
    expect(inline.headers.get('content-disposition')).toMatch(/^inline; /);
  });

  it('of HTML never run as a page', async () => {
    const { web, handles } = setUp();
    const { url } = handles.put(Buffer.from('<script>'), {
      fileName: 'a.html',
      media: 'text/html; charset=utf-8',
    });
    const { headers } = await web(new Request(`app://bundle${url}?view=inline`), APP);
    expect(headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  it.each([
    '/blob/',
    '/blob/x',
    '/blob/00000000000000000000000000000000',
    '/blob/../blob/x',
    '/blob/%00',
    '/blob/a/b',
  ])('%s is nothing', async (target) => {
    expect((await setUp().web(new Request(`app://bundle${target}`), APP)).status).toBe(404);
  });

  it.each([
    ['a"b.pdf', 'filename="a_b.pdf"'],
    ['a\r\nSet-Cookie: x.pdf', 'filename="a__Set-Cookie_ x.pdf"'],
    ['../../x.pdf', 'filename=".._.._x.pdf"'],
    ['Đề án đã ký.docx', 'filename="De an da ky.docx"'],
    ['文', 'filename="file"'],
    ['\ud800.pdf', 'filename=".pdf"'],
    [`it's (1).pdf`, "filename*=UTF-8''it%27s%20%281%29.pdf"],
  ])('the name %j is made safe', (name, expected) => {
    const value = contentDisposition('attachment', name);
    expect(value).toContain(expected);
    expect(value).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('uploads', () => {
  const limits = { scan: 10, evidence: 10, import: 10, work: 10, check: 10, package: 10 };
  const post = (
    body: BodyInit | null,
    target = '/upload?purpose=scan&name=a.pdf',
    type = 'application/octet-stream',
  ) =>
    new Request(`app://bundle${target}`, {
      method: 'POST',
      headers: type === '' ? {} : { 'content-type': type },
      body,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit);
  const streamOf = (...chunks: string[]) => new Blob(chunks).stream();

  it.each([
    [['%PDF-', 'x'], 'application/pdf'],
    [['%', 'P', 'D', 'F', '-', 'x'], 'application/pdf'],
    [['<html>'], 'application/octet-stream'],
  ])('%j are kept whole, by what they are, and answer a handle', async (pieces, media) => {
    const { web, kept } = setUp({ limits });
    const response = await web(post(streamOf(...pieces)), APP);
    const { value } = (await response.json()) as { value: Record<string, unknown> };
    expect(value).toMatchObject({ media, size: 6, fileName: 'a.pdf', sha256: 'f'.repeat(64) });
    expect(kept).toEqual([{ bytes: pieces.join(''), media }]);
    const blob = await web(new Request(`app://bundle${String(value['url'])}`), APP);
    expect(await blob.text()).toBe(pieces.join(''));
  });

  it.each([
    ['too large', () => post(streamOf('%PDF-', '12345678')), {}, 413, 'TOO_LARGE'],
    ['too large as declared', () => post('12345678901'), {}, 413, 'TOO_LARGE'],
    ['for nothing known', () => post('x', '/upload?purpose=toString'), {}, 400, 'VALIDATION'],
    ['without a purpose', () => post('x', '/upload'), {}, 400, 'VALIDATION'],
    ['as a form', () => post('x', undefined, 'multipart/form-data; boundary=x'), {}, 400, 'WRONG_TYPE'],
    ['as text', () => post('x', undefined, 'text/plain'), {}, 400, 'WRONG_TYPE'],
    ['empty-handed', () => post(null), {}, 400, 'MISSING_KEY'],
    ['where nothing may be written', () => post('x'), { keepUpload: null }, 403, 'READ_ONLY'],
  ] as const)('%s are refused and nothing is kept', async (_name, request, options, status, code) => {
    const { web, kept } = setUp({ limits, ...options });
    const response = await web(request(), APP);
    const { error } = (await response.json()) as { error: { code: string } };
    expect([response.status, error.code]).toEqual([status, code]);
    expect(kept).toEqual([]);
  });
});

describe('events', () => {
  const event = (seq: number): ChangedEvent => ({
    type: 'changed',
    seq,
    tables: ['plan'],
    rowIds: [`row-${seq}`],
  });

  /** Reads the stream until so many events came. */
  async function read(response: Response, count: number): Promise<AppEvent[]> {
    const events: AppEvent[] = [];
    let text = '';
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    while (events.length < count) {
      const { value, done } = await reader.read();
      if (done) break;
      text += value;
      const parts = text.split('\n\n');
      text = parts.pop()!;
      for (const part of parts) {
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (data === undefined) continue;
        const told = JSON.parse(data) as AppEvent;
        // Only a change has a place to go on from.
        const place = told.type === 'changed' ? String(told.seq) : undefined;
        expect(/^id: (\d+)$/m.exec(part)?.[1]).toBe(place);
        events.push(told);
      }
    }
    await reader.cancel();
    return events;
  }

  it('arrive as they happen, and no longer once the screen is gone', async () => {
    const hub = createEventHub({ allTables: ['plan', 'visit'], seq: 7 });
    const response = createEventStream(hub, undefined, {});
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    hub.emit(event(8));
    hub.emit(event(9));
    expect(await read(response, 2)).toEqual([event(8), event(9)]);
    hub.emit(event(10));
  });

  const everything = (seq: number): AppEvent => ({
    type: 'changed',
    seq,
    tables: ['plan', 'visit'],
    rowIds: [],
  });
  it.each([
    ['missed nothing', '10', [event(10)]],
    ['missed two', '8', [event(8), event(9), event(10)].slice(0)],
    ['was away too long', '5', [everything(10)]],
    ['knew a later past, of another folder', '99', [everything(10)]],
    ['is new', undefined, []],
    ['says nonsense', 'x; drop', []],
  ])('a screen that comes back and %s is told so', async (_name, last, expected) => {
    const hub = createEventHub({ allTables: ['plan', 'visit'], seq: 7, remembered: 3 });
    for (const seq of [8, 9, 10]) hub.emit(event(seq));
    const response = createEventStream(hub, last, {});
    hub.emit(event(11));
    expect(await read(response, expected.length + 1)).toEqual([...expected, event(11)]);
  });

  it('long work is told to who is there and to who comes while it runs, and never again', async () => {
    const hub = createEventHub({ allTables: ['plan'], seq: 7 });
    const work = (id: string, state: WorkEvent['state'], done: number): WorkEvent => ({
      type: 'work',
      id,
      method: 'catalogue.load',
      state,
      done,
      total: 10,
      writes: true,
    });
    const there = createEventStream(hub, undefined, {});
    hub.emit(work('a', 'running', 1));
    hub.emit(work('b', 'running', 1));
    hub.emit(work('a', 'running', 4));
    hub.emit(event(8));
    hub.emit(work('b', 'done', 10));
    expect(await read(there, 5)).toHaveLength(5);
    expect(hub.running()).toEqual([work('a', 'running', 4)]);
    const later = createEventStream(hub, '7', {});
    hub.emit(work('a', 'cancelled', 4));
    expect(await read(later, 3)).toEqual([event(8), work('a', 'running', 4), work('a', 'cancelled', 4)]);
    expect(hub.running()).toEqual([]);
  });

  it('a screen that does not read is dropped, and the others still hear', async () => {
    const hub = createEventHub({ allTables: [], seq: 0 });
    const slow = createEventStream(hub, undefined, {}, { backlog: 4 });
    const quick = read(createEventStream(hub, undefined, {}), 10);
    for (let seq = 1; seq <= 10; seq++) {
      hub.emit(event(seq));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect((await quick).map((one) => (one.type === 'changed' ? one.seq : 0))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    const late = await read(slow, 100);
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(10);
  });

  it('a heartbeat keeps the line open; closing the hub ends it', async () => {
    const hub = createEventHub({ allTables: [], seq: 0 });
    const response = createEventStream(hub, undefined, {}, { heartbeat: 20 });
    const decoder = new TextDecoder();
    let text = '';
    for await (const bytes of response.body!) {
      text += decoder.decode(bytes as Uint8Array, { stream: true });
      if ((text.match(/^: still here$/gm)?.length ?? 0) >= 2) hub.close();
    }
    expect(text.startsWith('retry: 1000\n\n')).toBe(true);
  });

  it('a listener that throws does not keep the others from hearing', () => {
    const hub = createEventHub({ allTables: [], seq: 0 });
    const heard: number[] = [];
    hub.listen(() => {
      throw new Error('broken screen');
    });
    const stop = hub.listen((one) => one.type === 'changed' && heard.push(one.seq));
    hub.emit(event(1));
    stop();
    hub.emit(event(2));
    expect(heard).toEqual([1]);
  });
});
