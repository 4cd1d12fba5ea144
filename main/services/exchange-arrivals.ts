/** Offices below, and whether their data of a period has come: in time, late, or not yet. */
import type { Arrival, exchange } from '../../core/contract/exchange.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { addDays } from '../../core/rules/due.ts';
import { dayInVietnam, dayStartInVietnam } from '../clock.ts';
import type { Stores } from '../../db/stores.ts';
import type { ServiceContext } from './context.ts';

/** Every office that is expected to send, by name. `dueOn` null: none is late. */
export function arrivalsOf(
  { exchangeArrivals: store }: Pick<Stores, 'exchangeArrivals'>,
  {
    periodTo,
    dueOn,
    today,
  }: { readonly periodTo: string; readonly dueOn: string | null; readonly today: string },
): Arrival[] {
  const asked = {
    periodTo,
    // Whatever was made on the last day may hold all of it.
    reached: dayStartInVietnam(periodTo),
    before: dayStartInVietnam(addDays(today, 1)),
  };
  return store.expected().map(({ officeId, name, level, waiting }): Arrival => {
    const packages = store.arrived(officeId, asked);
    // In time by the first that reached the period; what is shown is the last one.
    const first = packages.at(0);
    const last = packages.at(-1);
    return {
      officeId,
      name,
      level,
      state:
        first === undefined
          ? 'missing'
          : dueOn === null || dayInVietnam(first.arrivedAt) <= dueOn
            ? 'arrived'
            : 'late',
      packageId: last?.id ?? null,
      madeAt: last?.madeAt ?? null,
      arrivedAt: last?.arrivedAt ?? null,
      waiting,
    };
  });
}

export function createExchangeArrivalService(
  context: ServiceContext,
): Pick<HandlersOf<typeof exchange>, 'exchange.arrivals'> {
  return { 'exchange.arrivals': (input) => arrivalsOf(context.stores, input) };
}
