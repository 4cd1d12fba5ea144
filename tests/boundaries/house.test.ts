// What a fresh clone rests on: the lock, the pins, and entry scripts that need nothing installed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/root.ts';

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (name: string) => readFileSync(`${root}/${name}`, 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockEntry> };

describe('the lock', () => {
  const entries = Object.entries(lock.packages);

  it('names no host, and vouches for every package by its integrity', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
    const unvouched = entries.filter(
      ([folder, entry]) =>
        folder.includes('node_modules/') &&
        entry.link !== true &&
        !entry.inBundle &&
        entry.integrity === undefined,
    );
    expect(unvouched.map(([folder]) => folder)).toEqual([]);
  });

  it('has every optional package of every package: a missing one breaks npm ci on another system', () => {
    const present = new Set(
      entries.map(([folder]) => folder.slice(folder.lastIndexOf('node_modules/') + 13)),
    );
    const missing = entries.flatMap(([folder, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !present.has(name))
        .map((name) => `${folder} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('stands on exact versions, with one package at run time', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const loose = versions.filter(([, version]) => !/^(?:\d+\.\d+\.\d+|file:build\/[\w-]+)$/.test(version));
    expect(loose).toEqual([]);
    expect(Object.keys(manifest.dependencies)).toEqual(['better-sqlite3']);
  });
});

describe('the entry scripts', () => {
  const scripts = readdirSync(`${root}/build`).filter((name) => name.endsWith('.mjs'));
  /** Run by another script after the set-up, never by a person. */
  const inner = new Set(['load-typescript.mjs', 'run-standin.mjs']);

  it('are those of package.json', () => {
    const named = Object.values(manifest.scripts).map(
      (line) => /^node build\/([\w-]+\.mjs)\b/.exec(line)?.[1],
    );
    expect(scripts).toEqual(expect.arrayContaining(named));
  });

  it.each(scripts.filter((name) => !inner.has(name)))('%s needs nothing installed to begin', (name) => {
    const { module } = parseSync(name, read(`build/${name}`));
    const requests = module.staticImports.map((item) => item.moduleRequest.value);
    expect(requests.filter((request) => !/^node:|^\.\/[\w-]+\.mjs$/.test(request))).toEqual([]);
  });

  it.each([
    ['test.mjs', ['--only', 'nonsense'], 'Unknown suite "nonsense"'],
    ['test.mjs', ['--nonsense'], 'Usage: npm test'],
    ['build.mjs', ['nonsense'], 'Unknown part "nonsense"'],
    ['run.mjs', [], 'Usage: node build/run.mjs'],
  ])('%s %j is refused in one sentence', (name, args, sentence) => {
    const ran = spawnSync(process.execPath, [`${root}/build/${name}`, ...args], {
      encoding: 'utf8',
      input: '',
    });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain(sentence);
    expect(ran.stderr).not.toMatch(/^\s+at /m);
  });

  it.skipIf(process.platform === 'win32')(
    'include the one of the checks, executable (Windows has no such bit)',
    () => {
      expect(statSync(`${root}/.ci/run`).mode & 0o111).toBe(0o111);
      expect(read('.ci/run')).toMatch(/^exec node build\/test\.mjs /m);
    },
  );
});
