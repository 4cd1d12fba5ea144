// Thông báo lịch kiểm tra: of the whole round with a table of all visits, or of one agency.
import type { ContentBlock, DocumentContent } from '../content.ts';
import type { AgencyFacts, BaseFacts, DomainFacts, TeamFacts } from '../facts.ts';
import { visitDaysText } from '../sheets/days.ts';
import type { ScheduleRow } from '../sheets/facts.ts';
import { agencyName } from '../wording/agencies.ts';
import { clockTime, shortDate } from '../wording/dates.ts';
import { orderedDomains } from '../wording/findings.ts';
import { BLANK, formatCount } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { teamComposition, teamNames, teamWord } from '../wording/team.ts';
import { lowerFirst, oneLine, sentence, withoutEnd } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { joinedList, paperContent, partBlocks, recipientLines, subjectOr } from './helpers.ts';
import { scheduleTable } from './plan-appendices.ts';

export interface ScheduleNoticeFacts extends BaseFacts {
  readonly teams: readonly TeamFacts[];
  /** The one agency; null for the round. */
  readonly agency: AgencyFacts | null;
  readonly agencies: readonly AgencyFacts[];
  readonly domains: readonly DomainFacts[];
  /** Every visit of the round, or the one. */
  readonly rows: readonly ScheduleRow[];
  /** `HH:MM` of the session with the one agency. */
  readonly startsAt: string | null;
  readonly hasProgramme: boolean;
  readonly location: string | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

interface Asked {
  /** Where the agencies send their reports. */
  readonly office: string | null;
  /** The day by which the one agency reports. */
  readonly reportDueOn: string | null;
  /** For a round: days before each visit, in words. */
  readonly reportSpan: string | null;
  readonly phone: string | null;
}

export function scheduleNoticeFacts(
  facts: Omit<ScheduleNoticeFacts, 'fields'>,
  { office, reportDueOn, reportSpan, phone }: Asked,
): ScheduleNoticeFacts {
  const { agency, domains } = facts;
  return {
    ...facts,
    fields: {
      noi_gui_bao_cao: office,
      han_bao_cao:
        reportDueOn !== null
          ? `trước ngày ${shortDate(reportDueOn)}`
          : reportSpan === null
            ? `trước ngày ${shortDate(null)}`
            : `trước ngày kiểm tra ít nhất ${reportSpan}`,
      noi_nhan_lich: agency === null ? 'Các cơ quan, đơn vị được kiểm tra' : agencyName(agency),
      dien_thoai: phone,
      linh_vuc:
        domains.length === 0
          ? null
          : joinedList(orderedDomains(domains).map(({ name }) => lowerFirst(oneLine(name)))),
    },
  };
}

export function scheduleNoticeSubject(facts: ScheduleNoticeFacts): string {
  const { agency, plan } = facts;
  const where = agency === null ? '' : ` tại ${agencyName(agency)}`;
  return subjectOr(facts, `Lịch ${inspectionPhrase(plan)}${where}`);
}

export function draftScheduleNotice(facts: ScheduleNoticeFacts): DocumentContent {
  const kind = 'schedule_notice';
  return paperContent(facts, kind, {
    recipients: recipientLines(facts, kind),
    blocks: [
      ...partBlocks(facts, kind, facts.agency === null ? 'opening' : 'opening_agency', 'lead', 'lead'),
      ...(facts.agency === null ? roundTime(facts) : visitTime(facts)),
      ...people(facts),
      ...contents(facts),
      block(
        'subsection',
        'requests',
        `Đề nghị ${facts.agency === null ? 'các cơ quan, đơn vị được kiểm tra' : agencyName(facts.agency)}`,
      ),
      ...partBlocks(facts, kind, 'requests', 'item', 'request'),
      ...partBlocks(facts, kind, 'contact', 'clause', 'contact'),
      ...partBlocks(facts, kind, 'closing', 'closing'),
    ],
  });
}

function roundTime(facts: ScheduleNoticeFacts): readonly ContentBlock[] {
  const { rows } = facts;
  const byReport = rows.filter((row) => row.byReport).length;
  const note =
    byReport === 0 ? '' : `, trong đó ${formatCount(byReport)} cơ quan, đơn vị kiểm tra qua báo cáo`;
  return [
    block('subsection', 'time', 'Cơ quan, đơn vị, thời gian và địa điểm kiểm tra'),
    block(
      'paragraph',
      'time:text',
      rows.length === 0
        ? 'Lịch kiểm tra cụ thể như sau:'
        : `Kiểm tra tại ${formatCount(rows.length)} cơ quan, đơn vị${note}, cụ thể như sau:`,
    ),
    scheduleTable('schedule', facts),
  ];
}

function visitTime({ rows, startsAt, location }: ScheduleNoticeFacts): readonly ContentBlock[] {
  const [row] = rows;
  const days = row === undefined ? null : visitDaysText(row);
  const when =
    row?.byReport === true
      ? 'kiểm tra qua báo cáo'
      : days === null
        ? `${clockTime(startsAt)}, ngày … tháng … năm …`
        : startsAt === null
          ? lowerFirst(days)
          : `${clockTime(startsAt)}, ${lowerFirst(days)}`;
  const place = oneLine(location ?? '');
  return [
    block('clause', 'time', sentence(`Thời gian: ${when}`)),
    block('clause', 'place', sentence(`Địa điểm: ${place === '' ? BLANK : place}`)),
  ];
}

function people(facts: ScheduleNoticeFacts): readonly ContentBlock[] {
  const { teams } = facts;
  const word = teamWord(teams);
  const composed = teams
    .map((team) => ({ team, members: teamComposition(team) }))
    .filter(({ members }) => members !== null);
  return [
    block('subsection', 'people', 'Thành phần'),
    ...(composed.length === 0
      ? [
          block(
            'item',
            'people:team',
            `${word}: ${teams.length === 0 ? BLANK : sentence(`các thành viên ${teamNames(teams)}`)}`,
          ),
        ]
      : composed.map(({ team, members }) =>
          block(
            'item',
            `people:team:${team.id}`,
            sentence(`${teams.length > 1 ? oneLine(team.name) || word : word}: ${members ?? ''}`),
          ),
        )),
    ...partBlocks(facts, 'schedule_notice', 'attendees', 'item', 'people:agency'),
  ];
}

function contents(facts: ScheduleNoticeFacts): readonly ContentBlock[] {
  const { plan, domains, hasProgramme } = facts;
  const words = plan.contents === null ? '' : withoutEnd(oneLine(plan.contents));
  const named = joinedList(orderedDomains(domains).map(({ name }) => lowerFirst(oneLine(name))));
  const what = words === '' ? (named === '' ? 'theo Kế hoạch kiểm tra' : named) : words;
  return [
    block('subsection', 'contents', 'Nội dung, chương trình làm việc'),
    block('item', 'contents:what', sentence(`Nội dung kiểm tra: ${what}`)),
    block(
      'item',
      'contents:programme',
      hasProgramme
        ? 'Chương trình làm việc gửi kèm theo Thông báo này.'
        : 'Chương trình làm việc được công bố tại buổi làm việc.',
    ),
  ];
}
