/**
 * What web content may not do: permissions, requests, navigation, windows, certificates, log-ins.
 * Deny is the rule; each exception stands here by name. Knows nothing of the application's data.
 */
import type { App, Session, WebContents } from 'electron';
import { basename, join } from 'node:path';
import type { Log } from '../log.ts';
import { isOwnBlobUrl, isOwnUrl, mayRequest } from './origin.ts';

interface SecurityOptions {
  readonly devTools: boolean;
  /** Where the dialog "Save as" starts; without it the system would remember another program's folder. */
  readonly saveFolder: string;
  readonly log: Log;
}

/** Copying a number out of a page, and full screen. Everything else is refused. */
const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen']);

/** A permission is given to the own top page only; `url` is the page that asks. */
export function mayHavePermission(permission: string, url: string): boolean {
  return allowedPermissions.has(permission) && isOwnUrl(url);
}

/** A file name that every system takes, whatever the page proposed. */
export function safeFileName(proposed: string): string {
  const name = basename(proposed.normalize('NFC').replaceAll('\\', '/'))
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f<>:"|?*]/g, '_')
    .replace(/[. ]+$/, '');
  return name === '' || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) ? `tai-lieu-${name}` : name;
}

/** The session: permissions, requests, downloads, spell-checker, single sign-on. Before the first window. */
export function secureSession(session: Session, options: SecurityOptions): void {
  const { devTools, saveFolder, log } = options;

  // Both are needed: a check that is not handled is granted, and so is a request.
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const granted = details.isMainFrame && mayHavePermission(permission, details.requestingUrl);
    if (!granted) log.warn('permission refused', { permission });
    callback(granted);
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayHavePermission(permission, requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  // Every class stays protected.
  session.setUSBProtectedClassesHandler((details) => details.protectedClasses);

  session.webRequest.onBeforeRequest((details, callback) => {
    const cancel = !mayRequest(details.url, devTools);
    // The address may carry what a person typed; the log gets the kind only.
    if (cancel) log.warn('request refused', { resourceType: details.resourceType });
    callback({ cancel });
  });

  session.on('will-download', (event, item) => {
    const url = item.getURL();
    if (!isOwnUrl(url) && !isOwnBlobUrl(url)) {
      event.preventDefault();
      log.warn('download refused');
      return;
    }
    item.setSaveDialogOptions({ defaultPath: join(saveFolder, safeFileName(item.getFilename())) });
  });

  // On Windows and Linux it would fetch dictionaries from the network.
  session.setSpellCheckerEnabled(false);
  session.allowNTLMCredentialsForDomains('');
}

/** Every page there ever is: no foreign navigation, no new windows, no <webview>. */
function guardContents(contents: WebContents, log: Log): void {
  const guard = (event: { preventDefault: () => void }, url: string): void => {
    if (isOwnUrl(url)) return;
    event.preventDefault();
    log.warn('navigation refused');
  };
  contents.on('will-navigate', (event) => guard(event, event.url));
  contents.on('will-frame-navigate', (event) => guard(event, event.url));
  contents.on('will-redirect', (event) => guard(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => {
    log.warn('window refused');
    return { action: 'deny' };
  });
}

/** The application: guards for every page to come, certificates and log-ins refused. Before ready. */
export function secureApp(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log));
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, callback) => {
    event.preventDefault();
    callback();
  });
  app.on('login', (event, _contents, _details, _info, callback) => {
    event.preventDefault();
    callback();
  });
}
