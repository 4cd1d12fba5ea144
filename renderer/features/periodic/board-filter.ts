// Which agencies of the board are shown, in which order, and the board as a list that is taken along. Pure.
import type { AgencyReport } from '../../../core/contract/period-reports.ts';
import type { ListColumn } from '../../../core/contract/lists.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import type { Texts } from '../../i18n/text.tsx';
import { agencyStates } from './report-words.ts';

export interface BoardFilter {
  readonly text: string;
  /** Empty: every state. */
  readonly state: string;
  readonly kind: string;
  /** `agency`, `state`, `due`, `arrived`, with `-` before it the other way round. Empty: who wants attention first. */
  readonly sort: string;
}

const collator = new Intl.Collator('vi', { numeric: true });

/** `sent`: whatever has come in, in time or not; `not_sent`: has not, late or not; `required`: was not let off. */
function isOfState(state: AgencyReport['state'], wanted: string): boolean {
  return (
    wanted === '' ||
    state === wanted ||
    (wanted === 'sent' && ['on_time', 'late', 'unknown'].includes(state)) ||
    (wanted === 'not_sent' && ['waiting', 'missing'].includes(state)) ||
    (wanted === 'required' && state !== 'excused')
  );
}

export function shownReports(
  reports: readonly AgencyReport[],
  { text, state, kind, sort }: BoardFilter,
): readonly AgencyReport[] {
  const wanted = foldText(text).trim();
  const found = reports.filter(
    (one) =>
      isOfState(one.state, state) &&
      (kind === '' || one.agencyKind === kind) &&
      (wanted === '' || foldText([one.agencyName, one.number, one.symbol].join(' ')).includes(wanted)),
  );
  const byName = (a: AgencyReport, b: AgencyReport) => collator.compare(a.agencyName, b.agencyName);
  const byDay = (a: string | null, b: string | null) =>
    a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1;
  const direction = sort.startsWith('-') ? -1 : 1;
  switch (sort.replace(/^-/u, '')) {
    case 'state':
      return found.toSorted(
        (a, b) => direction * (agencyStates.indexOf(a.state) - agencyStates.indexOf(b.state)) || byName(a, b),
      );
    case 'due':
      return found.toSorted((a, b) => direction * byDay(a.effectiveDueOn, b.effectiveDueOn) || byName(a, b));
    case 'arrived':
      return found.toSorted((a, b) => direction * byDay(a.arrivedOn, b.arrivedOn) || byName(a, b));
    default:
      // A row keeps its place while one types into it: never sorted by what is being entered unless asked for.
      return found.toSorted((a, b) => direction * byName(a, b));
  }
}

export function boardCounts(reports: readonly AgencyReport[]) {
  const counts = { on_time: 0, late: 0, waiting: 0, missing: 0, unknown: 0, excused: 0 };
  for (const { state } of reports) counts[state] += 1;
  return { ...counts, required: reports.length - counts.excused };
}

export function boardColumns(t: Texts): ListColumn[] {
  const w = t.periodic.agencies;
  return [
    { label: w.agency, kind: 'text', width: 28 },
    { label: w.due, kind: 'day', width: 10 },
    { label: w.number, kind: 'text', width: 7 },
    { label: w.symbol, kind: 'text', width: 10 },
    { label: w.documentDate, kind: 'day', width: 10 },
    { label: w.arrivedOn, kind: 'day', width: 10 },
    { label: w.state, kind: 'text', width: 13 },
    { label: w.figures, kind: 'count', width: 6 },
    { label: w.reminders, kind: 'count', width: 6 },
    { label: w.note, kind: 'text', width: 14 },
  ];
}
export function boardRows(reports: readonly AgencyReport[], t: Texts): (string | number | null)[][] {
  return reports.map((one) => [
    one.agencyName,
    one.effectiveDueOn,
    one.number,
    one.symbol,
    one.documentDate,
    one.arrivedOn,
    t.periodic.agencies.states[one.state],
    one.figures,
    one.reminders,
    one.note,
  ]);
}
