// What a writer should look at before a notice is signed. Warnings only: a person decides.
// Codes and parameters; the words are in check-text.ts.
import type { ContentBlock, DocumentContent } from './content.ts';
import type { AgencyFacts, NoticeFacts } from './facts.ts';
import { isCollectiveFinding, isOwnFinding, isRecommendationFor } from './wording/findings.ts';

export const warningCodes = [
  'minutes_not_signed',
  'limitation_without_recommendation',
  'recommendation_without_due_date',
  'signer_unknown',
  'report_back_unknown',
  'strength_and_limitation_on_criterion',
  'other_agency_named',
  'other_year_in_text',
  'empty_section',
  'text_is_blank',
] as const;
export type WarningCode = (typeof warningCodes)[number];

export interface Warning {
  readonly code: WarningCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function checkNotice(facts: NoticeFacts, content: DocumentContent): readonly Warning[] {
  return [
    ...checkMinutes(facts),
    ...checkSigner(facts),
    ...checkFindings(facts),
    ...checkRecommendations(facts),
    ...checkAgencies(facts, content),
    ...checkYears(facts, content),
    ...checkSections(content),
  ];
}

const warning = (code: WarningCode, params: Warning['params'] = {}): Warning => ({ code, params });

const MAX_EXCERPT = 80;

function excerpt(text: string): string {
  const line = text.trim();
  return line.length <= MAX_EXCERPT ? line : `${line.slice(0, MAX_EXCERPT).toWellFormed().trimEnd()}…`;
}

function checkMinutes(facts: NoticeFacts): readonly Warning[] {
  return facts.minutesSigned ? [] : [warning('minutes_not_signed')];
}

function checkSigner({ issuer, plan }: NoticeFacts): readonly Warning[] {
  const isBlank = (text: string | null): boolean => text === null || text.trim() === '';
  return [
    ...(isBlank(issuer.signerName) ? [warning('signer_unknown')] : []),
    ...(isBlank(plan.reportBackTo) || plan.reportBackDueOn === null ? [warning('report_back_unknown')] : []),
  ];
}

function concerning(facts: NoticeFacts): Pick<NoticeFacts, 'findings' | 'recommendations'> {
  const agency = facts.notice === 'agency' ? facts.agencies[0] : undefined;
  if (agency === undefined) return facts;
  return {
    findings: facts.findings.filter(
      (finding) => isOwnFinding(finding, agency) || isCollectiveFinding(finding, agency),
    ),
    recommendations: facts.recommendations.filter((one) => isRecommendationFor(one, agency, facts.findings)),
  };
}

function checkFindings(facts: NoticeFacts): readonly Warning[] {
  const { findings, recommendations } = concerning(facts);
  const answered = new Set(recommendations.map((one) => one.findingId));
  const limitations = findings.filter((finding) => finding.kind === 'limitation');
  // What was found "tại các đơn vị" is answered in the collective notice, not again in each agency's.
  const toAnswer = limitations.filter(
    (finding) => facts.notice === 'collective' || finding.scope === 'named',
  );
  const praised = new Set(
    findings.filter((finding) => finding.kind === 'strength').map((finding) => finding.criterionCode),
  );
  const contested = new Set(limitations.map((finding) => finding.criterionCode));
  return [
    ...toAnswer
      .filter((finding) => !answered.has(finding.id))
      .map((finding) =>
        warning('limitation_without_recommendation', { findingId: finding.id, text: excerpt(finding.text) }),
      ),
    ...[...contested]
      .filter((code) => code !== null && praised.has(code))
      .map((code) => warning('strength_and_limitation_on_criterion', { criterionCode: code ?? '' })),
  ];
}

function checkRecommendations(facts: NoticeFacts): readonly Warning[] {
  return concerning(facts)
    .recommendations.filter((one) => one.dueOn === null)
    .map((one) =>
      warning('recommendation_without_due_date', { recommendationId: one.id, text: excerpt(one.text) }),
    );
}

const isText = (block: ContentBlock): boolean => block.type !== 'table';

const isHeadingType = (block: ContentBlock): boolean =>
  block.type === 'section' || block.type === 'subsection' || block.type === 'point';

/** Everything a block says, cells of a table included. */
function blockText(block: ContentBlock): string {
  return block.type === 'table' ? [block.text, ...block.rows.flat()].join('\n') : block.text;
}

/** As a word of its own, so that `xã Tân Hòa` is not found in `xã Tân Hòa Bình`'s own name. */
function names(text: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`, 'iu').test(text);
}

const plain = (text: string): string => text.normalize('NFC').trim();

function checkAgencies(facts: NoticeFacts, content: DocumentContent): readonly Warning[] {
  if (facts.notice !== 'agency') return [];
  const labels = (agency: AgencyFacts): readonly string[] =>
    [agency.name, agency.shortName ?? ''].map(plain).filter((label) => label.length > 2);
  const own = facts.agencies.flatMap(labels).toSorted((first, second) => second.length - first.length);
  return content.blocks.flatMap((block) => {
    const text = own.reduce((rest, label) => rest.replaceAll(label, '¤'), plain(blockText(block)));
    return facts.otherAgencies
      .filter((agency) => labels(agency).some((label) => !own.includes(label) && names(text, label)))
      .map((agency) =>
        warning('other_agency_named', {
          blockId: block.id,
          agencyId: agency.id,
          agencyName: agency.name,
          text: excerpt(block.text),
        }),
      );
  });
}

function checkYears(facts: NoticeFacts, content: DocumentContent): readonly Warning[] {
  const { plan, teams, document } = facts;
  if (plan.year === null) return [];
  const year = plan.year;
  const days = [
    plan.documentDate,
    plan.reviewPeriodFrom,
    plan.reviewPeriodTo,
    plan.startsOn,
    plan.endsOn,
    plan.reportBackDueOn,
    document.issuedOn,
    ...teams.map((team) => team.decisionDate),
    ...facts.visits.flatMap((visit) => [visit.startsOn, visit.endsOn]),
    ...facts.recommendations.map((one) => one.dueOn),
  ];
  const known = new Set(days.filter((day) => day !== null).map((day) => Number(day.slice(0, 4))));
  known.add(year);
  return content.blocks.filter(isText).flatMap((block) => {
    // Legal grounds carry the years of the documents they name.
    if (block.id === 'overview:grounds') return [];
    const found = [...block.text.matchAll(/(?<!\d)(?:19|20)\d{2}(?![\d.,/]\d|\d)/g)].map(([text]) =>
      Number(text),
    );
    return [...new Set(found)]
      .filter((other) => !known.has(other))
      .map((other) =>
        warning('other_year_in_text', {
          blockId: block.id,
          year: other,
          planYear: year,
          text: excerpt(block.text),
        }),
      );
  });
}

const depth: Readonly<Record<ContentBlock['type'], number>> = {
  appendix: 0,
  article: 1,
  section: 1,
  subsection: 2,
  point: 3,
  ground: 4,
  clause: 4,
  byline: 4,
  image: 4,
  bars: 4,
  lead: 4,
  paragraph: 4,
  item: 4,
  table: 4,
  closing: 4,
};

function checkSections(content: DocumentContent): readonly Warning[] {
  if (!content.blocks.some((block) => isText(block) && block.text.trim() !== '')) {
    return [warning('text_is_blank')];
  }
  const shown = content.blocks.filter((block) => block.type === 'table' || block.text.trim() !== '');
  return shown.flatMap((block, index) => {
    const next = shown[index + 1];
    const isEmpty =
      isHeadingType(block) &&
      (next === undefined || next.type === 'closing' || depth[next.type] <= depth[block.type]);
    return isEmpty ? [warning('empty_section', { blockId: block.id, text: excerpt(block.text) })] : [];
  });
}
