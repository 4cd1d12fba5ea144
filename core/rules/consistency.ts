/**
 * What does not fit together before a notice is drafted: findings, recommendations, answers, figures, days, remarks, and
 * words that came from elsewhere. It only points; a person decides. Plain facts in.
 */
import type { AgencyKind } from '../contract/common.ts';
import type { ConsistencyFault } from '../contract/desk.ts';
import type { Finding } from '../contract/findings.ts';
import type { Recommendation } from '../contract/recommendations.ts';
import { formatInteger } from '../documents/wording/numbers.ts';
import { type AskedCriterion, type FigureValue, type PresentAnswer, saysSame } from './derived-figures.ts';
import { shortDay } from './format.ts';
import {
  earnedPoints,
  isAnswered,
  isNotApplicable,
  lacksExplanation,
  type ScoredCriterion,
} from './scoring.ts';
import { yearMentions } from './year-shift.ts';

export type CheckedCriterion = AskedCriterion & ScoredCriterion;
export type CheckedFinding = Pick<
  Finding,
  | 'id'
  | 'visitId'
  | 'kind'
  | 'scope'
  | 'scopeKinds'
  | 'agencyIds'
  | 'criterionId'
  | 'criterionCode'
  | 'text'
  | 'cause'
  | 'numerator'
  | 'denominator'
  | 'repeatsFindingId'
>;
export type CheckedRecommendation = Pick<
  Recommendation,
  'id' | 'findingId' | 'agencyId' | 'text' | 'dueOn' | 'dueNote' | 'status'
>;

/** An agency of the round, under every name that a text may give it. */
export interface NamedAgency {
  readonly agencyId: string;
  readonly names: readonly string[];
  /** Above it; a text about it may well name them. */
  readonly parentIds: readonly string[];
}

export interface CheckedVisit {
  readonly id: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly agencyKind: AgencyKind;

  readonly criteria: readonly CheckedCriterion[];
  readonly answers: readonly PresentAnswer[];
  /** What other parts of the application say to a criterion. */
  readonly figures: readonly (FigureValue & { readonly criterionId: string; readonly label: string })[];
  /** Shares that a proposal words for a criterion: right as well, though they are not the answer's. */
  readonly worded: readonly {
    readonly criterionId: string | null;
    readonly numerator: number | null;
    readonly denominator: number | null;
  }[];
  readonly openRemarks: readonly {
    readonly id: string;
    readonly findingId: string | null;
    readonly recommendationId: string | null;
  }[];
  /** The day of its notice: issued, or the day on which it could be. */
  readonly noticeOn: string | null;
}

export interface ConsistencyFacts {
  readonly scoring: boolean;
  readonly visits: readonly CheckedVisit[];
  /** Of the visits, and collective ones. */
  readonly findings: readonly CheckedFinding[];
  readonly recommendations: readonly CheckedRecommendation[];
  readonly agencies: readonly NamedAgency[];
  /** The year of the round that this one was copied from; null where it was not. */
  readonly oldYear: number | null;
  /** Years that may be spoken of all the same: of the review period, of the statistics. */
  readonly rightYears: readonly number[];
  /** The day of the collective notice. */
  readonly noticeOn: string | null;
  readonly dayOff: (day: string) => { readonly name: string | null } | null;
  /** Limitations that look like one of an earlier year: what it is called there. */
  readonly repeats: ReadonlyMap<string, string>;
}

type Fault = ConsistencyFault;
type Target = Partial<Fault['target']>;

const severities: Readonly<Record<Fault['code'], Fault['severity']>> = {
  FIGURE_IMPOSSIBLE: 'error',
  EMPTY_FIGURE: 'error',
  OTHER_AGENCY_NAMED: 'error',
  DUE_BEFORE_NOTICE: 'error',
  LIMITATION_WITHOUT_RECOMMENDATION: 'warning',
  LOST_POINT_WITHOUT_FINDING: 'warning',
  LOST_POINT_WITHOUT_EXPLANATION: 'warning',
  STRENGTH_AND_LIMITATION: 'warning',
  FIGURE_DIFFERS: 'warning',
  DUE_ON_HOLIDAY: 'warning',
  OTHER_YEAR: 'warning',
  REMARK_OPEN: 'warning',
  UNANSWERED: 'info',
  REPEATED_NOT_LINKED: 'info',
};
const order: Readonly<Record<Fault['severity'], number>> = { error: 0, warning: 1, info: 2 };

function fault(code: Fault['code'], target: Target, params: Fault['params'] = {}): Fault {
  return {
    code,
    severity: severities[code],
    target: { findingId: null, recommendationId: null, criterionId: null, remarkId: null, ...target },
    params,
  };
}

/** Where a fault of one visit is to be opened. */
const at = (visit: CheckedVisit) => ({ visitId: visit.id, agency: visit.agencyName });

// ── Which finding concerns which visit ───────────────────────────────────────────────────────────────────

function isOwn(finding: CheckedFinding, visit: CheckedVisit): boolean {
  return finding.scope === 'named' && finding.agencyIds.includes(visit.agencyId);
}

/** Said of everybody, and so of this agency too. Of "một số đơn vị" nobody knows whom it means. */
function isOfAll(finding: CheckedFinding, visit: CheckedVisit): boolean {
  return (
    finding.scope === 'round' || (finding.scope === 'kinds' && finding.scopeKinds.includes(visit.agencyKind))
  );
}

function mayConcern(finding: CheckedFinding, visit: CheckedVisit): boolean {
  return isOwn(finding, visit) || isOfAll(finding, visit) || finding.scope === 'unnamed';
}

// ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────

/** Less than everything: by points, or (where the plan does not score) anything but a plain yes. */
export function losesPoints(criterion: CheckedCriterion, answer: PresentAnswer, scoring: boolean): boolean {
  if (isNotApplicable(criterion, answer)) return false;
  if (!scoring && answer.choice !== null) return answer.choice !== 'yes';
  const earned = earnedPoints(criterion, answer);
  return earned !== null && earned < criterion.maxPoints;
}

function answerFaults(visit: CheckedVisit, facts: ConsistencyFacts): Fault[] {
  const { scoring, findings } = facts;
  const answers = new Map(visit.answers.map((answer) => [answer.criterionId, answer]));
  const faults: Fault[] = [];
  const open = visit.criteria.filter((criterion) => {
    const answer = answers.get(criterion.id);
    return answer === undefined || !isAnswered(criterion, answer, scoring);
  });
  // Before the first answer nobody has been there.
  if (open.length > 0 && open.length < visit.criteria.length) {
    faults.push(
      fault(
        'UNANSWERED',
        { criterionId: open[0]?.id ?? null },
        { ...at(visit), count: open.length, applicable: visit.criteria.length },
      ),
    );
  }
  for (const criterion of visit.criteria) {
    const answer = answers.get(criterion.id);
    if (answer === undefined) continue;
    const target = { criterionId: criterion.id };
    const params = { ...at(visit), criterion: criterion.code };
    const { numerator, denominator } = answer;
    if (numerator !== null && denominator !== null && numerator > denominator) {
      faults.push(fault('FIGURE_IMPOSSIBLE', target, { ...params, found: ratio(numerator, denominator) }));
    }
    if (losesPoints(criterion, answer, scoring)) {
      const isSaid = findings.some(
        (one) =>
          one.kind === 'limitation' &&
          one.criterionId === criterion.id &&
          (isOwn(one, visit) || isOfAll(one, visit)),
      );
      if (!isSaid) faults.push(fault('LOST_POINT_WITHOUT_FINDING', target, params));
    }
    if (lacksExplanation(criterion, answer, scoring)) {
      faults.push(fault('LOST_POINT_WITHOUT_EXPLANATION', target, params));
    }
    const figure = visit.figures.find((one) => one.criterionId === criterion.id);
    if (
      figure !== undefined &&
      isAnswered(criterion, answer, scoring) &&
      !saysSame(criterion, answer, figure) &&
      // What a person chose in words is a judgement, not a figure.
      criterion.answerType !== 'yes_no' &&
      criterion.answerType !== 'yes_partial_no'
    ) {
      faults.push(
        fault('FIGURE_DIFFERS', target, {
          ...params,
          found: valueText(answer),
          expected: valueText(figure),
          source: figure.label,
        }),
      );
    }
  }
  for (const remark of visit.openRemarks) {
    faults.push(
      fault(
        'REMARK_OPEN',
        { remarkId: remark.id, findingId: remark.findingId, recommendationId: remark.recommendationId },
        at(visit),
      ),
    );
  }
  return faults;
}

function ratio(numerator: number, denominator: number): string {
  return `${formatInteger(numerator)}/${formatInteger(denominator)}`;
}

function valueText({ numerator, denominator, count }: Partial<FigureValue>): string {
  if (numerator != null && denominator != null) return ratio(numerator, denominator);
  return count == null ? '—' : formatInteger(count);
}

// ── Findings ─────────────────────────────────────────────────────────────────────────────────────────────

function findingFaults(facts: ConsistencyFacts): Fault[] {
  const { findings, recommendations, visits, repeats } = facts;
  const answered = new Set(recommendations.map(({ findingId }) => findingId));
  const homeOf = (finding: CheckedFinding) => {
    const visit =
      visits.find((one) => isOwn(finding, one)) ?? visits.find((one) => one.id === finding.visitId);
    return visit === undefined ? {} : at(visit);
  };
  return findings.flatMap((finding) => {
    const target = { findingId: finding.id, criterionId: finding.criterionId };
    const params = { ...homeOf(finding), excerpt: excerptOf(finding.text) };
    const faults: Fault[] = [];
    if (finding.kind === 'limitation' && !answered.has(finding.id)) {
      faults.push(fault('LIMITATION_WITHOUT_RECOMMENDATION', target, params));
    }
    const { numerator, denominator } = finding;
    if (numerator !== null && denominator !== null && numerator > denominator) {
      faults.push(fault('FIGURE_IMPOSSIBLE', target, { ...params, found: ratio(numerator, denominator) }));
    } else {
      const differing = differingFigure(finding, visits);
      if (differing !== null) faults.push(fault('FIGURE_DIFFERS', target, { ...params, ...differing }));
    }
    const earlier = repeats.get(finding.id);
    if (finding.kind === 'limitation' && finding.repeatsFindingId === null && earlier !== undefined) {
      faults.push(fault('REPEATED_NOT_LINKED', target, { ...params, earlier }));
    }
    return faults;
  });
}

interface Pair {
  readonly numerator: number;
  readonly denominator: number | null;
  readonly source: string;
}

/** What is right for the criterion of a finding at one visit: the answer, what it is short of, and what sources say. */
function rightPairs(finding: CheckedFinding, visit: CheckedVisit): Pair[] {
  const pairs: Pair[] = [];
  const add = ({ numerator, denominator, count }: Partial<FigureValue>, source: string) => {
    if (numerator != null && denominator != null) {
      pairs.push({ numerator, denominator, source });
      pairs.push({ numerator: denominator - numerator, denominator, source });
    }
    if (count != null) pairs.push({ numerator: count, denominator: null, source });
  };
  const of = <T extends { readonly criterionId: string | null }>(rows: readonly T[]) =>
    rows.filter(({ criterionId }) => criterionId === finding.criterionId);
  for (const answer of of(visit.answers)) add(answer, '');
  for (const figure of of(visit.figures)) add(figure, figure.label);
  if (pairs.length === 0) return [];
  for (const { numerator, denominator } of of(visit.worded)) {
    if (numerator !== null) pairs.push({ numerator, denominator, source: '' });
  }
  return pairs;
}

/** A count may be said as a share of something and a share as a count of it; another number is another matter. */
function differingFigure(
  finding: CheckedFinding,
  visits: readonly CheckedVisit[],
): { readonly found: string; readonly expected: string; readonly source: string } | null {
  const { numerator, denominator, criterionId } = finding;
  // What speaks of several agencies has figures of its own.
  if (criterionId === null || numerator === null || finding.scope !== 'named') return null;
  if (finding.agencyIds.length !== 1) return null;
  const visit = visits.find(({ agencyId }) => agencyId === finding.agencyIds[0]);
  if (visit === undefined) return null;
  const pairs = rightPairs(finding, visit);
  const [first] = pairs;
  if (first === undefined) return null;
  const fits = pairs.some(
    (pair) =>
      pair.numerator === numerator &&
      (pair.denominator === null || denominator === null || pair.denominator === denominator),
  );
  if (fits) return null;
  return {
    found: denominator === null ? formatInteger(numerator) : ratio(numerator, denominator),
    expected:
      first.denominator === null ? formatInteger(first.numerator) : ratio(first.numerator, first.denominator),
    source: first.source,
  };
}

/** "3.2" of "3.2.4": what belongs to one matter. */
function groupOf(code: string | null): string | null {
  const parts = (code ?? '').split('.');
  return parts.length < 3 ? null : parts.slice(0, 2).join('.');
}

/** Praised and blamed for the same: by one criterion, or (to look at) within one group of criteria. */
function contradictions({ findings, visits }: ConsistencyFacts): Fault[] {
  const strengths = findings.filter(({ kind }) => kind === 'strength');
  const limitations = findings.filter(({ kind }) => kind === 'limitation');
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const limitation of limitations) {
    for (const strength of strengths) {
      const same = limitation.criterionId !== null && limitation.criterionId === strength.criterionId;
      const group = groupOf(limitation.criterionCode);
      if (!same && (group === null || group !== groupOf(strength.criterionCode))) continue;
      const visit = visits.find((one) => mayConcern(limitation, one) && mayConcern(strength, one));
      if (visit === undefined || seen.has(`${limitation.id} ${strength.id}`)) continue;
      seen.add(`${limitation.id} ${strength.id}`);
      const collective = !isOwn(limitation, visit) && !isOwn(strength, visit);
      faults.push({
        ...fault(
          'STRENGTH_AND_LIMITATION',
          { findingId: limitation.id, criterionId: limitation.criterionId },
          {
            ...(collective ? {} : at(visit)),
            criterion: same ? (limitation.criterionCode ?? '') : (group ?? ''),
            excerpt: excerptOf(limitation.text),
            other: excerptOf(strength.text),
          },
        ),
        ...(same ? {} : { severity: 'info' as const }),
      });
    }
  }
  return faults;
}

// ── Days ─────────────────────────────────────────────────────────────────────────────────────────────────

const settled: ReadonlySet<Recommendation['status']> = new Set<Recommendation['status']>([
  'verified',
  'no_longer_applicable',
  'transferred',
]);

function dayFaults({ recommendations, visits, dayOff, noticeOn }: ConsistencyFacts): Fault[] {
  return recommendations.flatMap((one) => {
    if (one.dueOn === null || settled.has(one.status)) return [];
    const visit = visits.find(({ agencyId }) => agencyId === one.agencyId);
    const target = { recommendationId: one.id, findingId: one.findingId };
    const params = {
      ...(visit === undefined ? {} : at(visit)),
      excerpt: excerptOf(one.text),
      day: shortDay(one.dueOn),
    };
    const off = dayOff(one.dueOn);
    const notice = visit === undefined ? noticeOn : visit.noticeOn;
    return [
      ...(off === null ? [] : [fault('DUE_ON_HOLIDAY', target, { ...params, name: off.name ?? '' })]),
      ...(notice === null || one.dueOn > notice
        ? []
        : [fault('DUE_BEFORE_NOTICE', target, { ...params, notice: shortDay(notice) })]),
    ];
  });
}

// ── Words ────────────────────────────────────────────────────────────────────────────────────────────────

const AROUND = 120;

function excerptOf(text: string): string {
  const line = text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  if (line.length <= AROUND) return line;
  const short = line.slice(0, AROUND);
  return `${short.slice(0, Math.max(short.lastIndexOf(' '), AROUND - 20))}…`;
}

const tones = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
/** hoà and hòa are one name: the tone on the first of two vowels at the end of a syllable, in as many letters. */
function oneTone(text: string): string {
  return text
    .normalize('NFC')
    .replace(
      /(?<![qQ])([oOuU])([\u00c0-\u1ef9])(?![\p{L}\p{M}])/gu,
      (whole, first: string, second: string) => {
        const [base = '', ...marks] = second.normalize('NFD');
        const mark = marks.join('');
        if (marks.length !== 1 || !tones.includes(mark)) return whole;
        const pair = `${first}${base}`.toLowerCase();
        if (pair !== 'oa' && pair !== 'oe' && pair !== 'uy') return whole;
        return `${(first + mark).normalize('NFC')}${base}`;
      },
    );
}

const escape = (word: string) => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
const COMMITTEE = '(?:UBND|Ủy\\s+ban\\s+nhân\\s+dân|Uỷ\\s+ban\\s+nhân\\s+dân)';
const isCommittee = /^(?:UBND|[ỦU][yỷ] ban nhân dân) /iu;

/** Every way in which running text may name it: in full, in short, a committee's place without the committee. */
function matchersOf({ names }: Pick<NamedAgency, 'names'>): RegExp[] {
  return names.flatMap((name) => {
    const plain = oneTone(name).trim();
    const rest = plain.replace(isCommittee, '');
    const words = rest.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '');
    if (words.length === 0) return [];
    // One word in small letters is nobody's name; an abbreviation is, as it is written.
    if (words.length === 1) {
      const [only = ''] = words;
      if (rest !== plain)
        return [new RegExp(`(?<![\\p{L}\\p{N}])${COMMITTEE}\\s+${escape(only)}(?![\\p{L}\\p{N}])`, 'giu')];
      return only.length >= 3 && only === only.toLocaleUpperCase('vi')
        ? [new RegExp(`(?<![\\p{L}\\p{N}-])${escape(only)}(?![\\p{L}\\p{N}-])`, 'gu')]
        : [];
    }
    const source = words.map(escape).join('[\\s,-]+');
    // "xã Tân Hòa" is not "xã Tân Hòa Đông".
    const goesOn = /^\p{Lu}/u.test(words.at(-1) ?? '') ? '(?!\\s+\\p{Lu}\\p{Ll})' : '';
    return [
      new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${COMMITTEE}\\s+)?${caseless(source)}(?![\\p{L}\\p{N}])${goesOn}`,
        'gu',
      ),
    ];
  });
}

/** Small and capital first letters alike ("sở Y tế", "Sở Y tế"), the rest as it is: a flag would make \p{Lu} meaningless. */
function caseless(source: string): string {
  return source.replaceAll(/(?<=^|\+)(\p{L})/gu, (letter) => {
    const [low, high] = [letter.toLocaleLowerCase('vi'), letter.toLocaleUpperCase('vi')];
    return low === high ? letter : `[${low}${high}]`;
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly words: string;
}
/** Read once per agency: a round has many texts. */
const matchers = new WeakMap<object, readonly RegExp[]>();

function spansOf(text: string, agency: NamedAgency): Span[] {
  let known = matchers.get(agency);
  if (known === undefined) matchers.set(agency, (known = matchersOf(agency)));
  return known.flatMap((matcher) =>
    [...text.matchAll(matcher)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      words: match[0],
    })),
  );
}

/** Agencies of the round that a text names although it is about others; in the words of the text. */
export function namesOfOthers(
  written: string,
  ownIds: readonly string[],
  agencies: readonly NamedAgency[],
): string[] {
  const text = oneTone(written);
  const own = agencies.filter(({ agencyId }) => ownIds.includes(agencyId));
  const right = new Set([...ownIds, ...own.flatMap(({ parentIds }) => parentIds)]);
  const ownSpans = agencies
    .filter(({ agencyId }) => right.has(agencyId))
    .flatMap((agency) => spansOf(text, agency));
  const hits = agencies
    .filter(({ agencyId }) => !right.has(agencyId))
    .flatMap((agency) => spansOf(text, agency))
    .filter((hit) => !ownSpans.some((span) => span.start <= hit.start && span.end >= hit.end));
  // A longer name that holds a shorter one is the one that is meant.
  const longest = hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other !== hit &&
          other.start <= hit.start &&
          other.end >= hit.end &&
          other.end - other.start > hit.end - hit.start,
      ),
  );
  return [...new Set(longest.map((hit) => written.normalize('NFC').slice(hit.start, hit.end)))];
}

/** Places to fill that nobody filled: {x/y}, {đơn vị}, a row of dots or of underscores. */
export function emptyPlaces(text: string): string[] {
  return [...text.normalize('NFC').matchAll(/\{[^{}\n]{1,40}\}|_{3,}|(?:…\s?){2,}|\.{5,}/gu)].map(([place]) =>
    place.trim(),
  );
}

interface CheckedText {
  readonly text: string;
  /** Whose the text is; null where it is about everybody. */
  readonly agencyIds: readonly string[] | null;
  readonly target: Target;
}

function textsOf({ findings, recommendations, visits }: ConsistencyFacts): CheckedText[] {
  const atVisit = (visitId: string | null) => visits.find(({ id }) => id === visitId)?.agencyId;
  return [
    ...findings.flatMap((finding) => {
      const visited = atVisit(finding.visitId);
      const named =
        finding.scope === 'named'
          ? [...new Set([...finding.agencyIds, ...(visited === undefined ? [] : [visited])])]
          : null;
      return [finding.text, finding.cause].flatMap((text) =>
        text === null
          ? []
          : [
              {
                text,
                agencyIds: named,
                target: { findingId: finding.id, criterionId: finding.criterionId },
              },
            ],
      );
    }),
    ...recommendations.flatMap((one) =>
      [one.text, one.dueNote].flatMap((text) =>
        text === null
          ? []
          : [
              {
                text,
                agencyIds: one.agencyId === null ? null : [one.agencyId],
                target: { recommendationId: one.id, findingId: one.findingId },
              },
            ],
      ),
    ),
  ];
}

function wordFaults(facts: ConsistencyFacts): Fault[] {
  const { agencies, oldYear, rightYears, visits } = facts;
  return textsOf(facts).flatMap(({ text, agencyIds, target }) => {
    const visit = visits.find(({ agencyId }) => agencyIds?.includes(agencyId) === true);
    const params = { ...(visit === undefined ? {} : at(visit)), excerpt: excerptOf(text) };
    const others = agencyIds === null ? [] : namesOfOthers(text, agencyIds, agencies);
    const isOldYear =
      oldYear !== null &&
      !rightYears.includes(oldYear) &&
      yearMentions(text).some(({ year }) => year === oldYear);
    const empty = emptyPlaces(text);
    return [
      ...(others.length === 0
        ? []
        : [fault('OTHER_AGENCY_NAMED', target, { ...params, names: others.join(', ') })]),
      ...(isOldYear ? [fault('OTHER_YEAR', target, { ...params, year: String(oldYear) })] : []),
      ...(empty.length === 0
        ? []
        : [fault('EMPTY_FIGURE', target, { ...params, places: [...new Set(empty)].join(', ') })]),
    ];
  });
}

// ── All of them ──────────────────────────────────────────────────────────────────────────────────────────

/** Errors first, then warnings, then what is only to be looked at; within these as they stand in the round. */
export function checkConsistency(facts: ConsistencyFacts): Fault[] {
  const faults = [
    ...findingFaults(facts),
    ...contradictions(facts),
    ...dayFaults(facts),
    ...wordFaults(facts),
    ...facts.visits.flatMap((visit) => answerFaults(visit, facts)),
  ];
  return faults.toSorted((first, second) => order[first.severity] - order[second.severity]);
}

/** How many of each severity: for a number beside a button. */
export function countFaults(faults: readonly Fault[]): Readonly<Record<Fault['severity'], number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of faults) counts[severity] += 1;
  return counts;
}
