// The real tree keeps the rules of its rooms; and the checker itself is shown to see each kind of breach.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/root.ts';
import { checkBoundaries, ROOMS } from './check.ts';

function readTree(): { readonly sources: Map<string, string>; readonly assets: string[] } {
  const sources = new Map<string, string>();
  const assets: string[] = ['package.json'];
  for (const room of ROOMS) {
    for (const entry of readdirSync(`${root}/${room}`, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const full = path.join(entry.parentPath, entry.name);
      const name = path.relative(root, full).replaceAll(path.sep, '/');
      if (/\.[cm]?[jt]sx?$/.test(name) && !name.endsWith('.d.ts'))
        sources.set(name, readFileSync(full, 'utf8'));
      else assets.push(name);
    }
  }
  return { sources, assets };
}

describe('the tree', () => {
  const { sources, assets } = readTree();

  it('has sources in every room', () => {
    for (const room of ROOMS) {
      expect([...sources.keys()].filter((file) => file.startsWith(`${room}/`)).length, room).toBeGreaterThan(
        0,
      );
    }
  });

  it('keeps the boundaries', () => {
    const told = checkBoundaries(sources, assets).map(
      (violation) => `${violation.file}:${violation.line} ${violation.rule}: ${violation.message}`,
    );
    expect(told).toEqual([]);
  });
});

/** The rules broken by one file, which stands among a few good neighbours. */
function rulesBrokenBy(file: string, text: string): readonly string[] {
  const neighbours = new Map([
    ['core/rules/fold.ts', 'export const fold = (text: string) => text;'],
    ['core/contract/plans.ts', 'export interface Plan { readonly id: string }'],
    ['db/plans.ts', 'export function readPlans() { return []; }'],
    ['main/dispatcher.ts', 'export function dispatch() { return 1; }'],
    ['main/electron/windows.ts', 'export const one = 1;'],
    ['renderer/theme.ts', 'export const theme = {};'],
    ['tests/helper.ts', 'export const helper = 1;'],
  ]);
  neighbours.set(file, text);
  return checkBoundaries(neighbours, [
    'db/migrations/0010_first.sql',
    'core/rules/criteria.csv',
    'package.json',
  ]).map((violation) => violation.rule);
}

describe('the checker allows', () => {
  it.each([
    ['core/a.ts', `import { z } from 'zod'; import { fold } from './rules/fold.ts'; export { z, fold };`],
    ['core/a.ts', `import text from './rules/criteria.csv?raw'; export { text };`],
    [
      'core/a.ts',
      `import { parse } from 'csv-parse/sync'; import { Packer } from 'docx'; export { parse, Packer };`,
    ],
    ['core/a.ts', `export const day = (at: number) => new Date(at); export const most = Math.max;`],
    ['core/a.ts', `export function title(document: { name: string }) { return document.name; }`],
    [
      'core/a.ts',
      `export const row = { process: 1, window: { location: 2 } }; export const x = row.window.location;`,
    ],
    ['core/a.ts', `export interface Print { readonly document: string; readonly window?: number }`],
    ['db/a.ts', `import Database from 'better-sqlite3'; import fs from 'node:fs'; export { Database, fs };`],
    ['db/a.ts', `import sql from './migrations/0010_first.sql?raw'; export { sql };`],
    [
      'main/a.ts',
      `import { readPlans } from '../db/plans.ts'; import { Hono } from 'hono'; export { readPlans, Hono };`,
    ],
    ['main/version.ts', `import { version } from '../package.json'; export { version };`],
    ['main/chromium-printer.ts', `export const load = () => import('playwright-core');`],
    ['main/chromium-printer.ts', `export const f = (p: any) => p.evaluate(() => document.fonts.ready);`],
    [
      'main/electron/app.ts',
      `import { app } from 'electron'; import { dispatch } from '../dispatcher.ts'; export { app, dispatch };`,
    ],
    ['main/electron/safe-open.ts', `import { shell } from 'electron'; export { shell };`],
    [
      'main/electron/windows.ts',
      `import { BrowserWindow } from 'electron'; export const w = () => new BrowserWindow({ webPreferences: { sandbox: true, webSecurity: true } });`,
    ],
    [
      'preload/preload.ts',
      `import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'; import type { Plan } from '../core/contract/plans.ts'; export type P = Plan | IpcRendererEvent; contextBridge.exposeInMainWorld('bridge', ipcRenderer);`,
    ],
    [
      'renderer/a.tsx',
      `import { useState } from 'react'; import Button from '@mui/material/Button'; import { fold } from '../core/rules/fold.ts'; export const A = () => <Button>{document.title + fold(String(useState(1)))}</Button>;`,
    ],
  ])('%s: %s', (file, text) => {
    expect(rulesBrokenBy(file, text)).toEqual([]);
  });
});

describe('the checker refuses', () => {
  it.each([
    // between rooms
    ['core/a.ts', `import { readPlans } from '../db/plans.ts';`, 'room'],
    ['core/a.ts', `import type { X } from '../db/plans.ts';`, 'room'],
    ['core/a.ts', `export { readPlans } from '../db/plans.ts';`, 'room'],
    ['core/a.ts', `export * from '../db/plans.ts';`, 'room'],
    ['core/a.ts', `export type { X } from '../main/dispatcher.ts';`, 'room'],
    ['core/a.ts', `export const f = () => import('../db/plans.ts');`, 'room'],
    ['core/a.ts', `export type X = import('../db/plans.ts').X;`, 'room'],
    ['core/a.ts', `import sql from '../db/migrations/0010_first.sql?raw'; export { sql };`, 'room'],
    ['core/a.ts', `import { theme } from '../renderer/theme.ts';`, 'room'],
    ['db/a.ts', `import { dispatch } from '../main/dispatcher.ts';`, 'room'],
    ['main/a.ts', `import { one } from './electron/windows.ts';`, 'room'],
    ['main/a.ts', `import { theme } from '../renderer/theme.ts';`, 'room'],
    ['main/a.ts', `import { helper } from '../tests/helper.ts';`, 'room'],
    ['main/electron/a.ts', `import { theme } from '../../renderer/theme.ts';`, 'room'],
    ['renderer/a.ts', `import { readPlans } from '../db/plans.ts';`, 'room'],
    ['renderer/a.ts', `import type { X } from '../main/dispatcher.ts';`, 'room'],
    [
      'renderer/a.ts',
      `import { lazy } from 'react'; export const A = lazy(() => import('../main/dispatcher.ts'));`,
      'room',
    ],
    ['preload/preload.ts', `import { fold } from '../core/rules/fold.ts';`, 'room'],
    ['preload/preload.ts', `import type { X } from '../main/dispatcher.ts';`, 'room'],
    ['main/a.ts', `import { version } from '../package.json'; export { version };`, 'room'],
    ['renderer/a.ts', `import { version } from '../package.json'; export { version };`, 'room'],
    // packages
    ['core/a.ts', `import fs from 'node:fs';`, 'node'],
    ['core/a.ts', `import type { Stats } from 'node:fs';`, 'node'],
    ['core/a.ts', `import fs from 'fs';`, 'node'],
    ['db/a.ts', `import path from 'path';`, 'node'],
    ['renderer/a.ts', `import path from 'node:path';`, 'node'],
    ['preload/preload.ts', `import path from 'node:path';`, 'node'],
    ['core/a.ts', `import { useState } from 'react';`, 'package'],
    ['core/a.ts', `import { parse } from 'csv-parse';`, 'package'],
    ['db/a.ts', `import { Hono } from 'hono';`, 'package'],
    ['main/a.ts', `import Database from 'better-sqlite3';`, 'package'],
    ['main/a.ts', `import type { Database } from 'better-sqlite3';`, 'package'],
    ['main/electron/a.ts', `import Database from 'better-sqlite3';`, 'package'],
    ['main/a.ts', `import { app } from 'electron';`, 'package'],
    ['main/a.ts', `import type { App } from 'electron';`, 'package'],
    ['main/a.ts', `const e = require('electron');`, 'package'],
    ['main/web.ts', `export const f = () => import('playwright-core');`, 'package'],
    ['main/chromium-printer.ts', `import { chromium } from 'playwright-core';`, 'package'],
    ['renderer/a.ts', `import { ipcRenderer } from 'electron';`, 'package'],
    ['renderer/a.ts', `import { Hono } from 'hono';`, 'package'],
    // targets
    ['core/a.ts', `import { fold } from './rules/fold';`, 'unresolved'],
    ['core/a.ts', `import { fold } from './rules/fold.js';`, 'unresolved'],
    ['main/a.ts', `import x from '/etc/passwd';`, 'unresolved'],
    ['main/a.ts', `export const f = (name: string) => import(name);`, 'computed-import'],
    ['main/a.ts', `export const f = (name: string) => import(\`./\${name}.ts\`);`, 'computed-import'],
    // purity
    ['core/a.ts', `export const now = () => Date.now();`, 'clock'],
    ['core/a.ts', `export const now = () => new Date();`, 'clock'],
    ['core/a.ts', `export const now = () => Date();`, 'clock'],
    ['core/a.ts', `export const dice = () => Math.random();`, 'chance'],
    ['core/a.ts', `export const id = () => crypto.randomUUID();`, 'global'],
    ['core/a.ts', `export const f = () => document.title;`, 'global'],
    ['core/a.ts', `export const f = () => process.env;`, 'global'],
    ['core/a.ts', `export const f = () => Buffer.from('');`, 'global'],
    ['core/a.ts', `export const f = () => ({ window });`, 'global'],
    ['core/a.ts', `console.log(1);`, 'global'],
    ['db/a.ts', `console.log(1);`, 'global'],
    ['db/a.ts', `export const f = () => localStorage.length;`, 'global'],
    ['main/a.ts', `export const f = () => document.title;`, 'global'],
    ['renderer/a.ts', `console.log(1);`, 'global'],
    ['renderer/a.ts', `export const f = () => process.env;`, 'global'],
    // Electron
    ['main/electron/menu.ts', `import { shell } from 'electron';`, 'shell'],
    ['main/electron/menu.ts', `import { shell as s } from 'electron';`, 'shell'],
    ['main/electron/menu.ts', `import * as electron from 'electron';`, 'electron-names'],
    ['main/electron/menu.ts', `import electron from 'electron';`, 'electron-names'],
    ['main/electron/menu.ts', `export const f = () => import('electron');`, 'electron-names'],
    ['preload/preload.ts', `import { webFrame } from 'electron';`, 'preload-names'],
    ['main/electron/a.ts', `import { BrowserWindow } from 'electron'; new BrowserWindow();`, 'windows'],
    ['main/electron/windows.ts', `export const p = { webSecurity: false };`, 'setting'],
    ['main/electron/windows.ts', `export const p = { contextIsolation: false };`, 'setting'],
    ['main/electron/windows.ts', `export const p = { 'sandbox': false };`, 'setting'],
    ['main/electron/windows.ts', `export const p = { nodeIntegration: true };`, 'setting'],
    ['main/electron/windows.ts', `export const p = { enableBlinkFeatures: 'X' };`, 'setting'],
    ['main/electron/windows.ts', `export const p = { privileges: { bypassCSP: true } };`, 'setting'],
    ['main/electron/windows.ts', `export const f = (w: any) => w.loadFile('x.html');`, 'file-scheme'],
    ['main/electron/windows.ts', `export const f = (w: any) => w.loadURL('file:///x.html');`, 'file-scheme'],
    ['main/a.ts', `import { fork } from 'node:child_process';`, 'fork'],
  ])('%s: %s (%s)', (file, text, rule) => {
    expect(rulesBrokenBy(file, text)).toContain(rule);
  });

  it('a circle of two files, also through types, re-exports and import()', () => {
    for (const back of [
      `import { a } from './a.ts'; export const b = a;`,
      `import type { A } from './a.ts'; export type B = A;`,
      `export * from './a.ts';`,
      `export const b = () => import('./a.ts');`,
    ]) {
      const found = checkBoundaries(
        new Map([
          ['core/a.ts', `import { b } from './b.ts'; export const a = b;`],
          ['core/b.ts', back],
        ]),
      );
      expect(found.map((violation) => violation.rule)).toEqual(['cycle']);
    }
  });

  it('a circle of three files and a file that imports itself, and tells them once each', () => {
    const found = checkBoundaries(
      new Map([
        ['core/a.ts', `import './b.ts';`],
        ['core/b.ts', `import './c.ts';`],
        ['core/c.ts', `import './a.ts';`],
        ['core/d.ts', `import './d.ts'; import './a.ts';`],
        ['core/e.ts', `import './a.ts'; import './d.ts';`],
      ]),
    );
    expect(found.map((violation) => violation.message)).toEqual([
      'imports in a circle: core/a.ts ↔ core/b.ts ↔ core/c.ts',
      'imports in a circle: core/d.ts',
    ]);
  });

  it('names the file and the line', () => {
    const [violation] = checkBoundaries(new Map([['core/a.ts', `\n\nimport fs from 'node:fs';`]]));
    expect(violation).toEqual(expect.objectContaining({ file: 'core/a.ts', line: 3, rule: 'node' }));
  });

  it('a source that cannot be parsed', () => {
    expect(() => checkBoundaries(new Map([['core/a.ts', 'import {']]))).toThrow(/core\/a\.ts/);
  });
});
