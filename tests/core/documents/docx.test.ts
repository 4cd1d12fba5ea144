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
