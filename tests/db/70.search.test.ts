import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AGENCY, AN, finding, head, OFFICE, PLAN, uuid, VERSION, VISIT, world } from './helpers.ts';
import { chance } from '../long.ts';

type Here = ReturnType<typeof world>;
const add = ({ journal }: Here, texts: readonly string[]) =>
  journal.run(head(), (write) =>
    texts.forEach((text, index) => write.insert('finding', finding(uuid(100 + index), text, index))),
  );
const titles = ({ search }: Here, text: string, limit = 20) =>
  search.find(text, limit).map((hit) => hit.title);

describe('what matches', () => {
  test('marks are optional, đ is d, case does not matter, words in any order and begun', () => {
    const here = world();
    add(here, ['Đường dây nóng chưa công khai', 'Hồ sơ trễ hạn']);
    for (const text of ['duong', 'Đường', 'DUONG DAY', 'nóng dây', 'cong kh', 'đương']) {
      expect([text, titles(here, text)]).toEqual([text, ['Đường dây nóng chưa công khai']]);
    }
    expect(titles(here, 'duong tre')).toEqual([]);
  });

  test('what is written with the same marks comes first, whole words before begun ones', () => {
    const here = world();
    add(here, ['Án phí', 'An ninh', 'Anh chị em', 'Ấn định']);
    expect(titles(here, 'an')).toEqual(['An ninh', 'Nguyễn Thị An', 'Anh chị em', 'Ấn định', 'Án phí']);
    expect(titles(here, 'án')).toEqual(['Án phí', 'Ấn định', 'Anh chị em', 'An ninh', 'Nguyễn Thị An']);
    expect(here.search.find('án', 9).map((hit) => hit.exact)).toEqual([true, false, false, false, false]);
  });

  test('both ways of placing a tone, composed or not, upper case with marks', () => {
    const here = world();
    add(here, ['HOÀ GIẢI Ở CƠ SỞ']);
    for (const text of ['hòa giải', 'hoà giải', 'HOÀ', 'hoa giai', 'hoà'.normalize('NFD')]) {
      expect([text, titles(here, text)]).toEqual([text, ['HOÀ GIẢI Ở CƠ SỞ']]);
    }
    expect(here.search.find('hoà giải', 5)[0]?.exact).toBe(true);
  });

  test.each([
    '"',
    '*',
    '-',
    'a AND',
    'NEAR(',
    'title:',
    '^x',
    "'",
    ';--',
    '(',
    'OR OR',
    '""""',
    '{a b}',
    '\u0000',
    '%',
    '🙂',
    // One word to JavaScript, several to SQLite.
    '㐀ᬀ〸',
    'a'.repeat(5_000),
    'x '.repeat(500),
  ])('operators are text: %j is no error', (text) => {
    const here = world();
    expect(() => here.search.find(text, 5)).not.toThrow();
    expect(titles(here, `so ${text.slice(0, 3)} noi vu`).length).toBeGreaterThanOrEqual(0);
  });

  test('nothing a person can type is an error', () => {
    const here = world();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        expect(here.search.find(text, 5).length).toBeLessThanOrEqual(5);
      }),
      chance(3, 100, 3_000),
    );
  });

  test('nothing typed finds nothing', () => {
    expect(titles(world(), '  ')).toEqual([]);
  });
});

describe('what is found', () => {
  test('every entity, with the places it leads to', () => {
    const here = world();
    here.journal.run(head(), (write) => {
      write.insert('finding', { ...finding(uuid(100), 'Sở Nội vụ chưa công khai'), visitId: VISIT });
      write.insert('recommendation', {
        id: uuid(101),
        planId: PLAN,
        ordinal: 1,
        text: 'Đề nghị Sở Nội vụ',
        status: 'open',
      });
      write.insert('issuer', {
        id: uuid(102),
        officeId: OFFICE,
        kind: 'ubnd',
        name: 'UBND',
        nameLine: 'UBND',
      });
      write.insert('document', {
        id: uuid(103),
        planId: PLAN,
        visitId: VISIT,
        issuerId: uuid(102),
        kind: 'agency_notice',
        subject: 'Kết quả kiểm tra tại Sở Nội vụ',
        status: 'draft',
        content: { blocks: [{ type: 'paragraph', text: 'một đoạn kể về niêm phong' }] } as never,
        factsDigest: '',
      });
      write.insert('person', {
        id: uuid(104),
        officeId: OFFICE,
        fullName: 'Phạm Nội',
        position: 'Giám đốc Sở Nội vụ',
      });
    });
    const found = here.search.find('sở nội vụ', 20);
    expect(found.map((hit) => [hit.entity, hit.id, hit.planId, hit.visitId])).toEqual([
      ['agency', AGENCY, null, null],
      ['visit', VISIT, PLAN, VISIT],
      ['document', uuid(103), PLAN, VISIT],
      ['finding', uuid(100), PLAN, VISIT],
      ['recommendation', uuid(101), PLAN, null],
      ['person', uuid(104), null, null],
    ]);
    expect(found[1]?.snippet).toBe('Kiểm tra công tác CCHC năm 2019');
    expect(found[5]).toMatchObject({
      title: 'Phạm Nội',
      snippet: expect.stringContaining('Giám đốc Sở Nội vụ') as string,
    });
    expect(here.search.find('niem phong', 5)).toMatchObject([
      { entity: 'document', snippet: expect.stringContaining('niêm phong') as string },
    ]);
    expect(here.search.find('kiem tra cong tac', 5)).toMatchObject([
      { entity: 'plan', id: PLAN, planId: PLAN, snippet: null },
    ]);
  });

  test('an agency once, by each of its names', () => {
    const here = world();
    here.journal.run(head(), (write) =>
      write.insert('agency_version', {
        id: uuid(110),
        agencyId: AGENCY,
        name: 'Sở Nội vụ và Lao động',
        validFrom: '2025-03-01',
      }),
    );
    expect(here.search.find('sở nội vụ', 9).filter((hit) => hit.entity === 'agency')).toHaveLength(1);
    expect(here.search.find('lao dong', 9)).toMatchObject([
      { entity: 'agency', id: AGENCY, title: 'Sở Nội vụ và Lao động' },
    ]);
  });

  test('the snippet shows the place in a long text', () => {
    const here = world();
    add(here, [`${'mở đầu '.repeat(60)}kim giấu trong rơm ${'kết thúc '.repeat(60)}`]);
    const [hit] = here.search.find('kim giau', 5);
    expect(hit?.snippet).toMatch(/^…(mở đầu|đầu mở).*kim giấu trong rơm.*…$/);
    expect(hit?.snippet?.length).toBeLessThan(130);
  });
});

describe('upkeep', () => {
  test('follows updates and deletions; a visit follows the name of its agency', () => {
    const here = world();
    add(here, ['một', 'hai']);
    here.journal.run(head(), (write) => {
      write.update('finding', uuid(100), 1, { text: 'ba' });
      write.remove('finding', uuid(101), 1);
      write.update('agency_version', VERSION, 1, { name: 'Thanh tra tỉnh' });
    });
    expect(titles(here, 'một')).toEqual([]);
    expect(titles(here, 'hai')).toEqual([]);
    expect(titles(here, 'ba')).toEqual(['ba']);
    expect(here.search.find('thanh tra', 5).map((hit) => hit.entity)).toEqual(['agency', 'visit']);
    expect(titles(here, 'nội vụ')).toEqual([]);
    here.journal.undo(AN);
    expect(here.search.find('nội vụ', 5).map((hit) => hit.entity)).toEqual(['agency', 'visit']);
  });

  test('the index made anew finds the same', () => {
    const here = world();
    add(here, ['một hai', 'hai ba', 'ba một']);
    here.journal.run(head(), (write) => write.update('finding', uuid(101), 1, { text: 'bốn hai' }));
    const before = here.search.find('hai', 9);
    here.connection.exec('DELETE FROM search_entry');
    here.search.rebuild();
    const byId = (hits: typeof before) => hits.map((hit) => hit.id).toSorted();
    expect(byId(here.search.find('hai', 9))).toEqual(byId(before));
    here.connection.exec(`INSERT INTO search_text(search_text) VALUES ('integrity-check')`);
  });
});
