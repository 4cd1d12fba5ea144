// Editing one setting of the office in place: autosaved as a whole, checked here by the same rules as on the other side,
// so that each fault stands where it arose. Also the small texts that are typed: 15/12, 80 or 80,5.
import type { OfficeSettings, PeriodRule, SettingKey } from '../../../core/contract/settings.ts';
import { formatHundredths, parseHundredths } from '../../../core/rules/format.ts';
import { checkSetting, type SettingReason } from '../../../core/rules/settings.ts';
import { type Autosave, useAutosave } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';

export interface SettingRow<K extends SettingKey> {
  readonly rev: number | null;
  readonly value: OfficeSettings[K];
}

export interface SettingEdit<K extends SettingKey> {
  readonly key: K;
  readonly autosave: Autosave<SettingRow<K>>;
  readonly value: OfficeSettings[K];
  /** Nothing of the office's own: the proposal holds. */
  readonly isProposed: boolean;
  /** By place inside the value: `2.to`. */
  readonly faults: ReadonlyMap<string, SettingReason>;
  /** Typed text: saved after a pause. */
  type(value: OfficeSettings[K], event?: { readonly nativeEvent?: unknown }): void;
  /** A choice: saved at once. */
  choose(value: OfficeSettings[K]): void;
  leave(): void;
}

async function read<K extends SettingKey>(key: K): Promise<SettingRow<K>> {
  const { values, revs } = await call('settings.get', {});
  return { rev: revs[key], value: values[key] };
}

export function useSettingEdit<K extends SettingKey>(key: K, row: SettingRow<K>): SettingEdit<K> {
  const autosave = useAutosave<SettingRow<K>>({
    rowKey: `setting:${key}`,
    row,
    async send(rev, patch, meta) {
      // A change of a setting is its whole value.
      const { values, revs } = await call('settings.set', { key, rev, value: patch.value ?? null }, meta);
      return { rev: revs[key], value: values[key] };
    },
    reload: () => read(key),
  });
  const { value } = autosave.value;
  const checked = checkSetting(key, value);
  return {
    key,
    autosave,
    value,
    isProposed: row.rev === null,
    faults: new Map(checked.ok ? [] : checked.faults.map(({ path, reason }) => [path, reason] as const)),
    type: (next, event) => autosave.set('value', next, { composing: composes(event?.nativeEvent) }),
    choose: (next) => autosave.choose('value', next),
    leave() {
      autosave.endComposition();
      void autosave.flush();
    },
  };
}

function composes(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'isComposing' in event && event.isComposing === true;
}

type MonthDay = PeriodRule['to'];

/** `15/12`, `15-12`, `15.12`; null where it is no day and month. */
export function parseMonthDay(text: string): MonthDay | null {
  const match = /^\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*$/u.exec(text);
  if (match === null) return null;
  const [day, month] = [Number(match[1]), Number(match[2])];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 ? { month, day } : null;
}
/** As days are written: 15/12, 09/8. */
export function showMonthDay({ month, day }: MonthDay): string {
  return `${String(day).padStart(2, '0')}/${month < 3 ? String(month).padStart(2, '0') : String(month)}`;
}

/** Percent as hundredths, at most 100; null where it is no such number. */
export function parseShare(text: string): number | null {
  const value = parseHundredths(text);
  return value === null || value > 10_000 ? null : value;
}
export const showShare = (hundredths: number): string => formatHundredths(hundredths);

/** A key that no other line has, for lines that are told apart by one. */
export function freeKey(stem: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const key = `${stem}_${String(number)}`;
    if (!taken.includes(key)) return key;
  }
}

/** The list with one line changed, moved or gone. */
export function changed<T>(list: readonly T[], at: number, change: Partial<T>): T[] {
  return list.map((one, index) => (index === at ? { ...one, ...change } : one));
}
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(to, 0, taken);
  return next;
}
export function without<T>(list: readonly T[], at: number): T[] {
  return list.filter((_one, index) => index !== at);
}
