// npm run bench: the ratios of docs/benchmarks.md, measured on this machine.
// The benchmarks are built like the main process, so that what is measured is the code as it is shipped.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, PART_NAMES } from './build.mjs';
import { giveUp, root, run, setup } from './setup.mjs';

await setup(import.meta.url);
await ensureBuilt(PART_NAMES);

const folder = path.join(root, 'dist', 'bench');
const source = (name) => path.join(root, 'tests', 'bench', name);
// What the benchmarks compare with, or need besides the product: taken from node_modules as it is.
const FOREIGN = ['vite', '@vitejs/plugin-react', 'prettier', 'docxtemplater', 'pizzip'];
try {
  const { build } = await import('vite');
  const { default: main, MAIN_EXTERNAL } = await import(
    pathToFileURL(path.join(root, 'build', 'vite.main.config.ts')).href
  );
  await build({
    ...main,
    configFile: false,
    ssr: { ...main.ssr, external: [...MAIN_EXTERNAL, ...FOREIGN] },
    build: {
      ...main.build,
      license: false,
      outDir: folder,
      rolldownOptions: {
        ...main.build.rolldownOptions,
        input: {
          run: source('run.ts'),
          'http-client': source('http-client.ts'),
          // The thread of long work, beside the bundle as in the product.
          writer: path.join(root, 'main', 'work', 'writer.ts'),
          // And the one in which spreadsheets are read.
          'sheet-worker': path.join(root, 'main', 'spreadsheet', 'sheet-worker.ts'),
        },
        external: [...main.build.rolldownOptions.external, ...FOREIGN],
      },
    },
  });
} catch (error) {
  giveUp(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
}
process.exitCode = await run(process.execPath, [path.join(folder, 'run.js'), ...process.argv.slice(2)]);
