/**
 * A PDF as the pieces that the rules look at: lines put together from letters, head and signature told apart by
 * columns, paragraphs joined from lines, tables found by their drawn lines.
 */
import type { Face, FinishedDocument, PageNumber, Piece, Sheet } from '../../core/checking/finished.ts';
import { textWidthMm } from '../../core/documents/letter-widths.ts';
import { plainWords } from '../../core/checking/roles.ts';
import { readPdfPages, type Fragment, type PdfPage, type Stroke } from './pdf-file.ts';

const PT_PER_MM = 72 / 25.4;
const LINE_OF_FONT = 1.15;

interface Line {
  readonly page: number;
  readonly y: number;
  readonly fragments: readonly Fragment[];
  readonly x0: number;
  readonly x1: number;
  readonly sizePt: number;
  readonly text: string;
}

interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

interface Laid {
  readonly page: PdfPage;
  /** Lines of text outside tables and margins, from the top. */
  readonly lines: readonly Line[];
  readonly inTables: readonly Line[];
  /** Lines of columns that no drawn line parts, e.g. of a chart. */
  readonly rows: readonly Line[];
  readonly margin: readonly Line[];
  readonly tables: readonly Box[];
  readonly boxes: readonly Box[];
  readonly horizontals: readonly Stroke[];
}

interface Area {
  readonly left: number;
  readonly right: number;
}

export async function readPdf(bytes: Uint8Array): Promise<FinishedDocument> {
  return arrange(await readPdfPages(bytes));
}

/** Apart from reading, for tests of what is told from places alone. */
export function arrange(pages: readonly PdfPage[]): FinishedDocument {
  const laid = pages.map(layPage);
  const areas = textAreas(laid);
  const areaOf = (page: PdfPage): Area =>
    areas.get(Math.round(page.widthMm)) ?? { left: 30, right: page.widthMm - 15 };
  const numbers = laid.flatMap((entry, sheet) => pageNumber(entry, sheet));
  const pieces = inColumns(laid, areaOf);
  return {
    format: 'pdf',
    pages: pages.length,
    sheets: sheetsOf(laid, areaOf),
    pieces: withRules(pieces, laid),
    numbers,
  };
}

// ---------------------------------------------------------------------------------------------- lines of one page

const SAME_LINE_MM = 0.7;

function gatherLines(page: PdfPage, fragments: readonly Fragment[]): readonly Line[] {
  const rows: Fragment[][] = [];
  for (const fragment of [...fragments].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && fragment.y - row[0].y < SAME_LINE_MM) row.push(fragment);
    else rows.push([fragment]);
  }
  return rows.map((row) => lineOf(page.number, row));
}

function lineOf(page: number, row: readonly Fragment[]): Line {
  const fragments = [...row].sort((a, b) => a.x0 - b.x0);
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const fragment of fragments) {
    const gap = fragment.x0 - end;
    const isApart = gap > 0.13 * (fragment.sizePt / PT_PER_MM);
    if (text !== '' && isApart && !/\s$/u.test(text) && !/^\s/u.test(fragment.text)) text += ' ';
    text += fragment.text;
    end = Math.max(end, fragment.x1);
  }
  const trimmed = fragments.map(inkOf);
  return {
    page,
    y: Math.max(...fragments.map(({ y }) => y)),
    fragments,
    x0: Math.min(...trimmed.map(({ x0 }) => x0)),
    x1: Math.max(...trimmed.map(({ x1 }) => x1)),
    sizePt: Math.max(...fragments.map(({ sizePt }) => sizePt)),
    text: text.replace(/[\s\u00a0]+/gu, ' ').trim(),
  };
}

/** Without the blanks at either end. */
function inkOf({ text, x0, x1, sizePt, bold }: Fragment): { readonly x0: number; readonly x1: number } {
  const before = text.length - text.trimStart().length;
  const after = text.length - text.trimEnd().length;
  const blank = textWidthMm(' ', sizePt, bold);
  return { x0: x0 + before * blank, x1: x1 - after * blank };
}

function layPage(page: PdfPage): Laid {
  const { tables, boxes } = framesOf(page);
  const horizontals = page.strokes.filter(
    (stroke) => isHorizontal(stroke) && !tables.some((table) => isInside(stroke, table)),
  );
  const inTable = (fragment: Fragment): boolean =>
    tables.some((table) =>
      isInside({ x0: fragment.x0, x1: fragment.x1, y0: fragment.y - 1, y1: fragment.y }, table),
    );
  const all = gatherLines(
    page,
    page.fragments.filter((fragment) => !inTable(fragment)),
  );
  const margin = all.filter((line, index) => isInMargin(page, line, all[index - 1], all[index + 1]));
  const text = all.filter((line) => !margin.includes(line));
  const cores = new Set(
    text.filter((line, index) => isRow(line) || isValue(line, text[index - 1], text[index + 1], page)),
  );
  const rows = new Set(
    text.filter((line, index) => cores.has(line) || isInRow(line, text[index - 1], text[index + 1], cores)),
  );
  return {
    page,
    lines: text.filter((line) => !rows.has(line)),
    rows: [...rows],
    inTables: tables.flatMap((table) => cellLines(page, table)),
    margin,
    tables,
    boxes,
    horizontals,
  };
}

const ROW_GAP_MM = 40;

/** Words at both ends of a line and nothing between them: no text is set so. */
function isRow(line: Line): boolean {
  if (line.x1 - line.x0 < 120 || line.sizePt > 12.5) return false;
  return splitRuns(line, ROW_GAP_MM).length > 1;
}

/** A figure at the right end, at half the height of a label of two lines. */
function isValue(line: Line, before: Line | undefined, after: Line | undefined, page: PdfPage): boolean {
  if (line.sizePt > 12.5 || line.x0 < page.widthMm * 0.6 || line.x1 - line.x0 > 25) return false;
  return [before, after].every(
    (near) =>
      near !== undefined &&
      Math.abs(near.y - line.y) < 6 &&
      Math.abs(near.sizePt - line.sizePt) < 0.2 &&
      near.x1 < line.x0 - ROW_GAP_MM,
  );
}

/** The other lines of a label that is broken. */
function isInRow(
  line: Line,
  before: Line | undefined,
  after: Line | undefined,
  cores: ReadonlySet<Line>,
): boolean {
  return [before, after].some(
    (near) =>
      near !== undefined &&
      cores.has(near) &&
      Math.abs(near.y - line.y) < 6 &&
      Math.abs(near.sizePt - line.sizePt) < 0.2 &&
      line.x1 - line.x0 < 80,
  );
}

/** A line of its own at the edge, far from the text: a running head, a page number, an address at the foot. */
function isInMargin(page: PdfPage, line: Line, before: Line | undefined, after: Line | undefined): boolean {
  if (line.y < 19.5)
    return after === undefined || after.y - line.y > 7 || (after.y < 19.5 && after.y - line.y < 3);
  if (line.y > page.heightMm - 19)
    return before === undefined || before.y < page.heightMm - 26 || line.y - before.y > 9;
  return false;
}

const isHorizontal = (stroke: Stroke): boolean => stroke.x1 - stroke.x0 > stroke.y1 - stroke.y0;
const isInside = (inner: Box, outer: Box): boolean =>
  inner.x0 > outer.x0 - 1 &&
  inner.x1 < outer.x1 + 1 &&
  inner.y0 > outer.y0 - 0.7 &&
  inner.y1 < outer.y1 + 0.7;

/** Lines that touch make one frame; with two uprights and two levels it is a table, or a small box around words. */
function framesOf(page: PdfPage): { readonly tables: readonly Box[]; readonly boxes: readonly Box[] } {
  const groups: { box: Box; across: Set<number>; down: Set<number> }[] = [];
  for (const stroke of page.strokes) {
    const across = new Set<number>();
    const down = new Set<number>();
    if (isHorizontal(stroke)) across.add(Math.round(stroke.y0));
    else down.add(Math.round(stroke.x0));
    let merged = { box: stroke as Box, across, down };
    for (let index = groups.length - 1; index >= 0; index -= 1) {
      const group = groups[index];
      if (group === undefined || !touches(group.box, merged.box)) continue;
      groups.splice(index, 1);
      merged = {
        box: {
          x0: Math.min(group.box.x0, merged.box.x0),
          y0: Math.min(group.box.y0, merged.box.y0),
          x1: Math.max(group.box.x1, merged.box.x1),
          y1: Math.max(group.box.y1, merged.box.y1),
        },
        across: new Set([...group.across, ...merged.across]),
        down: new Set([...group.down, ...merged.down]),
      };
    }
    groups.push(merged);
  }
  const frames = groups
    .filter(({ across, down }) => across.size >= 2 && down.size >= 2)
    .map(({ box }) => box);
  const isSmall = (box: Box): boolean => box.x1 - box.x0 <= 60 && box.y1 - box.y0 <= 14;
  return { tables: frames.filter((box) => !isSmall(box)), boxes: frames.filter(isSmall) };
}

const touches = (a: Box, b: Box): boolean =>
  a.x0 <= b.x1 + 0.6 && b.x0 <= a.x1 + 0.6 && a.y0 <= b.y1 + 0.6 && b.y0 <= a.y1 + 0.6;

/** The lines of a table, cut at its uprights. */
function cellLines(page: PdfPage, table: Box): readonly Line[] {
  const fragments = page.fragments.filter((fragment) =>
    isInside({ x0: fragment.x0, x1: fragment.x1, y0: fragment.y - 1, y1: fragment.y }, table),
  );
  const uprights = [
    ...new Set(
      page.strokes
        .filter((stroke) => !isHorizontal(stroke) && isInside(stroke, table))
        .map(({ x0 }) => Math.round(x0 * 2) / 2),
    ),
  ].sort((a, b) => a - b);
  const columnOf = (fragment: Fragment): number =>
    uprights.findLastIndex((x) => x <= (fragment.x0 + fragment.x1) / 2);
  const columns = new Map<number, Fragment[]>();
  for (const fragment of fragments) {
    const column = columnOf(fragment);
    columns.set(column, [...(columns.get(column) ?? []), fragment]);
  }
  return [...columns.values()].flatMap((column) => gatherLines(page, column));
}

// ------------------------------------------------------------------------------------------------ where text stands

/** Left and right edge of the text, from the lines that share them; per width of the paper. */
function textAreas(laid: readonly Laid[]): ReadonlyMap<number, Area> {
  const widths = new Set(laid.map(({ page }) => Math.round(page.widthMm)));
  const headMm = Math.max(75, headOf(laid[0]).endMm);
  return new Map(
    [...widths].map((width) => {
      const here = laid.filter(({ page }) => Math.round(page.widthMm) === width);
      // The head has columns of its own.
      const lines = here.flatMap((entry) => entry.lines.filter(({ page, y }) => page > 1 || y > headMm));
      const wide = here.flatMap(({ tables }) => tables).filter((box) => box.x1 - box.x0 > width * 0.6);
      const rights = [...lines.map(({ x1 }) => x1), ...wide.map(({ x1 }) => x1)].filter(
        (x) => x > width - 26,
      );
      // Only a line that goes on below, or a table, was ended by the edge.
      const wrapped = lines.filter((line, index) => {
        const next = lines[index + 1];
        return next !== undefined && next.page === line.page && next.x0 < 36;
      });
      const ended = [...wrapped.map(({ x1 }) => x1), ...wide.map(({ x1 }) => x1)].filter(
        (x) => x > width - 26,
      );
      const sharedRight = edgeOf(
        ended.sort((a, b) => b - a),
        3,
      );
      // Lines that end at one place by chance show no edge where another one goes further.
      const right = Math.max(sharedRight ?? width - 15, ...rights);
      // Nothing of the text begins further left than its edge; further in, only full lines show one.
      // A line in bold is a title, in the middle, or a heading, set in.
      const starts = (list: readonly Line[]): readonly number[] =>
        list
          .filter((line) => !isAllBold(line))
          .map(({ x0 }) => x0)
          .sort((a, b) => a - b);
      const full = starts(lines.filter((line) => right - line.x1 < FULL_MM));
      const outer = starts(lines).filter((x) => x < 36);
      const edges = wide.map(({ x0 }) => x0).filter((x) => x < 36);
      const shared = edgeOf(outer, 2) ?? edgeOf(full, 3);
      const left = Math.min(shared ?? 30, ...edges, ...(shared === undefined ? outer : []));
      return [width, { left, right }];
    }),
  );
}

/** The outermost place that several lines share. */
function edgeOf(sorted: readonly number[], count: number): number | undefined {
  return sorted.find((value) => sorted.filter((other) => Math.abs(other - value) < 0.4).length >= count);
}

const FULL_MM = 1.6;

const isFull = (line: Line, area: Area): boolean =>
  area.right - line.x1 < FULL_MM && line.x0 - area.left < 20;

function sheetsOf(laid: readonly Laid[], areaOf: (page: PdfPage) => Area): readonly Sheet[] {
  const bottoms = laid.map(({ page, lines, tables }) => {
    const ends = [
      ...lines.map((line) => line.y + (0.216 * line.sizePt) / PT_PER_MM),
      ...tables.map(({ y1 }) => y1),
    ];
    return ends.length === 0 ? null : page.heightMm - Math.max(...ends);
  });
  return laid.map((entry, index) => {
    const { page, lines, tables } = entry;
    const area = areaOf(page);
    const long = lines.filter((line) => isFull(line, area));
    const wide = tables.filter((table) => table.x1 - table.x0 > (area.right - area.left) * 0.85);
    const first = [...lines, ...entry.rows].sort((a, b) => a.y - b.y)[0];
    const firstTable = tables[0];
    const top = first === undefined ? null : first.y - (0.93 * first.sizePt) / PT_PER_MM;
    const bottom = bottoms[index] ?? null;
    const continued = long.filter((line) => line.x0 - area.left < 1);
    const lefts = [...continued.map(({ x0 }) => x0), ...wide.map(({ x0 }) => x0)];
    const rights = [...long.map(({ x1 }) => x1), ...wide.map(({ x1 }) => x1)];
    // A page may end early: only too small a margin can be told.
    const shown = bottom !== null && bottom < 25 ? bottom : null;
    // Space before the first paragraph and the air in its line stand above the ink.
    const isTable = firstTable !== undefined && (first === undefined || firstTable.y0 < first.y);
    const edge = isTable ? firstTable.y0 : top;
    return {
      page: page.number,
      widthMm: page.widthMm,
      heightMm: page.heightMm,
      topMm: edge === null ? null : edge > 25 && edge < 28.5 ? 25 : edge,
      bottomMm: shown,
      leftMm: lefts.length === 0 ? null : Math.min(...lefts),
      rightMm: rights.length === 0 ? null : page.widthMm - Math.max(...rights),
      hasTable: tables.length > 0,
    };
  });
}

function pageNumber({ page, margin }: Laid, sheet: number): readonly PageNumber[] {
  const runs = margin.flatMap((line) => splitRuns(line, 2.2));
  const line = runs.find(({ text }) => /^[-–]?\s*\d{1,4}\s*[-–]?$/u.test(text));
  if (line === undefined) return [];
  return [
    {
      sheet,
      page: page.number,
      text: line.text,
      at: line.y < page.heightMm / 2 ? 'top' : 'bottom',
      centreMm: (line.x0 + line.x1) / 2,
      face: facesOf([line], [])[0] ?? null,
      onFirstPage: false,
      restarts: false,
    },
  ];
}

// ------------------------------------------------------------------------------------------------------- the pieces

/** A line cut where a gap is wider than any between words. */
function splitRuns(line: Line, gapMm: number): readonly Line[] {
  const runs: Fragment[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const fragment of line.fragments) {
    const ink = inkOf(fragment);
    const run = runs.at(-1);
    if (run !== undefined && ink.x0 - end < gapMm) run.push(fragment);
    else runs.push([fragment]);
    end = Math.max(end, ink.x1);
  }
  return runs.map((run) => lineOf(line.page, run));
}

function splitAt(line: Line, x: number): readonly Line[] {
  const left = line.fragments.filter((fragment) => (fragment.x0 + fragment.x1) / 2 < x);
  const right = line.fragments.filter((fragment) => (fragment.x0 + fragment.x1) / 2 >= x);
  return [left, right].filter((side) => side.length > 0).map((side) => lineOf(line.page, side));
}

const DATE = /NGÀY.{0,12}THÁNG.{0,12}NĂM/u;
/** What may stand in the left column on the line of the date. */
const BESIDE_DATE = /^(?:SỐ|V\/V|DỰ THẢO|HỎA TỐC|THƯỢNG KHẨN|KHẨN)/u;
const NATIONAL_NAME = /CỘNG HÒA X[AÃ] HỘI CHỦ NGHĨA VIỆT NAM/u;

/** How far down the head of the first page reaches, and where its right column begins. */
function headOf(first: Laid | undefined): { readonly endMm: number; readonly middleMm: number } {
  const none = { endMm: 0, middleMm: 0 };
  if (first === undefined) return none;
  const runs = first.lines.filter((line) => line.y < 130).flatMap((line) => splitRuns(line, 2.2));
  const nation = runs.find(({ text }) => NATIONAL_NAME.test(plainWords(text)));
  const motto = runs.find(({ text }) => plainWords(text).startsWith('ĐỘC LẬP'));
  const anchor = nation ?? motto;
  if (anchor === undefined) return none;
  const middleMm = (nation?.x0 ?? (motto?.x0 ?? 100) - 14) - 1;
  const number = first.lines.find((line) => line.y < 170 && /^SỐ ?:/u.test(plainWords(line.text)));
  const date = first.lines.find((line) => {
    const [left, right] = [true, false].map((isLeft) =>
      line.fragments.filter((fragment) => (fragment.x0 + fragment.x1) / 2 < middleMm === isLeft),
    ) as [Fragment[], Fragment[]];
    if (line.y > 170 || right.length === 0) return false;
    const beside = left.length === 0 ? '' : plainWords(lineOf(line.page, left).text);
    return (
      DATE.test(plainWords(lineOf(line.page, right).text)) && (beside === '' || BESIDE_DATE.test(beside))
    );
  });
  // Below stand the subject of a letter, độ khẩn and the mark of a draft, in the middle of the left column.
  const above = number ?? first.lines.find((line) => line.x1 < middleMm + 2);
  const left = above === undefined ? undefined : splitAt(above, middleMm)[0];
  let endMm = Math.max(anchor.y, motto?.y ?? 0, number?.y ?? 0, date?.y ?? 0);
  for (const line of first.lines) {
    const isNext = line.y > endMm && line.y - endMm < 11 && line.x1 < middleMm + 2;
    const isCentred = left !== undefined && Math.abs((line.x0 + line.x1 - left.x0 - left.x1) / 2) < 3;
    if (isNext && isCentred && !plainWords(line.text).startsWith('KÍNH GỬI')) endMm = line.y;
  }
  return { endMm: endMm + 0.5, middleMm };
}

/** From here on the text is over: page and height, or null. */
function tailOf(
  laid: readonly Laid[],
  areaOf: (page: PdfPage) => Area,
  hasHead: boolean,
): { readonly page: number; readonly y: number; readonly endPage: number } | null {
  const appendix = laid.find(
    ({ page, lines }) =>
      page.number > 1 && /^PHỤ LỤC(?: [IVXLC\d]+)?\.?$/u.test(plainWords(lines[0]?.text ?? '')),
  );
  const endPage = appendix === undefined ? laid.length : appendix.page.number - 1;
  const text = laid
    .filter(({ page }) => page.number <= endPage)
    .flatMap(({ page, lines }) => lines.map((line) => ({ page, line })));
  const recipients = text.findLastIndex(({ line }) => /(?:^|\s)Nơi nhận ?:/u.test(line.text));
  const mark = text.findLastIndex(({ line }) => line.text.endsWith('./.'));
  if (mark >= 0 && (recipients < 0 || mark < recipients)) {
    const { line } = text[mark] as { line: Line };
    return { page: line.page, y: line.y + 1, endPage };
  }
  if (recipients >= 0) {
    const { line } = text[recipients] as { line: Line };
    return { page: line.page, y: line.y - 1.5, endPage };
  }
  if (!hasHead) return null;
  const full = text.findLastIndex(({ page, line }) => isFull(line, areaOf(page)));
  const next = text[full + 2];
  return full < 0 || next === undefined ? null : { page: next.line.page, y: next.line.y - 1, endPage };
}

function inColumns(laid: readonly Laid[], areaOf: (page: PdfPage) => Area): readonly Piece[] {
  const head = headOf(laid[0]);
  const tail = tailOf(laid, areaOf, head.endMm > 0);
  const pieces: Piece[] = [];
  let open: Line[] = [];
  let previous: { line: Line; pitchPt: number } | null = null;
  const close = (): void => {
    const [first] = open;
    if (first !== undefined) {
      const area = areaOf(pageOf(laid, first));
      const piece = flowPiece(open, area, laid, previous);
      pieces.push(piece);
      previous = { line: open.at(-1) as Line, pitchPt: pitchOf(open) };
    }
    open = [];
  };
  for (const entry of laid) {
    const area = areaOf(entry.page);
    const isFirst = entry === laid[0];
    const left: Piece[] = [];
    const right: Piece[] = [];
    for (const line of entry.lines) {
      const isHead = isFirst && line.y <= head.endMm;
      const isTail =
        tail !== null &&
        entry.page.number <= tail.endPage &&
        (entry.page.number > tail.page || (entry.page.number === tail.page && line.y >= tail.y));
      if (isHead || isTail) {
        close();
        previous = null;
        const runs = isHead ? splitAt(line, head.middleMm) : splitRuns(line, 2.2);
        for (const run of runs) {
          const side = isHead && run.x0 >= head.middleMm ? right : left;
          side.push(gridPiece(run, area, laid, side.at(-1), isHead ? head.middleMm : null));
        }
        continue;
      }
      pieces.push(...left.splice(0), ...right.splice(0));
      if (open.length > 0 && !continues(open, line, areaOf(pageOf(laid, open.at(-1) as Line)), area, entry))
        close();
      open.push(line);
    }
    pieces.push(...left, ...right);
    // A paragraph goes on over the page; a table below it, and an appendix, end it.
    const last = open.at(-1);
    if (last !== undefined && entry.tables.some((table) => table.y1 > last.y)) close();
    pieces.push(...[...entry.inTables, ...entry.rows].map((line) => tablePiece(line, laid)));
  }
  close();
  return inOrder(pieces);
}

/** Tables come behind the text above them; head columns keep their order. */
function inOrder(pieces: readonly Piece[]): readonly Piece[] {
  return pieces
    .map((piece, index) => ({ piece, index }))
    .sort((a, b) => {
      if (a.piece.page !== b.piece.page) return (a.piece.page ?? 0) - (b.piece.page ?? 0);
      if (a.piece.area === 'grid' || b.piece.area === 'grid') {
        const bothGrid = a.piece.area === 'grid' && b.piece.area === 'grid';
        return bothGrid ? a.index - b.index : (a.piece.yMm ?? 0) - (b.piece.yMm ?? 0) || a.index - b.index;
      }
      return (a.piece.yMm ?? 0) - (b.piece.yMm ?? 0) || a.index - b.index;
    })
    .map(({ piece }) => piece);
}

function pageOf(laid: readonly Laid[], line: Line): PdfPage {
  return (laid[line.page - 1] as Laid).page;
}

/** The same paragraph goes on: the line before could not take the next word, and nothing sets them apart. */
function continues(open: readonly Line[], line: Line, before: Area, area: Area, entry: Laid): boolean {
  const last = open.at(-1) as Line;
  if (line.text.startsWith('(') && slantOf(line) !== slantOf(last)) return false;
  if (Math.abs(line.x0 - area.left) > 1.2) return false;
  if (Math.abs(line.sizePt - last.sizePt) > 1.1) return false;
  if (isCentredIn(line, area) && isCentredIn(last, before)) return false;
  // Lines of a title may happen to be full; a heading begins set in.
  const [opening = last] = open;
  if (isAllBold(line) && isAllBold(last) && opening.x0 - before.left < TITLE_MM) return false;
  if (line.page === last.page) {
    const dyPt = (line.y - last.y) * PT_PER_MM;
    const pitch = open.length > 1 ? pitchOf(open) : Math.max(last.sizePt, line.sizePt) * LINE_OF_FONT * 1.62;
    if (dyPt > pitch + 3) return false;
    if (entry.tables.some((table) => table.y0 > last.y - 1 && table.y1 < line.y)) return false;
  } else if (line.page !== last.page + 1 || entry.lines[0] !== line) return false;
  const word = line.text.split(' ')[0] ?? '';
  const bold = line.fragments[0]?.bold === true;
  return (
    last.x1 + textWidthMm(` ${word}`, last.sizePt, bold) > before.right - 0.8 && last.x0 - before.left < 25
  );
}

/** Short of both edges by as much: no line of a justified text is. */
function isCentredIn({ x0, x1 }: Line, { left, right }: Area): boolean {
  const [before, after] = [x0 - left, right - x1];
  return before > CENTRED_MM && after > CENTRED_MM && Math.abs(before - after) < 0.7;
}

const CENTRED_MM = 0.35;
const TITLE_MM = 8;

const isAllBold = ({ fragments }: Line): boolean => fragments.every(({ bold }) => bold);

const slantOf = ({ fragments }: Line): boolean => fragments.every(({ italic }) => italic);

/** In points; of one line: what its size would give. */
function pitchOf(lines: readonly Line[]): number {
  const steps = lines.slice(1).flatMap((line, index) => {
    const above = lines[index] as Line;
    return line.page === above.page ? [(line.y - above.y) * PT_PER_MM] : [];
  });
  const [middle] = steps.sort((a, b) => a - b).slice(Math.floor(steps.length / 2));
  return middle ?? (lines[0]?.sizePt ?? 14) * LINE_OF_FONT;
}

function flowPiece(
  lines: readonly Line[],
  area: Area,
  laid: readonly Laid[],
  previous: { readonly line: Line; readonly pitchPt: number } | null,
): Piece {
  const first = lines[0] as Line;
  const entry = laid[first.page - 1] as Laid;
  const steps = lines.slice(1).filter((line, index) => line.page === lines[index]?.page);
  const spacing = steps.length === 0 ? null : pitchOf(lines) / (first.sizePt * LINE_OF_FONT);
  const pitch = steps.length > 0 ? pitchOf(lines) : (previous?.pitchPt ?? null);
  const isNext =
    previous !== null &&
    previous.line.page === first.page &&
    !entry.tables.some((table) => table.y0 > (previous?.line.y ?? 0) - 1 && table.y1 < first.y) &&
    !entry.horizontals.some((stroke) => stroke.y0 > (previous?.line.y ?? 0) && stroke.y0 < first.y);
  // What is centred is not set in.
  const isCentred =
    lines.length === 1 &&
    (isCentredIn(first, area) ||
      (Math.abs((first.x0 + first.x1 - area.left - area.right) / 2) < 1.5 && first.x0 - area.left > 14));
  return {
    text: joined(lines),
    page: first.page,
    sheet: first.page - 1,
    area: 'flow',
    faces: facesOf(lines, entry.horizontals),
    align: alignOf(lines, laid, area),
    leftMm: Math.min(...lines.map(({ x0 }) => x0)),
    rightMm: Math.max(...lines.map(({ x1 }) => x1)),
    column: [area.left, area.right],
    band: `p${String(first.page)}`,
    yMm: first.y,
    lines: lines.length,
    firstLineMm: isCentred ? null : first.x0 - area.left,
    beforePt:
      isNext && pitch !== null && previous !== null ? (first.y - previous.line.y) * PT_PER_MM - pitch : null,
    spacing,
    rule: null,
    box: lines.length === 1 ? boxAround(first, entry) : null,
  };
}

function alignOf(lines: readonly Line[], _laid: readonly Laid[], area: Area): Piece['align'] {
  if (lines.length < 2) return null;
  const inner = lines.slice(0, -1);
  const full = inner.filter((line) => area.right - line.x1 < 1.2).length;
  return full >= inner.length * 0.75 ? 'justify' : 'left';
}

function joined(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join(' ');
}

function gridPiece(
  line: Line,
  area: Area,
  laid: readonly Laid[],
  above: Piece | undefined,
  middle: number | null,
): Piece {
  const entry = laid[line.page - 1] as Laid;
  const column: readonly [number, number] =
    middle === null
      ? [area.left, area.right]
      : line.x0 >= middle
        ? [middle, area.right]
        : [area.left, middle];
  const dy = above?.page === line.page && above.yMm !== null ? (line.y - above.yMm) * PT_PER_MM : null;
  return {
    text: line.text,
    page: line.page,
    sheet: line.page - 1,
    area: 'grid',
    faces: facesOf([line], entry.horizontals),
    align: null,
    leftMm: line.x0,
    rightMm: line.x1,
    column,
    band: `p${String(line.page)}`,
    yMm: line.y,
    lines: 1,
    firstLineMm: null,
    beforePt: dy === null ? null : dy - line.sizePt * LINE_OF_FONT,
    spacing: null,
    rule: null,
    box: boxAround(line, entry),
  };
}

function boxAround(line: Line, entry: Laid): Piece['box'] {
  const box = entry.boxes.find(
    (frame) => frame.x0 < line.x0 && frame.x1 > line.x1 && frame.y0 < line.y - 1 && frame.y1 > line.y,
  );
  return box === undefined ? null : { widthMm: box.x1 - box.x0, heightMm: box.y1 - box.y0 };
}

function tablePiece(line: Line, laid: readonly Laid[]): Piece {
  const entry = laid[line.page - 1] as Laid;
  return {
    ...gridPiece(line, { left: line.x0, right: line.x1 }, laid, undefined, null),
    area: 'table',
    faces: facesOf([line], entry.horizontals),
  };
}

function facesOf(lines: readonly Line[], horizontals: readonly Stroke[]): readonly Face[] {
  const faces = new Map<string, Face>();
  for (const line of lines) {
    const isUnderlined = (fragment: Fragment): boolean =>
      horizontals.some(
        (stroke) =>
          stroke.y0 > line.y &&
          stroke.y0 - line.y < 0.8 &&
          stroke.x0 < fragment.x1 &&
          stroke.x1 > fragment.x0,
      );
    for (const fragment of line.fragments) {
      const letters = fragment.text.replace(/\s/gu, '').length;
      const { family, bold, italic, black } = fragment;
      const sizePt = Math.round(fragment.sizePt * 10) / 10;
      const underlined = isUnderlined(fragment);
      const key = [family, sizePt, bold, italic, underlined, black].join('|');
      const known = faces.get(key);
      faces.set(key, {
        family,
        sizePt,
        bold,
        italic,
        underlined,
        black,
        letters: letters + (known?.letters ?? 0),
      });
    }
  }
  return [...faces.values()];
}

// ---------------------------------------------------------------------------------------------------- drawn rules

const RULE_REACH_MM = 6.5;

/** Each drawn line belongs to the text right above it. */
function withRules(pieces: readonly Piece[], laid: readonly Laid[]): readonly Piece[] {
  const rules = new Map<Piece, Stroke>();
  for (const { page, horizontals, boxes } of laid) {
    const here = pieces.filter(
      (piece) => piece.page === page.number && piece.area !== 'table' && piece.lines === 1,
    );
    for (const stroke of horizontals) {
      if (boxes.some((box) => isInside(stroke, box))) continue;
      const centre = (stroke.x0 + stroke.x1) / 2;
      const above = here
        .filter(
          ({ yMm, leftMm, rightMm }) =>
            yMm !== null &&
            stroke.y0 - yMm > 0.85 &&
            stroke.y0 - yMm < RULE_REACH_MM &&
            leftMm - 3 < centre &&
            rightMm + 3 > centre,
        )
        .sort((a, b) => (b.yMm ?? 0) - (a.yMm ?? 0))[0];
      if (above !== undefined && !rules.has(above)) rules.set(above, stroke);
    }
  }
  return pieces.map((piece) => {
    const stroke = rules.get(piece);
    return stroke === undefined
      ? piece
      : { ...piece, rule: { leftMm: stroke.x0, rightMm: stroke.x1, solid: stroke.solid } };
  });
}
