/** `node dist/main/cli.js <command>`: the command line under plain Node. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommandLine } from './command-line.ts';

const distFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.exitCode = await runCommandLine(process.argv.slice(2), { distFolder });
