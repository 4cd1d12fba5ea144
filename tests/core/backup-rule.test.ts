// Which backups are kept: by table, and by what must hold for any heap of them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backupName, readBackupName } from '../../core/rules/backup-manifest.ts';
import { backupsToDelete, type KeptBackup, latestFirst } from '../../core/rules/backup-rule.ts';
import { backupReasons } from '../../core/contract/backups.ts';

const at = (text: string) => Date.parse(`${text}+07:00`);
const NOW = at('2026-11-22T15:00:00');
const DAY = 86_400_000;

function backup(time: string, more: Partial<KeptBackup> = {}): KeptBackup {
  const madeAt = at(time);
  return {
    name: backupName(madeAt, more.reason ?? 'closing'),
    madeAt,
    reason: 'closing',
    proven: true,
    ...more,
  };
}
const kept = (list: readonly KeptBackup[], now = NOW) => {
  const gone = new Set(backupsToDelete(list, now));
  return list
    .filter(({ name }) => !gone.has(name))
    .map(({ madeAt }) => new Date(madeAt + 7 * 3_600_000).toISOString().slice(0, 16));
};

describe('the rule', () => {
  test('everything of today stays, from midnight in Việt Nam on', () => {
    const list = [
      backup('2026-11-22T00:00:00'),
      backup('2026-11-22T08:00:00'),
      backup('2026-11-22T14:59:00'),
    ];
    expect(kept(list)).toHaveLength(3);
    // 23:59 of the day before is yesterday's, though it is the same day in UTC.
    expect(kept([backup('2026-11-21T10:00:00'), backup('2026-11-21T23:59:00'), ...list])).toEqual([
      '2026-11-21T23:59',
      '2026-11-22T00:00',
      '2026-11-22T08:00',
      '2026-11-22T14:59',
    ]);
  });

  test('of each of the last 30 days the last one, of each of 24 months the last one', () => {
    // Two a day for three years.
    const list = Array.from({ length: 3 * 365 }, (_, days) =>
      ['08:00', '17:00'].map((hour) =>
        backup(`${new Date(NOW - days * DAY + 7 * 3_600_000).toISOString().slice(0, 10)}T${hour}:00`),
      ),
    ).flat();
    const left = kept(list);
    expect(left.filter((time) => time.startsWith('2026-11-22'))).toHaveLength(2);
    const days = left.filter((time) => time < '2026-11-22' && time >= '2026-10-24');
    expect(days).toHaveLength(29);
    expect(days.every((time) => time.endsWith('17:00'))).toBe(true);
    expect(left.filter((time) => time < '2026-10-24').toReversed()).toEqual(
      // From December of the year before last to September.
      Array.from({ length: 22 }, (_, months) => {
        const last = new Date(Date.UTC(2024, 12 + months, 0)).toISOString().slice(0, 10);
        return `${last}T17:00`;
      }),
    );
  });

  test('what was saved before a restore or a migration stays for 90 days', () => {
    const list = [
      backup('2026-11-22T09:00:00'),
      backup('2026-09-05T08:00:00', { reason: 'before_restore' }),
      backup('2026-09-05T09:00:00', { reason: 'migration' }),
      backup('2026-09-05T10:00:00'),
      backup('2026-09-28T10:00:00'),
      backup('2026-07-06T08:00:00', { reason: 'before_restore' }),
      backup('2026-07-06T09:00:00'),
      ...Array.from({ length: 29 }, (_, day) =>
        backup(new Date(at('2026-11-21T09:00:00') + 7 * 3_600_000 - day * DAY).toISOString().slice(0, 19)),
      ),
    ];
    expect(kept(list).filter((time) => time < '2026-10-20')).toEqual([
      '2026-09-05T08:00',
      '2026-09-05T09:00',
      '2026-09-28T10:00',
      '2026-07-06T09:00',
    ]);
    // The last two of them stay however old they are.
    const old = ['2020-01-01', '2020-01-02', '2020-01-03'].map((day) =>
      backup(`${day}T08:00:00`, { reason: 'migration' }),
    );
    const busy = Array.from({ length: 60 }, (_, day) =>
      backup(new Date(NOW - day * DAY).toISOString().slice(0, 19)),
    );
    const months = Array.from({ length: 30 }, (_, month) =>
      backup(`${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-15T08:00:00`),
    );
    expect(kept([...old, ...busy, ...months]).filter((time) => time < '2021')).toEqual([
      '2020-01-02T08:00',
      '2020-01-03T08:00',
    ]);
  });

  test('one that is not proven never displaces one that is', () => {
    const list = [backup('2026-11-20T08:00:00'), backup('2026-11-20T17:00:00', { proven: false })];
    expect(kept(list)).toEqual(['2026-11-20T08:00']);
  });

  test('the newest proven one stays however old it is', () => {
    expect(kept([backup('2019-01-01T08:00:00'), backup('2026-11-22T08:00:00', { proven: false })])).toEqual([
      '2019-01-01T08:00',
      '2026-11-22T08:00',
    ]);
  });

  test('a clock that ran ahead costs nothing', () => {
    expect(kept([backup('2031-05-05T08:00:00'), backup('2031-05-05T09:00:00')])).toHaveLength(2);
  });

  test('a clock that runs years ahead for some days takes some days, and no history', () => {
    const history = Array.from({ length: 40 }, (_, day) =>
      backup(new Date(NOW - day * DAY).toISOString().slice(0, 19)),
    );
    const wrong = ['2036-01-01', '2036-01-02', '2036-01-03'].map((day) => backup(`${day}T08:00:00`));
    const left = kept([...history, ...wrong], at('2036-01-03T09:00:00'));
    expect(left.filter((time) => time < '2027').length).toBeGreaterThan(25);
    expect(left.at(0)).toBe('2026-11-22T08:00');
  });

  test('what bears a time still to come is not the latest, and does not cost the latest one', () => {
    const list = [
      backup('2024-01-01T08:00:00'),
      backup('2031-05-05T08:00:00'),
      backup('2024-01-02T08:00:00'),
    ];
    expect(latestFirst(list, NOW).map(({ madeAt }) => new Date(madeAt).getUTCFullYear())).toEqual([
      2024, 2024, 2031,
    ]);
    expect(kept(list)).toContain('2024-01-02T08:00');
    // Under a clock that was set back all of them are to come: then the latest is as good as any.
    expect(latestFirst(list, at('2010-01-01T08:00:00'))[0]?.madeAt).toBe(at('2031-05-05T08:00:00'));
  });
});

describe('for any heap of backups', () => {
  const heaps = fc.uniqueArray(
    fc.record({
      madeAt: fc.integer({ min: NOW - 900 * DAY, max: NOW + DAY }),
      reason: fc.constantFrom(...backupReasons),
      proven: fc.boolean(),
    }),
    { maxLength: 60, selector: ({ madeAt, reason }) => backupName(madeAt, reason) },
  );
  const named = (heap: readonly Omit<KeptBackup, 'name'>[]) =>
    heap.map((one) => ({ ...one, name: backupName(one.madeAt, one.reason) }));

  test('the newest proven one stays, a second look deletes nothing, and days and months keep what they had', () => {
    fc.assert(
      fc.property(heaps, (heap) => {
        const list = named(heap);
        const gone = new Set(backupsToDelete(list, NOW));
        const left = list.filter(({ name }) => !gone.has(name));
        const newest = list.filter(({ proven }) => proven).toSorted((a, b) => b.madeAt - a.madeAt)[0];
        if (newest !== undefined) expect(gone.has(newest.name)).toBe(false);
        expect(backupsToDelete(left, NOW)).toEqual([]);
        const day = (one: KeptBackup) => new Date(one.madeAt + 7 * 3_600_000).toISOString().slice(0, 10);
        for (const one of list) {
          if (NOW - one.madeAt > 29 * DAY) continue;
          const ofDay = (many: readonly KeptBackup[]) => many.filter((other) => day(other) === day(one));
          expect(ofDay(left).length).toBeGreaterThan(0);
          // A proven one of a day is never given up for one that is not.
          expect(ofDay(left).some(({ proven }) => proven)).toBe(ofDay(list).some(({ proven }) => proven));
        }
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  test('is thinned: a year of hourly copies leaves a few dozen', () => {
    const list = named(
      Array.from({ length: 365 * 24 }, (_, hour) => ({
        madeAt: NOW - hour * 3_600_000,
        reason: 'idle' as const,
        proven: true,
      })),
    );
    const left = list.length - backupsToDelete(list, NOW).length;
    expect(left).toBeGreaterThan(30 + 11);
    expect(left).toBeLessThan(30 + 16 + 24);
  });
});

test('a name tells when and why, and a stranger’s name tells nothing', () => {
  for (const reason of backupReasons) {
    expect(readBackupName(backupName(NOW, reason))).toEqual({ madeAt: NOW, reason });
  }
  expect(readBackupName('cchc-2026-01-05T00-00-00-000Z-before-40')).toEqual({
    madeAt: Date.UTC(2026, 0, 5),
    reason: 'migration',
  });
  for (const name of [
    'cchc-2026',
    '../cchc-2026-01-05T00-00-00-000Z-idle',
    'cchc-2026-01-05T00-00-00-000Z-other',
    '',
  ]) {
    expect(readBackupName(name)).toBeNull();
  }
});
