/**
 * This year's round from last year's: texts with the year moved on; number, dates, review period and decisions empty,
 * because nobody knows them yet. What is kept beyond that is the person's choice.
 */
import type { CriteriaSet } from '../contract/criteria.ts';
import type { Plan } from '../contract/plans.ts';
import type { Team } from '../contract/teams.ts';
import { shiftYears } from './year-shift.ts';

type CopiedFields =
  | 'title'
  | 'year'
  | 'symbol'
  | 'subject'
  | 'issuerId'
  | 'noticeIssuerId'
  | 'legalGrounds'
  | 'contents'
  | 'inspectionForms'
  | 'scoring'
  | 'remediationDemand'
  | 'reportBackTo'
  | 'coverageTarget'
  | 'deadlines';

type Shift = (text: string) => string;

function shiftFrom(source: number | null, year: number): Shift {
  return (text) => (source === null ? text : shiftYears(text, source, year));
}
const maybe = (text: string | null, shift: Shift) => (text === null ? null : shift(text));

export function copiedPlan(
  source: Pick<Plan, CopiedFields>,
  {
    year,
    title,
    grounds,
  }: { readonly year: number; readonly title?: string | undefined; readonly grounds: boolean },
): Pick<Plan, CopiedFields> {
  const shift = shiftFrom(source.year, year);
  return {
    title: title ?? shift(source.title),
    year,
    symbol: source.symbol,
    subject: maybe(source.subject, shift),
    issuerId: source.issuerId,
    noticeIssuerId: source.noticeIssuerId,
    // A ground is a citation: a person replaces it, the review points at what is out of season.
    legalGrounds: grounds ? source.legalGrounds : [],
    contents: maybe(source.contents, shift),
    inspectionForms: source.inspectionForms,
    scoring: source.scoring,
    remediationDemand: maybe(source.remediationDemand, shift),
    reportBackTo: source.reportBackTo,
    coverageTarget: source.coverageTarget,
    deadlines: source.deadlines,
  };
}

export function copiedTeam(
  source: Pick<Team, 'form' | 'name' | 'decisionSubject' | 'decisionIssuerId'>,
  from: number | null,
  year: number,
): Pick<Team, 'form' | 'name' | 'decisionSubject' | 'decisionIssuerId'> {
  const shift = shiftFrom(from, year);
  return {
    form: source.form,
    name: shift(source.name),
    decisionSubject: maybe(source.decisionSubject, shift),
    decisionIssuerId: source.decisionIssuerId,
  };
}

export function copiedText(text: string, from: number | null, year: number): string {
  return shiftFrom(from, year)(text);
}

type Line = Pick<CriteriaSet, 'id' | 'version' | 'status' | 'copiedFromId' | 'domainSet' | 'name' | 'year'>;

/** "Bộ tiêu chí năm 2025" and "… năm 2026" are one line. */
const lineName = ({ name }: Pick<Line, 'name'>): string => name.replaceAll(/\d{4}/g, '').trim();

/**
 * The newest version in force of the line that a set belongs to: its versions are copies of each other within one
 * domain set and under one name, whatever year it says. Null where no version of it is in force.
 */
export function newestInForce(setId: string, sets: readonly Line[]): string | null {
  const start = sets.find(({ id }) => id === setId);
  if (start === undefined) return null;
  const line = new Set([start.id]);
  for (let grown = true; grown;) {
    grown = false;
    for (const set of sets) {
      if (line.has(set.id) || set.domainSet !== start.domainSet || lineName(set) !== lineName(start))
        continue;
      const related =
        (set.copiedFromId !== null && line.has(set.copiedFromId)) ||
        sets.some((other) => line.has(other.id) && other.copiedFromId === set.id);
      if (related) {
        line.add(set.id);
        grown = true;
      }
    }
  }
  const inForce = sets.filter(({ id, status }) => line.has(id) && status === 'in_force');
  const newest = inForce.toSorted(
    (first, second) => (second.year ?? 0) - (first.year ?? 0) || second.version - first.version,
  );
  return newest[0]?.id ?? null;
}
