// What is typed or pasted as an answer: read as officials write, every row answered for, nothing guessed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  codeFinder,
  entryFaults,
  pastedCells,
  readAnswer,
  readCommand,
  readPasted,
  type EntryCriterion,
} from '../../../core/rules/checklist-entry.ts';
import { formatCount } from '../../../core/rules/format.ts';
import { chance } from '../../long.ts';

function criterion(
  code: string,
  answerType: EntryCriterion['answerType'],
  more: Partial<EntryCriterion> = {},
): EntryCriterion {
  const rule = {
    yes_no: { scoring: 'choice', bands: 'yes:1;no:0', target: null },
    yes_partial_no: { scoring: 'choice', bands: 'yes:1;partial:0.5;no:0', target: null },
    percentage: { scoring: 'linear', bands: null, target: '100' },
    count: { scoring: 'bands', bands: '=0:1;else:0', target: null },
    score: { scoring: 'judged', bands: 'step:0.25', target: null },
  } as const;
  return {
    id: `id-${code}`,
    code,
    text: `Nội dung ${code}`,
    answerType,
    naAllowed: true,
    maxPoints: 100,
    ...rule[answerType],
    ...more,
  };
}
const partial = criterion('1.1.1', 'yes_partial_no');
const judged = criterion('1.1.2', 'score');
const share = criterion('3.2.2', 'percentage', { naAllowed: false });
const yesNo = criterion('3.1.2', 'yes_no');
const count = criterion('3.4.3', 'count');
const all = [partial, judged, share, yesNo, count];

describe('one answer', () => {
  test.each([
    [partial, 'đ', { choice: 'yes' }],
    [partial, 'Đạt', { choice: 'yes' }],
    [partial, 'dat', { choice: 'yes' }],
    [partial, 'c', { choice: 'yes' }],
    [partial, 'ĐẠT MỘT PHẦN', { choice: 'partial' }],
    [partial, 'một phần: thiếu phân công', { choice: 'partial', note: 'thiếu phân công' }],
    [partial, 'p', { choice: 'partial' }],
    [partial, 'không đạt, chưa có kế hoạch', { choice: 'no', note: 'chưa có kế hoạch' }],
    [partial, 'chưa', { choice: 'no' }],
    [partial, 'k', { choice: 'no' }],
    [yesNo, 'có', { choice: 'yes' }],
    [share, '105/112', { numerator: 105, denominator: 112 }],
    [share, '1.204 / 1.300 = 92,6 %', { numerator: 1204, denominator: 1300 }],
    [share, '105,0/112.0', { numerator: 105, denominator: 112 }],
    [share, '105 trên 112 thủ tục', { numerator: 105, denominator: 112, note: 'thủ tục' }],
    [share, '0/0', { numerator: 0, denominator: 0 }],
    [count, '1.204', { count: 1204 }],
    [count, '0, theo sổ theo dõi', { count: 0, note: 'theo sổ theo dõi' }],
    [judged, '0,75', { points: 75 }],
    [judged, '0.25', { points: 25 }],
    [judged, '1', { points: 100 }],
  ] as const)('%#: $code', (one, text, patch) => {
    expect(readAnswer(one, text)).toEqual({ ok: true, patch: { notApplicable: false, ...patch } });
    // Decomposed, as some programs paste it.
    expect(readAnswer(one, text.normalize('NFD'))).toEqual(readAnswer(one, text));
  });

  test('not applicable, where the criterion allows it', () => {
    for (const text of ['KAD', 'không áp dụng', 'n/a']) {
      expect(readAnswer(partial, text)).toEqual({ ok: true, patch: { notApplicable: true } });
      expect(readAnswer(share, text)).toEqual({ ok: false, fault: 'NA_NOT_ALLOWED' });
    }
  });

  test('judged in words where the plan does not score', () => {
    expect(readAnswer(judged, 'Đạt yêu cầu cơ bản', false)).toEqual({
      ok: true,
      patch: { notApplicable: false, note: 'Đạt yêu cầu cơ bản' },
    });
  });

  test.each([
    [partial, '', 'NO_ANSWER'],
    [partial, 'dạ', 'NOT_UNDERSTOOD'],
    [partial, '3/4', 'FIGURES_FOR_WORDS'],
    [yesNo, 'một phần', 'NO_PARTIAL'],
    [share, 'đạt', 'WORDS_FOR_FIGURES'],
    [share, '105', 'NO_WHOLE'],
    [share, '93,75 %', 'PERCENT_ONLY'],
    [share, '105,5/112', 'FRACTION'],
    [share, '1,204/1.300', 'FRACTION'],
    [share, '-1/5', 'NEGATIVE'],
    [share, '1/−5', 'NEGATIVE'],
    [share, '113/112', 'PART_EXCEEDS_WHOLE'],
    [share, '5/0', 'PART_EXCEEDS_WHOLE'],
    [share, '1/2000000000', 'TOO_LARGE'],
    [share, '04-thg 3', 'NO_WHOLE'],
    [count, '1,5', 'FRACTION'],
    [count, '-3', 'NEGATIVE'],
    [count, '3/4', 'NOT_UNDERSTOOD'],
    [judged, '0,3', 'BAD_POINTS'],
    [judged, '1,25', 'BAD_POINTS'],
    [judged, '-1', 'NEGATIVE'],
    [judged, `1 ${'x'.repeat(8001)}`, 'NOTE_TOO_LONG'],
  ] as const)('%#: $code is refused', (one, text, fault) => {
    expect(readAnswer(one, text)).toMatchObject({ ok: false, fault });
  });

  test('a fault of figures names them', () => {
    expect(readAnswer(share, '113/112')).toMatchObject({ limits: [113, 112] });
    expect(readAnswer(judged, '0,3')).toMatchObject({ limits: [0, 25, 50, 75, 100] });
  });

  test('figures come back as they were printed, whatever the grouping; the part never exceeds the whole', () => {
    const figure = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(figure, figure, fc.boolean(), (a, b, grouped) => {
        const print = (value: number) => (grouped ? formatCount(value) : String(value));
        const reading = readAnswer(share, `${print(a)}/${print(b)}`);
        expect(reading).toEqual(
          a > b
            ? { ok: false, fault: 'PART_EXCEEDS_WHOLE', limits: [a, b] }
            : { ok: true, patch: { notApplicable: false, numerator: a, denominator: b } },
        );
      }),
      chance(30_403, 100, 5000),
    );
  });

  test('whatever is typed is understood or refused by name, and figures are never anything but whole', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.stringMatching(/^[-−]?[\d.,/ %]{0,14}$/),
    );
    fc.assert(
      fc.property(fc.constantFrom(...all), typed, fc.boolean(), (one, text, scoring) => {
        const reading = readAnswer(one, text, scoring);
        if (!reading.ok) {
          expect(entryFaults).toContain(reading.fault);
          return;
        }
        const { numerator, denominator, count: counted, points, choice } = reading.patch;
        for (const value of [numerator, denominator, counted, points]) {
          if (value != null) expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
        }
        if (numerator != null) expect(numerator).toBeLessThanOrEqual(denominator ?? -1);
        if (choice != null) expect(one.answerType.startsWith('yes')).toBe(true);
        if (points != null) expect([0, 25, 50, 75, 100]).toContain(points);
      }),
      chance(30_404, 100, 5000),
    );
  });
});

describe('a line of the command field', () => {
  const find = codeFinder(all);
  const read = (text: string, current?: EntryCriterion) => readCommand(text, find, current);

  test('code and answer, or a code alone to go there', () => {
    expect(read('3.2.2 105/112')).toMatchObject({
      criterion: share,
      reading: { ok: true, patch: { numerator: 105, denominator: 112 } },
    });
    expect(read('3,2,2')).toEqual({ criterion: share, reading: null });
    expect(read('322 105/112')).toMatchObject({ criterion: share, reading: { ok: true } });
    expect(read('1.1.1. đ')).toMatchObject({ criterion: partial, reading: { patch: { choice: 'yes' } } });
    expect(read('  ')).toBeNull();
  });

  test('without a code it answers the line it was opened on', () => {
    expect(read('105/112', share)).toMatchObject({ criterion: share, reading: { ok: true } });
    expect(read('đạt', partial)).toMatchObject({ criterion: partial, reading: { ok: true } });
    expect(read('5', count)).toMatchObject({ criterion: count, reading: { patch: { count: 5 } } });
  });

  test('an unknown code is never taken for a figure', () => {
    for (const text of ['9.9.9', '9.9.9 đạt', '1.2.3 4/5']) {
      expect(read(text, share)).toEqual({
        criterion: null,
        reading: { ok: false, fault: 'UNKNOWN_CODE' },
      });
    }
    expect(read('đạt')).toMatchObject({ criterion: null, reading: { fault: 'UNKNOWN_CODE' } });
  });

  test('digits without points are a code only where it is one alone', () => {
    const twins = codeFinder([criterion('1.1.11', 'count'), criterion('1.11.1', 'count')]);
    expect(twins('1111')).toBeUndefined();
    expect(twins('1.11.1')?.code).toBe('1.11.1');
  });
});

describe('a pasted table', () => {
  test('every row answers for itself', () => {
    const text = [
      'Mã\tTrả lời\tGhi chú',
      '1.1.1\tĐạt\tcó kế hoạch',
      '3.2.2\t105\t112\t"còn 07 TTHC\nchưa niêm yết"',
      '',
      '9.9.9\tĐạt',
      '3.1.2\tmột phần',
      '1.1.1\tKhông',
      '1.1.2\t',
      '3.4.3\tNội dung 3.4.3\t0',
    ].join('\r\n');
    expect(
      readPasted(text, all).map(({ line, criterion: one, reading }) => [
        line,
        one?.code ?? null,
        reading.ok ? reading.patch : reading.fault,
      ]),
    ).toEqual([
      [2, '1.1.1', { notApplicable: false, choice: 'yes', note: 'có kế hoạch' }],
      [
        3,
        '3.2.2',
        { notApplicable: false, numerator: 105, denominator: 112, note: 'còn 07 TTHC\nchưa niêm yết' },
      ],
      [6, null, 'UNKNOWN_CODE'],
      [7, '3.1.2', 'NO_PARTIAL'],
      [8, '1.1.1', 'DUPLICATE'],
      [9, '1.1.2', 'NO_ANSWER'],
      [10, '3.4.3', { notApplicable: false, count: 0 }],
    ]);
  });

  test('lines without tabs, and the text of the criterion between code and answer', () => {
    const rows = readPasted(
      '1.1.1 đạt\n3.2.2 1.050/1.120\n1.1.2\tNội  dung 1.1.2\t0,5\tcòn chung chung',
      all,
    );
    expect(rows.map(({ reading }) => (reading.ok ? reading.patch : reading.fault))).toEqual([
      { notApplicable: false, choice: 'yes' },
      { notApplicable: false, numerator: 1050, denominator: 1120 },
      { notApplicable: false, points: 50, note: 'còn chung chung' },
    ]);
  });

  test('a note cell is no less a note for being a long one', () => {
    const [row] = readPasted(`1.1.1\tĐạt\t${'x'.repeat(8001)}`, all);
    expect(row?.reading).toMatchObject({ ok: false, fault: 'NOTE_TOO_LONG' });
  });

  test('no row is lost: every line that is not empty is answered for, once', () => {
    const cell = fc.stringMatching(/^[\p{L}\d.,/ "%-]{0,12}$/u);
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 12 }), (table) => {
        // Written as Excel writes it: what holds a quote is quoted.
        const text = table
          .map((cells) =>
            cells.map((one) => (one.includes('"') ? `"${one.replaceAll('"', '""')}"` : one)).join('\t'),
          )
          .join('\n');
        const filled = table.filter((cells) => cells.some((one) => one.trim() !== ''));
        expect(pastedCells(text).map(({ cells }) => cells)).toEqual(
          filled.map((cells) => cells.map((one) => one.normalize('NFC').trim())),
        );
        const heading = filled.length - readPasted(text, all).length;
        expect([0, 1]).toContain(heading);
      }),
      chance(30_405, 100, 5000),
    );
  });
});
