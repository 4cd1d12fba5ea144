// Bảng tổng hợp tiếp thu, giải trình: what the agency said of the draft, and what was done with it.
import type { ContentBlock, DocumentContent } from '../content.ts';
import type { AgencyFacts, BaseFacts, IsoDay, TeamFacts } from '../facts.ts';
import { agencyName } from '../wording/agencies.ts';
import { shortDate } from '../wording/dates.ts';
import { formatCount, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { teamWord } from '../wording/team.ts';
import { oneLine, sentence } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { paperContent, partBlocks, subjectOr, table } from './helpers.ts';

const decisions = { accepted: 'Tiếp thu', partly: 'Tiếp thu một phần', rejected: 'Không tiếp thu' } as const;

export interface RemarkRow {
  readonly id: string;
  readonly draftText: string | null;
  readonly content: string;
  readonly evidence: string | null;
  readonly decision: 'accepted' | 'partly' | 'rejected' | null;
  readonly reason: string | null;
  readonly newText: string | null;
}

export interface RemarksTableFacts extends BaseFacts {
  readonly agency: AgencyFacts;
  readonly teams: readonly TeamFacts[];
  readonly answeredOn: IsoDay | null;
  readonly answerNumber: string | null;
  /** The agency agrees with everything. */
  readonly noRemarks: boolean;
  readonly remarks: readonly RemarkRow[];
}

export function remarksTableSubject(facts: RemarksTableFacts): string {
  const what = facts.document.titleKind === 'ket_luan' ? 'kết luận' : 'kết quả';
  return subjectOr(
    facts,
    `Ý kiến của ${agencyName(facts.agency)} đối với dự thảo Thông báo ${what} ${inspectionPhrase(facts.plan)}`,
  );
}

export function draftRemarksTable(facts: RemarksTableFacts): DocumentContent {
  const { agency, teams, remarks, noRemarks } = facts;
  return paperContent(facts, 'remarks_table', {
    names: remarks.flatMap(({ draftText, content, newText, reason, evidence }) => [
      draftText,
      content,
      newText,
      reason,
      evidence,
    ]),
    blocks: [
      ...partBlocks(facts, 'remarks_table', 'opening', 'lead', 'lead'),
      ...letter(facts),
      ...(noRemarks && remarks.length === 0
        ? [block('paragraph', 'tally', `${agencyName(agency)} thống nhất với toàn bộ nội dung dự thảo.`)]
        : [
            block('paragraph', 'tally', tally(remarks)),
            table(
              'remarks',
              [
                { text: 'TT', width: 7, align: 'center' },
                { text: 'Nội dung dự thảo', width: 25 },
                { text: 'Ý kiến của đơn vị', width: 26 },
                { text: `Tiếp thu, giải trình của ${teamWord(teams)}`, width: 24 },
                { text: 'Nội dung sau khi tiếp thu', width: 20 },
              ],
              remarks.length === 0 ? [['1', OPEN, OPEN, OPEN, '']] : remarks.map(rowOf),
            ),
          ]),
      ...partBlocks(facts, 'remarks_table', 'closing', 'closing'),
    ],
  });
}

/** The answer's own number and day. */
function letter({ answerNumber, answeredOn, agency }: RemarksTableFacts): readonly ContentBlock[] {
  const number = oneLine(answerNumber ?? '');
  const named = [
    ...(number === '' ? [] : [`số ${number}`]),
    ...(answeredOn === null ? [] : [`ngày ${shortDate(answeredOn)}`]),
  ].join(' ');
  return named === ''
    ? []
    : [block('paragraph', 'letter', `Ý kiến tham gia của ${agencyName(agency)} tại Văn bản ${named}.`)];
}

function rowOf(row: RemarkRow, index: number): readonly string[] {
  const papers = oneLine(row.evidence ?? '');
  const said = oneLine(row.content) || OPEN;
  return [
    String(index + 1),
    oneLine(row.draftText ?? '') || OPEN,
    papers === '' ? said : `${said}\nTài liệu kèm theo: ${papers}`,
    decision(row),
    oneLine(row.newText ?? ''),
  ];
}

function decision(row: RemarkRow): string {
  if (row.decision === null) return OPEN;
  const reason = oneLine(row.reason ?? '');
  return reason === '' ? `${decisions[row.decision]}.` : `${decisions[row.decision]}: ${sentence(reason)}`;
}

function tally(remarks: readonly RemarkRow[]): string {
  if (remarks.length === 0) return 'Đơn vị chưa có ý kiến.';
  const of = (what: RemarkRow['decision']) => remarks.filter((row) => row.decision === what).length;
  const parts = [
    [of('accepted'), 'ý kiến được tiếp thu'],
    [of('partly'), 'ý kiến được tiếp thu một phần'],
    [of('rejected'), 'ý kiến không tiếp thu, có giải trình'],
    [of(null), 'ý kiến đang xem xét'],
  ] as const;
  const shown = parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${formatCount(count)} ${words}`);
  return sentence(`Tổng số ${formatCount(remarks.length)} ý kiến, trong đó: ${shown.join('; ')}`);
}
