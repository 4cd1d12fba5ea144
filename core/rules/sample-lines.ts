/** What a line of a register or sample says of itself: overdue or not, passing or not, counted. Pure; no clock. */
import type { CheckResult, RegisterKind, RegisterLine, Sample } from '../contract/samples.ts';
import { sampleChecks } from '../contract/samples.ts';

/**
 * Late where it was done after its day, or is not done and its day is past. What was refused or taken back without a day
 * says nothing of lateness.
 */
export function isLineOverdue(
  { dueOn, resolvedOn, state }: Pick<RegisterLine, 'dueOn' | 'resolvedOn' | 'state'>,
  asOf: string | null,
): boolean {
  if (dueOn === null) return false;
  if (resolvedOn !== null) return resolvedOn > dueOn;
  return (state === 'pending' || state === 'unknown') && asOf !== null && asOf > dueOn;
}

type Checks = Readonly<Record<string, CheckResult>>;

/** Null until every check of the kind is answered; then true where none is a fault. */
export function passesOf(kind: RegisterKind, checks: Checks): boolean | null {
  const results = sampleChecks[kind].map((key) => checks[key]);
  if (results.includes(undefined)) return null;
  return !results.includes('fault');
}

/**
 * The figures of a sample, from the checks of its lines. Per check only lines that are answered wholly count, and what
 * does not apply was not looked at: so the parts fit the whole.
 */
export function tallyOf(
  kind: RegisterKind,
  items: readonly { readonly checks: Checks }[],
): Pick<Sample, 'items' | 'checked' | 'passed' | 'checks'> {
  const whole = items.filter(({ checks }) => passesOf(kind, checks) !== null);
  const count = (key: string, wanted: CheckResult) =>
    whole.filter(({ checks }) => checks[key] === wanted).length;
  return {
    items: items.length,
    checked: whole.length,
    passed: whole.filter(({ checks }) => passesOf(kind, checks) === true).length,
    checks: sampleChecks[kind].map((key) => {
      const faults = count(key, 'fault');
      return { key, looked: faults + count(key, 'ok'), faults };
    }),
  };
}
