/**
 * Sticks and other removable drives of this PC, asked of the operating system: Windows by its CIM classes, Linux by its
 * mounts. What cannot be asked within a moment counts as none: there is the folder dialog besides.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

export interface Drive {
  /** Its root: "E:\", "/media/an/KINGSTON". */
  readonly path: string;
  readonly label: string;
  /** As the system calls it, in capital letters; null where it does not tell. */
  readonly fileSystem: string | null;
  readonly removable: boolean;
}
export type DriveLister = () => Promise<readonly Drive[]>;

/** Runs a program and answers what it wrote; rejects where it takes too long. */
export type RunProgram = (file: string, args: readonly string[]) => Promise<string>;

const PATIENCE = 3_000;
const REMOVABLE = 2;

// ConvertTo-Json answers one object where there is one disk, and nothing where there is none.
const disk = z.object({
  DeviceID: z.string().regex(/^[A-Za-z]:$/),
  DriveType: z.int(),
  VolumeName: z.string().max(100).nullish(),
  FileSystem: z.string().max(40).nullish(),
});

export const CIM_COMMAND =
  '[Console]::OutputEncoding=[Text.Encoding]::UTF8;' +
  'Get-CimInstance Win32_LogicalDisk -OperationTimeoutSec 3|' +
  'Select-Object DeviceID,DriveType,VolumeName,FileSystem,FreeSpace,Size|ConvertTo-Json -Compress';

/** What PowerShell answers; a disk that is told otherwise than expected is left out. */
export function drivesOfCim(text: string): readonly Drive[] {
  const clean = text.replace(/^\uFEFF/, '').trim();
  if (clean === '') return [];
  let json: unknown;
  try {
    json = JSON.parse(clean);
  } catch {
    return [];
  }
  return (Array.isArray(json) ? json : [json]).flatMap((one: unknown): Drive[] => {
    const read = disk.safeParse(one);
    // A card reader without a card is a drive without a file system.
    if (!read.success || (read.data.DriveType === REMOVABLE && !read.data.FileSystem)) return [];
    const { DeviceID, DriveType, VolumeName, FileSystem } = read.data;
    const letter = DeviceID.toUpperCase();
    const name = shownName(VolumeName ?? '');
    return [
      {
        path: `${letter}\\`,
        label: `${name || (DriveType === REMOVABLE ? 'USB' : 'Disk')} (${letter})`,
        fileSystem: FileSystem ? FileSystem.toUpperCase() : null,
        removable: DriveType === REMOVABLE,
      },
    ];
  });
}

const LINUX_PLACES = ['/media/', '/run/media/', '/mnt/'];
const LINUX_NAMES: Readonly<Record<string, string>> = { vfat: 'FAT32', msdos: 'FAT32', fuseblk: 'NTFS' };
/** Mounts that are no disk. */
const NO_DISK = new Set([
  'autofs',
  'tmpfs',
  'overlay',
  'squashfs',
  'proc',
  'sysfs',
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
]);

/** The lines of /proc/self/mountinfo. */
export function drivesOfMounts(text: string): readonly Drive[] {
  const found = new Map<string, Drive>();
  for (const line of text.split('\n')) {
    const [left, right] = line.split(' - ');
    const mountPoint = left?.split(' ')[4];
    const type = right?.split(' ')[0];
    if (mountPoint === undefined || type === undefined) continue;
    // Blanks and backslashes stand as octal numbers.
    const folder = mountPoint.replace(/\\([0-7]{3})/g, (_all, octal: string) =>
      String.fromCharCode(parseInt(octal, 8)),
    );
    const removable = LINUX_PLACES.some((place) => folder.startsWith(place)) && !NO_DISK.has(type);
    // What was mounted over it later counts.
    found.set(folder, {
      path: folder,
      label: shownName(path.posix.basename(folder)) || folder,
      fileSystem: (LINUX_NAMES[type] ?? type).toUpperCase(),
      removable,
    });
  }
  return [...found.values()];
}

/** A label may be anything that a stranger wrote on a stick. */
function shownName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .trim()
    .slice(0, 60);
}

const runProgram: RunProgram = (file, args) =>
  new Promise((resolve, reject) => {
    execFile(
      file,
      [...args],
      { timeout: PATIENCE, windowsHide: true, maxBuffer: 1024 * 1024, encoding: 'utf8' },
      (error, output) => (error === null ? resolve(output) : reject(error)),
    );
  });

export interface DriveListerOptions {
  readonly platform?: NodeJS.Platform;
  readonly systemRoot?: string | undefined;
  readonly run?: RunProgram;
  readonly readMounts?: () => Promise<string>;
  readonly now?: () => number;
}

/** Of this PC; asked again after two seconds at the earliest. Never rejects. */
export function createDriveLister(options: DriveListerOptions = {}): DriveLister {
  const {
    platform = process.platform,
    systemRoot = process.env['SystemRoot'],
    run = runProgram,
    readMounts = () => readFile('/proc/self/mountinfo', 'utf8'),
    now = () => performance.now(),
  } = options;

  async function ask(): Promise<readonly Drive[]> {
    try {
      if (platform === 'win32') {
        // By its full path: another powershell.exe in the folder of the program is not asked.
        const shell = path.win32.join(
          systemRoot ?? 'C:\\Windows',
          'System32',
          'WindowsPowerShell',
          'v1.0',
          'powershell.exe',
        );
        return drivesOfCim(await run(shell, ['-NoProfile', '-NonInteractive', '-Command', CIM_COMMAND]));
      }
      return platform === 'linux' ? drivesOfMounts(await readMounts()) : [];
    } catch {
      return [];
    }
  }

  let asked: { readonly at: number; readonly answer: Promise<readonly Drive[]> } | null = null;
  return () => {
    if (asked === null || now() - asked.at > 2_000) asked = { at: now(), answer: ask() };
    return asked.answer;
  };
}
