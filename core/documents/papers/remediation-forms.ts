// The agency's own empty papers: Kế hoạch khắc phục and Báo cáo kết quả khắc phục, with its limitations and
// recommendations in place and everything else for it to fill in. What was said collectively is only for it to check.
import type { ContentBlock, DocumentContent } from '../content.ts';
import type { FindingFacts } from '../facts.ts';
import { agencyReference } from '../wording/agencies.ts';
import { block } from '../wording/blocks.ts';
import {
  findingText,
  isCollectiveFinding,
  isOwnFinding,
  isRecommendationFor,
  ofKind,
  orderedDomains,
} from '../wording/findings.ts';
import { BLANK } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { sentence, upperFirst } from '../wording/text.ts';
import type { AgencyFollowUpFacts, TrackedRecommendation } from './after-round.ts';
import { citedFields } from './cited-paper.ts';
import { type ColumnSketch, paperContent, partBlocks, say, subjectOr, table } from './helpers.ts';
import { dueText } from './remediation-count.ts';

const DOTTED = '…'.repeat(29);
/** In a cell for the agency to fill in. */
const OPEN = '…………';

/** The facts with the fields that the forms know. */
export const remediationFormFacts = (facts: AgencyFollowUpFacts): AgencyFollowUpFacts => ({
  ...facts,
  fields: citedFields(facts.citedNotice, facts),
});

interface Row {
  readonly limitation: string;
  readonly recommendation: string;
  readonly due: string;
  readonly responsible: string;
}

/** One line per recommendation, limitations in the order of the domains; what has no counterpart keeps a blank. */
function ownRows(facts: AgencyFollowUpFacts): readonly Row[] {
  const own = inDomainOrder(
    facts,
    ofKind(facts.findings, 'limitation').filter((finding) => isOwnFinding(finding, facts.agency)),
  );
  const given = facts.recommendations.filter(({ agencyId }) => agencyId === facts.agency.id);
  const listed = new Set<string>();
  const rows = own.flatMap((finding): Row[] => {
    const answers = given.filter(({ id, findingId }) => findingId === finding.id && !listed.has(id));
    for (const { id } of answers) listed.add(id);
    const limitation = limitationText(finding);
    return answers.length === 0
      ? [{ limitation, recommendation: OPEN, due: '…/…/…', responsible: OPEN }]
      : answers.map((one) => ({ limitation, ...demandOf(one) }));
  });
  const others = given
    .filter(({ id }) => !listed.has(id))
    .map((one): Row => ({ limitation: '-', ...demandOf(one) }));
  return [...rows, ...others];
}

const limitationText = (finding: FindingFacts): string => upperFirst(findingText(finding)) || BLANK;

const demandOf = (one: TrackedRecommendation): Omit<Row, 'limitation'> => ({
  recommendation: upperFirst(sentence(one.text)) || BLANK,
  due: dueText(one),
  responsible: one.responsibleUnit?.trim() || OPEN,
});

function inDomainOrder(
  { domains }: AgencyFollowUpFacts,
  findings: readonly FindingFacts[],
): readonly FindingFacts[] {
  const order = new Map(orderedDomains(domains).map(({ id }, index) => [id, index]));
  const place = ({ domainId }: FindingFacts): number =>
    (domainId === null ? undefined : order.get(domainId)) ?? order.size;
  return findings.toSorted((one, other) => place(one) - place(other));
}

function ownTable(
  facts: AgencyFollowUpFacts,
  columns: readonly ColumnSketch[],
  cells: (row: Row) => readonly string[],
): readonly ContentBlock[] {
  const rows = ownRows(facts);
  const none =
    rows.length > 0
      ? []
      : say(
          'own:none',
          `Hồ sơ kiểm tra không ghi tồn tại, hạn chế và kiến nghị riêng đối với ${agencyReference(facts.agency)}; đơn vị bổ sung nội dung tự rà soát (nếu có) vào bảng sau:`,
        );
  const shown =
    rows.length > 0 ? rows : [{ limitation: OPEN, recommendation: OPEN, due: '…/…/…', responsible: OPEN }];
  return [
    ...none,
    table(
      'own:table',
      columns,
      shown.map((row, index) => [String(index + 1), ...cells(row)]),
    ),
  ];
}

/** What was found "tại các đơn vị": nobody says that it is so here, so the agency looks for itself. */
function collectiveTable(facts: AgencyFollowUpFacts, last: string): readonly ContentBlock[] {
  const findings = inDomainOrder(
    facts,
    ofKind(facts.findings, 'limitation').filter((finding) => isCollectiveFinding(finding, facts.agency)),
  );
  const general = facts.recommendations.filter(
    (one) => one.agencyId === null && isRecommendationFor(one, facts.agency, facts.findings),
  );
  const listed = new Set<string>();
  const rows = findings.flatMap((finding) => {
    const answers = general.filter(({ id, findingId }) => findingId === finding.id && !listed.has(id));
    for (const { id } of answers) listed.add(id);
    const texts = answers.map(({ text }) => upperFirst(sentence(text)) || BLANK);
    return [[limitationText(finding), texts.length === 0 ? '-' : texts.join('\n')]];
  });
  const others = general
    .filter(({ id }) => !listed.has(id))
    .map(({ text }) => ['-', upperFirst(sentence(text)) || BLANK]);
  const all = [...rows, ...others];
  if (all.length === 0) return [];
  return [
    block('subsection', 'collective', 'Nội dung nêu chung qua kiểm tra tại các đơn vị'),
    ...say(
      'collective:intro',
      `Các nội dung sau được nêu chung qua kiểm tra tại các đơn vị, không phải là kết luận riêng đối với ${agencyReference(facts.agency)}; đơn vị tự rà soát, đối chiếu và khắc phục nếu có:`,
    ),
    table(
      'collective:table',
      [
        { text: 'STT', width: 8, align: 'center' },
        { text: 'Nội dung nêu chung', width: 30 },
        { text: 'Kiến nghị, yêu cầu chung', width: 32 },
        { text: 'Kết quả tự rà soát (có/không)', width: 14 },
        { text: last, width: 16 },
      ],
      all.map(([finding = '', demand = ''], index) => [String(index + 1), finding, demand, OPEN, OPEN]),
    ),
  ];
}

export function draftRemediationPlanForm(given: AgencyFollowUpFacts): DocumentContent {
  const kind = 'remediation_plan_form';
  const facts = remediationFormFacts(given);
  return paperContent(facts, kind, {
    blocks: [
      ...partBlocks(facts, kind, 'opening', 'lead'),
      block('section', 'purpose', 'Mục đích, yêu cầu'),
      ...filled(partBlocks(facts, kind, 'purposes', 'clause', 'purpose'), 'purpose:blank'),
      block('section', 'content', 'Nội dung khắc phục'),
      block('subsection', 'own', `Tồn tại, hạn chế và kiến nghị đối với ${agencyReference(facts.agency)}`),
      ...ownTable(
        facts,
        [
          { text: 'STT', width: 8, align: 'center' },
          { text: 'Tồn tại, hạn chế', width: 25 },
          { text: 'Nội dung kiến nghị', width: 23 },
          { text: 'Biện pháp khắc phục', width: 18 },
          { text: 'Người chịu trách nhiệm', width: 14 },
          { text: 'Thời hạn', width: 15, align: 'center' },
        ],
        (row) => [row.limitation, row.recommendation, OPEN, row.responsible, row.due],
      ),
      ...collectiveTable(facts, 'Biện pháp, thời hạn khắc phục'),
      block('section', 'organisation', 'Tổ chức thực hiện'),
      ...filled(partBlocks(facts, kind, 'organisation', 'clause', 'organisation'), 'organisation:blank'),
      ...partBlocks(facts, kind, 'closing', 'closing'),
    ],
  });
}

export function draftRemediationReportForm(given: AgencyFollowUpFacts): DocumentContent {
  const kind = 'remediation_report_form';
  const facts = remediationFormFacts(given);
  const blank = (id: string): ContentBlock => block('paragraph', id, DOTTED);
  return paperContent(facts, kind, {
    addressees: facts.addressees,
    blocks: [
      ...partBlocks(facts, kind, 'opening', 'lead'),
      block('section', 'situation', 'Tình hình triển khai khắc phục'),
      ...say(
        'situation:text',
        'Việc phổ biến, quán triệt kết quả kiểm tra; ban hành kế hoạch khắc phục; phân công thực hiện:',
      ),
      blank('situation:blank'),
      block('section', 'result', 'Kết quả khắc phục'),
      block('subsection', 'own', `Tồn tại, hạn chế và kiến nghị đối với ${agencyReference(facts.agency)}`),
      ...ownTable(
        facts,
        [
          { text: 'STT', width: 8, align: 'center' },
          { text: 'Tồn tại, hạn chế', width: 25 },
          { text: 'Nội dung kiến nghị', width: 23 },
          { text: 'Thời hạn', width: 15, align: 'center' },
          { text: 'Kết quả khắc phục', width: 17 },
          { text: 'Minh chứng', width: 12 },
        ],
        (row) => [row.limitation, row.recommendation, row.due, OPEN, OPEN],
      ),
      ...collectiveTable(facts, 'Kết quả khắc phục, minh chứng'),
      block('section', 'remaining', 'Nội dung chưa hoàn thành, nguyên nhân, thời hạn hoàn thành'),
      blank('remaining:blank'),
      block('section', 'proposal', 'Khó khăn, vướng mắc; kiến nghị, đề xuất'),
      blank('proposal:blank'),
      ...partBlocks(facts, kind, 'closing', 'closing'),
    ],
  });
}

/** An office may have emptied a part: the agency then writes it. */
const filled = (blocks: readonly ContentBlock[], id: string): readonly ContentBlock[] =>
  blocks.length === 0 ? [block('paragraph', id, DOTTED)] : blocks;

export function remediationFormSubject(
  facts: AgencyFollowUpFacts,
  kind: 'remediation_plan_form' | 'remediation_report_form',
): string {
  const what = kind === 'remediation_plan_form' ? 'Khắc phục' : 'Kết quả khắc phục';
  return subjectOr(facts, `${what} tồn tại, hạn chế sau ${inspectionPhrase(facts.plan)}`);
}
