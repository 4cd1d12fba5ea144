// A scope that names no agency never becomes one agency's fault; a named finding stays with its agencies.
import { describe, expect, it } from 'vitest';
import { documentContent } from '../../../core/documents/content.ts';
import type { FindingFacts, NoticeFacts } from '../../../core/documents/facts.ts';
import { layoutNotice } from './lay-out.ts';
import { modelText } from '../../../core/documents/model-text.ts';
import { draftAgencyNotice, draftCollectiveNotice } from '../../../core/documents/wording/index.ts';
import { finding } from './fixtures/finding.ts';
import { haiDuongAgencyNotice, haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { illustrativeAgencyNotice, illustrativeCollective } from './fixtures/illustrative.ts';

const MARK = 'chưa công khai địa chỉ tiếp nhận phản ánh';

function agencyText(
  index: number,
  findings: readonly FindingFacts[],
  rest: Partial<NoticeFacts> = {},
): string {
  const facts = { ...haiDuongAgencyNotice(index), findings, ...rest };
  return modelText(layoutNotice(facts, draftAgencyNotice(facts))).join('\n');
}

function collectiveText(findings: readonly FindingFacts[]): string {
  const facts = { ...haiDuongCollective, findings };
  return modelText(layoutNotice(facts, draftCollectiveNotice(facts))).join('\n');
}

describe('a named finding', () => {
  const named = [finding('n', 3, 'limitation', 'named', MARK, { agencyIds: ['hd4', 'hd7'] })];

  it('stands in its own agencies’ notices as theirs, and in no other', () => {
    expect(agencyText(3, named)).toContain(`- C${MARK.slice(1)}.`);
    expect(agencyText(3, named)).not.toContain('Qua kiểm tra tại các đơn vị');
    expect(agencyText(0, named)).not.toContain(MARK.slice(1));
    expect(agencyText(0, named)).toContain(
      'không ghi nội dung tồn tại, hạn chế riêng của UBND thành phố Chí Linh',
    );
  });

  it('names its agencies in the collective notice', () => {
    expect(collectiveText(named)).toContain(`- Tại Sở Y tế và Sở Lao động - Thương binh và Xã hội: ${MARK}.`);
  });
});

describe('a finding on kinds of agency', () => {
  const kinds = [finding('k', 3, 'limitation', 'kinds', MARK, { scopeKinds: ['so_nganh'] })];

  it('reaches only agencies of that kind, and only as collective', () => {
    expect(agencyText(0, kinds)).not.toContain(MARK.slice(1));
    const own = agencyText(3, kinds);
    expect(own).toContain(MARK.slice(1));
    expect(own).toContain('Qua kiểm tra tại các đơn vị');
    expect(own).toContain('không phải là kết luận riêng đối với Sở Y tế');
  });

  it('says which kinds in the collective notice', () => {
    expect(collectiveText(kinds)).toContain(`- Tại các sở, ngành: ${MARK}.`);
  });
});

describe('an unnamed finding', () => {
  it('says "một số đơn vị" once in the collective notice', () => {
    expect(collectiveText([finding('u', 3, 'limitation', 'unnamed', MARK)])).toContain(
      `- Tại một số đơn vị: ${MARK}.`,
    );
    const said = collectiveText([finding('u', 3, 'limitation', 'unnamed', `một số địa phương ${MARK}`)]);
    expect(said).toContain(`- Một số địa phương ${MARK}.`);
    expect(said).not.toContain('Tại một số đơn vị: một số');
  });

  it('stands apart from what was found at the agency itself', () => {
    const whole = agencyText(3, [
      finding('o', 3, 'limitation', 'named', 'còn hồ sơ quá hạn', { agencyIds: ['hd4'] }),
      finding('u', 3, 'limitation', 'unnamed', MARK),
    ]);
    const apart = whole.indexOf('Tình hình chung qua kiểm tra tại các đơn vị');
    expect(whole.indexOf('Còn hồ sơ quá hạn')).toBeLessThan(apart);
    expect(whole.indexOf(MARK)).toBeGreaterThan(apart);
    expect(whole).toContain(`- Về cải cách thủ tục hành chính: ${MARK}.`);
  });
});

describe('a recommendation', () => {
  const requests = (index: number): string => {
    const facts = illustrativeAgencyNotice(index);
    return modelText(layoutNotice(facts, draftAgencyNotice(facts))).join('\n');
  };

  it('goes to its agency with its deadline', () => {
    expect(requests(3)).toContain('theo quy định; hoàn thành trước ngày 30/11/2019.');
    expect(requests(0)).not.toContain('Rà soát, giải quyết dứt điểm hồ sơ quá hạn');
    expect(requests(6)).toContain('Phân công người theo dõi hồ sơ đến hạn; hoàn thành trước ngày …/…/…');
    expect(requests(0)).toContain('thời hạn: trong báo cáo cải cách hành chính năm.');
  });

  it('is grouped by agency in the collective notice', () => {
    const content = draftCollectiveNotice(illustrativeCollective);
    const headings = content.blocks.filter(
      (block) => block.id.startsWith('request:') && block.type === 'subsection',
    );
    expect(headings.map((block) => block.text)).toEqual([
      'Đối với các cơ quan, đơn vị được kiểm tra',
      'Đối với Sở Y tế',
      'Đối với Sở Lao động - Thương binh và Xã hội',
    ]);
  });

  it('on a finding named for others does not reach this agency', () => {
    const named = finding('n', 3, 'limitation', 'named', MARK, { agencyIds: ['hd7'] });
    const recommendation = {
      id: 'x',
      findingId: 'n',
      agencyId: null,
      domainId: 'd3',
      text: 'Công khai địa chỉ',
      dueOn: null,
      dueNote: null,
    };
    const rest = { recommendations: [recommendation] };
    expect(agencyText(3, [named], rest)).not.toContain('Công khai địa chỉ');
    expect(agencyText(6, [named], rest)).toContain('Công khai địa chỉ');
  });
});

describe('points', () => {
  it('stand in an appendix only where the plan scores', () => {
    const scored = draftAgencyNotice(illustrativeAgencyNotice(3));
    const table = scored.blocks.find((block) => block.type === 'table');
    expect(table).toMatchObject({ appendix: true });
    expect(table?.type === 'table' ? table.rows.at(-1) : null).toEqual([
      '',
      'Tổng số',
      '98',
      '72,8',
      '74,29%',
    ]);
    expect(table?.type === 'table' ? table.rows.length : 0).toBe(8);
    const unscored = { ...illustrativeAgencyNotice(3), plan: { ...haiDuongCollective.plan, scoring: false } };
    expect(draftAgencyNotice(unscored).blocks.every((block) => block.type !== 'table')).toBe(true);
  });

  it('of every agency stand in the collective notice', () => {
    const table = draftCollectiveNotice(illustrativeCollective).blocks.find(
      (block) => block.type === 'table',
    );
    const rows = table?.type === 'table' ? table.rows : [];
    expect(rows.map((row) => row[1])).toEqual(haiDuongCollective.agencies.map((agency) => agency.name));
    expect(rows.every((row) => row.length === 12)).toBe(true);
  });
});

describe('a large round', () => {
  it('is worded whole: 2,000 findings at 300 agencies, nothing cut off', () => {
    const agencies = Array.from({ length: 300 }, (_, index) => ({
      ...haiDuongCollective.agencies[0]!,
      id: `x${String(index)}`,
      name: `Ủy ban nhân dân xã số ${String(index)}`,
      ordinal: index,
    }));
    const findings = Array.from({ length: 2_000 }, (_, index) =>
      finding(`f${String(index)}`, (index % 7) + 1, 'limitation', 'unnamed', `nhận xét thứ ${String(index)}`),
    );
    const facts = { ...haiDuongCollective, agencies, findings };
    const content = draftCollectiveNotice(facts);
    const lines = modelText(layoutNotice(facts, content));
    expect(documentContent.safeParse(content).success).toBe(true);
    expect(lines.join('\n')).toContain('Ủy ban nhân dân xã số 299');
    expect(lines).toContain('- Tại một số đơn vị: nhận xét thứ 1999.');
    expect(lines.some((line) => line.endsWith('./.'))).toBe(true);
  });
});
