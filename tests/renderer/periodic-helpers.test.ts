// The screens of periodic reports without a screen: what is told about figures and their sources, the annex as a column
// that is typed, pasted and copied, the board filtered and ordered, keys of a grid, and the choice of who must report.
import { describe, expect, it } from 'vitest';
import type { AgencyRow } from '../../core/contract/agencies.ts';
import type { AgencyReport, AnnexLine } from '../../core/contract/period-reports.ts';
import { computeFigures, type ReportFacts, reportFigureKeys } from '../../core/rules/report-figures.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import {
  annexText,
  annexTsv,
  computedText,
  countOf,
  faultyRows,
  isUnfilled,
  pasteColumn,
} from '../../renderer/features/periodic/annex-grid.ts';
import {
  boardCounts,
  boardColumns,
  boardRows,
  shownReports,
} from '../../renderer/features/periodic/board-filter.ts';
import { stepOf } from '../../renderer/features/periodic/grid-keys.ts';
import {
  dueWords,
  figureLabel,
  figureText,
  hasSuggestion,
  sentOf,
  shareText,
  sourceWords,
  withSuggestion,
  wordState,
} from '../../renderer/features/periodic/report-words.ts';
import { groupState, groupsOf, withAll } from '../../renderer/features/periodic/required-choice.ts';
import { typedRevOf, type ReportDetail } from '../../renderer/features/periodic/use-figures.ts';

const line = (key: string, over: Partial<AnnexLine> = {}): AnnexLine => ({
  key,
  label: key,
  title: `Chỉ tiêu ${key}`,
  unit: 'Văn bản',
  isGroup: false,
  figure: null,
  fromAgencies: false,
  value: null,
  denominator: null,
  source: null,
  typed: false,
  computed: null,
  typedRev: null,
  typedNote: null,
  agencies: 0,
  ...over,
});
const agencyReport = (agencyName: string, over: Partial<AgencyReport> = {}): AgencyReport => ({
  id: agencyName,
  rev: 1,
  provenance: null,
  periodReportId: 'p',
  agencyId: agencyName,
  agencyName,
  agencyKind: 'ubnd_xa',
  dueOn: null,
  effectiveDueOn: '2019-06-10',
  number: null,
  symbol: null,
  documentDate: null,
  arrivedOn: null,
  excused: false,
  note: null,
  state: 'waiting',
  figures: 0,
  reminders: 0,
  lastRemindedOn: null,
  ...over,
});

describe('figures in words', () => {
  it('says a count, a share, and that nothing is known; a share of nothing is no 0 %', () => {
    expect(figureText({ value: 1204, denominator: null }, t)).toBe('1.204');
    expect(figureText({ value: 12, denominator: 15 }, t)).toBe('12/15');
    expect(figureText({ value: null, denominator: 15 }, t)).toBeNull();
    expect(shareText({ value: 12, denominator: 15 }, t)).toBe('80\u00a0%');
    expect(shareText({ value: 0, denominator: 0 }, t)).toBe(t.periodic.figure.noShare);
    expect(shareText({ value: 12, denominator: null }, t)).toBeNull();
  });

  it('calls every figure by a name of its own in both languages', () => {
    for (const language of ['vi', 'en'] as const) {
      const names = reportFigureKeys.map((key) => figureLabel(key, language));
      expect(new Set(names).size).toBe(names.length);
      expect(names).not.toContain('');
    }
    expect(figureLabel('of_our_own', 'vi')).toBe('of_our_own');
  });

  it('words every source that the data can name, with its facts put in', () => {
    const sums = Object.fromEntries(
      [
        'received',
        'inPeriod',
        'online',
        'resolved',
        'inTime',
        'late',
        'pending',
        'pendingOverdue',
        'digitised',
        'postalReceived',
        'results',
        'eResults',
        'postalReturned',
        'transactions',
        'onlinePayments',
      ].map((key) => [key, 1]),
    ) as unknown as NonNullable<ReportFacts['statistics']>['sums'];
    const none: ReportFacts = {
      reportId: 'r',
      year: 2019,
      period: { from: '2018-12-15', to: '2019-06-14' },
      tasks: null,
      inspections: null,
      issues: null,
      remediation: null,
      board: null,
      statistics: null,
    };
    const some: ReportFacts = {
      ...none,
      tasks: {
        planId: 'k',
        planTitle: 'Kế hoạch số 12/KH-UBND',
        counts: {
          total: 3,
          done: 1,
          due: 1,
          doneOnTime: 1,
          doneLate: 0,
          overdue: 0,
          evaluated: 0,
          doneInPeriod: 1,
        } as NonNullable<ReportFacts['tasks']>['counts'],
      },
      inspections: {
        rounds: 1,
        planId: 'p',
        visits: 4,
        planned: 6,
        inspected: 4,
        inForce: null,
        followUps: 0,
        undated: 1,
        limitations: 2,
      },
      issues: { total: 2, settled: 1, open: 1 },
      remediation: { due: 2, verified: 1, overdue: 1 },
      board: { required: 3, onTime: 1, late: 1, waiting: 0, missing: 1 },
      statistics: { sums, forms: 2, agencies: 1 },
    };
    const notes = new Set<string>();
    const ofOffices: ReportFacts = {
      ...some,
      over: { offices: 3, counted: true },
      tasks: { ...some.tasks!, planId: null },
      boardReportId: null,
    };
    const elsewhere: ReportFacts = { ...none, over: { offices: 3, counted: false } };
    const noPlans: ReportFacts = { ...none, over: { offices: 3, counted: true } };
    for (const facts of [none, some, ofOffices, elsewhere, noPlans]) {
      for (const { source } of computeFigures(facts).values()) {
        notes.add(source.note);
        for (const words of [t, en]) {
          expect(Object.keys(words.periodic.sources)).toContain(source.note);
          expect(sourceWords(source, words)).not.toMatch(/\{|undefined/u);
        }
      }
    }
    expect(notes.size).toBeGreaterThan(10);
    const tasks = computeFigures(some).get('tasks_done')!.source;
    expect(sourceWords(tasks, t)).toContain('Kế hoạch số 12/KH-UBND');
    expect(sourceWords(tasks, t)).toContain('14/6/2019');
    // Over several offices how they are counted is said, in a report and in every list that stands behind it.
    const seen = computeFigures(ofOffices).get('agencies_inspected')!.source;
    expect(sourceWords(seen, t)).toContain('Của 3 cơ quan');
    expect(sourceWords(computeFigures(some).get('agencies_inspected')!.source, t)).not.toContain('Của');
    const raised = computeFigures({ ...some, listedOf: 'x' }).get('limitations_total')!.source;
    expect(raised.to).toBe('/plans/p');
    const two = { ...some.inspections!, planId: null };
    expect(
      computeFigures({ ...some, listedOf: 'x', inspections: two }).get('limitations_total')!.source.to,
    ).toBe('/visits?from=2018-12-15&to=2019-06-14&office=x');
    for (const { value, source } of computeFigures(elsewhere).values()) {
      expect(value).toBeNull();
      expect(source).toMatchObject({ note: 'no_elsewhere', to: null });
    }
  });

  it('falls back to what kind of source it is where the note is unknown', () => {
    const source = { kind: 'statistics' as const, note: 'something_newer', params: {}, to: null };
    expect(sourceWords(source, t)).toBe(t.periodic.sourceKinds.statistics);
  });

  it('tells how near a due day is, and only that', () => {
    expect(dueWords('2019-06-10', '2019-06-12', t)).toEqual({
      text: t.periodic.late('2'),
      tone: 'error.main',
    });
    expect(dueWords('2019-06-12', '2019-06-12', t)?.text).toBe(t.periodic.dueToday);
    expect(dueWords('2019-06-19', '2019-06-12', t)?.tone).toBe('warning.main');
    expect(dueWords('2019-06-20', '2019-06-12', t)?.tone).toBe('text.secondary');
    expect(dueWords(null, '2019-06-12', t)).toBeNull();
  });
});

describe('words of a section', () => {
  it('are missing, still those of another report, or one’s own', () => {
    expect(wordState({ text: ' \n', carriedFrom: null })).toBe('empty');
    expect(wordState({ text: 'Lời', carriedFrom: { reportId: 'x', title: 'y' } })).toBe('carried');
    expect(wordState({ text: 'Lời', carriedFrom: null })).toBe('filled');
  });

  it('take a suggestion behind what is there, once', () => {
    expect(withSuggestion(null, 'Câu.')).toBe('Câu.');
    expect(withSuggestion('Lời.\n', 'Câu.')).toBe('Lời.\nCâu.');
    expect(hasSuggestion(withSuggestion('Lời.', 'Câu.'), 'Câu.')).toBe(true);
    expect(hasSuggestion('Lời.', 'Câu.')).toBe(false);
  });
});

describe('the annex as a grid', () => {
  const share = line('2', { unit: '%', value: 3, denominator: 4, computed: 3 });
  const rows = [
    line('I', { isGroup: true }),
    line('1', { value: 1204, computed: 1204 }),
    share,
    line('II', { isGroup: true }),
    line('3'),
  ];

  it('shows counts with dots and shares in percent, and what is being typed over both', () => {
    expect(rows.map((row) => annexText(row, new Map()))).toEqual(['', '1.204', '75', '', '']);
    expect(annexText(share, new Map([['2', '8x']]))).toBe('8x');
    expect(annexText({ ...share, typed: true, value: 80 }, new Map())).toBe('80');
    expect(computedText({ ...share, computed: 3 })).toBe('75');
    expect(isUnfilled(rows[4]!)).toBe(true);
    expect(isUnfilled(line('x', { unit: '%', value: 0, denominator: 0 }))).toBe(true);
    expect(isUnfilled(line('x', { value: 0 }))).toBe(false);
  });

  it('tells an emptied cell from one that holds no count', () => {
    expect(countOf(' ')).toBeNull();
    expect(countOf('1.204')).toBe(1204);
    expect(countOf('12,5')).toBeUndefined();
    expect(
      faultyRows(
        new Map([
          ['1', '12'],
          ['2', 'mười'],
          ['3', ''],
        ]),
      ),
    ).toEqual(['2']);
  });

  it('copies every row in order, headings too, as plain cells', () => {
    expect(annexTsv([...rows, line('9', { title: 'Hai\tdòng\nmột ô', value: 5 })])).toBe(
      [
        'I\tChỉ tiêu I\tVăn bản\t',
        '1\tChỉ tiêu 1\tVăn bản\t1204',
        '2\tChỉ tiêu 2\t%\t75',
        'II\tChỉ tiêu II\tVăn bản\t',
        '3\tChỉ tiêu 3\tVăn bản\t',
        '9\tHai dòng một ô\tVăn bản\t5',
      ].join('\n'),
    );
  });

  it('takes a pasted column from the cell on, over headings; what is no count stays to be looked at', () => {
    const pasted = pasteColumn(rows, '1', 'a\t1.204\r\nb\t80\r\nc\tmười\r\nd\t7\r\n');
    expect(pasted.values).toEqual([{ key: '2', value: 80 }]);
    expect([...pasted.drafts]).toEqual([['3', 'mười']]);
    expect(pasteColumn(rows, '3', '4\n5').values).toEqual([{ key: '3', value: 4 }]);
    expect(pasteColumn(rows, 'nowhere', '4').values).toEqual([]);
  });

  it('finds the rev of a typed figure by its row or its key', () => {
    const detail = {
      annex: [line('a1', { typed: true, typedRev: 3 })],
      sections: [{ figures: [{ key: 'tasks_total', typedRev: 7 }] }],
    } as unknown as ReportDetail;
    expect(typedRevOf(detail, 'a1')).toBe(3);
    expect(typedRevOf(detail, 'tasks_total')).toBe(7);
    expect(typedRevOf(detail, 'other')).toBeNull();
  });
});

describe('the board', () => {
  const reports = [
    agencyReport('UBND xã Đông', { state: 'late', arrivedOn: '2019-06-12', number: '15' }),
    agencyReport('Sở Nội vụ', { state: 'on_time', agencyKind: 'so_nganh', arrivedOn: '2019-06-09' }),
    agencyReport('UBND xã Ân', { state: 'missing', effectiveDueOn: '2019-06-01' }),
    agencyReport('UBND xã Bắc', { state: 'excused' }),
    agencyReport('UBND xã Cầu', { state: 'unknown', effectiveDueOn: null, arrivedOn: '2019-06-20' }),
  ];
  const names = (filter: Partial<Parameters<typeof shownReports>[1]>) =>
    shownReports(reports, { text: '', state: '', kind: '', sort: '', ...filter }).map(
      ({ agencyName }) => agencyName,
    );

  it('counts whoever must report without those let off', () => {
    expect(boardCounts(reports)).toEqual({
      on_time: 1,
      late: 1,
      waiting: 0,
      missing: 1,
      unknown: 1,
      excused: 1,
      required: 4,
    });
    expect(sentOf({ required: 4, onTime: 1, late: 1, waiting: 0, missing: 1 })).toBe(3);
  });

  it('is filtered by state, kind and text without tone marks, and ordered as asked', () => {
    expect(names({})).toEqual(['Sở Nội vụ', 'UBND xã Ân', 'UBND xã Bắc', 'UBND xã Cầu', 'UBND xã Đông']);
    expect(names({ state: 'missing' })).toEqual(['UBND xã Ân']);
    expect(names({ state: 'sent' })).toEqual(['Sở Nội vụ', 'UBND xã Cầu', 'UBND xã Đông']);
    expect(names({ kind: 'so_nganh' })).toEqual(['Sở Nội vụ']);
    expect(names({ text: 'dong' })).toEqual(['UBND xã Đông']);
    expect(names({ text: '15' })).toEqual(['UBND xã Đông']);
    expect(names({ sort: 'state' })[0]).toBe('UBND xã Ân');
    expect(names({ sort: 'due' })[0]).toBe('UBND xã Ân');
    // What is not known stays at the end.
    expect(names({ sort: 'due' }).at(-1)).toBe('UBND xã Cầu');
    expect(names({ sort: 'arrived' }).slice(0, 2)).toEqual(['Sở Nội vụ', 'UBND xã Đông']);
    expect(names({ sort: '-agency' })[0]).toBe('UBND xã Đông');
  });

  it('comes out with a cell for every column', () => {
    const columns = boardColumns(t);
    for (const row of boardRows(reports, t)) expect(row).toHaveLength(columns.length);
    expect(boardRows(reports, t)[0]).toContain(t.periodic.agencies.states.late);
  });
});

describe('keys of a grid', () => {
  const whole = { start: 0, end: 3, length: 3 };
  const within = { start: 1, end: 1, length: 3 };
  it('walk rows always, columns only from the ends of the text', () => {
    expect(stepOf('Enter', false, within)).toEqual({ rows: 1, columns: 0 });
    expect(stepOf('Enter', true, within)).toEqual({ rows: -1, columns: 0 });
    expect(stepOf('ArrowUp', false, within)).toEqual({ rows: -1, columns: 0 });
    expect(stepOf('ArrowRight', false, within)).toBeNull();
    expect(stepOf('ArrowRight', false, whole)).toEqual({ rows: 0, columns: 1 });
    expect(stepOf('ArrowLeft', false, { start: 0, end: 0, length: 3 })).toEqual({ rows: 0, columns: -1 });
    expect(stepOf('a', false, whole)).toBeNull();
  });
});

describe('who must report', () => {
  const agency = (id: string, kind: AgencyRow['kind'], name: string) =>
    ({ id, kind, version: { name } }) as unknown as AgencyRow;
  const rows = [
    agency('1', 'ubnd_xa', 'UBND xã Đông'),
    agency('2', 'so_nganh', 'Sở Nội vụ'),
    agency('3', 'ubnd_xa', 'UBND xã Tây'),
  ];
  it('is chosen by kind or one by one', () => {
    const groups = groupsOf(rows);
    expect(groups.map(({ kind, agencies }) => [kind, agencies.length])).toEqual([
      ['so_nganh', 1],
      ['ubnd_xa', 2],
    ]);
    const communes = groups[1]!;
    const one = withAll(new Set(), ['1'], true);
    expect(groupState(communes, one)).toBe('some');
    expect(groupState(communes, withAll(one, ['3'], true))).toBe('all');
    expect(groupState(communes, withAll(one, ['1'], false))).toBe('none');
    expect(groupsOf(rows, 'dong').flatMap(({ agencies }) => agencies.map(({ id }) => id))).toEqual(['1']);
  });
});
