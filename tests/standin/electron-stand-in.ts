/**
 * Stands in for the module 'electron' where its binary cannot be had: the built main process and preload run
 * against it on Node, with pages in an installed Chromium. It is not Electron and proves nothing about
 * Electron's own behaviour; it proves what the product asks of it, in which order, and how its pages fare.
 *
 *   protocol.handle('app')  ↔ Playwright's route(): Chromium cannot open app://bundle, so it sees
 *                             https://bundle.app.invalid and the addresses are translated both ways
 *   the preload             ↔ an isolated world with a CDP binding (page-scripts.ts)
 *   printToPDF              ↔ CDP Page.printToPDF
 *   dialogs                 ↔ answers given beforehand
 *
 * Whatever the product uses that is not here throws. Every call is recorded in order.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  App,
  BrowserWindow as RealWindow,
  BrowserWindowConstructorOptions,
  CrashReporter,
  Dialog,
  IpcMain,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  OpenDialogOptions,
  OnBeforeRequestListenerDetails,
  PrinterInfo,
  PrintToPDFOptions,
  Protocol,
  SafeStorage,
  SaveDialogOptions,
  Session,
  Shell,
  WebContents,
  WebContentsPrintOptions,
} from 'electron';
import {
  chromium,
  type BrowserContext,
  type CDPSession,
  type Frame,
  type Page,
  type Request as PageRequest,
  type Route,
} from 'playwright-core';
import { BINDING, pageWorldScript, PRELOAD_WORLD, preloadWorldScript } from './page-scripts.ts';

const REAL_ORIGIN = 'app://bundle';
const SHOWN_ORIGIN = 'https://bundle.app.invalid';

interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** What a test says beforehand. A child process is told through STANDIN_OPTIONS and reports to a file. */
interface StandInOptions {
  readonly home: string;
  readonly packaged: boolean;
  /** The label of the button to press in each message box, in order. */
  readonly answers: readonly string[];
  readonly report: string | null;
  /** The folders that the person chooses, in order; null: they choose none. */
  readonly folders: readonly (string | null)[];
  /** The key store of this system, as Linux calls it; null: there is none. */
  readonly keyStore: ReturnType<SafeStorage['getSelectedStorageBackend']> | null;
  /** The person leaves as soon as the window has been shown. */
  readonly leaveWhenShown: boolean;
  /** Something in main goes wrong that nobody expected, as soon as the window has been shown. */
  readonly failWhenShown: boolean;
}

const given = JSON.parse(process.env['STANDIN_OPTIONS'] ?? '{}') as Partial<StandInOptions>;
const options: StandInOptions = {
  home: given.home ?? path.join(os.tmpdir(), `standin-home-${process.pid}`),
  packaged: given.packaged ?? true,
  answers: given.answers ?? [],
  folders: given.folders ?? [],
  keyStore: given.keyStore === undefined ? 'gnome_libsecret' : given.keyStore,
  report: given.report ?? null,
  leaveWhenShown: given.leaveWhenShown ?? false,
  failWhenShown: given.failWhenShown ?? false,
};

const calls: Call[] = [];
const dialogs: Record<string, unknown>[] = [];
const downloads: { url: string; fileName: string; options: SaveDialogOptions | null; refused: boolean }[] =
  [];
const requests: { url: string; cancelled: boolean }[] = [];
const popups: string[] = [];
const refusedNavigations: string[] = [];
const answers = [...options.answers];
const folders = [...options.folders];
/** What shall fail the next time it is asked for. */
const faults = new Set<'printToPDF'>();
/** The printers of this PC, what each next paper meets (null: it is taken), and what they have taken. */
const printers: string[] = [];
const printerFaults: (string | null)[] = [];
const onPaper: { readonly title: string; readonly how: WebContentsPrintOptions }[] = [];
let ready = false;
let exitCode: number | null = null;
let announceExit: (code: number) => void = () => undefined;
const exited = new Promise<number>((resolve) => (announceExit = resolve));

function record(name: string, ...args: readonly unknown[]): void {
  calls.push({ name, args });
}

/** Asking for what is not there is a fault of the stand-in or of the product, never `undefined`. */
function strict<T extends object>(name: string, members: T): T {
  return new Proxy(members, {
    get: (target, key) => {
      // A promise asks whatever it resolves with whether it is a promise too.
      if (key === 'then') return undefined;
      if (typeof key === 'string' && !(key in target))
        throw new Error(`stand-in: ${name}.${key} is not there`);
      const value: unknown = Reflect.get(target, key, target);
      // Methods of the classes below have private fields, which a proxy has not.
      return typeof value === 'function' && target instanceof EventEmitter ? value.bind(target) : value;
    },
    set: (target, key, value) => {
      if (!(key in target)) throw new Error(`stand-in: ${name}.${String(key)} cannot be set`);
      return Reflect.set(target, key, value, target);
    },
  });
}

function onlyBeforeReady(name: string): void {
  if (ready) throw new Error(`stand-in: ${name} after ready`);
}
function onlyWhenReady(name: string): void {
  if (!ready) throw new Error(`stand-in: ${name} before ready`);
}

interface Preventable {
  defaultPrevented: boolean;
  preventDefault(): void;
}
function preventable<T extends object>(more: T): Preventable & T {
  const event = {
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true;
    },
    ...more,
  };
  return event;
}

const toShown = (url: string): string => url.replaceAll(REAL_ORIGIN, SHOWN_ORIGIN);
const toReal = (text: string): string => text.replaceAll(SHOWN_ORIGIN, REAL_ORIGIN);

// ---- app ---------------------------------------------------------------------------------------------

const paths = new Map<string, string>([
  ['appData', path.join(options.home, 'appdata')],
  ['documents', path.join(options.home, 'documents')],
  ['temp', path.join(options.home, 'temp')],
  ['userData', path.join(options.home, 'userdata')],
]);

function getPath(name: string): string {
  const found = paths.get(name);
  if (found === undefined) throw new Error(`stand-in: app.getPath('${name}') is not there`);
  return found;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** As the real one: one holder per userData folder, as long as it lives. */
function requestSingleInstanceLock(): boolean {
  record('app.requestSingleInstanceLock');
  const file = path.join(getPath('userData'), 'standin-lock');
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder !== 0 && holder !== process.pid && isAlive(holder)) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, String(process.pid));
  return true;
}

async function endProcess(code: number): Promise<void> {
  exitCode = code;
  announceExit(code);
  await (await starting)?.close();
  if (options.report === null) return;
  writeFileSync(options.report, JSON.stringify({ code, calls: describeCalls(), dialogs, requests }));
  process.exit(code);
}

const appEvents = new EventEmitter();

type AppMembers = Pick<
  App,
  | 'isPackaged'
  | 'commandLine'
  | 'disableHardwareAcceleration'
  | 'enableSandbox'
  | 'exit'
  | 'getPath'
  | 'getVersion'
  | 'isReady'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setPath'
  | 'whenReady'
>;

const appMembers = {
  isPackaged: options.packaged,
  commandLine: strict('app.commandLine', {
    appendSwitch: (name: string, value?: string) => {
      onlyBeforeReady('app.commandLine.appendSwitch');
      record('app.commandLine.appendSwitch', name, value);
    },
  }) as App['commandLine'],
  disableHardwareAcceleration: () => {
    onlyBeforeReady('app.disableHardwareAcceleration');
    record('app.disableHardwareAcceleration');
  },
  enableSandbox: () => {
    onlyBeforeReady('app.enableSandbox');
    record('app.enableSandbox');
  },
  exit: (code = 0) => {
    record('app.exit', code);
    if (exitCode === null) void endProcess(code);
  },
  getPath,
  getVersion: () => '0.1.0',
  isReady: () => ready,
  quit: () => {
    record('app.quit');
    const event = preventable({});
    appEvents.emit('before-quit', event);
    if (!event.defaultPrevented) appMembers.exit(0);
  },
  requestSingleInstanceLock,
  setPath: (name, folder) => {
    record('app.setPath', name, folder);
    paths.set(name, folder);
  },
  whenReady: async () => {
    await delay(5);
    if (!ready) {
      ready = true;
      record('ready');
    }
  },
} satisfies AppMembers;

function withEvents<T extends object>(name: string, members: T, events: EventEmitter) {
  return strict(name, {
    ...members,
    on: (event: string, listener: (...args: never[]) => void) => {
      record(`${name}.on`, event);
      events.on(event, listener as (...args: unknown[]) => void);
    },
    once: (event: string, listener: (...args: never[]) => void) => {
      events.once(event, listener as (...args: unknown[]) => void);
    },
  });
}

export const app = withEvents('app', appMembers, appEvents);

// ---- session and protocol ----------------------------------------------------------------------------

type BeforeRequest = (
  details: Pick<OnBeforeRequestListenerDetails, 'url' | 'resourceType'>,
  callback: (response: { cancel?: boolean }) => void,
) => void;

let beforeRequest: BeforeRequest | null = null;
let handleProtocol: ((request: Request) => Response | Promise<Response>) | null = null;
const sessionEvents = new EventEmitter();
/** The handlers as the product set them, for the tests to ask. */
const permissionHandlers = new Map<string, unknown>();

function keepHandler(name: string): (handler: unknown) => void {
  return (handler) => {
    record(`session.${name}`);
    permissionHandlers.set(name, handler);
  };
}

type SessionMembers = Record<
  keyof Pick<
    Session,
    | 'allowNTLMCredentialsForDomains'
    | 'setBluetoothPairingHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setPermissionRequestHandler'
    | 'setSpellCheckerEnabled'
    | 'setUSBProtectedClassesHandler'
    | 'webRequest'
  >,
  unknown
>;

const defaultSession = withEvents(
  'session',
  {
    allowNTLMCredentialsForDomains: (domains: string) =>
      record('session.allowNTLMCredentialsForDomains', domains),
    setBluetoothPairingHandler: keepHandler('setBluetoothPairingHandler'),
    setDevicePermissionHandler: keepHandler('setDevicePermissionHandler'),
    setDisplayMediaRequestHandler: keepHandler('setDisplayMediaRequestHandler'),
    setPermissionCheckHandler: keepHandler('setPermissionCheckHandler'),
    setPermissionRequestHandler: keepHandler('setPermissionRequestHandler'),
    setSpellCheckerEnabled: (enabled: boolean) => record('session.setSpellCheckerEnabled', enabled),
    setUSBProtectedClassesHandler: keepHandler('setUSBProtectedClassesHandler'),
    webRequest: strict('session.webRequest', {
      onBeforeRequest: (listener: BeforeRequest) => {
        record('session.webRequest.onBeforeRequest');
        beforeRequest = listener;
      },
    }),
  } satisfies SessionMembers,
  sessionEvents,
);

export const session = strict('session', {
  get defaultSession() {
    onlyWhenReady('session.defaultSession');
    return defaultSession;
  },
});

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged: (schemes) => {
    onlyBeforeReady('protocol.registerSchemesAsPrivileged');
    record('protocol.registerSchemesAsPrivileged', schemes);
  },
  handle: (scheme, handler) => {
    onlyWhenReady('protocol.handle');
    record('protocol.handle', scheme);
    handleProtocol = handler as typeof handleProtocol;
  },
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>);

// ---- dialogs, menu, shell, crash reports -------------------------------------------------------------

async function showMessageBox(
  box: MessageBoxOptions,
): Promise<{ response: number; checkboxChecked: boolean }> {
  onlyWhenReady('dialog.showMessageBox');
  record('dialog.showMessageBox');
  dialogs.push({ ...box });
  const answer = answers.shift();
  if (answer === undefined) throw new Error(`stand-in: nobody said what to answer to "${box.message}"`);
  const response = (box.buttons ?? []).indexOf(answer);
  if (response < 0)
    throw new Error(`stand-in: there is no button "${answer}" in ${JSON.stringify(box.buttons)}`);
  return { response, checkboxChecked: false };
}

export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string) => {
    record('dialog.showErrorBox');
    dialogs.push({ title, content });
  },
  showMessageBox,
  showOpenDialog: async (box: OpenDialogOptions) => {
    onlyWhenReady('dialog.showOpenDialog');
    record('dialog.showOpenDialog', box);
    const folder = folders.shift();
    if (folder === undefined) throw new Error(`stand-in: nobody said which folder to choose`);
    return { canceled: folder === null, filePaths: folder === null ? [] : [folder] };
  },
} satisfies Record<keyof Pick<Dialog, 'showErrorBox' | 'showMessageBox' | 'showOpenDialog'>, unknown>);

// ---- the key store -----------------------------------------------------------------------------------

/** One key for each profile, in the file where Windows has it; whoever has the file can open. */
function storeKey(): Buffer {
  const file = path.join(getPath('userData'), 'Local State');
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'));
  }
  return createHash('sha256').update(readFileSync(file)).digest();
}

function storeIsThere(name: string): void {
  onlyWhenReady(name);
  record(name);
  if (options.keyStore === null) throw new Error('stand-in: there is no key store');
}

export const safeStorage = strict('safeStorage', {
  getSelectedStorageBackend: () => (ready ? (options.keyStore ?? 'basic_text') : 'unknown'),
  isAsyncEncryptionAvailable: async () => {
    onlyWhenReady('safeStorage.isAsyncEncryptionAvailable');
    record('safeStorage.isAsyncEncryptionAvailable');
    return options.keyStore !== null;
  },
  encryptStringAsync: async (text) => {
    storeIsThere('safeStorage.encryptStringAsync');
    const start = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', storeKey(), start);
    return Buffer.concat([start, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  },
  decryptStringAsync: async (sealed) => {
    storeIsThere('safeStorage.decryptStringAsync');
    const cipher = createDecipheriv('aes-256-gcm', storeKey(), sealed.subarray(0, 12));
    cipher.setAuthTag(sealed.subarray(-16));
    const result = Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]).toString();
    return { result, shouldReEncrypt: false };
  },
} satisfies Pick<
  SafeStorage,
  'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
>);

let menu: readonly MenuItemConstructorOptions[] = [];
export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: readonly MenuItemConstructorOptions[]) => {
    record('Menu.setApplicationMenu');
    menu = template;
  },
});

export const shell = strict('shell', {
  openPath: async (folder) => {
    record('shell.openPath', folder);
    return '';
  },
} satisfies Pick<Shell, 'openPath'>);

export const crashReporter = strict('crashReporter', {
  start: (how) => record('crashReporter.start', how),
} satisfies Pick<CrashReporter, 'start'>);

// ---- calls -------------------------------------------------------------------------------------------

type InvokeHandler = (event: unknown, ...args: unknown[]) => unknown;
const invokeHandlers = new Map<string, InvokeHandler>();

export const ipcMain = strict('ipcMain', {
  handle: (channel: string, listener: InvokeHandler) => {
    if (invokeHandlers.has(channel)) throw new Error(`stand-in: a second handler for ${channel}`);
    record('ipcMain.handle', channel);
    invokeHandlers.set(channel, listener);
  },
} satisfies Record<keyof Pick<IpcMain, 'handle'>, unknown>);

// ---- the browser -------------------------------------------------------------------------------------

interface Browsing {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}
let starting: Promise<Browsing> | null = null;
const byPage = new Map<Page, StandInWindow>();

const chromiumFile = (): string =>
  [
    process.env['CCHC_CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find((file) => file !== undefined && existsSync(file)) ?? 'chromium';

async function startBrowser(): Promise<Browsing> {
  const browser = await chromium.launch({
    executablePath: chromiumFile(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    handleSIGINT: false,
  });
  const context = await browser.newContext({
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    acceptDownloads: true,
  });
  await context.route('**/*', onRequest);
  context.on('page', (page) => {
    void page.opener().then(async (opener) => {
      if (opener === null) return;
      const owner = byPage.get(opener);
      popups.push(page.url());
      if (owner?.webContents.askAboutWindow(page.url()) === 'deny') await page.close();
    });
  });
  return { context, close: () => browser.close() };
}

function askBeforeRequest(url: string, resourceType: string): Promise<boolean> {
  const listener = beforeRequest;
  if (listener === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    // Only the types that both name alike matter to anybody.
    const details = { url, resourceType } as OnBeforeRequestListenerDetails;
    listener(details, ({ cancel }) => resolve(cancel === true));
  });
}

/** The frame that asks; null for a window that is being opened and has none yet. */
function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

async function onRequest(route: Route): Promise<void> {
  const request = route.request();
  const url = toReal(request.url());
  if (request.isNavigationRequest()) {
    const frame = frameOf(request);
    if (frame === null) {
      await route.abort();
      return;
    }
    const window = byPage.get(frame.page());
    const isMain = frame.parentFrame() === null;
    if (window !== undefined && !window.webContents.expects(url)) {
      const event = preventable({ url, isMainFrame: isMain });
      window.webContents.emit('will-frame-navigate', event);
      if (isMain) window.webContents.emit('will-navigate', event);
      if (event.defaultPrevented) {
        refusedNavigations.push(url);
        // "No content" leaves the page where it is, as a refused navigation does.
        await route.fulfill({ status: 204 });
        return;
      }
    }
  }
  const isOwn = url.startsWith(`${REAL_ORIGIN}/`);
  const cancelled = await askBeforeRequest(url, request.resourceType());
  requests.push({ url, cancelled });
  // Whatever the product lets through that is not its own has no network here either.
  if (cancelled || !isOwn || handleProtocol === null) {
    await route.abort(cancelled ? 'blockedbyclient' : 'internetdisconnected');
    return;
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(await request.allHeaders())) {
    if (!name.startsWith(':')) headers.set(name, toReal(value));
  }
  const body = request.postDataBuffer();
  const response = await handleProtocol(
    new Request(url, {
      method: request.method(),
      headers,
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    }),
  );
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

// ---- pages and windows -------------------------------------------------------------------------------

let lastId = 0;

class StandInContents extends EventEmitter {
  readonly id = ++lastId;
  readonly #window: () => StandInWindow;
  readonly #preload: string | undefined;
  readonly #contexts = new Map<number, boolean>();
  readonly #opened: Promise<{ page: Page; cdp: CDPSession }>;
  #isolated: number | null = null;
  #expected = new Set<string>();
  #windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  #destroyed = false;

  constructor(window: () => StandInWindow, preload: string | undefined) {
    super();
    this.#window = window;
    this.#preload = preload;
    starting ??= startBrowser();
    this.#opened = this.#open(starting);
    this.#opened.catch(() => undefined);
  }

  async #open(browsing: Promise<Browsing>): Promise<{ page: Page; cdp: CDPSession }> {
    const { context } = await browsing;
    const page = await context.newPage();
    byPage.set(page, this.#window());
    const cdp = await context.newCDPSession(page);
    if (this.#preload !== undefined) await this.#installPreload(cdp, this.#preload);
    page.on('download', (download) => {
      const url = toReal(download.url());
      const item = { url, fileName: download.suggestedFilename(), options: null as SaveDialogOptions | null };
      const event = preventable({});
      sessionEvents.emit(
        'will-download',
        event,
        strict('item', {
          getURL: () => url,
          getFilename: () => item.fileName,
          setSaveDialogOptions: (how: SaveDialogOptions) => {
            item.options = how;
          },
        }),
        this,
      );
      downloads.push({ ...item, refused: event.defaultPrevented });
      void download.cancel();
    });
    return { page, cdp };
  }

  async #installPreload(cdp: CDPSession, file: string): Promise<void> {
    const secret = randomBytes(8).toString('hex');
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== PRELOAD_WORLD) return;
      this.#contexts.set(context.id, true);
      this.#isolated = context.id;
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING && this.#contexts.has(executionContextId))
        void this.#answer(payload, executionContextId);
    });
    await cdp.send('Page.enable');
    await cdp.send('Runtime.enable');
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: PRELOAD_WORLD });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldScript(secret) });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldScript(secret, readFileSync(file, 'utf8'), process.platform),
      worldName: PRELOAD_WORLD,
    });
  }

  async #answer(payload: string, contextId: number): Promise<void> {
    const { id, channel, args } = JSON.parse(payload) as { id: number; channel: string; args: unknown[] };
    const { page, cdp } = await this.#opened;
    const handler = invokeHandlers.get(channel);
    let ok = true;
    let value: unknown;
    try {
      if (handler === undefined) throw new Error(`no handler for ${channel}`);
      const frame = { url: toReal(page.url()), parent: null, origin: REAL_ORIGIN };
      value = await handler({ sender: this, senderFrame: frame }, ...args);
    } catch (error) {
      ok = false;
      value = String(error);
    }
    const expression = `standinReply(${id}, ${ok}, ${JSON.stringify(value)})`;
    // The page may be gone by now; then nobody waits for the answer.
    await cdp.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
  }

  /** The Playwright page, for the tests. */
  async page(): Promise<Page> {
    return (await this.#opened).page;
  }

  /** An expression in the preload's world, for the tests. */
  async inPreloadWorld(expression: string): Promise<unknown> {
    const { cdp } = await this.#opened;
    if (this.#isolated === null) throw new Error('stand-in: this page has no preload');
    const { result } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId: this.#isolated,
      returnByValue: true,
    });
    return result.value as unknown;
  }

  expects(url: string): boolean {
    return this.#expected.delete(url);
  }

  askAboutWindow(url: string): string {
    return this.#windowOpenHandler?.({ url }).action ?? 'allow';
  }

  async loadURL(url: string): Promise<void> {
    const { page } = await this.#opened;
    this.#expected.add(url);
    await page.goto(toShown(url), { waitUntil: 'load' });
    this.emit('did-finish-load');
    this.#window().emit('ready-to-show');
  }

  reload(): void {
    record('webContents.reload');
    void this.page()
      .then((page) => {
        this.#expected.add(toReal(page.url()));
        return page.reload();
      })
      .catch(() => undefined);
  }

  send(channel: string, ...args: unknown[]): void {
    const expression = `standinSend(${JSON.stringify(channel)}, ${JSON.stringify(args)})`;
    void this.inPreloadWorld(expression).catch(() => undefined);
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const { cdp } = await this.#opened;
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
    return result.value as unknown;
  }

  async printToPDF(how: PrintToPDFOptions): Promise<Buffer> {
    record('webContents.printToPDF', how);
    if (faults.delete('printToPDF')) throw new Error('Printing failed');
    const { cdp } = await this.#opened;
    const { data } = await cdp.send('Page.printToPDF', {
      // As the real one: Letter unless told otherwise.
      paperWidth: 8.5,
      paperHeight: 11,
      preferCSSPageSize: how.preferCSSPageSize ?? false,
      printBackground: how.printBackground ?? false,
      generateTaggedPDF: how.generateTaggedPDF ?? false,
      generateDocumentOutline: how.generateDocumentOutline ?? false,
    });
    return Buffer.from(data, 'base64');
  }

  async getPrintersAsync(): Promise<PrinterInfo[]> {
    record('webContents.getPrintersAsync');
    return printers.map((name) => ({ name, displayName: `${name} (máy in)`, description: '', options: {} }));
  }

  /** Takes what the page shows at that moment; the test says what the printer thinks of it. */
  print(how: WebContentsPrintOptions, done: (success: boolean, failureReason: string) => void): void {
    record('webContents.print', how);
    const take = async (): Promise<void> => {
      const title = await this.executeJavaScript('document.title');
      const reason = printerFaults.shift() ?? null;
      if (reason === null) onPaper.push({ title: String(title), how });
      done(reason === null, reason ?? '');
    };
    void take();
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    record('webContents.setWindowOpenHandler');
    this.#windowOpenHandler = handler;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** What the window does when it goes. */
  end(): void {
    this.#destroyed = true;
    void this.#opened.then(({ page }) => page.close()).catch(() => undefined);
  }
}

/** The members of the real classes that the product uses; the compiler checks that they exist there. */
type ContentsMembers = keyof Pick<
  WebContents,
  | 'id'
  | 'send'
  | 'reload'
  | 'executeJavaScript'
  | 'printToPDF'
  | 'print'
  | 'getPrintersAsync'
  | 'setWindowOpenHandler'
  | 'isDestroyed'
  | 'loadURL'
>;
type WindowMembers = keyof Pick<
  RealWindow,
  | 'destroy'
  | 'focus'
  | 'getNormalBounds'
  | 'hide'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'show'
  | 'webContents'
>;

class StandInWindow extends EventEmitter implements Record<WindowMembers, unknown> {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: StandInContents & Record<ContentsMembers, unknown>;
  #destroyed = false;
  #maximized = false;

  constructor(windowOptions: BrowserWindowConstructorOptions) {
    super();
    onlyWhenReady('new BrowserWindow');
    record('new BrowserWindow', windowOptions);
    this.options = windowOptions;
    this.webContents = new StandInContents(() => this, windowOptions.webPreferences?.preload);
    windows.push(this);
    appEvents.emit('web-contents-created', preventable({}), this.webContents);
    return strict('BrowserWindow', this);
  }

  loadURL(url: string): Promise<void> {
    record('loadURL', url);
    return this.webContents.loadURL(url);
  }
  show(): void {
    record('show');
    // The waiting page is shown too, but nobody leaves or fails there.
    if (this.options.webPreferences?.preload === undefined) return;
    if (options.leaveWhenShown) setTimeout(() => this.close(), 50);
    if (options.failWhenShown) {
      setTimeout(() => {
        throw new Error('an error that nobody expected');
      }, 50);
    }
  }
  focus(): void {
    record('focus');
  }
  /** What a hidden window means to its page. */
  hide(): void {
    record('hide');
    void this.webContents
      .executeJavaScript(
        `Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true });
         document.dispatchEvent(new Event('visibilitychange'));`,
      )
      .catch(() => undefined);
  }
  maximize(): void {
    this.#maximized = true;
  }
  restore(): void {
    record('restore');
  }
  isMaximized(): boolean {
    return this.#maximized;
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 0, y: 0, width: this.options.width ?? 800, height: this.options.height ?? 600 };
  }
  /** What the person does with the cross in the corner. */
  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    record('destroy');
    this.#destroyed = true;
    this.webContents.end();
    this.emit('closed');
    windows.splice(windows.indexOf(this), 1);
    if (windows.length === 0) appEvents.emit('window-all-closed');
  }
}

const windows: StandInWindow[] = [];
export { StandInWindow as BrowserWindow };

// ---- for the tests -----------------------------------------------------------------------------------

function describeCalls(): readonly Call[] {
  return calls.map(({ name, args }) => ({ name, args: JSON.parse(JSON.stringify(args)) as unknown[] }));
}

export const standIn = {
  options,
  calls,
  callNames: (): readonly string[] => calls.map((call) => call.name),
  dialogs,
  faults,
  printers,
  printerFaults,
  onPaper,
  downloads,
  requests,
  popups,
  refusedNavigations,
  permissionHandlers,
  windows,
  exited,
  appEvents,
  menu: () => menu,
  askBeforeRequest,
  /** The product's own handler of the channel, called by whomever the test pretends to be. */
  invokeAs: async (event: unknown, channel: string, ...args: unknown[]): Promise<unknown> =>
    invokeHandlers.get(channel)?.(event, ...args),
  channels: (): readonly string[] => [...invokeHandlers.keys()],
  respond: async (url: string): Promise<Response | undefined> => handleProtocol?.(new Request(url)),
  stop: async (): Promise<void> => {
    await (await starting)?.close();
  },
};
