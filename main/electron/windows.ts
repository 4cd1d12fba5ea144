/**
 * The only place that constructs windows, all of them with the same frozen preferences. Knows which pages
 * are the person's (they may call and hear events) and which are not (print pages, the waiting page).
 */
import { BrowserWindow, type WebPreferences } from 'electron';
import type { AppEvent } from '../../core/contract/events.ts';
import { EVENT_CHANNEL } from './ipc.ts';
import { APP_ORIGIN } from './origin.ts';
import type { ShellSettings, WindowSize } from './settings.ts';

export const PRODUCT_NAME = 'Kiểm tra CCHC';

const safePreferences = Object.freeze({
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
} satisfies WebPreferences);

/** For pages that nobody works in: they need no bridge and no developer tools. */
const withoutBridge = Object.freeze({ ...safePreferences, devTools: false });

/** Fits the screen that most offices have, 1366 × 768, with its task bar. */
const FIRST_SIZE: WindowSize = { width: 1280, height: 720, maximized: false };
const SMALLEST = { minWidth: 940, minHeight: 600 };
const PATIENCE = 10_000;

interface WindowsOptions {
  readonly preload: string;
  readonly devTools: boolean;
  readonly settings: ShellSettings;
  /** The person closes the window; the window goes only when the application ends. */
  readonly onCloseRequest: () => void;
  /** Windows logs the person off: there are seconds. */
  readonly onSessionEnd: () => void;
  /** The page has not answered for a while. */
  readonly onUnresponsive: (reload: () => void) => void;
}

export interface Windows {
  readonly openMain: (path: string) => Promise<void>;
  readonly focusMain: () => void;
  /** Out of sight at once: the page sees that it is hidden and saves what is still being typed. */
  readonly hideMain: () => void;
  /** Shown while a long opening of the data goes on. */
  readonly openWaiting: (url: string) => Promise<BrowserWindow>;
  readonly isKnown: (contentsId: number) => boolean;
  readonly broadcast: (event: AppEvent) => void;
}

/** A hidden window without a preload, for a page to print; whoever opens it destroys it. */
export function openPrintWindow(): BrowserWindow {
  return new BrowserWindow({ show: false, width: 794, height: 1123, webPreferences: withoutBridge });
}

export function createWindows(options: WindowsOptions): Windows {
  const { preload, devTools, settings } = options;
  const known = new Map<number, BrowserWindow>();
  let main: BrowserWindow | null = null;

  const preferences = Object.freeze({ ...safePreferences, devTools, preload });

  function rememberSize(window: BrowserWindow): void {
    const { width, height } = window.getNormalBounds();
    settings.save({ window: { width, height, maximized: window.isMaximized() } });
  }

  return {
    openMain: async (path) => {
      const size = settings.read().window ?? FIRST_SIZE;
      const window = new BrowserWindow({
        title: PRODUCT_NAME,
        width: size.width,
        height: size.height,
        ...SMALLEST,
        show: false,
        backgroundColor: '#ffffff',
        webPreferences: preferences,
      });
      main = window;
      const contentsId = window.webContents.id;
      known.set(contentsId, window);
      window.once('ready-to-show', () => {
        if (size.maximized) window.maximize();
        window.show();
      });
      window.on('close', (event) => {
        event.preventDefault();
        options.onCloseRequest();
      });
      window.on('session-end', options.onSessionEnd);
      window.on('unresponsive', () => {
        const patience = setTimeout(
          () => options.onUnresponsive(() => window.webContents.reload()),
          PATIENCE,
        );
        const calm = (): void => clearTimeout(patience);
        window.once('responsive', calm);
        window.once('closed', calm);
      });
      window.on('closed', () => {
        known.delete(contentsId);
        if (main === window) main = null;
      });
      await window.loadURL(`${APP_ORIGIN}${path}`);
    },
    focusMain: () => {
      if (main === null) return;
      if (main.isMinimized()) main.restore();
      main.show();
      main.focus();
    },
    hideMain: () => {
      if (main === null || main.isDestroyed()) return;
      rememberSize(main);
      main.hide();
    },
    openWaiting: async (url) => {
      const window = new BrowserWindow({
        title: PRODUCT_NAME,
        width: 420,
        height: 180,
        frame: false,
        resizable: false,
        show: false,
        backgroundColor: '#ffffff',
        webPreferences: withoutBridge,
      });
      await window.loadURL(url);
      window.show();
      return window;
    },
    isKnown: (contentsId) => known.has(contentsId),
    broadcast: (event) => {
      for (const window of known.values()) {
        if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
      }
    },
  };
}
