// The main process as two ES modules: the Electron entry and the command line. Everything pure JavaScript
// is bundled, so the packaged application carries one dependency only (better-sqlite3, for its addon).
import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';
import { root } from './root.ts';

export const MAIN_EXTERNAL = ['electron', 'better-sqlite3', 'playwright-core'];

export default defineConfig({
  root,
  envDir: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { target: 'node', noExternal: true, external: MAIN_EXTERNAL },
  build: {
    ssr: true,
    target: 'node24',
    minify: false,
    sourcemap: false,
    license: { fileName: 'third-party-licenses.md' },
    emptyOutDir: true,
    outDir: `${root}/dist/main`,
    rolldownOptions: {
      input: {
        app: `${root}/main/electron/app.ts`,
        cli: `${root}/main/cli.ts`,
        // Entries of threads: main/work/beside.ts starts it.
        writer: `${root}/main/work/writer.ts`,
        // main/spreadsheet/sheet-reader.ts starts it.
        'sheet-worker': `${root}/main/spreadsheet/sheet-worker.ts`,
        // main/checking/check-beside.ts starts it.
        'check-worker': `${root}/main/checking/check-worker.ts`,
        'form-worker': `${root}/main/services/form-worker.ts`,
        'list-worker': `${root}/main/services/list-worker.ts`,
      },
      external: [...MAIN_EXTERNAL, /^node:/, ...builtinModules],
      // All in one folder, so that import.meta.dirname is dist/main wherever a module ends up.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});
