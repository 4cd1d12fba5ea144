// The Word file, opened again: its text, its page, its styles and its head.
import { describe, expect, it } from 'vitest';
import { layoutMinutes, layoutNotice } from './lay-out.ts';
import { modelText } from '../../../core/documents/model-text.ts';
import {
  draftAgencyNotice,
  draftCollectiveNotice,
  draftMinutes,
} from '../../../core/documents/wording/index.ts';
import { docxLines, openDocx } from './docx-reader.ts';
import { familyPapers, PICTURE } from './family-papers.ts';
import { haiDuongAgencyNotice, haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { illustrativeAgencyNotice, illustrativeCollective, minutesFacts } from './fixtures/illustrative.ts';
import { laiVungCollective } from './fixtures/lai-vung-2022.ts';

const plain = layoutNotice(haiDuongCollective, draftCollectiveNotice(haiDuongCollective));
const scored = layoutNotice(illustrativeCollective, draftCollectiveNotice(illustrativeCollective), {
  draft: true,
});
const minutes = minutesFacts(haiDuongAgencyNotice(2));

describe('the Word file', () => {
  it.each([
    ['the collective notice', plain],
    ['a notice with an appendix', scored],
    ['a team of another form', layoutNotice(laiVungCollective, draftCollectiveNotice(laiVungCollective))],
    ['minutes', layoutMinutes(minutes, draftMinutes(minutes))],
  ])('holds every line of %s in order', async (_, model) => {
    const docx = await openDocx(model);
    expect(docxLines(docx)).toEqual(modelText(model).filter((line) => line !== ''));
  });

  it('is A4 with the margins of the decree and another head on page 1', async () => {
    const xml = (await openDocx(plain)).part('word/document.xml');
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(xml).toMatch(/<w:pgMar [^>]*w:top="1134"/);
    expect(xml).toMatch(/<w:pgMar [^>]*w:left="1701"/);
    expect(xml).toMatch(/<w:pgMar [^>]*w:right="850"/);
    expect(xml).toContain('<w:titlePg/>');
  });

  it('numbers the pages from the second on, in the middle of the top', async () => {
    const docx = await openDocx(plain);
    const heads = docx.names
      .filter((name) => /word\/header\d+\.xml$/.test(name))
      .map((name) => docx.part(name));
    expect(heads).toHaveLength(2);
    const numbered = heads.filter((xml) => xml.includes('PAGE'));
    expect(numbered).toHaveLength(1);
    expect(numbered[0]).toContain('<w:jc w:val="center"/>');
    expect(numbered[0]).toContain('<w:sz w:val="26"/>');
  });

  it('marks every page', async () => {
    const docx = await openDocx(scored);
    const heads = docx.names
      .filter((name) => /word\/header\d+\.xml$/.test(name))
      .map((name) => docx.part(name));
    expect(heads.length).toBeGreaterThanOrEqual(3);
    for (const xml of heads) {
      expect(xml).toContain('DỰ THẢO');
      expect(xml).toContain('DỮ LIỆU MINH HỌA');
    }
    const clean = await openDocx(plain);
    for (const name of clean.names.filter((one) => /header\d+\.xml$/.test(one))) {
      expect(clean.part(name)).not.toMatch(/DỰ THẢO|MINH HỌA/);
    }
  });

  it('numbers the appendix by itself, landscape where the table is wide', async () => {
    const xml = (await openDocx(scored)).part('word/document.xml');
    expect(xml.match(/<w:pgNumType w:start="1"/g)).toHaveLength(2);
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/);
    const narrow = layoutNotice(illustrativeAgencyNotice(3), draftAgencyNotice(illustrativeAgencyNotice(3)));
    expect((await openDocx(narrow)).part('word/document.xml')).not.toContain('w:orient="landscape"');
  });

  it('is written in named styles, in Times New Roman and in Vietnamese', async () => {
    const docx = await openDocx(plain);
    const styles = docx.part('word/styles.xml');
    for (const name of ['Nội dung', 'Mục', 'Trích yếu', 'Nơi nhận', 'Quốc hiệu', 'Họ tên người ký']) {
      expect(styles).toContain(`<w:name w:val="${name}"/>`);
    }
    expect(styles).toContain('w:ascii="Times New Roman"');
    expect(styles).toMatch(/<w:lang [^>]*w:val="vi-VN"/);
    const xml = docx.part('word/document.xml');
    const used = new Set([...xml.matchAll(/<w:pStyle w:val="([^"]+)"/g)].map(([, id]) => id));
    expect(used.size).toBeGreaterThan(10);
    for (const id of used) expect(styles).toContain(`w:styleId="${id ?? ''}"`);
    expect(xml).not.toMatch(/<w:(?:pict|drawing|txbxContent)/);
  });

  it('keeps the signature block together with the last words', async () => {
    const xml = (await openDocx(plain)).part('word/document.xml');
    expect(xml).toMatch(/<w:cantSplit\/>/);
    const last = xml.slice(0, xml.indexOf('./.')).lastIndexOf('<w:p>');
    expect(xml.slice(last, xml.indexOf('./.'))).toContain('<w:keepNext/>');
  });

  it('tells its title and author', async () => {
    const core = (await openDocx(plain)).part('docProps/core.xml');
    expect(core).toContain('<dc:title>Thông báo kết quả kiểm tra công tác cải cách hành chính');
    expect(core).toContain('<dc:creator>Đoàn Kiểm tra công tác CCHC số 01 của tỉnh</dc:creator>');
  });
});

describe('a paper of any family', () => {
  it.each(Object.entries(familyPapers))(
    '%s holds every line in order, as Word counts it',
    async (_, model) => {
      expect(docxLines(await openDocx(model))).toEqual(modelText(model).filter((line) => line !== ''));
    },
  );

  const open = async (name: string) => {
    const model = familyPapers[name];
    if (model === undefined) throw new Error(`No paper ${name}.`);
    return openDocx(model);
  };
  /** The paragraph that holds these words. */
  const paragraphOf = (xml: string, words: string): string => {
    const at = xml.indexOf(words);
    expect(at).toBeGreaterThan(0);
    return xml.slice(xml.lastIndexOf('<w:p>', at), xml.indexOf('</w:p>', at));
  };

  it('is counted by Word: sections, clauses and short runs of points; letters beyond d are text', async () => {
    const docx = await open('named');
    const xml = docx.part('word/document.xml');
    const level = (words: string) => /<w:ilvl w:val="(\d)"/.exec(paragraphOf(xml, words))?.[1];
    expect(level('MỤC ĐÍCH, YÊU CẦU')).toBe('0');
    expect(level('Mục đích<')).toBe('1');
    expect(level('Phát hiện tồn tại')).toBe('2');
    expect(level('Sáu;')).toBeUndefined();
    expect(paragraphOf(xml, 'Năm;')).toContain('đ) ');
    expect(level('Gạch thứ nhất')).toBe('0');
    const numbering = docx.part('word/numbering.xml');
    for (const format of ['upperRoman', 'decimal', 'lowerLetter', 'bullet']) {
      expect(numbering).toContain(`<w:numFmt w:val="${format}"/>`);
    }
    // The first line's indent of the decree and one space behind the number.
    expect(numbering).toMatch(/<w:suff w:val="space"\/>/);
    expect(numbering).toMatch(/<w:ind w:left="0" w:firstLine="720"\/>/);
  });

  it('counts articles in bold, and clauses below them anew', async () => {
    const docx = await open('decision');
    const numbering = docx.part('word/numbering.xml');
    expect(numbering).toContain('<w:lvlText w:val="Điều %1."/>');
    const lines = docxLines(docx);
    expect(
      lines.filter((line) => /^(?:Điều )?\d\. |^a\) /u.test(line)).map((line) => line.split(' ')[0]),
    ).toEqual(['Điều', '1.', '2.', 'Điều', '1.', 'a)', 'Điều']);
  });

  it('names the words of a field, and repeats the heads of tables', async () => {
    const xml = (await open('named')).part('word/document.xml');
    expect(xml).toMatch(/<w:bookmarkStart w:name="so_kh__1" w:id="\d+"\/><w:r>/);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(4);
    expect(xml).toMatch(/<w:gridSpan w:val="2"\/>/);
    expect(xml).toContain('w:fill="4D4D4D"');
  });

  it('holds a picture with its words, or a frame where it is missing', async () => {
    const model = familyPapers['news'];
    if (model === undefined) throw new Error('No news.');
    const bare = await openDocx(model);
    expect(bare.names.some((name) => name.startsWith('word/media/'))).toBe(false);
    const docx = await openDocx(model, () => PICTURE.bytes);
    expect(docx.names.filter((name) => /word\/media\/.+\.png$/.test(name))).toHaveLength(1);
    expect(docx.part('word/document.xml')).toContain('descr="Đoàn kiểm tra làm việc tại Sở Nội vụ"');
  });

  it('frames the urgency in red and says which draft it is', async () => {
    const xml = (await open('draft')).part('word/document.xml');
    expect(paragraphOf(xml, 'THƯỢNG KHẨN')).toContain('w:color="C00000"');
    expect(xml).toContain('DỰ THẢO (lần 2)');
    expect((await open('named')).part('word/document.xml')).not.toContain('DỰ THẢO');
  });
});
