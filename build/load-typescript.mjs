// node build/load-typescript.mjs <file.ts> [arguments]: runs one TypeScript file of this tree as Vite would,
// so that `?raw` imports and .tsx mean the same as in the product.
import path from 'node:path';
import { runnerImport } from 'vite';
import { root } from './setup.mjs';

const [entry = '', ...args] = process.argv.slice(2);
const file = path.resolve(entry);
process.argv = [process.execPath, file, ...args];
await runnerImport(file, { root, configFile: false, logLevel: 'warn' });
