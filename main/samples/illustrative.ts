/**
 * The made-up part of a sample: answers to every criterion that applies (from what lies on the made-up desk, where that
 * tells them), the collective findings attributed to agencies with figures from those answers, recommendations with
 * deadlines, visit days. The same on every PC; every row is marked `illustrative`, and the plan with it.
 */
import type { AgencyKind } from '../../core/contract/common.ts';
import { fits, type Offer } from '../../core/rules/derived-figures.ts';
import { appliesTo, earnedPoints, judgedPoints, type AnswerValue } from '../../core/rules/scoring.ts';
import { createChance, type Chance } from './chance.ts';

import { postingsOf, procedureCount, procedureListRows } from './desk-procedures.ts';
import { registerOf, type RegisterPart } from './desk-register.ts';
import { arrangementRows } from './desk-round.ts';
import { type FollowUp, followUpRows } from './follow-up.ts';
import { explanationRows, type Photo, photoRows, selfReportRows } from './desk-rows.ts';
import { statisticsOf, thresholdRows } from './desk-statistics.ts';
import { indexRows, periodReportRows } from './office-year.ts';
import { attributions, notes } from './illustrative-text.ts';
import type { SampleAgency, SampleRound } from './round.ts';
import { roundIds, type ShippedRow, type ShippedRows } from './rows.ts';
import { starter, type StarterCriterion } from './starter.ts';

/** A visit is told about the criteria where it lost this share of the points or more, the worst ones first. */
const LOST_SHARE = 0.1;
const LIMITATIONS_WITH_FIGURES = 3;
const LIMITATIONS_IN_WORDS = 2;
const MOST_STRENGTHS = 3;

interface Answered {
  readonly criterion: StarterCriterion;
  readonly answer: ShippedRow<'answer'> & AnswerValue;
  /** Share of the points that was earned; null where the criterion is N/A. */
  readonly share: number | null;
}

export interface MadeUp {
  readonly rows: readonly ShippedRows[];
  /** The day of each visit, by the visit's id. */
  readonly days: ReadonlyMap<string, string>;
  /** What became of each recommendation. */
  readonly moves: FollowUp['moves'];
  /** Bytes and lines that stand outside of the journaled tables. */
  readonly photos: readonly Photo[];
  readonly registers: readonly RegisterPart['register'][];
}

/** What of the round is there: for visits, and a team, that are gone nothing is made up. */
export interface Present {
  readonly visited: (visitId: string) => boolean;
  readonly team: boolean;
}

export function illustrativeRows(round: SampleRound, { visited, team }: Present): MadeUp {
  const ids = roundIds(round);
  const answers: Answered['answer'][] = [];
  const findings: ShippedRow<'finding'>[] = [];
  const links: ShippedRow<'finding_agency'>[] = [];
  const recommendations: ShippedRow<'recommendation'>[] = [];
  const days = new Map<string, string>();
  const desk: ShippedRows[] = [];
  const behind: ShippedRows[] = [];
  const photos: Photo[] = [];
  const registers: RegisterPart['register'][] = [];
  const weak = new Set(criteriaOf(round, 'limitation'));
  const strong = new Set(criteriaOf(round, 'strength').filter((code) => !weak.has(code)));

  for (const [index, agency] of round.agencies.entries()) {
    const visitId = ids.of('visit', agency.key);
    if (!visited(visitId)) continue;
    const day = dayOf(round, index);
    days.set(visitId, day);
    const register = registerOf(round, agency);
    if (register !== undefined) registers.push(register.register);
    const parts = [statisticsOf(round, agency), postingsOf(round, agency, day), register].filter(
      (part) => part !== undefined,
    );
    desk.push(...parts.flatMap((part) => part.rows));
    const offers = parts.flatMap((part) => part.offers);
    const given = answersOf(round, agency, visitId, weak, strong, offers);
    answers.push(...given.map(({ answer }) => answer));
    const chance = createChance(`${round.name}/told/${agency.key}`);
    const said = [...strengthsOf(given, strong, chance), ...limitationsOf(given, weak)];
    for (const [place, { kind, criterion, answer }] of said.entries()) {
      const key = `${agency.key}/${kind}/${criterion.code}`;
      const words = attributions[criterion.code];
      if (words === undefined) continue;
      const findingId = ids.of('finding', key);
      findings.push({
        id: findingId,
        provenance: 'illustrative',
        planId: ids.plan,
        visitId,
        domainId: criterion.domainId,
        criterionId: criterion.id,
        ordinal: 1000 + index * 100 + place,
        kind,
        scope: 'named',
        text: words[kind],
        ...figuresOf(words.unit, criterion, answer),
      });
      const agencyId = ids.of('agency', agency.key);
      links.push({ id: ids.of('finding_agency', key), provenance: 'illustrative', findingId, agencyId });
      if (kind === 'strength') continue;
      recommendations.push({
        id: ids.of('recommendation', key),
        provenance: 'illustrative',
        planId: ids.plan,
        findingId,
        agencyId,
        domainId: criterion.domainId,
        ordinal: 1000 + index * 100 + place,
        text: words.recommendation,
        dueOn: chance.pick(round.madeUp.deadlines),
        status: 'open',
      });
    }
    const own = findings.filter((finding) => finding.visitId === visitId);
    const taken = photoRows(round, agency, day, own);
    photos.push(...taken.photos);
    behind.push(
      ...selfReportRows(
        round,
        agency,
        given.map(({ answer }) => answer),
      ),
      ...explanationRows(round, agency, own),
      ...taken.rows,
    );
  }
  const inspected = round.agencies.filter(({ key }) => visited(ids.of('visit', key)));
  const after = followUpRows(round, inspected, recommendations);
  return {
    days,
    photos,
    registers,
    moves: after.moves,
    rows: [
      ...arrangementRows(round, { visited, team }, days),
      thresholdRows(round),
      ...procedureListRows(round),
      ...desk,
      { table: 'answer', rows: answers },
      { table: 'finding', rows: findings },
      { table: 'finding_agency', rows: links },
      { table: 'recommendation', rows: recommendations },
      ...behind,
      ...after.rows,
      ...periodReportRows(round, inspected),
      ...indexRows(round, inspected, answers),
    ],
  };
}

function criteriaOf(round: SampleRound, kind: 'strength' | 'limitation'): string[] {
  return round.findings.filter((finding) => finding.kind === kind).flatMap((finding) => finding.criteria);
}

/** The agencies one after the other over the days of the round. */
function dayOf(round: SampleRound, index: number): string {
  const { days } = round.madeUp;
  return days[Math.floor((index * days.length) / round.agencies.length)] ?? days[0] ?? '';
}

function answersOf(
  round: SampleRound,
  agency: SampleAgency,
  visitId: string,
  weak: ReadonlySet<string>,
  strong: ReadonlySet<string>,
  offers: readonly Offer[],
): Answered[] {
  const ids = roundIds(round);
  const { differing } = round.madeUp.desk;
  const shares = percentages(agency.kind, createChance(`${round.name}/${agency.key}`), {
    procedures: procedureCount(round, agency),
    received: wholeOf(offers, '3.5.1'),
    resolved: wholeOf(offers, '3.4.1'),
  });
  return starter()
    .criteria.filter((criterion) => appliesTo(criterion, agency.kind))
    .map((criterion) => {
      const chance = createChance(`${round.name}/${agency.key}/${criterion.code}`);
      const level = weak.has(criterion.code) ? 'weak' : strong.has(criterion.code) ? 'strong' : 'usual';
      const invented = answerTo(criterion, level, chance, shares);
      const offer = offers.find((one) => one.criterionId === criterion.id && fits(criterion, one));
      const by = differing?.agency === agency.key && differing.code === criterion.code ? differing.by : 0;
      const value = offer === undefined ? invented : told(offer, by);
      const earned = earnedPoints(criterion, value);
      const share = earned === null ? null : earned / criterion.maxPoints;
      const answer = {
        id: ids.of('answer', `${agency.key}/${criterion.code}`),
        provenance: 'illustrative' as const,
        visitId,
        criterionId: criterion.id,
        ...value,
        derived: offer === undefined || by !== 0 ? null : offer.from,
        note: noteOn(criterion, share, chance),
      };
      return { criterion, answer, share };
    });
}

/** Of how many a source speaks, so that what is invented beside it speaks of as many. */
function wholeOf(offers: readonly Offer[], code: string): number | undefined {
  const id = starter().criteria.find((criterion) => criterion.code === code)?.id;
  return offers.find(({ criterionId }) => criterionId === id)?.denominator ?? undefined;
}

/** What a source says; a figure that a person wrote down otherwise is theirs. */
function told({ numerator, denominator, count, choice }: Offer, by: number): AnswerValue {
  return { ...nothing, numerator: numerator === null ? null : numerator + by, denominator, count, choice };
}

type Level = 'weak' | 'usual' | 'strong';
const choiceOdds: Readonly<Record<Level, readonly [yes: number, partial: number]>> = {
  weak: [0.35, 0.5],
  usual: [0.72, 0.22],
  strong: [0.9, 0.1],
};

const nothing: AnswerValue = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
};

function answerTo(
  criterion: StarterCriterion,
  level: Level,
  chance: Chance,
  shares: ReadonlyMap<string, readonly [number, number]>,
): AnswerValue {
  if (criterion.naAllowed && level === 'usual' && !shares.has(criterion.code) && chance.happens(0.04)) {
    return { ...nothing, notApplicable: true };
  }
  const [yes, partial] = choiceOdds[level];
  switch (criterion.answerType) {
    case 'yes_no':
      return { ...nothing, choice: chance.happens(yes) ? 'yes' : 'no' };
    case 'yes_partial_no': {
      const luck = chance.next();
      return { ...nothing, choice: luck < yes ? 'yes' : luck < yes + partial ? 'partial' : 'no' };
    }
    case 'score': {
      const steps = judgedPoints(criterion);
      const lost = chance.happens(yes) ? 0 : chance.between(1, Math.max(1, Math.floor(steps.length / 2)));
      return { ...nothing, points: steps[Math.max(0, steps.length - 1 - lost)] ?? 0 };
    }
    case 'count':
      return { ...nothing, count: countFor(criterion.code, level, chance) };
    case 'percentage': {
      const [numerator, denominator] = shares.get(criterion.code) ?? anyShare(chance, yes);
      return { ...nothing, numerator, denominator };
    }
  }
}

function countFor(code: string, level: Level, chance: Chance): number {
  if (code === '1.6.1') return chance.between(0, 2);
  if (level === 'weak') return chance.happens(0.25) ? 0 : chance.between(1, 9);
  return chance.happens(0.9) ? 0 : 1;
}

function anyShare(chance: Chance, full: number): readonly [number, number] {
  const denominator = chance.between(5, 60);
  return [chance.happens(full) ? denominator : part(chance, denominator, 0.6, 0.97), denominator];
}

function part(chance: Chance, whole: number, from: number, to: number): number {
  return Math.floor(whole * (from + chance.next() * (to - from)));
}

interface Size {
  readonly procedures: readonly [number, number];
  readonly dossiers: readonly [number, number];
}
const sizes: Readonly<Partial<Record<AgencyKind, Size>>> = {
  ubnd_huyen: { procedures: [250, 330], dossiers: [6000, 15_000] },
  so_nganh: { procedures: [80, 160], dossiers: [1200, 6000] },
  phong_cap_huyen: { procedures: [20, 60], dossiers: [300, 1500] },
};
const smallest: Size = { procedures: [130, 200], dossiers: [500, 2500] };

/** Figures that hang together: one number of procedures and of dossiers for all criteria that count them. */
function percentages(
  kind: AgencyKind,
  chance: Chance,
  known: Readonly<Record<'procedures' | 'received' | 'resolved', number | undefined>>,
): ReadonlyMap<string, readonly [number, number]> {
  const size = sizes[kind] ?? smallest;
  const inventedProcedures = chance.between(...size.procedures);
  const procedures = known.procedures ?? inventedProcedures;
  const inventedDossiers = chance.between(...size.dossiers);
  const received = known.received ?? inventedDossiers;
  const inventedResults = part(chance, received, 0.93, 0.99);
  const resolved = known.resolved ?? inventedResults;
  const late = chance.happens(0.2) ? 0 : part(chance, resolved, 0.002, 0.05);
  const services = part(chance, procedures, 0.3, 0.6);
  const paid = part(chance, received, 0.3, 0.5);
  const asked = chance.between(50, 200);
  const allOr = (from: number): number =>
    chance.happens(0.35) ? procedures : part(chance, procedures, from, 0.99);
  return new Map([
    ['3.2.1', [allOr(0.8), procedures]],
    ['3.2.2', [allOr(0.75), procedures]],
    ['3.3.1', [chance.happens(0.8) ? procedures : part(chance, procedures, 0.9, 0.99), procedures]],
    ['3.3.2', [allOr(0.85), procedures]],
    ['3.4.1', [resolved - late, resolved]],
    ['3.4.2', [late, resolved]],
    ['3.4.4', [late === 0 ? 0 : part(chance, late, 0.5, 1), late]],
    ['3.4.5', [chance.between(15, 20), 20]],
    ['3.5.1', [part(chance, received, 0.12, 0.6), received]],
    ['3.5.2', [part(chance, services, 0.2, 0.7), services]],
    ['3.5.3', [part(chance, received, 0.01, 0.12), received]],
    ['3.5.4', [part(chance, resolved, 0.02, 0.2), resolved]],
    ['3.5.5', [part(chance, received, 0.3, 0.95), received]],
    ['3.5.6', [part(chance, resolved, 0.2, 0.9), resolved]],
    ['3.5.7', [part(chance, paid, 0.05, 0.5), paid]],
    ['3.6.2', [part(chance, asked, 0.85, 1), asked]],
    ['7.1.2', [chance.between(6, 10), 10]],
    ['7.1.3', [chance.between(6, 10), 10]],
    ['7.1.6', [chance.between(7, 10), 10]],
  ]);
}

/** Judged points need a reason; other answers have a note now and then. */
function noteOn(criterion: StarterCriterion, share: number | null, chance: Chance): string | null {
  if (share === null) return notes.notApplicable;
  if (criterion.answerType !== 'score' && !chance.happens(0.15)) return null;
  return chance.pick(share === 1 ? notes.full : notes.less);
}

interface Told {
  readonly kind: 'strength' | 'limitation';
  readonly criterion: StarterCriterion;
  readonly answer: AnswerValue;
}

function strengthsOf(given: readonly Answered[], strong: ReadonlySet<string>, chance: Chance): Told[] {
  const best = given.filter(({ criterion, share }) => strong.has(criterion.code) && share === 1);
  while (best.length > MOST_STRENGTHS) best.splice(chance.between(0, best.length - 1), 1);
  return best.map(({ criterion, answer }) => ({ kind: 'strength', criterion, answer }));
}

function limitationsOf(given: readonly Answered[], weak: ReadonlySet<string>): Told[] {
  const worst = given
    .filter(({ criterion, share }) => weak.has(criterion.code) && share !== null && share <= 1 - LOST_SHARE)
    .toSorted((first, second) => (first.share ?? 1) - (second.share ?? 1));
  const counted = ({ criterion }: Answered): boolean =>
    criterion.answerType === 'percentage' || criterion.answerType === 'count';
  return [
    ...worst.filter(counted).slice(0, LIMITATIONS_WITH_FIGURES),
    ...worst.filter((one) => !counted(one)).slice(0, LIMITATIONS_IN_WORDS),
  ]
    .toSorted((first, second) => first.criterion.ordinal - second.criterion.ordinal)
    .map(({ criterion, answer }) => ({ kind: 'limitation', criterion, answer }));
}

/** The very figures of the answer; a criterion without figures has none. */
function figuresOf(unit: string | null, criterion: StarterCriterion, answer: AnswerValue) {
  if (criterion.answerType === 'percentage') {
    return { numerator: answer.numerator, denominator: answer.denominator, unit };
  }
  if (criterion.answerType === 'count' && (answer.count ?? 0) > 0) return { numerator: answer.count, unit };
  return {};
}
