/**
 * The desktop application, from its first line to its last: this file is the story, the other files of this
 * folder are its chapters. The order matters, and the steps are numbered so that it can be talked about.
 */
import { app, crashReporter, protocol, session } from 'electron';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Envelope } from '../../core/contract/error.ts';
import type { Caller } from '../../core/contract/index.ts';
import type { Application } from '../application.ts';
import { createApplicationHost } from '../application-host.ts';
import { helpedByBackup, newestProven, restoreDamaged } from '../backup/damaged.ts';
import { runCommandLine } from '../command-line.ts';
import { dataFolderOfThisMachine } from '../data-folder.ts';
import { errorValueOf } from '../dispatcher.ts';
import { createLog, createSilentLog, type Log } from '../log.ts';
import { parseArguments, type WindowArguments } from './arguments.ts';
import {
  askAboutData,
  askAboutUnresponsive,
  chooseFolder,
  tellAbout,
  tellError,
  tellFatalError,
  tellPageGone,
  tellRefusedArgument,
} from './dialogs.ts';
import { installIpc } from './ipc.ts';
import { installMenu } from './menu.ts';
import { APP_ORIGIN, APP_SCHEME } from './origin.ts';
import { createMadePages } from './pages.ts';
import { createElectronPrinters } from './printing.ts';
import { profileFolder } from './profile.ts';
import { openOwnFolder } from './safe-open.ts';
import { secureApp, secureSession } from './security.ts';
import { createShellSettings } from './settings.ts';
import { createSecretSealer } from './vault.ts';
import { createWindows } from './windows.ts';

const developer = !app.isPackaged;

/** What is told to a page that asks while the data is not open yet, or no more. */
const notOpen: Envelope<never> = { ok: false, error: { code: 'BUSY' } };
const asWindow: Caller = { transport: 'ipc', meta: {} };
const webInfo = { transport: 'app', origin: APP_ORIGIN } as const;

const SLOW_OPENING = 3_000;
const TIME_TO_QUIT = 2_000;
const TIME_FOR_KEYS = 1_500;
const MINUTE = 60_000;

/** Everything of main is bundled into dist/main. */
const distFolder = path.dirname(import.meta.dirname);

async function boot(): Promise<void> {
  // 1. What was typed. It may come from a link or another program, so it is checked before it is used.
  const start = parseArguments(process.argv.slice(1));
  if (start.kind === 'refused') {
    tellRefusedArgument(start.argument);
    app.exit(1);
    return;
  }
  if (start.kind === 'command-line') {
    await bootCommandLine(start.args);
    return;
  }
  const { options } = start;

  // 2. Where things are: the data, and the shell's own small files.
  const folder = dataFolderOfThisMachine(options.data);
  const profile = profileFolder({
    appData: app.getPath('appData'),
    localAppData: process.env['LOCALAPPDATA'],
    data: folder === dataFolderOfThisMachine() ? undefined : folder,
  });
  app.setPath('userData', profile);
  const settings = createShellSettings(path.join(profile, 'shell.json'));
  // Until the data is open, nothing is written there, so the shell has a log of its own.
  const log = createLog({ folder: path.join(profile, 'logs'), now: Date.now });

  // 3. Whatever goes wrong unforeseen ends the program: after it nothing can be relied on.
  let ending = false;
  const fatal = (error: unknown): void => {
    const ref = log.error('fatal', error);
    if (ending) return;
    ending = true;
    tellFatalError(ref);
    app.exit(1);
  };
  process.on('uncaughtException', fatal);
  process.on('unhandledRejection', fatal);

  // 4. The sandbox and the other things that Chromium must know before it is ready.
  closeOff(log);
  if (options['safe-graphics'] === true || settings.read().disableGpu === true)
    app.disableHardwareAcceleration();

  // 5. One instance per data folder, before anything of the data is touched.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }

  // 6. The scheme of the application: a secure origin of its own, instead of file://.
  registerScheme();

  // 7. The owners of the rest of the story.
  let application: Application | null = null;
  let closed = false;
  const closeData = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await application?.close();
  };
  const pages = createMadePages();
  const windows = createWindows({
    preload: path.join(distFolder, 'preload', 'preload.cjs'),
    devTools: developer,
    settings,
    onCloseRequest: () => app.quit(),
    onSessionEnd: () => void closeData(),
    onUnresponsive: (reload) => {
      void askAboutUnresponsive().then((choice) => choice === 'reload' && reload());
    },
  });
  const printers = createElectronPrinters(pages);

  // 8. What may happen from now on, at any time.
  app.on('second-instance', () => windows.focusMain());
  // A waiting or a print page that goes is not the end; the main window goes only when the program ends.
  app.on('window-all-closed', () => undefined);
  keepPagesAlive();
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    void quit().finally(() => app.exit(0));
  });

  await app.whenReady();

  // 9. The session: what pages may not do; then the menu, the files and the calls, all before any window.
  secureSession(session.defaultSession, { devTools: developer, saveFolder: app.getPath('documents'), log });
  installMenu({
    developer,
    openDataFolder: () => void openOwnFolder(folder, application === null ? [] : [folder]),
    about: () => void tellAbout(app.getVersion(), folder),
  });
  protocol.handle(APP_SCHEME, async (request) => {
    const made = pages.respond(request);
    if (made !== null) return made;
    return application === null ? new Response(null, { status: 503 }) : application.web(request, webInfo);
  });
  const gate = installIpc({
    dispatch: async (method, input, caller) =>
      application === null || closed ? notOpen : application.dispatch(method, input, caller),
    isKnown: windows.isKnown,
    log,
  });

  // 10. The data. Without it there is nothing to show but why.
  application = await openData();
  if (application === null) {
    app.exit(1);
    return;
  }
  application.onEvent(windows.broadcast);
  application.keepBackups?.();
  // The first page already knows whether the office's keys are open; a key store that does not answer holds nobody up.
  await Promise.race([application.ready(), new Promise((resolve) => setTimeout(resolve, TIME_FOR_KEYS))]);

  // 11. The window, on the page that was asked for.
  await windows.openMain(await firstPage(application, options));

  /** Opens the data, asking the person what to do as long as it does not open; null when they leave. */
  async function openData(): Promise<Application | null> {
    const slow = (settings.read().lastOpenMs ?? 0) > SLOW_OPENING;
    const waitingPage = pages.put(WAITING_PAGE);
    const waiting = slow ? await windows.openWaiting(waitingPage) : null;
    /** Backups that turned out to be damaged as well. */
    const broken = new Set<string>();
    /** What is to be come back to before the next try. */
    let chosen: string | null = null;
    /** The data is damaged, whatever else goes wrong since that was found. */
    let damaged = false;
    try {
      for (let mode: 'write' | 'read' = 'write'; ;) {
        const started = performance.now();
        try {
          if (chosen !== null) await restoreDamaged(folder, chosen, Date.now());
          const opened = createApplicationHost({
            folder,
            mode,
            distFolder,
            printer: printers.pdf,
            paperPrinter: printers.paper,
            sealer: createSecretSealer({ maySeal: true }),
            folderDialog: chooseFolder,
          });
          settings.save({ lastOpenMs: Math.round(performance.now() - started) });
          return opened;
        } catch (error) {
          const fault = errorValueOf(error, log, 'open');
          if (chosen !== null && fault.code === 'BACKUP_BROKEN') broken.add(chosen);
          damaged ||= helpedByBackup.has(fault.code);
          const newest = damaged ? newestProven(folder, Date.now(), broken) : null;
          // A folder that was never ours has no backups either, and its files are none of our business.
          const isOurs = damaged && fault.code !== 'DATA_NOT_DATABASE';
          const backup = newest ?? (isOurs ? null : undefined);
          const choice = await askAboutData(fault, folder, backup);
          if (choice === 'quit') return null;
          if (choice === 'read-only') mode = 'read';
          chosen = choice === 'restore' ? (backup?.name ?? null) : null;
        }
      }
    } finally {
      if (waiting !== null && !waiting.isDestroyed()) waiting.destroy();
      pages.drop(waitingPage);
    }
  }

  /** Last words of the page, then the data, then nothing; in two seconds at most. */
  async function quit(): Promise<void> {
    windows.hideMain();
    const inOrder = async (): Promise<void> => {
      await gate.settled(TIME_TO_QUIT - 500);
      await closeData();
    };
    await Promise.race([inOrder(), new Promise((resolve) => setTimeout(resolve, TIME_TO_QUIT))]);
  }

  /** Pages that die are brought back, but not again and again; a graphics card that dies twice is left alone. */
  function keepPagesAlive(): void {
    let lastReload = -MINUTE;
    let graphicsFailures = 0;
    app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
      if (reason === 'clean-exit' || ending || !windows.isKnown(contents.id)) return;
      const ref = log.error('page gone', new Error(reason), { exitCode });
      if (performance.now() - lastReload < MINUTE) {
        void tellPageGone(ref).finally(() => app.quit());
        return;
      }
      lastReload = performance.now();
      contents.reload();
    });
    app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
      log.warn('process gone', { type, reason, exitCode });
      if (type !== 'GPU' || reason === 'clean-exit') return;
      graphicsFailures += 1;
      if (graphicsFailures === 2) settings.save({ disableGpu: true });
    });
  }
}

/** Sandbox, no network, no crash reports to anybody, guards for every page to come. Before ready. */
function closeOff(log: Log): void {
  app.enableSandbox();
  if (!developer) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  crashReporter.start({ uploadToServer: false });
  secureApp(app, log);
}

/** Once, before ready. */
function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** `--cli …`: the command line inside this program, without a window; only PDF needs hidden ones. */
async function bootCommandLine(args: readonly string[]): Promise<void> {
  const fail = (error: unknown): void => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    app.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  // A profile of its own for the moment: the window of the same person may be open.
  const profile = mkdtempSync(path.join(os.tmpdir(), 'kiem-tra-cchc-'));
  process.once('exit', () => rmSync(profile, { recursive: true, force: true }));
  app.setPath('userData', profile);
  takeAlongMachineKey(profile, args);
  const log = createSilentLog();
  closeOff(log);
  app.disableHardwareAcceleration();
  registerScheme();
  app.on('window-all-closed', () => undefined);
  await app.whenReady();
  secureSession(session.defaultSession, { devTools: false, saveFolder: profile, log });
  const pages = createMadePages();
  protocol.handle(APP_SCHEME, (request) => pages.respond(request) ?? new Response(null, { status: 404 }));
  const printer = createElectronPrinters(pages).pdf;
  app.exit(
    await runCommandLine(args, { distFolder, printer, sealer: createSecretSealer({ maySeal: false }) }),
  );
}

/**
 * On Windows the key that seals secrets lies in the profile (itself sealed for the person). Without it the command line
 * could not open what the window has sealed.
 */
function takeAlongMachineKey(profile: string, args: readonly string[]): void {
  const given = args.includes('--data') ? args[args.indexOf('--data') + 1] : undefined;
  const folder = dataFolderOfThisMachine(given);
  const usual = profileFolder({
    appData: app.getPath('appData'),
    localAppData: process.env['LOCALAPPDATA'],
    data: folder === dataFolderOfThisMachine() ? undefined : folder,
  });
  try {
    copyFileSync(path.join(usual, 'Local State'), path.join(profile, 'Local State'));
  } catch {
    // No window has been open yet: then nothing is sealed by the machine either.
  }
}

const WAITING_PAGE = {
  html: '<p>Đang mở dữ liệu, xin chờ…</p>',
  css: 'body { margin: 0; height: 100vh; display: grid; place-items: center; font: 18px sans-serif; }',
};

/** The page asked for by name, or the round of a sample that is loaded first, or the start page. */
async function firstPage(application: Application, options: WindowArguments): Promise<string> {
  if (options.sample === undefined) return options.open ?? '/';
  const loaded = await application.dispatch('system.loadSample', { name: options.sample }, asWindow);
  if (loaded.ok) return `/plans/${(loaded.value as { readonly planId: string }).planId}`;
  await tellError(loaded.error);
  return '/';
}

void boot();
