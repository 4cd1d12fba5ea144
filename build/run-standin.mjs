// node build/run-standin.mjs [file…]
// The stand-in suites under node:test, one process per file: module hooks are for a whole process, and each
// file starts the main process once. Writes {passed, failed, skipped} to REPORT_FILE, if it is set.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { giveUp, root, setup } from './setup.mjs';

await setup(import.meta.url);

const folder = path.join(root, 'tests', 'standin');
const named = process.argv.slice(2).map((file) => path.resolve(file));
const files =
  named.length > 0
    ? named
    : readdirSync(folder)
        .filter((name) => name.endsWith('.suite.ts'))
        .map((name) => path.join(folder, name));
for (const part of ['main/app.js', 'preload/preload.cjs', 'renderer-manifest.json']) {
  const file = path.join(process.env.CCHC_DIST ?? path.join(root, 'dist'), part);
  if (!existsSync(file)) giveUp(`${file} is missing: node build/build.mjs builds it.`);
}

const counts = { passed: 0, failed: 0, skipped: 0 };
const stream = run({ files, concurrency: 1, timeout: 600_000, execArgv: ['--no-warnings'] });
// Only leaves count: the file and the describe blocks around them are no tests of their own.
const isLeaf = (data) => data.details?.type !== 'suite' && !(data.nesting === 0 && files.includes(data.name));
stream.on('test:pass', (data) => {
  if (!isLeaf(data)) return;
  if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
  else counts.passed += 1;
});
stream.on('test:fail', (data) => {
  if (isLeaf(data) || files.includes(data.name)) counts.failed += 1;
});
stream.on('end', () => {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
  if (process.env.REPORT_FILE) writeFileSync(process.env.REPORT_FILE, JSON.stringify(counts));
  process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
});
stream.compose(new spec()).pipe(process.stdout);
