/** Where Edge, Chrome or Chromium may be installed on this PC. A fixed list of places: nothing is searched for. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export interface Machine {
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isExecutable: (file: string) => boolean;
}

const WINDOWS = [
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'CocCoc\\Browser\\Application\\browser.exe',
];
const LINUX = [
  '/usr/bin/microsoft-edge',
  '/usr/bin/microsoft-edge-stable',
  '/opt/microsoft/msedge/msedge',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
];
const MAC = [
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export function browserPlaces({ platform, environment }: Omit<Machine, 'isExecutable'>): readonly string[] {
  if (platform === 'darwin') return MAC;
  if (platform !== 'win32') return LINUX;
  const folders = [
    environment['ProgramFiles(x86)'],
    environment['ProgramFiles'],
    environment['ProgramW6432'],
    environment['LOCALAPPDATA'],
  ].filter((folder) => folder !== undefined && folder !== '');
  return WINDOWS.flatMap((place) => [...new Set(folders)].map((folder) => path.win32.join(folder!, place)));
}

/** CCHC_BROWSER names one program and then no other is tried; else the first that is there. */
export function findBrowser(machine: Machine): string | null {
  const chosen = machine.environment['CCHC_BROWSER'];
  const places = chosen === undefined || chosen === '' ? browserPlaces(machine) : [chosen];
  return places.find((place) => machine.isExecutable(place)) ?? null;
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    environment: process.env,
    isExecutable: (file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    },
  };
}
