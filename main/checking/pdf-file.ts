/**
 * What stands on the pages of a PDF, as pdfjs reads it: letters with face, size and place, and drawn lines. Millimetres
 * from the top left corner. Knows nothing of the decree.
 */
import type * as PdfjsModule from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../core/contract/error.ts';

export interface Fragment {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  /** The base line. */
  readonly y: number;
  readonly sizePt: number;
  readonly family: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly black: boolean;
}

export interface Stroke {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly solid: boolean;
}

export interface PdfPage {
  readonly number: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly fragments: readonly Fragment[];
  readonly strokes: readonly Stroke[];
}

const MM = 25.4 / 72;
const MAX_PAGES = 2_000;

type Pdfjs = typeof PdfjsModule;
let loaded: Promise<Pdfjs> | undefined;

/** The library asks for parts of a canvas when it starts; nothing is drawn here, so that names are enough. */
function loadPdfjs(): Promise<Pdfjs> {
  loaded ??= (async () => {
    const names = globalThis as unknown as Record<string, unknown>;
    for (const name of ['DOMMatrix', 'Path2D', 'ImageData']) names[name] ??= class {};
    // Its worker in this very thread: whoever wants another one starts it (check-worker.ts).
    await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
    return import('pdfjs-dist/legacy/build/pdf.mjs');
  })();
  return loaded;
}

export type OpenPdf = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>;

export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const pdfjs = await loadPdfjs();
  try {
    // The library takes the buffer for itself.
    return await pdfjs.getDocument({
      data: new Uint8Array(bytes),
      verbosity: 0,
      disableFontFace: true,
      fontExtraProperties: true,
      useSystemFonts: false,
      isEvalSupported: false,
      stopAtErrors: false,
      useWorkerFetch: false,
      enableXfa: false,
    } as Parameters<Pdfjs['getDocument']>[0]).promise;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new AppError(name === 'PasswordException' ? 'FILE_PASSWORD' : 'FILE_BROKEN', { cause: error });
  }
}

export async function readPdfPages(bytes: Uint8Array): Promise<readonly PdfPage[]> {
  const document = await openPdf(bytes);
  try {
    if (document.numPages > MAX_PAGES) throw new AppError('TOO_LARGE', { detail: { limit: MAX_PAGES } });
    const { OPS } = await loadPdfjs();
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      pages.push(await readPage(document, number, OPS));
    }
    return pages;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FILE_BROKEN', { cause: error });
  } finally {
    await document.loadingTask.destroy();
  }
}

type Matrix = readonly [number, number, number, number, number, number];

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `b`, then `a`. */
function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ];
}

function apply(m: Matrix, x: number, y: number): readonly [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}

async function readPage(document: OpenPdf, number: number, OPS: Pdfjs['OPS']): Promise<PdfPage> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale: 1 });
  const toPaper = viewport.transform as unknown as Matrix;
  const list = await page.getOperatorList();
  const { strokes, coloured } = walk(list, toPaper, OPS);
  const content = await page.getTextContent();
  const fragments: Fragment[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const matrix = times(toPaper, item.transform as unknown as Matrix);
    const sizePt = Math.hypot(matrix[2], matrix[3]);
    const face = faceOf(page.commonObjs, item.fontName);
    const x0 = matrix[4] * MM;
    const y = matrix[5] * MM;
    // Letters that stand on end are no line of text.
    if (sizePt < 1 || Math.abs(matrix[1]) > Math.abs(matrix[0])) continue;
    const x1 = x0 + item.width * MM;
    fragments.push({
      text: item.str,
      x0,
      x1,
      y,
      sizePt,
      ...face,
      black: !coloured.some((spot) => Math.abs(spot.y - y) < 0.4 && spot.x >= x0 - 0.5 && spot.x <= x1 + 0.5),
    });
  }
  page.cleanup();
  return {
    number,
    widthMm: viewport.width * MM,
    heightMm: viewport.height * MM,
    fragments,
    strokes,
  };
}

function faceOf(
  fonts: { has(name: string): boolean; get(name: string): unknown },
  id: string,
): Pick<Fragment, 'family' | 'bold' | 'italic'> {
  const font = fonts.has(id) ? (fonts.get(id) as { name?: string; bold?: boolean; italic?: boolean }) : {};
  const name = (font.name ?? '').replace(/^[A-Z]{6}\+/, '');
  const [family = '', ...rest] = name.split(/[-,]/);
  const style = rest.join(' ');
  const lastWords = /(?:Bold|Italic|Oblique|BoldItalic)(?:MT)?$/.test(family) ? family : '';
  return {
    family: family.replace(/(?:Bold|Italic|Oblique)+(?:MT)?$/, '') || '?',
    bold: font.bold === true || /bold|black|heavy/i.test(`${style} ${lastWords}`),
    italic: font.italic === true || /italic|oblique/i.test(`${style} ${lastWords}`),
  };
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

interface State {
  readonly matrix: Matrix;
  readonly fill: string;
  readonly solid: boolean;
}

const BLACK = /^#(?:0|1|2)[0-9a-f](?:0|1|2)[0-9a-f](?:0|1|2)[0-9a-f]$/i;
const MAX_STROKES = 20_000;

/** Lines that are drawn, and where letters begin that are not black. */
function walk(
  list: { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] },
  toPaper: Matrix,
  OPS: Pdfjs['OPS'],
): { readonly strokes: readonly Stroke[]; readonly coloured: readonly Spot[] } {
  const strokes: Stroke[] = [];
  const coloured: Spot[] = [];
  const stack: State[] = [];
  let state: State = { matrix: toPaper, fill: '#000000', solid: true };
  let text: Matrix = IDENTITY;
  for (let index = 0; index < list.fnArray.length; index += 1) {
    const op = list.fnArray[index];
    const args = (list.argsArray[index] ?? []) as readonly unknown[];
    if (op === OPS.save || op === OPS.paintFormXObjectBegin) {
      stack.push(state);
      const own = args[0];
      if (op === OPS.paintFormXObjectBegin && isMatrix(own))
        state = { ...state, matrix: times(state.matrix, own) };
    } else if (op === OPS.restore || op === OPS.paintFormXObjectEnd) {
      state = stack.pop() ?? state;
    } else if (op === OPS.transform && isMatrix(args)) {
      state = { ...state, matrix: times(state.matrix, args) };
    } else if (op === OPS.setFillRGBColor) {
      state = { ...state, fill: String(args[0]) };
    } else if (op === OPS.setDash) {
      state = { ...state, solid: !isList(args[0]) || args[0].length === 0 };
    } else if (op === OPS.beginText) {
      text = IDENTITY;
    } else if (op === OPS.setTextMatrix) {
      const own = isMatrix(args) ? args : args[0];
      if (isMatrix(own)) text = own;
    } else if (op === OPS.moveText) {
      text = times(text, [1, 0, 0, 1, Number(args[0]), Number(args[1])]);
    } else if (op === OPS.showText) {
      if (!BLACK.test(state.fill)) {
        const [x, y] = apply(times(state.matrix, text), 0, 0);
        coloured.push({ x: x * MM, y: y * MM });
      }
    } else if (op === OPS.constructPath && strokes.length < MAX_STROKES) {
      addPath(args, state, OPS, strokes);
    }
  }
  return { strokes, coloured };
}

const isList = (value: unknown): value is ArrayLike<number> =>
  Array.isArray(value) || ArrayBuffer.isView(value);

function isMatrix(value: unknown): value is Matrix {
  return isList(value) && value.length === 6 && typeof value[0] === 'number';
}

/** A path of the library: numbers, each step led by its kind. */
const STEPS: readonly number[] = [2, 2, 6, 4, 0];

function addPath(args: readonly unknown[], state: State, OPS: Pdfjs['OPS'], strokes: Stroke[]): void {
  const [paint, data] = args as readonly [number, readonly unknown[] | undefined];
  const path = data?.[0];
  if (!isList(path)) return;
  const isStroked = [
    OPS.stroke,
    OPS.closeStroke,
    OPS.fillStroke,
    OPS.eoFillStroke,
    OPS.closeFillStroke,
    OPS.closeEOFillStroke,
  ].includes(paint);
  const isFilled = [OPS.fill, OPS.eoFill].includes(paint);
  if (!isStroked && !isFilled) return;
  let corners: (readonly [number, number])[] = [];
  const flush = (): void => {
    if (corners.length > 1) addShape(corners, isFilled, state.solid, strokes);
    corners = [];
  };
  for (let at = 0; at < path.length;) {
    const step = path[at] ?? 4;
    const count = STEPS[step];
    if (count === undefined) return;
    if (step === 0) flush();
    if (step === 4 && corners[0] !== undefined) corners.push(corners[0]);
    else if (count > 0) corners.push(apply(state.matrix, path[at + count - 1] ?? 0, path[at + count] ?? 0));
    at += count + 1;
  }
  flush();
}

const THIN_MM = 1.2;
const SHORT_MM = 1.5;

function addShape(
  corners: readonly (readonly [number, number])[],
  isFilled: boolean,
  solid: boolean,
  strokes: Stroke[],
): void {
  const add = (points: readonly (readonly [number, number])[]): void => {
    const xs = points.map(([x]) => x * MM);
    const ys = points.map(([, y]) => y * MM);
    const box = { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
    const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
    const isLine = Math.min(width, height) <= THIN_MM && Math.max(width, height) >= SHORT_MM;
    if (isLine) strokes.push({ ...box, solid });
  };
  if (isFilled) return add(corners);
  for (let index = 1; index < corners.length; index += 1) {
    const [from, to] = [corners[index - 1], corners[index]];
    if (from !== undefined && to !== undefined) add([from, to]);
  }
}
