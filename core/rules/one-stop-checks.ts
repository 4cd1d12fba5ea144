/**
 * What does not add up in a filled Biểu II.06a: warnings with the difference, never refusals, since the systems that
 * print the form break its sums themselves. A typed explanation holds as long as the difference is the same.
 */
import {
  type StatisticsCheck,
  type StatisticsColumn,
  statisticsColumns,
  type StatisticsCount,
  type StatisticsLine,
  type StatisticsReport,
} from '../contract/statistics.ts';
import { columnNumbers, isCountOf } from './one-stop-form.ts';

export type Figures = Readonly<Record<StatisticsColumn, number | null>>;
type Counts = StatisticsReport['counts'];

interface SumRule {
  readonly rule: 'received' | 'resolved' | 'pending' | 'balance';
  readonly whole: StatisticsColumn;
  readonly parts: readonly StatisticsColumn[];
}

export const sumRules: readonly SumRule[] = [
  {
    rule: 'received',
    whole: 'receivedTotal',
    parts: ['receivedOnline', 'receivedDirectPostal', 'carriedOver'],
  },
  {
    rule: 'resolved',
    whole: 'resolvedTotal',
    parts: ['resolvedEarly', 'resolvedOnTime', 'resolvedOverdue'],
  },
  { rule: 'pending', whole: 'pendingTotal', parts: ['pendingInTime', 'pendingOverdue'] },
  { rule: 'balance', whole: 'receivedTotal', parts: ['resolvedTotal', 'pendingTotal'] },
];

const numberOf = (column: StatisticsColumn) => `c${columnNumbers[column]}`;

/** "c3=c4+c5+c6", as the form numbers its columns. */
export function ruleText({ whole, parts }: Pick<SumRule, 'whole' | 'parts'>): string {
  return `${numberOf(whole)}=${parts.map(numberOf).join('+')}`;
}

/** A column over the lines that are no total; null where none of them has a figure. */
export function sumOf(lines: readonly StatisticsLine[], column: StatisticsColumn): number | null {
  let sum: number | null = null;
  for (const line of lines) {
    const value = line[column];
    if (!line.isTotal && value !== null) sum = (sum ?? 0) + value;
  }
  return sum;
}

/** The total row as the lines add up. */
export function sumsOf(lines: readonly StatisticsLine[]): Figures {
  return Object.fromEntries(statisticsColumns.map((column) => [column, sumOf(lines, column)])) as Record<
    StatisticsColumn,
    number | null
  >;
}

/** What the report says in total: its total row where that has a figure, else the sum of the lines. */
export function totalsOf(lines: readonly StatisticsLine[]): Figures {
  const total = lines.find(({ isTotal }) => isTotal);
  return Object.fromEntries(
    statisticsColumns.map((column) => [column, total?.[column] ?? sumOf(lines, column)]),
  ) as Record<StatisticsColumn, number | null>;
}

interface PartRule {
  readonly parts: readonly StatisticsCount[];
  /** Null where the whole is not known. */
  readonly whole: (totals: Figures, counts: Counts) => number | null;
  /** As the warning names the whole: columns by number, counts by key. */
  readonly wholeText: string;
}

/** Both known, else nothing is compared. */
function plus(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
}

export const partRules: readonly PartRule[] = [
  { parts: ['online_full', 'online_partial'], whole: (t) => t.receivedOnline, wholeText: 'c4' },
  { parts: ['online_level_3', 'online_level_4'], whole: (t) => t.receivedOnline, wholeText: 'c4' },
  { parts: ['postal_received'], whole: (t) => t.receivedDirectPostal, wholeText: 'c5' },
  {
    parts: ['postal_returned'],
    whole: (_, counts) => counts.results_returned ?? null,
    wholeText: 'results_returned',
  },
  {
    parts: ['e_results'],
    whole: (_, counts) => counts.results_returned ?? null,
    wholeText: 'results_returned',
  },
  {
    parts: ['services_with_dossiers'],
    whole: (_, counts) => counts.services_online_provided ?? null,
    wholeText: 'services_online_provided',
  },
  {
    parts: ['digitised_in'],
    whole: (t) => plus(t.receivedOnline, t.receivedDirectPostal),
    wholeText: 'c4+c5',
  },
  {
    parts: ['online_payments'],
    whole: (_, counts) => counts.fee_transactions ?? null,
    wholeText: 'fee_transactions',
  },
  {
    parts: ['apology_letters'],
    whole: (t) => plus(t.resolvedOverdue, t.pendingOverdue),
    wholeText: 'c10+c13',
  },
  { parts: ['returned_or_withdrawn'], whole: (t) => t.receivedTotal, wholeText: 'c3' },
  { parts: ['awaiting_supplement'], whole: (t) => t.receivedTotal, wholeText: 'c3' },
];

/** The period just before, of the same agency: what it left over is what this one carries over. */
export interface PreviousTotals {
  readonly pendingTotal: number | null;
}

type BareCheck = Omit<StatisticsCheck, 'explanation' | 'key' | 'difference'> & { readonly name: string };

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference);
}

function lineChecks(line: StatisticsLine, index: number): readonly BareCheck[] {
  return sumRules.flatMap(({ rule, whole, parts }) => {
    const found = line[whole];
    // An empty part is a nought as long as another part says something; an empty whole says nothing.
    if (found === null || parts.every((part) => line[part] === null)) return [];
    const expected = parts.reduce((sum, part) => sum + (line[part] ?? 0), 0);
    if (expected === found) return [];
    const name = `${ruleText({ whole, parts })}@${index}`;
    return [{ rule, line: index, column: whole, expected, found, name }];
  });
}

/** All warnings of a report, line by line in the order of the form, then those of the whole. */
export function checksOf(
  lines: readonly StatisticsLine[],
  counts: Counts,
  about: {
    readonly era: StatisticsReport['serviceEra'];
    readonly previous: PreviousTotals | null;
    readonly explanations: StatisticsReport['explanations'];
  },
): StatisticsCheck[] {
  const bare: BareCheck[] = lines.flatMap((line, index) => [...lineChecks(line, index)]);
  const totalAt = lines.findIndex(({ isTotal }) => isTotal);
  const total = lines[totalAt];
  if (total !== undefined && lines.some(({ isTotal }) => !isTotal)) {
    for (const column of statisticsColumns) {
      const found = total[column];
      const expected = sumOf(lines, column);
      if (found === null || expected === null || found === expected) continue;
      const name = `total:${numberOf(column)}@${totalAt}`;
      bare.push({ rule: 'total_row', line: totalAt, column, expected, found, name });
    }
  }
  const totals = totalsOf(lines);
  const before = about.previous?.pendingTotal ?? null;
  if (before !== null && totals.carriedOver !== null && totals.carriedOver !== before) {
    const column = 'carriedOver';
    const name = 'c6=c11:previous';
    bare.push({
      rule: 'carried_over',
      line: null,
      column,
      expected: before,
      found: totals.carriedOver,
      name,
    });
  }
  for (const { parts, whole, wholeText } of partRules) {
    const asked = parts.filter((part) => isCountOf(part, about.era) && counts[part] !== undefined);
    const expected = whole(totals, counts);
    const column = asked.at(-1);
    if (expected === null || column === undefined) continue;
    const found = asked.reduce((sum, part) => sum + (counts[part] ?? 0), 0);
    if (found <= expected) continue;
    const name = `${parts.join('+')}<=${wholeText}`;
    bare.push({ rule: 'part_exceeds', line: null, column, expected, found, name });
  }
  return bare.map(({ name, ...check }) => {
    const difference = check.found - check.expected;
    // The difference is part of the key: another difference is another thing to explain.
    const key = `${name}:${signed(difference)}`;
    return { key, ...check, difference, explanation: about.explanations[key] ?? null };
  });
}

/** So many explanations are kept beside those in use, for a figure that is typed back. */
const SPARE = 100;

/** A key without the place of its line. */
const placeless = (key: string) => key.replace(/@\d+/u, '@');

/**
 * The explanations after the lines have changed: one follows its line to a new place (found by the name of the line),
 * and one whose warning is gone is kept for the time being.
 */
export function carryExplanations(
  before: { readonly lines: readonly StatisticsLine[]; readonly checks: readonly StatisticsCheck[] },
  after: { readonly lines: readonly StatisticsLine[]; readonly checks: readonly StatisticsCheck[] },
  explanations: StatisticsReport['explanations'],
): StatisticsReport['explanations'] {
  const lineName = (lines: readonly StatisticsLine[], line: number | null) =>
    line === null ? '' : lines[line]?.isTotal === true ? '\u0000total' : (lines[line]?.fieldName ?? '');
  const named = new Map<string, string>();
  for (const check of before.checks) {
    const text = explanations[check.key];
    if (text === undefined || check.line === null) continue;
    named.set(`${placeless(check.key)}|${lineName(before.lines, check.line)}`, text);
  }
  const kept: Record<string, string> = {};
  const moved = new Set<string>();
  for (const { key, line } of after.checks) {
    const follows = line === null ? undefined : named.get(`${placeless(key)}|${lineName(after.lines, line)}`);
    const text = follows ?? explanations[key];
    // The same place may now be another line, whose warning nobody has explained.
    const isStranger =
      follows === undefined &&
      line !== null &&
      lineName(before.lines, line) !== lineName(after.lines, line) &&
      before.checks.some((check) => check.key === key);
    if (text === undefined || isStranger) moved.add(key);
    else kept[key] = text;
  }
  const spare = Object.entries(explanations).filter(([key]) => kept[key] === undefined && !moved.has(key));
  return { ...Object.fromEntries(spare.slice(-SPARE)), ...kept };
}
