// The dispatcher alone, over a small table of endpoints: what each fault of a call is called, and what is thrown.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day, id, requiredText, text } from '../../core/contract/common.ts';
import { command, query } from '../../core/contract/endpoint.ts';
import { AppError, type Envelope } from '../../core/contract/error.ts';
import { type Caller, contract } from '../../core/contract/index.ts';
import { createDispatcher, type DispatcherOptions } from '../../main/dispatcher.ts';
import type { Log } from '../../main/log.ts';

const CLI: Caller = { transport: 'cli', meta: {} };
const HTTP: Caller = { transport: 'http', meta: {} };

const content = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('words'), text: text(5) }),
  z.strictObject({ kind: z.literal('figure'), value: z.int().max(9) }),
]);
const endpoints = {
  'things.get': query({ input: z.strictObject({ id }), output: z.strictObject({ id }) }),
  'things.put': command({
    input: z.strictObject({
      title: requiredText(5),
      on: day.nullable().optional(),
      kind: z.enum(['a', 'b']).default('a'),
      tags: z.array(text(3)).max(2).optional(),
      count: z.int().min(1).max(9).optional(),
      content: content.optional(),
      either: z.union([z.int(), z.strictObject({ deep: z.strictObject({ value: z.int() }) })]).optional(),
      patch: z.strictObject({ on: day.nullable() }).partial().optional(),
    }),
    output: z.strictObject({ title: z.string(), kind: z.string() }),
  }),
  'things.first': command({ input: z.strictObject({}), output: z.null(), beforeSetup: true }),
  'things.native': query({ input: z.strictObject({}), output: z.null(), http: false }),
  'things.fail': query({ input: z.strictObject({ how: z.string() }), output: z.null() }),
  'things.later': query({ input: z.strictObject({}), output: z.strictObject({ n: z.int() }) }),
  'things.unwritten': query({ input: z.strictObject({}), output: z.null() }),
};

function withCode(code: string): Error {
  return Object.assign(new Error('/home/someone/cchc.db: SELECT secret'), { code });
}
const failures: Record<string, () => unknown> = {
  plain: () => new AppError('CONFLICT', { detail: { entity: 'plan', rev: 4 } }),
  caused: () => new AppError('CORRUPT', { cause: new Error('page 7') }),
  bug: () => new TypeError('/home/someone/x.ts is not a function'),
  text: () => 'just a string',
  full: () => withCode('SQLITE_FULL'),
  busy: () => withCode('SQLITE_BUSY_SNAPSHOT'),
  disk: () => withCode('ENOSPC'),
  frozen: () => withCode('SQLITE_READONLY_DBMOVED'),
};

function setUp(options: Partial<DispatcherOptions> = {}) {
  const received: unknown[] = [];
  const logged: { event: string; fields: object }[] = [];
  const log: Log = {
    info: () => undefined,
    warn: (event, fields = {}) => void logged.push({ event, fields }),
    error: (event, error, fields = {}) => {
      logged.push({ event, fields: { ...fields, message: error instanceof Error ? error.message : '' } });
      return 'ref123';
    },
  };
  const handlers = {
    'things.get': (input: { id: string }) => input,
    'things.put': (input: { title: string; kind: string }) => {
      received.push(input);
      return { title: input.title, kind: input.kind };
    },
    'things.first': () => null,
    'things.native': () => null,
    'things.fail': (input: { how: string }) => {
      throw failures[input.how]!();
    },
    'things.later': async () => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return { n: 1 };
    },
  };
  const { dispatch } = createDispatcher({ handlers, endpoints, log, checkOutput: true, ...options });
  return { dispatch, received, logged };
}

function errorOf(envelope: Envelope<unknown>) {
  if (envelope.ok) throw new Error('the call was expected to fail');
  return envelope.error;
}

describe('bad input has a code of its own', () => {
  const cases: [string, unknown, string, { path: string; code: string; limit?: number }[]][] = [
    ['unknown key', { title: 'x', x: 1 }, 'UNKNOWN_KEY', [{ path: 'x', code: 'UNKNOWN_KEY' }]],
    [
      'unknown key, nested',
      { title: 'x', patch: { y: 1 } },
      'UNKNOWN_KEY',
      [{ path: 'patch.y', code: 'UNKNOWN_KEY' }],
    ],
    ['missing key', {}, 'MISSING_KEY', [{ path: 'title', code: 'MISSING_KEY' }]],
    ['no input at all', undefined, 'MISSING_KEY', [{ path: 'title', code: 'MISSING_KEY' }]],
    [
      'undefined counts as absent',
      { title: undefined },
      'MISSING_KEY',
      [{ path: 'title', code: 'MISSING_KEY' }],
    ],
    [
      'blank where words are needed',
      { title: '  ' },
      'MISSING_KEY',
      [{ path: 'title', code: 'MISSING_KEY' }],
    ],
    ['over-long string', { title: 'xxxxxx' }, 'TOO_LONG', [{ path: 'title', code: 'TOO_LONG', limit: 5 }]],
    [
      'over-long list',
      { title: 'x', tags: ['a', 'b', 'c'] },
      'TOO_LONG',
      [{ path: 'tags', code: 'TOO_LONG', limit: 2 }],
    ],
    [
      'over-long item',
      { title: 'x', tags: ['abcd'] },
      'TOO_LONG',
      [{ path: 'tags.0', code: 'TOO_LONG', limit: 3 }],
    ],
    ['wrong type', { title: 7 }, 'WRONG_TYPE', [{ path: 'title', code: 'WRONG_TYPE' }]],
    [
      'null where nothing may be null',
      { title: null },
      'WRONG_TYPE',
      [{ path: 'title', code: 'WRONG_TYPE' }],
    ],
    ['a fraction', { title: 'x', count: 1.5 }, 'WRONG_TYPE', [{ path: 'count', code: 'WRONG_TYPE' }]],
    ['a list instead of an object', [], 'WRONG_TYPE', [{ path: '', code: 'WRONG_TYPE' }]],
    ['null instead of an object', null, 'WRONG_TYPE', [{ path: '', code: 'WRONG_TYPE' }]],
    ['31/02', { title: 'x', on: '2019-02-31' }, 'BAD_DATE', [{ path: 'on', code: 'BAD_DATE' }]],
    [
      '31/02, nested',
      { title: 'x', patch: { on: '2019-02-31' } },
      'BAD_DATE',
      [{ path: 'patch.on', code: 'BAD_DATE' }],
    ],
    [
      'a day as people write it',
      { title: 'x', on: '28/2/2019' },
      'BAD_DATE',
      [{ path: 'on', code: 'BAD_DATE' }],
    ],
    [
      'not one of the choices',
      { title: 'x', kind: 'c' },
      'VALIDATION',
      [{ path: 'kind', code: 'VALIDATION' }],
    ],
    [
      'a choice of another type',
      { title: 'x', kind: 3 },
      'WRONG_TYPE',
      [{ path: 'kind', code: 'WRONG_TYPE' }],
    ],
    ['too big', { title: 'x', count: 10 }, 'VALIDATION', [{ path: 'count', code: 'VALIDATION', limit: 9 }]],
    ['too small', { title: 'x', count: 0 }, 'VALIDATION', [{ path: 'count', code: 'VALIDATION', limit: 1 }]],
    [
      'inside a union',
      { title: 'x', content: { kind: 'words', text: 'xxxxxx' } },
      'TOO_LONG',
      [{ path: 'content.text', code: 'TOO_LONG', limit: 5 }],
    ],
    [
      'a union without its key',
      { title: 'x', content: {} },
      'MISSING_KEY',
      [{ path: 'content.kind', code: 'MISSING_KEY' }],
    ],
    ['no branch fits', { title: 'x', either: 'z' }, 'WRONG_TYPE', [{ path: 'either', code: 'WRONG_TYPE' }]],
    [
      'the branch that was meant',
      { title: 'x', either: { deep: { value: 'z' } } },
      'WRONG_TYPE',
      [{ path: 'either.deep.value', code: 'WRONG_TYPE' }],
    ],
    ['half a surrogate pair', { title: '\ud800' }, 'WRONG_TYPE', [{ path: 'title', code: 'WRONG_TYPE' }]],
    ['not a number', { title: 'x', count: Number.NaN }, 'NOT_JSON', [{ path: 'count', code: 'NOT_JSON' }]],
    ['a date object', { title: 'x', on: new Date(0) }, 'NOT_JSON', [{ path: 'on', code: 'NOT_JSON' }]],
    ['a map', new Map(), 'NOT_JSON', [{ path: '', code: 'NOT_JSON' }]],
    [
      'a prototype',
      JSON.parse('{"title":"x","__proto__":{"kind":"b"}}'),
      'UNKNOWN_KEY',
      [{ path: '__proto__', code: 'UNKNOWN_KEY' }],
    ],
    [
      'a constructor',
      JSON.parse('{"title":"x","constructor":{}}'),
      'UNKNOWN_KEY',
      [{ path: 'constructor', code: 'UNKNOWN_KEY' }],
    ],
    [
      'several',
      { x: 1, on: 'q' },
      'VALIDATION',
      [
        { path: 'title', code: 'MISSING_KEY' },
        { path: 'on', code: 'BAD_DATE' },
        { path: 'x', code: 'UNKNOWN_KEY' },
      ],
    ],
  ];
  it.each(cases)('%s', async (_name, input, code, fields) => {
    const { dispatch, received } = setUp();
    const error = errorOf(await dispatch('things.put', input, CLI));
    expect(error.code).toBe(code);
    expect(error.fields).toHaveLength(fields.length);
    expect(error.fields).toEqual(expect.arrayContaining(fields));
    expect(received).toEqual([]);
  });

  it('is refused when it is deeper than any input', async () => {
    let input: unknown = 1;
    for (let level = 0; level < 5000; level++) input = [input];
    expect(errorOf(await setUp().dispatch('things.put', { tags: input }, CLI)).code).toBe('NOT_JSON');
  });

  it('lists a bounded number of fields', async () => {
    const input = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 1]));
    expect(errorOf(await setUp().dispatch('things.put', input, CLI)).fields).toHaveLength(50);
  });
});

describe('what reaches a handler', () => {
  it('has its defaults, NFC text and no prototype of its own', async () => {
    const { dispatch, received } = setUp();
    const input = Object.assign(Object.create(null) as object, { title: 'Đề'.normalize('NFD') });
    expect(await dispatch('things.put', input, CLI)).toEqual({ ok: true, value: { title: 'Đề', kind: 'a' } });
    expect(received).toEqual([{ title: 'Đề', kind: 'a' }]);
    expect(Object.getPrototypeOf(received[0])).toBe(Object.prototype);
  });

  it('waits for a promise and logs that the call was slow, without its input', async () => {
    const { dispatch, logged } = setUp();
    expect(await dispatch('things.later', {}, CLI)).toEqual({ ok: true, value: { n: 1 } });
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ event: 'slow call', fields: { method: 'things.later' } });
  });
});

describe('methods', () => {
  it.each(['nope', '', 'toString', '__proto__', 'constructor', 'things.unwritten', 'x'.repeat(500)])(
    'there is no %s',
    async (method) => {
      const error = errorOf(await setUp().dispatch(method, {}, CLI));
      expect(error.code).toBe('UNKNOWN_METHOD');
      expect(String(error.detail?.['method']).length).toBeLessThanOrEqual(80);
    },
  );

  it('native-only ones do not exist over HTTP', async () => {
    const { dispatch } = setUp();
    expect(errorOf(await dispatch('things.native', {}, HTTP)).code).toBe('UNKNOWN_METHOD');
    expect((await dispatch('things.native', {}, CLI)).ok).toBe(true);
  });

  it('of the contract that are native-only are exactly these', () => {
    expect(Object.keys(contract).filter((name) => !contract[name as keyof typeof contract].http)).toEqual([
      'prints.printers',
      'prints.print',
      'exchange.choosePlace',
    ]);
  });
});

describe('the state of the data folder', () => {
  it('a folder for reading refuses commands, after the input was checked, and answers queries', async () => {
    const { dispatch, received } = setUp({ readOnly: true });
    expect(errorOf(await dispatch('things.put', { title: 'x' }, CLI)).code).toBe('READ_ONLY');
    expect(errorOf(await dispatch('things.put', { title: 7 }, CLI)).code).toBe('WRONG_TYPE');
    expect((await dispatch('things.later', {}, CLI)).ok).toBe(true);
    expect(received).toEqual([]);
  });

  it('what changes the memory of this run alone is let through, whatever the data is doing', async () => {
    const endpoints = {
      'keys.unlock': command({ input: z.strictObject({}), output: z.null() }),
      'keys.make': command({ input: z.strictObject({}), output: z.null() }),
    };
    const handlers = { 'keys.unlock': () => null, 'keys.make': () => null };
    for (const state of [{ readOnly: true }, { isWriting: () => true }]) {
      const { dispatch } = setUp({ endpoints, handlers, ...state });
      expect((await dispatch('keys.unlock', {}, CLI)).ok).toBe(true);
      expect(errorOf(await dispatch('keys.make', {}, CLI)).code).toMatch(/READ_ONLY|BUSY/);
    }
  });

  it('before the office is set up only what the contract allows is written', async () => {
    const { dispatch } = setUp({ isSetUp: () => false });
    expect(errorOf(await dispatch('things.put', { title: 'x' }, CLI)).code).toBe('NOT_SET_UP');
    expect((await dispatch('things.first', {}, CLI)).ok).toBe(true);
  });
});

describe('what a handler throws', () => {
  const cases: [string, object][] = [
    ['plain', { code: 'CONFLICT', detail: { entity: 'plan', rev: 4 } }],
    ['caused', { code: 'CORRUPT', ref: 'ref123' }],
    ['bug', { code: 'INTERNAL', ref: 'ref123' }],
    ['text', { code: 'INTERNAL', ref: 'ref123' }],
    ['full', { code: 'DISK_FULL', ref: 'ref123' }],
    ['busy', { code: 'BUSY', ref: 'ref123' }],
    ['disk', { code: 'DISK_FULL', ref: 'ref123' }],
    ['frozen', { code: 'READ_ONLY', ref: 'ref123' }],
  ];
  it.each(cases)('%s', async (how, error) => {
    const { dispatch, logged } = setUp();
    const envelope = await dispatch('things.fail', { how }, CLI);
    // Exactly: no stack, no path, no SQL beside it.
    expect(envelope).toEqual({ ok: false, error });
    expect(logged).toHaveLength('ref' in error ? 1 : 0);
  });

  it('an answer outside the contract is a bug that is found, not one that travels', async () => {
    const handlers = { 'things.get': () => ({ id: 7, more: true }) };
    const asked = { id: '00000000-0000-7000-8000-000000000000' };
    const strict = setUp({ handlers });
    expect(errorOf(await strict.dispatch('things.get', asked, CLI)).code).toBe('INTERNAL');
    expect(JSON.stringify(strict.logged)).toContain('breaks its contract at id');
    expect((await setUp({ handlers, checkOutput: false }).dispatch('things.get', asked, CLI)).ok).toBe(true);
  });
});
