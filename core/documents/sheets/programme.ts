// Chương trình làm việc: of one session, or of all, each on a page of its own.
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { Block, DocumentModel } from '../model.ts';
import { agencyName } from '../wording/agencies.ts';
import { BLANK } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { teamWord } from '../wording/team.ts';
import { upperFirst } from '../wording/text.ts';
import { clockRange, visitDaysText, weekdayDate } from './days.ts';
import type { ProgrammeFacts, ProgrammeRow, ProgrammeSession } from './facts.ts';
import { cell, OPEN, sheetHead, sheetModel, sheetSignature, sheetTable, teamTitle } from './sheet.ts';

const TITLE = 'Chương trình làm việc';
/** Lines to be filled in by hand where no programme was made. */
const EMPTY_LINES = 6;
/** Between the lines about the session and its table. */
const GAP_MM = 3;

export function programmeSheet(facts: ProgrammeFacts): DocumentModel {
  const { issuer, plan, sessions } = facts;
  const [only] = sessions.length === 1 ? sessions : [];
  const subject = upperFirst(inspectionPhrase(plan));
  const blocks =
    sessions.length === 0
      ? [
          ...sheetHead(issuer, plan, { title: TITLE, subject, reference: null }),
          paragraph('body', 'Chưa có chương trình làm việc nào được lập.'),
        ]
      : sessions.flatMap((session, index): Block[] => [
          ...(index === 0 ? [] : [{ type: 'newPage' } as const]),
          ...sessionBlocks(facts, session),
        ]);
  const title = only === undefined ? `${TITLE}: ${subject}` : `${TITLE}: ${agencyName(only.agency)}`;
  return sheetModel(facts, title, false, blocks);
}

function sessionBlocks(facts: ProgrammeFacts, session: ProgrammeSession): readonly Block[] {
  const { issuer, plan } = facts;
  const { team, agency } = session;
  const subject = `${upperFirst(inspectionPhrase(plan))}\ntại ${agencyName(agency)}`;
  const word = teamWord(team === null ? facts.teams : [team]);
  const about = [
    `Thời gian: ${visitDaysText(session) ?? BLANK}.`,
    `Địa điểm: ${cell(session.location, BLANK)}.`,
    `${word}: ${team === null ? BLANK : teamTitle(team)}.`,
  ];
  return [
    ...sheetHead(issuer, plan, { title: TITLE, subject, reference: null }),
    ...about.map((line) => paragraph('body', line, { keepNext: true })),
    spacer(GAP_MM),
    sheetTable(
      [
        { text: 'Thời gian', width: 17, align: 'center' },
        { text: 'Nội dung', width: 55 },
        { text: 'Người thực hiện', width: 28 },
      ],
      rowsOf(session.items),
    ),
    sheetSignature(issuer, team),
  ];
}

function rowsOf(items: readonly ProgrammeRow[]): readonly (readonly string[])[] {
  if (items.length === 0) return Array.from({ length: EMPTY_LINES }, () => [OPEN, OPEN, OPEN]);
  return items.map((item, index) => {
    const isNewDay = item.day !== null && item.day !== items[index - 1]?.day;
    const day = isNewDay && item.day !== null ? `${upperFirst(weekdayDate(item.day))}\n` : '';
    return [
      `${day}${clockRange(item.startsAt, item.endsAt) ?? OPEN}`,
      cell(item.content, OPEN),
      cell(item.presenter, OPEN),
    ];
  });
}
