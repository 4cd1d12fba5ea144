// What the sample table decides without a screen: which lines are shown, what a key means, where the cursor goes.
import { sampleChecks } from '../../../core/contract/samples.ts';
import type { CheckResult, RegisterKind, SampleItem } from '../../../core/contract/samples.ts';
import { passesOf } from '../../../core/rules/sample-lines.ts';

export const shownFilters = ['all', 'open', 'fault'] as const;
export type ShownFilter = (typeof shownFilters)[number];

export function shownItems(items: readonly SampleItem[], show: ShownFilter): readonly SampleItem[] {
  if (show === 'open') return items.filter(({ passes }) => passes === null);
  if (show === 'fault') return items.filter(({ checks }) => Object.values(checks).includes('fault'));
  return items;
}

const keys: Readonly<Record<string, CheckResult | null>> = {
  '1': 'ok',
  '2': 'fault',
  '3': 'not_applicable',
  '0': null,
  Delete: null,
  Backspace: null,
};
/** The result that a key sets; null clears it; undefined: another key. */
export function resultOfKey(key: string): CheckResult | null | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

export type Checks = SampleItem['checks'];
export function withCheck(checks: Checks, key: string, result: CheckResult | null): Checks {
  const { [key]: _before, ...rest } = checks;
  return result === null ? rest : { ...rest, [key]: result };
}

/** A click goes round: pass, fault, not applicable, nothing. */
export function nextResult(result: CheckResult | undefined): CheckResult | null {
  if (result === undefined) return 'ok';
  if (result === 'ok') return 'fault';
  return result === 'fault' ? 'not_applicable' : null;
}

export function passRest(kind: RegisterKind, checks: Checks): Checks {
  return Object.fromEntries(sampleChecks[kind].map((key) => [key, checks[key] ?? ('ok' as const)]));
}

export interface Cursor {
  readonly row: number;
  readonly check: number;
}
/** Where a key leads; undefined where it leads nowhere. */
export function moveCursor(
  cursor: Cursor,
  key: string,
  size: { readonly rows: number; readonly checks: number; readonly page: number },
  withControl: boolean,
): Cursor | undefined {
  const { row, check } = cursor;
  const moves: Readonly<Record<string, Cursor>> = {
    ArrowDown: { row: row + 1, check },
    ArrowUp: { row: row - 1, check },
    ArrowLeft: { row, check: check - 1 },
    ArrowRight: { row, check: check + 1 },
    PageDown: { row: row + size.page, check },
    PageUp: { row: row - size.page, check },
    Home: withControl ? { row: 0, check: 0 } : { row, check: 0 },
    End: withControl ? { row: size.rows - 1, check: size.checks - 1 } : { row, check: size.checks - 1 },
  };
  if (!Object.hasOwn(moves, key)) return undefined;
  const to = moves[key] ?? cursor;
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: within(to.row, size.rows), check: within(to.check, size.checks) };
}

/** The next line that is not finished, from the one below on, once around; −1 where all are. */
export function nextOpen(items: readonly SampleItem[], kind: RegisterKind, from: number): number {
  for (let step = 1; step <= items.length; step += 1) {
    const index = (from + step) % items.length;
    const item = items[index];
    if (item !== undefined && passesOf(kind, item.checks) === null) return index;
  }
  return -1;
}
