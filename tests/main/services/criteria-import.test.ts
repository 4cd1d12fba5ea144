// A criteria set goes out and comes back without loss: as a workbook, as a CSV, as LibreOffice saves it, as Excel saves
// a CSV here. What comes in from elsewhere is read by its words, and a preview says what becomes of every item.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { agencyKinds } from '../../../core/contract/common.ts';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Input, Output } from '../../../core/contract/index.ts';
import { criteriaFields } from '../../../core/exchange/criteria-sheet.ts';
import { cleanText } from '../../../core/exchange/sheet/cell.ts';
import { writeWorkbook } from '../../../main/spreadsheet/write-workbook.ts';
import { chance } from '../../long.ts';
import { type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
let starter: Output<'criteriaSets.get'>;
beforeEach(async () => {
  office = await setUpOffice();
  const [set] = await office.call('criteriaSets.list', {});
  starter = await office.call('criteriaSets.get', { id: set!.id });
});
afterEach(() => removeOffice(office));

type SetDetail = Output<'criteriaSets.get'>;
type Source = Input<'imports.preview'>;

function upload(bytes: Uint8Array, fileName: string): string {
  const { blobs, handles } = office.context;
  const { sha256 } = blobs.put(bytes, 'application/octet-stream');
  const read = () => blobs.get(sha256);
  const about = { fileName, media: 'application/octet-stream', size: bytes.byteLength, sha256, read };
  return handles.refer(about).id;
}
function sourceOf(bytes: Uint8Array, fileName: string, targetId: string | null = null): Source {
  return { purpose: 'criteria', file: upload(bytes, fileName), fileName, targetId };
}
async function exported(id: string, format: 'xlsx' | 'csv') {
  const file = await office.call('criteriaSets.export', { id, format });
  const content = office.context.handles.get(file.url.replace('/blob/', ''));
  return { ...file, content: await content!.read() };
}
/** Preview and apply; the set that holds the rows now. */
async function imported(source: Source) {
  const preview = await office.call('imports.preview', source);
  const errors = [...preview.faults, ...preview.rows.flatMap((row) => row.faults)].filter(
    (fault) => fault.severity === 'error',
  );
  expect(errors).toEqual([]);
  const applied = await office.call('imports.apply', { source, digest: preview.digest });
  const set = await office.call('criteriaSets.get', { id: applied.targetId! });
  return { preview, applied, set };
}

/** All that a set asks, without the rows' own names. */
function asked(set: SetDetail) {
  const keys = new Map(set.domains.map((domain) => [domain.id, domain.key]));
  return {
    domainSet: set.domainSet,
    groupTitles: set.groupTitles,
    items: set.items.map((item: Criterion) => {
      const {
        id: _id,
        rev: _rev,
        provenance: _from,
        criteriaSetId: _set,
        copiedFromId: _copy,
        ...fields
      } = item;
      return { ...fields, domainId: keys.get(item.domainId), appliesTo: item.appliesTo.toSorted() };
    }),
  };
}

/** Words that spreadsheets like to take for something else. */
const piece = fc.constantFrom(
  'Ban hành kế hoạch',
  'Tỷ lệ hồ sơ',
  '1.10',
  '01/02/2026',
  '=1+1',
  '- gạch đầu dòng',
  '+84',
  '@người',
  'a"b',
  'x; y, z',
  '50%',
  '007',
  '1E5',
  'TRUE',
  '_x0041_',
  '<b>&amp;',
  '\n',
  'Đ/c Nguyễn Thị Ánh – Trưởng phòng',
  '“trích”',
);
const words = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((parts) => cleanText(parts.join(' ')))
  .filter((text) => text !== '');
const maybe = fc.option(words);
const rule = fc.constantFrom<Pick<Criterion, 'answerType' | 'scoring' | 'bands' | 'target'>>(
  { answerType: 'yes_no', scoring: 'choice', bands: 'yes:1;no:0', target: null },
  { answerType: 'yes_partial_no', scoring: 'choice', bands: 'yes:1;partial:0.25;no:0', target: null },
  { answerType: 'score', scoring: 'judged', bands: 'step:0.05', target: null },
  { answerType: 'percentage', scoring: 'linear', bands: null, target: '97.5' },
  { answerType: 'percentage', scoring: 'bands', bands: '>=target:1;>=target/2:0.5;else:0', target: '30' },
  { answerType: 'count', scoring: 'bands', bands: '=0:1;<=5:0.5;else:0', target: null },
  // A draft may hold what cannot be read.
  { answerType: 'count', scoring: 'choice', bands: '=?', target: 'không rõ' },
);
const anyItem = fc.record({
  rule,
  text: words,
  domain: fc.nat(6),
  group: fc.constantFrom('1', '2', '10'),
  odd: fc.option(fc.constantFrom('I.1', '1.1a', 'TC-07', '2.10', '1.100'), { freq: 6 }),
  naAllowed: fc.boolean(),
  maxPoints: fc.oneof(fc.constantFrom(0, 1, 5, 10, 25, 29, 50, 100, 1010, 10_000, 100_000), fc.nat(1000)),
  appliesTo: fc.oneof(fc.constant([...agencyKinds]), fc.subarray([...agencyKinds])),
  glossEn: maybe,
  evidence: maybe,
  derivedFrom: maybe,
  rule2: maybe,
  legalBasis: maybe,
  reference: maybe,
  help: maybe,
});

/** Writes a draft of these items straight into the tables, codes and order as an editor leaves them. */
async function draftOf(
  items: readonly (typeof anyItem extends fc.Arbitrary<infer T> ? T : never)[],
  title: string,
) {
  const { id } = await office.call('criteriaSets.create', { name: 'Bộ tiêu chí 2026', year: 2026 });
  const { domains } = await office.call('criteriaSets.get', { id });
  const counts = new Map<string, number>();
  const sorted = items
    .map((item) => ({ ...item, domain: item.domain + 1 }))
    .toSorted((a, b) => a.domain - b.domain || Number(a.group) - Number(b.group));
  const rows = sorted.map((item) => {
    const group = `${item.domain}.${item.group}`;
    const next = (counts.get(group) ?? 0) + 1;
    counts.set(group, next);
    return { ...item, code: `${group}.${next}` };
  });
  rows.forEach((row) => {
    if (row.odd !== null && !rows.some((one) => one.code === row.odd)) row.code = row.odd;
  });
  const { journal, ids, session } = office.context;
  journal.run(
    { method: 'criteria.create', actorId: session.personId(), officeId: session.officeId() },
    (write) => {
      rows.forEach((row, index) => {
        const { rule: own, rule2, domain, group: _group, odd: _odd, ...fields } = row;
        write.insert('criterion', {
          ...fields,
          ...own,
          rule: rule2,
          id: ids.next(),
          criteriaSetId: id,
          domainId: domains[domain - 1]!.id,
          ordinal: index + 1,
        });
      });
      const first = rows.find((row) => /^\d+\.\d+\.\d+$/.test(row.code));
      if (first !== undefined) {
        write.update('criteria_set', id, null, {
          groupTitles: { [first.code.split('.').slice(0, 2).join('.')]: title },
        });
      }
    },
  );
  // A code by hand and back again leaves the items in the order of the tree, as an editor does.
  for (const mark of ['!', '']) {
    const [item] = (await office.call('criteriaSets.get', { id })).items;
    if (item === undefined) continue;
    const code = `${item.code.replace('!', '')}${mark}`;
    await office.call('criteria.update', { id: item.id, rev: item.rev, patch: { code } });
  }
  return office.call('criteriaSets.get', { id });
}

describe('there and back', () => {
  test.each(['xlsx', 'csv'] as const)('the starter set as %s', async (format) => {
    const file = await exported(starter.id, format);
    expect(file).toMatchObject({ fileName: `Bo-tieu-chi-kiem-tra-CCHC-tham-khao.${format}`, pages: null });
    const { preview, applied, set } = await imported(sourceOf(file.content, file.fileName));
    expect(preview).toMatchObject({ format, canApply: true, counts: { add: 96, errors: 0, warnings: 0 } });
    expect(applied).toMatchObject({ added: 96, changed: 0, ended: 0, leftOut: 0 });
    expect(asked(set)).toEqual(asked(starter));
    expect(set).toMatchObject({ status: 'draft', name: 'Bo-tieu-chi-kiem-tra-CCHC-tham-khao', year: null });
    const again = await office.call('imports.preview', sourceOf(file.content, file.fileName, set.id));
    expect(again.counts).toMatchObject({ same: 96, add: 0, change: 0, end: 0 });
  });

  test('any draft, as a workbook and as a CSV, into a new set and over another one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyItem, { minLength: 1, maxLength: 12 }), words, async (items, title) => {
        const draft = await draftOf(items, title);
        for (const format of ['xlsx', 'csv'] as const) {
          const file = await exported(draft.id, format);
          const fresh = await imported(sourceOf(file.content, file.fileName));
          expect(asked(fresh.set)).toEqual(asked(draft));
          const { id } = await office.call('criteriaSets.newVersion', { id: starter.id });
          const over = await imported(sourceOf(file.content, file.fileName, id));
          expect(asked(over.set)).toEqual({ ...asked(draft), domainSet: starter.domainSet });
        }
      }),
      chance(41, 6, 60),
    );
  }, 600_000);

  test('the points and codes are exactly those in the file', async () => {
    const { id } = await office.call('criteriaSets.create', { name: 'Điểm lẻ' });
    const { domains } = await office.call('criteriaSets.get', { id });
    for (const maxPoints of [1, 29, 57, 115, 1010]) {
      await office.call('criteria.create', {
        criteriaSetId: id,
        domainId: domains[0]!.id,
        text: `Tiêu chí ${maxPoints}`,
        maxPoints,
      });
    }
    const draft = await office.call('criteriaSets.get', { id });
    const [item] = draft.items;
    await office.call('criteria.update', { id: item!.id, rev: item!.rev, patch: { code: '1.10' } });
    for (const format of ['xlsx', 'csv'] as const) {
      const file = await exported(id, format);
      const { set } = await imported(sourceOf(file.content, file.fileName));
      expect(set.items.map((one) => one.maxPoints).toSorted((a, b) => a - b)).toEqual([1, 29, 57, 115, 1010]);
      expect(set.items.map((one) => one.code)).toContain('1.10');
    }
    const text = new TextDecoder().decode((await exported(id, 'csv')).content);
    expect(text).toContain(',0.29,');
    expect(text).toContain(',10.1,');
  });

  /** LibreOffice's own saving; null where it, or its part for spreadsheets, is not on this machine. */
  async function savedByLibreOffice(folder: string, name: string): Promise<Uint8Array | null> {
    const soffice = '/usr/bin/soffice';
    if (!existsSync(soffice)) return null;
    const saved = path.join(folder, 'luu');
    await promisify(execFile)(
      soffice,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'xlsx',
        '--outdir',
        saved,
        path.join(folder, name),
      ],
      { timeout: 120_000 },
    );
    const file = path.join(saved, name.replace(/\.\w+$/, '.xlsx'));
    return existsSync(file) ? readFileSync(file) : null;
  }

  test('a workbook that LibreOffice has saved', async (context) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'cchc-soffice-'));
    try {
      writeFileSync(path.join(folder, 'thu.csv'), 'a,b\n1,2\n');
      if ((await savedByLibreOffice(folder, 'thu.csv')) === null) {
        console.info('skipped: LibreOffice Calc is not on this machine');
        context.skip();
      }
      const draft = await draftOf(fc.sample(anyItem, { seed: 5, numRuns: 20 }), 'Tên nhóm: 1.10');
      const file = await exported(draft.id, 'xlsx');
      writeFileSync(path.join(folder, 'goc.xlsx'), file.content);
      const bytes = await savedByLibreOffice(folder, 'goc.xlsx');
      if (bytes === null) throw new Error('LibreOffice could not open the workbook');
      expect(Buffer.compare(bytes, file.content)).not.toBe(0);
      const { set } = await imported(sourceOf(bytes, file.fileName));
      expect(asked(set)).toEqual(asked(draft));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 180_000);

  test('a workbook with the marks of another program’s saving', async () => {
    const draft = await draftOf(fc.sample(anyItem, { seed: 7, numRuns: 30 }), 'Tên nhóm: 1.10');
    const file = await exported(draft.id, 'xlsx');
    const parts = unzipSync(Uint8Array.from(file.content));
    const edit = (name: string, change: (text: string) => string) => {
      parts[name] = strToU8(change(strFromU8(parts[name]!)));
    };
    const sheetPart = Object.keys(parts).find((name) => name.startsWith('xl/worksheets/sheet'))!;
    let numbers = 0;
    edit(sheetPart, (text) =>
      text
        // Excel writes 0.29 as 0.28999999999999998.
        .replaceAll(
          /(<c [^>]*?)( t="n")?>(<v>)(\d+\.\d+)(<\/v>)/g,
          (_, cell: string, _type, v: string, value: string, end: string) => {
            numbers += 1;
            return `${cell} t="n">${v}${Number(value).toPrecision(17)}${end}`;
          },
        )
        // Empty cells that only have a style, and rows that only have a height.
        .replace('</row>', '<c r="ZZ1" s="1"/></row>')
        .replace('</sheetData>', '<row r="5000" ht="15" customHeight="1"/></sheetData>'),
    );
    expect(numbers).toBeGreaterThan(0);
    // Texts in runs of their own fonts, every space kept.
    edit('xl/sharedStrings.xml', (text) =>
      text.replaceAll(/<si><t[^>]*>([^<]{6,})<\/t><\/si>/g, (whole, inside: string) => {
        const cut = inside.indexOf(' ');
        if (cut < 0) return whole.replace(/<t[^>]*>/, '<t xml:space="preserve">');
        const runs = [inside.slice(0, cut), inside.slice(cut)].map(
          (run) => `<r><rPr><b/><sz val="12"/></rPr><t xml:space="preserve">${run}</t></r>`,
        );
        return `<si>${runs.join('')}<phoneticPr fontId="1"/></si>`;
      }),
    );
    const { set } = await imported(sourceOf(zipSync(parts), file.fileName));
    expect(asked(set)).toEqual(asked(draft));
  });

  test('a CSV that Excel has saved here: semicolons between the cells, a comma in the numbers', async () => {
    const samples = fc.sample(anyItem, { seed: 6, numRuns: 20 });
    const draft = await draftOf(samples, 'Tên nhóm; có dấu chấm phẩy');
    const file = await exported(draft.id, 'csv');
    expect(file.content.subarray(0, 3)).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf));
    const rows = parse(Buffer.from(file.content), { bom: true }) as string[][];
    const points = rows[0]!.indexOf('max_points');
    const cell = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const lines = rows.map((row, index) =>
      row
        .map((text, column) => cell(index > 0 && column === points ? text.replace('.', ',') : text))
        .join(';'),
    );
    const bytes = new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
    const { set } = await imported(sourceOf(bytes, file.fileName));
    expect(asked(set)).toEqual(asked(draft));
  });

  test('the CSV that ships with the product', async () => {
    const bytes = readFileSync(new URL('../../../main/samples/starter-criteria.csv', import.meta.url));
    const { set } = await imported(sourceOf(bytes, 'criteria-2026.csv'));
    // Its own headings of the domains are those of no set, so that the newer one is taken.
    expect(set).toMatchObject({ domainSet: 'nq76_6+1', year: 2026, criteria: 96, maxPoints: 10_000 });
    expect(asked(set).items).toEqual(asked(starter).items);
  });

  test('no text of a CSV is a formula to a spreadsheet program', async () => {
    const { id } = await office.call('criteriaSets.newVersion', { id: starter.id });
    const { content } = await exported(id, 'csv');
    const rows = parse(Buffer.from(content), { bom: true }) as string[][];
    expect(rows).toHaveLength(97);
    expect(rows[0]).toEqual(criteriaFields.map((field) => field.key));
    expect(rows.flat().filter((text) => /^[=+\-@\t]/.test(text))).toEqual([]);
    expect(rows.flat().filter((text) => text.startsWith(' ='))).not.toEqual([]);
  });
});

/** A workbook as somebody else has made it. */
async function sheet(headers: readonly string[], rows: readonly (readonly (string | number | null)[])[]) {
  return writeWorkbook({
    sheets: [{ name: 'Bộ tiêu chí', columns: headers.map((header) => ({ header, width: 20 })), rows }],
  });
}

describe('into a draft', () => {
  test('the set becomes what the file says: added, changed, same and gone are shown first', async () => {
    const { id } = await office.call('criteriaSets.newVersion', { id: starter.id });
    const before = await office.call('criteriaSets.get', { id });
    const file = await exported(id, 'csv');
    const rows = parse(Buffer.from(file.content), { bom: true }) as string[][];
    const header = rows[0]!;
    const column = (key: string) => header.indexOf(key);
    const body = rows.slice(1).filter((row) => row[0] !== '1.1.2');
    body[0]![column('text_vi')] = 'Ban hành kế hoạch CCHC trước ngày 31/01';
    body[0]![column('group_vi')] = 'Kế hoạch CCHC';
    const extra = [...body.at(-1)!];
    extra[0] = '7.6.1';
    extra[column('text_vi')] = 'Tiêu chí mới';
    body.push(extra);
    const text = [header, ...body]
      .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
      .join('\r\n');
    const source = sourceOf(new TextEncoder().encode(`\ufeff${text}`), file.fileName, id);
    const preview = await office.call('imports.preview', source);
    expect(preview.counts).toMatchObject({ rows: 96, add: 1, change: 1, end: 1, same: 94, errors: 0 });
    expect(preview.rows.find((row) => row.action === 'end')).toMatchObject({
      row: null,
      label: expect.stringMatching(/^1\.1\.2 /) as string,
    });
    const changed = preview.rows.find((row) => row.action === 'change')!;
    expect(changed.changes.map((change) => change.field)).toEqual(['text_vi', 'group_vi']);
    // Nothing is written before it is confirmed.
    expect(await office.call('criteriaSets.get', { id })).toEqual(before);
    const applied = await office.call('imports.apply', { source, digest: preview.digest });
    expect(applied).toEqual({ added: 1, changed: 1, ended: 1, leftOut: 0, targetId: id });
    const after = await office.call('criteriaSets.get', { id });
    expect(after.criteria).toBe(96);
    expect(after.groupTitles).toEqual({ '1.1': 'Kế hoạch CCHC' });
    // Items keep their identity and where they were copied from; only what is new has none.
    expect(after.items[0]).toMatchObject({ id: before.items[0]!.id, copiedFromId: starter.items[0]!.id });
    expect(after.items.at(-1)).toMatchObject({ code: '7.6.1', copiedFromId: null });
    await office.call('journal.undo', {});
    expect(asked(await office.call('criteriaSets.get', { id }))).toEqual(asked(before));
  });

  test('only the order changed is a change as well', async () => {
    const { id } = await office.call('criteriaSets.newVersion', { id: starter.id });
    const file = await exported(id, 'csv');
    const rows = parse(Buffer.from(file.content), { bom: true }) as string[][];
    [rows[1], rows[2]] = [rows[2]!, rows[1]!];
    const text = rows
      .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
      .join('\n');
    const { preview, set } = await imported(sourceOf(new TextEncoder().encode(text), file.fileName, id));
    expect(preview.counts).toMatchObject({ change: 1, same: 95 });
    expect(set.items.slice(0, 2).map((item) => item.code)).toEqual(['1.1.2', '1.1.1']);
    expect(set.items.map((item) => item.ordinal)).toEqual(set.items.map((_, index) => index + 1));
  });

  test('a frozen set takes nothing', async () => {
    const { content, fileName } = await exported(starter.id, 'csv');
    expect(await office.fails('imports.preview', sourceOf(content, fileName, starter.id))).toMatchObject({
      code: 'FROZEN',
      detail: { entity: 'criteria_set' },
    });
  });

  test('what cannot be read is not gone', async () => {
    const { id } = await office.call('criteriaSets.newVersion', { id: starter.id });
    const bytes = await sheet(
      ['Mã', 'Nội dung tiêu chí', 'Điểm tối đa'],
      starter.items.slice(0, 3).map((item, index) => [item.code, item.text, index === 1 ? 'một điểm' : 1]),
    );
    const source = sourceOf(bytes, 'sua.xlsx', id);
    const preview = await office.call('imports.preview', source);
    expect(preview.counts).toMatchObject({ errors: 1, end: 93 });
    expect(preview.rows[0]?.faults[0]).toMatchObject({
      code: 'BAD_NUMBER',
      row: 3,
      column: 'C',
      value: 'một điểm',
    });
    expect(await office.fails('imports.apply', { source, digest: preview.digest })).toMatchObject({
      code: 'IMPORT_FAULTS',
    });
    const applied = await office.call('imports.apply', {
      source,
      digest: preview.digest,
      leaveOutFaulty: true,
    });
    expect(applied).toMatchObject({ ended: 93, leftOut: 1 });
    const after = await office.call('criteriaSets.get', { id });
    expect(after.items.map((item) => item.code)).toEqual(['1.1.1', '1.1.3', '1.1.2']);
    // Columns that the file does not have say nothing.
    expect(after.items[0]).toMatchObject({
      evidence: starter.items[0]!.evidence,
      bands: starter.items[0]!.bands,
      appliesTo: starter.items[0]!.appliesTo,
    });
  });
});

describe('from elsewhere', () => {
  test('a short table in Vietnamese becomes a draft with the ordinary rules', async () => {
    const bytes = await sheet(
      ['STT', 'Mã tiêu chí', 'Lĩnh vực', 'Tiêu chí', 'Điểm chuẩn', 'Đối tượng áp dụng', 'Cách trả lời'],
      [
        [
          1,
          '1.1.1',
          'Công tác chỉ đạo, điều hành',
          'Ban hành kế hoạch',
          '1,5',
          'Sở, ngành; UBND xã',
          'Có/Không',
        ],
        [2, '2.1.1', 'Cải cách thể chế', 'Rà soát văn bản', 2, null, 'tỷ lệ'],
        [3, '3.1', null, 'Niêm yết thủ tục', '0.75', 'Tất cả', null],
      ],
    );
    const { preview, set } = await imported(sourceOf(bytes, 'Bộ tiêu chí xã 2026.xlsx'));
    expect(preview.counts).toMatchObject({ add: 3, errors: 0 });
    expect(set).toMatchObject({
      name: 'Bộ tiêu chí xã 2026',
      year: 2026,
      version: 1,
      domainSet: 'nq76_6+1',
      status: 'draft',
      problems: [],
    });
    expect(
      set.items.map(({ code, maxPoints, answerType, scoring, bands, target, appliesTo }) => [
        code,
        maxPoints,
        answerType,
        scoring,
        bands ?? target,
        appliesTo.length,
      ]),
    ).toEqual([
      ['1.1.1', 150, 'yes_no', 'choice', 'yes:1;no:0', 2],
      ['2.1.1', 200, 'percentage', 'linear', '100', 9],
      ['3.1', 75, 'score', 'judged', 'step:0.25', 9],
    ]);
    const keys = set.items.map((item) => set.domains.find((domain) => domain.id === item.domainId)?.key);
    expect(keys).toEqual(['chi_dao_dieu_hanh', 'the_che', 'tthc']);
  });

  test('says what is wrong and where: code twice, unknown domain, kind and answer, too many decimals, a rule', async () => {
    const bytes = await sheet(
      ['Mã', 'Lĩnh vực', 'Nội dung', 'Điểm', 'Áp dụng cho', 'Cách trả lời', 'Cách tính điểm', 'Mức điểm'],
      [
        ['1.1.1', null, 'Một', 1, null, null, null, null],
        ['1.1.1', null, 'Hai', 1, null, null, null, null],
        ['X.1', 'Lĩnh vực lạ', 'Ba', 1, null, null, null, null],
        ['1.1.4', null, 'Bốn', 1, 'Sở; Tập đoàn', null, null, null],
        ['1.1.5', null, 'Năm', 1, null, 'Đúng sai', null, null],
        ['1.1.6', null, 'Sáu', '1,234', null, null, null, null],
        ['1.1.7', null, 'Bảy', 1, null, 'Có / Không', 'Theo lựa chọn', 'có:1'],
        ['1.1.8', null, null, 1, null, null, null, null],
      ],
    );
    const preview = await office.call('imports.preview', sourceOf(bytes, 'sai.xlsx'));
    const faults = preview.rows.flatMap((row) =>
      row.faults.map(
        ({ severity, code, row: at, column }) => `${severity} ${code} ${column ?? ''}${at ?? ''}`,
      ),
    );
    expect(faults.toSorted()).toEqual(
      [
        'error DUPLICATE_IN_FILE A3',
        'error NOT_FOUND B4',
        'error UNKNOWN_VALUE E5',
        'error UNKNOWN_VALUE E5',
        'error UNKNOWN_VALUE F6',
        'error BAD_NUMBER D7',
        'warning BAD_RULE H8',
        'error REQUIRED_EMPTY C9',
      ].toSorted(),
    );
    const sets = await office.call('criteriaSets.list', {});
    expect(sets).toHaveLength(1);
  });

  test('titles of groups: the first one counts, another one is told', async () => {
    const bytes = await sheet(
      ['Mã', 'Tiêu chí', 'Điểm', 'Tên nhóm'],
      [
        ['1.1.1', 'Một', 1, 'Kế hoạch'],
        ['1.1.2', 'Hai', 1, null],
        ['1.1.3', 'Ba', 1, 'Báo cáo'],
      ],
    );
    const { preview, set } = await imported(sourceOf(bytes, 'nhom.xlsx'));
    expect(set.groupTitles).toEqual({ '1.1': 'Kế hoạch' });
    expect(preview.rows.flatMap((row) => row.faults)).toMatchObject([
      { severity: 'warning', code: 'DUPLICATE_IN_FILE', row: 4, column: 'D', params: { row: 2 } },
    ]);
  });
});
