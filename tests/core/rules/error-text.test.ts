// Every code has its own cause and remedy in both languages, worded as an office would word them.
import { describe, expect, it } from 'vitest';
import { errorCodes, type ErrorCode, type ErrorValue } from '../../../core/contract/error.ts';
import { errorText, type ErrorLanguage } from '../../../core/contract/error-text.ts';

const languages: ErrorLanguage[] = ['vi', 'en'];

describe.each(languages)('errors in %s', (language) => {
  it.each(errorCodes.map((code) => [code] as const))('%s: a cause and a remedy', (code) => {
    for (const error of [{ code }, full(code)]) {
      const { cause, remedy } = errorText(error, language);
      for (const sentence of [cause, remedy]) {
        expect(sentence).toMatch(/^[\p{Lu}].{10,}[.]$/su);
        expect(sentence).not.toMatch(/!|vui lòng|please|undefined|null|\[object|NaN| {2}|\.\./i);
        expect(sentence.normalize('NFC')).toBe(sentence);
      }
    }
  });

  it('tells the codes apart', () => {
    const causes = errorCodes.map((code) => errorText({ code }, language).cause);
    expect(new Set(causes).size).toBe(errorCodes.length);
  });
});

it('names the fields, at most five of them', () => {
  const fields = ['a', 'b', 'c', 'd', 'e', 'f'].map((path) => ({ path, code: 'MISSING_KEY' as const }));
  expect(errorText({ code: 'VALIDATION', fields }, 'vi').cause).toBe(
    'Dữ liệu nhập chưa hợp lệ: a còn thiếu; b còn thiếu; c còn thiếu; d còn thiếu; e còn thiếu và 1 mục khác.',
  );
  expect(
    errorText({ code: 'TOO_LONG', fields: [{ path: 'title', code: 'TOO_LONG', limit: 500 }] }, 'vi').cause,
  ).toBe('Nội dung vượt quá mức tối đa 500 (title).');
});

it('uses the details: the entity, the state, the reference into the log', () => {
  expect(errorText({ code: 'NOT_FOUND', detail: { entity: 'plan' } }, 'vi').cause).toBe(
    'Không tìm thấy đợt kiểm tra.',
  );
  expect(errorText({ code: 'NOT_FOUND', detail: { entity: 'teamMember' } }, 'en').cause).toBe(
    'The member was not found.',
  );
  expect(errorText({ code: 'NOT_FOUND', detail: { entity: 'constructor' } }, 'en').cause).toBe(
    'The item was not found.',
  );
  expect(errorText({ code: 'INTERNAL', ref: 'a1b2' }, 'vi').cause).toContain('(mã a1b2)');
  expect(errorText({ code: 'UNKNOWN_METHOD', detail: { method: 'plans.drop' } }, 'en').cause).toContain(
    '"plans.drop"',
  );
});

it('tells how many errors a file has, where that is known', () => {
  const cause = (errors: number | undefined, language: 'vi' | 'en') =>
    errorText({ code: 'IMPORT_FAULTS', ...(errors === undefined ? {} : { detail: { errors } }) }, language)
      .cause;
  expect(cause(undefined, 'vi')).toBe('Tệp còn lỗi nên chưa ghi dữ liệu nào.');
  expect(cause(3, 'vi')).toBe('Tệp còn 3 lỗi nên chưa ghi dữ liệu nào.');
  expect(cause(undefined, 'en')).toBe('The file still has errors, so nothing has been written.');
  expect(cause(1, 'en')).toBe('The file still has one error, so nothing has been written.');
  expect(cause(3, 'en')).toBe('The file still has 3 errors, so nothing has been written.');
});

it('words an unknown code from elsewhere as an unexpected error', () => {
  const foreign = { code: 'FROM_THE_FUTURE' as ErrorCode };
  expect(errorText(foreign, 'vi')).toEqual(errorText({ code: 'INTERNAL' }, 'vi'));
});

function full(code: ErrorCode): ErrorValue {
  return {
    code,
    ref: 'a1b2c3',
    fields: [{ path: 'patch.title', code: 'TOO_LONG', limit: 300 }],
    detail: { entity: 'plan', status: 'draft', method: 'plans.list', limit: 10, found: 99 },
  };
}
