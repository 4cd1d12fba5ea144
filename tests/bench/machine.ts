// What the figures were measured on, in a few lines for people.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';

/** The first line that a program prints about its version; null where there is no such program. */
export function versionOf(program: string, args: readonly string[] = ['--version']): string | null {
  try {
    return (
      execFileSync(program, [...args], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 60_000,
      })
        .trim()
        .split('\n')[0]
        ?.trim() ?? null
    );
  } catch {
    return null;
  }
}

/** File system and kind of disk below a folder, as far as Linux tells. */
function diskOf(folder: string): string {
  if (process.platform !== 'linux') return 'unknown';
  const real = realpathSync(folder);
  const [device = '', , type = ''] =
    readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, point = '']) => point === '/' || real === point || real.startsWith(`${point}/`))
      .sort((a, b) => (a[1] ?? '').length - (b[1] ?? '').length)
      .at(-1) ?? [];
  const name = path.basename(device).replace(/(?<=^[hsv]d[a-z])\d+$|(?<=^nvme\d+n\d+)p\d+$/, '');
  const flag = `/sys/class/block/${name}/queue/rotational`;
  const kind = !existsSync(flag)
    ? 'not a disk of this machine'
    : readFileSync(flag, 'utf8').trim() === '0'
      ? 'without moving parts'
      : 'reported as rotating';
  const virtual = name.startsWith('vd') ? 'virtual, ' : '';
  return `${type} on ${name === '' ? device : name} (${virtual}${kind})`;
}

function systemName(): string {
  try {
    const name = /^PRETTY_NAME="(.*)"$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    return `${name ?? os.type()}, kernel ${os.release()}`;
  } catch {
    return `${os.version()} ${os.release()}`;
  }
}

export function describeMachine(
  folder: string,
  browser: string | null,
): readonly (readonly [string, string])[] {
  const cpus = os.cpus();
  const memory = new Database(':memory:');
  const sqlite = String(memory.prepare('SELECT sqlite_version()').pluck().get());
  memory.close();
  const office = versionOf('soffice', ['--headless', '--version']);
  return [
    ['Processor', `${cpus[0]?.model.trim() ?? 'unknown'}, ${cpus.length} cores`],
    ['Memory', `${(os.totalmem() / 2 ** 30).toFixed(0)} GiB`],
    ['Disk of the data folder', diskOf(folder)],
    ['System', systemName()],
    ['Node', process.versions.node],
    ['SQLite', `${sqlite}, write-ahead log, synchronous=FULL`],
    ['Browser', browser === null ? 'none' : (versionOf(browser) ?? path.basename(browser))],
    [
      'LibreOffice',
      office === null ? 'none' : office.replace(/^LibreOffice /, '').replace(/ [0-9a-z:()-]{12,}$/, ''),
    ],
  ];
}
