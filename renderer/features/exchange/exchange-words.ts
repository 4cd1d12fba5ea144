// What stands in packages and on the screens of sending and receiving, in words: kinds of rows, fields, values, sizes,
// periods and states. Pure.
import type { PackageProblem, PackageRow, ReceivePreview } from '../../../core/contract/exchange.ts';
import { isDay } from '../../../core/contract/day.ts';
import type { Tone } from '../../components/StatusChip.tsx';
import { dayRange, formatCount, points, shortDay } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

type Words = Readonly<Record<string, string>>;
type SampleValue = ReceivePreview['samples'][number]['fields'][number]['before'];

function wordOf(words: Words, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

export function tableName(t: Texts, table: string): string {
  return wordOf(t.exchange.tables, table) ?? t.exchange.unknownTable;
}

/** Rounds before their visits, visits before their answers: as the words of the kinds stand, never by the alphabet of SQL. */
export function inTableOrder<Row extends { readonly table: string }>(
  t: Texts,
  rows: readonly Row[],
): readonly Row[] {
  const order = Object.keys(t.exchange.tables);
  const rank = (table: string) => {
    const at = order.indexOf(table);
    return at < 0 ? order.length : at;
  };
  return rows.toSorted((a, b) => rank(a.table) - rank(b.table));
}

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());

/** A column by its wire name or its name in SQL. */
export function fieldName(t: Texts, field: string): string {
  return wordOf(t.exchange.fields, camel(field)) ?? field;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const LONGEST = 400;

/** Values that are words of the contract, by the field that they stand in. */
function enumWords(t: Texts, table: string, field: string): Words | undefined {
  const { labels } = t;
  switch (`${table}.${field}`) {
    case 'plan.status':
      return labels.planStatus;
    case 'visit.status':
      return labels.visitStatus;
    case 'recommendation.status':
    case 'recommendation_event.fromStatus':
    case 'recommendation_event.toStatus':
      return labels.recommendationStatus;
    case 'document.status':
      return labels.documentStatus;
    case 'document.kind':
      return labels.documentKind;
    case 'document.titleKind':
      return labels.titleKind;
    case 'finding.kind':
      return labels.findingKind;
    case 'finding.scope':
      return labels.findingScope;
    case 'criteria_set.status':
      return labels.criteriaSetStatus;
    case 'criterion.answerType':
      return labels.answerType;
    case 'criterion.scoring':
      return labels.scoringRule;
    case 'agency.kind':
    case 'procedure_list.agencyKind':
      return labels.agencyKind;
    case 'issuer.kind':
      return labels.issuerKind;
    case 'issuer.signAuthority':
      return labels.signAuthority;
    case 'office.level':
      return labels.officeLevel;
    case 'team.form':
      return labels.teamForm;
    case 'answer.choice':
    case 'self_answer.choice':
      return labels.answerChoice;
    default:
      return field === 'provenance' ? labels.provenance : undefined;
  }
}

/** A value as a person knows it. */
export function valueWords(t: Texts, table: string, name: string, value: SampleValue): string {
  const w = t.exchange.receiving;
  const field = camel(name);
  if (value === null || value === '') return w.blank;
  if (typeof value === 'boolean') return value ? w.yes : w.no;
  if (typeof value === 'number') {
    return field === 'points' || field.endsWith('Points') ? points(value) : formatCount(value);
  }
  if (ID.test(value) || DIGEST.test(value)) return w.reference;
  if (isDay(value)) return shortDay(value);
  const word = wordOf(enumWords(t, table, field) ?? {}, value) ?? wordOf(t.exchange.values, value) ?? value;
  return word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word;
}

const KILO = 1024;
/** `1,2 MB`; one decimal below ten. */
export function sizeOf(t: Texts, bytes: number): string {
  const units = ['b', 'kb', 'mb', 'gb'] as const;
  let at = 0;
  let size = bytes;
  while (size >= KILO && at < units.length - 1) {
    size /= KILO;
    at += 1;
  }
  const tenths = Math.round(size * 10);
  const shown =
    at === 0 || tenths >= 100 || tenths % 10 === 0
      ? formatCount(Math.round(size))
      : `${String(Math.trunc(tenths / 10))},${String(tenths % 10)}`;
  return `${shown} ${t.exchange.bytes[units[at] ?? 'b']}`;
}

export const stateTones: Readonly<Record<PackageRow['state'], Tone>> = {
  written: 'accent',
  received: 'verified',
  returned: 'overdue',
  held: 'due',
  merged: 'verified',
  undone: 'muted',
};

/** "01/01/2026 – 31/3/2026"; null where the package is of no period that begins anywhere. */
export function periodWords(of: Pick<ReceivePreview, 'periodFrom' | 'periodTo'>): string | null {
  return of.periodFrom === null ? null : dayRange(of.periodFrom, of.periodTo, '').trim();
}

/** Errors before warnings, each kind in the order of the contract. */
export function problemsOf(
  problems: readonly PackageProblem[],
  severity: PackageProblem['severity'],
): readonly PackageProblem[] {
  return problems.filter((problem) => problem.severity === severity);
}

type TableChange = ReceivePreview['changes'][number];
export interface ChangeTotals {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  readonly same: number;
  readonly held: number;
}
export function totalsOf(changes: readonly TableChange[]): ChangeTotals {
  const sum = (key: keyof ChangeTotals) => changes.reduce((all, one) => all + one[key], 0);
  return {
    added: sum('added'),
    changed: sum('changed'),
    deleted: sum('deleted'),
    same: sum('same'),
    held: sum('held'),
  };
}
export function moves({ added, changed, deleted, held }: ChangeTotals): boolean {
  return added + changed + deleted + held > 0;
}

export function rowsIn(counts: readonly { readonly rows: number }[]): number {
  return counts.reduce((all, { rows }) => all + rows, 0);
}

/** By the end of its name, as the sticks' own list tells it. */
export function fileKindOf(fileName: string): 'package' | 'receipt' | 'card' | 'work' {
  const name = fileName.toLowerCase();
  if (name.endsWith('.cchcr')) return 'receipt';
  if (name.endsWith('.cchck')) return 'card';
  if (name.endsWith('.cchcw')) return 'work';
  return 'package';
}

/** The folder that a path lies in, on either system. */
export function folderOf(path: string): string {
  const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return at <= 0 ? path : path.slice(0, path[at - 1] === ':' ? at + 1 : at);
}

/** What to ask the sender for, where earlier packages have not come. */
export function lackingWords({ problems, seq }: ReceivePreview, t: Texts): string {
  const count = problems.find(({ code }) => code === 'WAITS_FOR_EARLIER')?.count ?? 0;
  return count === 0 ? '' : t.exchange.receiving.lacking(formatCount(count), formatCount(seq));
}
