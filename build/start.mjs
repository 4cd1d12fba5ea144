// npm start -- [--sample NAME] [--illustrative] [--data DIR] [--port N] [--browser]
// The desktop application where Electron and a display are there; the same application in the browser
// (loopback only) where they are not.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';
import { giveUp, note, passSignals, root, run, setup } from './setup.mjs';

await setup(import.meta.url);

const cli = path.join(root, 'dist', 'main', 'cli.js');
const electronFolder = path.join(root, 'node_modules', 'electron');
const attemptFile = path.join(root, 'node_modules', '.electron-attempt');
const DAY = 24 * 60 * 60 * 1000;
const DOWNLOAD_LIMIT = 120_000;
/** How long a silent download host may take to say anything at all. */
const KNOCK_LIMIT = 5_000;
/** What the dynamic linker answers when a library is missing. */
const CANNOT_RUN = 127;

function readOptions() {
  try {
    return parseArgs({
      options: {
        sample: { type: 'string' },
        illustrative: { type: 'boolean' },
        data: { type: 'string' },
        port: { type: 'string' },
        browser: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return giveUp(
      `${error.message}\nUsage: npm start -- [--sample NAME [--illustrative]] [--data DIR] [--port N] [--browser]`,
    );
  }
}

/** The Electron program, if its binary has been unpacked; nothing of the package is imported. */
function electronBinary() {
  try {
    const program = readFileSync(path.join(electronFolder, 'path.txt'), 'utf8');
    const file = path.join(
      process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(electronFolder, 'dist'),
      program,
    );
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the host that serves the binaries answers, so that a machine without it starts quickly. */
async function answers(url) {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(KNOCK_LIMIT) });
    return true;
  } catch {
    return false;
  }
}

/** Tries once a day to obtain the binary, with a limit of time. */
async function obtainElectron() {
  try {
    if (Date.now() - statSync(attemptFile).mtimeMs < DAY) return undefined;
  } catch {
    // Never tried.
  }
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  // Behind a proxy only the installer itself knows the way, so it is let try without knocking first.
  const behindProxy = Object.keys(process.env).some((name) => /^(npm_config_)?https?_proxy$/i.test(name));
  if (behindProxy || (await answers(mirror ?? 'https://github.com/electron/electron/releases'))) {
    note('Fetching the Electron binary, once…');
    spawnSync(process.execPath, [path.join(electronFolder, 'install.js')], {
      cwd: electronFolder,
      stdio: 'ignore',
      timeout: DOWNLOAD_LIMIT,
      windowsHide: true,
    });
  }
  const binary = electronBinary();
  if (binary === undefined) writeFileSync(attemptFile, new Date().toISOString());
  return binary;
}

/** The sentence of a failure that the command line wrote as JSON. */
function messageOf(text) {
  try {
    return JSON.parse(text).message ?? text.trim();
  } catch {
    return text.trim();
  }
}

/** Loads the sample round and answers where its plan stands. */
function loadSample(options) {
  const args = [cli, 'sample', options.sample];
  if (options.illustrative) args.push('--illustrative');
  if (options.data !== undefined) args.push('--data', options.data);
  const loaded = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', windowsHide: true });
  if (loaded.status !== 0) {
    giveUp(`The sample "${options.sample}" was not loaded: ${messageOf(loaded.stderr)}`);
  }
  return `/plans/${JSON.parse(loaded.stdout).planId}`;
}

/** Shows the address in the person's browser, where there is one; the printed address works anyway. */
function openBrowser(url, hasDisplay) {
  if (!hasDisplay || process.env['CI']) return;
  const [command, args] =
    process.platform === 'win32'
      ? ['rundll32', ['url.dll,FileProtocolHandler', url]]
      : process.platform === 'darwin'
        ? ['open', [url]]
        : ['xdg-open', [url]];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}

async function startInBrowser(options, open, hasDisplay) {
  const args = [cli, 'serve'];
  if (options.data !== undefined) args.push('--data', options.data);
  if (options.port !== undefined) args.push('--port', options.port);
  if (open !== undefined) args.push('--open', open);
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const done = passSignals(child);
  const ended = new Promise((resolve) => {
    child.once('close', (code, signal) => {
      done();
      resolve(code ?? (signal === null ? 1 : 0));
    });
  });
  for await (const line of createInterface({ input: child.stdout })) {
    let ready;
    try {
      ready = JSON.parse(line);
    } catch {
      ready = undefined;
    }
    if (ready?.ready === true) {
      console.log(`Kiểm tra CCHC: ${ready.url}  (Ctrl+C stops it)`);
      openBrowser(ready.url, hasDisplay);
    } else {
      console.log(line);
    }
  }
  return ended;
}

const options = readOptions();
// The person's folder, not the project's to which npm changes.
if (options.data !== undefined) options.data = path.resolve(process.env['INIT_CWD'] ?? '.', options.data);

await ensureBuilt(['main', 'preload', 'renderer']);
const open = options.sample === undefined ? undefined : loadSample(options);

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
let why;
let binary;
if (options.browser) {
  why = undefined;
} else if (!hasDisplay) {
  why = 'There is no display, so the application runs in the browser instead of its own window.';
} else {
  binary = electronBinary() ?? (await obtainElectron());
  if (binary === undefined) {
    why = 'The Electron binary could not be had on this machine, so the application runs in the browser.';
  }
}

async function startElectron() {
  const args = ['.'];
  if (options.data !== undefined) args.push(`--data=${options.data}`);
  if (open !== undefined) args.push(`--open=${open}`);
  // Chromium's sandbox refuses to run as root; only a developer's container starts it so.
  if (process.platform === 'linux' && process.getuid?.() === 0) args.unshift('--no-sandbox');
  const environment = { ...process.env };
  delete environment['ELECTRON_RUN_AS_NODE'];
  try {
    return await run(binary, args, { env: environment });
  } catch {
    return CANNOT_RUN;
  }
}

if (binary !== undefined) {
  const code = await startElectron();
  if (code === CANNOT_RUN) {
    why = 'Electron cannot run here (a system library is missing), so the application runs in the browser.';
    binary = undefined;
  } else {
    process.exitCode = code;
  }
}
if (binary === undefined) {
  if (why !== undefined) console.log(why);
  process.exitCode = await startInBrowser(options, open, hasDisplay);
}
