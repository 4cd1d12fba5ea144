/**
 * The annex of figures of a periodic report, in the order of its form: what stands in each row (typed, from the data, or
 * the sum of what the agencies sent), which rows an agency is asked for, and the keys by which its form is known again.
 */
import type { AnnexLine, ReportFigure } from '../contract/period-reports.ts';
import type { AnnexRow } from '../contract/settings.ts';
import { type FieldSpec, textField } from '../exchange/sheet/target.ts';
import { percentHundredths } from './format.ts';
import { isReportFigureKey, type ReportFigureKey, type TypedFigure } from './report-figures.ts';

/** What agencies sent for one row, added up. */
export interface AgencySum {
  readonly value: number;
  readonly agencies: number;
}

export interface AnnexFacts {
  readonly rows: readonly AnnexRow[];
  readonly figures: ReadonlyMap<ReportFigureKey, ReportFigure>;
  readonly typed: ReadonlyMap<string, TypedFigure>;
  readonly sums: ReadonlyMap<string, AgencySum>;
  /** How many agencies must report. */
  readonly required: number;
  readonly reportId: string;
}

/** Typed wins; then what the agencies sent where they are asked; then what the data says. */
export function annexLines({ rows, figures, typed, sums, required, reportId }: AnnexFacts): AnnexLine[] {
  return rows.map((row): AnnexLine => {
    const empty = {
      ...row,
      value: null,
      denominator: null,
      source: null,
      typed: false,
      computed: null,
      typedRev: null,
      typedNote: null,
      agencies: 0,
    };
    if (row.isGroup) return empty;
    const sum = row.fromAgencies ? sums.get(row.key) : undefined;
    const figure = row.figure !== null && isReportFigureKey(row.figure) ? figures.get(row.figure) : undefined;
    const fromData =
      sum !== undefined
        ? {
            value: sum.value,
            denominator: null,
            source: {
              kind: 'agencies' as const,
              note: 'annex_sum',
              params: { agencies: sum.agencies, required },
              to: `/reports/${reportId}/board`,
            },
          }
        : figure !== undefined
          ? { value: figure.value, denominator: figure.denominator, source: figure.source }
          : row.fromAgencies
            ? {
                value: null,
                denominator: null,
                source: {
                  kind: 'agencies' as const,
                  note: 'annex_none',
                  params: { agencies: 0, required },
                  to: `/reports/${reportId}/board`,
                },
              }
            : { value: null, denominator: null, source: null };
    const over = typed.get(row.key);
    return {
      ...empty,
      ...fromData,
      agencies: sum?.agencies ?? 0,
      computed: fromData.value,
      ...(over === undefined
        ? {}
        : {
            value: over.value,
            source: { kind: 'typed' as const, note: 'typed', params: {}, to: fromData.source?.to ?? null },
            typed: true,
            typedRev: over.rev,
            typedNote: over.note,
          }),
    };
  });
}

/** A row whose figure is a share is printed as one. */
export const isShareRow = ({ unit }: Pick<AnnexRow, 'unit'>): boolean => unit.trim() === '%';

/**
 * What the cell of a row shows, in hundredths where it is a share: null where nothing is known or there is nothing to
 * take a share of. A share that a person typed is whole percents.
 */
export function annexValue(
  line: Pick<AnnexLine, 'unit' | 'value' | 'denominator' | 'typed'>,
): { readonly value: number; readonly hundredths: boolean } | null {
  if (line.value === null) return null;
  if (!isShareRow(line)) return { value: line.value, hundredths: false };
  if (line.typed) return { value: line.value * 100, hundredths: true };
  const share = line.denominator === null ? null : percentHundredths(line.value, line.denominator);
  return share === null ? null : { value: share, hundredths: true };
}

// ── The form of an agency ────────────────────────────────────────────────────────────────────────────────

/** What one agency is asked for, with the headings above it. */
export function rowsForAgencies(rows: readonly AnnexRow[]): AnnexRow[] {
  return rows.filter((row, index) => {
    if (!row.isGroup) return row.fromAgencies;
    // A heading stands as long as something under it is asked: by its label where labels are nested (1, 1.1), else up to
    // the next heading.
    const nested = row.label !== '' && rows[index + 1]?.label.startsWith(`${row.label}.`) === true;
    for (const below of rows.slice(index + 1)) {
      if (nested ? !below.label.startsWith(`${row.label}.`) : below.isGroup) return false;
      if (!below.isGroup && below.fromAgencies) return true;
    }
    return false;
  });
}

const MARK = 'bccchc1';

export interface AnnexKey {
  readonly agencyReportId: string;
  /** Null in a heading. */
  readonly row: string | null;
}
export const annexRowKey = (agencyReportId: string, row: string | null): string =>
  [MARK, agencyReportId, ...(row === null ? [] : [row])].join('/');

export function readAnnexKey(text: string | null): AnnexKey | null {
  const [mark, agencyReportId, row] = (text ?? '').trim().split('/');
  if (mark !== MARK || agencyReportId === undefined || agencyReportId === '') return null;
  return { agencyReportId, row: row ?? null };
}

export const ANNEX_NOTE_LIMIT = 1000;
/** Above this a figure of one agency is a slip of the pen. */
export const ANNEX_MOST = 1_000_000_000;

/** In the order of the form. */
export const annexFields: readonly FieldSpec[] = [
  {
    ...textField('key', 'Khóa', 'Key', ['Khoá', 'Khóa (không sửa)'], 200),
    hidden: true,
    hint: 'Do phần mềm ghi, dùng để nhận lại biểu; không sửa.',
  },
  textField('label', 'TT', 'No.', ['STT', 'Số TT', 'Số thứ tự'], 20),
  textField('title', 'Chỉ tiêu thống kê', 'Figure', ['Chỉ tiêu', 'Nội dung', 'Tiêu chí'], 500),
  textField('unit', 'Đơn vị tính', 'Unit', ['ĐVT', 'Đơn vị'], 60),
  {
    key: 'value',
    labels: { vi: 'Số liệu', en: 'Value' },
    synonyms: ['Số lượng', 'Kết quả', 'Giá trị', 'Số liệu trong kỳ'],
    required: false,
    type: 'count',
    hint: 'Số nguyên từ 0 trở lên.',
  },
  textField('note', 'Ghi chú', 'Note', ['Giải trình', 'Giải trình, ghi chú'], ANNEX_NOTE_LIMIT),
];
export type AnnexField = 'key' | 'label' | 'title' | 'unit' | 'value' | 'note';
