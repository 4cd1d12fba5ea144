// A trusted sender whose seal holds and who signs what is not theirs to say, or what no table takes: nothing is written
// that is not rightly theirs, and nothing falls over.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NO_HASH, type PackageRow, PROFILE, PROFILE_VERSION } from '../../core/exchange/package/types.ts';
import type { Deletion, PackageHeader, TableForm } from '../../core/exchange/package/types.ts';
import { packageForms } from '../../db/package-forms.ts';
import type { SqlRow } from '../../db/sqlite.ts';
import { exchangeWorkFolder } from '../../main/held-packages.ts';
import { writePackage } from '../../main/exchange/package-writer.ts';
import { makeRound, noVersion, type Office } from '../main/services/fixture.ts';
import {
  believe,
  createWorld,
  everythingOf,
  look,
  officeOf,
  receive,
  send,
  source,
  tablesOf,
  type World,
} from './sealed-offices.ts';

let world: World;
let sender: Office;
let here: Office;
let third: Office;
let agencyId = '';
let forms: ReadonlyMap<string, TableForm>;

beforeAll(async () => {
  world = createWorld();
  sender = await world.office('UBND xã Tân Hòa');
  third = await world.office('UBND xã Vĩnh Thới');
  here = await world.office('Sở Nội vụ tỉnh Đồng Tháp', 'province');
  for (const one of [sender, third]) {
    believe(one, here, 'above');
    believe(here, one, 'below');
  }
  const agency = await sender.call('agencies.create', {
    kind: 'so_nganh',
    version: { ...noVersion, name: 'Văn phòng' },
  });
  agencyId = agency.id;
  await third.call('agencies.create', { kind: 'so_nganh', version: { ...noVersion, name: 'Tư pháp' } });
  await makeRound(here);
  await receive(here, await send(world, sender, here));
  await receive(here, await send(world, third, here));
  forms = new Map(packageForms(sender.context.connection).map((form) => [form.name, form]));
}, 240_000);
afterAll(() => world.close());

const uuid = () => {
  const letters = [...randomUUID()];
  letters[14] = '7';
  return letters.join('');
};
const VERSION = 900_000_000;
const stamp = (id: string, origin = officeOf(sender), version = VERSION) => ({
  id,
  origin_office_id: origin,
  origin_version: version,
});

interface Said {
  readonly tables: readonly { readonly form: TableForm; readonly rows: readonly PackageRow[] }[];
  readonly deletions?: readonly Deletion[];
  readonly header?: Partial<PackageHeader>;
}
let made = 0;
/** A package that the sender's own seal signs, whatever it says. */
async function forge({ tables, deletions = [], header = {} }: Said): Promise<string> {
  const secrets = sender.context.vault.secrets();
  made += 1;
  const written = await writePackage({
    header: {
      profile: PROFILE,
      version: PROFILE_VERSION,
      bagId: uuid(),
      sender: {
        officeId: officeOf(sender),
        name: 'UBND xã Tân Hòa',
        level: 'commune',
        signPublic: secrets.signPublic,
        ageRecipient: secrets.ageRecipient,
      },
      recipientOfficeId: officeOf(here),
      recipientName: 'Sở Nội vụ tỉnh Đồng Tháp',
      stream: uuid(),
      seq: 1,
      previousHash: NO_HASH,
      kind: 'complete',
      title: 'Toàn bộ',
      planId: null,
      periodFrom: null,
      periodTo: null,
      madeAt: Date.parse('2019-11-02T00:00:00Z'),
      schemaVersion: 60,
      epoch: 1,
      withEvidence: true,
      withPersonal: true,
      journal: null,
      ...header,
    },
    tables,
    deletions,
    criteria: [],
    journal: null,
    files: [],
    secrets,
    seal: { recipients: [here.context.vault.secrets().ageRecipient] },
    target: path.join(world.stick, `forged-${made}.cchc`),
    workFolder: exchangeWorkFolder(sender.folder),
    progress: { step: () => undefined },
  });
  return written.paths[0] ?? '';
}

/** A row as the sender has it, or as we have it, with something else in it. */
function rowLike(
  office: Office,
  table: string,
  where: string,
  change: Record<string, string | number | null>,
) {
  const form = forms.get(table)!;
  const names = form.columns.map(({ name }) => name).filter((name) => name !== 'origin_version');
  const found = office.context.connection
    .prepare(`SELECT ${names.join(', ')} FROM ${table} WHERE ${where} ORDER BY id LIMIT 1`)
    .get() as SqlRow | undefined;
  if (found === undefined) throw new Error(`No ${table} ${where}`);
  return { form, rows: [{ ...found, origin_version: VERSION, ...change } as PackageRow] };
}
const scalar = (sql: string, ...values: unknown[]) =>
  here.context.connection
    .prepare(sql)
    .pluck()
    .get(...values);

/** What it is refused for; nothing at all is written, and nothing is left of it. */
async function refused(file: string): Promise<string[]> {
  const before = everythingOf(here);
  const { digest, outcome, problems: told } = await look(here, file);
  const error = await here.fails('exchange.receive', {
    source: source(file),
    digest,
    largeChangeConfirmed: true,
  });
  expect(error.code).toBe('PACKAGE_REFUSED');
  expect(everythingOf(here)).toEqual(before);
  expect(readdirSync(path.join(here.folder, 'exchange-work'))).toEqual([]);
  const problems = error.detail?.['problems'] as { code: string; severity: string }[];
  // The look has told it, in the same words.
  expect([outcome, told]).toEqual(['refuse', problems]);
  return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/** It is taken, but not one row of ours, of anybody but the sender, or of `table` is another one. */
async function ignored(said: Said): Promise<{ codes: string[]; held: number }> {
  const before = tablesOf(here);
  const file = await forge(said);
  const { problems } = await look(here, file);
  const taken = await receive(here, file);
  expect(taken.outcome).toBe('merged');
  expect(tablesOf(here)).toEqual(before);
  return {
    codes: problems.map(({ code }) => code).filter((code) => code !== 'SENDER_RESTORED'),
    held: taken.changes.reduce((sum, one) => sum + one.held, 0),
  };
}

const newAgency = (change: Record<string, string | number | null> = {}) =>
  rowLike(sender, 'agency', `id = '${agencyId}'`, { id: uuid(), ...change });

describe('what no table takes refuses the whole package', () => {
  test.each([
    ['a kind that does not exist', { kind: 'bịa đặt' }, 'UNFIT_ROWS'],
    ['an office that nobody knows', { origin_office_id: uuid() }, 'DANGLING_REFERENCE'],
    ['an administrative unit that nobody knows', { admin_unit_id: uuid() }, 'DANGLING_REFERENCE'],
  ])('%s', async (_what, change, code) => {
    // A good row beside it does not come either.
    const { form, rows } = newAgency();
    const bad = newAgency(change).rows;
    expect(await refused(await forge({ tables: [{ form, rows: [...rows, ...bad] }] }))).toEqual([code]);
  });

  test('a child without its parent', async () => {
    const version = rowLike(sender, 'agency_version', `agency_id = '${agencyId}'`, {
      id: uuid(),
      agency_id: uuid(),
    });
    expect(await refused(await forge({ tables: [version] }))).toEqual(['DANGLING_REFERENCE']);
  });

  test('ids that are none, a version that is none, a row twice', async () => {
    const before = everythingOf(here);
    const { form, rows } = newAgency();
    const [row] = rows;
    for (const wrong of [
      [{ ...row, id: '../../etc/passwd' }],
      [{ ...row, id: '' }],
      [{ ...row, origin_office_id: 'x' }],
      [{ ...row, origin_version: 0 }],
      [row, row],
    ]) {
      const file = await forge({ tables: [{ form, rows: wrong as PackageRow[] }] });
      expect((await here.fails('exchange.look', { source: source(file) })).code).toBe('PACKAGE_DAMAGED');
    }
    expect(everythingOf(here)).toEqual(before);
  });
});

describe('what is not theirs to say stays as it is', () => {
  test('our office cannot be renamed, under our name or theirs', async () => {
    const own = `id = '${officeOf(here)}'`;
    for (const origin of [officeOf(here), officeOf(sender), officeOf(third)]) {
      const office = rowLike(here, 'office', own, { name: 'Của tôi', origin_office_id: origin });
      expect((await ignored({ tables: [office] })).codes).toEqual(['FOREIGN_ROWS']);
    }
    expect(scalar(`SELECT name FROM office WHERE ${own}`)).toBe('Sở Nội vụ tỉnh Đồng Tháp');
  });

  test('our people, plans, findings and papers: neither changed nor added to our office', async () => {
    const ours = `origin_office_id = '${officeOf(here)}'`;
    for (const table of ['person', 'plan', 'visit', 'team', 'agency', 'agency_version']) {
      for (const origin of [officeOf(here), officeOf(sender)]) {
        const { held, codes } = await ignored({
          tables: [rowLike(here, table, ours, { origin_office_id: origin })],
        });
        expect([table, held, codes]).toEqual([table, 1, ['FOREIGN_ROWS']]);
      }
    }
    for (const table of ['person', 'plan']) {
      const added = rowLike(here, table, ours, { id: uuid(), origin_office_id: officeOf(sender) });
      expect(await ignored({ tables: [added] })).toEqual({ codes: ['FOREIGN_ROWS'], held: 1 });
      const invented = rowLike(here, table, ours, { id: uuid() });
      expect(await ignored({ tables: [invented] })).toEqual({ codes: ['FOREIGN_ROWS'], held: 1 });
    }
    // Whatever hangs on a row that is not taken is not taken either.
    const plan = rowLike(here, 'plan', ours, { id: uuid(), origin_office_id: officeOf(sender) });
    const team = rowLike(here, 'team', ours, {
      id: uuid(),
      plan_id: String(plan.rows[0]!['id']),
      origin_office_id: officeOf(sender),
    });
    expect(await refused(await forge({ tables: [plan, team] }))).toEqual(['DANGLING_REFERENCE']);
  });

  test('rows of a third office under the name of the sender, and deletions of ours and theirs', async () => {
    const agency = rowLike(
      third,
      'agency',
      `origin_office_id = '${officeOf(third)}' AND substr(id, 15, 1) = '7'`,
      {
        origin_office_id: officeOf(sender),
        note: 'Chiếm lấy',
      },
    );
    expect(await ignored({ tables: [agency] })).toEqual({ codes: ['FOREIGN_ROWS'], held: 1 });
    const plan = String(scalar('SELECT id FROM plan WHERE origin_office_id = ? LIMIT 1', officeOf(here)));
    const id = String(agency.rows[0]!['id']);
    const deletions = [
      { table: 'plan', id: plan, originOfficeId: officeOf(here), version: VERSION },
      { table: 'agency', id, originOfficeId: officeOf(sender), version: VERSION },
    ];
    expect((await ignored({ tables: [], deletions })).held).toBe(2);
    const shared = String(scalar(`SELECT id FROM domain WHERE substr(id, 15, 1) = '5' LIMIT 1`));
    const gone = [{ table: 'domain', id: shared, originOfficeId: officeOf(sender), version: VERSION }];
    expect((await ignored({ tables: [], deletions: gone })).held).toBe(1);
  });

  test('tables that never travel, and tables and columns of nobody', async () => {
    const columns = forms.get('office')!.columns.slice(0, 3);
    const named = { name: 'name', type: 'text', nullable: true, personal: false } as const;
    for (const name of [
      'installation',
      'own_key',
      'trusted_office',
      'exchange_state',
      'change_set',
      'sqlite_schema',
    ]) {
      const form = { name, columns: [...columns, named], references: {} };
      const { codes } = await ignored({ tables: [{ form, rows: [{ ...stamp(uuid()), name: 'x' }] }] });
      expect([name, codes]).toEqual([name, ['NEWER_COLUMNS']]);
    }
    const gone = [{ table: 'installation', id: uuid(), originOfficeId: officeOf(sender), version: 1 }];
    expect((await ignored({ tables: [], deletions: gone })).codes).toEqual(['NEWER_COLUMNS']);
    // A newer program has a column more: the rest of its row is taken.
    const { form, rows } = newAgency({ note: 'Có cột mới' });
    const newer = { ...form, columns: [...form.columns, { ...named, name: 'later' }] };
    const file = await forge({
      tables: [{ form: newer, rows: rows.map((row) => ({ ...row, later: 'x' })) }],
    });
    expect((await look(here, file)).problems.map(({ code }) => code)).toContain('NEWER_COLUMNS');
    await receive(here, file);
    expect(scalar('SELECT note FROM agency WHERE id = ?', rows[0]!['id'])).toBe('Có cột mới');
  });
});

describe('a row of theirs is no part of ours', () => {
  const NAMES = new Map([
    ['proved_on', '2019-10-01'],
    ['happened_on', '2019-10-01'],
    ['effective_on', '2019-10-01'],
  ]);
  /** A row of the sender with what its table asks for: `change` says the rest. */
  function madeUp(table: string, change: Record<string, string | number | null>) {
    const form = forms.get(table)!;
    const cells: Record<string, string | number | null> = {};
    const filled = (name: string, type: string) => {
      if (name in form.references) return uuid();
      if (type === 'json') return '{}';
      return NAMES.get(name) ?? (type === 'text' ? 'x' : 1);
    };
    for (const { name, nullable, type } of form.columns) cells[name] = nullable ? null : filled(name, type);
    return { form, rows: [{ ...cells, ...stamp(uuid()), ...change } as PackageRow] };
  }
  const idOf = (table: string, office: Office) => {
    const id = here.context.connection
      .prepare(`SELECT id FROM ${table} WHERE origin_office_id = ? AND substr(id, 15, 1) = '7' LIMIT 1`)
      .pluck()
      .get(officeOf(office));
    if (id === undefined) throw new Error(`No ${table}`);
    return String(id);
  };

  test('nothing is hung on our rounds, findings and recommendations, on our people, nor on our agencies as theirs', async () => {
    const plan = idOf('plan', here);
    const visit = idOf('visit', here);
    const cases: readonly (readonly [string, Record<string, string | number | null>])[] = [
      ['finding', { plan_id: plan, kind: 'limitation', scope: 'unnamed', provenance: null }],
      ['recommendation', { plan_id: plan, status: 'open', provenance: null }],
      ['team', { plan_id: plan }],
      ['answer', { visit_id: visit }],
      ['evidence', { visit_id: visit }],
      ['programme_item', { visit_id: visit }],
      ['agency_version', { agency_id: idOf('agency', here), name: 'Tên khác' }],
      // Nor on those of a third office.
      ['agency_version', { agency_id: idOf('agency', third), name: 'Tên khác' }],
      ['person', { office_id: officeOf(third), full_name: 'Người lạ' }],
    ];
    for (const [table, change] of cases) {
      const said = await ignored({ tables: [madeUp(table, change)] });
      expect([table, said]).toEqual([table, { codes: ['FOREIGN_ROWS'], held: 1 }]);
    }
  });

  test('a proof and an event on our recommendation, which nobody here has counted', async () => {
    const plan = idOf('plan', here);
    const { id: recommendation } = await here.call('recommendations.create', {
      planId: plan,
      findingId: null,
      agencyId: null,
      domainId: null,
      text: 'Công khai thủ tục',
      dueOn: null,
      dueNote: null,
    });
    const proof = madeUp('remediation_proof', { recommendation_id: recommendation, document_name: 'Ảnh' });
    expect(await ignored({ tables: [proof] })).toEqual({ codes: ['FOREIGN_ROWS'], held: 1 });
    const event = madeUp('recommendation_event', { recommendation_id: recommendation, kind: 'closed' });
    expect(await ignored({ tables: [event] })).toEqual({ codes: ['FOREIGN_ROWS'], held: 1 });
  });

  test('what they write about an agency of ours is theirs and is taken', async () => {
    const list = madeUp('procedure_list', { agency_id: idOf('agency', here), provenance: null });
    const file = await forge({ tables: [list] });
    expect((await look(here, file)).problems.map(({ code }) => code)).toEqual(['SENDER_RESTORED']);
    expect((await receive(here, file)).changes).toMatchObject([{ table: 'procedure_list', added: 1 }]);
  });
});

describe('what they hand on of a third office', () => {
  test('changes nothing of one that brings its rows itself, and adds nothing', async () => {
    const own = `origin_office_id = '${officeOf(third)}' AND substr(id, 15, 1) = '7'`;
    const said = async (change: Record<string, string | number | null>) =>
      ignored({ tables: [rowLike(third, 'agency', own, change)] });
    expect(await said({ note: 'Bịa' })).toEqual({ codes: ['LEFT_TO_ITS_OFFICE'], held: 1 });
    expect(await said({ note: 'Bịa', id: uuid() })).toEqual({ codes: ['LEFT_TO_ITS_OFFICE'], held: 1 });
    const id = String(rowLike(third, 'agency', own, {}).rows[0]!['id']);
    const deletions = [{ table: 'agency', id, originOfficeId: officeOf(third), version: VERSION }];
    expect((await ignored({ tables: [], deletions })).held).toBe(1);
  });

  test('is taken of one that nobody knows, is named in the look, and gives way to its own word', async () => {
    const fourth = await world.office('UBND xã Long Hậu');
    const agency = await fourth.call('agencies.create', {
      kind: 'so_nganh',
      note: 'Thật',
      version: { ...noVersion, name: 'Địa chính' },
    });
    const office = rowLike(fourth, 'office', `id = '${officeOf(fourth)}'`, {});
    const lie = rowLike(fourth, 'agency', `id = '${agency.id}'`, { note: 'Bịa' });
    const handedOn = await forge({ tables: [lie, office] });
    const { problems } = await look(here, handedOn);
    expect(problems.find(({ code }) => code === 'HANDED_ON')).toMatchObject({
      severity: 'warning',
      count: 2,
      params: { offices: 'UBND xã Long Hậu' },
    });
    const before = tablesOf(here);
    const taken = await receive(here, handedOn);
    const note = () => scalar('SELECT note FROM agency WHERE id = ?', agency.id);
    expect(note()).toBe('Bịa');
    await here.call('exchange.undo', { id: taken.package.id });
    expect(tablesOf(here)).toEqual(before);
    await receive(here, handedOn);

    believe(fourth, here, 'above');
    believe(here, fourth, 'below');
    await receive(here, await send(world, fourth, here));
    expect(note()).toBe('Thật');
    // And once more handed on, it is not heard.
    const again = await forge({ tables: [lie, office] });
    expect((await look(here, again)).problems.map(({ code }) => code)).toContain('LEFT_TO_ITS_OFFICE');
    await receive(here, again);
    expect(note()).toBe('Thật');
  });

  test('rows that stand on what its office has not brought yet wait for it', async () => {
    const fifth = await world.office('UBND xã Tân Thành');
    believe(fifth, here, 'above');
    believe(here, fifth, 'below');
    const agency = await fifth.call('agencies.create', {
      kind: 'so_nganh',
      version: { ...noVersion, name: 'Tư pháp' },
    });
    const theirs = rowLike(fifth, 'agency', `id = '${agency.id}'`, {});
    const office = rowLike(fifth, 'office', `id = '${officeOf(fifth)}'`, {});
    const list = {
      form: forms.get('agency_version')!,
      rows: rowLike(sender, 'agency_version', `agency_id = '${agencyId}'`, {
        id: uuid(),
        parent_agency_id: agency.id,
      }).rows,
    };
    const file = await forge({ tables: [theirs, list, office] });
    expect(await refused(file)).toEqual(['WAITS_FOR_OFFICE']);
    await receive(here, await send(world, fifth, here));
    expect((await receive(here, file)).outcome).toBe('merged');
  });
});

describe('the row of packages', () => {
  test('a link that does not fit is refused, a new row of packages is told of', async () => {
    const stream = uuid();
    const said = (change: Partial<PackageHeader>) =>
      forge({ tables: [newAgency()], header: { stream, ...change } });
    const first = await said({});
    expect((await look(here, first)).problems.map(({ code }) => code)).toEqual(['SENDER_RESTORED']);
    await receive(here, first);
    expect(await refused(await said({ seq: 2, previousHash: 'ab'.repeat(64) }))).toEqual([
      'BROKEN_ROW_OF_PACKAGES',
    ]);
    expect(await refused(await said({}))).toEqual(['SAME_NUMBER_OTHER_CONTENT']);
    // Somebody else's row of packages.
    const others = String(scalar('SELECT id FROM exchange_stream WHERE peer_office_id = ?', officeOf(third)));
    expect(await refused(await said({ stream: others, seq: 2 }))).toContain('BROKEN_ROW_OF_PACKAGES');
  });

  test('a seal that speaks for another office, and a package for somebody else', async () => {
    const { signPublic, ageRecipient } = sender.context.vault.secrets();
    const as = {
      officeId: officeOf(third),
      name: 'UBND xã Vĩnh Thới',
      level: 'commune',
      signPublic,
      ageRecipient,
    } as const;
    const tables = [newAgency()];
    expect(await refused(await forge({ tables, header: { sender: as } }))).toEqual(['UNKNOWN_SENDER']);
    const self = { ...as, officeId: officeOf(here) };
    expect(await refused(await forge({ tables, header: { sender: self } }))).toContain('NOT_FOR_US');
    expect(await refused(await forge({ tables, header: { recipientOfficeId: officeOf(third) } }))).toEqual([
      'NOT_FOR_US',
    ]);
  });
});
