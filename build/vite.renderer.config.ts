// The renderer: hashed files under assets/, no inline script and no data: font, because the CSP forbids
// both; absolute base, because the same files answer at app://bundle/ and at http://127.0.0.1:N/.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { root } from './root.ts';

export default defineConfig({
  root: `${root}/renderer`,
  envDir: false,
  base: '/',
  logLevel: 'warn',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    // Electron 45 and the browsers an office can update to; no polyfills.
    target: ['chrome120', 'firefox121'],
    minify: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    outDir: `${root}/dist/renderer`,
    assetsDir: 'assets',
    chunkSizeWarningLimit: 1500,
    license: { fileName: 'third-party-licenses.md' },
  },
});
