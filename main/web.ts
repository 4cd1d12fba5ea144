/**
 * The Web-standard handler (Request → Response) behind app:// and the HTTP server alike: the renderer's files, calls,
 * uploads, blobs and events, all with the same headers. It trusts its transport for who asks (the sender of an IPC
 * window, the cookie of a browser) and knows neither Electron nor sockets.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { CallMeta } from '../core/contract/endpoint.ts';
import { AppError, type Envelope, type ErrorCode, type ErrorValue } from '../core/contract/error.ts';
import type { Caller } from '../core/contract/index.ts';
import type { HeldFile } from '../db/blobs.ts';
import type { Assets } from './assets.ts';
import { errorValueOf } from './dispatcher.ts';
import { createEventStream, type EventHub } from './events.ts';
import type { BlobContent, BlobHandles } from './handles.ts';
import type { Log } from './log.ts';
import { sniffMedia } from './media.ts';

export const RPC_BODY_LIMIT = 2 * 1024 * 1024;

/** What may be uploaded for what, and how much of it. */
export const UPLOAD_LIMITS = {
  scan: 100 * 1024 * 1024,
  evidence: 50 * 1024 * 1024,
  import: 50 * 1024 * 1024,
  /** A finished paper of anybody's, read once and not kept. */
  check: 50 * 1024 * 1024,
  /** A work file with its evidence: WORK_FILE_LIMIT of main/exchange. */
  work: 500 * 1024 * 1024,
  /** A package, a receipt or a card of another office: held as a file, never in the content store. */
  package: 8 * 1024 * 1024 * 1024,
} as const;
export type UploadPurpose = keyof typeof UPLOAD_LIMITS;

/** `app`: the desktop window, whose calls and events go over IPC. `http`: a browser, which has nothing else. */
export type WebTransport = 'app' | 'http';

export interface WebOptions {
  readonly assets: Assets;
  readonly handles: BlobHandles;
  readonly log: Log;
  readonly events: EventHub;
  readonly dispatch: (method: string, rawInput: unknown, caller: Caller) => Promise<Envelope<unknown>>;
  /** Takes the bytes into the content store, whole or not at all; null where nothing may be written. */
  readonly keepUpload:
    | ((
        source: AsyncIterable<Uint8Array>,
        media: string,
        limit: number,
        purpose: UploadPurpose,
      ) => Promise<Omit<BlobContent, 'fileName'>>)
    | null;
  readonly limits?: Readonly<Record<keyof typeof UPLOAD_LIMITS, number>>;
}

export interface WebRequestInfo {
  readonly transport: WebTransport;
  /** The origin that this handler answers for: `app://bundle` or `http://127.0.0.1:<port>`. */
  readonly origin: string;
}

export type WebHandler = (request: Request, info: WebRequestInfo) => Promise<Response>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.ttf': 'font/ttf',
  '.icc': 'application/vnd.iccprofile',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};

export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

export function securityHeaders(nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(nonce),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  };
}

/**
 * Which shipped file a path asks for. Pure: the table of the build decides, a path without extension is a page of the
 * renderer, and everything that only an attacker writes is refused.
 */
export function resolveAsset(
  rawPath: string,
  names: ReadonlySet<string>,
): { readonly name: string } | { readonly status: 400 | 404 } {
  let decoded: string;
  try {
    decoded = decodeURIComponent(rawPath);
  } catch {
    return { status: 400 };
  }
  if (!decoded.startsWith('/') || /[\0\\:]/.test(decoded)) return { status: 400 };
  const name = path.posix.normalize(decoded).replace(/^\/+/, '');
  if (names.has(name)) return { name };
  return path.posix.extname(name) === '' && names.has('index.html')
    ? { name: 'index.html' }
    : { status: 404 };
}

const STATUS_OF: Partial<Record<ErrorCode, number>> = {
  UNKNOWN_METHOD: 404,
  NOT_FOUND: 404,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CONFLICT: 409,
  IN_USE: 409,
  DUPLICATE: 409,
  WRONG_STATE: 409,
  FROZEN: 409,
  NOTHING_TO_UNDO: 409,
  UNDO_BARRIER: 409,
  CANCELLED: 409,
  NOT_SET_UP: 409,
  TOO_LARGE: 413,
  BUSY: 503,
  READ_ONLY: 403,
  DATA_LOCKED: 503,
  DISK_FULL: 507,
  PDF_UNAVAILABLE: 503,
  DATA_NEWER: 500,
  DATA_NOT_DATABASE: 500,
  DATA_ON_NETWORK: 500,
  CORRUPT: 500,
  INTERNAL: 500,
};

export function statusOf(code: ErrorCode): number {
  return STATUS_OF[code] ?? 400;
}

export function envelopeResponse(envelope: Envelope<unknown>, status?: number): Response {
  return new Response(JSON.stringify(envelope), {
    status: status ?? (envelope.ok ? 200 : statusOf(envelope.error.code)),
    headers: {
      ...securityHeaders(newNonce()),
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
}

function refuse(code: ErrorCode, more: Omit<ErrorValue, 'code'> = {}): Response {
  return envelopeResponse({ ok: false, error: { code, ...more } });
}

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: {
      ...securityHeaders(newNonce()),
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  });
}

const mediaTypeOf = (request: Request) =>
  (request.headers.get('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase();

/** The declared length decides first, so that a body that is too long is not even read; then the bytes themselves. */
function declaredTooLong(request: Request, limit: number): boolean {
  const declared = request.headers.get('content-length');
  return declared !== null && !(Number(declared) <= limit);
}

async function* limited(body: ReadableStream<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of body) {
    total += chunk.byteLength;
    if (total > limit) throw new AppError('TOO_LARGE', { detail: { limit } });
    yield chunk;
  }
}

const PIECE = 256 * 1024;

function streamOf(file: HeldFile): ReadableStream<Uint8Array<ArrayBuffer>> {
  // The first piece at once: a file that is gone is an error, not a body that breaks off.
  let next = new Uint8Array(file.read(0, PIECE));
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        const piece = next;
        at += piece.byteLength;
        if (piece.byteLength > 0) controller.enqueue(piece);
        if (piece.byteLength < PIECE) controller.close();
        else next = new Uint8Array(file.read(at, PIECE));
      },
    },
    { highWaterMark: 1 },
  );
}

const callBody = z.strictObject({
  input: z.unknown().optional(),
  meta: z
    .strictObject({ editKey: z.string().max(200).optional(), group: z.string().max(200).optional() })
    .optional(),
});

export function callMetaOf(
  meta: { editKey?: string | undefined; group?: string | undefined } | undefined,
): CallMeta {
  return {
    ...(meta?.editKey === undefined ? {} : { editKey: meta.editKey }),
    ...(meta?.group === undefined ? {} : { group: meta.group }),
  };
}

async function readCall(request: Request): Promise<z.infer<typeof callBody>> {
  if (declaredTooLong(request, RPC_BODY_LIMIT))
    throw new AppError('TOO_LARGE', { detail: { limit: RPC_BODY_LIMIT } });
  const chunks: Uint8Array[] = [];
  if (request.body !== null) {
    for await (const chunk of limited(request.body, RPC_BODY_LIMIT)) chunks.push(chunk);
  }
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new AppError('NOT_JSON');
  }
  const parsed = callBody.safeParse(body);
  if (!parsed.success) throw new AppError('NOT_JSON', { fields: [{ path: '', code: 'NOT_JSON' }] });
  return parsed.data;
}

/** RFC 6266: an ASCII name for old programs and the real one, percent-encoded. */
export function contentDisposition(kind: 'attachment' | 'inline', fileName: string): string {
  const clean = fileName
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, '_')
    .slice(0, 200);
  const ascii =
    clean
      .replace(/[đĐ]/g, (letter) => (letter === 'đ' ? 'd' : 'D'))
      .normalize('NFD')
      .replace(/[^\x20-\x7e]/g, '') || 'file';
  const encoded = encodeURIComponent(clean.toWellFormed()).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

export function createWeb(options: WebOptions): WebHandler {
  const { assets, handles, log, events, dispatch, keepUpload, limits = UPLOAD_LIMITS } = options;

  function serveAsset(request: Request): Response {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(405, 'Method not allowed', { Allow: 'GET, HEAD' });
    if (assets.names === null)
      return plain(503, 'Giao diện chưa được dựng. / The interface has not been built.');
    const found = resolveAsset(rawPathOf(request.url), assets.names);
    if ('status' in found) return plain(found.status, found.status === 404 ? 'Not found' : 'Bad request');
    const { name } = found;
    const bytes = assets.read(name);
    const nonce = newNonce();
    const isPage = name.endsWith('.html');
    const body = isPage
      ? new TextDecoder().decode(bytes).replaceAll('__CSP_NONCE__', nonce)
      : new Uint8Array(bytes);
    return new Response(body, {
      headers: {
        ...securityHeaders(nonce),
        'Content-Type': CONTENT_TYPES[path.posix.extname(name).toLowerCase()] ?? 'application/octet-stream',
        // Names under assets/ carry the hash of their content.
        'Cache-Control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      },
    });
  }

  async function serveBlob(context: Context): Promise<Response> {
    const id = context.req.param('id') ?? '';
    const content = /^[0-9a-f]{32}$/.test(id) ? handles.get(id) : undefined;
    if (content === undefined) return plain(404, 'Not found');
    const showable =
      content.media === 'application/pdf' || /^image\/(png|jpeg|webp|gif|bmp)$/.test(content.media);
    const inline = showable && context.req.query('view') === 'inline';
    const headers = securityHeaders(newNonce());
    // Bytes that somebody supplied never run as a page of this origin. A PDF viewer does not start in a sandbox.
    if (content.media !== 'application/pdf')
      headers['Content-Security-Policy'] = "default-src 'none'; sandbox";
    // What stands aside as a file goes out piece by piece, however long it is.
    const body = content.held === undefined ? new Uint8Array(await content.read()) : streamOf(content.held);
    return new Response(body, {
      headers: {
        ...headers,
        'Content-Type': content.media,
        'Content-Length': String(content.size),
        'Content-Disposition': contentDisposition(inline ? 'inline' : 'attachment', content.fileName),
        'Cache-Control': 'private, no-store',
      },
    });
  }

  async function takeUpload(context: Context): Promise<Response> {
    const request = context.req.raw;
    const purpose = context.req.query('purpose') ?? '';
    if (!Object.hasOwn(limits, purpose)) {
      return refuse('VALIDATION', { fields: [{ path: 'purpose', code: 'VALIDATION' }] });
    }
    const isFor = purpose as UploadPurpose;
    const limit = limits[isFor];
    const fileName = (context.req.query('name') ?? 'file').slice(0, 255).normalize('NFC');
    // A type that no form of another page can send without asking first.
    if (mediaTypeOf(request) !== 'application/octet-stream') {
      return refuse('WRONG_TYPE', { fields: [{ path: 'content-type', code: 'WRONG_TYPE' }] });
    }
    if (keepUpload === null) return refuse('READ_ONLY');
    if (declaredTooLong(request, limit)) return refuse('TOO_LARGE', { detail: { limit, name: fileName } });
    // A body of no bytes has no stream at all.
    if (isFor === 'evidence' && (request.body === null || request.headers.get('content-length') === '0'))
      return refuse('FILE_EMPTY', { detail: { name: fileName } });
    if (request.body === null)
      return refuse('MISSING_KEY', { fields: [{ path: 'body', code: 'MISSING_KEY' }] });

    // What the bytes are is told by the first ones, whatever the sender calls them.
    const source = limited(request.body, limit);
    const first: Uint8Array[] = [];
    for (let size = 0; size < 16;) {
      const { value, done } = await source.next();
      if (done === true) break;
      first.push(value);
      size += value.byteLength;
    }
    const media = sniffMedia(Buffer.concat(first), fileName);
    const whole = async function* () {
      yield* first;
      yield* source;
    };
    const kept = await keepUpload(whole(), media, limit, isFor);
    if (isFor === 'evidence' && kept.size === 0) {
      kept.held?.discard();
      return refuse('FILE_EMPTY', { detail: { name: fileName } });
    }
    const handle = handles.refer({ ...kept, fileName });
    const sha256 = kept.sha256 ?? kept.held?.sha256 ?? null;
    return envelopeResponse({
      ok: true,
      value: { ...handle, sha256, size: kept.size, media: kept.media, fileName },
    });
  }

  async function takeCall(context: Context): Promise<Response> {
    const request = context.req.raw;
    if (mediaTypeOf(request) !== 'application/json') {
      return refuse('NOT_JSON', { fields: [{ path: 'content-type', code: 'NOT_JSON' }] });
    }
    const body = await readCall(request);
    const caller: Caller = { transport: 'http', meta: callMetaOf(body.meta) };
    return envelopeResponse(await dispatch(context.req.param('method') ?? '', body.input, caller));
  }

  function methodNotAllowed(allow: string): Response {
    return plain(405, 'Method not allowed', { Allow: allow });
  }

  function createRoutes(transport: WebTransport): Hono {
    const routes = new Hono();
    routes.get('/blob/:id', serveBlob);
    routes.all('/blob/*', (context) =>
      /^(GET|HEAD)$/.test(context.req.method) ? plain(404, 'Not found') : methodNotAllowed('GET, HEAD'),
    );
    routes.post('/upload', takeUpload);
    routes.all('/upload', () => methodNotAllowed('POST'));
    if (transport === 'http') {
      routes.post('/rpc/:method', takeCall);
      routes.all('/rpc/*', (context) =>
        context.req.method === 'POST' ? refuse('UNKNOWN_METHOD') : methodNotAllowed('POST'),
      );
      routes.get('/events', (context) =>
        createEventStream(events, context.req.header('last-event-id'), {
          ...securityHeaders(newNonce()),
          'Cache-Control': 'no-store',
        }),
      );
      routes.all('/events', () => methodNotAllowed('GET'));
    }
    routes.all('*', (context) => serveAsset(context.req.raw));
    routes.onError((error) => {
      const value = errorValueOf(error, log, 'web');
      return envelopeResponse({ ok: false, error: value });
    });
    return routes;
  }

  const routes: Readonly<Record<WebTransport, Hono>> = {
    app: createRoutes('app'),
    http: createRoutes('http'),
  };

  return async (request, { transport, origin }) => {
    if (originOf(request.url) !== origin) return plain(404, 'Not found');
    try {
      return await routes[transport].fetch(request);
    } catch (error) {
      log.error('request failed', error);
      return plain(400, 'Bad request');
    }
  };
}

/** `scheme://host[:port]`; never `URL.origin`, which is "null" for app: in Node. */
function originOf(url: string): string {
  const parsed = new URL(url);
  return `${parsed.protocol}//${parsed.host}`;
}

/** The path as it was sent, still encoded. */
function rawPathOf(url: string): string {
  return new URL(url).pathname;
}
