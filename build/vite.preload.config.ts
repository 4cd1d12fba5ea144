// The preload as one CommonJS file that requires only 'electron': a sandboxed preload can load nothing else.
import { defineConfig } from 'vite';
import { root } from './root.ts';

export default defineConfig({
  root,
  envDir: false,
  publicDir: false,
  logLevel: 'warn',
  build: {
    target: 'chrome140',
    minify: false,
    sourcemap: false,
    emptyOutDir: true,
    outDir: `${root}/dist/preload`,
    lib: { entry: `${root}/preload/preload.ts`, formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
  },
});
