// node build/run.mjs playwright test --config tests/e2e/screenshots.config.ts
// Takes the pictures of the README anew, into docs/images.
import { defineConfig } from '@playwright/test';
import journeys from '../../playwright.config.ts';

export default defineConfig({
  ...journeys,
  testDir: '.',
  testMatch: 'screenshots.ts',
  outputDir: '../../test-results/screenshots',
  workers: 1,
});
