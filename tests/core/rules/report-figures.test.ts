// Figures of a period held against an independent count over random rows, and what stands in the report of them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agenciesInForce,
  computeFigures,
  countDue,
  countIssues,
  countTasks,
  formsOfPeriod,
  inspectionsOf,
  type ReportFacts,
  reportFigureDefinitions,
  reportFigureKeys,
  type ReportRecommendation,
  type ReportVisit,
  resolveFigures,
  sumForms,
  wholeOf,
} from '../../../core/rules/report-figures.ts';
import { annexLines, annexValue, rowsForAgencies } from '../../../core/rules/report-annex.ts';
import {
  bareTitle,
  carryOver,
  leavesOf,
  suggestionFor,
  type SuggestionFacts,
} from '../../../core/rules/report-outline.ts';
import { proposedSettings } from '../../../core/rules/settings.ts';
import { statisticsColumns } from '../../../core/contract/statistics.ts';
import { visitStatuses } from '../../../core/contract/visits.ts';
import { chance } from '../../long.ts';

const period = { from: '2025-12-15', to: '2026-06-14' };
/** Days around the two ends of the period. */
const dayOf = (offset: number) =>
  new Date(Date.parse('2025-11-01') + offset * 86_400_000).toISOString().slice(0, 10);
const someDay = fc.integer({ min: 0, max: 300 }).map(dayOf);
const maybeDay = fc.option(someDay, { nil: null });
const isIn = (day: string | null) => day !== null && day >= '2025-12-15' && day <= '2026-06-14';

describe('tasks', () => {
  const task = fc.record({
    state: fc.constantFrom('not_started', 'in_progress', 'done', 'dropped'),
    dueOn: maybeDay,
    doneOn: maybeDay,
    evaluation: fc.constantFrom(null, '', 'Đạt'),
  });
  test('as they stood at the end of the period', () => {
    fc.assert(
      fc.property(fc.array(task, { maxLength: 60 }), (given) => {
        const rows = given.map((row) => ({ ...row, doneOn: row.state === 'done' ? row.doneOn : null }));
        const counts = countTasks(rows, period);
        let [total, done, doneInPeriod, due, onTime, late, overdue] = [0, 0, 0, 0, 0, 0, 0];
        for (const { state, dueOn, doneOn } of rows) {
          if (state === 'dropped') continue;
          total += 1;
          const isDone = state === 'done' && (doneOn === null || doneOn <= '2026-06-14');
          if (isDone) done += 1;
          if (isDone && isIn(doneOn)) doneInPeriod += 1;
          const isDue = dueOn !== null && dueOn <= '2026-06-14';
          if (isDue) due += 1;
          if (isDue && isDone && doneOn !== null && doneOn <= dueOn) onTime += 1;
          if (isDue && isDone && doneOn !== null && doneOn > dueOn) late += 1;
          if (!isDone && dueOn !== null && dueOn < '2026-06-14') overdue += 1;
        }
        expect(counts).toMatchObject({
          total,
          done,
          doneInPeriod,
          due,
          doneOnTime: onTime,
          doneLate: late,
          overdue,
        });
      }),
      chance(50_003, 200, 5000),
    );
  });
});

describe('inspections', () => {
  const visit = fc.record({
    plan: fc.integer({ min: 1, max: 4 }),
    agency: fc.integer({ min: 1, max: 8 }),
    status: fc.constantFrom(...visitStatuses),
    startsOn: maybeDay,
    endsOn: maybeDay,
    isFollowUp: fc.boolean(),
  });
  const done = [
    'visited',
    'minutes_signed',
    'notice_drafted',
    'notice_issued',
    'closed',
    'replaced_by_report',
  ];
  test('agencies, rounds and what belongs to the period', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 40 }), (given) => {
        const rows = given.map((one, index): ReportVisit => ({
          id: String(index),
          planId: `p${one.plan}`,
          officeId: 'o',
          // Rounds 1 and 2 are of the year.
          planYear: one.plan <= 2 ? 2026 : 2025,
          teamsComplete: true,
          agencyId: `a${one.agency}`,
          agencyKind: one.agency % 2 === 0 ? 'so_nganh' : 'ubnd_xa',
          unnamed: false,
          status: one.status,
          startsOn: one.startsOn,
          endsOn: one.endsOn,
          isFollowUp: one.isFollowUp,
        }));
        const found = inspectionsOf(rows, period, 2026);
        const made = rows.filter((row) => done.includes(row.status) && isIn(row.endsOn ?? row.startsOn));
        const first = made.filter((row) => !row.isFollowUp);
        const rounds = [...new Set(first.map((row) => row.planId))];
        const agencies = new Set(first.map((row) => row.agencyId));
        expect(found.visits.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
        expect(found.followUps.length).toBe(made.length - first.length);
        expect(new Set(found.inspected)).toEqual(agencies);
        const planned = new Set(
          rows
            .filter((row) => !row.isFollowUp && row.status !== 'cancelled' && row.status !== 'postponed')
            .filter((row) => row.planYear === 2026 || rounds.includes(row.planId))
            .map((row) => row.agencyId),
        );
        expect(new Set(found.planned)).toEqual(planned);
        expect([...agencies].every((id) => planned.has(id))).toBe(true);
        for (const planId of ['p1', 'p2', 'p3', 'p4']) {
          const days = rows
            .filter((row) => row.planId === planId && done.includes(row.status) && !row.isFollowUp)
            .map((row) => row.endsOn ?? row.startsOn)
            .filter((day) => day !== null)
            .toSorted();
          expect(found.ended.includes(planId)).toBe(isIn(days.at(-1) ?? null));
        }
        const inForce = agenciesInForce(found, [
          { id: 'other', kind: 'so_nganh', officeId: 'o' },
          { id: 'far', kind: 'nganh_doc', officeId: 'o' },
          // Of an office that has inspected none of its kind.
          { id: 'theirs', kind: 'so_nganh', officeId: 'o2' },
        ]);
        const sees = first.some(({ agencyKind }) => agencyKind === 'so_nganh');
        expect(inForce).toBe(first.length === 0 ? null : agencies.size + (sees ? 1 : 0));
      }),
      chance(50_004, 200, 5000),
    );
  });
  test('how many there are is unknown where the source names not all', () => {
    const one = {
      teamsComplete: false,
      unnamed: false,
      agencyKind: 'so_nganh',
      agencyId: 'a',
    } as ReportVisit;
    expect(agenciesInForce({ visits: [one] }, [])).toBeNull();
    expect(agenciesInForce({ visits: [{ ...one, teamsComplete: true, unnamed: true }] }, [])).toBeNull();
    expect(agenciesInForce({ visits: [{ ...one, teamsComplete: true }] }, [])).toBe(1);
  });
});

describe('recommendations', () => {
  const row = fc
    .record({
      status: fc.constantFrom(
        'open',
        'in_progress',
        'reported',
        'returned',
        'verified',
        'no_longer_applicable',
        'transferred',
      ),
      dueOn: maybeDay,
      reported: fc.nat(200),
      verified: fc.nat(100),
    })
    .map(({ status, dueOn, reported, verified }): ReportRecommendation => {
      const hasReport = status === 'reported' || status === 'verified' || status === 'returned';
      return {
        status,
        dueOn,
        reportedOn: hasReport ? dayOf(reported) : null,
        verifiedOn: status === 'verified' ? dayOf(reported + verified) : null,
      };
    });
  test.each(['not_reported', 'not_verified'] as const)(
    'due, verified and overdue at the end: %s',
    (counts) => {
      fc.assert(
        fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
          let [due, verified, overdue, total, settled] = [0, 0, 0, 0, 0];
          for (const { status, dueOn, reportedOn, verifiedOn } of rows) {
            if (status === 'no_longer_applicable' || status === 'transferred') continue;
            total += 1;
            const isVerified = status === 'verified' && verifiedOn !== null && verifiedOn <= '2026-06-14';
            if (isVerified) settled += 1;
            if (isIn(dueOn)) due += 1;
            if (isIn(dueOn) && isVerified) verified += 1;
            const waits = status === 'reported' || status === 'verified';
            const hadReported = waits && reportedOn !== null && reportedOn <= '2026-06-14';
            const isOwing = !isVerified && !(counts === 'not_reported' && hadReported);
            if (isOwing && dueOn !== null && dueOn < '2026-06-14') overdue += 1;
          }
          expect(countDue(rows, period, counts)).toEqual({ due, verified, overdue });
          expect(countIssues(rows, period)).toEqual({ total, settled, open: total - settled });
        }),
        chance(50_005, 300, 5000),
      );
    },
  );
});

describe('one-stop statistics', () => {
  const empty = Object.fromEntries(statisticsColumns.map((column) => [column, null]));
  const line = (values: object) => [{ fieldName: 'x', isTotal: true, ...empty, ...values } as never];
  const form = (id: string, agencyId: string, periodFrom: string, periodTo: string, counts = {}) =>
    ({ id, agencyId, form: 'II.06a', periodFrom, periodTo, counts }) as const;
  test('no day is counted twice, and nothing that reaches beyond the period', () => {
    const rows = [
      form('month', 'a', '2025-12-15', '2026-01-14'),
      form('quarter', 'a', '2025-12-15', '2026-03-14'),
      form('quarter2', 'a', '2026-03-15', '2026-06-14'),
      form('overlapping', 'a', '2026-03-01', '2026-04-30'),
      form('year', 'a', '2025-12-15', '2026-12-14'),
      form('other', 'b', '2025-12-15', '2026-01-14'),
    ];
    expect(formsOfPeriod(rows, period).map(({ id }) => id)).toEqual(['quarter', 'quarter2', 'other']);
  });
  test('of random forms a day belongs to one form of an agency at most, and none could be added', () => {
    const random = fc.array(
      fc.record({ agency: fc.nat(2), from: fc.nat(240), days: fc.integer({ min: 1, max: 90 }) }),
      {
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(random, (given) => {
        const rows = given.map(({ agency, from, days }, index) =>
          form(String(index).padStart(2, '0'), `a${agency}`, dayOf(from), dayOf(from + days)),
        );
        const chosen = formsOfPeriod(rows, period);
        const days = new Map<string, string>();
        for (const one of chosen) {
          expect(isIn(one.periodFrom) && isIn(one.periodTo)).toBe(true);
          for (let at = 0; dayOf(at) <= one.periodTo; at += 1) {
            if (dayOf(at) < one.periodFrom) continue;
            const key = `${one.agencyId} ${dayOf(at)}`;
            expect(days.has(key)).toBe(false);
            days.set(key, one.id);
          }
        }
        for (const one of rows) {
          if (chosen.includes(one) || !isIn(one.periodFrom) || !isIn(one.periodTo)) continue;
          const own = [...days.keys()].filter((key) => key.startsWith(`${one.agencyId} `));
          expect(own.some((key) => key.slice(3) >= one.periodFrom && key.slice(3) <= one.periodTo)).toBe(
            true,
          );
        }
      }),
      chance(50_006, 100, 2000),
    );
  });
  test('flows are added; what was carried over is the first form’s, what is pending the last one’s', () => {
    const forms = [
      form('1', 'a', '2025-12-15', '2026-03-14', { fee_transactions: 5 }),
      form('2', 'a', '2026-03-15', '2026-06-14', { fee_transactions: 7 }),
      form('3', 'b', '2025-12-15', '2026-06-14'),
    ];
    const lines: Readonly<Record<string, ReturnType<typeof line>>> = {
      '1': line({
        receivedOnline: 10,
        receivedDirectPostal: 20,
        carriedOver: 3,
        resolvedTotal: 30,
        resolvedOnTime: 28,
        resolvedOverdue: 2,
        pendingTotal: 3,
      }),
      '2': line({
        receivedOnline: 5,
        receivedDirectPostal: 1,
        carriedOver: 3,
        resolvedTotal: 8,
        resolvedEarly: 8,
        pendingTotal: 1,
        pendingOverdue: 1,
      }),
      '3': line({ receivedTotal: 100, resolvedTotal: 90 }),
    };
    expect(sumForms(forms, (id) => lines[id] ?? [])).toMatchObject({
      received: 10 + 20 + 3 + 5 + 1 + 100,
      inPeriod: 36,
      online: 15,
      resolved: 128,
      inTime: 36,
      late: 2,
      pending: 1,
      pendingOverdue: 1,
      transactions: 12,
      results: null,
    });
  });
});

// ── What stands in the report ────────────────────────────────────────────────────────────────────────────

const facts: ReportFacts = {
  reportId: 'r',
  year: 2026,
  period,
  tasks: {
    planId: 'plan',
    planTitle: 'Kế hoạch cải cách hành chính năm 2026',
    counts: {
      total: 52,
      due: 15,
      doneOnTime: 12,
      doneLate: 1,
      overdue: 2,
      done: 14,
      evaluated: 3,
      doneInPeriod: 14,
    },
  },
  inspections: {
    rounds: 1,
    planId: 'round',
    visits: 7,
    planned: 20,
    inspected: 7,
    inForce: 28,
    followUps: 0,
    undated: 0,
    limitations: 23,
  },
  issues: { total: 15, settled: 10, open: 5 },
  remediation: { due: 12, verified: 10, overdue: 2 },
  board: { required: 30, onTime: 25, late: 3, waiting: 0, missing: 2 },
  statistics: null,
};
const figures = resolveFigures(computeFigures(facts), new Map());
const typedFigure = (key: string, value: number) => [key, { key, value, note: null, rev: 1 }] as const;

describe('the registry', () => {
  test('every figure that the proposals name is known, and every share knows its whole', () => {
    const named = [
      ...proposedSettings.reportOutline.flatMap((section) => section.figures),
      ...proposedSettings.reportAnnex.flatMap(({ figure }) => figure ?? []),
    ];
    for (const key of named) expect(reportFigureKeys).toContain(key);
    for (const key of reportFigureKeys) {
      const { of } = reportFigureDefinitions[key] as { readonly of?: string };
      expect(wholeOf(key)).toBe(of ?? null);
    }
  });
  test('what the data does not say is null, never 0', () => {
    const nothing = computeFigures({
      ...facts,
      tasks: null,
      inspections: null,
      issues: null,
      remediation: null,
      board: null,
    });
    for (const { value, source } of nothing.values()) {
      expect(value).toBeNull();
      expect(source.note).toMatch(/^no_/u);
    }
  });
  test('a typed figure wins, and the shares of it follow', () => {
    const typed = resolveFigures(computeFigures(facts), new Map([typedFigure('tasks_total', 50)]));
    expect(typed.get('tasks_total')).toMatchObject({
      value: 50,
      computed: 52,
      typed: true,
      source: { kind: 'typed' },
    });
    expect(typed.get('tasks_done')).toMatchObject({ value: 14, denominator: 50, typed: false });
    expect(figures.get('tasks_done')).toMatchObject({
      value: 14,
      denominator: 52,
      source: { to: '/plans/annual/plan' },
    });
  });
});

describe('the annex', () => {
  const rows = proposedSettings.reportAnnex;
  const lines = annexLines({
    rows,
    figures,
    typed: new Map([typedFigure('a1_4', 9)]),
    sums: new Map([
      ['a1_7', { value: 120, agencies: 25 }],
      ['a3_3', { value: 500, agencies: 2 }],
    ]),
    required: 30,
    reportId: 'r',
  });
  const line = (key: string) => lines.find((one) => one.key === key)!;
  test('keeps the order of the form; typed, summed, counted', () => {
    expect(lines.map(({ key }) => key)).toEqual(rows.map(({ key }) => key));
    expect(line('a1_1')).toMatchObject({ value: 52, source: { kind: 'tasks' } });
    expect(line('a1_4')).toMatchObject({ value: 9, typed: true, computed: null });
    expect(line('a1_7')).toMatchObject({ value: 120, agencies: 25, source: { kind: 'agencies' } });
    expect(line('a3_3')).toMatchObject({ value: 500, agencies: 2, source: { kind: 'agencies' } });
    expect(line('a1')).toMatchObject({ isGroup: true, value: null, source: null });
  });
  test('a row of percents shows a share, and nothing where there is nothing to take it of', () => {
    expect(annexValue(line('a1_5_2'))).toEqual({ value: 2500, hundredths: true });
    expect(annexValue({ ...line('a1_5_2'), denominator: 0 })).toBeNull();
    expect(annexValue({ ...line('a1_5_2'), denominator: null })).toBeNull();
    expect(annexValue({ ...line('a1_5_2'), typed: true, value: 30 })).toEqual({
      value: 3000,
      hundredths: true,
    });
  });
  test('an agency is asked its own rows, under headings that hold any', () => {
    const asked = rowsForAgencies(rows);
    expect(asked.filter(({ isGroup }) => !isGroup)).toEqual(rows.filter(({ fromAgencies }) => fromAgencies));
    expect(asked.map(({ key }) => key)).not.toContain('a1_5');
    expect(asked.map(({ key }) => key)).toContain('a1');
  });
});

describe('sentences', () => {
  const words: SuggestionFacts = {
    kind: 'half_year',
    year: 2026,
    period,
    planTitle: facts.tasks!.planTitle,
    figures,
  };
  test('as an official would write them', () => {
    expect(suggestionFor(['tasks_total', 'tasks_done', 'tasks_overdue'], words)).toBe(
      'Kế hoạch cải cách hành chính năm 2026 đề ra 52 nhiệm vụ; đến ngày 14/6/2026 đã hoàn thành 14/52 nhiệm vụ (đạt 26,92%); trong đó hoàn thành đúng hạn 12/15 nhiệm vụ đến hạn (80%); hoàn thành chậm 01 nhiệm vụ; quá hạn chưa hoàn thành 02 nhiệm vụ.',
    );
    expect(
      suggestionFor(['agencies_inspected', 'recommendations_total', 'recommendations_overdue'], words),
    ).toBe(
      [
        'Trong kỳ báo cáo, đã kiểm tra công tác cải cách hành chính tại 07 cơ quan, đơn vị, đạt 35% kế hoạch năm (07/20 cơ quan, đơn vị); bằng 25% số cơ quan, đơn vị cùng loại (07/28). Qua kiểm tra đã chỉ ra 23 tồn tại, hạn chế để các cơ quan, đơn vị khắc phục.',
        'Số vấn đề đặt ra qua kiểm tra: 15 nội dung; đã xử lý xong 10/15 nội dung (đạt 66,67%), còn 05 nội dung đang tiếp tục xử lý.',
        'Đến ngày 14/6/2026, còn 02 kiến nghị quá thời hạn chưa khắc phục.',
      ].join('\n'),
    );
    expect(suggestionFor(['agency_reports_on_time'], words)).toBe(
      'Việc thực hiện chế độ báo cáo của các cơ quan, đơn vị: gửi đúng hạn 25/30 cơ quan, đơn vị (đạt 83,33%); gửi chậm 03 cơ quan, đơn vị; chưa gửi 02 cơ quan, đơn vị.',
    );
  });
  test('nothing is said of what nobody knows', () => {
    expect(suggestionFor(['one_stop_received'], words)).toBeNull();
    expect(suggestionFor([], words)).toBeNull();
    expect(suggestionFor(['no_such_figure'], words)).toBeNull();
  });
});

describe('the outline', () => {
  const section = (key: string, level: number, title: string, text: string | null = null) => ({
    id: key,
    key,
    level,
    title,
    text,
  });
  test('leaves wait for words; headings of others do not', () => {
    const all = [section('a', 1, 'A'), section('b', 2, 'B'), section('c', 2, 'C'), section('d', 1, 'D')];
    expect(leavesOf(all).map(({ key }) => key)).toEqual(['b', 'c', 'd']);
  });
  test('a title loses only its number', () => {
    expect(bareTitle('II. KẾT QUẢ')).toBe('KẾT QUẢ');
    expect(bareTitle('1.2. Kiểm tra')).toBe('Kiểm tra');
    expect(bareTitle('Chính quyền số')).toBe('Chính quyền số');
    expect(bareTitle('Vấn đề khác')).toBe('Vấn đề khác');
  });
  test('empty sections take the words of the same key, else of the same title', () => {
    const earlier = [
      section('a', 1, '1. Thông tin, tuyên truyền', 'Đã đăng 12 tin'),
      section('b', 1, '2. Sáng kiến', 'Không'),
    ];
    const now = [section('a', 1, 'x'), section('z', 1, '5. Sáng kiến'), section('b', 1, 'y', 'Đã viết')];
    expect(carryOver(now, earlier).map(({ section: one, from }) => [one.key, from.text])).toEqual([
      ['a', 'Đã đăng 12 tin'],
      ['z', 'Không'],
    ]);
  });
});
