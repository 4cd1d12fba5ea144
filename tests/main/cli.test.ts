// The command line over the real application: what each command prints, and what it leaves behind.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { documentKinds } from '../../core/documents/kinds.ts';
import { AppError } from '../../core/contract/error.ts';
import { contract } from '../../core/contract/index.ts';
import type { PdfPrinter } from '../../main/pdf.ts';
import { createPaperPrinter, createWorkplace, dumpFolder, type Workplace } from './cli-fixture.ts';

const errorSchema = z.looseObject({
  code: z.string(),
  message: z.string().min(10),
  fields: z.array(z.object({ path: z.string(), code: z.string() })).optional(),
});
const errorOf = (text: string) => errorSchema.parse(JSON.parse(text));

let place: Workplace;
beforeAll(() => {
  place = createWorkplace();
});
afterAll(() => place.remove());

describe('without a data folder', () => {
  it('help is printed in both languages', async () => {
    const vietnamese = await place.run(['help']);
    const english = await place.run(['help', '--lang', 'en']);
    for (const { code, out, err } of [vietnamese, english]) {
      expect([code, err]).toEqual([0, '']);
      for (const command of ['methods', 'call', 'sample', 'serve', 'render', 'help', '--data', '--lang']) {
        expect(out).toContain(command);
      }
    }
    expect(vietnamese.out).not.toBe(english.out);
  });

  it('methods prints every method with JSON Schema of input and output', async () => {
    const { code, out } = await place.run(['methods']);
    expect(code).toBe(0);
    const schema = z.looseObject({ $schema: z.string() });
    const listed = z
      .array(
        z.strictObject({
          method: z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/),
          kind: z.enum(['query', 'command']),
          http: z.boolean(),
          beforeSetup: z.boolean(),
          input: schema.extend({ type: z.literal('object'), additionalProperties: z.literal(false) }),
          output: schema,
        }),
      )
      .parse(JSON.parse(out));
    expect(listed.map(({ method }) => method)).toEqual(Object.keys(contract));
    const create = listed.find(({ method }) => method === 'plans.create')!;
    expect(create.kind).toBe('command');
    expect(create.input['required']).toEqual(['title']);
    expect(JSON.stringify(create.input)).toContain('"maxLength":500');
  });

  it.each([
    [[]],
    [['frobnicate']],
    [['call']],
    [['call', 'plans.list', '{}', 'more']],
    [['call', 'plans.list', '--nope']],
    [['sample']],
    [['sample', 'a', 'b']],
    [['serve', '--port', 'x']],
    [['serve', '--port', '65536']],
    [['serve', '--open', 'https://evil.example']],
    [['serve', '--open', '//evil.example']],
    [['render']],
    [['render', 'id']],
    [['render', 'id', '--out', 'o', '--format', 'pdf,exe']],
    [['render', 'id', '--out', 'o', '--set', 'everything']],
    [['render', '--report', 'a', '--index', 'b', '--out', 'o']],
    [['render', 'id', '--report', 'a', '--out', 'o']],
    [['methods', 'more']],
  ])('%j is not understood: exit 2', async (args) => {
    const { code, out, err } = await place.run(args);
    expect([code, out]).toEqual([2, '']);
    expect(errorOf(err).code).toBe('USAGE');
    expect(dumpFolder(place.data)).toBe('no folder');
  });

  it.each([
    [['call', 'nope.nope'], 'UNKNOWN_METHOD'],
    [['call', 'constructor'], 'UNKNOWN_METHOD'],
    [['call', 'plans.list', '{'], 'NOT_JSON'],
    [['call', 'plans.list', "{'a':1}"], 'NOT_JSON'],
    [['call', 'plans.list', '@missing.json'], 'FILE_NOT_READ'],
    [['call', 'plans.list', '{"nope":1}'], 'UNKNOWN_KEY'],
    [['call', 'plans.get'], 'MISSING_KEY'],
    [['sample', 'nowhere-1999'], 'VALIDATION'],
    [['render', 'not-an-id', '--out', 'o'], 'VALIDATION'],
  ])('%j fails before a folder is made', async (args, expected) => {
    const { code, out, err } = await place.run(args);
    expect([code, out, errorOf(err).code]).toEqual([1, '', expected]);
    expect(dumpFolder(place.data)).toBe('no folder');
  });

  it('the message is a sentence with cause and remedy in the language asked for', async () => {
    const vietnamese = errorOf((await place.run(['call', 'nope'])).err);
    const english = errorOf((await place.run(['call', 'nope', '--lang=en'])).err);
    expect(vietnamese.message).toMatch(/^Phần mềm không có chức năng "nope"\. \S+/);
    expect(english.message).toMatch(/^There is no function "nope"\. \S+/);
  });
});

describe('call', () => {
  let own: Workplace;
  beforeAll(async () => {
    own = createWorkplace();
    const setUp = {
      office: { name: 'Sở Nội vụ', parentName: null, level: 'province', placeName: 'Hải Dương' },
      person: { fullName: 'Nguyễn Văn A', position: null },
    };
    await own.call('system.setUp', setUp);
  });
  afterAll(() => own.remove());

  it('prints the value as one line of JSON', async () => {
    const { code, out, err } = await own.run(['call', 'system.status']);
    expect([code, err, out.split('\n').length]).toEqual([0, '', 2]);
    expect(JSON.parse(out)).toMatchObject({
      setUp: true,
      today: '2019-09-16',
      pdf: false,
      dataFolder: own.data,
    });
  });

  it('indents it for a person', async () => {
    const { out } = await own.run(['call', 'system.status'], { isTerminal: true });
    expect(out.split('\n').length).toBeGreaterThan(5);
  });

  const input = '{"title":"Kế hoạch kiểm tra năm 2020"}';
  it.each([
    ['an argument', input, undefined],
    ['a file', '@in.json', input],
    ['a file with a mark at its start', '@bom.json', `\ufeff${input}`],
    ['standard input', '-', input],
  ])('takes its input from %s', async (_name, argument, content) => {
    if (argument.startsWith('@')) writeFileSync(path.join(own.root, argument.slice(1)), content!);
    const { code, out } = await own.run(
      ['call', 'plans.create', argument],
      content === undefined ? {} : { stdin: Buffer.from(content) },
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ title: 'Kế hoạch kiểm tra năm 2020', rev: 1 });
  });

  it('takes what a Windows shell redirects, UTF-16', async () => {
    writeFileSync(
      path.join(own.root, 'utf16.json'),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(input, 'utf16le')]),
    );
    expect((await own.run(['call', 'plans.create', '@utf16.json'])).code).toBe(0);
  });

  it('refuses what is no text, and what is too much', async () => {
    const wrong = await own.run(['call', 'plans.list', '-'], { stdin: Buffer.from([0x7b, 0xff, 0x7d]) });
    expect([wrong.code, errorOf(wrong.err).code]).toEqual([1, 'NOT_JSON']);
    const large = await own.run(['call', 'plans.list', '-'], { stdin: Buffer.alloc(3 * 1024 * 1024, 32) });
    expect([large.code, errorOf(large.err).code]).toEqual([1, 'TOO_LARGE']);
  });

  it('of a query runs beside the running application, of a command does not', async () => {
    const application = own.open(own.data, 'write');
    try {
      const before = dumpFolder(own.data);
      expect((await own.run(['call', 'plans.list'])).code).toBe(0);
      const refused = await own.run(['call', 'plans.create', input]);
      expect([refused.code, errorOf(refused.err).code]).toEqual([1, 'DATA_LOCKED']);
      expect(dumpFolder(own.data)).toBe(before);
    } finally {
      await application.close();
    }
    expect((await own.run(['call', 'plans.create', input])).code).toBe(0);
  });
});

describe('sample and render', () => {
  let own: Workplace;
  let planId: string;
  beforeAll(async () => {
    own = createWorkplace();
    const { code, out } = await own.run(['sample', 'hai-duong-2019']);
    if (code !== 0) throw new Error('the sample does not load');
    planId = (JSON.parse(out) as { planId: string }).planId;
  });
  afterAll(() => own.remove());

  const manifestSchema = z.strictObject({
    planId: z.string(),
    files: z.array(
      z.strictObject({
        file: z.string(),
        kind: z.enum([...documentKinds, 'working_sheet', 'sample']),
        agency: z.string().nullable(),
        format: z.enum(['pdf', 'docx', 'html']),
        bytes: z.int().min(1),
        pages: z.int().min(1).nullable(),
        sha256: z.string().length(64),
      }),
    ),
    failures: z.array(
      z.strictObject({
        file: z.string(),
        kind: z.string(),
        agency: z.string().nullable(),
        format: z.string(),
        error: z.object({ code: z.string() }),
      }),
    ),
  });
  function readManifest(folder: string) {
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync(path.join(own.root, folder, 'manifest.json'), 'utf8')),
    );
    for (const { file, bytes, sha256 } of manifest.files) {
      const content = readFileSync(path.join(own.root, folder, file));
      expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
    }
    const names = manifest.files.map(({ file }) => file);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(readdirSync(path.join(own.root, folder)).sort()).toEqual([...names, 'manifest.json'].sort());
    return manifest;
  }

  it('again changes nothing and prints the same', async () => {
    const before = dumpFolder(own.data);
    const [first, second] = [
      await own.run(['sample', 'hai-duong-2019']),
      await own.run(['sample', 'hai-duong-2019']),
    ];
    expect(first).toEqual(second);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toMatchObject({ planId, agencies: 7 });
    expect(dumpFolder(own.data)).toBe(before);
  });

  it('every notice comes in each format, and the manifest lists just what is there', async () => {
    const printer = createPaperPrinter();
    const { code, out, err } = await own.run(
      ['render', planId, '--out', 'all', '--format', 'pdf,docx,html'],
      { printer },
    );
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ planId, files: 24, failures: 0 });
    const { files, failures } = readManifest('all');
    expect(failures).toEqual([]);
    for (const format of ['pdf', 'docx', 'html']) {
      const ofFormat = files.filter((file) => file.format === format);
      expect(ofFormat).toHaveLength(8);
      expect(
        ofFormat.filter(({ kind, agency }) => kind === 'collective_notice' && agency === null),
      ).toHaveLength(1);
      expect(new Set(ofFormat.map(({ agency }) => agency)).size).toBe(8);
      expect(ofFormat.every(({ pages }) => (format === 'pdf') === (pages === 1))).toBe(true);
    }
    expect(printer.printed).toHaveLength(8);
    expect(files.every(({ file }) => /^\d\d-[\x21-\x7e]+\.(pdf|docx|html)$/.test(file))).toBe(true);
  });

  it('packs and all kinds come under names of their own, worded where nothing is recorded', async () => {
    const before = dumpFolder(own.data);
    await own.run(['render', planId, '--out', 'packs', '--format', 'html', '--set', 'packs']);
    const packs = readManifest('packs');
    expect(packs.failures).toEqual([]);
    const kinds = Object.groupBy(packs.files, ({ kind }) => kind);
    expect(Object.keys(kinds).toSorted()).toEqual(['agency_notice', 'minutes', 'working_sheet']);
    expect(Object.values(kinds).map((files) => files?.length)).toEqual([7, 7, 7]);

    const { code } = await own.run(['render', planId, '--out', 'every', '--format', 'docx', '--set', 'all']);
    const all = readManifest('every');
    expect(all.failures).toEqual([]);
    expect(code).toBe(0);
    expect(new Set(all.files.map(({ kind }) => kind)).size).toBeGreaterThan(10);
    expect(dumpFolder(own.data)).toBe(before);
  });

  it('writes what belongs to no round: a periodic report, and the decision on a set of the index', async () => {
    const called = async (method: string, input: object) =>
      JSON.parse((await own.run(['call', method, JSON.stringify(input)])).out) as { readonly id: string };
    const report = await called('periodReports.create', { kind: 'year', year: 2019, today: '2019-12-27' });
    const set = await called('indexSets.create', {
      year: 2019,
      name: 'Chỉ số CCHC năm 2019',
      groupName: 'Sở, ban, ngành',
      agencyKinds: ['so_nganh'],
      from: 'starter',
    });
    for (const [option, key, id] of [
      ['--report', 'periodReportId', report.id],
      ['--index', 'indexSetId', set.id],
    ] as const) {
      const { code, out } = await own.run([
        'render',
        option,
        id,
        '--out',
        `apart${option}`,
        '--format',
        'docx',
      ]);
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ [key]: id, files: 1, failures: 0 });
    }
    const missing = await own.run(['render', '--index', planId, '--out', 'apart-none']);
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('NOT_FOUND');
  });

  it('again into the same folder replaces the files', async () => {
    await own.run(['render', planId, '--out', 'twice', '--format', 'docx']);
    const { code } = await own.run(['render', planId, '--out', 'twice', '--format', 'docx']);
    expect(code).toBe(0);
    expect(readManifest('twice').files).toHaveLength(8);
  });

  it('without a browser the error says so and the other formats are still written', async () => {
    const { code, err } = await own.run(['render', planId, '--out', 'nopdf']);
    expect(code).toBe(1);
    // Once, not for each notice.
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(errorOf(err)).toMatchObject({ code: 'PDF_UNAVAILABLE' });
    expect(errorOf(err).message).toMatch(/Edge, Chrome/);
    const { files, failures } = readManifest('nopdf');
    expect(files.map(({ format }) => format)).toEqual(
      Array.from({ length: 16 }, (_, index) => (index % 2 === 0 ? 'docx' : 'html')),
    );
    expect(failures.map(({ format, error }) => `${format} ${error.code}`)).toEqual(
      Array.from({ length: 8 }, () => 'pdf PDF_UNAVAILABLE'),
    );
  });

  it('a printer that breaks is told as a failure, and stops nothing else', async () => {
    const broken: PdfPrinter = {
      print: () => Promise.reject(new AppError('PDF_UNAVAILABLE', { cause: new Error('crashed') })),
      close: async () => undefined,
    };
    const { code } = await own.run(['render', planId, '--out', 'broken'], { printer: broken });
    expect(code).toBe(1);
    expect(readManifest('broken').files).toHaveLength(16);
  });

  it('stops when asked, without a manifest that would vouch for half of it', async () => {
    const stopping = new AbortController();
    const slow: PdfPrinter = {
      print: async () => {
        stopping.abort();
        return { bytes: Buffer.from('%PDF'), pages: 1 };
      },
      close: async () => undefined,
    };
    const { code, err } = await own.run(['render', planId, '--out', 'stopped'], {
      printer: slow,
      stop: stopping.signal,
    });
    expect([code, errorOf(err).code]).toEqual([1, 'STOPPED']);
    expect(existsSync(path.join(own.root, 'stopped', 'manifest.json'))).toBe(false);
  });

  it('runs beside the running application and writes nothing into its data', async () => {
    const application = own.open(own.data, 'write');
    try {
      const before = dumpFolder(own.data);
      expect((await own.run(['render', planId, '--out', 'beside', '--format', 'html'])).code).toBe(0);
      expect(dumpFolder(own.data)).toBe(before);
    } finally {
      await application.close();
    }
  });

  it('of a round that is not there is NOT_FOUND, and makes no folder', async () => {
    const { code, err } = await own.run(['render', '00000000-0000-7000-8000-000000000000', '--out', 'none']);
    expect([code, errorOf(err).code]).toEqual([1, 'NOT_FOUND']);
    expect(existsSync(path.join(own.root, 'none'))).toBe(false);
  });

  it('into a place that is no folder says so', async () => {
    writeFileSync(path.join(own.root, 'file'), '');
    const { code, err } = await own.run(['render', planId, '--out', 'file', '--format', 'html']);
    expect([code, errorOf(err).code]).toEqual([1, 'OUT_NOT_WRITTEN']);
  });

  it('tells its progress to a person', async () => {
    const { err } = await own.run(['render', planId, '--out', 'seen', '--format', 'html'], {
      isTerminal: true,
    });
    expect(err.trim().split('\n')).toHaveLength(8);
    expect(err).toMatch(/^1\/8 00-/);
  });
});

describe('serve', () => {
  it('first prints where it is, serves calls and events of the application, and ends when asked', async () => {
    const own = createWorkplace();
    const stopping = new AbortController();
    const lines: string[] = [];
    let told: (url: string) => void;
    const address = new Promise<string>((resolve) => (told = resolve));
    const running = own.run(['serve', '--open', '/plans'], {
      stop: stopping.signal,
      onOut: (text) => {
        lines.push(text);
        told((JSON.parse(text) as { url: string }).url);
      },
    });
    try {
      const url = await address;
      expect(lines[0]).toMatch(
        /^\{"ready":true,"url":"http:\/\/127\.0\.0\.1:\d+\/plans\?key=[A-Za-z0-9_-]{43}"\}\n$/,
      );
      const signIn = await fetch(url, { redirect: 'manual' });
      expect([signIn.status, signIn.headers.get('location')]).toEqual([303, '/plans']);
      const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
      const { origin } = new URL(url);
      const call = async (method: string, input: unknown) => {
        const response = await fetch(`${origin}/rpc/${method}`, {
          method: 'POST',
          headers: { cookie, origin, 'content-type': 'application/json' },
          body: JSON.stringify({ input }),
        });
        return {
          status: response.status,
          body: (await response.json()) as { ok: boolean; value?: { planId: string } },
        };
      };
      const events = await fetch(`${origin}/events`, { headers: { cookie } });
      const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();

      expect((await call('system.status', {})).body).toMatchObject({ ok: true, value: { setUp: false } });
      expect((await call('plans.create', { title: 'x' })).body).toMatchObject({
        ok: false,
        error: { code: 'NOT_SET_UP' },
      });
      const loaded = await call('system.loadSample', { name: 'hai-duong-2019' });
      expect(loaded.body.ok).toBe(true);
      let text = '';
      while (!text.includes('data: ')) text += (await reader.read()).value ?? '';
      expect(text).toContain('"type":"changed"');
      expect(text).toContain('plan');
      const bad = await call('plans.get', { id: '00000000-0000-7000-8000-000000000000' });
      expect([bad.status, bad.body]).toMatchObject([404, { ok: false, error: { code: 'NOT_FOUND' } }]);

      // A second server on the same folder has to wait its turn.
      const second = await own.run(['serve']);
      expect([second.code, second.out, errorOf(second.err).code]).toEqual([1, '', 'DATA_LOCKED']);
      const port = new URL(url).port;
      const taken = await own.run(['serve', '--port', port, '--data', 'other']);
      expect([taken.code, taken.out, errorOf(taken.err).code]).toEqual([1, '', 'PORT_IN_USE']);
    } finally {
      stopping.abort();
    }
    expect((await running).code).toBe(0);
    expect(lines).toHaveLength(1);
    // The lock is free again.
    await own.open(own.data, 'write').close();
    own.remove();
  });
});
