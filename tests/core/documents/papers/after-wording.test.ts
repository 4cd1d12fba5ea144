// Single rules of the papers after the visit: ranks, deadlines, escalation, the head of an agency's own paper.
import { describe, expect, it } from 'vitest';
import type { AgencyFacts } from '../../../../core/documents/facts.ts';
import type { TrackedRecommendation } from '../../../../core/documents/papers/after-round.ts';
import { checkDocument } from '../../../../core/documents/check.ts';
import { checkIndexDecision, checkReminder } from '../../../../core/documents/papers/after-checks.ts';
import { agencyIssuer } from '../../../../core/documents/papers/agency-issuer.ts';
import { groupFindings, typicalAgencies } from '../../../../core/documents/papers/finding-groups.ts';
import { draftIndexDecision, rankIndex } from '../../../../core/documents/papers/index-decision.ts';
import { draftOneStopNotice } from '../../../../core/documents/papers/one-stop-notice.ts';
import { countRemediation, dueText, lateness } from '../../../../core/documents/papers/remediation-count.ts';
import {
  draftReminder,
  reminderSubject,
  type ReminderFacts,
} from '../../../../core/documents/papers/reminder.ts';
import type { Figures } from '../../../../core/rules/one-stop-checks.ts';
import { domains } from '../fixtures/domains.ts';
import { finding } from '../fixtures/finding.ts';
import { haiDuongAgencies, haiDuongCollective, haiDuongTeam } from '../fixtures/hai-duong-2019.ts';

const { issuer, document, plan } = haiDuongCollective;
const office = { ...issuer, kind: 'department' as const, name: 'Sở Nội vụ tỉnh Hải Dương' };
const agency = haiDuongAgencies[3]!;

const demand = (id: string, rest: Partial<TrackedRecommendation> = {}): TrackedRecommendation => ({
  id,
  findingId: null,
  agencyId: agency.id,
  domainId: null,
  text: `Kiến nghị ${id}`,
  dueOn: '2019-11-10',
  dueNote: null,
  status: 'open',
  agencyName: agency.name,
  responsibleUnit: null,
  inherited: false,
  ...rest,
});

const base: ReminderFacts = {
  issuer: office,
  document,
  plan,
  agency,
  teams: [haiDuongTeam],
  domains,
  visit: { agencyId: agency.id, teamId: null, startsOn: null, endsOn: null },
  findings: haiDuongCollective.findings,
  recommendations: [demand('a'), demand('b', { status: 'verified' })],
  asOf: '2019-11-20',
  citedNotice: null,
  addressees: [],
  earlier: [],
  reportMissing: false,
  head: 'Chủ tịch UBND tỉnh',
};
const letter = (number: string, issuedOn: string) => ({
  agencyId: agency.id,
  number,
  symbol: 'SNV-CCHC',
  issuedOn,
  issuerName: office.name,
  subject: null,
});
const textOf = (facts: ReminderFacts): string =>
  draftReminder(facts)
    .blocks.map((block) =>
      block.type === 'table' ? block.rows.map((row) => row.join(' | ')).join('\n') : block.text,
    )
    .join('\n');

describe('a reminder', () => {
  it('counts what is overdue on its day, and lists it', () => {
    const text = textOf(base);
    expect(text).toContain(
      'Đến ngày 20/11/2019, theo hồ sơ theo dõi, Sở Y tế còn 01 kiến nghị đã quá thời hạn',
    );
    expect(text).toContain('Kiến nghị a. | 10/11/2019 | Chưa hoàn thành; quá hạn 10 ngày');
    expect(text).not.toContain('Kiến nghị b');
    expect(text).not.toContain('chưa nhận được báo cáo');
  });

  it('grows firmer with every reminder before, and names them', () => {
    const earlier = [letter('508', '2019-11-12'), letter('9', '2019-11-16')];
    const [first, second, third] = [0, 1, 2].map((count) => {
      const facts = { ...base, earlier: earlier.slice(0, count) };
      return { text: textOf(facts), subject: reminderSubject(facts) };
    });
    expect(first?.text).not.toContain('lần đôn đốc thứ');
    expect(first?.text).toContain('báo cáo Chủ tịch UBND tỉnh và xem xét trừ điểm Chỉ số');
    expect(second?.text).toContain('Đây là lần đôn đốc thứ hai');
    expect(second?.text).toContain(
      'Việc khắc phục đã được đôn đốc tại Công văn số 508/SNV-CCHC ngày 12 tháng 11 năm 2019.',
    );
    expect(second?.subject).toMatch(/năm 2019 \(lần 2\)$/);
    expect(third?.text).toContain('Đây là lần đôn đốc thứ ba');
    expect(third?.text).toContain('kiểm điểm');
    expect(third?.text).toContain('Công văn số 09/SNV-CCHC ngày 16 tháng 11 năm 2019');
  });

  it('calls a report missing only where the record can miss it', () => {
    expect(textOf({ ...base, reportMissing: true })).toContain(
      'Sở Nội vụ tỉnh Hải Dương chưa nhận được báo cáo kết quả khắc phục của Sở Y tế',
    );
  });

  it('leaves deadlines in words as words, and calls nothing late by them', () => {
    const worded = demand('c', { dueOn: null, dueNote: 'Sau 15 ngày kể từ ngày nhận Thông báo' });
    const text = textOf({ ...base, recommendations: [worded] });
    expect(text).toContain('Kiến nghị c. | Sau 15 ngày kể từ ngày nhận Thông báo | Chưa hoàn thành');
    expect(text).not.toContain('quá hạn');
    expect(text).not.toContain('quá thời hạn');
    expect(text).toContain('chủ động thực hiện');
  });

  it('does not lay what was asked of all at one agency', () => {
    const text = textOf({ ...base, recommendations: [demand('d', { agencyId: null })] });
    expect(text).not.toContain('Kiến nghị d');
    expect(text).toContain('hồ sơ theo dõi không ghi kiến nghị riêng đối với Sở Y tế');
    expect(text).toContain('kiến nghị chung');
  });
});

describe('recommendations on a day', () => {
  it('are each in one state; the day itself is in time', () => {
    const all = [
      demand('a', { dueOn: '2019-11-20' }),
      demand('b', { dueOn: '2019-11-19', status: 'returned' }),
      demand('c', { status: 'reported' }),
      demand('d', { status: 'verified' }),
      demand('e', { status: 'transferred' }),
      demand('f', { status: 'no_longer_applicable' }),
    ];
    expect(countRemediation(all, '2019-11-20')).toEqual({
      total: 6,
      verified: 1,
      reported: 1,
      owing: 2,
      overdue: 1,
      settled: 2,
    });
  });

  it('say how late they are', () => {
    const at = (dueOn: string | null) => lateness({ dueOn, status: 'open' }, '2019-11-20');
    expect([at('2019-11-20'), at('2019-11-15'), at('2019-12-05'), at(null)]).toEqual([
      'đến hạn trong ngày',
      'quá hạn 05 ngày',
      'còn 15 ngày',
      '',
    ]);
    expect(dueText({ dueOn: '2019-11-05', dueNote: 'Gia hạn lần 1' })).toBe('05/11/2019 (gia hạn lần 1)');
    expect(dueText({ dueOn: null, dueNote: null })).toBe('…/…/…');
  });
});

describe('one limitation at several agencies', () => {
  const named = (id: string, agencyIds: string[], text: string, rest = {}) =>
    finding(id, 3, 'limitation', 'named', text, { agencyIds, ...rest });

  it('is counted once per agency, and the typical ones are those that repeat it or have figures', () => {
    const repeated = { repeats: { years: [2018] } };
    const findings = [
      named('1', ['hd1'], 'Niêm yết chưa đủ'),
      named('2', ['hd2', 'hd1'], 'niêm yết chưa đủ.'),
      named('3', ['hd4'], 'Niêm yết chưa đủ', { numerator: 3, denominator: 9, unit: 'TTHC' }),
      named('4', ['hd5'], 'Niêm yết chưa đủ', repeated),
      named('5', ['hd5', 'khác'], 'Chưa ký số'),
    ];
    const { groups } = groupFindings({ ...haiDuongCollective, findings }, 'limitation');
    expect(groups.map(({ label, agencies }) => [label, agencies.length])).toEqual([
      ['Niêm yết chưa đủ', 4],
      ['Chưa ký số', 1],
    ]);
    expect(typicalAgencies(groups[0]!).map(({ id }) => id)).toEqual(['hd5', 'hd4', 'hd1']);
  });

  it('goes by the sentence of the bank and by the criterion where the words differ', () => {
    const findings = [
      named('1', ['hd1'], 'Niêm yết thiếu', { criterionCode: '3.2.2' }),
      named('2', ['hd2'], 'Bảng niêm yết còn trống', { criterionCode: '3.2.2' }),
      named('3', ['hd3'], 'Không cập nhật'),
      named('4', ['hd4'], 'Chậm cập nhật'),
    ];
    const facts = {
      ...haiDuongCollective,
      findings,
      criteria: [{ code: '3.2.2', name: 'Niêm yết công khai TTHC' }],
      notes: ['3', '4'].map((findingId) => ({ findingId, phraseId: 'p', causeKind: null })),
    };
    const { groups } = groupFindings(facts, 'limitation');
    expect(groups.map(({ label, agencies }) => [label, agencies.map(({ id }) => id)])).toEqual([
      ['Tồn tại, hạn chế về nội dung “niêm yết công khai TTHC”', ['hd1', 'hd2']],
      ['Không cập nhật', ['hd3', 'hd4']],
    ]);
  });
});

describe('the index', () => {
  const agencies = haiDuongAgencies.slice(3);
  const row = (agencyId: string, points: number, grade: string | null = null) => ({
    agencyId,
    points,
    maxPoints: 10_000,
    rank: null,
    grade,
  });
  const index = { rows: [row('hd4', 8_525, 'tốt'), row('hd6', 9_010, 'xuất sắc'), row('hd5', 8_525)] };

  it('gives equals the same rank and counts them before the next', () => {
    const ranked = rankIndex(agencies, [...index.rows, row('hd7', 100)]);
    expect(ranked.map(({ agency: { id }, place }) => [id, place])).toEqual([
      ['hd6', 1],
      ['hd4', 2],
      ['hd5', 2],
      ['hd7', 4],
    ]);
  });

  it('is printed by group, and left open where an agency has none', () => {
    const content = draftIndexDecision({ issuer, document, plan, agencies: haiDuongAgencies, index });
    const tables = content.blocks.flatMap((block) => (block.type === 'table' ? [block.rows] : []));
    expect(tables).toHaveLength(2);
    expect(tables[1]).toEqual([
      ['1', 'Ban Quản lý các khu công nghiệp', '90,1', '1', 'Xuất sắc'],
      ['2', 'Sở Y tế', '85,25', '2', 'Tốt'],
      ['3', 'Sở Văn hóa, Thể thao và Du lịch', '85,25', '2', '…'],
      ['4', 'Sở Lao động - Thương binh và Xã hội', '…', '…', '…'],
    ]);
    expect(tables[0]?.flat().filter((text) => text === '…')).toHaveLength(9);
  });

  it('is not the points of the inspection', () => {
    const content = draftIndexDecision({
      issuer,
      document,
      plan: { ...plan, scoring: true },
      agencies: haiDuongAgencies,
      index: null,
    });
    const cells = content.blocks.flatMap((block) =>
      block.type === 'table' ? block.rows.flatMap((row) => row.slice(2)) : [],
    );
    expect(new Set(cells)).toEqual(new Set(['…']));
  });
});

describe('one-stop figures', () => {
  const figures = (received: number, early: number, late: number, pending: number): Figures => ({
    receivedTotal: received,
    receivedOnline: 10,
    receivedDirectPostal: received - 10,
    carriedOver: 0,
    resolvedTotal: early + late,
    resolvedEarly: early,
    resolvedOnTime: 0,
    resolvedOverdue: late,
    pendingTotal: pending,
    pendingInTime: pending,
    pendingOverdue: 0,
  });
  const facts = {
    issuer: office,
    document,
    plan,
    teams: [],
    periodFrom: '2019-03-15',
    periodTo: '2019-06-14',
    rows: [
      { agency: haiDuongAgencies[0]!, figures: figures(100, 90, 0, 10) },
      { agency: haiDuongAgencies[1]!, figures: figures(50, 30, 10, 9) },
    ],
    missing: [haiDuongAgencies[2]!],
  };
  const text = draftOneStopNotice(facts)
    .blocks.map(({ text: words }) => words)
    .join('\n');

  it('are summed, and shared by their formulas', () => {
    expect(text).toContain('quý II/2019 (từ ngày 15/3/2019 đến ngày 14/6/2019)');
    expect(text).toContain('Tổng số hồ sơ tiếp nhận: 150 hồ sơ');
    expect(text).toContain(
      'Tỷ lệ giải quyết trước hạn và đúng hạn đạt 92,31%; tỷ lệ giải quyết quá hạn là 7,69%',
    );
    expect(text).toContain('trực tuyến 20 hồ sơ, đạt tỷ lệ 13,33%');
  });

  it('say who is late, who is clean, whose do not add up and whose are not there', () => {
    expect(text).toContain('không có hồ sơ quá hạn: UBND thành phố Chí Linh.');
    expect(text).toContain('UBND huyện Nam Sách: đã giải quyết quá hạn 10 hồ sơ.');
    expect(text).toContain('Số liệu của UBND huyện Nam Sách còn chênh lệch');
    expect(text).toContain('chưa gồm số liệu của: UBND huyện Cẩm Giàng.');
  });

  it('are blanks where no report gives them', () => {
    const unknown = Object.fromEntries(
      Object.keys(facts.rows[0]!.figures).map((key) => [key, null]),
    ) as Figures;
    const content = draftOneStopNotice({
      ...facts,
      rows: [{ agency: haiDuongAgencies[0]!, figures: unknown }],
    });
    const table = content.blocks.find(({ id }) => id === 'annex:figures:table');
    expect(table?.type === 'table' && new Set(table.rows.flatMap((row) => row.slice(2)))).toEqual(
      new Set(['…']),
    );
  });
});

describe('an agency on its own paper', () => {
  const of = (name: string, rest = {}) =>
    agencyIssuer({
      kind: 'so_nganh',
      name,
      unnamed: false,
      parentName: null,
      placeName: null,
      headPosition: null,
      ...rest,
    });

  it.each([
    ['Ủy ban nhân dân thành phố Chí Linh', null, 'Ủy ban nhân dân\nthành phố Chí Linh', 'Chí Linh'],
    ['UBND Phường 1', null, 'Ủy ban nhân dân\nPhường 1', 'Phường 1'],
    ['Sở Y tế', '…………', 'Sở Y tế', null],
  ])('%s', (name, parentLine, nameLine, placeName) => {
    expect(of(name)).toMatchObject({ parentLine, nameLine, placeName });
  });

  it('is signed as its name and kind tell', () => {
    expect(of('Ủy ban nhân dân xã Tân Hòa').signLines).toEqual(['TM. Ủy ban nhân dân', 'Chủ tịch']);
    expect(of('Sở Y tế').signLines).toEqual(['Giám đốc']);
    expect(of('Ban Quản lý các khu công nghiệp').signLines).toEqual(['Thủ trưởng đơn vị']);
    expect(of('Ban Quản lý các khu công nghiệp', { headPosition: 'Trưởng ban' }).signLines).toEqual([
      'Trưởng ban',
    ]);
  });

  it('without a name keeps a gap', () => {
    const unnamed: AgencyFacts['name'] = 'Cơ quan chuyên môn số 1 (nguồn không nêu tên)';
    expect(of(unnamed, { unnamed: true }).nameLine).toBe('…………');
  });
});

describe('what a writer is told of the papers after the visit', () => {
  it('a reminder of nothing overdue, unless a report is missing', () => {
    const codes = (facts: ReminderFacts) => checkReminder(facts).map(({ code }) => code);
    expect(codes(base)).toEqual([]);
    for (const one of [
      demand('a', { status: 'verified' }),
      demand('a', { dueOn: '2019-12-31' }),
      demand('a', { dueOn: null }),
      demand('a', { agencyId: 'another' }),
    ]) {
      expect(checkReminder({ ...base, recommendations: [one] })).toEqual([
        { code: 'nothing_owed', params: { day: '20/11/2019' } },
      ]);
      expect(codes({ ...base, recommendations: [one], reportMissing: true })).toEqual([]);
    }
  });

  it('an index without points, until the last is entered or typed', () => {
    const agencies = haiDuongAgencies.slice(0, 2);
    const row = { maxPoints: null, rank: null, grade: null };
    const rows = agencies.map(({ id }, at) => ({ ...row, agencyId: id, points: 8_000 + at }));
    const draft = (known: typeof rows | null) =>
      draftIndexDecision({
        issuer,
        document,
        plan,
        agencies,
        index: known === null ? null : { rows: known },
      });
    const unknown = [{ code: 'index_unknown', params: {} }];
    expect(checkIndexDecision(draft(null))).toEqual(unknown);
    expect(checkIndexDecision(draft(rows.slice(1)))).toEqual(unknown);
    expect(checkIndexDecision(draft(rows))).toEqual([]);
    const content = draft(null);
    const typed = content.blocks.map((block) =>
      block.type === 'table'
        ? { ...block, rows: block.rows.map((cells) => cells.map((cell) => (cell === '…' ? '80,5' : cell))) }
        : block,
    );
    expect(checkIndexDecision({ ...content, blocks: typed })).toEqual([]);
  });

  it('a letter to nobody', () => {
    const content = draftReminder(base);
    const facts = { issuer, document, plan };
    const codes = (addressees: string[] | undefined) => {
      const { addressees: _named, ...rest } = content;
      const asked = addressees === undefined ? rest : { ...rest, addressees };
      return checkDocument('reminder', facts, asked).map(({ code }) => code);
    };
    expect(codes(['Sở Y tế'])).not.toContain('addressee_unknown');
    for (const none of [undefined, [], ['…………'], ['Sở Y tế', ' ... ']]) {
      expect(codes(none)).toContain('addressee_unknown');
    }
    const decision = draftIndexDecision({ issuer, document, plan, agencies: [], index: null });
    expect(checkDocument('index_decision', facts, decision).map(({ code }) => code)).not.toContain(
      'addressee_unknown',
    );
  });
});
