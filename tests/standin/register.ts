/**
 * Makes the built main process find the stand-in where it imports 'electron'. Preloaded with --import, or
 * imported by a suite before it imports the main process.
 */
import { registerHooks } from 'node:module';

const standIn = new URL('./electron-stand-in.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : nextResolve(specifier, context),
});
