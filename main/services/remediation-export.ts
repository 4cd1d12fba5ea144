/** The follow-up list as it is filtered, however long, as a file that is read back before it is handed out. */
import { AppError } from '../../core/contract/error.ts';
import type { Caller, Output, Parsed } from '../../core/contract/index.ts';
import type { ListColumn } from '../../core/contract/lists.ts';
import { stateText } from '../../core/documents/papers/remediation-count.ts';
import { shortDay } from '../../core/rules/format.ts';
import type { FollowUpPosition, FollowUpRow } from '../../db/remediation.ts';
import type { ServiceContext } from './context.ts';
import { createListService } from './lists.ts';
import { followUpFilter, showFollowUp } from './remediation-filter.ts';

const PAGE = 1_000;
/** Nobody reads more on paper, and no printer of pages takes it. */
const MOST_ON_PAPER = 5_000;

const columns: readonly ListColumn[] = [
  { label: 'STT', kind: 'count', width: 4 },
  { label: 'Cơ quan, đơn vị', kind: 'text', width: 14 },
  { label: 'Đợt kiểm tra', kind: 'text', width: 13 },
  { label: 'Lĩnh vực', kind: 'text', width: 10 },
  { label: 'Nội dung kiến nghị', kind: 'text', width: 25 },
  { label: 'Thời hạn', kind: 'day', width: 8 },
  { label: 'Tình trạng', kind: 'text', width: 9 },
  { label: 'Số ngày quá hạn', kind: 'count', width: 6 },
  { label: 'Ngày báo cáo', kind: 'day', width: 8 },
  { label: 'Ngày xác nhận', kind: 'day', width: 8 },
  { label: 'Minh chứng', kind: 'count', width: 6 },
  { label: 'Số lần gia hạn', kind: 'count', width: 5 },
  { label: 'Số lần đôn đốc', kind: 'count', width: 5 },
  { label: 'Lặp lại', kind: 'text', width: 5 },
];

const officeColumn: ListColumn = { label: 'Cơ quan gửi', kind: 'text', width: 10 };

export async function exportRemediation(
  context: ServiceContext,
  { filter: given, sort, format }: Parsed<'remediation.export'>,
  caller: Caller,
): Promise<Output<'remediation.export'>> {
  const { stores } = context;
  const filter = followUpFilter(stores, given);
  const found: FollowUpRow[] = [];
  let after: FollowUpPosition | undefined;
  do {
    const page = stores.remediation.page(filter, { sort, descending: false }, after, PAGE);
    found.push(...page.rows);
    after = page.next;
    if (format === 'pdf' && found.length > MOST_ON_PAPER) {
      throw new AppError('TOO_LARGE', { detail: { limit: MOST_ON_PAPER } });
    }
  } while (after !== undefined);
  // Whose rows they are, where those of several offices stand here.
  const offices = new Map(stores.offices.list().map(({ id, name }) => [id, name]));
  const several = offices.size > 1;
  const rows = found.map((one, index) => {
    const row = showFollowUp(one, given.today, filter.counts);
    return [
      index + 1,
      row.agencyName ?? 'Các cơ quan, đơn vị được kiểm tra',
      row.planTitle,
      row.domainName,
      row.text,
      row.dueOn ?? row.dueNote,
      capital(stateText(row.status)),
      row.overdueDays,
      row.reportedOn,
      row.verifiedOn,
      row.proofs,
      row.extensions,
      row.reminders,
      row.repeated ? 'x' : null,
      ...(several ? [offices.get(row.originOfficeId ?? '') ?? ''] : []),
    ];
  });
  return createListService(context)['lists.render'](
    {
      title: 'Theo dõi khắc phục tồn tại, hạn chế sau kiểm tra',
      subtitle: `Tính đến ngày ${shortDay(given.today)}`,
      columns: [...columns, ...(several ? [officeColumn] : [])],
      rows,
      format,
      illustrative: found.some(({ illustrative }) => illustrative),
    },
    caller,
  );
}

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1);
