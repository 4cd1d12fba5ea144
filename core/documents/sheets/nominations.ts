// The bodies asked to nominate members, and what each has answered so far.
import type { DocumentModel } from '../model.ts';
import { wishText } from '../papers/nomination-request.ts';
import { planCitation } from '../wording/citations.ts';
import { shortDate } from '../wording/dates.ts';
import { OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { memberOffice, teamWord } from '../wording/team.ts';
import { upperFirst } from '../wording/text.ts';
import type { NominationRow, NominationsFacts } from './facts.ts';
import { cell, compilerSignature, sheetHead, sheetModel, sheetTable } from './sheet.ts';

export function nominationsSheet(facts: NominationsFacts): DocumentModel {
  const { issuer, plan } = facts;
  const title = `Danh sách cơ quan, đơn vị được đề nghị\ncử người tham gia ${teamWord(facts.teams)}`;
  const rows = facts.rows.map((row, index) => [
    String(index + 1),
    cell(row.body, OPEN),
    wishText(row),
    letter(row.letterNumber, row.letterOn),
    row.dueOn === null ? '' : shortDate(row.dueOn),
    reply(row),
    named(row),
    cell(row.note),
  ]);
  return sheetModel(facts, title, true, [
    ...sheetHead(issuer, plan, {
      title,
      subject: upperFirst(inspectionPhrase(plan)),
      reference: `Thực hiện ${planCitation(plan)}`,
    }),
    sheetTable(
      [
        { text: 'STT', width: 5, align: 'center' },
        { text: 'Cơ quan, đơn vị', width: 18 },
        { text: 'Đề nghị cử', width: 17 },
        { text: 'Văn bản đề nghị', width: 13, align: 'center' },
        { text: 'Hạn trả lời', width: 9, align: 'center' },
        { text: 'Văn bản trả lời', width: 13, align: 'center' },
        { text: 'Người được cử', width: 16 },
        { text: 'Ghi chú', width: 9 },
      ],
      rows.length === 0 ? [['1', OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, '']] : rows,
    ),
    compilerSignature(),
  ]);
}

/** Number and day of a letter, as far as they are known. */
function letter(number: string | null, on: string | null): string {
  const parts = [
    cell(number) === '' ? '' : `Số ${cell(number)}`,
    on === null ? '' : `ngày\u00a0${shortDate(on)}`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function reply(row: NominationRow): string {
  const arrived = row.arrivedOn === null ? '' : `đến ngày\u00a0${shortDate(row.arrivedOn)}`;
  return [letter(row.replyNumber, row.replyOn), arrived].filter((part) => part !== '').join('\n');
}

function named(row: NominationRow): string {
  if (row.declined) return 'Không cử';
  return row.members
    .map((member) => [cell(member.fullName), memberOffice(member)].filter((part) => part !== '').join(', '))
    .join(';\n');
}
