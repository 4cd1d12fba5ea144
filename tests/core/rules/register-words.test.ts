// The many ways in which software words what became of a dossier, and how it came.
import { describe, expect, test } from 'vitest';
import { channelOfWords, stateOfWords } from '../../../core/rules/register-words.ts';
import { isLineOverdue, passesOf, tallyOf } from '../../../core/rules/sample-lines.ts';
import { sampleFigures } from '../../../core/rules/sample-figures.ts';
import { checksInWords } from '../../../core/rules/sample-words.ts';
import { type CheckResult, registerKinds, sampleChecks } from '../../../core/contract/samples.ts';

describe('states', () => {
  test.each([
    ['Đã trả kết quả', 'resolved'],
    ['Đã trả KQ', 'resolved'],
    ['ĐÃ GIẢI QUYẾT', 'resolved'],
    ['Hoàn thành', 'resolved'],
    ['Đã xử lý xong - chờ trả kết quả', 'resolved'],
    ['Có kết quả', 'resolved'],
    ['Kết thúc', 'resolved'],
    ['Đã xử lý quá hạn', 'resolved'],
    ['Đã phát hành', 'resolved'],
    ['Đang xử lý', 'pending'],
    ['Đang giải quyết (quá hạn)', 'pending'],
    ['Chưa trả kết quả', 'pending'],
    ['Chưa hoàn thành', 'pending'],
    ['Chờ bổ sung', 'pending'],
    ['Yêu cầu công dân bổ sung', 'pending'],
    ['Trả lại bổ sung', 'pending'],
    ['Mới tiếp nhận', 'pending'],
    ['Chờ phê duyệt', 'pending'],
    ['Tạm dừng', 'pending'],
    ['Từ chối', 'rejected'],
    ['Từ chối giải quyết', 'rejected'],
    ['Đã trả lại hồ sơ', 'rejected'],
    ['Trả lại', 'rejected'],
    ['Không đủ điều kiện giải quyết', 'rejected'],
    ['Không tiếp nhận', 'rejected'],
    ['Dừng xử lý', 'rejected'],
    ['Xin rút', 'withdrawn'],
    ['Công dân rút hồ sơ', 'withdrawn'],
    ['xyz', 'unknown'],
  ] as const)('%s: %s', (text, state) => {
    expect(stateOfWords(text).state).toBe(state);
    // Typed on another machine it says the same.
    expect(stateOfWords(text.normalize('NFD').toUpperCase()).state).toBe(state);
  });
  test('late is late only where it is said', () => {
    for (const text of ['Quá hạn', 'Trễ hạn', 'Đã xử lý quá hạn', 'trễ hẹn']) {
      expect(stateOfWords(text)).toMatchObject({ late: true, understood: true });
    }
    for (const text of ['Chưa quá hạn', 'Không trễ hạn', 'Sắp quá hạn', 'Đúng hạn', 'Trước hạn']) {
      expect(stateOfWords(text)).toMatchObject({ late: false, understood: true });
    }
    expect(stateOfWords('???')).toEqual({ state: 'unknown', late: false, understood: false });
  });
});

test.each([
  ['Trực tiếp', 'direct'],
  ['Nộp tại Bộ phận Một cửa', 'direct'],
  ['Trực tuyến', 'online'],
  ['Cổng DVC quốc gia', 'online'],
  ['Qua mạng (mức độ 4)', 'online'],
  ['Bưu chính công ích', 'postal'],
  ['BCCI', 'postal'],
  ['Qua VNPost', 'postal'],
  ['khác', null],
] as const)('the way %s: %s', (text, channel) => {
  expect(channelOfWords(text)).toBe(channel);
});

test('a line is overdue by its days; what is pending by the day asked for', () => {
  const line = (
    dueOn: string | null,
    resolvedOn: string | null,
    state: 'resolved' | 'pending' | 'withdrawn',
  ) => ({
    dueOn,
    resolvedOn,
    state,
  });
  expect(isLineOverdue(line('2019-08-08', '2019-08-09', 'resolved'), null)).toBe(true);
  expect(isLineOverdue(line('2019-08-08', '2019-08-08', 'resolved'), '2020-01-01')).toBe(false);
  expect(isLineOverdue(line('2019-08-08', null, 'pending'), '2019-08-09')).toBe(true);
  expect(isLineOverdue(line('2019-08-08', null, 'pending'), '2019-08-08')).toBe(false);
  expect(isLineOverdue(line('2019-08-08', null, 'pending'), null)).toBe(false);
  expect(isLineOverdue(line('2019-08-08', null, 'withdrawn'), '2019-09-09')).toBe(false);
  expect(isLineOverdue(line('2019-08-08', null, 'resolved'), '2019-09-09')).toBe(false);
  expect(isLineOverdue(line(null, '2019-08-09', 'resolved'), '2019-09-09')).toBe(false);
});

const all = (
  kind: keyof typeof sampleChecks,
  result: CheckResult,
  more: Record<string, CheckResult> = {},
) => ({
  checks: { ...Object.fromEntries(sampleChecks[kind].map((key) => [key, result])), ...more },
});

test('a line passes when all is answered and nothing is a fault; half-read lines are in no figure', () => {
  const [first = '', ...rest] = sampleChecks.dossiers;
  const half = { checks: Object.fromEntries(rest.map((key) => [key, 'ok' as const])) };
  expect(passesOf('dossiers', half.checks)).toBeNull();
  expect(passesOf('dossiers', { ...half.checks, [first]: 'not_applicable' })).toBe(true);
  expect(passesOf('dossiers', { ...half.checks, [first]: 'fault' })).toBe(false);
  const tally = tallyOf('dossiers', [
    all('dossiers', 'ok'),
    all('dossiers', 'ok', { on_time: 'fault', apology: 'not_applicable' }),
    { checks: { ...half.checks, on_time: 'fault' } },
    { checks: {} },
  ]);
  expect(tally).toMatchObject({ items: 4, checked: 2, passed: 1 });
  expect(tally.checks.find(({ key }) => key === 'on_time')).toEqual({ key: 'on_time', looked: 2, faults: 1 });
  expect(tally.checks.find(({ key }) => key === 'apology')).toEqual({ key: 'apology', looked: 1, faults: 0 });
});

test('figures of several samples are added up, and go to their criteria', () => {
  const of = (
    id: string,
    kind: keyof typeof sampleChecks,
    items: { checks: Record<string, CheckResult> }[],
  ) => ({
    id,
    kind,
    ...tallyOf(kind, items),
  });
  const figures = sampleFigures([
    of('a', 'dossiers', [all('dossiers', 'ok'), all('dossiers', 'ok', { receipt: 'fault' })]),
    of('b', 'dossiers', [all('dossiers', 'ok', { on_time: 'fault', apology: 'fault' })]),
    of('c', 'outgoing', [
      all('outgoing', 'ok', { format: 'fault' }),
      all('outgoing', 'ok', { format: 'not_applicable' }),
      all('outgoing', 'ok'),
    ]),
    of('d', 'incoming', [{ checks: {} }]),
  ]);
  expect(
    figures.map(({ key, criterion, numerator, denominator }) => [key, criterion, numerator, denominator]),
  ).toEqual([
    ['dossiers_late', null, 1, 3],
    ['apologies', null, 2, 3],
    ['dossiers_passing', '3.4.5', 1, 3],
    ['outgoing_passing', '7.1.3', 2, 3],
    ['format_right', '7.1.6', 1, 2],
  ]);
  expect(figures.find(({ key }) => key === 'dossiers_passing')?.sampleIds).toEqual(['a', 'b']);
  expect(sampleFigures([])).toEqual([]);
});

test('every check has its words', () => {
  for (const kind of registerKinds) {
    const words = checksInWords(kind);
    expect(words.map(({ key }) => key)).toEqual(sampleChecks[kind]);
    expect(words.every(({ key, text }) => text !== key && text === text.normalize('NFC'))).toBe(true);
  }
});
