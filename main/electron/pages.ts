/**
 * Pages that main makes and shows in its own windows: a document to print, the waiting page. They live at
 * app://bundle/print/<random>, under the same policy as every other page, until they are dropped. The policy
 * allows neither inline styles nor data: fonts, so style sheets and fonts stand at addresses of their own.
 */
import { randomBytes } from 'node:crypto';
import type { PrintInput } from '../pdf.ts';
import { printFontCss } from '../print-page.ts';
import { newNonce, securityHeaders } from '../web.ts';
import { APP_ORIGIN } from './origin.ts';

export interface MadePages {
  /** Answers the address of the page. */
  readonly put: (page: Pick<PrintInput, 'html' | 'css'>) => string;
  readonly drop: (url: string) => void;
  /** Null where the request is not for such a page. */
  readonly respond: (request: Request) => Response | null;
}

interface MadeFile {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly type: string;
}

const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const FONTS_PATH = '/print/fonts.css';

/** The bundled faces, each at its own address instead of inside the style sheet. */
function fontFiles(): ReadonlyMap<string, MadeFile> {
  const files = new Map<string, MadeFile>();
  const css = printFontCss.replace(
    /url\(data:([^;,)]+);base64,([^)]+)\)/g,
    (_all, type: string, data: string) => {
      const path = `/print/font-${files.size}.woff2`;
      files.set(path, { body: new Uint8Array(Buffer.from(data, 'base64')), type });
      return `url(${path})`;
    },
  );
  return files.set(FONTS_PATH, { body: css, type: CSS });
}

/** A whole page keeps its head, but its style elements become the style sheet; a body becomes a page. */
function linked(
  { html, css }: Pick<PrintInput, 'html' | 'css'>,
  cssPath: string,
): { html: string; css: string } {
  const links = `<link rel="stylesheet" href="${FONTS_PATH}"><link rel="stylesheet" href="${cssPath}">`;
  const head = /<head[^>]*>/i.exec(html);
  if (head === null) {
    const start = '<!doctype html><html lang="vi"><head><meta charset="utf-8">';
    return { html: `${start}${links}</head><body>${html}</body></html>`, css };
  }
  const own: string[] = [];
  const at = head.index + head[0].length;
  const rest = html.slice(at).replace(/<style[^>]*>([\s\S]*?)<\/style>/gi, (_all, text: string) => {
    own.push(text);
    return '';
  });
  return { html: `${html.slice(0, at)}${links}${rest}`, css: css === '' ? own.join('\n') : css };
}

export function createMadePages(): MadePages {
  const pages = new Map<string, MadeFile>();
  let fonts: ReadonlyMap<string, MadeFile> | null = null;

  return {
    put: (page) => {
      const path = `/print/${randomBytes(16).toString('hex')}`;
      const { html, css } = linked(page, `${path}.css`);
      pages.set(path, { body: html, type: HTML }).set(`${path}.css`, { body: css, type: CSS });
      return `${APP_ORIGIN}${path}`;
    },
    drop: (url) => {
      const path = url.slice(APP_ORIGIN.length);
      pages.delete(path);
      pages.delete(`${path}.css`);
    },
    respond: (request) => {
      const { pathname } = new URL(request.url);
      if (request.method !== 'GET' || !pathname.startsWith('/print/')) return null;
      const file = pages.get(pathname) ?? (fonts ??= fontFiles()).get(pathname);
      if (file === undefined) return null;
      return new Response(file.body, {
        headers: { ...securityHeaders(newNonce()), 'Content-Type': file.type, 'Cache-Control': 'no-store' },
      });
    },
  };
}
