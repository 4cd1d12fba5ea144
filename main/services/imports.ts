/**
 * The one way in for every spreadsheet: read beside the screen, planned by the purpose, shown, and written as one change
 * set when a person has seen just that. Knows no purpose.
 */
import { createHash, hash } from 'node:crypto';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { ImportRow, imports, ImportSource } from '../../core/contract/imports.ts';
import {
  allRows,
  assemblePreview,
  faultAt,
  labelOf,
  sortRecords,
} from '../../core/exchange/sheet/preview.ts';
import type { SheetReading } from '../../core/exchange/sheet/read-sheet.ts';
import { isFaulty, type SheetRecord } from '../../core/exchange/sheet/target.ts';
import type { FileReading } from '../spreadsheet/reading.ts';
import { createSheetReader, type SheetReader } from '../spreadsheet/sheet-reader.ts';
import { writeWorkbook, XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import { fieldFault, headOf, type ServiceContext } from './context.ts';
import { templateWorkbook } from './imports/template-workbook.ts';
import type { Progress } from '../work/work.ts';
import type { ImportPlan, ImportTarget, Step } from './imports/target.ts';
import { createImportTargets, type ImportTargets } from './imports/targets.ts';

type Read = FileReading & { readonly sha256: string };

/** More rows than these are written beside the screen: each is several rows of the database and of the journal. */
const LONG = 500;
/** A larger file is not even looked at in the main thread: its preview is made where it is read. */
const LARGE_FILE = 256 * 1024;

export interface ImportOptions {
  readonly targets?: ImportTargets;
  readonly reader?: SheetReader;
}

export function createImportService(
  context: ServiceContext,
  options: ImportOptions = {},
): HandlersOf<typeof imports> {
  const { targets = createImportTargets(), reader = createSheetReader() } = options;
  const { journal, handles, blobs, work } = context;

  function targetOf(purpose: ImportSource['purpose']): ImportTarget {
    const target = targets[purpose];
    if (target === undefined) throw fieldFault('purpose', 'NOT_FOUND');
    return target;
  }

  /** The purpose with the columns of this very import. */
  function targetFor(source: ImportSource): ImportTarget {
    const target = targetOf(source.purpose);
    const sheet = target.sheetFor?.(context, source);
    return sheet === undefined ? target : { ...target, sheet };
  }

  function contentOf(source: ImportSource): { readonly sha256: string; readonly isLarge: boolean } {
    const content = handles.get(source.file);
    if (content === undefined || content.sha256 === null) throw new AppError('FILE_GONE');
    return { sha256: content.sha256, isLarge: content.size > LARGE_FILE };
  }

  async function read(source: ImportSource, target: ImportTarget, most?: number): Promise<Read> {
    const { sha256 } = contentOf(source);
    const { sheet, headerRow, columns, convert } = source;
    const reading = await reader.read({
      sha256,
      path: blobs.path(sha256),
      fileName: source.fileName,
      target: target.sheet,
      choices: {
        ...(sheet === undefined ? {} : { sheet }),
        ...(headerRow === undefined ? {} : { headerRow }),
        ...(columns === undefined ? {} : { columns }),
        ...(convert === undefined ? {} : { convert }),
      },
      ...(most === undefined ? {} : { most }),
    });
    return { ...reading, sha256 };
  }

  function plan(
    target: ImportTarget,
    source: ImportSource,
    reading: SheetReading,
    records: readonly SheetRecord[],
    faulty: readonly SheetRecord[],
  ): ImportPlan {
    // A file at fault as a whole is not planned: there is nothing sure to compare with the data.
    if (isFaulty(reading.faults)) {
      const rows = records.map((record): ImportRow => {
        return {
          row: record.row,
          action: 'skip',
          label: labelOf(record, target.sheet),
          changes: [],
          faults: [],
        };
      });
      return { rows, faults: [], apply: () => ({ targetId: null }) };
    }
    const mapped = new Set(reading.fields.flatMap(({ key, column }) => (column === null ? [] : [key])));
    return target.plan({
      context,
      source,
      sheet: reading.sheet,
      above: reading.above,
      records,
      faulty,
      has: (field) => mapped.has(field),
      fault: (record, field, code, more) => faultAt(reading, record, field, code, more),
    });
  }

  /** What stands for the file, the choices and the data that the person saw. */
  function digestOf(sha256: string, source: ImportSource): (content: unknown) => string {
    const { targetId, effectiveOn = null } = source;
    const options = Object.entries(source.options ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return (content) =>
      createHash('sha256')
        .update(JSON.stringify([sha256, targetId, effectiveOn, options, content]))
        .digest('hex');
  }

  function look(target: ImportTarget, source: ImportSource, reading: Read) {
    const { good, faulty } = sortRecords(reading.records);
    const planned = plan(target, source, reading, good, faulty);
    const shown = assemblePreview(reading, target.sheet, planned, digestOf(reading.sha256, source));
    return { planned, good, faulty, shown };
  }

  /** Plans without the rows that are at fault, and without those that are only because of them. */
  function withoutFaulty(
    target: ImportTarget,
    source: ImportSource,
    reading: SheetReading,
    first: {
      readonly planned: ImportPlan;
      readonly good: readonly SheetRecord[];
      faulty: readonly SheetRecord[];
    },
  ): ImportPlan {
    let { planned, good, faulty } = first;
    for (;;) {
      const out = new Set(planned.rows.filter(({ faults }) => isFaulty(faults)).map(({ row }) => row));
      if (out.size === 0) return planned;
      const left = good.filter(({ row }) => !out.has(row));
      // A row of no record cannot be left out of the file.
      if (left.length === good.length) throw faultsLeft(planned.rows);
      faulty = [...faulty, ...good.filter(({ row }) => out.has(row))];
      good = left;
      planned = plan(target, source, reading, good, faulty);
      if (isFaulty(planned.faults)) {
        throw new AppError('IMPORT_FAULTS', { detail: { errors: planned.faults.filter(isError).length } });
      }
    }
  }

  return {
    'imports.preview': async (source, caller) => {
      const target = targetFor(source);
      const call = { method: 'imports.preview', input: source, caller, files: [source.file] } as const;
      const beside = () =>
        work.look(call, async () => look(target, source, await read(source, target)).shown);
      if (contentOf(source).isLarge) return beside();
      const reading = await read(source, target, LONG);
      return reading.withheld > 0 ? beside() : look(target, source, reading).shown;
    },
    'imports.apply': async (input, caller) => {
      const { source, digest, leaveOutFaulty } = input;
      const target = targetFor(source);
      const call = { method: 'imports.apply', input, caller, files: [source.file] } as const;
      const settle = (reading: Read) => {
        const { planned, good, faulty, shown } = look(target, source, reading);
        if (shown.digest !== digest) throw new AppError('CONFLICT', { detail: { entity: 'import' } });
        const rows = allRows(reading, target.sheet, planned);
        const fileErrors = shown.faults.filter(isError).length;
        if (fileErrors > 0) throw new AppError('IMPORT_FAULTS', { detail: { errors: fileErrors } });
        if (shown.counts.errors > 0 && !leaveOutFaulty) throw faultsLeft(rows);
        const settled = withoutFaulty(target, source, reading, { planned, good, faulty });
        const count = (action: ImportRow['action']) =>
          settled.rows.filter((row) => row.action === action).length;
        const counts = { added: count('add'), changed: count('change'), ended: count('end') };
        const writes = settled.writes ?? counts.added + counts.changed + counts.ended;
        return { reading, settled, counts, writes };
      };
      const write = (
        { reading, settled, counts, writes }: ReturnType<typeof settle>,
        progress?: Progress,
      ) => {
        const { writing, settling } = inHalves(writes, progress);
        // One change set: a person takes back the import as a whole.
        const { targetId } = journal.run(
          headOf(context, 'imports.apply', caller),
          (writer) => settled.apply(writer, writing),
          settling,
        );
        const kept = new Set(settled.rows.map(({ row }) => row));
        const leftOut = reading.records.filter(({ row }) => !kept.has(row)).length;
        return { ...counts, leftOut, targetId };
      };
      // Reading many rows and comparing them with the data takes its time as well.
      const beside = () =>
        work.beside(call, async (progress) => {
          progress.step(0, null);
          return write(settle(await read(source, target)), progress);
        });
      if (contentOf(source).isLarge) return beside();
      const reading = await read(source, target, LONG);
      if (reading.withheld > 0) return beside();
      const settled = settle(reading);
      // A few rows may end many: units that a new catalogue no longer has.
      if (settled.writes > LONG) return work.beside(call, (progress) => write(settled, progress));
      return write(settled);
    },
    'imports.template': async ({ purpose }) => {
      const { sheet, template } = targetOf(purpose);
      const bytes = await writeWorkbook(templateWorkbook(sheet, template));
      const about = { fileName: `${template.fileName}.xlsx`, media: XLSX_MEDIA };
      const sha256 = hash('sha256', bytes, 'hex');
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256 });
      return { ...about, url, bytes: bytes.byteLength, pages: null, sha256, expiresAt };
    },
  };
}

/** The rows are written, then the journal indexes and seals what was: about as long again. Told as rows. */
function inHalves(rows: number, progress: Progress | undefined): { writing: Step; settling: Step } {
  const half = (start: number) => (done: number, total: number) =>
    progress?.step(Math.floor((rows * (start + done / Math.max(1, total))) / 2), rows);
  return { writing: half(0), settling: half(1) };
}

const isError = ({ severity }: { readonly severity: 'error' | 'warning' }) => severity === 'error';

/** How many faults stand in the way. */
function faultsLeft(rows: readonly ImportRow[]): AppError {
  const errors = rows.reduce((sum, { faults }) => sum + faults.filter(isError).length, 0);
  return new AppError('IMPORT_FAULTS', { detail: { errors } });
}
