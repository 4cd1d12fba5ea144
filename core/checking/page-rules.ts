// Paper, orientation, margins and the number of every page.
import { amount, range, type Collector } from './collector.ts';
import { pageSpec } from './elements.ts';
import type { FinishedDocument, PageNumber, Sheet } from './finished.ts';
import { fits } from './letter-rules.ts';
import type { Roles } from './roles.ts';

const tolerances = { pdf: { paper: 0.8, margin: 0.8 }, docx: { paper: 0.6, margin: 0.1 } } as const;

export function checkPages(document: FinishedDocument, roles: Roles, collector: Collector): void {
  const appended = new Set(appendixSheets(document, roles));
  document.sheets.forEach((sheet, index) => {
    checkPaper(document.format, sheet, collector);
    collector.judge('page.orientation', {
      ok: sheet.widthMm <= sheet.heightMm || sheet.hasTable || appended.has(index),
      page: sheet.page,
      found: 'trang nằm ngang không có bảng',
      expected: 'trang đứng; trang ngang khi có bảng',
    });
    checkMargins(document.format, sheet, collector);
  });
  if (document.format === 'pdf') checkPrintedNumbers(document, roles, collector);
  else checkNumberFields(document, roles, collector);
}

function appendixSheets(document: FinishedDocument, roles: Roles): readonly number[] {
  const [first] = roles.appendices;
  if (first === undefined) return [];
  return document.sheets.flatMap((_, index) => (index >= first.label.sheet ? [index] : []));
}

function checkPaper(format: 'pdf' | 'docx', sheet: Sheet, collector: Collector): void {
  const short = Math.min(sheet.widthMm, sheet.heightMm);
  const long = Math.max(sheet.widthMm, sheet.heightMm);
  const tolerance = tolerances[format].paper;
  collector.judge('page.paper', {
    ok: Math.abs(short - pageSpec.shortMm) <= tolerance && Math.abs(long - pageSpec.longMm) <= tolerance,
    page: sheet.page,
    found: `${amount(sheet.widthMm)} × ${amount(sheet.heightMm)} mm`,
    expected: '210 × 297 mm',
  });
}

function checkMargins(format: 'pdf' | 'docx', sheet: Sheet, collector: Collector): void {
  const tolerance = tolerances[format].margin;
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    const found = sheet[`${side}Mm`];
    const wanted = pageSpec[`${side}Mm`];
    if (found === null) {
      collector.skip(`page.${side}`, 'Không có dòng nào chạm lề này để đo');
      continue;
    }
    collector.judge(`page.${side}`, {
      ok: found >= wanted[0] - tolerance && found <= wanted[1] + tolerance,
      page: sheet.page,
      found: `${amount(found)} mm`,
      expected: range(wanted, 'mm'),
    });
  }
}

function judgeLook(number: PageNumber, sheet: Sheet | undefined, collector: Collector): void {
  const middle = sheet === undefined ? null : middleOf(sheet);
  // The middle of the paper is as good as the middle of the text.
  const isCentred =
    number.centreMm === null ||
    middle === null ||
    [middle, (sheet?.widthMm ?? 210) / 2].some((centre) => Math.abs((number.centreMm ?? 0) - centre) <= 2.5);
  collector.judge('page_number.place', {
    ok: number.at === 'top' && isCentred,
    page: number.page,
    found: number.at === 'top' ? 'không ở giữa' : 'ở lề dưới',
    expected: 'chính giữa lề trên',
  });
  if (number.face === null) return;
  const { sizePt, italic } = number.face;
  collector.judge('page_number.letters', {
    ok: fits(sizePt, pageSpec.numberPt) && !italic,
    page: number.page,
    found: `${amount(sizePt)} pt${italic ? ', nghiêng' : ''}`,
    expected: `${range(pageSpec.numberPt, 'pt')}, chữ đứng`,
  });
}

function middleOf(sheet: Sheet): number {
  const left = sheet.leftMm ?? pageSpec.leftMm[0];
  const right = sheet.rightMm ?? pageSpec.rightMm[0];
  return (left + sheet.widthMm - right) / 2;
}

function checkPrintedNumbers(document: FinishedDocument, roles: Roles, collector: Collector): void {
  const starts = roles.appendices.map(({ label }) => label.page ?? 0);
  document.sheets.forEach((sheet, index) => {
    const page = sheet.page ?? index + 1;
    const number = document.numbers.find((entry) => entry.page === page);
    const start = starts.findLast((from) => from <= page);
    if (number !== undefined) judgeLook(number, sheet, collector);
    if (start === undefined) {
      if (page === 1) {
        collector.judge('page_number.first', {
          ok: number === undefined,
          page,
          found: `hiện số ${number?.text ?? ''}`,
          expected: 'không hiện số',
        });
      } else {
        collector.judge('page_number.shown', {
          ok: number?.text === String(page),
          page,
          found: number === undefined ? 'không có số trang' : `số ${number.text ?? ''}`,
          expected: `số ${String(page)}`,
        });
      }
      return;
    }
    const wanted = page - start + 1;
    const mayBeHidden = wanted === 1 && number === undefined;
    collector.judge('page_number.appendix', {
      ok: mayBeHidden || number?.text === String(wanted),
      page,
      found: number === undefined ? 'không có số trang' : `số ${number.text ?? ''}`,
      expected: `số ${String(wanted)}`,
    });
  });
}

function checkNumberFields(document: FinishedDocument, roles: Roles, collector: Collector): void {
  const appendixFrom = roles.appendices[0]?.label.sheet ?? Number.POSITIVE_INFINITY;
  document.sheets.forEach((sheet, index) => {
    const number = document.numbers.find((entry) => entry.sheet === index);
    if (number !== undefined) judgeLook(number, sheet, collector);
    collector.judge('page_number.shown', {
      ok: number !== undefined,
      found: `phần ${String(index + 1)} không có trường số trang`,
      expected: 'trường số trang ở chính giữa lề trên',
    });
    if (index === 0) {
      collector.judge('page_number.first', {
        ok: number === undefined || !number.onFirstPage,
        found: 'trang thứ nhất hiện số trang',
        expected: 'trang thứ nhất có đầu trang riêng, không có số',
      });
    }
    if (index >= appendixFrom) {
      const isContinued =
        index > appendixFrom && !roles.appendices.some(({ label }) => label.sheet === index);
      collector.judge('page_number.appendix', {
        ok: isContinued || number?.restarts === true,
        found: 'phụ lục đếm tiếp số trang của văn bản',
        expected: 'mỗi phụ lục bắt đầu lại từ trang 1',
      });
    }
  });
}
