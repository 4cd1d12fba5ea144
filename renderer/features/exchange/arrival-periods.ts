// Which period is asked for when offices below are listed: the office's own schedule over three years, chosen by a word of
// the address. Pure.
import type { Arrival } from '../../../core/contract/exchange.ts';
import type { PeriodRule } from '../../../core/contract/settings.ts';
import { periodName, periodOfRule } from '../../../core/rules/report-periods.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { compareValues } from '../../components/ResponsiveTable.tsx';

export interface PeriodChoice {
  /** As the address says it: `half_year-2026`, `other-1-2026`. */
  readonly key: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly dueOn: string;
}

/** Newest first: this year, the year before, the one before that; what ends after the next year's begin is left out. */
export function periodChoices(schedule: readonly PeriodRule[], today: string): readonly PeriodChoice[] {
  const year = Number(today.slice(0, 4));
  return [year, year - 1, year - 2]
    .flatMap((of) =>
      schedule.map((rule, index) => {
        const days = periodOfRule(rule, of);
        const name = periodName(rule.kind, of) ?? `${rule.name} ${String(of)}`;
        return {
          key: rule.kind === 'other' ? `other-${String(index)}-${String(of)}` : `${rule.kind}-${String(of)}`,
          name: name.charAt(0).toLocaleUpperCase('vi') + name.slice(1),
          from: days.periodFrom,
          to: days.periodTo,
          dueOn: days.agencyDueOn,
        };
      }),
    )
    .toSorted((a, b) => (a.to === b.to ? (a.from < b.from ? 1 : -1) : a.to < b.to ? 1 : -1));
}

/** The one of the address; else the one that ended last. */
export function chosenPeriod(
  choices: readonly PeriodChoice[],
  key: string,
  today: string,
): PeriodChoice | undefined {
  return choices.find((one) => one.key === key) ?? choices.find(({ to }) => to <= today) ?? choices.at(-1);
}

const order: Readonly<Record<Arrival['state'], number>> = { late: 0, missing: 1, arrived: 2 };
export const arrivalStates: readonly Arrival['state'][] = ['arrived', 'late', 'missing'];

/** Late and missing first, then by name. */
export function arrivalsShown(
  arrivals: readonly Arrival[],
  asked: { readonly text: string; readonly state: string },
): readonly Arrival[] {
  const folded = foldText(asked.text);
  return arrivals
    .filter(
      ({ name, state }) =>
        (asked.state === '' || state === asked.state) && (folded === '' || foldText(name).includes(folded)),
    )
    .toSorted((a, b) => order[a.state] - order[b.state] || compareValues(a.name, b.name));
}

export function arrivalCounts(arrivals: readonly Arrival[]): Readonly<Record<Arrival['state'], number>> {
  const of = (state: Arrival['state']) => arrivals.filter((one) => one.state === state).length;
  return { arrived: of('arrived'), late: of('late'), missing: of('missing') };
}
