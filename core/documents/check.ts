// What a writer should look at before a paper is signed: of every kind, and more of a notice. Warnings only: a person
// decides. Codes and parameters; the words are in check-text.ts.
import { characterName, isSecretMark, unsupportedCharacters } from './boilerplate.ts';
import type { ContentBlock, DocumentContent } from './content.ts';
import { fieldNames, isFieldName } from './fields.ts';
import type { AgencyFacts, BaseFacts, IssuerFacts, NoticeFacts } from './facts.ts';
import { type DocumentFamily, type DocumentKind, kindTraits } from './kinds.ts';
import type { WarningCode } from './warning-codes.ts';
import { isOpenPlace } from './wording/text.ts';
import { isCollectiveFinding, isOwnFinding, isRecommendationFor } from './wording/findings.ts';

export interface Warning {
  readonly code: WarningCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Papers that somebody else signs than who issues them, or nobody. */
const signedElsewhere: ReadonlySet<DocumentFamily> = new Set<DocumentFamily>([
  'minutes',
  'form',
  'slip',
  'news',
]);

/** What holds for every kind. `fields`: what the data says of them today; without them no field counts as empty. */
export function checkDocument(
  kind: DocumentKind,
  facts: BaseFacts,
  content: DocumentContent,
  fields: Readonly<Record<string, string | null>> = {},
): readonly Warning[] {
  const isSigned = !signedElsewhere.has(kindTraits[kind].family) && content.signatures.length === 0;
  return [
    ...(isSigned ? signerWarnings(facts.issuer) : []),
    ...checkAddressees(kind, content),
    ...checkSections(content),
    ...checkFields(content, fields),
    ...placesOf(facts, content).flatMap(checkPlace),
  ];
}

const addressedTo: ReadonlySet<DocumentFamily> = new Set<DocumentFamily>(['addressed', 'letter']);

function checkAddressees(kind: DocumentKind, { addressees = [] }: DocumentContent): readonly Warning[] {
  const isMissing = addressees.length === 0 && addressedTo.has(kindTraits[kind].family);
  return isMissing || addressees.some(isOpenPlace) ? [warning('addressee_unknown')] : [];
}

/** Each once, in the order of the first. */
export function mergeWarnings(warnings: readonly Warning[]): readonly Warning[] {
  const seen = new Map(warnings.map((one) => [JSON.stringify([one.code, one.params]), one]));
  return [...seen.values()];
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

const isBlank = (text: string | null): boolean => text === null || text.trim() === '';

const signerWarnings = (issuer: IssuerFacts): readonly Warning[] =>
  isBlank(issuer.signerName) ? [warning('signer_unknown')] : [];

function checkSigner({ issuer, plan }: NoticeFacts): readonly Warning[] {
  return [
    ...signerWarnings(issuer),
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

/** It says something in words of its own, so that a paper of nothing else is not blank. */
const isText = (block: ContentBlock): boolean => block.type !== 'table' && block.type !== 'image';

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

/** A line of the paper and where it stands; `blockId` is null outside of the text. */
interface Place {
  readonly blockId: string | null;
  readonly text: string;
}

/** Everything that is printed, line by line, as a person may look for it. */
function placesOf({ issuer, document }: BaseFacts, content: DocumentContent): readonly Place[] {
  const outside = [
    document.subject ?? '',
    document.symbol ?? '',
    issuer.parentLine ?? '',
    issuer.nameLine,
    ...issuer.signLines,
    issuer.signerName ?? '',
    issuer.placeName ?? '',
    ...(content.addressees ?? []),
    ...content.recipients,
    ...content.signatures.flatMap(({ lines, name }) => [...lines, name]),
  ];
  return [
    ...content.blocks.flatMap((block) =>
      printedText(block)
        .split('\n')
        .map((text) => ({ blockId: block.id, text })),
    ),
    ...outside.map((text) => ({ blockId: null, text })),
  ];
}

function printedText(block: ContentBlock): string {
  switch (block.type) {
    case 'table': {
      const head = block.headRows?.flat() ?? block.columns;
      return [block.text, ...head.map((cell) => cell.text), ...block.rows.flat()].join('\n');
    }
    case 'bars':
      return [block.text, ...block.rows.flatMap(({ label, value }) => [label, value])].join('\n');
    default:
      return block.text;
  }
}

function checkPlace({ blockId, text }: Place): readonly Warning[] {
  const at = blockId === null ? {} : { blockId };
  return [
    ...unsupportedCharacters(text).map(({ character, at: place }) =>
      warning('unsupported_character', {
        ...at,
        character: characterName(character),
        place: place + 1,
        text: excerpt(text),
      }),
    ),
    ...(isSecretMark(text) ? [warning('secret_mark', { ...at, text: excerpt(text) })] : []),
  ];
}

/** Inserted where the data says nothing: the pages show a blank there. */
function checkFields(
  content: DocumentContent,
  fields: Readonly<Record<string, string | null>>,
): readonly Warning[] {
  return content.blocks.flatMap((block) => {
    const marks = 'marks' in block ? (block.marks ?? []) : [];
    const names = new Set(marks.flatMap(({ field }) => (field === undefined ? [] : [field])));
    return [...names]
      .filter((name) => Object.hasOwn(fields, name) && isBlank(fields[name] ?? null))
      .map((name) =>
        warning('empty_field', {
          blockId: block.id,
          field: isFieldName(name) ? fieldNames[name] : name,
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

/** It is there without a word. */
const holdsMore = ({ type }: ContentBlock): boolean =>
  type === 'table' || type === 'image' || type === 'bars';

function checkSections(content: DocumentContent): readonly Warning[] {
  if (!content.blocks.some((block) => isText(block) && block.text.trim() !== '')) {
    return [warning('text_is_blank')];
  }
  const shown = content.blocks.filter((block) => holdsMore(block) || block.text.trim() !== '');
  return shown.flatMap((block, index) => {
    const next = shown[index + 1];
    const isEmpty =
      isHeadingType(block) &&
      (next === undefined || next.type === 'closing' || depth[next.type] <= depth[block.type]);
    return isEmpty ? [warning('empty_section', { blockId: block.id, text: excerpt(block.text) })] : [];
  });
}
