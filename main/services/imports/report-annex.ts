/**
 * The annex of figures as an agency sent it back: each row is known by its key, the form of another agency or period is
 * refused, and so is a row whose words were changed. An empty cell takes back what was there; a row that is not in the
 * file says nothing.
 */
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import type { AnnexRow } from '../../../core/contract/settings.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import { isFaulty, numberOf, type SheetRecord, textOf } from '../../../core/exchange/sheet/target.ts';
import { plainWords } from '../../../core/rules/criterion-digest.ts';
import { formatCount, shortDay } from '../../../core/rules/format.ts';
import {
  ANNEX_MOST,
  annexFields,
  isShareRow,
  readAnnexKey,
  rowsForAgencies,
} from '../../../core/rules/report-annex.ts';
import { nameKey } from '../../../core/rules/same-name.ts';
import type {
  ListedAgencyReport,
  StoredAgencyFigure,
  StoredPeriodReport,
} from '../../../db/period-reports.ts';
import { fieldFault, found, owned } from '../context.ts';
import { movedFaults } from './returned-form.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

interface Planned {
  readonly row: ImportRow;
  readonly write: {
    readonly key: string;
    readonly before: StoredAgencyFigure | undefined;
    readonly value: number | null;
    readonly note: string | null;
  } | null;
}

function planReportAnnex(request: ImportRequest): ImportPlan {
  const { context, source, records, faulty, has, fault } = request;
  const { stores, ids } = context;
  const { targetId } = source;
  if (targetId === null) throw fieldFault('targetId', 'MISSING_KEY');
  const agency = owned(context, stores.periodReports.agency(targetId), 'agency_report', targetId);
  const report = found(
    stores.periodReports.get(agency.periodReportId),
    'period_report',
    agency.periodReportId,
  );
  const form = rowsForAgencies(report.annexRows);
  const rows = form.filter(({ isGroup }) => !isGroup);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const present = new Map(stores.periodReports.agencyFigures(agency.id).map((one) => [one.key, one]));
  const titleOf = ({ label, title }: AnnexRow) => `${label} ${title}`.trim();
  const isSame = (record: SheetRecord, row: AnnexRow) =>
    plainWords(record.texts['title'] ?? '') === plainWords(row.title);

  /** By its key; without one by its number and words. */
  function rowOf(record: SheetRecord): AnnexRow | undefined {
    const key = readAnnexKey(record.texts['key'] ?? null);
    if (key?.row != null) return byKey.get(key.row);
    const label = (record.texts['label'] ?? '').trim().replace(/\.$/u, '');
    const labelled = rows.filter((row) => row.label === label);
    const worded = rows.filter((row) => isSame(record, row));
    return labelled.find((row) => isSame(record, row)) ?? (worded.length === 1 ? worded[0] : labelled[0]);
  }
  const isHeading = (record: SheetRecord) => {
    const key = readAnnexKey(record.texts['key'] ?? null);
    if (key !== null) return key.row === null;
    return form.some((row) => row.isGroup && isSame(record, row)) && numberOf(record, 'value') === null;
  };

  const seen = new Map<string, number>();
  const planned = records.map((record): Planned => {
    const label = shorten(`${record.texts['label'] ?? ''} ${record.texts['title'] ?? ''}`.trim(), 200);
    const skip = (faults: ImportFault[]): Planned => ({
      row: { row: record.row, action: 'skip', label, changes: [], faults },
      write: null,
    });
    if (isHeading(record)) return skip([]);
    const row = rowOf(record);
    if (row === undefined) {
      // A figure that no row asks for would be lost: the file is not simply taken as if it had none.
      const severity = numberOf(record, 'value') === null ? 'warning' : 'error';
      return skip([fault(record, 'title', 'EXTRA_ROW', { severity, value: label })]);
    }
    const faults: ImportFault[] = [];
    const earlier = seen.get(row.key);
    if (earlier !== undefined) {
      faults.push(fault(record, 'title', 'DUPLICATE_IN_FILE', { params: { row: earlier } }));
    }
    seen.set(row.key, record.row);
    const changed = (field: 'title' | 'unit', expected: string) => {
      const params = { expected: shorten(expected), refused: 'x' };
      faults.push(fault(record, field, 'TEXT_CHANGED', { params }));
    };
    // Other words may ask for something else: such a figure is none of this row.
    if (has('title') && !isSame(record, row)) changed('title', row.title);
    if (has('unit') && plainWords(record.texts['unit'] ?? '') !== plainWords(row.unit)) {
      changed('unit', row.unit);
    }
    const value = numberOf(record, 'value');
    const most = isShareRow(row) ? 100 : ANNEX_MOST;
    if (value !== null && value > most) {
      faults.push(
        fault(record, 'value', 'UNKNOWN_VALUE', { params: { expected: `0–${formatCount(most)}` } }),
      );
    }
    const note = textOf(record, 'note');
    const before = present.get(row.key);
    // A note without a figure has nothing to stand on.
    const after = value === null ? null : { value, note };
    const changes = changesOf(before, after);
    const action = isFaulty(faults)
      ? 'skip'
      : changes.length === 0
        ? 'same'
        : before === undefined
          ? 'add'
          : after === null
            ? 'end'
            : 'change';
    return {
      row: { row: record.row, action, label: shorten(titleOf(row), 200), changes, faults },
      write:
        action === 'skip' || action === 'same'
          ? null
          : { key: row.key, before, value, note: after === null ? null : note },
    };
  });

  const inFile = new Set([...seen.keys(), ...faulty.map((record) => rowOf(record)?.key)]);
  const missing = rows
    .filter(({ key }) => !inFile.has(key))
    .map((row): ImportRow => {
      const value = shorten(titleOf(row), 100);
      const one = fault(null, null, 'MISSING_ROW', {
        severity: 'warning',
        value,
        params: { code: row.label },
      });
      return { row: null, action: 'skip', label: shorten(titleOf(row), 200), changes: [], faults: [one] };
    });

  return {
    rows: [...planned.map(({ row }) => row), ...missing],
    faults: [
      ...otherForm(request, agency, report),
      ...(request.has('key') ? movedFaults(request, annexFields) : []),
    ],
    apply(write, step) {
      const writes = planned.flatMap((one) => (one.write === null ? [] : [one.write]));
      for (const [done, { key, before, value, note }] of writes.entries()) {
        step(done, writes.length);
        if (value === null) {
          if (before !== undefined) write.remove('agency_figure', before.id, before.rev);
        } else if (before === undefined) {
          write.insert('agency_figure', { id: ids.next(), agencyReportId: agency.id, key, value, note });
        } else write.update('agency_figure', before.id, before.rev, { value, note });
      }
      return { targetId: agency.id };
    },
  };
}

interface Sent {
  readonly value: number;
  readonly note: string | null;
}

function changesOf(before: Sent | undefined, after: Sent | null): ImportRow['changes'] {
  const changes: ImportRow['changes'] = [];
  const show = (field: string, was: string | null, is: string | null) => {
    if (was !== is) changes.push({ field, before: was, after: is });
  };
  const number = (sent: Sent | null | undefined) => (sent == null ? null : formatCount(sent.value));
  show('value', number(before), number(after));
  show('note', before?.note ?? null, after?.note ?? null);
  return changes;
}

/** Whose form it is, and of which period: by its keys, and where somebody has taken those out by its titles. */
function otherForm(
  { context: { stores }, records, faulty, above, fault }: ImportRequest,
  agency: ListedAgencyReport,
  report: StoredPeriodReport,
): readonly ImportFault[] {
  const otherAgency = (value: string, record: SheetRecord | null) =>
    fault(record, record === null ? null : 'key', 'OTHER_AGENCY', {
      value,
      params: { name: agency.agencyName },
    });
  const otherPeriod = (value: string, record: SheetRecord | null) =>
    fault(record, record === null ? null : 'key', 'OTHER_PERIOD', { value, params: { name: report.title } });
  let hasKeys = false;
  for (const record of [...records, ...faulty]) {
    const key = readAnnexKey(record.texts['key'] ?? null);
    if (key === null) continue;
    hasKeys = true;
    if (key.agencyReportId === agency.id) continue;
    const other = stores.periodReports.agency(key.agencyReportId);
    if (other === undefined) return [otherAgency('khác', record)];
    const whole = stores.periodReports.get(other.periodReportId);
    return other.agencyId === agency.agencyId
      ? [otherPeriod(whole?.title ?? 'khác', record)]
      : [otherAgency(other.agencyName, record)];
  }
  if (hasKeys) return [];
  for (const { text } of above) {
    const named = /^PHỤ LỤC SỐ LIỆU\s*[–-]\s*(.+)$/iu.exec(text.trim())?.[1];
    if (named !== undefined && nameKey(named) !== nameKey(agency.agencyName))
      return [otherAgency(named, null)];
    const days = /từ ngày (\d{1,2}\/\d{1,2}\/\d{4}) đến ngày (\d{1,2}\/\d{1,2}\/\d{4})/iu.exec(text);
    if (days !== null && (days[1] !== shortDay(report.periodFrom) || days[2] !== shortDay(report.periodTo))) {
      return [otherPeriod(`${days[1] ?? ''}–${days[2] ?? ''}`, null)];
    }
  }
  return [];
}

export function createReportAnnexImport(): ImportTarget {
  return {
    sheet: { purpose: 'report_annex', fields: annexFields, maxRows: 1000 },
    template: {
      fileName: 'mau-phu-luc-so-lieu',
      sheetName: 'Phụ lục số liệu',
      title: 'Phụ lục số liệu báo cáo công tác cải cách hành chính',
      instructions: [
        'Biểu của từng đơn vị được xuất từ bảng theo dõi gửi báo cáo, đã có sẵn chỉ tiêu và ô kiểm tra dữ liệu; tệp mẫu này chỉ dùng khi phải lập lại bằng tay.',
        'Mỗi hàng là một chỉ tiêu, được nhận theo số thứ tự và tên chỉ tiêu.',
        'Số liệu là số nguyên từ 0 trở lên; không có phát sinh thì ghi 0, chưa có số liệu thì để trống.',
        'Nhập lại thì số liệu của từng hàng thay cho số liệu đã nhập; chỉ tiêu không có trong tệp giữ nguyên.',
      ],
      examples: [
        { label: '1.7', title: 'Số tin, bài, chương trình tuyên truyền', unit: 'Tin, bài', value: 12 },
      ],
    },
    plan: planReportAnnex,
  };
}
