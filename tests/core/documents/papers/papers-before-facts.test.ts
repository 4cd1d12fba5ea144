// What single facts do to the papers before the visit.
import { describe, expect, it } from 'vitest';
import type { ContentBlock, DocumentContent } from '../../../../core/documents/content.ts';
import {
  draftNominationRequest,
  nominationRequestFacts,
} from '../../../../core/documents/papers/nomination-request.ts';
import { draftPlan, planPaperFacts } from '../../../../core/documents/papers/plan.ts';
import { draftTeamDecision, teamDecisionFacts } from '../../../../core/documents/papers/team-decision.ts';
import { haiDuongCollective, haiDuongTeam } from '../fixtures/hai-duong-2019.ts';
import { laiVungCollective } from '../fixtures/lai-vung-2022.ts';

const { issuer, document, plan, teams, domains, agencies } = haiDuongCollective;
const base = { issuer, document, plan, teams };

const textOf = (content: DocumentContent, id: string) =>
  content.blocks.find((block) => block.id === id)?.text;
const tableOf = (content: DocumentContent, id: string) =>
  content.blocks.find((block): block is Extract<ContentBlock, { type: 'table' }> => block.id === id);

describe('Quyết định thành lập', () => {
  const [member] = haiDuongTeam.members;
  const decided = (count: number) =>
    draftTeamDecision(
      teamDecisionFacts(
        {
          issuer,
          document,
          plan,
          team: { ...haiDuongTeam, members: Array.from({ length: count }, () => member!) },
          decisionSubject: null,
        },
        'Sở Nội vụ tỉnh Hải Dương',
      ),
    );

  it('names up to fifteen in the article and more in a list of their own', () => {
    const few = decided(15);
    expect(few.blocks.filter(({ id }) => id.startsWith('member:'))).toHaveLength(15);
    expect(tableOf(few, 'members')).toBeUndefined();
    const many = decided(16);
    expect(many.blocks.filter(({ id }) => id.startsWith('member:'))).toEqual([]);
    expect(textOf(many, 'article:team')).toMatch(/trong danh sách kèm theo\.$/);
    expect(tableOf(many, 'members')).toMatchObject({ appendix: true });
    expect(tableOf(many, 'members')?.rows).toHaveLength(16);
  });

  it('stands on the plan only where the plan was made before it', () => {
    const [team] = laiVungCollective.teams;
    const grounds = (decisionDate: string | null) =>
      draftTeamDecision(
        teamDecisionFacts(
          {
            issuer: laiVungCollective.issuer,
            document,
            plan: laiVungCollective.plan,
            team: { ...team!, decisionDate },
            decisionSubject: null,
          },
          null,
        ),
      )
        .blocks.filter(({ type }) => type === 'ground')
        .map(({ text }) => text)
        .join('\n');
    expect(grounds('2022-03-16')).not.toContain('Kế hoạch số 09');
    expect(grounds('2022-05-01')).toContain('Căn cứ Kế hoạch số 09/KH-UBND ngày 13 tháng 4 năm 2022');
    expect(grounds(null)).toContain('Theo đề nghị của ………… tại Tờ trình số …………');
  });

  it('takes the grounds of the plan before its own', () => {
    const facts = teamDecisionFacts(
      {
        issuer,
        document,
        plan: { ...plan, legalGrounds: ['Luật Cán bộ, công chức;', 'Căn cứ Nghị quyết số 30c/NQ-CP'] },
        team: haiDuongTeam,
        decisionSubject: 'Về việc kiện toàn Đoàn',
      },
      null,
    );
    const grounds = draftTeamDecision(facts).blocks.filter(({ type }) => type === 'ground');
    expect(grounds.slice(0, 2).map(({ text }) => text)).toEqual([
      'Căn cứ Luật Cán bộ, công chức',
      'Căn cứ Nghị quyết số 30c/NQ-CP',
    ]);
    expect(grounds[2]?.text).toMatch(/^Căn cứ Kế hoạch số 2676\/KH-UBND/);
  });
});

describe('Công văn đề nghị cử người', () => {
  const asked = [
    { id: '1', body: 'Sở Tư pháp', seats: 1, wish: null, dueOn: '2019-08-20' },
    { id: '2', body: 'Sở Tài chính', seats: 2, wish: 'Lãnh đạo cấp phòng', dueOn: '2019-08-20' },
    { id: '3', body: 'Văn phòng UBND tỉnh', seats: 1, wish: '01 lãnh đạo phòng;', dueOn: '2019-08-25' },
  ];

  it('asks each body for its number, by the common day or its own', () => {
    const content = draftNominationRequest(nominationRequestFacts({ ...base, domains, asked }));
    expect(content.addressees).toEqual(['Sở Tư pháp', 'Sở Tài chính', 'Văn phòng UBND tỉnh']);
    expect(textOf(content, 'nomination:1')).toBe('Sở Tư pháp: 01 người;');
    expect(textOf(content, 'nomination:2')).toBe('Sở Tài chính: 02 người, là lãnh đạo cấp phòng;');
    expect(textOf(content, 'nomination:3')).toBe(
      'Văn phòng UBND tỉnh: 01 lãnh đạo phòng (trả lời trước ngày 25/8/2019).',
    );
    expect(textOf(content, 'closing')).toContain('trước ngày 20/8/2019');
  });

  it('leaves a blank for whom it does not know', () => {
    const content = draftNominationRequest(nominationRequestFacts({ ...base, domains, asked: [] }));
    expect(content.addressees).toEqual(['…………']);
    expect(textOf(content, 'seats:none')).toBe('Số lượng người đề nghị cử: ………… người.');
  });
});

describe('Kế hoạch', () => {
  const of = (scoring: boolean, form: Parameters<typeof planPaperFacts>[0]['form'] = null) =>
    draftPlan(
      planPaperFacts({
        ...base,
        plan: { ...plan, scoring },
        agencies,
        domains: domains.map((domain) => ({ ...domain, ownerBody: null, groups: [] })),
        criteria: [
          {
            id: 'one',
            domainId: domains[0]?.id ?? '',
            code: '1.1.1',
            text: 'Ban hành kế hoạch',
            maxPoints: 125,
            answerType: 'count',
          },
        ],
        form,
        rows: [],
        deadlines: { selfReport: { days: 5, unit: 'working_day' }, notice: { days: 15, unit: 'day' } },
        office: 'Sở Nội vụ',
      }),
    );

  it('names the deadlines that the round has, in its own units', () => {
    const content = of(false);
    expect(textOf(content, 'deadline:selfReport')).toBe(
      'Đơn vị được kiểm tra gửi báo cáo trước ngày kiểm tra ít nhất 05 ngày làm việc;',
    );
    expect(textOf(content, 'deadline:notice')).toBe(
      'Kết quả kiểm tra được thông báo trong 15 ngày kể từ ngày kết thúc kiểm tra.',
    );
    expect(textOf(content, 'deadline:minutes')).toBeUndefined();
    expect(textOf(content, 'work:agencies:task')).toContain(
      'gửi Sở Nội vụ trước ngày kiểm tra ít nhất 05 ngày làm việc',
    );
  });

  it('prints points only where the round scores', () => {
    expect(tableOf(of(false), 'criteria')?.columns).toHaveLength(2);
    const scored = tableOf(of(true), 'criteria');
    expect(scored?.rows).toEqual([
      ['I', expect.any(String), '1,25'],
      ['1.1.1', 'Ban hành kế hoạch', '1,25'],
      ['', 'Tổng số', '1,25'],
    ]);
    expect(scored?.totals).toBe(true);
  });

  it('heads the statistical form as it is printed: every column covered once in every row', () => {
    const columns = [1, 2, 3, 4, 5].map((number) => ({
      number,
      group: number < 3 ? `Cột ${String(number)}` : 'Nhận',
      section: number > 3 ? 'Trong kỳ' : null,
      header: number < 3 ? null : `Số ${String(number)}`,
    }));
    const form = tableOf(of(false, { number: 'X', title: 'T', unit: 'hồ sơ', columns }), 'figures:form');
    expect(form?.headRows).toEqual([
      [
        { text: 'Cột 1', across: 1, down: 3 },
        { text: 'Cột 2', across: 1, down: 3 },
        { text: 'Nhận', across: 3, down: 1 },
      ],
      [
        { text: 'Số 3', across: 1, down: 2 },
        { text: 'Trong kỳ', across: 2, down: 1 },
      ],
      [
        { text: 'Số 4', across: 1, down: 1 },
        { text: 'Số 5', across: 1, down: 1 },
      ],
    ]);
  });
});
