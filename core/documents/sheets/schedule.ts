// Lịch kiểm tra: the round's table by day; what has no day yet stands at the end, in the order of the round.
import { paragraph } from '../layout/paragraph.ts';
import type { DocumentModel } from '../model.ts';
import { agencyName } from '../wording/agencies.ts';
import { planCitation } from '../wording/citations.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { OPEN } from '../wording/numbers.ts';
import { byDay, visitDaysText } from './days.ts';
import type { ScheduleFacts } from './facts.ts';
import {
  cell,
  sheetHead,
  sheetModel,
  sheetSignature,
  sheetTable,
  teamShortWord,
  teamTitle,
} from './sheet.ts';

export function scheduleSheet(facts: ScheduleFacts): DocumentModel {
  const { issuer, plan, teams } = facts;
  const title = `Lịch ${inspectionPhrase(plan)}`;
  const [only] = teams.length === 1 ? teams : [];
  // One team that goes everywhere is said once, above the table.
  const together =
    only !== undefined && facts.rows.every((row) => row.byReport || row.teamName === only.name);
  const rows = facts.rows
    .toSorted(byDay)
    .map((row, index) => [
      String(index + 1),
      row.byReport ? '' : (visitDaysText(row) ?? OPEN),
      agencyName(row.agency),
      ...(together ? [] : [cell(row.teamName, OPEN)]),
      row.byReport ? '' : cell(row.location, OPEN),
      [row.byReport ? 'Kiểm tra qua báo cáo' : '', cell(row.note)].filter((part) => part !== '').join('; '),
    ]);
  return sheetModel(facts, title, false, [
    ...sheetHead(issuer, plan, {
      title,
      subject: null,
      reference: `Thực hiện ${planCitation(plan)}`,
    }),
    ...(together
      ? [paragraph('body', `${teamShortWord(teams)} kiểm tra: ${teamTitle(only)}.`, { keepNext: true })]
      : []),
    sheetTable(
      [
        { text: 'STT', width: 7, align: 'center' },
        { text: 'Thời gian', width: together ? 25 : 20 },
        { text: 'Đơn vị được kiểm tra', width: together ? 34 : 27 },
        ...(together ? [] : [{ text: `${teamShortWord(teams)} kiểm tra`, width: 18 }]),
        { text: 'Địa điểm', width: together ? 20 : 16 },
        { text: 'Ghi chú', width: together ? 14 : 12 },
      ],
      rows.length === 0 ? [['1', OPEN, OPEN, ...(together ? [] : [OPEN]), OPEN, '']] : rows,
    ),
    sheetSignature(issuer, issuer?.kind === 'team' ? (only ?? null) : null),
  ]);
}
