// How a periodic report and its figures are told: states and their tones, days left, a figure with its share, and where
// a figure comes from. Pure; knows no component.
import type { AgencyReport, PeriodReport, ReportFigure } from '../../../core/contract/period-reports.ts';
import { daysLeft } from '../../../core/rules/due.ts';
import { definitionOf, isReportFigureKey } from '../../../core/rules/report-figures.ts';
import type { Tone } from '../../components/StatusChip.tsx';
import { formatCount, formatPercent, shortDay } from '../../format.ts';
import type { Language, Texts } from '../../i18n/text.tsx';

export const reportTones: Readonly<Record<PeriodReport['state'] | 'expected', Tone>> = {
  drafting: 'accent',
  document: 'due',
  issued: 'verified',
  overdue: 'overdue',
  expected: 'plain',
};

export const agencyTones: Readonly<Record<AgencyReport['state'], Tone>> = {
  on_time: 'verified',
  late: 'due',
  waiting: 'accent',
  missing: 'overdue',
  unknown: 'plain',
  excused: 'muted',
};
/** In the order in which they want attention. */
export const agencyStates = ['missing', 'waiting', 'late', 'on_time', 'unknown', 'excused'] as const;

/** Whatever has come in, also where no due day says whether it was in time. */
export function sentOf({ required, waiting, missing }: PeriodReport['board']): number {
  return required - waiting - missing;
}

export interface DueWords {
  readonly text: string;
  readonly tone: 'error.main' | 'warning.main' | 'text.secondary';
}
const SOON_DAYS = 7;

/** What is said beside a due day while the thing is not done; null where there is nothing to say. */
export function dueWords(dueOn: string | null, today: string, t: Texts): DueWords | null {
  const left = dueOn === null ? null : daysLeft(dueOn, today);
  if (left === null) return null;
  const w = t.periodic;
  if (left < 0) return { text: w.late(formatCount(-left)), tone: 'error.main' };
  if (left === 0) return { text: w.dueToday, tone: 'warning.main' };
  return {
    text: w.dueIn(formatCount(left)),
    tone: left <= SOON_DAYS ? 'warning.main' : 'text.secondary',
  };
}

type Valued = Pick<ReportFigure, 'value' | 'denominator'>;

/** `12/15`, `1.204`; null: the data does not say. */
export function figureText({ value, denominator }: Valued, t: Texts): string | null {
  if (value === null) return null;
  return denominator === null
    ? formatCount(value)
    : t.periodic.figure.of(formatCount(value), formatCount(denominator));
}
/** `80 %`; null where the figure is no share, or nothing is known. A share of nothing is not 0 %. */
export function shareText({ value, denominator }: Valued, t: Texts): string | null {
  if (value === null || denominator === null) return null;
  return formatPercent(value, denominator) ?? t.periodic.figure.noShare;
}

/** What a figure is called. A key that somebody wrote into the outline by hand stays as it is written. */
export function figureLabel(key: string, language: Language): string {
  return isReportFigureKey(key) ? definitionOf(key).label[language] : key;
}
export function figureUnit({ key, unit }: Pick<ReportFigure, 'key' | 'unit'>, language: Language): string {
  return isReportFigureKey(key) ? definitionOf(key).unit[language] : unit;
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/u;

/** "Số này từ đâu" in one sentence: the words of the source with what was counted put in. */
export function sourceWords({ kind, note, params }: ReportFigure['source'], t: Texts): string {
  const notes: Readonly<Record<string, string>> = t.periodic.sources;
  const own = notes[note] ?? t.periodic.sourceKinds[kind];
  // Over other offices' rows too, how they are counted is said as well.
  const several: Readonly<Record<string, string>> = t.periodic.over.sources;
  const over = params['offices'];
  const rule = typeof over === 'number' && over > 1 ? several[kind] : undefined;
  const words = rule === undefined ? own : `${own} ${rule}`;
  return words.replace(/\{(\w+)\}/gu, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    // A year is no count: it takes no dots.
    if (typeof value === 'number') return name === 'year' ? String(value) : formatCount(value);
    return isoDay.test(value) ? shortDay(value) : value;
  });
}

/** Whether a section has words, and whether they are still those of an earlier report. */
export function wordState(section: { readonly text: string | null; readonly carriedFrom: unknown }) {
  if (section.text === null || section.text.trim() === '') return 'empty' as const;
  return section.carriedFrom === null ? ('filled' as const) : ('carried' as const);
}

/** Where a suggestion goes: over nothing, or as a new line after what is there. */
export function withSuggestion(text: string | null, suggestion: string): string {
  const before = (text ?? '').trimEnd();
  return before === '' ? suggestion : `${before}\n${suggestion}`;
}
export function hasSuggestion(text: string | null, suggestion: string): boolean {
  return (text ?? '').includes(suggestion.trim());
}
