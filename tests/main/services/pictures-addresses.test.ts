/**
 * Every number opens the list behind it: all addresses that the dashboard, what waits, the trend, the heat map, the profiles
 * and the brief name are read as the screens read them, and the list has as many rows as the number says.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import type { Brief, Figure, Share } from '../../../core/contract/pictures.ts';
import {
  filterOf as pictureFilterOf,
  limitationFilter,
} from '../../../renderer/features/pictures/picture-address.ts';
import { shownReports } from '../../../renderer/features/periodic/board-filter.ts';
import { visitFilterOf } from '../../../renderer/features/registers/visit-address.ts';
import { filterOf as remediationFilterOf } from '../../../renderer/features/remediation/remediation-address.ts';
import { fillCorpus, fillSqlOf } from '../../bench/corpus.ts';
import { readFileSync } from 'node:fs';
import { createPrinterDouble, type Office, officeInput, openOffice, removeOffice } from './fixture.ts';

type PagedMethod = 'remediation.list' | 'pictures.limitations' | 'pictures.coverage' | 'pictures.remedied';

async function every<M extends PagedMethod>(
  office: Office,
  method: M,
  input: Omit<Input<M>, 'limit' | 'cursor'>,
) {
  const rows: Output<M>['rows'][number][] = [];
  let cursor: string | undefined;
  do {
    const asked = { ...input, limit: 200, ...(cursor === undefined ? {} : { cursor }) } as Input<M>;
    const page: Output<M> = await office.call(method, asked);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows;
}

/** How many rows the list at an address has; null: an address that is no list of rows (a record, a page of shares). */
async function rowsAt(office: Office, to: string, today: string): Promise<number | null> {
  const { pathname, searchParams } = new URL(to, 'http://screen');
  const count = async (rows: Promise<readonly unknown[]>) => (await rows).length;
  switch (pathname) {
    case '/visits':
      return count(office.call('visits.list', visitFilterOf(searchParams, today)));
    case '/recommendations':
      return count(every(office, 'remediation.list', remediationFilterOf(searchParams, today)));
    case '/pictures/limitations':
      return count(every(office, 'pictures.limitations', limitationFilter(searchParams, today)));
    case '/recommendations/agencies': {
      const rows = await office.call('remediation.agencies', remediationFilterOf(searchParams, today));
      expect([searchParams.get('due'), searchParams.get('reminded')]).toEqual(['overdue', '1']);
      return rows.filter((row) => row.overdue > 0 && (row.lastRemindedOn ?? '9999') < today).length;
    }
    case '/documents': {
      const officeId = searchParams.get('office') ?? '';
      const status = searchParams.get('status');
      const rows = await office.call('documents.list', { officeId });
      return rows.filter((row) => row.status === status).length;
    }
    default:
      return null;
  }
}

interface Named {
  readonly name: string;
  readonly value: number;
  readonly to: string;
}
const isFigure = (value: object): value is Figure => 'value' in value && 'to' in value;
const isShare = (value: object): value is Share =>
  'numerator' in value && 'denominator' in value && 'to' in value;

/** Whatever has a number and an address, however deep it lies. */
function named(value: unknown, name: string): Named[] {
  if (value === null || typeof value !== 'object') return [];
  if (isShare(value)) return [];
  if (isFigure(value)) return value.value === null ? [] : [{ name, value: value.value, to: value.to }];
  return Object.entries(value).flatMap(([key, part]) => named(part, `${name}.${key}`));
}
function shares(value: unknown): Share[] {
  if (value === null || typeof value !== 'object') return [];
  return isShare(value) ? [value] : Object.values(value).flatMap(shares);
}

interface Seen {
  readonly paths: Map<string, number>;
  readonly filled: Set<string>;
}
async function holds(office: Office, all: readonly Named[], today: string, seen: Seen) {
  const known = new Map<string, number | null>();
  for (const { name, value, to } of all) {
    if (!known.has(to)) known.set(to, await rowsAt(office, to, today));
    const rows = known.get(to) ?? null;
    if (rows === null) continue;
    expect([name, to, rows]).toEqual([name, to, value]);
    const { pathname, searchParams } = new URL(to, 'http://screen');
    seen.paths.set(pathname, (seen.paths.get(pathname) ?? 0) + 1);
    if (rows > 0) for (const key of searchParams.keys()) seen.filled.add(`${pathname} ${key}`);
  }
}

/** A share opens the list of what is counted; the two that the office is scored on open their evidence. */
async function shareHolds(office: Office, share: Share, today: string) {
  const { pathname, searchParams } = new URL(share.to, 'http://screen');
  const filter = pictureFilterOf(searchParams, today);
  if (pathname === '/pictures/coverage') {
    const rows = await every(office, 'pictures.coverage', filter);
    expect([rows.filter(({ state }) => state === 'inspected').length, rows.length]).toEqual([
      share.numerator,
      share.denominator,
    ]);
  } else if (pathname === '/pictures/remedied') {
    const rows = await every(office, 'pictures.remedied', filter);
    expect([rows.filter(({ status }) => status === 'verified').length, rows.length]).toEqual([
      share.numerator,
      share.denominator,
    ]);
  } else {
    const rows = await every(office, 'remediation.list', remediationFilterOf(searchParams, today));
    expect([share.to, rows.filter(({ status }) => status === 'verified').length, rows.length]).toEqual([
      share.to,
      share.numerator,
      share.denominator,
    ]);
  }
}

/** Arithmetic, and what stands on the pages of periodic reports. */
const noRows = new Set<string>(['coverage', 'late_reports', 'reports_due', 'agency_reports_late']);

async function walk(
  office: Office,
  scope: Omit<Input<'pictures.dashboard'>, 'today'>,
  today: string,
  seen: Seen,
  agencies: readonly string[],
) {
  const filter = { ...scope, today };
  const dashboard = await office.call('pictures.dashboard', filter);
  const brief: Brief = await office.call('pictures.brief', filter);
  const trend = await office.call('pictures.trend', { today });
  const waiting = await office.call('pictures.waiting', { today });
  const repeaters = await office.call('pictures.repeaters', { ...filter, limit: 20 });
  const frequent = await office.call('pictures.frequent', { ...filter, limit: 40 });
  const counted = [...waiting, ...brief.decisions].filter(({ key }) => !noRows.has(key));
  const all = [
    ...named(dashboard, 'dashboard'),
    ...named(brief, 'brief'),
    ...named(trend, 'trend'),
    ...named(repeaters, 'repeaters'),
    ...named(frequent, 'frequent'),
    ...counted.map(({ key, count, to }) => ({ name: key, value: count, to })),
  ];
  const profiles = [];
  for (const by of ['agency', 'kind', 'office'] as const) {
    for (const measure of ['limitations', 'open', 'overdue'] as const) {
      const map = await office.call('pictures.heatMap', { ...filter, by, measure, limit: 12 });
      all.push(
        ...named(map, `heat ${by} ${measure}`).filter(({ value }, index) => value > 0 || index % 9 === 0),
      );
    }
  }
  for (const agencyId of agencies) {
    profiles.push(await office.call('pictures.agency', { agencyId, today }));
  }
  const [domain] = (await office.call('pictures.scope', {})).domains;
  if (domain !== undefined)
    profiles.push(await office.call('pictures.domain', { domainKey: domain.key, today }));
  all.push(...named(profiles, 'profiles'));
  await holds(office, all, today, seen);
  for (const share of shares([dashboard, brief, trend, profiles])) await shareHolds(office, share, today);
}

describe.each([
  ['hai-duong-2019', 2019, ['2019-11-01', '2020-06-30']],
  ['lai-vung-2022', 2022, ['2022-09-01', '2023-06-30']],
] as const)('%s with illustrative data', (name, year, days) => {
  let office: Office;
  beforeAll(async () => {
    office = openOffice({ printer: createPrinterDouble() });
    await office.call('system.loadSample', { name, illustrative: true });
  });
  afterAll(() => removeOffice(office));

  test('every number opens the list behind it', { timeout: 300_000 }, async () => {
    const seen: Seen = { paths: new Map(), filled: new Set() };
    const visits = await office.call('visits.list', {});
    const agencies = visits.slice(0, 3).map(({ agencyId }) => agencyId);
    for (const today of days) {
      await walk(office, {}, today, seen, agencies);
      await walk(office, { year, officeId: office.context.session.officeId() }, today, seen, []);
    }
    for (const pathname of ['/visits', '/recommendations', '/pictures/limitations']) {
      expect([pathname, (seen.paths.get(pathname) ?? 0) > 20]).toEqual([pathname, true]);
    }
    for (const key of [
      '/visits done',
      '/recommendations due',
      '/recommendations kind',
      '/pictures/limitations kind',
    ]) {
      expect([key, seen.filled.has(key)]).toEqual([key, true]);
    }
  });
});

describe('figures of periodic reports', () => {
  let office: Office;
  beforeAll(async () => {
    office = openOffice({ printer: createPrinterDouble() });
    await office.call('system.loadSample', { name: 'hai-duong-2019', illustrative: true });
    await office.call('system.loadSample', { name: 'lai-vung-2022', illustrative: true });
  });
  afterAll(() => removeOffice(office));

  test('open the visits, recommendations and agencies that they count', { timeout: 300_000 }, async () => {
    const opened = new Map<string, number>();
    const today = '2023-06-30';
    const { reports } = await office.call('periodReports.list', { today });
    for (const year of [2019, 2020, 2022]) {
      for (const kind of ['half_year', 'year'] as const) {
        if (reports.some((one) => one.year === year && one.kind === kind)) continue;
        await office.call('periodReports.create', { kind, year, today });
      }
    }
    for (const { id } of (await office.call('periodReports.list', { today })).reports) {
      const { sections } = await office.call('periodReports.get', { id, today });
      const figures = sections.flatMap((section) => section.figures);
      const board = await office.call('agencyReports.list', { reportId: id, today });
      for (const { key, computed, source } of figures) {
        if (computed === null || source.to === null) continue;
        const { pathname, searchParams } = new URL(source.to, 'http://screen');
        let rows: number | null = null;
        if (searchParams.has('figure')) rows = await rowsAt(office, source.to, today);
        else if (pathname.endsWith('/board')) {
          const state = searchParams.get('state') ?? '';
          rows = shownReports(board, { text: '', state, kind: '', sort: '' }).length;
        }
        if (rows === null) continue;
        expect([key, source.to, rows]).toEqual([key, source.to, computed]);
        opened.set(pathname, (opened.get(pathname) ?? 0) + rows);
      }
    }
    for (const pathname of ['/visits', '/recommendations']) {
      expect([pathname, (opened.get(pathname) ?? 0) > 3]).toEqual([pathname, true]);
    }
    expect([...opened].some(([pathname, rows]) => pathname.endsWith('/board') && rows > 0)).toBe(true);
  });
});

describe('ten years of generated rounds', () => {
  let office: Office;
  beforeAll(async () => {
    office = openOffice({ printer: createPrinterDouble() });
    await office.call('system.setUp', officeInput);
    const migration = readFileSync(
      new URL('../../../db/migrations/0050_afterwards.sql', import.meta.url),
      'utf8',
    );
    fillCorpus(
      office.context.connection,
      {
        seed: 11,
        offices: 2,
        agencies: 9,
        merging: 2,
        firstYear: 2022,
        years: 5,
        criteria: 21,
        limitations: 4,
        recommendations: 5,
        answers: false,
      },
      fillSqlOf(migration),
    );
  }, 300_000);
  afterAll(() => removeOffice(office));

  test('every number opens the list behind it', { timeout: 300_000 }, async () => {
    const seen: Seen = { paths: new Map(), filled: new Set() };
    const visits = await office.call('visits.list', {});
    const agencies = visits.slice(-2).map(({ agencyId }) => agencyId);
    await walk(office, { year: 2026 }, '2026-08-15', seen, agencies);
    for (const key of ['findings', 'predecessors', 'repeated', 'domain', 'kind', 'due']) {
      expect([key, seen.filled.has(`/recommendations ${key}`)]).toEqual([key, true]);
    }
  });
});
