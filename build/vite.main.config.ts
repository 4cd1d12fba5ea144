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
    emptyOutDir: true,
    outDir: `${root}/dist/main`,
    rolldownOptions: {
      input: { app: `${root}/main/electron/app.ts`, cli: `${root}/main/cli.ts` },
      external: [...MAIN_EXTERNAL, /^node:/, ...builtinModules],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
