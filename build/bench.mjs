// npm run bench: the ratios of docs/benchmarks.md, measured on this machine.
// The benchmarks are TypeScript that uses `?raw` imports of the product, so Vite's module runner loads them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, PART_NAMES } from './build.mjs';
import { giveUp, root, run, setup } from './setup.mjs';

await setup(import.meta.url);
await ensureBuilt(PART_NAMES);
const entry = path.join(root, 'tests', 'bench', 'run.ts');
if (!existsSync(entry)) giveUp('There is no tests/bench/run.ts.');
const loader = path.join(root, 'build', 'load-typescript.mjs');
process.exitCode = await run(process.execPath, [loader, entry, ...process.argv.slice(2)]);
