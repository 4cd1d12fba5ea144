// The pure parts of the screens of backups: when the frame warns, days in words, tables as kinds of record.
import { describe, expect, it } from 'vitest';
import type { BackupRow, SecondPlace } from '../../core/contract/backups.ts';
import { registry } from '../../db/registry.ts';
import { backupWarning, dayDistance, latestProven } from '../../renderer/features/backups/backup-warning.ts';
import { countsByKind, recordKindOf, recordKinds } from '../../renderer/features/backups/record-kinds.ts';

const DAY = 86_400_000;
const now = new Date(2026, 10, 23, 9, 0).getTime();
const row = (madeAt: number, more: Partial<BackupRow> = {}): BackupRow => ({
  name: String(madeAt),
  place: 'here',
  reason: 'closing',
  madeAt,
  schemaVersion: 60,
  bytes: 1,
  files: 0,
  fileBytes: 0,
  rows: 1,
  proven: true,
  ...more,
});
const second: SecondPlace = { path: '/e', label: 'E', chosenAt: 1, provenAt: 1, problem: null };

describe('the warning of the frame', () => {
  const warn = (rows: readonly BackupRow[], more: Partial<Parameters<typeof backupWarning>[0]> = {}) =>
    backupWarning({ now, rows, second: null, noneSince: now, ...more });

  it('is silent while a proven copy is at most seven days old', () => {
    expect(warn([row(now - 7 * DAY)])).toBeNull();
    expect(warn([row(now - 7 * DAY - 1)])).toEqual({ kind: 'old', days: 7 });
    expect(warn([row(now - 9.5 * DAY)])).toEqual({ kind: 'old', days: 9 });
  });

  it('counts only what was proven', () => {
    expect(warn([row(now - 20 * DAY), row(now, { proven: false })])).toEqual({ kind: 'old', days: 20 });
    expect(latestProven([row(1), row(3, { proven: false }), row(2)], now)?.madeAt).toBe(2);
  });

  it('is not silenced by a copy that was made under a clock years ahead', () => {
    expect(warn([row(now - 9 * DAY), row(now + 900 * DAY)])).toEqual({ kind: 'old', days: 9 });
  });

  it('gives a new installation a week', () => {
    expect(warn([])).toBeNull();
    expect(warn([], { noneSince: now - 8 * DAY })).toEqual({ kind: 'none' });
  });

  it('tells of the second place, after what is worse', () => {
    const broken = { ...second, problem: 'gone' as const };
    expect(warn([row(now)], { second })).toBeNull();
    expect(warn([row(now)], { second: broken })).toEqual({ kind: 'second' });
    expect(warn([row(now - 8 * DAY)], { second: broken })).toEqual({ kind: 'old', days: 8 });
  });
});

it('a day is this PC’s day, not 24 hours', () => {
  expect(dayDistance(new Date(2026, 10, 23, 0, 1).getTime(), now)).toBe('today');
  expect(dayDistance(new Date(2026, 10, 22, 23, 59).getTime(), now)).toBe('yesterday');
  expect(dayDistance(new Date(2026, 10, 21, 23, 59).getTime(), now)).toBe('earlier');
  // A clock that was set back.
  expect(dayDistance(now + 3 * DAY, now)).toBe('today');
});

describe('kinds of record', () => {
  it('take in every table of the office', () => {
    const strays = [...registry.keys()].filter((table) => recordKindOf(table) === 'other');
    expect(strays).toEqual([]);
  });

  it('sum up both sides, each table once', () => {
    const tables = [
      { table: 'visit', now: 10, restored: 7 },
      { table: 'answer', now: 100, restored: 60 },
      { table: 'plan', now: 2, restored: 2 },
      { table: 'evidence', now: 0, restored: 0 },
      { table: 'not_known_yet', now: 1, restored: 4 },
    ];
    expect(countsByKind(tables)).toEqual([
      { kind: 'plans', here: 2, back: 2 },
      { kind: 'visits', here: 110, back: 67 },
      { kind: 'other', here: 1, back: 4 },
    ]);
    expect(new Set(recordKinds).size).toBe(recordKinds.length);
  });
});
