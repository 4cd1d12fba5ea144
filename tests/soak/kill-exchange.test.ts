/**
 * Sending, receiving, backing up, coming back and migrating, killed at moments by chance: whatever was acknowledged is
 * there, nothing half counts, and the next start is clean. SOAK_PART limits a long run to one of them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Act, bundledChild, killRounds, makeTemplate, removeChild } from '../exchange/kill-rounds.ts';
import { chance } from '../long.ts';

const HOUR = 3_600_000;
const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-kill-'));
let template: Awaited<ReturnType<typeof makeTemplate>>;
beforeAll(async () => {
  await bundledChild();
  template = await makeTemplate(folder);
}, HOUR);
afterAll(async () => {
  await removeChild();
  rmSync(folder, { recursive: true, force: true });
});

const acts: readonly (readonly [Act, number])[] = [
  ['export', 260],
  ['import', 260],
  ['backup', 180],
  ['restore', 180],
  ['migrate', 180],
];
const chosen = process.env['SOAK_PART'];

test.each(acts.filter(([act]) => chosen === undefined || chosen === act))(
  'kill -9 while it is doing: %s',
  async (act, long) => {
    const { seed, numRuns } = chance(11, 2, long);
    const tally = await killRounds(act, template, { seed, numRuns });
    console.log(`${act}, seed ${seed}: ${JSON.stringify(tally)}`);
    expect(tally.rounds).toBe(numRuns);
    if (numRuns > 10) expect(tally.acknowledged).toBeGreaterThan(0);
  },
  HOUR,
);
