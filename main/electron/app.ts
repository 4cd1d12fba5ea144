/**
 * The desktop application, from its first line to its last: this file is the story, the other files of this
 * folder are its chapters. The order matters, and the steps are numbered so that it can be talked about.
 */
import { app, crashReporter, protocol, session } from 'electron';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Envelope, ErrorValue } from '../../core/contract/error.ts';
import type { Caller } from '../../core/contract/index.ts';
import { createApplication, type Application } from '../application.ts';
import { createClock } from '../clock.ts';
import { errorValueOf } from '../dispatcher.ts';
import { createIds } from '../ids.ts';
import { createLog } from '../log.ts';
import { parseArguments, type WindowArguments } from './arguments.ts';
import {
  askAboutData,
  askAboutUnresponsive,
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
import { createElectronPrinter } from './printing.ts';
import { profileFolder } from './profile.ts';
import { openOwnFolder } from './safe-open.ts';
import { secureApp, secureSession } from './security.ts';
import { createShellSettings } from './settings.ts';
import { createWindows } from './windows.ts';

/** What is told to a page that asks while the data is not open yet, or no more. */
const notOpen: Envelope<never> = { ok: false, error: { code: 'BUSY' } };
const asWindow: Caller = { transport: 'ipc', meta: {} };
const webInfo = { transport: 'app', origin: APP_ORIGIN } as const;

const SLOW_OPENING = 3_000;
const TIME_TO_QUIT = 2_000;
const MINUTE = 60_000;

const dist = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

async function boot(): Promise<void> {
  // 1. What was typed. It may come from a link or another program, so it is checked before it is used.
  const start = parseArguments(process.argv.slice(1));
  if (start.kind === 'refused') {
    tellRefusedArgument(start.argument);
    app.exit(1);
    return;
  }
  if (start.kind === 'command-line') {
    await runCommandLineHere(start.args);
    return;
  }
  const { options } = start;

  // 2. Where things are: the data, and the shell's own small files.
  const folder = dataFolder(options.data);
  const profile = profileFolder({
    appData: app.getPath('appData'),
    localAppData: process.env['LOCALAPPDATA'],
    data: options.data,
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
  app.enableSandbox();
  const developer = !app.isPackaged;
  if (!developer) app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  if (options['safe-graphics'] === true || settings.read().disableGpu === true) app.disableHardwareAcceleration();
  crashReporter.start({ uploadToServer: false });
  secureApp(app, log);

  // 5. One instance per data folder, before anything of the data is touched.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }

  // 6. The scheme of the application: a secure origin of its own, instead of file://.
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);

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
    preload: path.join(dist, 'preload', 'preload.cjs'),
    devTools: developer,
    settings,
    onCloseRequest: () => app.quit(),
    onSessionEnd: () => void closeData(),
    onUnresponsive: (reload) => {
      void askAboutUnresponsive().then((choice) => choice === 'reload' && reload());
    },
  });
  const printer = createElectronPrinter(windows, pages);

  // 8. What may happen from now on, at any time.
  app.on('second-instance', () => windows.focusMain());
  app.on('window-all-closed', () => app.quit());
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

  // 11. The window, on the page that was asked for.
  await windows.openMain(await firstPage(application, options));

  /** Opens the data, asking the person what to do as long as it does not open; null when they leave. */
  async function openData(): Promise<Application | null> {
    const slow = (settings.read().lastOpenMs ?? 0) > SLOW_OPENING;
    const waiting = slow ? await windows.openWaiting(pages.put(WAITING_PAGE)) : null;
    try {
      for (let mode: 'write' | 'read' = 'write'; ; ) {
        const started = performance.now();
        try {
          const opened = await createApplication({
            folder,
            mode,
            printer,
          });
          settings.save({ lastOpenMs: Math.round(performance.now() - started) });
          return opened;
        } catch (error) {
          const choice = await askAboutData(errorValueOf(error, log, 'open'), folder);
          if (choice === 'quit') return null;
          if (choice === 'read-only') mode = 'read';
        }
      }
    } finally {
      if (waiting !== null && !waiting.isDestroyed()) waiting.destroy();
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
