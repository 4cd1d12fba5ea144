// What stands in the address of the list of visits, and the filter that it means: a number of a picture opens exactly the
// visits that it counts. What was typed wrong is left out. Pure.
import { visitFilter } from '../../../core/contract/visits.ts';
import type { VisitFilter } from '../../../core/contract/visits.ts';
import { id, isDay } from '../../../core/contract/common.ts';

/** What has no field of its own on the page: a mark that can be dropped. */
export const visitMarks = ['done', 'notice', 'remarks', 'selfReport', 'handout', 'newDay'] as const;
export type VisitMark = (typeof visitMarks)[number];
export const visitKeys = [
  'q',
  'plan',
  'year',
  'office',
  'status',
  ...visitMarks,
  'from',
  'to',
  'report',
  'figure',
] as const;

const { shape } = visitFilter;

/** The text that is looked for is not part of it: the page looks for it in what it has. */
export function visitFilterOf(params: URLSearchParams, today: string): VisitFilter {
  const of = (key: (typeof visitKeys)[number]) => params.get(key) ?? undefined;
  const day = (key: 'from' | 'to') => {
    const text = of(key);
    return text !== undefined && isDay(text) ? text : undefined;
  };
  const year = Number(of('year') ?? '');
  const done = of('done');
  const asked: VisitFilter = {
    planId: id.safeParse(of('plan')).data,
    year: Number.isInteger(year) && year > 0 ? year : undefined,
    officeId: id.safeParse(of('office')).data,
    status: shape.status.safeParse(of('status')).data,
    done: done === '1' ? true : done === '0' ? false : undefined,
    notice: shape.notice.safeParse(of('notice')).data,
    remarks: shape.remarks.safeParse(of('remarks')).data,
    selfReport: shape.selfReport.safeParse(of('selfReport')).data,
    handout: shape.handout.safeParse(of('handout')).data,
    newDay: shape.newDay.safeParse(of('newDay')).data,
    from: day('from'),
    to: day('to'),
    ofReport: shape.ofReport.safeParse({ reportId: of('report'), figure: of('figure') }).data,
  };
  const isOnADay = asked.notice === 'overdue' || asked.selfReport !== undefined || asked.newDay !== undefined;
  const set = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return { ...set, ...(isOnADay ? { today } : {}) };
}

/** Which of the marks are set, and to what. */
export function marksOf(filter: VisitFilter): readonly `${VisitMark}.${string}`[] {
  return visitMarks.flatMap((key) => {
    const value = filter[key];
    return value === undefined ? [] : [`${key}.${String(value)}` as const];
  });
}
