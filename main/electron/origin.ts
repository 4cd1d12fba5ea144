/**
 * The one origin of the desktop application, app://bundle, and what belongs to it. Pure.
 * Protocol and host are compared exactly: in Node `new URL('app://evil').origin` is the text 'null', which
 * would make every custom scheme equal, and a prefix test would let app://bundle.evil through.
 */
export const APP_SCHEME = 'app';
export const APP_HOST = 'bundle';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** True for the pages, files, blobs and print pages of the application itself. */
export function isOwnUrl(url: string): boolean {
  const target = parse(url);
  return (
    target !== null &&
    target.protocol === `${APP_SCHEME}:` &&
    target.host === APP_HOST &&
    target.username === '' &&
    target.password === ''
  );
}

/** True for object URLs that the own pages made, such as blob:app://bundle/6f1c…. */
export function isOwnBlobUrl(url: string): boolean {
  return url.startsWith('blob:') && isOwnUrl(url.slice('blob:'.length));
}

/**
 * Whether a request may go out. There is no network content at all: the own origin, its object URLs and
 * inline images; the developer tools' own files where developer tools are allowed.
 */
export function mayRequest(url: string, devTools: boolean): boolean {
  if (isOwnUrl(url) || isOwnBlobUrl(url)) return true;
  if (/^data:image\//i.test(url)) return true;
  const protocol = parse(url)?.protocol;
  return devTools && (protocol === 'devtools:' || protocol === 'chrome-extension:');
}
