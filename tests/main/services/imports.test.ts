// The way of every import over a purpose made up for it: what a person sees, what is written, what is refused and that
// a refusal writes nothing. The bad files of every kind, each told by what and where.
import http from 'node:http';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorValue } from '../../../core/contract/error.ts';
import { AppError } from '../../../core/contract/error.ts';
import type { Caller, Input, Output } from '../../../core/contract/index.ts';
import { imports as contract, type ImportFault, type ImportPreview } from '../../../core/contract/imports.ts';
import { importFaultText } from '../../../core/exchange/sheet/fault-text.ts';
import { textOf } from '../../../core/exchange/sheet/target.ts';
import { registry } from '../../../db/registry.ts';
import { createImportService } from '../../../main/services/imports.ts';
import type { ImportTarget } from '../../../main/services/imports/target.ts';
import { createSheetReader } from '../../../main/spreadsheet/sheet-reader.ts';
import { UPLOAD_LIMITS } from '../../../main/web.ts';
import { startFixture } from '../http-fixture.ts';
import {
  compoundFile,
  type Raw,
  type RawSheet,
  target as sheet,
  toTcvn3,
  toVni,
  xlsx,
} from '../spreadsheet/fixture.ts';
import { noVersion, type Office, removeOffice, setUpOffice } from './fixture.ts';

const HEADER = ['Mã', 'Tên cơ quan', 'Loại'];
const caller: Caller = { transport: 'cli', meta: {} };

/** Adds the agencies of a file by name; a parent must be in the file or in the data. */
const target: ImportTarget = {
  sheet,
  template: {
    fileName: 'mau-co-quan',
    sheetName: 'Cơ quan',
    title: 'Tệp mẫu',
    instructions: ['Điền mỗi cơ quan một hàng.'],
    examples: [{ name: 'Sở Nội vụ', kind: 'Sở, ngành' }],
  },
  plan({ context, records, faulty, fault, has }) {
    const known = new Set(
      context.connection.prepare('SELECT name FROM agency_version').pluck().all() as string[],
    );
    const names = new Set([...known, ...records.map((record) => textOf(record, 'name') ?? '')]);
    const rows = records.map((record) => {
      const name = textOf(record, 'name') ?? '';
      const parent = textOf(record, 'parent');
      const isFound = parent === null || names.has(parent);
      return {
        row: record.row,
        action: known.has(name) ? ('same' as const) : ('add' as const),
        label: name,
        changes: [{ field: 'name', before: null, after: name }],
        faults: isFound ? [] : [fault(record, 'parent', 'NOT_FOUND')],
      };
    });
    expect(has('name')).toBe(true);
    expect(faulty.every(({ faults }) => faults.length >= 0)).toBe(true);
    return {
      rows,
      faults: [],
      apply(write) {
        for (const { action, label } of rows) {
          if (action !== 'add') continue;
          const id = context.ids.next();
          write.insert('agency', { id, kind: 'so_nganh', unnamed: false });
          write.insert('agency_version', { id: context.ids.next(), agencyId: id, name: label, ...noVersion });
        }
        return { targetId: null };
      },
    };
  },
};

// An office is used again as long as nothing has been written in it.
let office: Office;
let fresh: number | undefined;
const reader = createSheetReader();
let service: ReturnType<typeof createImportService>;
const seqOf = () => office.context.connection.prepare('SELECT max(seq) FROM change_set').pluck().get();
beforeEach(async () => {
  if (fresh !== undefined) return;
  office = await setUpOffice();
  fresh = Number(seqOf());
  service = createImportService(office.context, { targets: { agencies: target }, reader });
});
afterEach(() => {
  if (fresh === seqOf()) return;
  fresh = undefined;
  removeOffice(office);
});
afterAll(async () => {
  await reader.close();
  if (fresh !== undefined) removeOffice(office);
});

type Source = Input<'imports.preview'>;
function upload(bytes: Buffer, fileName = 'co-quan.xlsx'): Source {
  const { blobs, handles } = office.context;
  const kept = blobs.put(bytes, 'application/octet-stream');
  const { id } = handles.refer({ ...kept, fileName, read: () => blobs.get(kept.sha256) });
  return { purpose: 'agencies', file: id, fileName };
}

async function preview(source: Source): Promise<ImportPreview> {
  const shown = await service['imports.preview'](contract['imports.preview'].input.parse(source), caller);
  return contract['imports.preview'].output.parse(shown);
}
async function apply(
  source: Source,
  digest: string,
  leaveOutFaulty = false,
): Promise<Output<'imports.apply'>> {
  return service['imports.apply'](
    contract['imports.apply'].input.parse({ source, digest, leaveOutFaulty }),
    caller,
  );
}

/** How many rows every table has, and how far the journal is. */
function state(): Record<string, unknown> {
  const { connection } = office.context;
  const counts = [...registry.keys()].map((table) => [
    table,
    connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  ]);
  const seq = connection.prepare('SELECT max(seq) FROM change_set').pluck().get();
  return { ...Object.fromEntries(counts), seq };
}

async function refused(work: () => Promise<unknown>): Promise<ErrorValue> {
  const before = state();
  try {
    await work();
  } catch (error) {
    expect(state(), 'a refused call writes nothing').toEqual(before);
    if (error instanceof AppError) return { code: error.code, ...(error.detail && { detail: error.detail }) };
    throw error;
  }
  throw new Error('should have been refused');
}

const place = ({ code, severity, row, column, sheet: name }: ImportFault) =>
  `${severity} ${code} ${name ?? ''}!${column ?? ''}${row ?? ''}`;

const table = (...rows: readonly (readonly Raw[])[]): RawSheet => ({
  name: 'Biểu 1',
  rows: [HEADER, ...rows],
});

describe('a good file', () => {
  it('is shown, writes nothing until it is applied, and is one step to take back', async () => {
    const source = upload(xlsx(table(['1', 'Sở Nội vụ', 'Sở'], ['2', 'Sở Tài chính', 'Sở'])));
    const before = state();
    const shown = await preview(source);
    expect(state()).toEqual(before);
    expect(shown).toMatchObject({
      format: 'xlsx',
      sheet: 'Biểu 1',
      headerRow: 1,
      canApply: true,
      counts: { rows: 2, add: 2, errors: 0 },
    });
    expect(await apply(source, shown.digest)).toEqual({
      added: 2,
      changed: 0,
      ended: 0,
      leftOut: 0,
      targetId: null,
    });
    const after = state();
    expect(after).toMatchObject({ seq: Number(before['seq']) + 1, agency: Number(before['agency']) + 2 });
    await office.call('journal.undo', {});
    expect(state()).toMatchObject({ agency: before['agency'], agency_version: before['agency_version'] });
  });

  it('is refused when the data or the choices are no longer those that were shown', async () => {
    const source = upload(xlsx(table(['1', 'Sở Nội vụ', 'Sở'], ['2', 'Sở Tài chính', 'Sở'])));
    const { digest } = await preview(source);
    expect(await refused(() => apply({ ...source, headerRow: 2 }, digest))).toMatchObject({
      code: 'CONFLICT',
    });
    const other = upload(xlsx(table(['1', 'Sở Nội vụ', 'Sở'], ['2', 'Sở Tài  chính.', 'Sở'])));
    expect(await refused(() => apply(other, digest))).toMatchObject({ code: 'CONFLICT' });
    await office.call('agencies.create', {
      kind: 'so_nganh',
      unnamed: false,
      version: { ...noVersion, name: 'Sở Tài chính' },
    });
    expect(await refused(() => apply(source, digest))).toEqual({
      code: 'CONFLICT',
      detail: { entity: 'import' },
    });
    const again = await preview(source);
    expect(again.counts).toMatchObject({ add: 1, same: 1 });
    expect(await apply(source, again.digest)).toMatchObject({ added: 1 });
  });

  it('is read from CSV as well', async () => {
    const shown = await preview(upload(Buffer.from('Mã;Tên cơ quan;Loại\n1;Sở Nội vụ;Sở\n'), 'cơ quan.csv'));
    expect(shown).toMatchObject({ format: 'csv', sheet: 'cơ quan', counts: { add: 1 }, canApply: true });
  });

  it('that has gone is told so', async () => {
    const source = { ...upload(xlsx(table())), file: '0'.repeat(32) };
    expect(await refused(() => preview(source))).toEqual({ code: 'FILE_GONE' });
  });

  it('shows 500 rows of many and writes them all, long ones beside the screen', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => [String(index), `Sở số ${index}`, 'Sở']);
    const source = upload(xlsx(table(...rows)));
    const shown = await preview(source);
    expect(shown.rows).toHaveLength(500);
    expect(shown.counts.add).toBe(1500);
    const beside = vi.spyOn(office.context.work, 'beside');
    expect(await apply(source, shown.digest)).toMatchObject({ added: 1500 });
    expect(beside.mock.calls.map(([call]) => [call.method, call.files])).toEqual([
      ['imports.apply', [source.file]],
    ]);
  });

  it('with more than its purpose takes is refused', async () => {
    const rows = Array.from({ length: 5001 }, (_, index) => [index, `Sở số ${index}`, 'Sở']);
    expect(await refused(() => preview(upload(xlsx(table(...rows)))))).toEqual({
      code: 'TOO_LARGE',
      detail: { what: 'rows', limit: 5000, sheet: 'Biểu 1' },
    });
  });
});

describe('rows with errors', () => {
  const bad: RawSheet = {
    name: 'Biểu 1',
    rows: [
      [...HEADER, 'Cơ quan cấp trên'],
      ['1', 'Sở Nội vụ', 'Sở', null],
      ['2', 'Phòng A', 'Sở', 'Sở Không Có'],
      ['3', 'Phòng B', 'Sở', 'Phòng A'],
      ['4', null, 'Sở', null],
      ['5', 'Chi cục C', 'Sở', 'Sở Nội vụ'],
    ],
  };

  it('refuse the whole', async () => {
    const source = upload(xlsx(bad));
    const shown = await preview(source);
    expect(shown.counts).toMatchObject({ rows: 5, add: 3, errors: 2 });
    expect(shown.rows.slice(0, 2).flatMap(({ faults }) => faults.map(place))).toEqual([
      'error NOT_FOUND Biểu 1!D3',
      'error REQUIRED_EMPTY Biểu 1!B5',
    ]);
    expect(await refused(() => apply(source, shown.digest))).toEqual({
      code: 'IMPORT_FAULTS',
      detail: { errors: 2 },
    });
  });

  it('may be left out, and with them what stands on them alone', async () => {
    const source = upload(xlsx(bad));
    const { digest } = await preview(source);
    expect(await apply(source, digest, true)).toMatchObject({ added: 2, leftOut: 3 });
    const names = office.context.connection.prepare('SELECT name FROM agency_version').pluck().all();
    expect(names).toEqual(expect.arrayContaining(['Sở Nội vụ', 'Chi cục C']));
    expect(names).not.toEqual(expect.arrayContaining(['Phòng B']));
  });
});

describe('bad input: what and where, and nothing is written', () => {
  interface BadSheet {
    readonly name: string;
    readonly sheet: RawSheet;
    readonly faults: readonly string[];
    /** What the sentence must name. */
    readonly says: RegExp;
  }
  const cases: readonly BadSheet[] = [
    {
      name: 'merged header rows that leave a column uncertain',
      sheet: {
        name: 'Biểu 1',
        rows: [
          ['Mã', 'Tên cơ quan', null, 'Loại'],
          ['1', 'Sở', 'Nội vụ', 'Sở'],
        ],
        merges: ['B1:C1'],
      },
      faults: ['error MERGED_HEADER Biểu 1!B1'],
      says: /B–C/u,
    },
    {
      name: 'missing columns',
      sheet: {
        name: 'Biểu 1',
        rows: [
          ['Mã', 'Loại', 'Năm'],
          ['1', 'Sở', 2025],
        ],
      },
      faults: ['error MISSING_COLUMN Biểu 1!1'],
      says: /Tên cơ quan/u,
    },
    {
      name: 'the same column twice',
      sheet: {
        name: 'Biểu 1',
        rows: [
          [...HEADER, 'Tên đơn vị'],
          ['1', 'A', 'Sở', 'B'],
        ],
      },
      faults: ['error DUPLICATE_COLUMN Biểu 1!D1'],
      says: /cột B/u,
    },
    {
      name: 'an empty sheet',
      sheet: { name: 'Biểu 1', rows: [] },
      faults: ['error EMPTY_SHEET Biểu 1!'],
      says: /không có dữ liệu/u,
    },
    {
      name: 'no header',
      sheet: {
        name: 'Biểu 1',
        rows: [
          ['a', 'b'],
          ['c', 'd'],
        ],
      },
      faults: ['error NO_HEADER Biểu 1!1'],
      says: /tiêu đề/u,
    },
    {
      name: 'formulas with errors and without results',
      sheet: table(
        ['1', { error: '#REF!', formula: 'Z9' }, 'Sở'],
        ['2', { formula: 'A1' }, 'Sở'],
        ['3', { text: 'Sở A', formula: 'B2' }, 'Sở'],
      ),
      faults: [
        'error FORMULA_ERROR Biểu 1!B2',
        'error FORMULA_NO_VALUE Biểu 1!B3',
        'warning FORMULA Biểu 1!B4',
      ],
      says: /#REF!|công thức/u,
    },
    {
      name: 'days that are none, and days of two readings',
      sheet: {
        name: 'Biểu 1',
        rows: [
          [...HEADER, 'Từ ngày'],
          ['1', 'A', 'Sở', '31/02/2025'],
          ['2', 'B', 'Sở', '07/25/2025'],
          ['3', 'C', 'Sở', '07/01/2025'],
          ['4', 'D', 'Sở', { number: 2025 }],
          ['5', 'E', 'Sở', { day: 45_839 }],
          ['6', 'F', 'Sở', 45_839],
        ],
      },
      faults: [
        'error BAD_DATE Biểu 1!D2',
        'error AMBIGUOUS_DATE Biểu 1!D3',
        'error AMBIGUOUS_DATE Biểu 1!D4',
        'error BAD_DATE Biểu 1!D5',
      ],
      says: /Ngày|ngày/u,
    },
    {
      name: 'duplicate codes',
      sheet: table(['1', 'A', 'Sở'], ['01', 'B', 'Sở'], ['1', 'C', 'Sở']),
      faults: ['error DUPLICATE_IN_FILE Biểu 1!A4'],
      says: /hàng 2/u,
    },
    {
      name: 'values that are not allowed, empty cells, long texts, numbers of two readings',
      sheet: {
        name: 'Biểu 1',
        rows: [
          [...HEADER, 'Điểm'],
          ['1', 'A', 'Huyện'],
          ['2', null, 'Sở'],
          ['3', 'X'.repeat(61), 'Sở'],
          ['4', 'D', 'Sở', '1.204'],
        ],
      },
      faults: [
        'error UNKNOWN_VALUE Biểu 1!C2',
        'error REQUIRED_EMPTY Biểu 1!B3',
        'error TOO_LONG Biểu 1!B4',
        'error BAD_NUMBER Biểu 1!D5',
      ],
      says: /Sở, ngành|trống|60|1204/u,
    },
    {
      name: 'TCVN3',
      sheet: table(...['Sở Nội vụ', 'Uỷ ban nhân dân tỉnh'].map((name) => ['1', toTcvn3(name), 'Sở'])),
      faults: ['error OLD_ENCODING Biểu 1!B2', 'error DUPLICATE_IN_FILE Biểu 1!A3'],
      says: /Sở Nội vụ|hàng/u,
    },
    {
      name: 'VNI',
      sheet: table(...['Sở Nội vụ', 'Uỷ ban nhân dân tỉnh'].map((name, index) => [index, toVni(name), 'Sở'])),
      faults: ['error OLD_ENCODING Biểu 1!B2'],
      says: /VNI/u,
    },
  ];

  it.each(cases)('$name', async ({ sheet: one, faults, says }) => {
    const source = upload(xlsx(one));
    const before = state();
    const shown = await preview(source);
    expect(state()).toEqual(before);
    const all = [...shown.faults, ...shown.rows.flatMap((row) => row.faults)];
    expect(all.map(place)).toEqual(faults);
    for (const fault of all) {
      const words = importFaultText(fault, 'vi');
      const en = importFaultText(fault, 'en');
      expect(words.cause).toMatch(says);
      expect(words.where).toContain('“Biểu 1”');
      if (fault.row !== null) expect(words.where).toContain(`hàng ${fault.row}`);
      if (fault.column !== null) expect(words.where).toContain(`cột ${fault.column}`);
      for (const sentence of [words.remedy, en.cause, en.remedy]) expect(sentence.length).toBeGreaterThan(10);
    }
    expect((await refused(() => apply(source, shown.digest))).code).toBe('IMPORT_FAULTS');
  });

  it('NFD text is composed, and said once with its count', async () => {
    const names = ['Sở Nội vụ', 'Sở Tài chính'].map((name) => name.normalize('NFD'));
    const source = upload(xlsx(table(...names.map((name, index) => [index, name, 'Sở']))));
    const shown = await preview(source);
    expect(shown.faults.map(place)).toEqual(['warning DECOMPOSED_TEXT Biểu 1!B2']);
    expect(shown.faults[0]?.params).toEqual({ count: 2 });
    await apply(source, shown.digest);
    const stored = office.context.connection
      .prepare("SELECT name FROM agency_version WHERE name LIKE 'Sở%'")
      .pluck()
      .all() as string[];
    expect(stored.toSorted()).toEqual(['Sở Nội vụ', 'Sở Tài chính'].map((name) => name.normalize('NFC')));
  });

  it('old encodings are converted when the person says so', async () => {
    for (const [encoding, encode] of [
      ['tcvn3', toTcvn3],
      ['vni', toVni],
    ] as const) {
      const names = ['Sở Nội vụ', 'Uỷ ban nhân dân tỉnh', 'Phường Đống Đa'].map(
        (name) => `${name} ${encoding}`,
      );
      const source = upload(xlsx(table(...names.map((name, index) => [index, encode(name), 'Sở']))));
      expect(await preview(source)).toMatchObject({ encoding: { detected: encoding }, canApply: false });
      const converted: Source = { ...source, convert: encoding };
      const shown = await preview(converted);
      expect(shown.rows.map(({ label }) => label)).toEqual(names);
      expect(await apply(converted, shown.digest)).toMatchObject({ added: 3 });
    }
  });

  const good = () => xlsx(table(['1', 'Sở A', 'Sở']));
  it.each([
    ['a password', () => compoundFile(['Root Entry', 'EncryptedPackage']), 'FILE_PASSWORD'],
    ['an old .xls', () => compoundFile(['Root Entry', 'Workbook']), 'FILE_NOT_SPREADSHEET'],
    ['a picture', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), 'FILE_NOT_SPREADSHEET'],
    ['half a file', () => good().subarray(0, 900), 'FILE_BROKEN'],
    ['nothing', () => Buffer.alloc(0), 'FILE_BROKEN'],
  ])('%s', async (_, bytes, code) => {
    const source = upload(bytes());
    expect(await refused(() => preview(source))).toMatchObject({ code });
    expect(await refused(() => apply(source, 'x'))).toMatchObject({ code });
  });
});

describe('200 MB', () => {
  const SIZE = 200 * 1024 * 1024;
  const PIECE = Buffer.alloc(1024 * 1024, 0x50);

  /** Sends up to 200 MB and tells how much of it was taken before the answer came. */
  function send(
    port: number,
    headers: Record<string, string>,
  ): Promise<{ status: number; body: string; sent: number }> {
    return new Promise((resolve, reject) => {
      let sent = 0;
      let answered = false;
      const request = http.request(
        {
          host: '127.0.0.1',
          port,
          method: 'POST',
          path: '/upload?purpose=import&name=lon.xlsx',
          headers: { 'content-type': 'application/octet-stream', ...headers },
          agent: false,
        },
        (response) => {
          answered = true;
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), sent });
            request.destroy();
          });
        },
      );
      // A sender that goes on writing may see the end of the connection before the answer.
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (/^(?:EPIPE|ECONNRESET)$/u.test(error.code ?? '')) resolve({ status: 0, body: '', sent });
        else reject(error);
      });
      const pump = () => {
        while (!answered && sent < SIZE) {
          sent += PIECE.length;
          if (!request.write(PIECE)) {
            request.once('drain', pump);
            return;
          }
        }
        if (!answered) request.end();
      };
      request.flushHeaders();
      pump();
    });
  }

  it.each([
    ['declared', { 'content-length': String(SIZE) }],
    ['streamed', {}],
  ] as const)('%s are refused at the limit and leave nothing', async (kind, headers) => {
    const { blobs } = office.context;
    const ends: string[] = [];
    const fixture = await startFixture({
      web: {
        handles: office.context.handles,
        keepUpload: async (source, media, limit) => {
          try {
            const kept = await blobs.putStream(source, media, { limit });
            ends.push('kept');
            return { ...kept, read: () => blobs.get(kept.sha256) };
          } catch (error) {
            ends.push(error instanceof AppError ? error.code : String(error));
            throw error;
          }
        },
      },
    });
    try {
      const before = state();
      const cookie = await fixture.signIn();
      const answer = await send(fixture.port, { cookie, origin: fixture.origin, ...headers });
      if (answer.status !== 0) {
        expect(answer.status).toBe(413);
        expect(JSON.parse(answer.body)).toMatchObject({
          ok: false,
          error: { code: 'TOO_LARGE', detail: { limit: UPLOAD_LIMITS.import } },
        });
      }
      expect(answer.sent).toBeLessThan(SIZE);
      // What says its size is not even read.
      expect(ends).toEqual(kind === 'declared' ? [] : ['TOO_LARGE']);
      expect(state()).toEqual(before);
      expect(blobs.check()).toEqual({ orphans: [], missing: [] });
    } finally {
      await fixture.stop();
    }
  });
});

describe('the template', () => {
  it('is a workbook that imports itself: headers found, nothing in it, allowed values and explanations', async () => {
    const file = await service['imports.template']({ purpose: 'agencies' }, caller);
    expect(file).toMatchObject({ fileName: 'mau-co-quan.xlsx', pages: null });
    const content = office.context.handles.get(file.url.split('/').at(-1) ?? '');
    const bytes = Buffer.from((await content?.read()) ?? []);
    const shown = await preview({ ...upload(bytes), sheet: 'Cơ quan' });
    expect(shown.sheets.map(({ name }) => name)).toEqual(['Cơ quan', 'Giá trị cho phép', 'Hướng dẫn']);
    expect(shown.faults).toEqual([]);
    expect(shown.fields.map(({ column }) => column)).toEqual(sheet.fields.map((_, index) => index + 1));
    expect(shown.canApply).toBe(false);
    expect(await preview(upload(bytes))).toMatchObject({ sheet: 'Cơ quan' });
  });

  it('of a purpose that is not there is refused', async () => {
    expect(
      await refused(async () => service['imports.template']({ purpose: 'tasks' }, caller)),
    ).toMatchObject({
      code: 'VALIDATION',
    });
  });
});
