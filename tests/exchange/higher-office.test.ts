// The office above: rows of two offices below beside its own, whose they are, and agencies that are one.
import { afterEach, describe, expect, test } from 'vitest';
import { noVersion, type Office, removeOffice, setUpOffice } from '../main/services/fixture.ts';
import { countedTallies, keptTallies } from '../db/tallies-model.ts';
import { bringForeign } from './foreign-rows.ts';

let office: Office | undefined;
afterEach(() => {
  if (office !== undefined) removeOffice(office);
  office = undefined;
});

describe('rows of two other offices', () => {
  test('stand here as theirs, and nothing of ours is chosen from them', { timeout: 120_000 }, async () => {
    office = await setUpOffice();
    const own = office.context.session.officeId();
    const before = await office.call('issuers.list', {});
    const one = await bringForeign(office, 'hai-duong-2019', 'Huyện Nam Sách');
    const two = await bringForeign(office, 'lai-vung-2022', 'Huyện Lai Vung');

    expect((await office.call('offices.list', {})).map(({ id, isOwn }) => [id, isOwn])).toEqual([
      [own, true],
      [two.officeId, false],
      [one.officeId, false],
    ]);
    const plans = await office.call('plans.list', {});
    expect(new Set(plans.map((plan) => plan.originOfficeId))).toEqual(new Set([one.officeId, two.officeId]));
    expect((await office.call('plans.list', { officeId: two.officeId })).map(({ id }) => id)).toEqual([
      two.id('plan'),
    ]);
    const agencies = await office.call('agencies.list', { officeId: two.officeId, limit: 200 });
    expect(agencies.total).toBe(two.rows.get('agency')!.length);
    expect((await office.call('agencies.list', { officeId: own })).total).toBe(0);

    // Pickers and numbers of our own work.
    expect(await office.call('issuers.list', {})).toEqual(before);
    expect(await office.call('documents.numbering', {})).toEqual([]);
    const persons = await office.call('persons.list', {});
    expect(persons.map(({ officeId }) => officeId)).toEqual([own]);
    const plan = await office.call('plans.create', { title: 'Đợt của tỉnh', year: 2022 });
    expect((await office.call('plans.get', { id: plan.id })).plan.originOfficeId).toBe(own);
    // What waits at this office is its own.
    expect(await office.call('pictures.waiting', { today: '2022-12-31' })).toEqual([]);
    expect(keptTallies(office.context.connection)).toEqual(countedTallies(office.context.connection));
  });
});

test(
  'whose round it is says its row, in every list alike, whatever office it names',
  { timeout: 120_000 },
  async () => {
    office = await setUpOffice();
    const own = office.context.session.officeId();
    await office.call('system.loadSample', { name: 'hai-duong-2019', illustrative: false });
    const two = await bringForeign(office, 'lai-vung-2022', 'Huyện Lai Vung');
    const plans = await office.call('plans.list', {});
    // A sample names the office of its source, and is our own row all the same.
    expect(plans.map(({ originOfficeId }) => originOfficeId).toSorted()).toEqual(
      [own, two.officeId].toSorted(),
    );
    expect(plans.find(({ originOfficeId }) => originOfficeId === own)?.officeId).not.toBe(own);
    // A sender may name any office in its round: it stays the sender's row.
    office.context.connection.prepare('UPDATE plan SET office_id = ? WHERE id = ?').run(own, two.id('plan'));
    const today = '2022-12-31';
    const owed = async (officeId: string) =>
      (await office!.call('remediation.list', { officeId, today, limit: 200 })).rows;
    expect(new Set((await owed(two.officeId)).map(({ planId }) => planId))).toEqual(
      new Set([two.id('plan')]),
    );
    expect((await owed(own)).map(({ planId }) => planId)).not.toContain(two.id('plan'));
    expect(office.context.stores.pictures.plans({ officeId: two.officeId }).map(({ id }) => id)).toEqual([
      two.id('plan'),
    ]);
    // A hit of the search says whose it is.
    const hits = await office.call('search.find', {
      text: String(two.rows.get('plan')![0]!['title']),
      limit: 30,
    });
    expect(hits.find(({ id }) => id === two.id('plan'))?.originOfficeId).toBe(two.officeId);
  },
);

describe('an agency of another office', () => {
  test(
    'is proposed by name, counts with ours once matched, and stands apart again',
    { timeout: 120_000 },
    async () => {
      office = await setUpOffice();
      const two = await bringForeign(office, 'lai-vung-2022', 'Huyện Lai Vung');
      const listed = await office.call('agencies.list', { officeId: two.officeId, limit: 200 });
      const theirs = listed.rows.find(
        ({ version, visits, kind }) => visits > 0 && kind === 'ubnd_xa' && version.name.includes('Tân Dương'),
      )!;
      const ours = await office.call('agencies.create', {
        kind: 'ubnd_xa',
        version: { ...noVersion, name: theirs.version.name },
      });
      const other = await office.call('agencies.create', {
        kind: 'ubnd_xa',
        version: { ...noVersion, name: theirs.version.name.replace('Tân Dương', 'Tân Thới') },
      });
      const proposal = (await office.call('agencyMatches.proposals', {})).find(
        ({ foreignAgencyId }) => foreignAgencyId === theirs.id,
      )!;
      expect(proposal.candidates[0]).toMatchObject({ agencyId: ours.id, likeness: 100 });
      expect(proposal.candidates.map(({ agencyId }) => agencyId)).not.toContain(other.id);

      const match = await office.call('agencyMatches.create', {
        localAgencyId: ours.id,
        foreignAgencyId: theirs.id,
      });
      expect(match).toMatchObject({ foreignName: theirs.version.name, officeName: 'Huyện Lai Vung' });
      const together = await office.call('agencies.get', { id: ours.id, view: 'by_successor' });
      expect(together.history.map(({ agencyId }) => agencyId)).toEqual([theirs.id]);
      expect((await office.call('agencies.get', { id: ours.id })).history).toEqual([]);
      const owed = await office.call('remediation.list', {
        agencyId: ours.id,
        withPredecessors: true,
        today: '2022-12-31',
      });
      const theirOwed = two.rows.get('recommendation')!.filter((row) => row['agency_id'] === theirs.id);
      expect(owed.rows.map(({ id }) => id).toSorted()).toEqual(
        theirOwed.map(({ id }) => String(id)).toSorted(),
      );
      expect(keptTallies(office.context.connection)).toEqual(countedTallies(office.context.connection));

      // Once is enough, and never the other way round.
      const again = { localAgencyId: other.id, foreignAgencyId: theirs.id };
      expect((await office.fails('agencyMatches.create', again)).code).toBe('DUPLICATE');
      const turned = { localAgencyId: theirs.id, foreignAgencyId: ours.id };
      expect((await office.fails('agencyMatches.create', turned)).code).toBe('FORBIDDEN');

      await office.call('agencyMatches.delete', { id: match.id, rev: match.rev });
      expect(await office.call('agencyMatches.list', {})).toEqual([]);
      expect((await office.call('agencies.get', { id: ours.id, view: 'by_successor' })).history).toEqual([]);
      expect(keptTallies(office.context.connection)).toEqual(countedTallies(office.context.connection));
    },
  );
});
