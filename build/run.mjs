// node build/run.mjs <tool> [arguments]: a locally installed tool under Node 24, on every system.
import { giveUp, run, setup, toolPath } from './setup.mjs';

await setup(import.meta.url);
const [tool, ...args] = process.argv.slice(2);
if (tool === undefined) giveUp('Usage: node build/run.mjs <tool> [arguments]');
process.exitCode = await run(process.execPath, [toolPath(tool), ...args]);
