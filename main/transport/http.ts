/**
 * HTTP for a browser on this PC. It listens on 127.0.0.1 only and lets in whoever shows the launch key once (it becomes
 * a cookie); every other request of every other page, program or host name is refused before it reaches the
 * application. No CORS header is ever sent.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Envelope } from '../../core/contract/error.ts';
import type { Log } from '../log.ts';
import { envelopeResponse, newNonce, securityHeaders, type WebHandler } from '../web.ts';

export interface HttpOptions {
  readonly web: WebHandler;
  readonly log: Log;
  /** 0 takes any free one. */
  readonly port?: number;
  /** The page that the address opens: a path of the renderer such as /plans/<id>. */
  readonly open?: string;
  readonly random?: (size: number) => Uint8Array;
  readonly now?: () => number;
  readonly limits?: { readonly headersTimeout?: number; readonly requestTimeout?: number };
}

export interface HttpServer {
  readonly port: number;
  /** With the launch key. */
  readonly url: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const KEY_BYTES = 32;
const WRONG_KEYS_PER_MINUTE = 20;

function sameSecret(given: string, expected: string): boolean {
  // Hashes have equal length, so the comparison tells nothing about the secret, not even its length.
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Values of a cookie by that name; a browser sends each once, whoever sends more is not trusted. */
function cookieValue(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

const PAGE_STYLE =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1.5rem;color:#1a2b3c;background:#fff}h1{font-size:1.4rem}p+p{color:#5a6b7c}';

/** A page for a person who came without a key, or with an old one. */
function signInPage(status: 401 | 429): Response {
  const nonce = newNonce();
  const html = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Kiểm tra CCHC</title><style nonce="${nonce}">${PAGE_STYLE}</style></head>
<body><h1>Phiên làm việc trên trình duyệt không còn hiệu lực</h1>
<p>Hãy mở địa chỉ mà phần mềm đã in ra khi khởi động (địa chỉ có phần <code>?key=…</code>). Nếu phần mềm đã khởi động lại thì dùng địa chỉ mới.</p>
<p lang="en">This browser session is not valid. Open the address that the application printed when it started (it contains <code>?key=…</code>); after a restart use the new address.</p>
</body></html>
`;
  return new Response(html, {
    status,
    headers: {
      ...securityHeaders(nonce),
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
}

function refusal(status: number, code: 'FORBIDDEN' | 'UNAUTHENTICATED' | 'NOT_JSON'): Response {
  const envelope: Envelope<never> = { ok: false, error: { code } };
  return envelopeResponse(envelope, status);
}

const isRead = (method: string) => method === 'GET' || method === 'HEAD';

/** A person going to a page, as against a page fetching something. Old browsers do not tell; then Accept does. */
function isNavigation(request: Request): boolean {
  if (request.method !== 'GET') return false;
  const mode = request.headers.get('sec-fetch-mode');
  if (mode !== null) return mode === 'navigate' && request.headers.get('sec-fetch-dest') === 'document';
  return (request.headers.get('accept') ?? '').includes('text/html');
}

/** How often a header came, as node folds repeated ones away. */
function timesSent(incoming: IncomingMessage, name: string): number {
  return incoming.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;
}

export async function startHttpServer(options: HttpOptions): Promise<HttpServer> {
  const { web, log, random = randomBytes, now = Date.now } = options;
  const key = Buffer.from(random(KEY_BYTES)).toString('base64url');
  const session = Buffer.from(random(KEY_BYTES)).toString('base64url');
  let port = 0;
  let wrongKeys: number[] = [];

  function tooManyWrongKeys(): boolean {
    const since = now() - 60_000;
    wrongKeys = wrongKeys.filter((at) => at > since);
    return wrongKeys.length >= WRONG_KEYS_PER_MINUTE;
  }

  function admit(request: Request, url: URL): Response {
    url.searchParams.delete('key');
    return new Response(null, {
      status: 303,
      headers: {
        ...securityHeaders(newNonce()),
        // A path only, and one that cannot be read as another host's.
        Location: `${url.pathname.replace(/^\/{2,}/, '/')}${url.search}`,
        'Set-Cookie': `cchc_${port}=${session}; HttpOnly; SameSite=Strict; Path=/`,
        'Cache-Control': 'no-store',
      },
    });
  }

  async function answer(request: Request, incoming: IncomingMessage): Promise<Response> {
    // A page elsewhere whose name was made to resolve to this PC shows itself by the host it asks for.
    const host = incoming.headers.host ?? '';
    if (timesSent(incoming, 'host') !== 1 || (host !== `${HOST}:${port}` && host !== `localhost:${port}`)) {
      return refusal(421, 'FORBIDDEN');
    }
    if (!(incoming.url ?? '').startsWith('/')) return refusal(400, 'FORBIDDEN');
    const origin = `http://${host}`;
    const sentOrigin = request.headers.get('origin');
    const site = request.headers.get('sec-fetch-site');
    const url = new URL(request.url);

    if (isRead(request.method)) {
      if (sentOrigin !== null && sentOrigin !== origin) return refusal(403, 'FORBIDDEN');
    } else {
      if (sentOrigin !== origin) return refusal(403, 'FORBIDDEN');
      if (site !== null && site !== 'same-origin') return refusal(403, 'FORBIDDEN');
    }

    const givenKey = url.searchParams.get('key');
    if (givenKey !== null && request.method === 'GET') {
      if (sameSecret(givenKey, key)) return admit(request, url);
      if (tooManyWrongKeys()) return signInPage(429);
      wrongKeys.push(now());
      return signInPage(401);
    }
    if (site !== null && site !== 'same-origin' && site !== 'none' && !isNavigation(request)) {
      return refusal(403, 'FORBIDDEN');
    }
    if (!sameSecret(cookieValue(incoming.headers.cookie, `cchc_${port}`) ?? '', session)) {
      return isNavigation(request) ? signInPage(401) : refusal(401, 'UNAUTHENTICATED');
    }
    return web(request, { transport: 'http', origin });
  }

  const server = createAdaptorServer({
    hostname: HOST,
    overrideGlobalObjects: false,
    fetch: async (request, env) => {
      try {
        // The adaptor's type allows HTTP/2 as well; this server is made by node:http below.
        return await answer(request, env.incoming as IncomingMessage);
      } catch (error) {
        log.error('request failed', error);
        return refusal(400, 'NOT_JSON');
      }
    },
    createServer,
    serverOptions: {
      maxHeaderSize: 16 * 1024,
      headersTimeout: options.limits?.headersTimeout ?? 10_000,
      // A package of 8 GiB onto an old disk takes its time; headers have a limit of their own.
      requestTimeout: options.limits?.requestTimeout ?? 1_800_000,
      keepAliveTimeout: 5_000,
      connectionsCheckingInterval: Math.min(options.limits?.headersTimeout ?? 5_000, 5_000),
    },
  });
  if (!('closeAllConnections' in server)) throw new Error('not a server of node:http');
  server.maxConnections = 128;
  server.maxHeadersCount = 100;

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: HOST, port: options.port ?? 0, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  port = (server.address() as AddressInfo).port;

  return {
    port,
    url: `http://${HOST}:${port}${openPath(options.open, key)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `/plans/x?tab=y` with the key added; whatever is not a path of this server opens the first page. */
function openPath(open: string | undefined, key: string): string {
  const base = `http://${HOST}`;
  let url = new URL('/', base);
  if (open !== undefined && /^\/(?![/\\])/.test(open)) url = new URL(open, base);
  url.searchParams.set('key', key);
  return `${url.pathname}${url.search}`;
}
