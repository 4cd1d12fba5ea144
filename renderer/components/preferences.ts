// Small preferences of this PC's screen (never data): kept in localStorage, lost without harm.
import { useState } from 'react';

export function readPreference(key: string): string | null {
  try {
    return window.localStorage.getItem(`cchc.${key}`);
  } catch {
    return null;
  }
}
export function writePreference(key: string, value: string): void {
  try {
    window.localStorage.setItem(`cchc.${key}`, value);
  } catch {
    // A browser that keeps nothing.
  }
}

export function useSwitch(key: string, initial: boolean): readonly [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => {
    const stored = readPreference(key);
    return stored === null ? initial : stored === 'yes';
  });
  return [
    value,
    (next) => {
      setValue(next);
      writePreference(key, next ? 'yes' : 'no');
    },
  ];
}

export interface Visited {
  readonly to: string;
  readonly title: string;
  readonly at: number;
}
const KEPT = 8;

/** The records opened last on this PC, newest first. */
export function lastOpened(): readonly Visited[] {
  try {
    const parsed: unknown = JSON.parse(readPreference('opened') ?? '[]');
    return Array.isArray(parsed)
      ? parsed.filter(
          (entry): entry is Visited =>
            typeof entry === 'object' &&
            entry !== null &&
            typeof entry.to === 'string' &&
            typeof entry.title === 'string',
        )
      : [];
  } catch {
    return [];
  }
}
export function rememberOpened(to: string, title: string): void {
  const others = lastOpened().filter((entry) => entry.to !== to);
  writePreference('opened', JSON.stringify([{ to, title, at: Date.now() }, ...others].slice(0, KEPT)));
}
