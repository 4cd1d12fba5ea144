// Báo cáo của thành viên: what a member found in the domains that are the member's own, drafted from answers and findings
// in the sentences of an official, with the criteria one by one as an appendix. Signed by the member.
import type { ContentBlock, DocumentContent } from '../content.ts';
import type {
  AgencyFacts,
  BaseFacts,
  FindingFacts,
  TeamFacts,
  TeamMemberFacts,
  VisitFacts,
} from '../facts.ts';
import { answerFigures, answerText, shareText } from '../sheets/answer-text.ts';
import { visitDaysText } from '../sheets/days.ts';
import type { SheetDays } from '../sheets/facts.ts';
import type { ReportedCriterion, ReportedDomain, SheetDomain } from '../sheets/facts-desk.ts';
import { agencyName } from '../wording/agencies.ts';
import { collectiveFindingText, findingText } from '../wording/findings.ts';
import { BLANK, formatCount, formatHundredths, formatPercent } from '../wording/numbers.ts';
import { recommendationText } from '../wording/recommendations.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { memberOffice, roleTitle, teamForm } from '../wording/team.ts';
import { joinWords, lowerFirst, oneLine, sentence, upperFirst, withoutEnd } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { listed, paperContent, partBlocks, subjectOr, table } from './helpers.ts';

export interface ReportedVisit {
  readonly agency: AgencyFacts;
  readonly visit: VisitFacts & SheetDays;
  readonly domains: readonly ReportedDomain[];
}

export interface MemberReportPaperFacts extends BaseFacts {
  readonly teams: readonly TeamFacts[];
  /** Null where nobody in particular reports on a visit: the name stays blank. */
  readonly member: TeamMemberFacts | null;
  /** Names of the domains that are reported on: the member's own, or those chosen. */
  readonly ownDomains: readonly string[];
  /** The agencies that the member's team visits, in the order of the round; one for a report of one visit. */
  readonly reported: readonly ReportedVisit[];
  /** What was found of many agencies in the member's domains; empty for a report of one visit. */
  readonly common: readonly (SheetDomain & { readonly findings: readonly FindingFacts[] })[];
  readonly agencies: readonly AgencyFacts[];
  readonly agency: AgencyFacts | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

export function memberReportFacts(
  facts: Omit<MemberReportPaperFacts, 'fields' | 'agency' | 'agencies'>,
): MemberReportPaperFacts {
  const { reported, member, ownDomains } = facts;
  const [only] = reported.length === 1 ? reported : [];
  return {
    ...facts,
    agencies: reported.map(({ agency }) => agency),
    agency: only?.agency ?? null,
    fields: {
      thanh_vien: oneLine(member?.fullName ?? '') || null,
      linh_vuc: ownDomains.length === 0 ? null : domainNames(ownDomains),
      ...(only === undefined
        ? { don_vi: 'các cơ quan, đơn vị được kiểm tra', don_vi_nhac_lai: 'các cơ quan, đơn vị' }
        : {}),
    },
  };
}

/** `lĩnh vực a`, `các lĩnh vực a; b và c`; too many are only said to be the member's. */
function domainNames(names: readonly string[]): string {
  const known = names.map((name) => lowerFirst(oneLine(name)));
  if (known.length > 3) return 'các lĩnh vực được phân công';
  return `${known.length === 1 ? 'lĩnh vực' : 'các lĩnh vực'} ${joinWords(known, '; ')}`;
}

export function memberReportSubject(facts: MemberReportPaperFacts): string {
  const { plan, agency, ownDomains } = facts;
  const where = agency === null ? '' : ` tại ${agencyName(agency)}`;
  const [only] = ownDomains.length === 1 ? ownDomains : [];
  const about = only === undefined ? '' : `, lĩnh vực ${lowerFirst(oneLine(only))}`;
  return subjectOr(facts, `Kết quả ${inspectionPhrase(plan)}${where}${about}`);
}

export function draftMemberReport(facts: MemberReportPaperFacts): DocumentContent {
  const { teams, member, reported } = facts;
  const lead = roleTitle(teamForm(teams), 'lead');
  const name = oneLine(member?.fullName ?? '').slice(0, 200);
  return paperContent(facts, 'member_report', {
    addressees: [lead],
    names: [
      ...facts.ownDomains,
      ...reported.flatMap(({ domains }) =>
        domains.flatMap(({ findings, criteria }) => [
          ...findings.map(({ text: words }) => words),
          ...criteria.map(({ text: words }) => words),
        ]),
      ),
    ],
    blocks: [
      ...partBlocks(facts, 'member_report', 'opening', 'lead', 'lead'),
      ...commonSection(facts),
      ...(reported.length === 1
        ? reported.flatMap((visit) => oneVisit(visit, facts))
        : reported.flatMap((visit) => visitOfMany(visit, facts))),
      ...(reported.length === 0 && facts.common.every(({ findings }) => findings.length === 0)
        ? nothing(facts)
        : []),
      ...partBlocks(facts, 'member_report', 'closing', 'closing'),
      ...appendix(facts),
    ],
    signatures: [
      { lines: [lead], name: '' },
      { lines: ['Người báo cáo'], name },
    ],
  });
}

/** Without a domain of one's own, or where nothing was recorded in it. */
function nothing({ ownDomains }: MemberReportPaperFacts): readonly ContentBlock[] {
  return [
    block(
      'paragraph',
      'none',
      ownDomains.length === 0
        ? `Lĩnh vực được phân công: ${BLANK}; kết quả kiểm tra: ${BLANK}`
        : `Hồ sơ kiểm tra chưa ghi kết quả đối với ${domainNames(ownDomains)}.`,
    ),
  ];
}

/** What holds for many agencies is no single one's: it stands before them, by domain. */
function commonSection({ common, agencies }: MemberReportPaperFacts): readonly ContentBlock[] {
  const told = common.filter(({ findings }) => findings.length > 0);
  if (told.length === 0) return [];
  return [
    block('section', 'common', 'Đánh giá chung'),
    ...told.flatMap(({ id, name, findings }): readonly ContentBlock[] => [
      block('subsection', `common:${id}`, name),
      ...(['strength', 'limitation'] as const).flatMap((kind) => {
        const own = findings.filter((finding) => finding.kind === kind);
        if (own.length === 0) return [];
        return part(
          `common:${id}:${kind}`,
          kind === 'strength' ? 'Kết quả' : 'Tồn tại, hạn chế',
          own.map((finding) => ({
            id: `common:${kind}:${finding.id}`,
            text: collectiveFindingText(finding, agencies),
          })),
        );
      }),
    ]),
  ];
}

/** A section a domain, its parts below. */
function oneVisit({ visit, domains }: ReportedVisit, facts: MemberReportPaperFacts): readonly ContentBlock[] {
  const days = visitDaysText(visit);
  const office = facts.member === null ? '' : memberOffice(facts.member);
  return [
    block(
      'paragraph',
      'who',
      sentence(
        [
          `Người báo cáo: ${oneLine(facts.member?.fullName ?? '') || BLANK}${office === '' ? '' : `, ${office}`}`,
          `thời gian kiểm tra: ${days === null ? BLANK : lowerFirst(days)}`,
        ].join('; '),
      ),
    ),
    ...(domains.length === 0
      ? [block('paragraph', 'none', 'Chưa có lĩnh vực nào được phân công.')]
      : domains.flatMap((domain) => {
          const { scoring } = facts.plan;
          const key = `domain:${domain.id}`;
          return [
            block('section', key, domain.name),
            block('subsection', `${key}:figures`, 'Nội dung, số liệu kiểm tra'),
            block('paragraph', `${key}:tally`, tallyText(domain, scoring)),
            ...listed('item', figureLines(domain)),
            block('subsection', `${key}:strengths`, 'Kết quả đạt được'),
            ...points(`${key}:strengths`, strengths(domain, scoring)),
            block('subsection', `${key}:limitations`, 'Tồn tại, hạn chế'),
            ...points(`${key}:limitations`, limitations(domain, scoring)),
            block('subsection', `${key}:recommendations`, 'Kiến nghị'),
            ...points(
              `${key}:recommendations`,
              domain.recommendations.map((one) => ({
                id: `request:${one.id}`,
                text: recommendationText(one),
              })),
            ),
            block('subsection', `${key}:documents`, 'Hồ sơ, tài liệu đã kiểm tra'),
            ...documents(domain),
          ];
        })),
  ];
}

/** A section an agency, a subsection a domain, in as few words as hold it. */
function visitOfMany(
  { agency, visit, domains }: ReportedVisit,
  facts: MemberReportPaperFacts,
): readonly ContentBlock[] {
  const { scoring } = facts.plan;
  const days = visitDaysText(visit);
  return [
    block('section', `agency:${agency.id}`, agencyName(agency)),
    block(
      'paragraph',
      `agency:${agency.id}:time`,
      sentence(`Thời gian kiểm tra: ${days === null ? BLANK : lowerFirst(days)}`),
    ),
    ...(domains.length === 0
      ? [
          block(
            'paragraph',
            `agency:${agency.id}:none`,
            'Không có nội dung nào thuộc lĩnh vực được phân công.',
          ),
        ]
      : domains.flatMap((domain) => {
          const key = `agency:${agency.id}:domain:${domain.id}`;
          return [
            block('subsection', key, domain.name),
            block('paragraph', `${key}:tally`, tallyText(domain, scoring)),
            ...part(`${key}:strengths`, 'Kết quả', within(agency, strengths(domain, scoring))),
            ...part(`${key}:limitations`, 'Tồn tại, hạn chế', within(agency, shortened(domain, scoring))),
            ...part(
              `${key}:recommendations`,
              'Kiến nghị',
              within(
                agency,
                domain.recommendations.map((one) => ({
                  id: `request:${one.id}`,
                  text: recommendationText(one),
                })),
              ),
            ),
          ];
        })),
  ];
}

interface Point {
  readonly id: string;
  readonly text: string;
}

/** A point with its list; without entries one line with a blank. */
function part(key: string, label: string, entries: readonly Point[]): readonly ContentBlock[] {
  if (entries.length === 0) return [block('point', key, `${label}: ${BLANK}`)];
  return [block('point', key, label), ...entries.map(({ id, text: words }) => block('item', id, words))];
}

function points(key: string, entries: readonly Point[]): readonly ContentBlock[] {
  if (entries.length === 0) return [block('item', `${key}:none`, BLANK)];
  return entries.map(({ id, text: words }) => block('item', id, words));
}

const isNotApplicable = ({ answer, answerType }: ReportedCriterion) =>
  answer !== null && (answer.notApplicable || (answerType === 'percentage' && answer.denominator === 0));
const isAnswered = ({ answer }: ReportedCriterion) => answer?.answered === true;

/** Everything that could be reached was reached. */
function isFull({ answer, maxPoints }: ReportedCriterion, scoring: boolean): boolean {
  if (answer === null) return false;
  if (!scoring && answer.choice !== null) return answer.choice === 'yes';
  return answer.earned !== null && answer.earned >= maxPoints;
}

/** Something is left to be wished for; what cannot be told is not called so. */
function isShort(criterion: ReportedCriterion, scoring: boolean): boolean {
  const { answer, maxPoints } = criterion;
  if (answer === null || !isAnswered(criterion) || isNotApplicable(criterion)) return false;
  if (!scoring && answer.choice !== null) return answer.choice !== 'yes';
  return answer.earned !== null && answer.earned < maxPoints;
}

function tallyText({ criteria }: ReportedDomain, scoring: boolean): string {
  const answered = criteria.filter(isAnswered);
  const without = answered.filter(isNotApplicable).length;
  const full = answered.filter((one) => !isNotApplicable(one) && isFull(one, scoring)).length;
  const short = answered.filter((one) => isShort(one, scoring)).length;
  const parts = [
    `Đã kiểm tra ${formatCount(answered.length)}/${formatCount(criteria.length)} nội dung`,
    ...(answered.length === 0 ? [] : [`${formatCount(full)} nội dung đạt yêu cầu`]),
    ...(short === 0 ? [] : [`${formatCount(short)} nội dung chưa đạt hoặc mới đạt một phần`]),
    ...(without === 0 ? [] : [`${formatCount(without)} nội dung không áp dụng`]),
  ];
  const [first = '', ...rest] = parts;
  const tally = sentence(rest.length === 0 ? first : `${first}, trong đó: ${rest.join('; ')}`);
  const max = criteria.filter((one) => !isNotApplicable(one)).reduce((sum, one) => sum + one.maxPoints, 0);
  if (!scoring || answered.length === 0 || max === 0) return tally;
  const earned = criteria.reduce((sum, { answer }) => sum + (answer?.earned ?? 0), 0);
  const share = formatPercent(earned, max);
  return `${tally} Điểm kiểm tra: ${formatHundredths(earned)}/${formatHundredths(max)} điểm${share === null ? '' : ` (${share})`}.`;
}

/** What was counted, one line each. */
function figureLines({ criteria }: ReportedDomain): readonly Point[] {
  return criteria.flatMap(({ id, text: words, answerType, answer }): Point[] => {
    if (answer === null || answer.notApplicable) return [];
    const bare = withoutEnd(oneLine(words));
    if (answerType === 'percentage' && answer.numerator !== null && answer.denominator !== null) {
      return [{ id: `figure:${id}`, text: `${bare}: ${shareText(answer.numerator, answer.denominator)}` }];
    }
    if (answerType === 'count' && answer.count !== null) {
      return [
        {
          id: `figure:${id}`,
          text: `${bare}: ${answer.count === 0 ? 'không có' : formatCount(answer.count)}`,
        },
      ];
    }
    return [];
  });
}

function strengths({ id, criteria, findings }: ReportedDomain, scoring: boolean): readonly Point[] {
  const own = findings.filter(({ kind }) => kind === 'strength');
  const told = new Set(own.map(({ criterionId }) => criterionId));
  const done = criteria.filter(
    (one) =>
      !told.has(one.id) && one.answer?.choice === 'yes' && !isNotApplicable(one) && isFull(one, scoring),
  );
  const together = done.map((one) => lowerFirst(withoutEnd(oneLine(one.text)))).join('; ');
  return [
    ...own.map((one) => ({ id: `strength:${one.id}`, text: upperFirst(findingText(one)) })),
    ...(done.length === 0
      ? []
      : [{ id: `done:${id}`, text: sentence(`Các nội dung thực hiện đạt yêu cầu: ${together}`) }]),
  ];
}

function limitations({ criteria, findings }: ReportedDomain, scoring: boolean): readonly Point[] {
  const own = findings.filter(({ kind }) => kind === 'limitation');
  const told = new Set(own.map(({ criterionId }) => criterionId));
  const rest = criteria.filter((one) => isShort(one, scoring) && !told.has(one.id));
  return [
    ...own.map((one) => ({ id: `limitation:${one.id}`, text: upperFirst(findingText(one)) })),
    ...rest.map((one) => {
      const figures = one.answer === null ? '' : answerFigures(one.answer);
      const measure = one.answer?.choice === 'partial' ? 'Mới đạt một phần yêu cầu' : 'Chưa đạt đủ yêu cầu';
      const words = `${measure}: ${lowerFirst(withoutEnd(oneLine(one.text)))}${figures === '' ? '' : ` ${figures}`}`;
      const note = oneLine(one.answer?.note ?? '');
      return {
        id: `short:${one.id}`,
        text: note === '' ? sentence(words) : `${sentence(words)} ${upperFirst(sentence(note))}`,
      };
    }),
  ];
}

/** The same finding may stand at several agencies. */
const within = (agency: AgencyFacts, entries: readonly Point[]): readonly Point[] =>
  entries.map(({ id, text: words }) => ({ id: `agency:${agency.id}:${id}`, text: words }));

/** Findings in full; what merely falls short in two lists. */
function shortened(domain: ReportedDomain, scoring: boolean): readonly Point[] {
  const { id, criteria, findings } = domain;
  const own = findings.filter(({ kind }) => kind === 'limitation');
  const told = new Set(own.map(({ criterionId }) => criterionId));
  const rest = criteria.filter((one) => isShort(one, scoring) && !told.has(one.id));
  const together = (key: string, label: string, some: readonly ReportedCriterion[]): readonly Point[] => {
    const words = some.map((one) => {
      const figures = one.answer === null ? '' : answerFigures(one.answer);
      return `${lowerFirst(withoutEnd(oneLine(one.text)))}${figures === '' ? '' : ` ${figures}`}`;
    });
    return some.length === 0 ? [] : [{ id: `${key}:${id}`, text: sentence(`${label}: ${words.join('; ')}`) }];
  };
  const isPartial = ({ answer }: ReportedCriterion) => answer?.choice === 'partial';
  return [
    ...own.map((one) => ({ id: `limitation:${one.id}`, text: upperFirst(findingText(one)) })),
    ...together('partial', 'Các nội dung mới đạt một phần yêu cầu', rest.filter(isPartial)),
    ...together(
      'short',
      'Các nội dung chưa đạt đủ yêu cầu',
      rest.filter((one) => !isPartial(one)),
    ),
  ];
}

function documents({ id, criteria }: ReportedDomain): readonly ContentBlock[] {
  const seen = criteria.flatMap(({ documentsSeen }) =>
    documentsSeen.map((entry) => withoutEnd(oneLine(entry))),
  );
  const known = [...new Set(seen)].filter((entry) => entry !== '');
  if (known.length === 0) return [block('item', `document:${id}:none`, BLANK)];
  return listed(
    'item',
    known.map((entry, index) => ({ id: `document:${id}:${String(index + 1)}`, text: entry })),
  );
}

/** Every criterion with what was answered, in a table of its own; of one visit only. */
function appendix({ reported, plan }: MemberReportPaperFacts): readonly ContentBlock[] {
  const [only] = reported.length === 1 ? reported : [];
  if (only === undefined) return [];
  const { scoring } = plan;
  const rows = only.domains.flatMap(({ criteria }) =>
    criteria
      .filter(isAnswered)
      .map((one): readonly string[] => [
        one.code,
        oneLine(one.text) || '…',
        answerText(one, one.selfAnswer),
        answerText(one, one.answer),
        ...(scoring
          ? [
              formatHundredths(one.maxPoints),
              one.answer === null || one.answer.earned === null ? '–' : formatHundredths(one.answer.earned),
            ]
          : []),
        oneLine(one.answer?.note ?? ''),
      ]),
  );
  if (rows.length === 0) return [];
  return [
    {
      id: 'appendix:criteria',
      type: 'appendix',
      text: 'Kết quả kiểm tra theo từng nội dung',
      landscape: true,
    },
    table(
      'criteria',
      [
        { text: 'Mã', width: 7, align: 'center' },
        { text: 'Nội dung kiểm tra', width: 32 },
        { text: 'Đơn vị tự đánh giá', width: 14, align: 'center' },
        { text: 'Kết quả kiểm tra', width: 14, align: 'center' },
        ...(scoring
          ? ([
              { text: 'Điểm tối đa', width: 7, align: 'center' },
              { text: 'Điểm đạt', width: 7, align: 'center' },
            ] as const)
          : []),
        { text: 'Ghi chú', width: 19 },
      ],
      rows,
    ),
  ];
}
