// A few rounds of the killing that tests/soak does by the hundred.
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../db/helpers.ts';
import { expectWhole, killedDuring, seeded } from './kill-backup.ts';

test.each(['backup', 'restore'] as const)(
  'kill -9 during %s',
  async (what) => {
    const states = new Set<number>();
    for (const milliseconds of [3, 25, 60, 120]) {
      const folder = temporaryFolder();
      await seeded(folder);
      await killedDuring(folder, what, milliseconds);
      states.add(expectWhole(folder));
      rmSync(folder, { recursive: true, force: true });
    }
    expect(states.size).toBeGreaterThan(0);
  },
  120_000,
);
