/**
 * Where the data lives: one pure rule, the same for Electron and the command line. Local application data,
 * never roaming; `--data` wins, then the pointer file that keeps the choice of the first run.
 */

export interface Place {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

export interface LocationInput extends Place {
  /** `--data DIR` of the command line. */
  readonly given?: string | undefined;
  /** The text of the pointer file; undefined where there is none. */
  readonly pointer?: string | undefined;
}

const WINDOWS_NAME = 'KiemTraCCHC';
const UNIX_NAME = 'kiem-tra-cchc';
const POINTER_NAME = 'data-folder.txt';

/** The default data folder of this account on this PC. */
export function defaultFolder({ platform, env, home }: Place): string {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] || `${home}\\AppData\\Local`;
    return `${local.replace(/[\\/]+$/, '')}\\${WINDOWS_NAME}`;
  }
  if (platform === 'darwin') return `${home}/Library/Application Support/${WINDOWS_NAME}`;
  // The XDG rule: a relative path in the variable counts as none.
  const given = env['XDG_DATA_HOME'];
  const data = given?.startsWith('/') ? given.replace(/\/+$/, '') : `${home}/.local/share`;
  return `${data}/${UNIX_NAME}`;
}

/** The file that names another folder, when one was chosen at the first run. It stands in the default folder. */
export function pointerFile(place: Place): string {
  return `${defaultFolder(place)}${place.platform === 'win32' ? '\\' : '/'}${POINTER_NAME}`;
}

/** The data folder. What the pointer says counts only as an absolute path; else it would depend on where one stands. */
export function dataFolder(input: LocationInput): string {
  if (input.given !== undefined && input.given !== '') return input.given;
  const chosen = input.pointer?.replace(/^\uFEFF/, '').trim();
  if (chosen !== undefined && isAbsolute(chosen, input.platform)) return chosen;
  return defaultFolder(input);
}

function isAbsolute(path: string, platform: string): boolean {
  return platform === 'win32' ? /^([a-z]:[\\/]|[\\/]{2})/i.test(path) : path.startsWith('/');
}

/**
 * `\\server\share` in all its spellings. SQLite in WAL mode needs one host's shared memory, so a share is refused.
 * On Linux and macOS two slashes are an ordinary path; a backslash is never one that is meant.
 */
export function isNetworkPath(path: string, platform: string): boolean {
  if (platform !== 'win32') return path.startsWith('\\\\');
  const plain = path.replaceAll('/', '\\');
  if (!plain.startsWith('\\\\')) return false;
  // \\?\C:\… and \\.\C:\… are local; \\?\UNC\server\share is not.
  return !/^\\\\[?.]\\[a-z]:(\\|$)/i.test(plain);
}
