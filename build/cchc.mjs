// npm run -s cchc -- <command> …: the command line from a checkout. stdout belongs to the command alone;
// notes about the set-up go to stderr.
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root, run, setup } from './setup.mjs';

await setup(import.meta.url);
await ensureBuilt(process.argv[2] === 'serve' ? ['main', 'renderer'] : ['main']);
// npm changes to the project's folder; @file and --out mean the folder the person typed the command in.
const typedIn = process.env['npm_lifecycle_event'] === 'cchc' ? process.env['INIT_CWD'] : undefined;
process.exitCode = await run(
  process.execPath,
  [path.join(root, 'dist', 'main', 'cli.js'), ...process.argv.slice(2)],
  { cwd: typedIn ?? process.cwd() },
);
