// What the import wizard decides without a screen, uploads over both transports, and the list of running work.
import { describe, expect, it } from 'vitest';
import type { ImportFault, ImportPreview, ImportRow } from '../../core/contract/imports.ts';
import type { WorkEvent } from '../../core/contract/events.ts';
import { UPLOAD_LIMITS } from '../../main/web.ts';
import { IMPORT_FILE_LIMIT } from '../../renderer/api/client.ts';
import { chooseTransport } from '../../renderer/api/transport.ts';
import { nextWork } from '../../renderer/api/work.ts';
import {
  assignColumn,
  canWrite,
  faultsInOrder,
  mappingOf,
  missingFields,
  rowsOf,
} from '../../renderer/features/imports/wizard-state.ts';

const field = (key: string, column: number | null, required = false): ImportPreview['fields'][number] => ({
  key,
  labels: { vi: key, en: key },
  required,
  column,
});
const fields = [field('name', 2, true), field('kind', 3, true), field('parent', null)];
const fault = (severity: ImportFault['severity'], row: number | null): ImportFault => ({
  severity,
  code: 'BAD_DATE',
  sheet: 'Sheet1',
  row,
  column: 'C',
  field: null,
  value: null,
  params: {},
});

describe('mapping', () => {
  it('is whole after every choice', () => {
    expect(mappingOf(fields)).toEqual({ name: 2, kind: 3, parent: null });
    expect(assignColumn(fields, 4, 'parent')).toEqual({ name: 2, kind: 3, parent: 4 });
  });

  it('a column fills one field, a field has one column', () => {
    expect(assignColumn(fields, 3, 'name')).toEqual({ name: 3, kind: null, parent: null });
    expect(assignColumn(fields, 2, null)).toEqual({ name: null, kind: 3, parent: null });
  });

  it('names the required fields without a column', () => {
    expect(missingFields([field('name', null, true), field('kind', 3, true), field('note', null)])).toEqual([
      field('name', null, true),
    ]);
  });
});

describe('preview', () => {
  const row = (action: ImportRow['action'], faults: ImportFault[] = []): ImportRow => ({
    row: 2,
    action,
    label: action,
    changes: [],
    faults,
  });
  const rows = [row('add'), row('same', [fault('warning', 2)]), row('skip', [fault('error', 3)]), row('end')];

  it('filters rows', () => {
    expect(rowsOf(rows, 'all')).toHaveLength(4);
    expect(rowsOf(rows, 'changing').map(({ action }) => action)).toEqual(['add', 'end']);
    expect(rowsOf(rows, 'faulty').map(({ action }) => action)).toEqual(['same', 'skip']);
  });

  it('offers writing without errors, or when faulty rows are left out, never against the whole file', () => {
    const preview = (errors: number, canApply: boolean) =>
      ({ canApply, counts: { errors } }) as unknown as ImportPreview;
    expect(canWrite(preview(0, true), false)).toBe(true);
    expect(canWrite(preview(2, true), false)).toBe(false);
    expect(canWrite(preview(2, true), true)).toBe(true);
    expect(canWrite(preview(0, false), true)).toBe(false);
  });

  it('puts errors before remarks', () => {
    expect(
      faultsInOrder([fault('warning', 1), fault('error', 9), fault('error', 3)]).map(({ row: at }) => at),
    ).toEqual([3, 9, 1]);
  });
});

describe('upload', () => {
  const answer = { ok: true, value: { id: 'f' } };

  it.each(['http', 'ipc'] as const)('goes to the own origin as bytes (%s)', async (kind) => {
    const seen: [string, RequestInit][] = [];
    const transport = chooseTransport({
      fetch: (url, init) => {
        seen.push([url, init]);
        return Promise.resolve(new Response(JSON.stringify(answer)));
      },
      setTimeout: () => 0,
      bridge:
        kind === 'http'
          ? undefined
          : {
              platform: 'win32',
              invoke: () => Promise.reject(new Error('no call')),
              onEvent: () => () => {},
            },
    });
    expect(transport.kind).toBe(kind);
    const bytes = new Blob(['x']);
    expect(await transport.upload('import', { name: 'Sở ngành & xã.xlsx', bytes })).toEqual(answer);
    const [url, init] = seen[0] ?? ['', {}];
    const address = new URL(url, 'http://x');
    expect(address.pathname).toBe('/upload');
    expect(address.searchParams.get('purpose')).toBe('import');
    expect(address.searchParams.get('name')).toBe('Sở ngành & xã.xlsx');
    expect(init.method).toBe('POST');
    expect(init.body).toBe(bytes);
    expect(init.headers).toEqual({ 'content-type': 'application/octet-stream' });
  });

  it('a lost connection and a page that is no answer are errors as values', async () => {
    const lost = chooseTransport({ fetch: () => Promise.reject(new TypeError('x')), setTimeout: () => 0 });
    expect(await lost.upload('import', { name: 'a', bytes: new Blob([]) })).toMatchObject({
      ok: false,
      error: { code: 'BUSY' },
    });
    const page = chooseTransport({
      fetch: () => Promise.resolve(new Response('<html>', { status: 502 })),
      setTimeout: () => 0,
    });
    expect(await page.upload('import', { name: 'a', bytes: new Blob([]) })).toEqual({
      ok: false,
      error: { code: 'INTERNAL' },
    });
  });

  it('refuses before sending what the other side would refuse', () => {
    expect(IMPORT_FILE_LIMIT).toBe(UPLOAD_LIMITS.import);
  });
});

describe('work under way', () => {
  const event = (id: string, state: WorkEvent['state'], done = 0): WorkEvent => ({
    type: 'work',
    id,
    method: 'catalogue.load',
    state,
    done,
    total: 10,
    writes: true,
  });

  it('grows, moves on in its place, and ends in every way', () => {
    let list = nextWork([], event('a', 'running'));
    list = nextWork(list, event('b', 'running'));
    list = nextWork(list, event('a', 'running', 5));
    expect(list.map(({ id, done }) => [id, done])).toEqual([
      ['a', 5],
      ['b', 0],
    ]);
    for (const state of ['done', 'failed', 'cancelled'] as const)
      expect(nextWork(list, event('a', state)).map(({ id }) => id)).toEqual(['b']);
    expect(nextWork([], event('z', 'done'))).toEqual([]);
  });
});
