// npm test [-- --only unit,check,…] [--soak]
// Every suite, one after the other, each with a heading and its duration; the last line sums them up alone:
// 'N passed, N failed' (', N skipped' where some were). A later suite still runs when an earlier one failed.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildParts, PART_NAMES } from './build.mjs';
import { giveUp, note, root, run, setup, toolPath } from './setup.mjs';

await setup(import.meta.url);

const CHECKS = ['lint', 'format', 'types'];
const ORDER = [...CHECKS, 'unit', 'build', 'packaging', 'standin', 'e2e', 'soak'];
const NEEDS_BUILD = ['packaging', 'standin', 'e2e'];

function chooseSuites() {
  let values;
  try {
    ({ values } = parseArgs({ options: { only: { type: 'string' }, soak: { type: 'boolean' } } }));
  } catch (error) {
    giveUp(`${error.message}\nUsage: npm test -- [--only ${ORDER.join(',')},check] [--soak]`);
  }
  const soak = values.soak === true;
  if (values.only === undefined) {
    // The long run repeats what lives on chance and faults; everything else is `npm test`.
    return { soak, chosen: soak ? ['unit', 'soak'] : ORDER.filter((name) => name !== 'soak') };
  }
  const named = values.only.split(',').flatMap((name) => (name === 'check' ? CHECKS : [name.trim()]));
  const unknown = named.find((name) => !ORDER.includes(name));
  if (unknown !== undefined) giveUp(`Unknown suite "${unknown}": ${ORDER.join(', ')} or check.`);
  if (named.some((name) => NEEDS_BUILD.includes(name))) named.push('build');
  return { soak: soak || named.includes('soak'), chosen: ORDER.filter((name) => named.includes(name)) };
}

const { soak, chosen } = chooseSuites();
const reports = mkdtempSync(path.join(os.tmpdir(), 'cchc-reports-'));
process.once('exit', () => rmSync(reports, { recursive: true, force: true }));

// ---- what the suites need from the system ------------------------------------------------------------

const isOnPath = (program) =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .some((folder) => folder !== '' && existsSync(path.join(folder, program)));

const CHROMIUMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const NEEDED = [
  {
    package: 'chromium',
    suites: ['unit', 'standin', 'e2e', 'soak'],
    isThere: () => Boolean(process.env['CCHC_CHROMIUM']) || CHROMIUMS.some((name) => isOnPath(name)),
  },
  {
    package: 'poppler-utils',
    suites: ['unit', 'standin', 'e2e', 'soak'],
    isThere: () => isOnPath('pdftotext'),
  },
  // Packages are read and checked by programs that are not ours; without them those tests are skipped, with their reason.
  ...['age', 'minisign', 'unzip'].map((program) => ({
    package: program,
    suites: ['unit', 'soak'],
    optional: true,
    isThere: () => isOnPath(program),
  })),
  // Without it the Windows half of the packaging test is skipped, with its reason.
  { package: 'nsis', suites: ['packaging'], optional: true, isThere: () => isOnPath('makensis') },
];

function apt(args) {
  return (
    spawnSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  );
}

function installSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = NEEDED.filter(
    (need) => !need.isThere() && need.suites.some((suite) => chosen.includes(suite)),
  );
  if (missing.length === 0) return;
  const names = missing.map((need) => need.package).join(' ');
  const canInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0 && isOnPath('apt-get');
  if (canInstall) {
    note(`Installing ${names} with apt-get…`);
    const quiet = ['-qq', '-o', 'Dpkg::Use-Pty=0', '-o', 'Acquire::Retries=3'];
    apt(['update', ...quiet]);
    const install = (packages) => apt(['install', '-y', '--no-install-recommends', ...quiet, ...packages]);
    const required = missing.filter((need) => !need.optional).map((need) => need.package);
    if (required.length > 0) install(required);
    for (const need of missing.filter((one) => one.optional)) install([need.package]);
  }
  const still = missing.filter((need) => !need.isThere());
  const required = still.filter((need) => !need.optional);
  if (required.length > 0) {
    giveUp(
      `The suites need ${required.map((need) => need.package).join(' and ')}: ` +
        `sudo apt-get install ${still.map((need) => need.package).join(' ')}`,
    );
  }
  for (const need of still) note(`${need.package} is not installed: what needs it will be skipped.`);
}

// ---- the suites --------------------------------------------------------------------------------------

const totals = { passed: 0, failed: 0, skipped: 0 };
const rows = [];

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

const environment = {
  ...process.env,
  ...(soak ? { SOAK: '1' } : {}),
  // One plain stream of text, in a terminal and in a log file alike.
  FORCE_COLOR: '0',
};
delete environment['NO_COLOR'];
// The suites start programs of their own; what npm set for this one is not theirs.
delete environment['INIT_CWD'];
delete environment['npm_lifecycle_event'];

const tool = (name, args, extra = {}) =>
  run(process.execPath, [toolPath(name), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...environment, ...extra },
  });

/** A check that is one thing: it passes or it fails. */
const asOne = (code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

/** A suite whose program ended badly although its report names no failure has failed once, not never. */
const withExitCode = (counts, code) =>
  code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;

async function vitest(projectName) {
  const report = path.join(reports, `${projectName}.json`);
  const args = ['run', '--project', projectName, '--reporter=default', '--reporter=json'];
  const code = await tool('vitest', [...args, `--outputFile.json=${report}`]);
  const result = readReport(report);
  if (result === undefined) return asOne(code === 0 ? 1 : code);
  // A file that did not even load has no test to fail: it counts as one failure.
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const counts = {
    passed: result.numPassedTests,
    failed: result.numFailedTests + unloaded,
    skipped: result.numPendingTests + result.numTodoTests,
  };
  return withExitCode(counts, code);
}

async function playwright() {
  const report = path.join(reports, 'e2e.json');
  const code = await tool('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const result = readReport(report);
  if (result === undefined) return asOne(code === 0 ? 1 : code);
  const { expected, unexpected, flaky, skipped } = result.stats;
  // A test that passes only on a second try has failed: there are no retries to hide behind.
  const counts = { passed: expected, failed: unexpected + flaky + result.errors.length, skipped };
  return withExitCode(counts, code);
}

/** The stand-in suite may bring its own runner (module hooks need one), which writes {passed, failed, skipped}. */
async function standin() {
  const runner = path.join(root, 'build', 'run-standin.mjs');
  if (!existsSync(runner)) return vitest('standin');
  const report = path.join(reports, 'standin.json');
  const code = await run(process.execPath, [runner], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...environment, REPORT_FILE: report },
  });
  const result = readReport(report);
  return result === undefined ? asOne(code) : withExitCode(result, code);
}

const SUITES = {
  lint: async () => asOne(await tool('oxlint', ['--deny-warnings'])),
  format: async () => asOne(await tool('prettier', ['--check', '--log-level=warn', '.'])),
  types: async () => asOne(await tool('tsc', ['--noEmit', '-p', '.'])),
  unit: () => vitest('unit'),
  build: async () => {
    try {
      await buildParts(PART_NAMES, { ifStale: true });
      return asOne(0);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return asOne(1);
    }
  },
  packaging: () => vitest('packaging'),
  standin,
  e2e: playwright,
  soak: () => vitest('soak'),
};

const HEADINGS = {
  lint: 'Lint (oxlint)',
  format: 'Format (prettier)',
  types: 'Types (tsc)',
  unit: 'Unit, SQLite and boundaries (vitest)',
  build: 'Build (vite)',
  packaging: 'Packaging (electron-builder on a dummy Electron)',
  standin: 'Built main and preload on the Electron stand-in',
  e2e: 'End to end in Chromium over HTTP (playwright)',
  soak: 'Long suites (vitest)',
};

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (interrupted = true));

installSystemPackages();
for (const name of chosen) {
  // Long runs of the other suites follow SOAK=1; a folder of their own is not required.
  if (name === 'soak' && !existsSync(path.join(root, 'tests', 'soak'))) continue;
  console.log(`\n==== ${HEADINGS[name]}`);
  const started = Date.now();
  const counts = await SUITES[name]();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (interrupted) giveUp('Interrupted: nothing is said about the suites.');
  for (const key of Object.keys(totals)) totals[key] += counts[key];
  rows.push({ name, ...counts, seconds });
  console.log(`---- ${HEADINGS[name]}: ${counts.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  if (name === 'build' && counts.failed > 0) {
    console.log('The build failed, so the suites that need it are left out.');
    break;
  }
}

console.log('\n==== All suites');
for (const row of rows) {
  const skipped = row.skipped > 0 ? `, ${row.skipped} skipped` : '';
  console.log(
    `${row.name.padEnd(10)} ${row.passed} passed, ${row.failed} failed${skipped} (${row.seconds} s)`,
  );
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`\n${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed === 0 ? 0 : 1;
