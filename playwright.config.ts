// The journeys in Debian's (or the installed) Chromium over the HTTP transport. Each test file starts its
// own server on its own data folder; there is no shared one.
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const installed = [
  process.env['CCHC_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((file) => file !== undefined && existsSync(file));

const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // A locator that finds nothing is told soon, not at the end of the whole walk.
    actionTimeout: 20_000,
    launchOptions: {
      ...(installed === undefined ? {} : { executablePath: installed }),
      args: isRoot ? ['--no-sandbox'] : [],
    },
    screenshot: 'only-on-failure',
    trace: 'off',
  },
});
