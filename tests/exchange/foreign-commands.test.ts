// Rows of another office are read only here: every command of the contract that takes an id is given one of theirs, and
// refuses without writing anything.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract, type Input, type Method } from '../../core/contract/index.ts';
import type { TableName } from '../../db/registry.ts';
import { officeInput, openOffice, type Office, removeOffice } from '../main/services/fixture.ts';
import { foreignInput, type MadeInput } from './foreign-inputs.ts';
import { bringForeign, type ForeignOffice } from './foreign-rows.ts';

let office: Office;
let foreign: ForeignOffice;
let ownAgency: string;
let ownPlan: string;
beforeAll(async () => {
  office = openOffice();
  await office.call('system.setUp', officeInput);
  foreign = await bringForeign(office, 'lai-vung-2022', 'Huyện Lai Vung');
  const version = { name: 'Sở Y tế', shortName: null, abbreviation: null, placeName: null };
  ownAgency = (
    await office.call('agencies.create', {
      kind: 'so_nganh',
      version: { ...version, parentAgencyId: null, validFrom: null, validTo: null },
    })
  ).id;
  ownPlan = (await office.call('plans.create', { title: 'Đợt của tỉnh', year: 2022 })).id;
}, 120_000);
afterAll(() => removeOffice(office));

const commands = (Object.keys(contract) as Method[]).filter((method) => contract[method].kind === 'command');
/** Not about rows of an office, or about ours and theirs together. */
const apart = /^(keys|trust|exchange|backups|journal|work|imports)\.|^catalogue\.load$|^(system|handouts)\./u;
/** Our own row about an agency that only they have entered: a remark of our own, and read by them as ours. */
const aboutTheirAgency: ReadonlySet<Method> = new Set<Method>([
  'statistics.create',
  'procedureLists.create',
  'busyDays.create',
  'parPlans.create',
]);

/** What a schema cannot tell. */
function particulars(method: Method): Record<string, unknown> {
  const rows = (table: TableName) => (foreign.rows.get(table) ?? []).map(({ id }) => String(id));
  switch (method) {
    case 'findings.reorder':
      return { ids: rows('finding').slice(0, 2) };
    case 'findings.merge':
      return {
        items: rows('finding')
          .slice(0, 2)
          .map((id) => ({ id, rev: 1 })),
      };
    case 'findings.split':
      return { texts: ['Một', 'Hai'] };
    case 'recommendations.transfer':
      return { toAgencyIds: [ownAgency] };
    case 'remediation.close':
    case 'remediation.extend':
      return { documentText: 'Công văn số 5' };
    case 'remediation.carryOver':
      return { toPlanId: ownPlan, documentText: 'Công văn số 5' };
    case 'indexMatches.set': {
      const [itemId, otherItemId] = rows('index_item');
      return { itemId, otherItemId };
    }
    case 'documents.create':
      return {
        kind: 'schedule_notice',
        visitId: undefined,
        teamId: undefined,
        memberId: undefined,
        periodReportId: undefined,
        agencyReportId: undefined,
        indexSetId: undefined,
        aboutDocumentId: undefined,
        issuerId: undefined,
      };
    default:
      return {};
  }
}

const written = () => {
  const { connection } = office.context;
  return connection.prepare('SELECT count(*), max(seq), max(hash) FROM change_set').raw().get();
};

describe('a command that is given a row of another office', () => {
  test('is refused and writes nothing, whatever it is', { timeout: 180_000 }, async () => {
    const asked: Method[] = [];
    const wrong: string[] = [];
    for (const method of commands) {
      if (apart.test(method) || aboutTheirAgency.has(method)) continue;
      const made: MadeInput | undefined = foreignInput(method, foreign, particulars(method));
      if (made === undefined) continue;
      expect([method, contract[method].input.safeParse(made.input).error?.issues]).toEqual([
        method,
        undefined,
      ]);
      asked.push(method);
      const before = written();
      const said = await office
        .fails(method, made.input as Input<typeof method>)
        .then(({ code, fields }) =>
          code === 'VALIDATION' ? (fields ?? []).map((field) => field.code).join(' ') : code,
        )
        .catch((error: unknown) => `done: ${String(error)}`);
      expect([method, written()]).toEqual([method, before]);
      // A field that may only point at rows of ours does not find theirs.
      if (said !== 'FORBIDDEN' && said !== 'NOT_FOUND') wrong.push(`${method}: ${said}`);
    }
    expect(wrong).toEqual([]);
    // So that a change of the generator cannot make the test an empty one.
    expect(asked.length).toBeGreaterThan(75);
  });

  test('may be about an agency of theirs where the row is ours', async () => {
    const agencyId = foreign.id('agency');
    const made = await office.call('parPlans.create', {
      agencyId,
      year: 2022,
      title: 'Kế hoạch CCHC năm 2022',
    });
    expect(made.originOfficeId).toBe(office.context.session.officeId());
  });
});
