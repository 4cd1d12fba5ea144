/**
 * The page that a printer is given: complete in itself, so that it can be printed with the network cut off. The face is
 * the PC's own Times New Roman where it is installed, else the bundled Tinos of equal metrics.
 */
import tinosItalic from '@fontsource/tinos/files/tinos-latin-400-italic.woff2?inline';
import tinosRegular from '@fontsource/tinos/files/tinos-latin-400-normal.woff2?inline';
import tinosBoldItalic from '@fontsource/tinos/files/tinos-latin-700-italic.woff2?inline';
import tinosBold from '@fontsource/tinos/files/tinos-latin-700-normal.woff2?inline';
import tinosItalicVietnamese from '@fontsource/tinos/files/tinos-vietnamese-400-italic.woff2?inline';
import tinosRegularVietnamese from '@fontsource/tinos/files/tinos-vietnamese-400-normal.woff2?inline';
import tinosBoldItalicVietnamese from '@fontsource/tinos/files/tinos-vietnamese-700-italic.woff2?inline';
import tinosBoldVietnamese from '@fontsource/tinos/files/tinos-vietnamese-700-normal.woff2?inline';
import type { PrintInput } from './pdf.ts';

const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const VIETNAMESE =
  'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB';

const faces = [
  {
    style: 'normal',
    weight: 400,
    local: ['Times New Roman', 'TimesNewRomanPSMT'],
    latin: tinosRegular,
    vietnamese: tinosRegularVietnamese,
  },
  {
    style: 'italic',
    weight: 400,
    local: ['Times New Roman Italic', 'TimesNewRomanPS-ItalicMT'],
    latin: tinosItalic,
    vietnamese: tinosItalicVietnamese,
  },
  {
    style: 'normal',
    weight: 700,
    local: ['Times New Roman Bold', 'TimesNewRomanPS-BoldMT'],
    latin: tinosBold,
    vietnamese: tinosBoldVietnamese,
  },
  {
    style: 'italic',
    weight: 700,
    local: ['Times New Roman Bold Italic', 'TimesNewRomanPS-BoldItalicMT'],
    latin: tinosBoldItalic,
    vietnamese: tinosBoldItalicVietnamese,
  },
] as const;

/**
 * Both names lead to the same face: asked for by name, a PC without Times New Roman would answer with whatever it holds
 * for similar, which may lack Vietnamese letters.
 */
export const printFontCss: string = faces
  .flatMap(({ style, weight, local, latin, vietnamese }) =>
    [
      [latin, LATIN],
      [vietnamese, VIETNAMESE],
    ].map(([data, range]) => {
      const names = local.map((name) => `local('${name}')`).join(', ');
      return `@font-face { font-family: 'Times New Roman'; font-style: ${style}; font-weight: ${weight}; src: ${names}, url(${data}) format('woff2'); unicode-range: ${range}; }`;
    }),
  )
  .join('\n');

const POLICY =
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'\">";

function styleElement(css: string): string {
  return `<style>${css.replaceAll('</', '<\\/')}</style>`;
}

/** A whole page keeps its own head and gets the fonts and the policy put before it; a body becomes a page. */
export function printPage({ html, css }: Pick<PrintInput, 'html' | 'css'>): string {
  const before = `${POLICY}${styleElement(printFontCss)}`;
  const head = /<head[^>]*>/i.exec(html);
  if (head === null) {
    return `<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">${before}${styleElement(css)}</head><body>${html}</body></html>\n`;
  }
  const own = css === '' || /<style[\s>]/i.test(html) ? '' : styleElement(css);
  const at = head.index + head[0].length;
  return `${html.slice(0, at)}${before}${own}${html.slice(at)}`;
}
