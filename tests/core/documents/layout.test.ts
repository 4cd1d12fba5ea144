// The parts of the page and their order by the decree, on the model.
import { describe, expect, it } from 'vitest';
import type { ContentBlock, DocumentContent } from '../../../core/documents/content.ts';
import { documentContent } from '../../../core/documents/content.ts';
import { layoutMinutes, layoutNotice } from './lay-out.ts';
import type { Columns, DocumentModel } from '../../../core/documents/model.ts';
import { modelText } from '../../../core/documents/model-text.ts';
import {
  draftAgencyNotice,
  draftCollectiveNotice,
  draftMinutes,
} from '../../../core/documents/wording/index.ts';
import { haiDuongAgencyNotice, haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { illustrativeAgencyNotice, minutesFacts } from './fixtures/illustrative.ts';
import { laiVungCollective } from './fixtures/lai-vung-2022.ts';

const notice = layoutNotice(haiDuongCollective, draftCollectiveNotice(haiDuongCollective));

function columns(model: DocumentModel, role: Columns['role']): readonly (readonly string[])[] {
  const block = model.blocks.find((one) => one.type === 'columns' && one.role === role);
  if (block?.type !== 'columns') throw new Error(`No ${role} block.`);
  return block.rows.flatMap((row) =>
    row.map((cell) =>
      cell.flatMap((part) => (part.type === 'paragraph' ? part.runs.map((run) => run.text) : [part.type])),
    ),
  );
}

function withBlocks(blocks: readonly ContentBlock[]): DocumentContent {
  return { version: 1, kind: 'collective_notice', blocks: [...blocks], recipients: [], signatures: [] };
}

describe('the head', () => {
  it('has issuer and national name side by side, number and date on one line', () => {
    expect(columns(notice, 'header')).toEqual([
      ['UBND TỈNH HẢI DƯƠNG', 'ĐOÀN KIỂM TRA CÔNG TÁC', 'CẢI CÁCH HÀNH CHÍNH SỐ 01', 'rule'],
      ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'rule'],
      [expect.stringMatching(/^Số: \u00a0+\/TB-ĐKT$/)],
      [expect.stringMatching(/^Hải Dương, ngày\u00a0+tháng\u00a0+năm 2019$/)],
    ]);
  });

  it('prints number and day once they are given', () => {
    const model = layoutNotice(laiVungCollective, draftCollectiveNotice(laiVungCollective));
    expect(columns(model, 'header').slice(2)).toEqual([
      ['Số: 05/TB-UBND'],
      ['Lai Vung, ngày 06 tháng 5 năm 2022'],
    ]);
  });

  it.each([
    [
      'ket_qua',
      'Kết quả kiểm tra công tác cải cách hành chính tại một số sở, ngành và UBND cấp huyện năm 2019',
    ],
    [
      'ket_luan',
      'Kết luận kiểm tra công tác cải cách hành chính tại một số sở, ngành và UBND cấp huyện năm 2019',
    ],
  ] as const)('%s', (titleKind, subject) => {
    const facts = { ...haiDuongCollective, document: { ...haiDuongCollective.document, titleKind } };
    const lines = modelText(layoutNotice(facts, draftCollectiveNotice(facts)));
    expect(lines[lines.indexOf('THÔNG BÁO') + 1]).toBe(subject);
  });

  it('draws the rule below the subject at a third to a half of its line', () => {
    const rule = notice.blocks.find((block) => block.type === 'rule');
    expect(rule?.type === 'rule' ? rule.widthMm : 0).toBeGreaterThanOrEqual(14);
    expect(rule?.type === 'rule' ? rule.widthMm : 99).toBeLessThanOrEqual(82);
  });
});

describe('the text', () => {
  it('counts headings anew after a block was moved, added or removed', () => {
    const block = (type: 'section' | 'subsection' | 'point' | 'item', text: string): ContentBlock => ({
      id: text,
      type,
      text,
    });
    const lines = modelText(
      layoutNotice(
        haiDuongCollective,
        withBlocks([
          block('section', 'Một'),
          block('subsection', 'a'),
          block('subsection', 'b'),
          block('point', 'x'),
          block('point', 'y'),
          block('section', 'Hai'),
          block('subsection', 'c'),
          block('item', 'z'),
        ]),
      ),
    );
    expect(lines.slice(-11, -3)).toEqual([
      'I. MỘT',
      '1. a',
      '2. b',
      'a) x',
      'b) y',
      'II. HAI',
      '1. c',
      '- z./.',
    ]);
  });

  it.each(['Hết.', 'Hết./.', 'Hết ./.', 'Hết/.', 'Hết;', 'Hết'])('ends %s with one mark', (text) => {
    const first: ContentBlock = { id: '1', type: 'paragraph', text: 'Trước./.' };
    const last: ContentBlock = { id: '2', type: 'closing', text };
    const lines = modelText(layoutNotice(haiDuongCollective, withBlocks([first, last])));
    expect(lines).toContain('Trước.');
    expect(lines).toContain('Hết./.');
    expect(lines.join('\n').split('./.')).toHaveLength(2);
  });

  it('keeps headings and the last words with what follows', () => {
    const kept = notice.blocks.filter((block, index) => {
      if (block.type !== 'paragraph') return false;
      const isHeading = block.style === 'section' || block.style === 'subsection';
      return isHeading || notice.blocks[index + 1]?.type === 'columns';
    });
    expect(kept.length).toBeGreaterThan(10);
    expect(kept.every((block) => block.type === 'paragraph' && block.keepNext)).toBe(true);
  });
});

describe('the end', () => {
  it('has recipients beside the signature by the issuer’s authority', () => {
    expect(columns(notice, 'signature')).toEqual([
      ['Nơi nhận:', '- Các cơ quan, đơn vị được kiểm tra;', '- Lưu: VT, ĐKT.'],
      ['TRƯỞNG ĐOÀN', 'spacer', 'PHÓ CHỦ TỊCH UBND TỈNH', 'Vương Đức Sáng'],
    ]);
    const model = layoutNotice(laiVungCollective, draftCollectiveNotice(laiVungCollective));
    expect(columns(model, 'signature')[1]).toEqual([
      'TM. ỦY BAN NHÂN DÂN',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      'spacer',
    ]);
  });

  it('puts points into an appendix with the reference to the notice', () => {
    const facts = illustrativeAgencyNotice(3);
    const model = layoutNotice(facts, draftAgencyNotice(facts));
    const start = model.blocks.findIndex((block) => block.type === 'pageBreak');
    expect(model.blocks[start - 1]?.type).toBe('columns');
    const lines = modelText({ ...model, blocks: model.blocks.slice(start) });
    expect(lines.slice(0, 2)).toEqual(['Phụ lục', 'KẾT QUẢ CHẤM ĐIỂM THEO LĨNH VỰC']);
    expect(lines[2]).toMatch(
      /^\(Kèm theo Thông báo số \u00a0+\/TB-ĐKT ngày\u00a0+tháng\u00a0+năm 2019 của Đoàn/,
    );
  });
});

describe('minutes', () => {
  const facts = minutesFacts(haiDuongAgencyNotice(3));
  const model = layoutMinutes(facts, draftMinutes(facts));
  const lines = modelText(model);

  it('have no place and date, and a number only where one is used', () => {
    expect(columns(model, 'header')).toHaveLength(2);
    const numbered = { ...facts, document: { ...facts.document, symbol: 'BB-ĐKT' } };
    expect(columns(layoutMinutes(numbered, draftMinutes(numbered)), 'header').slice(2)).toEqual([
      [expect.stringMatching(/^Số: \u00a0+\/BB-ĐKT$/)],
      [],
    ]);
  });

  it('follow the order of the decree', () => {
    const expected = [
      'BIÊN BẢN',
      'Thời gian bắt đầu:',
      'Địa điểm:',
      'I. THÀNH PHẦN THAM DỰ',
      '- Chủ trì:',
      '- Thư ký:',
      'II. NỘI DUNG LÀM VIỆC',
      'Buổi làm việc kết thúc vào',
    ];
    const places = expected.map((start) => lines.findIndex((line) => line.startsWith(start)));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((first, second) => first - second));
    expect(
      lines.some((line) => line === 'Buổi làm việc kết thúc vào … giờ … phút, ngày … tháng … năm …./.'),
    ).toBe(true);
  });

  it('leave dotted lines by domain and take over no collective finding', () => {
    expect(lines.filter((line) => /^[a-zđ]\) /u.test(line))).toHaveLength(7);
    expect(lines.filter((line) => /^- Tồn tại, hạn chế: …+$/u.test(line))).toHaveLength(7);
    for (const finding of facts.findings) expect(lines.join('\n')).not.toContain(finding.text.slice(1));
  });

  it('record what was found at this agency', () => {
    const filled = minutesFacts(illustrativeAgencyNotice(3), { startTime: '08:00', copies: 3 });
    const text = modelText(layoutMinutes(filled, draftMinutes(filled))).join('\n');
    expect(text).toContain('(số liệu: 18/1.222 hồ sơ = 1,47%)');
    expect(text).toContain('08 giờ 00 phút');
    expect(text).toContain('03 bản');
    expect(text).not.toContain('Phân công người theo dõi hồ sơ đến hạn');
  });

  it('are signed by two or three parties, recipients below', () => {
    expect(columns(model, 'signature')).toEqual([
      ['ĐẠI DIỆN ĐƠN VỊ', 'ĐƯỢC KIỂM TRA'],
      ['THƯ KÝ'],
      ['TRƯỞNG ĐOÀN'],
      ['spacer'],
      ['spacer'],
      ['spacer', 'Vương Đức Sáng'],
    ]);
    const content = draftMinutes(facts);
    const two = layoutMinutes(facts, { ...content, signatures: content.signatures.slice(0, 2) });
    expect(columns(two, 'signature')).toHaveLength(4);
    expect(lines.at(-1)).toBe('- Lưu: VT, ĐKT.');
  });
});

describe('the drafted wording', () => {
  it('passes the schema it is stored by', () => {
    for (const content of [
      draftCollectiveNotice(haiDuongCollective),
      draftCollectiveNotice(laiVungCollective),
      draftAgencyNotice(illustrativeAgencyNotice(3)),
      draftMinutes(minutesFacts(haiDuongAgencyNotice(0))),
    ]) {
      expect(documentContent.parse(content)).toEqual(content);
    }
  });

  it('refuses unknown keys and boundless texts', () => {
    const content = draftCollectiveNotice(haiDuongCollective);
    expect(documentContent.safeParse({ ...content, extra: 1 }).success).toBe(false);
    expect(documentContent.safeParse({ ...content, recipients: ['x'.repeat(501)] }).success).toBe(false);
    expect(
      documentContent.safeParse(withBlocks([{ id: 'a', type: 'item', text: 'x'.repeat(20_001) }])).success,
    ).toBe(false);
  });

  it('is the same for the same facts', () => {
    expect(draftCollectiveNotice(haiDuongCollective)).toEqual(draftCollectiveNotice(haiDuongCollective));
  });
});
