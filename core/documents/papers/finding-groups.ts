// Frequency: which named findings are the same, and at how many agencies each was made. What was said collectively
// counts for no agency.
import { foldText } from '../../rules/text-fold.ts';
import type { AgencyFacts, FindingFacts, FindingKind, NoticeFacts } from '../facts.ts';
import { agencyName } from '../wording/agencies.ts';
import { ofKind, orderedDomains } from '../wording/findings.ts';
import { BLANK, formatCount, formatFigures, formatPercent } from '../wording/numbers.ts';
import { lowerFirst, oneLine, upperFirst, withoutEnd } from '../wording/text.ts';
import type { FindingNote, RoundReportFacts } from './after-round.ts';

type GroupFacts = Pick<NoticeFacts, 'agencies' | 'domains' | 'findings'> &
  Partial<Pick<RoundReportFacts, 'criteria' | 'notes' | 'outcomes'>>;

export interface FindingGroup {
  /** The first of its findings: stable as long as that one is there. */
  readonly id: string;
  readonly label: string;
  readonly domainId: string | null;
  readonly findings: readonly FindingFacts[];
  /** In the order of the round, each once. */
  readonly agencies: readonly AgencyFacts[];
}

export interface GroupedFindings {
  /** In the words of the record, of nobody in particular. */
  readonly collective: readonly FindingFacts[];
  /** The most frequent first. */
  readonly groups: readonly FindingGroup[];
}

export function groupFindings(facts: GroupFacts, kind: FindingKind): GroupedFindings {
  const findings = ofKind(facts.findings, kind);
  const named = findings.filter(({ scope }) => scope === 'named');
  const phrases = new Map((facts.notes ?? []).map((note): [string, FindingNote] => [note.findingId, note]));
  const byText = bucket(named, (finding) => {
    const phrase = phrases.get(finding.id)?.phraseId ?? null;
    const place = `${finding.domainId ?? ''}|${finding.criterionCode ?? ''}`;
    return phrase === null ? `${place}|${plainText(finding.text)}` : `${place}|phrase:${phrase}`;
  });
  const names = new Map((facts.criteria ?? []).map(({ code, name }) => [code, name]));
  // Told in other words about one criterion: one line under the criterion's own name.
  const groups = bucket(byText, ([first]) =>
    first?.criterionCode == null || !names.has(first.criterionCode)
      ? `finding:${first?.id ?? ''}`
      : `${first.domainId ?? ''}|${first.criterionCode}`,
  ).map((same) => groupOf(facts, kind, same, names));
  const order = new Map(orderedDomains(facts.domains).map(({ id }, index) => [id, index]));
  const place = ({ domainId }: FindingGroup): number =>
    (domainId === null ? undefined : order.get(domainId)) ?? order.size;
  return {
    collective: findings.filter(({ scope }) => scope !== 'named'),
    groups: groups.toSorted(
      (one, other) => other.agencies.length - one.agencies.length || place(one) - place(other),
    ),
  };
}

function bucket<T>(all: readonly T[], keyOf: (one: T) => string): readonly (readonly T[])[] {
  const buckets = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const known = buckets.get(key);
    if (known === undefined) buckets.set(key, [one]);
    else known.push(one);
  }
  return [...buckets.values()];
}

/** Figures differ from agency to agency where the finding is the same. */
function plainText(text: string): string {
  return foldText(withoutEnd(oneLine(text)))
    .replace(/\([^)]*\d[^)]*\)/g, '')
    .replace(/[\d.,/%\s]+/g, ' ')
    .trim();
}

function groupOf(
  { agencies }: GroupFacts,
  kind: FindingKind,
  texts: readonly (readonly FindingFacts[])[],
  names: ReadonlyMap<string, string>,
): FindingGroup {
  const findings = texts.flat();
  const [first] = findings;
  const ids = new Set(findings.flatMap(({ agencyIds }) => agencyIds));
  const seen = new Set<string>();
  const concerned = agencies
    .toSorted((one, other) => one.ordinal - other.ordinal)
    .filter(({ id }) => ids.has(id) && !seen.has(id) && seen.add(id));
  return {
    id: first?.id ?? '',
    label: texts.length > 1 ? criterionLabel(kind, first, names) : labelOf(texts[0] ?? []),
    domainId: first?.domainId ?? null,
    findings,
    agencies: concerned,
  };
}

/** Where sentences differ by their figures only, the first one speaks without its own. */
function labelOf(findings: readonly FindingFacts[]): string {
  const texts = new Set(findings.map(({ text }) => withoutEnd(oneLine(text))));
  const [text = ''] = texts;
  const bare = texts.size === 1 ? text : withoutEnd(text.replace(/\s*\([^)]*\d[^)]*\)/g, ''));
  return bare === '' ? BLANK : upperFirst(bare);
}

function criterionLabel(
  kind: FindingKind,
  finding: FindingFacts | undefined,
  names: ReadonlyMap<string, string>,
): string {
  const name = withoutEnd(oneLine(names.get(finding?.criterionCode ?? '') ?? ''));
  const what = kind === 'limitation' ? 'Tồn tại, hạn chế' : 'Kết quả';
  return `${what} về nội dung “${name === '' ? BLANK : lowerFirst(name)}”`;
}

/** The agencies that a frequency is counted over: those inspected, and those a finding names. */
export function countedAgencies(facts: GroupFacts): readonly AgencyFacts[] {
  const done = new Set(
    (facts.outcomes ?? [])
      .filter(({ outcome }) => outcome === 'inspected' || outcome === 'by_report')
      .map(({ agencyId }) => agencyId),
  );
  for (const finding of facts.findings) {
    if (finding.scope === 'named') for (const id of finding.agencyIds) done.add(id);
  }
  const seen = new Set<string>();
  const unique = facts.agencies.filter(({ id }) => !seen.has(id) && seen.add(id));
  const counted = unique.filter(({ id }) => done.has(id));
  return counted.length === 0 ? unique : counted;
}

/** `05/07 đơn vị, 71,43%`. */
export function frequencyText(count: number, of: number): string {
  const share = formatPercent(count, of);
  return `${formatCount(count)}/${formatCount(of)} đơn vị${share === null ? '' : `, ${share}`}`;
}

const MOST_TYPICAL = 3;

/**
 * Those where it had been pointed out before come first, then those with figures, and those that the source does not
 * name last; all of them where they are few.
 */
export function typicalAgencies(group: FindingGroup): readonly AgencyFacts[] {
  const weight = ({ id, unnamed }: AgencyFacts): number => {
    if (unnamed) return -1;
    const own = group.findings.filter(({ agencyIds }) => agencyIds.includes(id));
    return own.some(({ repeats }) => repeats !== undefined) ? 2 : own.some(hasFigures) ? 1 : 0;
  };
  return group.agencies
    .toSorted((one, other) => weight(other) - weight(one) || one.ordinal - other.ordinal)
    .slice(0, MOST_TYPICAL);
}

const hasFigures = ({ numerator }: FindingFacts): boolean => numerator !== null;

/** The agency with its own figures; those of a finding about several belong to none of them alone. */
export function agencyWithFigures(group: FindingGroup, agency: AgencyFacts): string {
  const own = group.findings.find(
    (finding) => finding.agencyIds.length === 1 && finding.agencyIds[0] === agency.id && hasFigures(finding),
  );
  const figures =
    own === undefined
      ? ''
      : formatFigures(own.numerator, own.denominator, own.unit).replace(/^\(số liệu: /, '(');
  return `${agencyName(agency)}${figures === '' ? '' : ` ${oneLine(figures)}`}`;
}
