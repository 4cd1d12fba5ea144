// A folder that electron-builder takes for an unpacked Electron: it cannot run, but it has all the places
// the packager writes to (the fuse wire, the version resource, the locales), so packaging is tested on
// machines that cannot fetch the real binary.
import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPackage } from '@electron/asar';

/** How Electron marks the place of its fuses inside the program: sentinel, version, count, one byte each. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_COUNT = 8;
const FUSE_NAMES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;
/** What a released Electron has before anybody flips a fuse. */
const RELEASED_FUSES = '10110001';

function fuseWire(): Buffer {
  return Buffer.concat([
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, FUSE_COUNT]),
    Buffer.from(RELEASED_FUSES),
  ]);
}

/** The fuses of a program, read from its bytes rather than through the library that set them. */
export function readFuses(program: Buffer): Record<string, boolean> {
  const start = program.indexOf(FUSE_SENTINEL);
  if (start < 0) throw new Error('The program has no fuse wire.');
  const wire = start + FUSE_SENTINEL.length + 2;
  return Object.fromEntries(FUSE_NAMES.map((name, index) => [name, program[wire + index] === 0x31]));
}

export function findMakensis(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, process.platform === 'win32' ? 'makensis.exe' : 'makensis'))
    .find((file) => existsSync(file));
}

/** A real PE program with a version resource, which the packager edits; makensis is what Debian has for it. */
function writeWindowsProgram(file: string, makensis: string): void {
  const script = path.join(path.dirname(file), 'dummy.nsi');
  writeFileSync(
    script,
    [
      'Unicode true',
      'Name "dummy"',
      `OutFile "${file}"`,
      'RequestExecutionLevel user',
      'VIProductVersion "1.0.0.0"',
      'VIAddVersionKey /LANG=1033 "ProductName" "dummy"',
      'VIAddVersionKey /LANG=1033 "FileDescription" "dummy"',
      'VIAddVersionKey /LANG=1033 "FileVersion" "1.0.0"',
      'VIAddVersionKey /LANG=1033 "LegalCopyright" "none"',
      'Section',
      'SectionEnd',
      '',
    ].join('\n'),
  );
  const made = spawnSync(makensis, ['-V1', script], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`makensis failed: ${made.stdout}${made.stderr}`);
  appendFileSync(file, fuseWire());
}

export async function makeDummyElectron(
  folder: string,
  version: string,
  target: { readonly system: 'linux' } | { readonly system: 'windows'; readonly makensis: string },
): Promise<void> {
  mkdirSync(path.join(folder, 'locales'), { recursive: true });
  mkdirSync(path.join(folder, 'resources'));
  writeFileSync(path.join(folder, 'version'), version);
  writeFileSync(path.join(folder, 'LICENSE'), 'licence of the dummy\n');
  writeFileSync(path.join(folder, 'LICENSES.chromium.html'), '<p>licences of the dummy</p>\n');
  for (const language of ['de', 'en-US', 'vi']) {
    writeFileSync(path.join(folder, 'locales', `${language}.pak`), language);
  }
  const emptyApp = path.join(folder, '..', `${path.basename(folder)}-default-app`);
  mkdirSync(emptyApp);
  writeFileSync(path.join(emptyApp, 'package.json'), '{"name":"default-app","main":"main.js"}');
  writeFileSync(path.join(emptyApp, 'main.js'), '');
  await createPackage(emptyApp, path.join(folder, 'resources', 'default_app.asar'));
  if (target.system === 'linux') {
    const program = path.join(folder, 'electron');
    writeFileSync(program, Buffer.concat([Buffer.from('\x7fELF dummy '), fuseWire()]));
    chmodSync(program, 0o755);
  } else {
    writeWindowsProgram(path.join(folder, 'electron.exe'), target.makensis);
  }
}
