// What the page of each family has, in the decree's order, on the model.
import { describe, expect, it } from 'vitest';
import { documentKinds } from '../../../core/documents/content.ts';
import { headingMarks } from '../../../core/documents/heading-marks.ts';
import { kindTraits } from '../../../core/documents/kinds.ts';
import { layoutDocument } from '../../../core/documents/layout.ts';
import { replaceInRuns, runsOf, runsText } from '../../../core/documents/layout/runs.ts';
import type { Block, DocumentModel, Paragraph } from '../../../core/documents/model.ts';
import { modelParagraphs, modelText, paragraphText } from '../../../core/documents/model-text.ts';
import { baseFacts, block, familyPapers, paper, table } from './family-papers.ts';

const BLANK = '\u00a0'.repeat(6);

function family(name: string): DocumentModel {
  const model = familyPapers[name];
  if (model === undefined) throw new Error(`No paper ${name}.`);
  return model;
}

const lines = (name: string) => modelText(family(name));
const styled = (name: string, style: Paragraph['style']) =>
  modelParagraphs(family(name))
    .filter((paragraph) => paragraph.style === style)
    .map(paragraphText);

describe('a letter', () => {
  it('has no title, but V/v under its number, and each addressee on a line of its own', () => {
    expect(styled('letter', 'title')).toEqual([]);
    expect(styled('letter', 'letter_subject')).toEqual([
      'V/v đôn đốc khắc phục tồn tại, hạn chế sau kiểm tra',
    ]);
    expect(styled('letter', 'addressee_heading')).toEqual(['Kính gửi:']);
    expect(styled('letter', 'addressee_line').map((line) => line.slice(0, 12))).toEqual([
      '- Sở Nội vụ;',
      '- Sở Tài ngu',
      '- Ủy ban nhâ',
    ]);
    expect(styled('letter', 'addressee_line').at(-1)?.endsWith('xã.')).toBe(true);
    expect(family('letter').title).toBe('Công văn về việc đôn đốc khắc phục tồn tại, hạn chế sau kiểm tra');
  });

  it('writes to one addressee on the same line', () => {
    expect(styled('addressed', 'addressee')).toEqual(['Kính gửi: Ủy ban nhân dân tỉnh Hải Dương']);
  });

  it('says V/v once, whatever somebody typed', () => {
    for (const subject of ['V/v đôn đốc', 'Về việc đôn đốc', 'đôn đốc.']) {
      const facts = { ...baseFacts, document: { ...baseFacts.document, subject } };
      const model = layoutDocument('reminder', facts, paper('reminder', [block('closing', 'Hết')]));
      expect(modelText(model)).toContain('V/v đôn đốc');
    }
  });

  it('is urgent in a red frame of the decree’s size', () => {
    const frames = family('letter').blocks.flatMap((entry) =>
      entry.type === 'columns' ? entry.rows.flat(2).filter((part) => part.type === 'box') : [],
    );
    expect(frames.map(({ widthMm, heightMm, text }) => [paragraphText(text), widthMm, heightMm])).toEqual([
      ['KHẨN', 20, 8],
    ]);
  });
});

describe('a decision', () => {
  it('goes title, authority, grounds, QUYẾT ĐỊNH:, articles', () => {
    const found = lines('decision');
    const places = [
      'QUYẾT ĐỊNH',
      'Về việc thành lập Đoàn kiểm tra',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG',
      'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;',
      'Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 01 tháng 8 năm 2019.',
      'QUYẾT ĐỊNH:',
      'Điều 1. Thành lập Đoàn kiểm tra gồm các ông (bà) có tên sau:',
      'Điều 2. Nhiệm vụ của Đoàn kiểm tra',
    ].map((line) => found.indexOf(line));
    expect(places).toEqual(places.toSorted((first, second) => first - second));
    expect(places[0]).toBeGreaterThan(0);
    expect(found.filter((line) => line.endsWith('./.'))).toHaveLength(1);
  });

  it('decides without grounds too', () => {
    const model = layoutDocument(
      'team_decision',
      baseFacts,
      paper('team_decision', [block('article', 'Thành lập Đoàn')]),
    );
    const found = modelText(model);
    expect(found.indexOf('QUYẾT ĐỊNH:')).toBe(found.indexOf('Điều 1. Thành lập Đoàn./.') - 1);
  });
});

describe('a form', () => {
  it('leaves number, day and signer to the agency', () => {
    expect(styled('form', 'number_line')).toEqual([`Số: ${BLANK}/KH-UBND`]);
    expect(styled('form', 'date_line')).toEqual([`Hải Dương, ngày${BLANK}tháng${BLANK}năm 2019`]);
    expect(styled('form', 'sign_line')).toEqual(['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']);
    expect(styled('form', 'sign_name')).toEqual([]);
  });
});

describe('a slip', () => {
  it('has no number, and a grid of who signs', () => {
    expect(styled('slip', 'title')).toEqual(['PHIẾU TRÌNH']);
    expect(styled('slip', 'number_line')).toEqual([]);
    expect(styled('slip', 'sign_line')).toEqual(['NGƯỜI TRÌNH', 'Ý KIẾN CỦA LÃNH ĐẠO']);
  });
});

describe('a news item', () => {
  it('has a headline, a lead and a byline, and neither head nor signature nor end mark', () => {
    expect(family('news').blocks.some((entry) => entry.type === 'columns')).toBe(false);
    expect(styled('news', 'headline')).toEqual(['Kiểm tra cải cách hành chính tại Sở Nội vụ']);
    expect(styled('news', 'news_lead')).toHaveLength(1);
    expect(styled('news', 'byline')).toEqual(['Tin, ảnh: Phòng Cải cách hành chính']);
    expect(lines('news').join('\n')).not.toContain('./.');
  });
});

describe('an appendix', () => {
  it('has its number, its title, and the whole reference to its paper', () => {
    expect(styled('named', 'appendix_label')).toEqual(['Phụ lục I', 'Phụ lục II']);
    expect(styled('named', 'appendix_title')).toEqual(['DANH SÁCH CƠ QUAN ĐƯỢC KIỂM TRA', 'BẢNG TỔNG HỢP']);
    expect(new Set(styled('named', 'appendix_reference'))).toEqual(
      new Set([
        '(Kèm theo Kế hoạch số 07/KH-UBND ngày 09 tháng 8 năm 2019 của Ủy ban nhân dân tỉnh Hải Dương)',
      ]),
    );
  });

  it('counts its headings by itself', () => {
    expect(styled('named', 'section')).toEqual([
      'I. MỤC ĐÍCH, YÊU CẦU',
      'II. NỘI DUNG',
      'III. TỔ CHỨC THỰC HIỆN',
      'I. DANH SÁCH',
      'I. BẢNG',
    ]);
  });

  it.each(documentKinds)('of %s names the paper', (kind) => {
    const blocks = [
      block('closing', 'Hết'),
      { id: 'a', type: 'appendix', text: 'Danh sách', landscape: false } as const,
    ];
    const model = layoutDocument(kind, baseFacts, paper(kind, blocks));
    const reference = modelText(model).find((line) => line.startsWith('(Kèm theo')) ?? '';
    const title = kindTraits[kind].title ?? 'Công văn';
    expect(reference.startsWith(`(Kèm theo ${title} `)).toBe(true);
    const isPlain = kindTraits[kind].numbered === 'none' || kind === 'minutes';
    if (!isPlain) expect(reference).toMatch(/ của Ủy ban nhân dân tỉnh Hải Dương\)$/u);
  });
});

describe('any kind', () => {
  it.each(documentKinds)('%s is laid out from nothing but its closing', (kind) => {
    const empty = {
      ...baseFacts,
      document: { ...baseFacts.document, subject: null, number: null, symbol: null },
    };
    const model = layoutDocument(kind, empty, paper(kind, []), { draft: true, subject: 'Kiểm tra' });
    const title = kindTraits[kind].title;
    if (title !== null) {
      expect(modelText(model)).toContain(title.toLocaleUpperCase('vi'));
    }
    expect(model.title).toMatch(/[kK]iểm tra/u);
  });
});

describe('the draft', () => {
  it('says at its head which one it is, until it is one no longer', () => {
    expect(styled('draft', 'draft_mark')).toEqual(['DỰ THẢO (lần 2)']);
    expect(styled('named', 'draft_mark')).toEqual([]);
    const { draftRound: _, ...old } = baseFacts.document;
    const model = layoutDocument('plan', { ...baseFacts, document: old }, paper('plan', []), { draft: true });
    expect(modelParagraphs(model).some(({ style }) => style === 'draft_mark')).toBe(false);
  });
});

describe('marks', () => {
  const only = (entry: Block | undefined) => (entry?.type === 'paragraph' ? entry.runs : []);

  it('become runs, whatever the end mark does to the words', () => {
    const model = layoutDocument(
      'plan',
      baseFacts,
      paper('plan', [
        block('closing', 'Kế hoạch số 07.', [
          { from: 0, to: 8, bold: true },
          { from: 12, to: 14, field: 'so_kh' },
        ]),
      ]),
    );
    const closing = model.blocks.find((entry) => entry.type === 'paragraph' && entry.style === 'body');
    expect(only(closing)).toEqual([
      { text: 'Kế hoạch', bold: true },
      { text: ' số ' },
      { text: '07', field: 'so_kh' },
      { text: './.' },
    ]);
  });

  it('of a text that had to be cleaned are left out', () => {
    expect(runsOf('a\tb', [{ from: 0, to: 1, bold: true }])).toEqual([{ text: 'a b' }]);
  });

  it('stay where they were when words are replaced', () => {
    const runs = runsOf('một hai ba', [{ from: 4, to: 7, bold: true }]);
    expect(replaceInRuns(runs, /t h/u, '-')).toEqual([
      { text: 'mộ-' },
      { text: 'ai', bold: true },
      { text: ' ba' },
    ]);
    expect(runsText(replaceInRuns(runs, /\s/u, ''))).toBe('mộthaiba');
  });
});

describe('headings', () => {
  it('are counted as the pages print them', () => {
    const blocks = [
      block('section', 'a'),
      block('subsection', 'b'),
      block('clause', 'c'),
      block('point', 'd'),
      block('article', 'e'),
      block('clause', 'f'),
      table(1, { appendix: true }),
      block('article', 'g'),
      block('item', 'h'),
      block('ground', 'i'),
    ];
    expect(headingMarks(blocks)).toEqual(['I.', '1.', '2.', 'a)', 'Điều 1.', '1.', '', 'Điều 1.', '-', '']);
  });
});

describe('what Word counts', () => {
  const typed = (...types: readonly ('section' | 'article' | 'clause' | 'point')[]) =>
    layoutDocument(
      'plan',
      baseFacts,
      paper(
        'plan',
        types.map((type, at) => block(type, `${type} ${String(at)}`)),
      ),
    )
      .blocks.flatMap((entry) =>
        entry.type === 'paragraph' && entry.marker !== undefined ? [entry.marker] : [],
      )
      .map((marker) => marker.typed === true);

  it('is every level, with or without the ones above', () => {
    expect(
      typed('section', 'clause', 'point', 'point', 'clause', 'point', 'section', 'clause'),
    ).not.toContain(true);
    expect(typed('clause', 'point', 'clause', 'point')).not.toContain(true);
    expect(typed('section', 'point', 'point', 'section', 'point')).not.toContain(true);
    expect(typed('article', 'clause', 'point', 'article', 'clause')).not.toContain(true);
  });

  it('is not what it would count otherwise', () => {
    expect(typed('section', 'point', 'clause', 'point')).toEqual([false, true, false, false]);
    expect(typed('clause', 'section', 'clause')).toEqual([true, false, false]);
    expect(typed('article', 'section', 'clause')).toEqual([true, true, true]);
    expect(typed('clause', 'point', 'point', 'point', 'point', 'point')).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('a table', () => {
  it('sums up in bold, and its last rows stay with who signs', () => {
    const model = layoutDocument('plan', baseFacts, paper('plan', [table(12)]));
    const found = model.blocks.find((entry) => entry.type === 'table');
    if (found?.type !== 'table') throw new Error('No table.');
    expect(found.rows.at(-1)?.every((cell) => cell.runs.every((run) => run.bold === true))).toBe(true);
    expect(found.rows.at(-2)?.some((cell) => cell.runs.some((run) => run.bold === true))).toBe(false);
    expect(found.rows.map((row) => row.every((cell) => cell.keepNext)).slice(-3)).toEqual([
      false,
      true,
      true,
    ]);
  });
});
