// Bảng phân công nhiệm vụ: who sits in the team, in which role, and which domains each one checks.
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { Block, DocumentModel } from '../model.ts';
import { agencyNames } from '../wording/agencies.ts';
import { decisionCitation, planCitation } from '../wording/citations.ts';
import { BLANK, formatCount, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { memberOffice, roleTitle, teamWord } from '../wording/team.ts';
import { lowerFirst, upperFirst } from '../wording/text.ts';
import type { AssignmentFacts, SheetMember, SheetTeam } from './facts.ts';
import {
  cell,
  sheetHead,
  sheetModel,
  sheetSignature,
  sheetTable,
  teamShortWord,
  teamTitle,
} from './sheet.ts';

/** Between a team's decision and its table. */
const GAP_MM = 3;

export function assignmentSheet(facts: AssignmentFacts): DocumentModel {
  const { issuer, plan, teams } = facts;
  const [only] = teams.length === 1 ? teams : [];
  const whose = only === undefined ? `các ${lowerFirst(teamWord(teams))}` : teamTitle(only);
  const title = `Bảng phân công nhiệm vụ\nthành viên ${whose}`;
  const reference = only === undefined ? `Thực hiện ${planCitation(plan)}` : `Theo ${decisionOf(only)}`;
  return sheetModel(facts, title, false, [
    ...sheetHead(issuer, plan, { title, subject: upperFirst(inspectionPhrase(plan)), reference }),
    ...teams.flatMap((team, index) =>
      teamBlocks(team, only === undefined ? index + 1 : null, index === teams.length - 1),
    ),
    ...(teams.length === 0 ? [memberTable([], 'Đoàn')] : []),
    sheetSignature(issuer, only ?? null),
  ]);
}

/** What is known of the decision; the rest is left to be filled in. */
function decisionOf(team: SheetTeam): string {
  return decisionCitation(team) ?? `Quyết định số …/QĐ-… ngày … tháng … năm … của ${BLANK}`;
}

function teamBlocks(
  team: AssignmentFacts['teams'][number],
  number: number | null,
  isLast: boolean,
): readonly Block[] {
  const heading =
    number === null
      ? []
      : [
          paragraph('subsection', `${String(number)}. ${teamTitle(team)}`, { keepNext: true }),
          paragraph('body', `Theo ${decisionOf(team)}.`, { keepNext: true }),
          spacer(GAP_MM),
        ];
  const { agencies } = team;
  const where =
    agencies.length === 0
      ? []
      : [
          paragraph(
            'body',
            `Kiểm tra tại ${formatCount(agencies.length)} cơ quan, đơn vị: ${agencyNames(agencies)}.`,
            // The last words stay with the signature.
            { keepNext: isLast },
          ),
        ];
  return [...heading, memberTable(team.members, teamShortWord([team]), team.form), ...where];
}

function memberTable(members: readonly SheetMember[], word: string, form: SheetTeam['form'] = 'doan') {
  const rows = members.map((member, index) => [
    String(index + 1),
    cell(member.fullName, OPEN),
    upperFirst(cell(memberOffice(member), OPEN)),
    roleTitle(form, member.role, member.isStanding),
    domainsOf(member),
  ]);
  return sheetTable(
    [
      { text: 'STT', width: 7, align: 'center' },
      { text: 'Họ và tên', width: 21 },
      { text: 'Chức vụ, cơ quan, đơn vị', width: 29 },
      { text: `Nhiệm vụ trong ${word}`, width: 17, align: 'center' },
      { text: 'Lĩnh vực phụ trách', width: 26 },
    ],
    rows.length === 0 ? [['1', OPEN, OPEN, OPEN, OPEN]] : rows,
  );
}

/** Whoever leads or writes may own no domain; a member without one is still to be given it. */
function domainsOf(member: SheetMember): string {
  const { domains } = member;
  if (domains.length === 0) return member.role === 'member' ? OPEN : '';
  return domains.length === 1 ? (domains[0] ?? '') : domains.map((name) => `- ${name}`).join('\n');
}
