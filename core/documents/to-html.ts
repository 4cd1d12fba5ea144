// The document as a whole HTML page for print and PDF, with its style-sheet apart.
import { documentBodyHtml, type ImageAddress } from './html/body.ts';
import { documentCss } from './html/css.ts';
import { escapeHtml } from './html/escape.ts';
import type { DocumentModel } from './model.ts';
import { documentParts } from './parts.ts';
import { styleSheets } from './style-nd30-2020.ts';

export { documentBodyHtml, documentCss, type ImageAddress };

export interface HtmlOptions {
  /** `@font-face` rules, put in front of the returned CSS. */
  readonly fontCss?: string;
  /** Where the page finds its CSS; without it the CSS is put into one `<style>` element. */
  readonly cssHref?: string;
  /** For that element under a CSP. */
  readonly nonce?: string;
  /** Addresses of pictures by their hash, e.g. `data:` ones; a missing one leaves its frame. */
  readonly image?: ImageAddress;
}

export interface HtmlDocument {
  readonly html: string;
  readonly css: string;
}

export function documentHtml(model: DocumentModel, options: HtmlOptions = {}): HtmlDocument {
  const appendices = documentParts(model).length - 1;
  const page = 'html, body { margin: 0; padding: 0; }';
  const css = [options.fontCss ?? '', page, documentCss(styleSheets[model.profile], appendices)]
    .join('\n')
    .trim();
  const nonce = options.nonce === undefined ? '' : ` nonce="${escapeHtml(options.nonce)}"`;
  const styles =
    options.cssHref === undefined
      ? `<style${nonce}>${css.replaceAll('</', '<\\/')}</style>`
      : `<link rel="stylesheet" href="${escapeHtml(options.cssHref)}">`;
  const head = `<meta charset="utf-8"><title>${escapeHtml(model.title)}</title><meta name="author" content="${escapeHtml(model.author)}">${styles}`;
  return {
    html: `<!doctype html>\n<html lang="vi-VN"><head>${head}</head><body>${documentBodyHtml(model, options.image)}</body></html>\n`,
    css,
  };
}
