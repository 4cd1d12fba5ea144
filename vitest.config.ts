// Suites that run under plain Node. `vitest run tests/<area>` runs one area; the projects keep apart what
// needs a build (packaging, standin) or much time (soak) from the unit tests.
import { defineConfig } from 'vitest/config';

const needBuildOrTime = ['e2e', 'packaging', 'standin', 'bench', 'soak'];

/** Long runs (SOAK=1) take the seeds of the short ones many times over. */
const patience = process.env['SOAK'] === '1' ? 30 : 1;

const project = (name: string, folder: string, timeout: number, exclude: readonly string[] = []) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${folder}/**/*.test.{ts,tsx}`],
    exclude: [...exclude],
    testTimeout: timeout * patience,
    hookTimeout: timeout * patience,
  },
});

export default defineConfig({
  envDir: false,
  test: {
    // Processes, not threads: the SQLite addon and process-wide state stay apart between files.
    pool: 'forks',
    environment: 'node',
    globals: false,
    restoreMocks: true,
    allowOnly: false,
    projects: [
      project(
        'unit',
        '**',
        20_000,
        needBuildOrTime.map((folder) => `tests/${folder}/**`),
      ),
      project('packaging', 'packaging', 180_000),
      project('standin', 'standin', 120_000),
      project('soak', 'soak', 600_000),
    ],
  },
});
