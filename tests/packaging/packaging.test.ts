// What is really inside the package: electron-builder runs on a dummy Electron with the real configuration
// and the real build, and the archive it wrote is listed. Needs dist/ (npm test builds it before).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { extractAll, extractFile, getRawHeader, listPackage, statFile } from '@electron/asar';
import { parseSync } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build/root.ts';
import { findMakensis, makeDummyElectron, readFuses } from './dummy-electron.ts';

const PARTS = ['main', 'preload', 'renderer'];
const electronVersion = (
  JSON.parse(readFileSync(`${root}/node_modules/electron/package.json`, 'utf8')) as { version: string }
).version;

const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

const scratch = mkdtempSync(path.join(os.tmpdir(), 'cchc-packaging-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}

/** The files of the archive without its folders, as `dist/main/app.js`. */
function listFiles(archive: string): string[] {
  return listPackage(archive, { isPack: false })
    .map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
    .filter((name) => {
      const entry = statFile(archive, name.replaceAll('/', path.sep));
      return !('files' in entry);
    });
}

function runBuilder(system: 'linux' | 'windows', electronDist: string, output: string): string {
  const made = spawnSync(
    process.execPath,
    [
      `${root}/node_modules/electron-builder/cli.js`,
      system === 'linux' ? '--linux' : '--win',
      '--x64',
      '--dir',
      '--publish=never',
      `-c.electronDist=${electronDist}`,
      `-c.directories.output=${output}`,
    ],
    { cwd: root, encoding: 'utf8', env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' } },
  );
  if (made.status !== 0) throw new Error(`electron-builder failed:\n${made.stdout}\n${made.stderr}`);
  return path.join(output, system === 'linux' ? 'linux-unpacked' : 'win-unpacked');
}

/** Every module a bundle asks for, whether statically or with import(). */
function importsOf(file: string): { readonly statically: string[]; readonly dynamically: string[] } {
  const code = readFileSync(file, 'utf8');
  const { module } = parseSync(file, code);
  return {
    statically: [
      ...module.staticImports.map((item) => item.moduleRequest.value),
      ...module.staticExports.flatMap((item) =>
        item.entries.flatMap((entry) => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
      ),
    ],
    dynamically: module.dynamicImports.flatMap((item) => {
      const request = code.slice(item.moduleRequest.start, item.moduleRequest.end);
      return /^(['"]).*\1$/.test(request) ? [request.slice(1, -1)] : [];
    }),
  };
}

const isBuiltin = (name: string) => name.startsWith('node:') || builtinModules.includes(name);

describe('the bundles', () => {
  const bundles = filesBelow(`${root}/dist/main`).filter((name) => name.endsWith('.js'));

  it('are built', () => {
    for (const name of ['main/app.js', 'main/cli.js', 'preload/preload.cjs', 'renderer/index.html']) {
      expect(existsSync(`${root}/dist/${name}`), name).toBe(true);
    }
    expect(readdirSync(`${root}/dist/preload`)).toEqual(['preload.cjs']);
  });

  it('of main ask for nothing but Electron, the database and Node', () => {
    for (const bundle of bundles) {
      const { statically, dynamically } = importsOf(`${root}/dist/main/${bundle}`);
      const foreign = (names: readonly string[], allowed: readonly string[]) =>
        names.filter((name) => !name.startsWith('.') && !isBuiltin(name) && !allowed.includes(name));
      expect(foreign(statically, ['electron', 'better-sqlite3']), bundle).toEqual([]);
      expect(foreign(dynamically, ['electron', 'better-sqlite3', 'playwright-core']), bundle).toEqual([]);
    }
  });

  it('keep Electron out of the command line', () => {
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const { statically, dynamically } = importsOf(`${root}/dist/main/${name}`);
      for (const request of [...statically, ...dynamically]) {
        expect(request, `asked for by ${name}`).not.toBe('electron');
        if (request.startsWith('.')) visit(path.posix.join(path.posix.dirname(name), request));
      }
    };
    visit('cli.js');
    expect(seen.size).toBeGreaterThan(0);
  });

  it('of the preload require only Electron', () => {
    const code = readFileSync(`${root}/dist/preload/preload.cjs`, 'utf8');
    const required = [...code.matchAll(/\brequire\(\s*(["'`])(.*?)\1\s*\)/g)].map((match) => match[2]);
    expect(required).toEqual(['electron']);
    expect(code.match(/\bimport\s*\(/)).toBeNull();
  });

  it('of the renderer carry no inline script, no inline style and no foreign address', () => {
    const html = readFileSync(`${root}/dist/renderer/index.html`, 'utf8');
    for (const [tag = ''] of html.matchAll(/<script\b[^>]*>/gi)) expect(tag).toMatch(/\ssrc="\/assets\//);
    expect(html).not.toMatch(/<style\b|\sstyle=|\son[a-z]+=/i);
    expect(html).not.toMatch(/(?:src|href)="(?!\/(?!\/))/);
    expect(html).toContain('__CSP_NONCE__');
  });

  it('of the renderer stand in the manifest, file by file', () => {
    const manifest = JSON.parse(readFileSync(`${root}/dist/renderer-manifest.json`, 'utf8')) as {
      path: string;
      bytes: number;
      sha256: string;
    }[];
    expect(manifest.map((entry) => entry.path)).toEqual(filesBelow(`${root}/dist/renderer`).sort());
    for (const entry of manifest) {
      const content = readFileSync(`${root}/dist/renderer/${entry.path}`);
      expect(entry, entry.path).toEqual({ path: entry.path, bytes: content.length, sha256: sha256(content) });
    }
  });
});

const makensis = findMakensis();
const systems = [
  { system: 'linux', addon: 'linux-x64.node', program: 'kiem-tra-cchc' },
  { system: 'windows', addon: 'win32-x64.node', program: 'kiem-tra-cchc.exe' },
] as const;

describe.each(systems)('the package for $system', ({ system, addon, program }) => {
  const isPossible = system === 'linux' || makensis !== undefined;
  if (!isPossible) {
    it.skip('makensis is not installed, so no dummy Windows program can be made');
    return;
  }

  let unpacked = '';
  let archive = '';
  let files: readonly string[] = [];
  beforeAll(async () => {
    const dummy = path.join(scratch, `electron-${system}`);
    await makeDummyElectron(
      dummy,
      electronVersion,
      system === 'linux' ? { system } : { system, makensis: makensis ?? '' },
    );
    unpacked = runBuilder(system, dummy, path.join(scratch, `release-${system}`));
    archive = path.join(unpacked, 'resources', 'app.asar');
    files = listFiles(archive);
  });

  it('has exactly one native addon, the right one, beside the archive', () => {
    expect(files.filter((name) => name.endsWith('.node'))).toEqual([
      `node_modules/better-sqlite3/prebuilds/${addon}`,
    ]);
    const beside = filesBelow(unpacked).filter((name) => name.endsWith('.node'));
    expect(beside).toEqual([`resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/${addon}`]);
    expect(sha256(readFileSync(path.join(unpacked, beside[0] ?? '')))).toBe(
      sha256(readFileSync(`${root}/node_modules/better-sqlite3/prebuilds/${addon}`)),
    );
  });

  it('has the three parts, the package file and one dependency, and nothing else', () => {
    const rooms = new Set(files.map((name) => name.split('/').slice(0, 2).join('/')));
    expect([...rooms].sort()).toEqual([
      'dist/main',
      'dist/preload',
      'dist/renderer',
      'dist/renderer-manifest.json',
      'node_modules/better-sqlite3',
      'package.json',
    ]);
  });

  it('has no tests, no sources, no maps and no dependency beyond better-sqlite3', () => {
    const unwanted = files.filter(
      (name) =>
        /\.(?:tsx?|map|c|cc|cpp|h|hpp|gyp|gypi|sh|sql|tar|gz)$/.test(name) ||
        /(?:^|\/)(?:tests?|__tests__|specs?|src|deps|docs|benchmark)\//.test(name),
    );
    expect(unwanted).toEqual([]);
    const ofDependency = files.filter((name) => name.startsWith('node_modules/'));
    expect(ofDependency.filter((name) => !name.startsWith('node_modules/better-sqlite3/'))).toEqual([]);
    expect(new Set(ofDependency.map((name) => path.posix.extname(name)))).toEqual(
      new Set(['', '.js', '.json', '.node']),
    );
    expect(ofDependency).toContain('node_modules/better-sqlite3/LICENSE');
  });

  it('has every built file, byte for byte', () => {
    const built = PARTS.flatMap((part) =>
      filesBelow(`${root}/dist/${part}`).map((name) => `${part}/${name}`),
    );
    expect(built.length).toBeGreaterThan(3);
    expect(files.filter((name) => /^dist\/[^/]+\//.test(name)).sort()).toEqual(
      built.map((name) => `dist/${name}`).sort(),
    );
    for (const name of built) {
      const packed = extractFile(archive, path.join('dist', ...name.split('/')));
      expect(sha256(packed), name).toBe(sha256(readFileSync(`${root}/dist/${name}`)));
    }
  });

  it('names an entry that exists, and carries no development matters', () => {
    const packed = JSON.parse(extractFile(archive, 'package.json').toString('utf8')) as Record<
      string,
      unknown
    >;
    expect(files).toContain(packed['main']);
    expect(packed['type']).toBe('module');
    expect(packed['devDependencies']).toBeUndefined();
    expect(packed['scripts']).toBeUndefined();
    expect(packed['dependencies']).toEqual({ 'better-sqlite3': expect.any(String) });
  });

  it('has its fuses set', () => {
    expect(readFuses(readFileSync(path.join(unpacked, program)))).toEqual(FUSES);
  });

  it('keeps the licences of Electron and only the languages of the product', () => {
    expect(existsSync(path.join(unpacked, 'LICENSE.electron.txt'))).toBe(true);
    expect(existsSync(path.join(unpacked, 'LICENSES.chromium.html'))).toBe(true);
    expect(readdirSync(path.join(unpacked, 'locales')).sort()).toEqual(['en-US.pak', 'vi.pak']);
  });

  if (system === 'linux') {
    const alone = path.join(scratch, 'alone');
    const run = (...args: readonly string[]) => {
      const ran = spawnSync(process.execPath, ['dist/main/cli.js', ...args], {
        cwd: alone,
        encoding: 'utf8',
        // What it answers is over the megabyte at which the other end would be killed.
        maxBuffer: 64 * 1024 * 1024,
        env: { PATH: process.env['PATH'], HOME: scratch },
      });
      expect(ran.stderr).toBe('');
      expect({ status: ran.status, signal: ran.signal }).toEqual({ status: 0, signal: null });
      return JSON.parse(ran.stdout) as object;
    };

    it('runs its command line from the packed files alone', () => {
      extractAll(archive, alone);
      expect(Object.keys(run('methods')).length).toBeGreaterThan(0);
    });

    it('has its threads among them: long work is not done in the main one', () => {
      extractAll(archive, alone);
      const data = path.join(scratch, 'data');
      run('sample', 'hai-duong-2019', '--data', data);
      expect(run('call', 'catalogue.load', '{}', '--data', data)).toMatchObject({ communes: 3321 });
      const log = readFileSync(path.join(data, 'logs', 'app.log'), 'utf8');
      expect(log).not.toMatch(/main thread/);
      expect(existsSync(path.join(alone, 'dist', 'main', 'sheet-worker.js'))).toBe(true);
    });

    it('checks papers in a thread of its own, whose entry it has', () => {
      extractAll(archive, alone);
      const data = path.join(scratch, 'checked');
      const { planId } = run('sample', 'hai-duong-2019', '--illustrative', '--data', data) as {
        planId: string;
      };
      const input = JSON.stringify({ planId, kind: 'collective_notice' });
      const { id } = run('call', 'documents.create', input, '--data', data) as { id: string };
      const check = () =>
        spawnSync(
          process.execPath,
          [
            'dist/main/cli.js',
            'call',
            'formatChecks.document',
            JSON.stringify({ id, format: 'docx' }),
            '--data',
            data,
          ],
          { cwd: alone, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: scratch } },
        );
      expect(JSON.parse(check().stdout)).toMatchObject({ format: 'docx', breaches: [] });
      // Another entry is asked in its place: the work is not done on the spot.
      const entry = path.join(alone, 'dist', 'main', 'check-worker.js');
      const own = readFileSync(entry);
      writeFileSync(
        entry,
        "import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ refused: { code: 'FILE_KIND' } });",
      );
      try {
        expect(JSON.parse(check().stderr)).toMatchObject({ code: 'FILE_KIND' });
      } finally {
        writeFileSync(entry, own);
      }
    });
  } else {
    it('has the hash of the archive in the program, for the integrity fuse', () => {
      const text = readFileSync(path.join(unpacked, program)).toString('latin1');
      expect(text).toContain(sha256(getRawHeader(archive).headerString));
    });

    it('has the icon of the product in the program', () => {
      const icon = readFileSync(`${root}/build/icons/icon.ico`);
      const first = icon.readUInt32LE(6 + 12);
      const image = icon.subarray(first, first + icon.readUInt32LE(6 + 8));
      expect(readFileSync(path.join(unpacked, program)).includes(image)).toBe(true);
    });
  }
});

describe('the installer for Windows', () => {
  const configuration = readFileSync(`${root}/electron-builder.yml`, 'utf8');

  it.each([
    'deleteAppDataOnUninstall: false',
    'oneClick: false',
    'perMachine: false',
    'allowElevation: true',
    'npmRebuild: false',
    'publish: null',
  ])('says %s', (line) => {
    expect(configuration).toMatch(new RegExp(`^\\s*${line}$`, 'm'));
  });

  it('has an icon of every size Windows draws', () => {
    const icon = readFileSync(`${root}/build/icons/icon.ico`);
    const sizes = Array.from({ length: icon.readUInt16LE(4) }, (_, index) => icon[6 + 16 * index] || 256);
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256]);
    expect(statSync(`${root}/build/icons/512x512.png`).size).toBeGreaterThan(1000);
  });
});
