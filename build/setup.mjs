// What every entry script needs first: the locked packages in node_modules, and Node 24 to run under.
// Only Node built-ins may be imported here, because it runs before anything is installed, on whatever
// Node (20 or newer) the machine has, on Linux, Windows and macOS.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Read at once: by the time a child is started, the parent may be gone already. */
const firstParent = process.ppid;

const WANTED_MAJOR = 24;
/** The oldest Node whose N-API and module hooks the product needs, for hosts without a packaged runtime. */
const OLDEST_HOST = [22, 12];

/** Prints one sentence and ends the process: for what the person at the keyboard has to put right. */
export function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Notes about the set-up go to stderr, so that the stdout of a command stays its own. */
export function note(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Hands this process's signals on to a child until the returned function is called. Ctrl+C in a terminal
 * reaches the whole process group by itself, so it is not sent a second time. npm ends only the shell
 * between itself and a script when it is told to stop; the script notices that its parent has changed.
 */
export function passSignals(child) {
  const passOn = (signal) => {
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  const watch =
    process.platform !== 'win32' && process.env['npm_lifecycle_event'] !== undefined
      ? setInterval(() => {
          if (process.ppid !== firstParent) child.kill('SIGTERM');
        }, 250).unref()
      : undefined;
  return () => {
    for (const signal of signals) process.off(signal, passOn);
    clearInterval(watch);
  };
}

/** Runs a program with this terminal and this process's signals; resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', windowsHide: true, ...options });
    const done = passSignals(child);
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('close', (code, signal) => {
      done();
      resolve(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1));
    });
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * One process at a time does `work` (installing, or building one part). The lock is a directory, whose
 * making is atomic everywhere; a lock left behind by a killed process is taken over.
 */
export async function withLock(name, work) {
  const lock = path.join(root, '.cache', `${name}.lock`);
  const owner = path.join(lock, 'pid');
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      // Windows says EPERM while another process is just removing the folder.
      if (error.code !== 'EEXIST' && !(error.code === 'EPERM' && process.platform === 'win32')) throw error;
      let abandoned = false;
      try {
        abandoned = !isAlive(Number(readFileSync(owner, 'utf8')));
      } catch {
        // No owner written yet: the other process is between its two steps, or it died there.
        try {
          abandoned = Date.now() - statSync(lock).mtimeMs > 5000;
        } catch {
          // The lock has just been given back.
        }
      }
      if (abandoned) rmSync(lock, { recursive: true, force: true });
      else await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  writeFileSync(owner, String(process.pid));
  const release = () => {
    rmSync(owner, { force: true });
    try {
      rmdirSync(lock);
    } catch {
      // Somebody took it over; it is theirs now.
    }
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.setup-stamp');

function wantedStamp() {
  const hash = createHash('sha256');
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  hash.update(readFileSync(path.join(root, 'build', 'node-runtime', 'package.json')));
  return `${hash.digest('hex')} ${process.platform}-${process.arch}`;
}

function hasStamp(stamp) {
  try {
    return readFileSync(stampFile, 'utf8') === stamp;
  } catch {
    return false;
  }
}

/** True when somebody has run `npm ci` by hand: npm's own record names every package of our lock. */
function isInstalledByHand() {
  try {
    const locked = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
    const installed = JSON.parse(readFileSync(path.join(modules, '.package-lock.json'), 'utf8')).packages;
    return Object.entries(locked).every(([folder, entry]) => {
      if (!folder.startsWith('node_modules/')) return true;
      const found = installed[folder];
      if (found === undefined) return entry.optional === true || entry.devOptional === true;
      return found.version === entry.version && existsSync(path.join(root, folder));
    });
  } catch {
    return false;
  }
}

/** npm's own script, so that it can be run by `process.execPath` without a shell on every system. */
function findNpm() {
  const beside = path.dirname(process.execPath);
  const candidates = [];
  const fromEnvironment = process.env['npm_execpath'];
  if (fromEnvironment && path.basename(fromEnvironment) === 'npm-cli.js') candidates.push(fromEnvironment);
  candidates.push(
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  );
  for (const folder of (process.env['PATH'] ?? process.env['Path'] ?? '').split(path.delimiter)) {
    if (folder === '') continue;
    candidates.push(path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'));
    if (process.platform !== 'win32') candidates.push(path.join(folder, 'npm'));
  }
  candidates.push('/usr/share/nodejs/npm/bin/npm-cli.js');
  for (const candidate of candidates) {
    try {
      const real = realpathSync(candidate);
      if (path.basename(real) === 'npm-cli.js') return real;
    } catch {
      // Not there: the next one.
    }
  }
  return undefined;
}

async function install(stamp) {
  const npm = findNpm();
  if (npm === undefined) {
    giveUp(
      'npm was not found beside Node or on the PATH: install Node.js together with npm and start again.',
    );
  }
  note('Installing the locked packages (npm ci), about a minute the first time…');
  // Windows does not let a running program be deleted, and `npm ci` deletes node_modules first.
  const runsFromModules = process.execPath.startsWith(modules + path.sep);
  const verb = process.platform === 'win32' && runsFromModules ? ['install', '--no-save'] : ['ci'];
  const args = [npm, ...verb, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // stdout of npm goes to our stderr: a command's own output must stay clean.
  const code = await run(process.execPath, args, { stdio: ['ignore', 2, 2] });
  if (code !== 0) {
    giveUp(`npm could not install the packages (exit code ${code}): check the connection to the registry.`);
  }
  writeFileSync(stampFile, stamp);
}

/** The Node 24 that the registry brought for this system, or undefined where there is none. */
export function packagedNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const file = path.join(modules, `node-${system}-${process.arch}`, 'bin', name);
  return existsSync(file) ? file : undefined;
}

/**
 * Makes node_modules match the lock, then makes sure that the calling script runs under Node 24: where it
 * does not, the same script is run again under the packaged one, and this call never returns.
 */
export async function setup(scriptUrl) {
  const stamp = wantedStamp();
  if (!hasStamp(stamp)) {
    await withLock('setup', async () => {
      if (hasStamp(stamp)) return;
      if (isInstalledByHand()) writeFileSync(stampFile, stamp);
      else await install(stamp);
    });
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major === WANTED_MAJOR) return;
  const better = packagedNode();
  if (better !== undefined) {
    const code = await run(better, [fileURLToPath(scriptUrl), ...process.argv.slice(2)], {
      cwd: process.cwd(),
    });
    process.exit(code);
  }
  if (major < OLDEST_HOST[0] || (major === OLDEST_HOST[0] && minor < OLDEST_HOST[1])) {
    giveUp(
      `Node ${process.versions.node} is too old for this project and the registry has no Node ${WANTED_MAJOR} ` +
        `for ${process.platform}-${process.arch}: install Node ${WANTED_MAJOR} (at least ${OLDEST_HOST.join('.')}).`,
    );
  }
}

const PACKAGE_OF_TOOL = {
  tsc: 'typescript',
  asar: '@electron/asar',
  playwright: '@playwright/test',
};

/** The script behind a locally installed tool, for `process.execPath` to run. */
export function toolPath(tool) {
  const folder = path.join(modules, PACKAGE_OF_TOOL[tool] ?? tool);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const relative = typeof bin === 'string' ? bin : bin?.[tool];
  if (relative === undefined) throw new Error(`The package of "${tool}" has no such program.`);
  return path.join(folder, relative);
}
